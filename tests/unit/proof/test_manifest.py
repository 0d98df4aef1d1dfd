"""Manifests: what they say, what they hide, and that they are read back and fit the published schema."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mediawire import proof
from mediawire.model.canon import digest, from_json
from mediawire.model.capture import Place
from mediawire.model.errors import ProofError
from mediawire.model.headline import Headline
from mediawire.model.permission import Duty
from mediawire.model.report import Block, BlockKind, Span, StatedTime
from mediawire.model.source import Basis, Extent, Layer, LayerKind, Terms
from mediawire.proof import claims, manifest, quoting
from tests.unit.proof import samples
from tests.unit.proof.samples import PrintedText

SCHEMA = json.loads((Path(manifest.__file__).parent / "manifest.schema.json").read_text(encoding="utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
CUT = (PrintedText(0, "Work on the second lock", cut=True),)


def told(item: object = samples.ITEM, printed: object = samples.WHOLE, **more: object) -> dict[str, Any]:
    return proof.manifest_of(item, samples.CAPTURE, printed, samples.printing(**more))  # type: ignore[arg-type]


RICH = dataclasses.replace(
    samples.ITEM,
    report=dataclasses.replace(
        samples.REPORT,
        published=StatedTime(moment=samples.AT, wording="25 Nov", origin="meta", zoned=False, day_only=True),
        modified=StatedTime(moment=samples.AT, wording="later", origin="json-ld"),
        headlines=(samples.REPORT.headline,),
        authors=("Tove Lind",),
        agency_credit=samples.REPORT.headline,
        dateline="NORDHOLM",
        canonical=samples.URL,
    ),
    permission=dataclasses.replace(
        samples.EXCERPT,
        not_before=samples.AT,
        until=samples.AT + dt.timedelta(days=30),
        closing="More at Tidings.",
        as_of_line=True,
        state_changes=True,
        reasons=("The licence lets us.",),
    ),
    earlier=(Headline(text="Lock", author="rule:plain", override="", at=samples.AT),),
    caveats=("could not be verified",),
    copy_of=("Havn",),
    story_id="story",
    revised_why="the source corrected it",
)


@pytest.mark.parametrize("item", [samples.ITEM, RICH], ids=["plain", "rich"])
@pytest.mark.parametrize("printed", [samples.WHOLE, CUT, ()], ids=["whole", "cut", "nothing"])
def test_it_fits_the_published_schema_and_is_read_back(item: object, printed: object) -> None:
    data = told(item, printed, served="capture.warc.gz")
    CHECKER.validate(data)
    read = claims.read(proof.canonical(data))
    assert len(read.paragraphs) + len(read.withheld) >= 3 or printed is CUT
    assert read.capture.served == "capture.warc.gz"


def test_the_terms_that_a_printing_rests_on_stand_in_its_manifest_whole() -> None:
    basis = Basis(stated="Their page", url="https://t.example/republish", read_at=dt.date(2026, 11, 25))
    layer = Layer(kind=LayerKind.HOUSE_RULES, basis=basis, extent=Extent.FULL, expires_days=90, when_over="link")
    terms = Terms(layers=(layer,), as_of=basis.read_at)
    duties = (Duty(kind="notify-after", what="Tell them."),)
    permission = dataclasses.replace(samples.EXCERPT, terms=terms, duties=duties, when_over="link", headline_shown=True)
    data = told(dataclasses.replace(samples.ITEM, permission=permission))
    CHECKER.validate(data)
    snapshot = data["terms"]["snapshot"]
    again = Terms(layers=tuple(from_json(Layer, each) for each in snapshot["layers"]), as_of=basis.read_at)
    assert again == terms
    assert (snapshot["digest"], snapshot["as_of"]) == (digest(terms), "2026-11-25")
    assert data["terms"]["duties"] == [{"kind": "notify-after", "what": "Tell them."}]


def test_that_its_capture_may_be_served_stands_among_its_terms() -> None:
    permitted = dataclasses.replace(samples.ITEM.permission, serve_capture=True)
    data = told(dataclasses.replace(samples.ITEM, permission=permitted), samples.WHOLE, served="capture.warc.gz")
    CHECKER.validate(data)
    assert claims.read(proof.canonical(data)).terms.serve_capture
    assert not claims.read(proof.canonical(told(samples.ITEM, samples.WHOLE))).terms.serve_capture


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_what_is_printed() -> None:
    first = told()["paragraphs"][0]
    text = samples.TEXTS[0]
    assert first["digest"] == manifest.digest(text)
    assert first["selector"]["exact"] == text
    assert first["links"] == [{"start": 19, "end": 23, "href": "https://tidings.example/nordholm"}]
    assert told()["paragraphs"][1]["span"]["gaps"][0]["reason"] == "advertisement"
    assert told()["omitted"] == [{"span": {"start": 242, "end": 275, "form": "html"}, "reason": "related", "after": 1}]


def test_what_is_withheld_is_in_no_form_in_the_manifest() -> None:
    data = told(printed=CUT)
    text = proof.canonical(data).decode()
    for hidden in ("eleven months", "2023", "independently", "Ida Marstrand\u2009"):
        assert hidden not in text
    assert [each["block"] for each in data["withheld"]] == [1, 2]
    assert data["withheld"][0]["digest"] == manifest.keyed_digest(samples.SALT, samples.TEXTS[1])
    assert data["paragraphs"][0]["cut"] == {
        "characters": 23,
        "digest": manifest.keyed_digest(samples.SALT, samples.TEXTS[0]),
    }
    assert all("cue" not in each for each in data["citations"]), "a cue's words stand in a block that is not shown"


def test_a_neighbour_that_is_not_printed_lends_no_words() -> None:
    first, last = samples.WHOLE[0], samples.WHOLE[2]
    data = told(printed=(first, last))
    assert "suffix" not in data["paragraphs"][0]["selector"]
    assert "prefix" not in data["paragraphs"][1]["selector"]
    assert told()["paragraphs"][1]["selector"]["prefix"] == samples.TEXTS[0][-32:]


def test_text_that_is_not_the_sources_is_not_put_into_a_manifest() -> None:
    with pytest.raises(ProofError, match="words that its source does not have"):
        told(printed=(PrintedText(0, "Work on the third lock"),))
    with pytest.raises(ProofError, match="words that its source does not have"):
        told(printed=(PrintedText(0, "Work on", cut=False),))
    with pytest.raises(ProofError, match="words that its source does not have"):
        told(printed=(PrintedText(0, "on the", cut=True),))


def test_a_report_of_another_capture() -> None:
    other = dataclasses.replace(samples.CAPTURE, digest="00" * 32)
    with pytest.raises(ProofError, match="was read from capture"):
        proof.manifest_of(samples.ITEM, other, samples.WHOLE, samples.printing())


def test_a_revisit_names_the_record_that_has_the_payload() -> None:
    origin = Place(file="older.warc.gz", offset=1, length=2)
    capture = dataclasses.replace(samples.CAPTURE, origin=origin)
    data = proof.manifest_of(samples.ITEM, capture, samples.WHOLE, samples.printing())
    CHECKER.validate(data)
    read = claims.read(proof.canonical(data))
    assert read.capture.first_record == claims.RecordClaim(file="older.warc.gz", offset=1, length=2)


def test_a_capture_that_is_not_stored() -> None:
    capture = dataclasses.replace(samples.CAPTURE, place=None)
    data = proof.manifest_of(samples.ITEM, capture, samples.WHOLE, samples.printing())
    assert "record" not in data["capture"]
    assert claims.read(proof.canonical(data)).capture.record is None


def test_text_that_is_not_unicode() -> None:
    with pytest.raises(ProofError, match="cannot be written"):
        proof.canonical({"a": "\ud800"})


def test_an_embed_has_its_link() -> None:
    block = Block(kind=BlockKind.EMBED, text="", span=Span(300, 300), link="https://video.example/1")
    report = dataclasses.replace(samples.REPORT, blocks=(*samples.REPORT.blocks, block))
    item = dataclasses.replace(samples.ITEM, report=report)
    data = told(item, (*samples.WHOLE, PrintedText(3, "")))
    assert data["paragraphs"][3]["embed"] == "https://video.example/1"
    assert data["paragraphs"][3]["link"] == samples.URL


@pytest.mark.parametrize("salt", [b"", bytes(16)])
def test_keyed_digests_want_a_whole_salt(salt: bytes) -> None:
    with pytest.raises(ProofError, match="32 bytes"):
        manifest.keyed_digest(salt, "text")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("", "https://a.example/x#old"),
        ("Short text, here", "https://a.example/x#:~:text=Short%20text%2C%20here"),
        ("semi-official & so", "https://a.example/x#:~:text=semi%2Dofficial%20%26%20so"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "https://a.example/x#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen",
        ),
    ],
)
def test_links_to_the_passage(text: str, link: str) -> None:
    assert quoting.fragment_link("https://a.example/x#old", text) == link


BROKEN: dict[str, object] = {
    "format": "mediawire/manifest/9",
    "kind": "rumour",
    "item": -1,
    "revision": True,
    "time": "2026-11-25 14:30",
    "path": 7,
    "source": {},
    "report": [],
    "capture": {},
    "headline": {"shown": "a"},
    "paragraphs": {},
    "withheld": [1],
    "omitted": [{"span": {"start": 0, "end": 1, "form": "rtf"}}],
    "terms": {"extent": "full", "headline_may_change": "yes", "basis": [], "credits": []},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_member_of_the_wrong_kind(name: str) -> None:
    for data in (told() | {name: BROKEN[name]}, {key: value for key, value in told().items() if key != name}):
        with pytest.raises(ProofError):
            claims.read(proof.canonical(data))


def test_odd_members_deeper_down() -> None:
    data = told()
    data["paragraphs"][1]["span"]["gaps"][0]["reason"] = "whim"
    with pytest.raises(ProofError, match="unknown reason"):
        claims.read(proof.canonical(data))
    data = told()
    data["terms"]["basis"] = [1]
    with pytest.raises(ProofError, match="something else than texts"):
        claims.read(proof.canonical(data))


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "a\\b", "a:b"])
def test_file_names_that_lead_elsewhere(name: str) -> None:
    with pytest.raises(ProofError, match="not a plain file name"):
        claims.read(proof.canonical(told(served=name)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"a":NaN}',
        b'{"a":1}\n',
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b'{"a":"\\u0041"}',
        b'{"a":1.0}',
        b"\xff",
        b"[" * 100_000,
        b'{"a":123456789012345678901234567890}',
        b'"\\ud800"',
    ],
)
def test_bytes_that_are_no_manifest(data: bytes) -> None:
    with pytest.raises(ProofError):
        claims.read(data)


NAMES = st.text("abcxyzABC_-09", max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
)


@given(st.dictionaries(NAMES, PLAIN, max_size=4))
def test_its_bytes_are_those_of_rfc_8785(data: dict[str, Any]) -> None:
    assert proof.canonical(data) == rfc8785.dumps(data)
