"""The printer on a real folder."""

from __future__ import annotations

import errno
import os
import resource
import signal
from pathlib import Path

import pytest

from mediawire.model.capture import sha256
from mediawire.model.errors import StorageFailed
from mediawire.model.item import Edition, PrintedFile
from mediawire.press import paths_of, render, render_lists
from mediawire.press.assets import address, assets
from mediawire.press.ledger import Ledger
from mediawire.press.printer import WORKSHOP, Printer
from tests.unit.press import samples


def edition(*files: tuple[str, bytes]) -> Edition:
    return Edition(files=tuple(PrintedFile(path=path, media_type="text/html", body=body) for path, body in files))


def tree(public: Path) -> set[str]:
    return {
        path.relative_to(public).as_posix()
        for path in public.rglob("*")
        if path.is_file() and path.relative_to(public).parts[0] != "static"
    }


def test_files_are_written_and_told_with_their_digests(tmp_path: Path):
    told = Printer(tmp_path / "public").write(edition(("a/b/index.html", b"one"), ("feed.xml", b"two")))
    assert told == [("a/b/index.html", sha256(b"one")), ("feed.xml", sha256(b"two"))]
    assert (tmp_path / "public/a/b/index.html").read_bytes() == b"one"
    assert tree(tmp_path / "public") == {"a/b/index.html", "feed.xml"}


