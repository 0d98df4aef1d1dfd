"""The verifier on real folders and a real server: true sites pass, and each kind of change is named."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from mediawire import proof, verifier
from mediawire.model.capture import sha256
from mediawire.model.errors import CheckFailed, KeyUnusable, ProofError
from mediawire.model.source import CreditSlot, Place
from mediawire.verifier.__main__ import main
from mediawire.verifier.sites import Folder, Web
from mediawire.verifier.warc import payload_of
from tests.unit.proof import samples
from tests.unit.verifier.sites import published, serving

PATH = samples.ITEM.path
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
    samples.PAYLOAD
)
RECORD = gzip.compress(
    b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(HTTP) + HTTP + b"\r\n\r\n"
)


def quietly(line: str) -> None:
    """Tell nobody."""


def check(target: Path | str, key: str = samples.KEY.text, **options: Path) -> list[proof.Finding]:
    return verifier.run(str(target), key, verifier.Options(**options), tell=quietly)


@pytest.mark.parametrize("target", [PATH, f"{PATH}/index.html", f"{PATH}/manifest.json"])
def test_a_true_item_on_disk(tmp_path: Path, target: str) -> None:
    published(tmp_path)
    findings = check(tmp_path / target)
    assert [each.number for each in findings] == list(range(1, 13))
    assert [each.number for each in findings if not each.shown] == [10, 11, 12]


@pytest.mark.parametrize("ending", ["", "/", "/index.html"])
def test_a_true_item_on_the_web(tmp_path: Path, ending: str) -> None:
    published(tmp_path / "news" / "wire")
    with serving(tmp_path) as address:
        assert len(check(f"{address}news/wire/{PATH}{ending}")) == 12


@pytest.mark.parametrize("later", [0, 1, 300])
def test_the_log_has_grown_or_not(tmp_path: Path, later: int) -> None:
    published(tmp_path, later=later)
    assert all(each.shown for each in check(tmp_path / PATH)[:9])


def test_partial_tiles_may_be_gone_once_the_full_ones_stand(tmp_path: Path) -> None:
    published(tmp_path, later=300)
    for name in proof.superseded(0, 601):
        for file in sorted((tmp_path / name).glob("*")):
            file.unlink()
    assert check(tmp_path / PATH)[3].shown


def test_the_capture_as_served_beside_the_page(tmp_path: Path) -> None:
    place = samples.CAPTURE.place
    capture = dataclasses.replace(samples.CAPTURE, record_digest=sha256(RECORD))
    assert place is not None
    assert payload_of(RECORD) == samples.PAYLOAD
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "CAPTURE", capture)
        published(tmp_path, served=RECORD)
    assert all(each.shown for each in check(tmp_path / PATH))


def test_the_capture_from_the_wires_own_files(tmp_path: Path) -> None:
    place = samples.CAPTURE.place
    assert place is not None
    own = dataclasses.replace(place, offset=5, length=len(RECORD))
    capture = dataclasses.replace(samples.CAPTURE, record_digest=sha256(RECORD), place=own)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "CAPTURE", capture)
        published(tmp_path / "public")
    (tmp_path / place.file).write_bytes(b"12345" + RECORD + b"6789")
    assert all(each.shown for each in check(tmp_path / "public" / PATH, captures=tmp_path))
    (tmp_path / place.file).write_bytes(b"12345" + RECORD[:-9])
    with pytest.raises(ProofError, match="cut off"):
        check(tmp_path / "public" / PATH, captures=tmp_path)


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES = {
    "a word of a paragraph": (
        5,
        "paragraph 1 .*seven months.* where .*eleven months",
        edit(f"{PATH}/index.html", "eleven months", "seven months"),
    ),
    "a paragraph added": (
        5,
        "Ferries stop",
        edit(
            f"{PATH}/index.html", '<div class="body"', '<div class="body"><p>Ferries stop.</p></div><div class="body"'
        ),
    ),
    "the headline": (6, "third", edit(f"{PATH}/index.html", "build second lock</bdi>", "build third lock</bdi>")),
    "the source's address": (
        7,
        "link",
        edit(f"{PATH}/index.html", f'href="{samples.URL}"', 'href="https://b.example/"'),
    ),
    "the manifest": (3, "entry 300", edit(f"{PATH}/manifest.json", "Edda Holm", "Edda Holn")),
    "the proof's index": (3, "too short", edit(f"{PATH}/proof.tlog-proof", "index 300", "index 299")),
    "the checkpoint's size": (4, "the signature of .* is false", edit("checkpoint", "\n306\n", "\n305\n")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named(tmp_path: Path, name: str) -> None:
    number, words, change = CHANGES[name]
    published(tmp_path)
    change(tmp_path)
    with pytest.raises(CheckFailed, match=words) as failed:
        check(tmp_path / PATH)
    assert failed.value.number == number


def test_a_rewritten_history_is_refused_by_whoever_kept_a_checkpoint(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    published(tmp_path / "a")
    check(tmp_path / "a" / PATH, remembered=kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "SALT", bytes(32))
        published(tmp_path / "b", later=9)
    assert check(tmp_path / "b" / PATH)[3].shown, "by itself the other history is consistent"
    with pytest.raises(CheckFailed, match="does not continue") as failed:
        check(tmp_path / "b" / PATH, remembered=kept)
    assert failed.value.number == 4


def test_a_log_that_went_back_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    published(tmp_path, later=50)
    check(tmp_path / PATH, remembered=kept)
    published(tmp_path, later=5)
    with pytest.raises(CheckFailed, match="had 351 entries and now shows 306"):
        check(tmp_path / PATH, remembered=kept)


def test_a_missing_tile_is_named(tmp_path: Path) -> None:
    published(tmp_path)
    for tile in (tmp_path / "tile" / "0" / "001.p").iterdir():
        tile.unlink()
    with pytest.raises(CheckFailed, match="cannot be shown"):
        check(tmp_path / PATH)


def test_another_key_has_not_signed(tmp_path: Path) -> None:
    published(tmp_path)
    with pytest.raises(CheckFailed, match="no signature is by the key") as failed:
        check(tmp_path / PATH, samples.STRANGER.verifier.text)
    assert failed.value.number == 1


def test_a_key_of_the_site_itself_is_said_to_show_little(tmp_path: Path) -> None:
    published(tmp_path)
    lines: list[str] = []
    verifier.run(str(tmp_path / PATH), tell=lines.append)
    assert "agrees with itself" in lines[-1]
    assert samples.KEY.text in lines[-1]


def test_what_is_not_a_key(tmp_path: Path) -> None:
    published(tmp_path)
    with pytest.raises(KeyUnusable):
        check(tmp_path / PATH, "harbour.example+00000000+AAAA")


def test_an_item_alone_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    published(tmp_path)
    (tmp_path / PATH).rename(tmp_path / "alone")
    findings = check(tmp_path / "alone")
    assert [each.number for each in findings if not each.shown] == [4, 10, 11, 12]
    with pytest.raises(ProofError, match="no key"):
        check(tmp_path / "alone", "")


def test_what_is_not_there_is_named_by_its_address(tmp_path: Path) -> None:
    with serving(tmp_path) as address, pytest.raises(ProofError, match="answers 404") as failed:
        check(address + PATH)
    assert failed.value.where == f"{address}{PATH}/manifest.json"
    with pytest.raises(ProofError, match="cannot be read"):
        check(tmp_path / PATH)


@pytest.mark.parametrize("root", ["file:///etc/", "ftp://a.example/", "http:///x"])
def test_only_the_web_is_fetched(root: str) -> None:
    with pytest.raises(ProofError, match="only http"):
        Web(root)


def test_a_folder_is_not_left(tmp_path: Path) -> None:
    with pytest.raises(ProofError, match="leads out"):
        Folder(tmp_path).read("../secret")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(ProofError, match="does not answer"):
        Web("http://127.0.0.1:9/").read("checkpoint")


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"nothing",
        RECORD[:-9],
        gzip.compress(b"WARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n", mtime=0),
    ],
)
def test_what_is_no_record(record: bytes) -> None:
    with pytest.raises(ProofError):
        payload_of(record)


def test_credits_in_the_body_are_known(tmp_path: Path) -> None:
    slot = CreditSlot(wording="{source} –", place=Place.FIRST_PARAGRAPH)
    terms = dataclasses.replace(samples.FULL, credits=(*samples.FULL.credits, slot))
    published(tmp_path, dataclasses.replace(samples.ITEM, permission=terms))
    assert all(each.shown for each in check(tmp_path / PATH)[:9])


def test_an_excerpt(tmp_path: Path) -> None:
    item = dataclasses.replace(samples.ITEM, permission=samples.EXCERPT)
    published(tmp_path, item)
    assert all(each.shown for each in check(tmp_path / PATH)[:9])


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published(tmp_path)
    (tmp_path / "key").write_text(samples.KEY.text + "\n")
    assert main([str(tmp_path / PATH), "--key", str(tmp_path / "key")]) == 0
    assert "Everything that could be checked holds." in capsys.readouterr().out
    assert main([str(tmp_path / PATH), "--key", samples.STRANGER.verifier.text]) == 1
    assert "FALSE" in capsys.readouterr().out
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "not checked" in capsys.readouterr().err
