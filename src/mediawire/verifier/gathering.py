"""Gathering: from an item's address, or its files, to the bundle that proof judges. Nothing is judged here."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mediawire.model.errors import CheckFailed, ProofError
from mediawire.proof import Bundle, Older, TiledTree, TlogProof, Verifier, open_checkpoint
from mediawire.proof.claims import Claims, RecordClaim, read
from mediawire.proof.rotation import followed, rotation_path
from mediawire.proof.tree import HASH_SIZE, TileReader
from mediawire.verifier.sites import LARGEST, Folder, Site, Web
from mediawire.verifier.warc import payload_of

KEY_FILE = "log.pub"
_MOST_CHANGES = 100  # of keys
PAGE, MANIFEST, PROOF, CHECKPOINT = "index.html", "manifest.json", "proof.tlog-proof", "checkpoint"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What else is at hand: a folder with the wire's WARC files, and a file with a checkpoint kept from earlier."""

    captures: Path | None = None
    remembered: Path | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Gathered:
    """A bundle, the keys to judge it with, and whether these came from the site itself."""

    bundle: Bundle
    keys: tuple[Verifier, ...]
    own_keys: bool


def gather(target: str, keys: str = "", options: Options | None = None) -> Gathered:
    """Every published file that speaks for the item at `target`, an address or a path of its page or folder.

    `keys` is the wire's published key (or keys, a line each); "" takes those that the site itself publishes. Raises
    ProofError where a file that must be there cannot be had.
    """
    options = options or Options()
    site, folder, page_name = _located(target)
    manifest = site.read(folder + MANIFEST)
    claims = _claims(manifest, site.name(folder + MANIFEST))
    root = _root(folder, claims.path)
    proof = _text(site.read(folder + PROOF), site.name(folder + PROOF))
    checkpoint = _text(site.read(root + CHECKPOINT), site.name(root + CHECKPOINT)) if root is not None else ""
    verifiers = _keys(keys or _published_keys(site, root))
    if keys and root is not None and verifiers:
        verifiers = followed(verifiers, _changes_of_keys(site, root, (proof, checkpoint), verifiers))
    notes = _notes(proof, options.remembered) if checkpoint else ()
    payload, record = _capture(site, folder, claims, options.captures)
    bundle = Bundle(
        page=site.read(folder + page_name),
        manifest=manifest,
        proof=proof,
        checkpoint=checkpoint,
        older=_older(lambda path: _tile(site, root or "", path), notes, checkpoint, verifiers),
        payload=payload,
        record=record,
    )
    return Gathered(bundle, verifiers, own_keys=not keys)


def _located(target: str) -> tuple[Site, str, str]:
    """The site, the item's folder below it (ending in a slash, or empty), and the name of its page."""
    if urlsplit(target).scheme in ("http", "https"):
        parts = urlsplit(target)
        folder, _, name = unquote(parts.path).lstrip("/").rpartition("/")
        if name and "." not in name:
            folder, name = f"{folder}/{name}".lstrip("/"), ""
        return Web(f"{parts.scheme}://{parts.netloc}/"), f"{folder}/" if folder else "", name or PAGE
    path = Path(target).resolve()
    place, name = (path, PAGE) if path.is_dir() else (path.parent, path.name)
    inside = "/".join(place.parts[1:])
    return Folder(Path(place.anchor)), f"{inside}/" if inside else "", PAGE if name == MANIFEST else name


def _claims(manifest: bytes, where: str) -> Claims:
    try:
        return read(manifest)
    except ProofError as fault:
        raise CheckFailed(f"the manifest is not one: {fault.what}", number=2, where=where) from fault


def _root(folder: str, path: str) -> str | None:
    """The public root's path, ending in a slash or empty; None where the item's folder was taken out of its site."""
    return folder.removesuffix(f"{path}/") if f"/{folder}".endswith(f"/{path}/") else None


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise ProofError("the file is not UTF-8 text", where=where) from fault


