"""Every paragraph's digest computed again from the WARC files, by the standard library alone and none of our code.

    python tests/promises/recompute.py PUBLIC_FOLDER CAPTURES_FOLDER

It reads DESIGN.md section 6 in its own way: `html.parser` instead of a tokenizer or tree of ours, codecs of Python for
the charsets that news pages use, a WARC record taken apart by hand.
"""

from __future__ import annotations

import base64
import codecs
import gzip
import hashlib
import hmac
import html
import html.parser
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BLOCKS = set(
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset "  # noqa: SIM905
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link listing main "
    "menu meta nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead title tr ul "
    "xmp".split()
)
GONE = {"script", "style", "template", "noscript"}
LATIN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"}


class Words(html.parser.HTMLParser):
    """The text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in GONE:
            self.inside.append(tag)
        elif tag in BLOCKS and not self.inside:
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        elif tag in BLOCKS and not self.inside:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)


def text_of(payload: bytes, span: dict[str, Any], charset: str) -> str:
    """The words of a span."""
    piece, at = b"", span["start"]
    for gap in sorted(span.get("gaps", ()), key=lambda each: int(each["start"])):
        piece += payload[at : gap["start"]]
        at = gap["end"]
    piece += payload[at : span["end"]]
    label = "cp1252" if charset.lower() in LATIN else charset
    source = piece.decode(codecs.lookup(label).name, "replace")
    form = span["form"]
    if form == "xml-html":
        source = html.unescape(source.removeprefix("<![CDATA[").removesuffix("]]>"))
    elif form == "json-html":
        source = json.loads(f'"{source}"')
    if form != "plain":
        words = Words()
        words.feed(source)
        words.close()
        source = "".join(words.text)
    return re.sub("[\t-\r \u00a0]+", " ", source).strip(" ")


def payload_of(captures: Path, place: dict[str, Any]) -> bytes:
    """The payload in a record: the gzip member, the WARC header, the HTTP header, the content coding."""
    with (captures / place["file"]).open("rb") as file:
        file.seek(place["offset"])
        record = gzip.decompress(file.read(place["length"]))
    head, _, block = record.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?im)^content-length: *(\d+)", head)[1])  # type: ignore[index]
    fields, _, body = block[:length].partition(b"\r\n\r\n")
    coded = re.search(rb"(?im)^content-encoding: *(x-)?gzip", fields) is not None
    return gzip.decompress(body) if coded else body


def differences(folder: Path, captures: Path) -> Iterator[str]:
    """What an item's manifest says of its paragraphs and is not so; nothing where all digests agree."""
    told = json.loads((folder / "manifest.json").read_bytes())
    salt = base64.b64decode(re.search(r"(?m)^extra (.+)$", (folder / "proof.tlog-proof").read_text("utf-8"))[1])  # type: ignore[index]
    capture = told["capture"]
    payload = payload_of(captures, capture.get("first_record", capture["record"]))
    if hashlib.sha256(payload).hexdigest() != capture["payload_digest"]:
        yield f"{folder.name}: the payload is another"
    for each in told["paragraphs"]:
        text = text_of(payload, each["span"], capture["charset"])
        shown = text[: each["cut"]["characters"]] if "cut" in each else text
        if hashlib.sha256(shown.encode()).hexdigest() != each["digest"]:
            yield f"{folder.name}, block {each['block']}: {shown[:200]!r} here, {each['selector']['exact'][:200]!r} there"
    for each in told["withheld"]:
        text = text_of(payload, each["span"], capture["charset"])
        if hmac.new(salt, b"text\x00" + text.encode(), hashlib.sha256).hexdigest() != each["digest"]:
            yield f"{folder.name}, withheld block {each['block']}: {text[:200]!r} has another keyed digest"


def recomputed(public: Path, captures: Path) -> tuple[int, int, list[str]]:
    """How many items and paragraphs were computed again, and every difference."""
    folders = sorted(path.parent for path in public.glob("[0-9]*/*/*/*/manifest.json"))
    told = [json.loads((each / "manifest.json").read_bytes()) for each in folders]
    count = sum(len(each["paragraphs"]) + len(each["withheld"]) for each in told)
    return len(folders), count, [line for folder in folders for line in differences(folder, captures)]


if __name__ == "__main__":
    items, paragraphs, wrong = recomputed(Path(sys.argv[1]), Path(sys.argv[2]))
    print("\n".join([*wrong, f"{items} items, {paragraphs} blocks computed again, {len(wrong)} differ"]))
    sys.exit(bool(wrong) or not items)
