"""A public folder as the line leaves it, for one item printed by the real press."""

from __future__ import annotations

import dataclasses
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from mediawire import press, proof
from mediawire.model.item import Item, Surroundings
from mediawire.model.settings import House
from tests.unit.proof import samples

HOUSE = House(name="The Harbour Post", url="https://harbour.example/", contact="wire@harbour.example")
SURROUNDINGS = Surroundings(house=HOUSE, public_url="https://harbour.example/wire", recent=(), moment=samples.AT)


def published(folder: Path, item: Item = samples.ITEM, *, later: int = 5, served: bytes = b"") -> samples.Publication:
    """Everything that is published of an item, written below `folder`."""
    item = dataclasses.replace(item, printed_at=samples.AT)
    if served:
        item = dataclasses.replace(item, permission=dataclasses.replace(item.permission, serve_capture=True))
    printed = press.carried(item, HOUSE).blocks
    printing = samples.printing(press.shown_headline(item), served="capture.warc.gz" if served else "")
    manifest = proof.canonical(proof.manifest_of(item, samples.CAPTURE, printed, printing))
    page = press.render(item, SURROUNDINGS).files[0].body
    told = samples.publish_manifest(manifest, page, item, later=later)
    files = {
        f"{item.path}/index.html": page,
        f"{item.path}/manifest.json": manifest,
        f"{item.path}/proof.tlog-proof": told.bundle.proof.encode(),
        "checkpoint": told.log.checkpoint.encode(),
        "log.pub": samples.KEY.text.encode(),
        **told.log.files,
    }
    if served:
        files[f"{item.path}/capture.warc.gz"] = served
    for path, body in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return told


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's word
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The folder served on loopback; gives its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
