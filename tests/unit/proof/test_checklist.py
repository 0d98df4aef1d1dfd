"""The checklist: what holds passes, and each thing that does not hold is found by the check that is named for it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from mediawire import proof
from mediawire.model.errors import CheckFailed
from mediawire.model.report import Block, BlockKind, Span
from mediawire.model.source import CreditSlot, Excerpt, Extent, Unit
from mediawire.proof import checklist, manifest
from tests.unit.proof import samples
from tests.unit.proof.samples import PrintedText

TRUE = samples.publish()
CUT = (PrintedText(0, "Work on the second lock at", cut=True),)
EXCERPT = dataclasses.replace(samples.ITEM, permission=samples.EXCERPT)


def failing(bundle: proof.Bundle, key: proof.Verifier = samples.KEY) -> tuple[int, str]:
    with pytest.raises(CheckFailed) as failed:
        proof.verify(bundle, key)
    return failed.value.number, str(failed.value)


def bent(**parts: Any) -> proof.Bundle:
    return dataclasses.replace(TRUE.bundle, **parts)


def paged(old: str, new: str) -> proof.Bundle:
    text = TRUE.bundle.page.decode()
    assert old in text
    return bent(page=text.replace(old, new, 1).encode())


def lying(change: Callable[[dict[str, Any]], None], *, page: bytes = b"") -> proof.Bundle:
    """A manifest that says something else, logged and signed by the wire itself."""
    data = json.loads(TRUE.bundle.manifest)
    change(data)
    return samples.publish_manifest(proof.canonical(data), page or TRUE.bundle.page).bundle


def test_everything_holds() -> None:
    proof.verify(TRUE.bundle, samples.KEY)
    told = list(proof.findings(TRUE.bundle, [samples.KEY]))
    assert [each.number for each in told] == list(range(1, 13))
    assert all(each.shown for each in told)


def test_the_list_in_prose_is_the_list_that_runs() -> None:
    prose = re.findall(r"^    (P\d)  ?(\d+) ", checklist.__doc__ or "", re.MULTILINE)
    assert prose == [(promise, str(number)) for number, promise, _ in checklist._CHECKS]
    for number, _, check in checklist._CHECKS:
        assert (check.__doc__ or "").startswith(f"{number}: ")


def test_plain_words() -> None:
    told = proof.describe(dataclasses.replace(TRUE.bundle, payload=None, checkpoint="", older=()), samples.KEY)
    assert "Shown:" in told
    assert "Not checked:" in told
    assert "  4. The log's present checkpoint is not at hand" in told
    assert " 11. The capture is not at hand" in told
    assert "that the source was right" in told
    assert "Not checked:" not in proof.describe(TRUE.bundle, samples.KEY)


def test_a_wire_that_changed_its_key() -> None:
    proof.verify(TRUE.bundle, [samples.STRANGER.verifier, samples.KEY])
    with pytest.raises(CheckFailed, match="no key"):
        proof.verify(TRUE.bundle, [])


def test_one_block_withheld_by_terms() -> None:
    published = samples.publish(EXCERPT, samples.WHOLE[:1], samples.REPORT.headline.value)
    told = list(proof.findings(published.bundle, samples.KEY))
    assert "The headline is the source's." in [each.words for each in told]
    assert told[-1].words == "The 2 blocks that are withheld are in the capture."


def test_a_beginning() -> None:
    proof.verify(samples.publish(EXCERPT, CUT, samples.REPORT.headline.value).bundle, samples.KEY)


@pytest.mark.parametrize(
    ("parts", "number", "words"),
    [
        ({"proof": "x"}, 1, "does not begin with"),
        ({"proof": TRUE.bundle.proof.replace("\n301\n", "\n302\n")}, 1, "is false"),
        ({"manifest": b"{}"}, 2, "format"),
        ({"manifest": TRUE.bundle.manifest + b" "}, 2, "canonical"),
        ({"manifest": TRUE.bundle.manifest.replace(b"harbour.example/wire", b"harbour.example/news")}, 2, "the log"),
        ({"manifest": TRUE.bundle.manifest.replace(b"By Tove Lind", b"By Tove Lund")}, 3, "not made from this"),
        ({"proof": TRUE.bundle.proof.replace("index 300", "index 12")}, 3, ""),
        ({"proof": re.sub(r"extra \S+", "extra " + "A" * 43 + "=", TRUE.bundle.proof)}, 3, "not made from this"),
        ({"proof": re.sub(r"extra \S+\n", "", TRUE.bundle.proof)}, 3, "a salt has 32 bytes"),
        ({"checkpoint": TRUE.bundle.checkpoint.replace("306", "305")}, 4, "is false"),
        ({"older": ()}, 4, "nothing shows"),
        ({"older": (dataclasses.replace(TRUE.bundle.older[0], proof=()),)}, 4, "too short"),
        ({"payload": samples.PAYLOAD[:-1]}, 10, "not the one that was logged"),
        ({"record": b"another"}, 10, "record"),
    ],
)
def test_files_that_were_changed(parts: dict[str, Any], number: int, words: str) -> None:
    found, message = failing(bent(**parts))
    assert found == number
    assert words in message


def test_another_key() -> None:
    assert failing(TRUE.bundle, samples.STRANGER.verifier)[0] == 1


def test_a_history_that_was_rewritten() -> None:
    other = samples.Log()
    other.add(*(b"other %d" % number for number in range(310)))
    older = proof.Older(note=TRUE.bundle.older[0].note, proof=other.tree.consistency(301))
    number, message = failing(bent(checkpoint=other.checkpoint, older=(older,)))
    assert number == 4
    assert "Its history was rewritten" in message


@pytest.mark.parametrize(
    ("old", "new", "number", "words"),
    [
        (
            "eleven months",
            "seven months",
            5,
            "take seven months, the port said.” where “…in March & take eleven months",
        ),
        ("independently ", "", 5, "paragraph 3"),
        ("2023,", "2023.", 5, "paragraph 2"),
        ('data-span="1"', 'data-span="2"', 5, "out of its order"),
        ('data-span="1">', 'data-span="1" data-cut>', 5, "only a beginning"),
        ('<div class="body">', '<div class="body"><p>Ferries stop.</p>', 5, "Ferries stop."),
        ('<div class="body">', '<div class="body">…', 5, "…"),
        ("</div>", '<p><span data-span="3">More.</span></p></div>', 5, "was not logged"),
        (f'<p><span data-span="2">{samples.TEXTS[2]}</span></p>', "", 5, "is not on the page"),
        ("<h1>Nordholm to build", "<h1>Nordholm not to build", 6, "was logged"),
        ("<h1>Nordholm to build second lock", "<h1>Nordholm to build second lock?", 6, "was logged"),
        ("<q>Second lock at Nordholm to be built</q>", "", 6, "is not on the page"),
        (">Tidings<", ">Havn<", 7, "the source's name"),
        ("By Tove Lind", "By Tove Lund", 7, "the byline"),
        (f'href="{samples.URL}"', 'href="https://b.example/"', 7, "does not link"),
        ("14:21:07+00:00", "14:21:08+00:00", 7, "retrieved at"),
        ("14:21:07+00:00", "14:21:07", 7, "retrieved at"),
        ("This report was first published by", "Also seen at", 7, "the credit"),
    ],
)
def test_pages_that_were_changed(old: str, new: str, number: int, words: str) -> None:
    found, message = failing(paged(old, new))
    assert found == number
    assert words in message


def member(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "number", "words"),
    [
        (member("paragraphs", 0, "selector", "exact", value="Other words."), 5, "quoted with other words"),
        (member("terms", "headline_may_change", value=False), 6, "do not allow"),
        (member("headline", "house", "text", value="Another"), 6, "neither the source's nor the house's"),
        (member("headline", "house", value={"text": "Nordholm to build second lock", "author": "rule:plain",
                                            "override": "it is so"}), 6, "nobody by name"),
        (member("source", "name", value="—"), 7, "has no name"),
        (member("terms", "until", value="2026-11-25T14:30:00Z"), 8, "had ended"),
        (member("terms", "not_before", value="2026-11-25T14:30:01Z"), 8, "begins on"),
        (member("terms", "basis", value=[]), 8, "nothing says what permits it"),
        (member("terms", "extent", value="excerpt"), 8, "more is printed"),
        (member("terms", "extent", value="headline"), 8, "more is printed"),
        (member("terms", "extent", value="nothing"), 8, "more is printed"),
        (member("terms", "extent", value="whatever"), 8, "more is printed"),
        (member("capture", "served", value="capture.warc.gz"), 8, "captured page is served"),
        (member("paragraphs", 1, "block", value=0), 9, "order"),
        (member("paragraphs", 2, "block", value=3), 9, "neither printed nor withheld"),
        (member("paragraphs", 2, "span", value={"start": 100, "end": 477, "form": "html"}), 9, "used twice"),
        (member("omitted", 0, "span", "end", value=9_999), 9, "not in a payload"),
        (member("paragraphs", 2, "span", "end", value=470), 11, "stands in the capture"),
        (member("paragraphs", 2, "span", "gaps", value=[{"start": 440, "end": 450, "reason": "share"}]), 11, "graph 3"),
        (member("capture", "charset", value="latin1"), 11, "paragraph 2"),
        (member("capture", "charset", value="klingon"), 11, "no label"),
    ],
)  # fmt: skip
def test_a_wire_that_lies_in_its_own_manifest(
    change: Callable[[dict[str, Any]], None], number: int, words: str
) -> None:
    found, message = failing(lying(change))
    assert found == number
    assert words in message


def test_words_changed_before_they_were_logged() -> None:
    """The wire prints and logs a word that the source did not write: only the capture shows it."""
    text = samples.TEXTS[0].replace("eleven", "seven")

    def change(data: dict[str, Any]) -> None:
        data["paragraphs"][0] |= {"digest": manifest.digest(text)}
        data["paragraphs"][0]["selector"]["exact"] = text

    page = samples.page(samples.ITEM, (PrintedText(0, text), *samples.WHOLE[1:]), samples.ITEM.headline.text)
    bundle = lying(change, page=page)
    proof.verify(dataclasses.replace(bundle, payload=None), samples.KEY)
    number, message = failing(bundle)
    assert number == 11
    assert "seven" in message
    assert "eleven" in message


def test_withheld_blocks_and_beginnings_are_held_to_the_capture() -> None:
    headline = samples.REPORT.headline.value
    for printed, path, number in (
        (CUT, ("paragraphs", 0, "cut", "digest"), 11),
        (CUT, ("withheld", 0, "digest"), 12),
    ):
        true = samples.publish(EXCERPT, printed, headline)
        data = json.loads(true.bundle.manifest)
        member(*path, value="00" * 32)(data)
        bundle = samples.publish_manifest(proof.canonical(data), true.bundle.page).bundle
        assert failing(bundle)[0] == number


@pytest.mark.parametrize(
    ("unit", "enough", "short"),
    [(Unit.PARAGRAPHS, 1, 0), (Unit.WORDS, 18, 17), (Unit.CHARACTERS, 92, 91), (Unit.PERCENT, 10, None)],
)
def test_excerpts_are_measured(unit: Unit, enough: int, short: int | None) -> None:
    for amount, holds in ((enough, True), (short, False)):
        if amount is None:
            continue
        terms = dataclasses.replace(samples.EXCERPT, excerpt=Excerpt(unit=unit, amount=amount))
        item = dataclasses.replace(samples.ITEM, permission=terms)
        bundle = samples.publish(item, samples.WHOLE[:1], samples.REPORT.headline.value).bundle
        if holds:
            proof.verify(bundle, samples.KEY)
        else:
            assert failing(bundle)[0] == 8


def test_a_teaser_below_a_headline() -> None:
    terms = dataclasses.replace(samples.EXCERPT, extent=Extent.HEADLINE, excerpt=None, basis=())
    item = dataclasses.replace(samples.ITEM, permission=terms)
    proof.verify(samples.publish(item, CUT, samples.REPORT.headline.value).bundle, samples.KEY)


def test_a_permission_with_an_end_and_a_beginning() -> None:
    day = dt.timedelta(days=1)
    terms = dataclasses.replace(samples.FULL, not_before=samples.AT, until=samples.AT + day)
    proof.verify(samples.publish(dataclasses.replace(samples.ITEM, permission=terms)).bundle, samples.KEY)


def test_credits_in_any_wording() -> None:
    slots = (
        CreditSlot(wording="This report was first published by {source} on its site."),
        CreditSlot(wording="{url}"),
    )
    terms = dataclasses.replace(samples.FULL, credits=slots)
    proof.verify(samples.publish(dataclasses.replace(samples.ITEM, permission=terms)).bundle, samples.KEY)


def test_a_log_that_began_empty() -> None:
    empty = proof.sealer(samples.SIGNER, samples.ORIGIN)(0, (), []).note
    older = (*TRUE.bundle.older, proof.Older(note=empty, proof=()))
    proof.verify(bent(older=older), samples.KEY)


def test_an_embed_without_text_uses_no_bytes() -> None:
    at = samples.REPORT.blocks[0].span.start
    block = Block(kind=BlockKind.EMBED, text="", span=Span(at, at), link="https://video.example/1")
    blocks = (block, *samples.REPORT.blocks)
    item = dataclasses.replace(samples.ITEM, report=dataclasses.replace(samples.REPORT, blocks=blocks))
    printed = (PrintedText(0, ""), *(dataclasses.replace(each, index=each.index + 1) for each in samples.WHOLE))
    page = samples.page(item, printed, item.headline.text).replace(
        b'<span data-span="0"></span></p>',
        b'<span data-span="0"></span></p><p class="embed"><a>Shown at video.example</a></p>',
    )
    data = proof.manifest_of(item, samples.CAPTURE, printed, samples.printing())
    proof.verify(samples.publish_manifest(proof.canonical(data), page, item).bundle, samples.KEY)
    false = page.replace(b"Shown at video.example", b"Shown at other.example")
    assert failing(samples.publish_manifest(proof.canonical(data), false, item).bundle)[0] == 5
