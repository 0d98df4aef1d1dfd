"""The ledger: at every moment, also when the process dies between any two steps, it allows what stands and no other."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.errors import StorageFailed
from mediawire.model.item import Edition, PrintedFile
from mediawire.press import ledger
from mediawire.press.ledger import GONE, Ledger
from mediawire.press.printer import Printer

PATHS = ("index.html", "2026/11/25/1-a/index.html", "2026/11/25/1-a/capture.warc.gz", "story/a b/index.html")


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


def dying(after: int) -> Callable[[int], None]:
    """A sync after so many of which the process ends."""
    left = [after]

    def sync(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        os.fsync(handle)

    return sync


def printer(folder: Path, sync: Callable[[int], None] = os.fsync) -> Printer:
    return Printer(folder / "public", sync, Ledger(folder / "printed", sync=sync))


def edition(files: dict[str, str]) -> Edition:
    return Edition(
        files=tuple(PrintedFile(path=path, media_type="text/plain", body=body.encode()) for path, body in files.items())
    )


def unlike(folder: Path) -> list[str]:
    """Files that are not what the ledger allows."""
    told, public = ledger.read(folder / "printed"), folder / "public"
    assert not told.damaged
    every = {*told.allowed, *ledger.standing(public)}
    return [path for path in every if ledger.digest_of(public, path) not in told.may_be(path)]


def digest(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()


STEPS = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["one", "two", "three"]), min_size=1),
        st.lists(st.sampled_from(PATHS), min_size=1, unique=True),
    ),
    min_size=1,
    max_size=5,
)


@given(steps=STEPS, after=st.integers(min_value=0, max_value=40))
def test_no_death_between_two_steps_leaves_a_file_that_the_ledger_does_not_allow(
    steps: list[dict[str, str] | list[str]], after: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        printer(folder).write(edition({"index.html": "zero"}))
        mortal = printer(folder, dying(after))
        try:
            for step in steps:
                mortal.write(edition(step)) if isinstance(step, dict) else mortal.remove(step)
        except Killed:
            pass
        assert unlike(folder) == []

        printer(folder).write(edition({"feed.xml": "after the restart"}))
        assert unlike(folder) == []
        told = ledger.read(folder / "printed")
        assert all(len(each) == 1 for each in told.allowed.values()), "a restart settles what was left open"


def test_it_is_noted_before_the_file_is_there(tmp_path: Path) -> None:
    printer(tmp_path).write(edition({"index.html": "one"}))
    mortal = Printer(tmp_path / "public", dying(0), Ledger(tmp_path / "printed"))
    with pytest.raises(Killed):
        mortal.write(edition({"index.html": "two"}))
    assert ledger.read(tmp_path / "printed").may_be("index.html") == (digest("one"), digest("two"))
    assert (tmp_path / "public/index.html").read_text() == "one"


def test_what_is_removed_is_noted_as_gone(tmp_path: Path) -> None:
    press = printer(tmp_path)
    press.write(edition({"a/index.html": "one"}))
    press.remove(["a/index.html"])
    assert ledger.read(tmp_path / "printed").may_be("a/index.html") == (GONE,)
    size = (tmp_path / "printed").stat().st_size
    press.remove(["a/index.html"])
    assert (tmp_path / "printed").stat().st_size == size, "said once is enough, however often it is asked for"
    press.write(edition({"a/index.html": "one"}))
    assert unlike(tmp_path) == []


def test_what_a_stranger_removed_may_still_be_taken_down(tmp_path: Path) -> None:
    press = printer(tmp_path)
    press.write(edition({"a/index.html": "one"}))
    (tmp_path / "public/a/index.html").unlink()
    assert unlike(tmp_path) == ["a/index.html"]
    press.remove(["a/index.html"])
    assert unlike(tmp_path) == []


def test_a_torn_last_line_counts_for_nothing(tmp_path: Path) -> None:
    press = printer(tmp_path)
    press.write(edition({"index.html": "one"}))
    with (tmp_path / "printed").open("a") as file:
        file.write(f"? {digest('two').hex()} index.h")
    assert unlike(tmp_path) == []
    printer(tmp_path).write(edition({"index.html": "three"}))
    assert unlike(tmp_path) == []


@pytest.mark.parametrize("line", ["", "! ", "! 00 index.html", "x gone index.html", "! zz index.html", "! gone"])
def test_a_line_that_is_none_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "printed").write_text(f"! {digest('one').hex()} index.html\n{line}\n")
    told = ledger.read(tmp_path / "printed")
    assert told.damaged == [2]
    assert told.may_be("index.html") == (digest("one"),)


def test_it_is_written_anew_when_it_has_grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_ROOM", 2000)
    press = printer(tmp_path)
    for number in range(200):
        press.write(edition({"index.html": f"printing {number}"}))
    assert (tmp_path / "printed").stat().st_size < 10_000
    assert unlike(tmp_path) == []


def test_nothing_is_printed_that_cannot_be_noted(tmp_path: Path) -> None:
    press = printer(tmp_path)
    press.write(edition({"index.html": "one"}))
    (tmp_path / "printed").unlink()
    with pytest.raises(StorageFailed):
        press.write(edition({"index.html": "two"}))
    assert (tmp_path / "public/index.html").read_text() == "one"


def test_a_folder_that_was_printed_before_there_was_a_ledger_is_taken_on(tmp_path: Path) -> None:
    """Of what the archive knows, its digests count; a page that was changed meanwhile is found."""
    Printer(tmp_path / "public").write(edition({"index.html": "front", "2026/11/25/1-a/index.html": "true"}))
    (tmp_path / "public/2026/11/25/1-a/index.html").write_text("false")
    known = {"2026/11/25/1-a/index.html": digest("true").hex()}
    press = Printer(tmp_path / "public", ledger=Ledger(tmp_path / "printed", lambda: known))
    press.write(edition({"feed.xml": "feed"}))
    assert unlike(tmp_path) == ["2026/11/25/1-a/index.html"]


def test_strangers_are_seen_but_not_in_the_printers_workshop(tmp_path: Path) -> None:
    press = printer(tmp_path)
    press.write(edition({"index.html": "one"}))
    public = tmp_path / "public"
    for path in (".htaccess", "x/y.html", ".press/half", ".well-known/acme-challenge/token", ".well-known/x"):
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_text("?")
    (public / "elsewhere").symlink_to(tmp_path)
    assert sorted(unlike(tmp_path)) == [".htaccess", ".well-known/x", "elsewhere", "x/y.html"]
