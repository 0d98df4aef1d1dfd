"""The log on its way out: manifests and entries for what is to be printed, then tiles, bundles and checkpoint as files.

The checkpoint is written last: whoever reads it finds everything that it speaks of.
"""

from __future__ import annotations

import importlib.resources
import json
import secrets
from collections.abc import Sequence
from pathlib import Path

from mediawire import press
from mediawire.archive import items, log
from mediawire.archive.items import Draft, Prepared
from mediawire.line.tools import Tools
from mediawire.model.capture import Capture
from mediawire.model.item import Edition, Item, ItemState, PrintedFile, Surroundings
from mediawire.model.source import Extent
from mediawire.proof import entry, manifest, merkle, note, rotation, seal, tlog_proof, tree

CHECKPOINT = "checkpoint"
KEY = "log.pub"
CAPTURE = "capture.warc.gz"  # beside the page, where the terms let it be served
SCHEMA_FILE = "manifest.schema.json"
SCHEMA = f"schema/{SCHEMA_FILE}"
TEXT = "text/plain; charset=utf-8"
JSON = "application/json"
WARC = "application/warc"
_KINDS = {ItemState.LIVE: entry.EntryKind.PRINT, ItemState.KILLED: entry.EntryKind.KILL}


class Logbook:
    """Seals printings in the log and publishes the log's files. Used by whoever holds the printer's lock."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._published: int | None = None
        self._head: log.Checkpointed | None = None
        self._fresh: dict[tuple[int, int], log.Manifested] = {}  # by item and revision: sealed by the last call
        self._tree: tree.TiledTree | None = None

    def seal(self, item_ids: Sequence[int], surroundings: Surroundings) -> list[Item]:
        """Seal what is to be printed, in one transaction. Gives the items as printed, those sealed before included."""
        prepared = items.prepare(item_ids, surroundings.moment, press.slug)
        drafts = self._drafts([each for each in prepared if not each.sealed], surroundings)
        sealed = items.seal_and_mark(drafts, self._tools.seal, surroundings.moment) if drafts else []
        told = {each.item.id: each for each in drafts}
        self._fresh = {(item.id, item.revision): _manifested(item, told[item.id]) for item in sealed}
        return [each.item for each in prepared if each.sealed] + sealed

    def _drafts(self, prepared: Sequence[Prepared], surroundings: Surroundings) -> list[Draft]:
        captures = self._tools.captures.evidence([each.item.id for each in prepared])
        served = self._served([each.item for each in prepared], surroundings)
        return [self._draft(each, captures[each.item.id], served, surroundings) for each in prepared]

    def _served(self, told: Sequence[Item], surroundings: Surroundings) -> frozenset[int]:
        """Items whose capture may be served: wholly printed, by terms that say so, from a page of their own."""
        asked = [
            item.id
            for item in told
            if item.state is ItemState.LIVE
            and item.permission.serve_capture
            and press.carried(item, surroundings.house).extent is Extent.FULL
        ]
        return self._tools.captures.alone(asked) if asked else frozenset()

    def _draft(self, prepared: Prepared, capture: Capture, served: frozenset[int], surroundings: Surroundings) -> Draft:
        item = prepared.item
        kind = _KINDS.get(item.state, entry.EntryKind.WITHHOLD)
        salt = secrets.token_bytes(entry.SALT_SIZE)
        printing = manifest.Printing(
            origin=self._tools.origin,
            at=surroundings.moment,
            salt=salt,
            headline=press.shown_headline(item),
            kind=kind,
            served=CAPTURE if item.id in served else "",
        )
        live = item.state is ItemState.LIVE
        printed = press.carried(item, surroundings.house).blocks if live else ()
        told = manifest.manifest_of(item, capture, printed, printing)
        text = manifest.canonical(told)
        logged = entry.entry_for(kind, item.id, item.revision, surroundings.moment, salt=salt, manifest=text)
        return Draft(
            item=item,
            version=prepared.version,
            kind=kind.value,
            data=logged.data,
            salt=salt,
            manifest=text,
            recent=press.recent_of(item, surroundings) if live else None,
        )

    def publish(self) -> None:
        """Write the log's files up to its present size: tiles and bundles first, then the checkpoint."""
        head = log.checkpoint()
        if head is None or self._published == head.size:
            return
        old = self._published_size()
        hashes = tree.tiles_for(old, head.size, log.leaf_hashes, self._read_tile, head.root)
        bundles = tree.bundles_for(old, head.size, log.entries)
        self._write([(path, "application/octet-stream", body) for path, body in (*hashes, *bundles)])
        public = "".join(f"{each.text}\n" for each in self._tools.verifiers).encode()
        self._write([(KEY, TEXT, public), (CHECKPOINT, TEXT, head.note.encode())])
        self._published, self._head = head.size, head
        self._tree = tree.TiledTree(head.size, self._read_tile)

    def publish_standing(self) -> None:
        """Write what seldom changes: the manifest's schema, and a proof for each change of keys."""
        self._write([(SCHEMA, JSON, (importlib.resources.files("mediawire.proof") / SCHEMA_FILE).read_bytes())])
        for number, change in enumerate(log.changes_of_keys(), start=1):
            path = rotation.rotation_path(number)
            if not (self._public / path).exists():
                self._write([(path, TEXT, self._change(change).encode())])

    def _change(self, change: log.Change) -> str:
        tiles = dict(tree.tiles_for(0, change.index + 1, log.leaf_hashes))
        hashes = tree.TiledTree(change.index + 1, tiles.__getitem__).inclusion(change.index)
        proof = tlog_proof.TlogProof(index=change.index, hashes=hashes, checkpoint=change.note, extra=change.data)
        return proof.text

    def head_note(self) -> str:
        """The signed checkpoint that is published; empty where nothing was sealed yet."""
        if self._head is None:
            self._head = log.checkpoint()
        return self._head.note if self._head else ""

    def proofs(self, item: Item) -> Edition:
        """An item's manifest and proof file, for the checkpoint that is published; the capture, where it is served."""
        known = self._fresh.pop((item.id, item.revision), None) or log.manifest(item.id, item.revision)
        if self._head is None or self._tree is None:
            self._head = log.checkpoint()
            assert self._head is not None  # noqa: S101 - what has a proof was sealed
            self._tree = tree.TiledTree(self._head.size, self._read_tile)
        head = self._head
        proof = tlog_proof.TlogProof(
            index=known.index, hashes=self._tree.inclusion(known.index), checkpoint=head.note, extra=known.salt
        )
        return Edition(
            files=(
                *self._capture(item, known.manifest),
                PrintedFile(path=f"{item.path}/manifest.json", media_type=JSON, body=known.manifest),
                PrintedFile(path=f"{item.path}/proof.tlog-proof", media_type=TEXT, body=proof.text.encode()),
            )
        )

    def _capture(self, item: Item, told: bytes) -> tuple[PrintedFile, ...]:
        """The record that a manifest says is served: one WARC record is a WARC file."""
        served = json.loads(told)["capture"].get("served", "") if item.permission.serve_capture else ""
        if not served:
            return ()
        record = self._tools.captures.record_of_item(item.id)
        return (PrintedFile(path=f"{item.path}/{served}", media_type=WARC, body=record),)

    def refuse_rewind(self) -> None:
        """Raise LogRewound where the public folder is ahead of the database or tells another history."""
        published = self._public / CHECKPOINT
        if not published.exists():
            return
        text = published.read_text(encoding="utf-8")
        size = note.open_checkpoint(text, self._tools.verifiers, self._tools.origin).size
        state = log.log_state()
        root = merkle.Edge(0, ()).append(log.leaf_hashes(0, size)).root if size <= state.size else b""
        seal.refuse_rewind(text, self._tools.verifiers, self._tools.origin, state.size, root)

    @property
    def _public(self) -> Path:
        return self._tools.printer.public

    def _published_size(self) -> int:
        if self._published is None:
            path = self._public / CHECKPOINT
            if not path.exists():
                return 0
            told = note.open_checkpoint(path.read_text(encoding="utf-8"), self._tools.verifiers, self._tools.origin)
            self._published = told.size
        return self._published

    def _read_tile(self, path: str) -> bytes:
        return (self._public / path).read_bytes()

    def _write(self, files: Sequence[tuple[str, str, bytes]]) -> None:
        edition = Edition(files=tuple(PrintedFile(path=path, media_type=kind, body=body) for path, kind, body in files))
        self._tools.printer.write(edition)


def _manifested(item: Item, draft: Draft) -> log.Manifested:
    assert item.log_index is not None  # noqa: S101 - it has just been sealed
    return log.Manifested(index=item.log_index, salt=draft.salt, manifest=draft.manifest)