def _published_keys(site: Site, root: str | None) -> str:
    if root is None:
        raise ProofError(
            "there is no key to check with", where="key", remedy="Hand in the wire's published key with --key."
        )
    return _text(site.read(root + KEY_FILE), site.name(root + KEY_FILE))


def _changes_of_keys(site: Site, root: str, notes: Sequence[str], keys: Sequence[Verifier]) -> list[str]:
    """The published changes of keys; none are asked for where the keys at hand have signed all that is to be judged."""
    proof, checkpoint = notes
    if all(_signed(each, keys) for each in (TlogProof.from_text(proof).checkpoint, checkpoint)):
        return []
    changes: list[str] = []
    for number in range(1, _MOST_CHANGES + 1):
        try:
            changes.append(_text(site.read(root + rotation_path(number)), rotation_path(number)))
        except ProofError:
            break
    return changes


def _signed(note: str, keys: Sequence[Verifier]) -> bool:
    try:
        open_checkpoint(note, keys)
    except ProofError:
        return False
    return True


def _keys(text: str) -> tuple[Verifier, ...]:
    return tuple(Verifier.from_text(line) for line in text.split("\n") if line.strip())


def _notes(proof: str, remembered: Path | None) -> tuple[str, ...]:
    """The older checkpoints at hand: the proof's own, and one kept from earlier."""
    kept = remembered is not None and remembered.exists()
    own = TlogProof.from_text(proof).checkpoint
    return (own, remembered.read_text(encoding="utf-8")) if remembered is not None and kept else (own,)


def _older(read_tile: TileReader, notes: Sequence[str], checkpoint: str, keys: Sequence[Verifier]) -> tuple[Older, ...]:
    """Older checkpoints with their proofs of consistency, read from the tiles.

    tlog-tiles asks that no tile is fetched for a checkpoint that is not verified. Where one is not, none is fetched,
    and the checklist names the false signature.
    """
    if not notes:
        return ()
    try:
        *sizes, now = (open_checkpoint(each, keys).size for each in (*notes, checkpoint))
    except ProofError:
        return tuple(Older(note=each, proof=()) for each in notes)
    try:
        proofs = [_consistency(size, now, read_tile) for size in sizes]
    except ProofError as fault:
        raise CheckFailed(
            f"that the log continues what it was cannot be shown: {fault.what}", number=4, where=fault.where
        ) from fault
    return tuple(Older(note=note, proof=proof) for note, proof in zip(notes, proofs, strict=True))


def _consistency(older: int, newer: int, read_tile: TileReader) -> tuple[bytes, ...]:
    if older > newer:
        raise ProofError(f"it had {older} entries and now shows {newer}", where="checkpoint")
    return TiledTree(newer, read_tile).consistency(older)


def _tile(site: Site, root: str, path: str) -> bytes:
    """A tile. A partial one may have been deleted once the full one stood: its beginning is the same."""
    try:
        return site.read(root + path)
    except ProofError:
        full, parted, width = path.rpartition(".p/")
        if not parted:
            raise
        return site.read(root + full)[: int(width) * HASH_SIZE]


def _capture(site: Site, folder: str, claims: Claims, captures: Path | None) -> tuple[bytes | None, bytes | None]:
    """Payload and record of the capture: from the wire's WARC files, or as served beside the page; None for neither."""
    told = claims.capture
    if captures is not None and told.record is not None:
        record = _cut_out(captures, told.record)
        first = _cut_out(captures, told.first_record) if told.first_record else record
        return payload_of(first), record
    if told.served:
        record = site.read(folder + told.served)
        return payload_of(record), None if told.first_record else record
    return None, None


def _cut_out(captures: Path, place: RecordClaim) -> bytes:
    if place.length > LARGEST:
        raise ProofError(f"the record is longer than {LARGEST} bytes", where=place.file)
    try:
        with (captures / place.file).open("rb") as file:
            file.seek(place.offset)
            return file.read(place.length)
    except OSError as fault:
        raise ProofError(f"the capture cannot be read ({fault.strerror})", where=place.file) from fault
