"""What sealing, publishing and proving cost.

    python -m benchmarks.proof [ENTRIES]        1,000,000 entries unless said otherwise

Prints sealing in batches and one by one; publishing for good on SQLite (the transaction with entry, checkpoint, item
and outbox, on disk when it returns), one by one and in batches; the tiles that one more entry makes the wire write, an
inclusion proof for one item read from tile files, and its check.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mediawire import proof
from mediawire.proof import merkle

ORIGIN = "bench.example/wire"
SEED = 7


def main() -> None:
    """Run everything and print a line each."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    signer = proof.generate(ORIGIN, bytes(range(32)))
    seal = proof.sealer(signer, ORIGIN)
    entries = [entry(number) for number in range(10_000)]
    batch = seconds(lambda: seal(0, (), entries))
    tell("sealing in one batch", f"{len(entries) / batch:,.0f} entries a second")
    state = proof.LogState()
    began = time.perf_counter()
    for at in range(0, 2_000, 50):
        state = seal(state.size, state.edge, entries[at : at + 50]).state
    tell("sealing in batches of 50", f"{2_000 / (time.perf_counter() - began):,.0f} entries a second")
    singly(seal, entries[:1_000])
    durably(seal)
    leaves = [merkle.leaf_hash(number.to_bytes(8, "big")) for number in range(size)]
    with tempfile.TemporaryDirectory() as folder:
        on_disk(Path(folder), leaves)


def entry(number: int) -> bytes:
    """An entry of the usual length."""
    return b'{"hmac":"%064x","item":%d,"kind":"print","revision":1,"time":"2026-11-25T14:30:00Z"}' % (number, number)


def singly(seal: proof.Seal, entries: list[bytes]) -> None:
    """Sealing one entry at a time: each makes a checkpoint."""
    state, took = proof.LogState(), []
    for each in entries:
        began = time.perf_counter()
        state = seal(state.size, state.edge, [each]).state
        took.append(time.perf_counter() - began)
    tell("sealing one by one", spread(took))


def durably(seal: proof.Seal) -> None:
    """Publishing on a SQLite file: items decided, then sealed and marked in transactions that are synced to disk."""
    folder = tempfile.TemporaryDirectory(prefix="mediawire-bench-")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "mediawire.web.settings",
        "MEDIAWIRE_FOLDER": folder.name,
        "MEDIAWIRE_SECRET": "of the benchmark alone",
    }
    (Path(folder.name) / "data").mkdir()
    # Tables can be imported only once Django has started.
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from benchmarks import _publishing

    singly, batched = 300, 2_000
    took = _publishing.singly(seal, singly)
    tell("a durable publish on SQLite, one by one", spread(took))
    for size in (50, 200):
        rate = _publishing.batched(seal, batched, size)
        tell(f"durable publishes on SQLite in batches of {size}", f"{rate:,.0f} a second")
    folder.cleanup()


def on_disk(folder: Path, leaves: list[bytes]) -> None:
    """Tiles of the whole log on disk, one more entry, proofs from tiles that nobody has read yet."""
    size = len(leaves)

    def write(tiles: list[tuple[str, bytes]]) -> None:
        for path, body in tiles:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)

    def read(path: str) -> bytes:
        return (folder / path).read_bytes()

    took = seconds(lambda: write(proof.tiles_for(0, size - 1, lambda start, end: leaves[start:end])))
    tell(f"writing the tiles of {size:,} entries at once", f"{took:.1f} s")
    took = seconds(lambda: write(proof.tiles_for(size - 1, size, lambda start, end: leaves[start:end], read)))
    tell("the tiles of one entry more", f"{took * 1000:.2f} ms")
    root = proof.TiledTree(size, read).root()
    draw = random.Random(SEED)  # noqa: S311 - which entries are measured is no secret
    proving, checking = [], []
    for index in (draw.randrange(size) for _ in range(300)):
        began = time.perf_counter()
        hashes = proof.TiledTree(size, read).inclusion(index)
        proving.append(time.perf_counter() - began)
        began = time.perf_counter()
        assert merkle.root_from_inclusion(index, size, leaves[index], hashes) == root
        checking.append(time.perf_counter() - began)
    tell(f"a proof for one among {size:,} entries, tiles unread", spread(proving))
    tell("checking it", spread(checking))
    consistency = seconds(lambda: proof.TiledTree(size, read).consistency(size // 3))
    tell("a proof that the log continues one of a third its size", f"{consistency * 1000:.2f} ms")


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def spread(took: list[float]) -> str:
    """Median and 99th percentile in milliseconds."""
    cuts = statistics.quantiles(took, n=100)
    return f"median {cuts[49] * 1000:.2f} ms, 99th percentile {cuts[98] * 1000:.2f} ms"


def tell(what: str, figure: str) -> None:
    """One line."""
    print(f"{what:<58} {figure}")


if __name__ == "__main__":
    main()