def test_a_file_is_replaced_whole(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write(edition(("x.html", b"one, long")))
    printer.write(edition(("x.html", b"two")))
    assert (tmp_path / "x.html").read_bytes() == b"two"


def test_an_equal_file_is_left_alone(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write(edition(("x.html", b"one")))
    before = (tmp_path / "x.html").stat()
    told = printer.write(edition(("x.html", b"one")))
    assert (tmp_path / "x.html").stat().st_ino == before.st_ino
    assert told == [("x.html", sha256(b"one"))]


def test_a_reader_with_the_old_file_open_keeps_it(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write(edition(("x.html", b"old")))
    with (tmp_path / "x.html").open("rb") as reading:
        printer.write(edition(("x.html", b"new and longer")))
        assert reading.read() == b"old"


def test_styles_and_scripts_are_installed_under_their_digests(tmp_path: Path):
    Printer(tmp_path).write(edition())
    for asset in assets():
        assert (tmp_path / asset.path).read_bytes() == asset.body
    assert address("wire.css").startswith("static/wire.")
    assert address("nothing.css") == ""


def test_every_page_finds_what_it_loads(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write_all([render(samples.rich(), samples.surroundings()), render_lists(samples.surroundings())])
    page = tmp_path / "2026/11/25/12-second-lock-at-nordholm"
    assert (page / "../../../.." / address("wire.css")).resolve().is_file()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a/./b",
        "a//b",
        ".htaccess",
        "a/.git/x",
        "a\\b",
        "a\x00b",
        "a/",
        "x" * 300,
    ],
)
def test_a_path_that_leads_elsewhere_writes_nothing(tmp_path: Path, path: str):
    printer = Printer(tmp_path / "public")
    with pytest.raises(StorageFailed, match="may not be written"):
        printer.write(edition(("good.html", b"x"), (path, b"x")))
    with pytest.raises(StorageFailed, match="may not be written"):
        printer.remove([path])
    assert tree(tmp_path / "public") == set()
    printer.write(edition(("good.html", b"x")))


def test_a_preview_cannot_be_printed(tmp_path: Path):
    held = render(samples.item(state=samples.ItemState.HELD), samples.surroundings())
    with pytest.raises(StorageFailed, match="preview"):
        Printer(tmp_path).write(held)


def test_well_known_names_may_be_written(tmp_path: Path):
    Printer(tmp_path).write(edition((".well-known/security.txt", b"x")))
    assert (tmp_path / ".well-known/security.txt").is_file()


def test_a_symbolic_link_is_never_followed(tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    public = tmp_path / "public"
    public.mkdir()
    (public / "2026").symlink_to(outside)
    with pytest.raises(StorageFailed):
        Printer(public).write(edition(("2026/x.html", b"x")))
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_and_its_target_untouched(tmp_path: Path):
    target = tmp_path / "secret"
    target.write_bytes(b"x")
    public = tmp_path / "public"
    public.mkdir()
    (public / "x.html").symlink_to(target)
    Printer(public).write(edition(("x.html", b"new")))
    assert target.read_bytes() == b"x"
    assert not (public / "x.html").is_symlink()


def test_removal_takes_file_and_empty_directories(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write_all([render(samples.item(), samples.surroundings()), edition(("2026/keep.html", b"x"))])
    printer.remove(paths_of(samples.item()))
    assert tree(tmp_path) == {"2026/keep.html"}
    assert not (tmp_path / "2026/11").exists()
    printer.remove(paths_of(samples.item()))


def test_pages_that_list_a_withdrawn_item_are_found(tmp_path: Path):
    printer = Printer(tmp_path)
    lists = samples.surroundings(recent=(samples.recent(99),))
    printer.write(render(samples.item(), lists))
    printer.write(render(samples.persian(), samples.surroundings(recent=())))
    assert printer.mentioning(samples.recent(99).path) == [samples.item().path]
    assert printer.mentioning(samples.item().path) == []


def test_what_a_crash_left_is_swept_at_the_next_start(tmp_path: Path):
    (tmp_path / WORKSHOP).mkdir()
    (tmp_path / WORKSHOP / "123-half").write_bytes(b"half a fi")
    Printer(tmp_path).write(edition(("x.html", b"x")))
    assert list((tmp_path / WORKSHOP).iterdir()) == []


def test_a_folder_that_is_a_file_is_told(tmp_path: Path):
    (tmp_path / "public").write_text("x")
    with pytest.raises(StorageFailed) as failed:
        Printer(tmp_path / "public").write(edition(("x.html", b"x")))
    assert str(tmp_path / "public") in str(failed.value)


def test_a_full_disk_leaves_the_old_file_and_the_next_try_may_succeed(tmp_path: Path):
    printer = Printer(tmp_path)
    printer.write(edition(("x.html", b"old")))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(StorageFailed, match=r"x\.html"):
            printer.write(edition(("x.html", b"n" * 100_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert (tmp_path / "x.html").read_bytes() == b"old"
    assert tree(tmp_path) == {"x.html"}
    printer.write(edition(("x.html", b"n" * 100_000)))
    assert (tmp_path / "x.html").stat().st_size == 100_000


class Disk:
    """Syncs for real until it is told to fail, with an error of the system's."""

    def __init__(self) -> None:
        self.refuses = 0
        self.directories_only = False

    def sync(self, handle: int) -> None:
        directory = os.path.isdir(f"/proc/self/fd/{handle}")  # noqa: PTH112 - a descriptor
        if self.refuses and (directory or not self.directories_only):
            raise OSError(self.refuses, os.strerror(self.refuses))
        os.fsync(handle)


@pytest.mark.parametrize("directories_only", [False, True])
def test_after_a_failed_sync_nothing_more_is_called_stored(tmp_path: Path, directories_only: bool):
    disk = Disk()
    printer = Printer(tmp_path, disk.sync)
    printer.write(edition(("x.html", b"old")))
    disk.refuses, disk.directories_only = errno.EIO, directories_only
    with pytest.raises(StorageFailed):
        printer.write(edition(("x.html", b"new")))
    disk.refuses = 0
    with pytest.raises(StorageFailed):
        printer.write(edition(("x.html", b"new")))
    with pytest.raises(StorageFailed):
        printer.remove(["x.html"])
    Printer(tmp_path).write(edition(("x.html", b"new")))
    assert (tmp_path / "x.html").read_bytes() == b"new"


def test_a_directory_whose_sync_was_skipped_by_a_full_disk_is_synced_by_the_next_call(tmp_path: Path):
    disk = Disk()
    printer = Printer(tmp_path, disk.sync)
    printer.write(edition())
    synced: list[str] = []

    def sync(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))  # noqa: PTH115 - a descriptor
        disk.sync(handle)
        if len(synced) == 1:
            disk.refuses = errno.ENOSPC

    watched = Printer(tmp_path, sync)
    with pytest.raises(StorageFailed):
        watched.write(edition(("a/x.html", b"x"), ("a/y.html", b"y")))
    disk.refuses = 0
    synced.append("again")
    watched.write(edition(("b/y.html", b"y")))
    assert {str(tmp_path / "a"), str(tmp_path / "b")} <= set(synced[synced.index("again") :])


def test_a_batch_is_noted_at_once_and_each_folder_is_synced_once(tmp_path: Path):
    synced: list[str] = []

    def sync(handle: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{handle}"))  # noqa: PTH115 - a descriptor
        os.fsync(handle)

    ledger = Ledger(tmp_path / "ledger", sync=sync)
    printer = Printer(tmp_path / "public", sync, ledger)
    printer.write(edition())
    synced.clear()
    first, second = edition(("a/x.html", b"x"), ("a/y.html", b"y")), edition(("b/x.html", b"x"), ("a/z.html", b"z"))
    told = printer.write_all((first, second))
    assert [path for path, _ in told] == ["a/x.html", "a/y.html", "b/x.html", "a/z.html"]
    folders = [Path(path).name for path in synced if Path(path).is_dir()]
    assert folders == ["a", "b", "a"], "in the order in which the files came"
    assert synced.count(str(tmp_path / "ledger")) == 1
    assert synced[0] == str(tmp_path / "ledger"), "nothing may be touched before the ledger says so on disk"
    assert {path: (tmp_path / "public" / path).read_bytes() for path, _ in told} == {
        "a/x.html": b"x", "a/y.html": b"y", "b/x.html": b"x", "a/z.html": b"z"
    }  # fmt: skip
