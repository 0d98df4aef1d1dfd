"""Documents that were brought to the wire, on disk until they are taken: pushed over HTTP, or dropped into a folder.

    Spool(folder).put(...)      durable when it returns: file synced, folder synced
    .due(moment) -> paths       in the order they came; those under embargo when their time has come
    .load(path), .done(path), .wait(path, until), .refuse(path, reason)
    adopt(folder, ...)          files of a watched folder that are whole into the spool, bad ones aside, with the reason

A file of the spool is one line of JSON (what is known of the document) and the document's bytes behind it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mediawire.model.capture import sha256
from mediawire.model.errors import StorageFailed, UnreadableDocument

SPOOL = "documents"  # the folder's name below the data folder
SETTLED = 1.0  # seconds without a change after which a file of a watched folder may be whole
GIVEN_UP = 60.0  # seconds without a change after which one that is not whole is bad
_UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp", "~")
_WAITS = "until-"
_STAMP = "%Y%m%dT%H%M%S"
_NEVER = "99991231T235959"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A document as it was brought: by whom, how, when, under which media type. `digest` is of its bytes."""

    source_id: str
    body: bytes
    received_at: dt.datetime
    content_type: str = ""
    origin: str = ""  # in words: "pushed from 192.0.2.1", "folder, as report.json"

    @property
    def digest(self) -> str:
        """SHA-256 of the document's bytes."""
        return sha256(self.body)


class Spool:
    """A folder with one subfolder a source. Processes may put into it side by side; one takes from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, brought: Brought) -> Path:
        """Keep a document; it is on disk when this returns. Raises StorageFailed."""
        told = {
            "content_type": brought.content_type,
            "origin": brought.origin,
            "received_at": brought.received_at.isoformat(),
        }
        path = self.folder / brought.source_id / f"{time.time_ns():020d}-{brought.digest[:32]}"
        try:
            _write(path, json.dumps(told).encode() + b"\n" + brought.body)
        except OSError as error:
            raise StorageFailed(
                f"the document could not be stored ({error.strerror})",
                where=str(path.parent),
                remedy="Free disk space, then send it again.",
            ) from error
        return path

    def due(self, moment: dt.datetime) -> list[Path]:
        """Files to be taken now, in the order in which they came."""
        now = moment.astimezone(dt.UTC).strftime(_STAMP)
        found = [path for path in self.folder.glob("*/*") if path.is_file() and not path.name.startswith(".")]
        return sorted(
            (path for path in found if not self.waits(path) or path.name[len(_WAITS) :].partition(".")[0] <= now),
            key=lambda path: path.name.rpartition(".")[2],
        )

    @staticmethod
    def waits(path: Path) -> bool:
        """Whether a file has waited, or waits still, for the end of an embargo."""
        return path.name.startswith(_WAITS)

    def load(self, path: Path) -> Brought:
        """A document with what is known of it. Raises UnreadableDocument for a file that is none of ours."""
        head, _, body = path.read_bytes().partition(b"\n")
        try:
            told = json.loads(head)
            return Brought(
                source_id=path.parent.name,
                body=body,
                received_at=dt.datetime.fromisoformat(told["received_at"]),
                content_type=told["content_type"],
                origin=told["origin"],
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableDocument(
                "this file was not put here by mediawire", where=str(path), remedy="Drop documents into their folder."
            ) from error

    def done(self, path: Path) -> None:
        """The document was taken: its capture has the bytes."""
        path.unlink(missing_ok=True)

    def wait(self, path: Path, until: dt.datetime) -> None:
        """Keep the document until its embargo is over; one whose end cannot be read is never over by itself."""
        stamp = _NEVER
        if until < dt.datetime.max.replace(tzinfo=dt.UTC) - dt.timedelta(days=1):
            # Never a second too early: the stamp has no fractions.
            stamp = (until.astimezone(dt.UTC) + dt.timedelta(seconds=1)).strftime(_STAMP)
        path.replace(path.with_name(f"{_WAITS}{stamp}.{path.name.rpartition('.')[2]}"))

    def refuse(self, path: Path, reason: str) -> Path:
        """Set a document aside with the reason in words beside it."""
        return _aside(path, self.folder.parent / f"{self.folder.name}-bad" / path.parent.name, reason)


def adopt(
    folder: Path, source_id: str, spool: Spool, judge: Callable[[bytes, str], None], limit: int, moment: dt.datetime
) -> Iterator[tuple[str, str]]:
    """Move the files of a watched folder on: gives each one's name and, where it is bad, the reason in words.

    `judge` raises UnreadableDocument for bytes that are no whole document. Whole ones go into the spool, durably, then
    to `taken/`; bad ones to `bad/`, each with its reason beside it. A file that is still being written stays.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            state = path.lstat()
        except FileNotFoundError:
            continue  # its writer has renamed it meanwhile
        quiet = moment.timestamp() - max(state.st_mtime, state.st_ctime)
        if not stat.S_ISREG(state.st_mode) or quiet < SETTLED or _unfinished(path.name):
            continue
        try:
            body = _read(path, state, limit)
            judge(body, path.name)
        except UnreadableDocument as error:
            if quiet >= GIVEN_UP or state.st_size > limit:
                _aside(path, folder / "bad", str(error))
                yield path.name, str(error)
            continue
        spool.put(Brought(source_id=source_id, body=body, received_at=moment, origin=f"folder, as {path.name}"))
        _aside(path, folder / "taken")
        yield path.name, ""


def _unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(_UNFINISHED) or name.lower().endswith(".reason.txt")


def _read(path: Path, state: os.stat_result, limit: int) -> bytes:
    if state.st_size > limit:
        raise UnreadableDocument(
            f"the file has {state.st_size} bytes, more than {limit}", where=path.name, remedy="Send smaller documents."
        )
    try:
        with path.open("rb") as file:
            body = file.read(limit + 1)
    except OSError as error:
        raise UnreadableDocument(
            f"the file cannot be read ({error.strerror})",
            where=path.name,
            remedy="Make it readable for the user that the wire runs as.",
        ) from error
    if len(body) != state.st_size:
        raise UnreadableDocument("the file is being written", where=path.name, remedy="It is looked at again.")
    return body


def _aside(path: Path, folder: Path, reason: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{time.time_ns():020d}-{path.name}"
    if reason:
        _write(target.with_name(f"{target.name}.reason.txt"), f"{reason}\n".encode())
    path.replace(target)
    _sync(folder)
    return target


def _write(path: Path, data: bytes) -> None:
    """Write a file and sync it and its folder: either it is there whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
