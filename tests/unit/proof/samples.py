"""An invented report with its capture, a log that carries it, and the files that a press publishes of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
from collections.abc import Sequence

from mediawire import proof
from mediawire.model.capture import Capture, Exchange, Place, sha256
from mediawire.model.headline import Headline, Step
from mediawire.model.item import Item, ItemState
from mediawire.model.permission import Permission
from mediawire.model.report import Block, BlockKind, Gap, Mark, MarkKind, Omission, Reason, Report, Span, Stated
from mediawire.model.source import CreditSlot, Excerpt, Extent, Source, Unit
from mediawire.model.sourcing import Chain, Citation, Link, Range, SourceKind
from mediawire.proof import merkle

ORIGIN = "harbour.example/wire"
SIGNER = proof.generate(ORIGIN, bytes(range(32)))
KEY = SIGNER.verifier
STRANGER = proof.generate(ORIGIN, bytes(range(1, 33)))
SALT = bytes(range(100, 132))
AT = dt.datetime(2026, 11, 25, 14, 30, tzinfo=dt.UTC)
RETRIEVED = dt.datetime(2026, 11, 25, 14, 21, 7, 250_000, tzinfo=dt.UTC)
URL = "https://tidings.example/lock"
TEXTS = (
    "Work on the second lock at Nordholm will begin in March & take eleven months, the port said.",
    "“We would rather have had this in 2023,” said Ida Marstrand – who speaks for the authority.",
    "The figures could not be independently verified.",
)
PAYLOAD = (
    "<!doctype html><meta charset=utf-8><title>Lock</title><article><h1>Second lock at Nordholm to be built</h1>\n"
    "<p>Work on the second <a href='/nordholm'>lock</a> at&nbsp;Nordholm will begin in March &amp; take\n  eleven "
    "months, the port said.</p><aside>Read also: ferries</aside>\n"
    "<p>&ldquo;We would rather have had this in 2023,” said <b>Ida Marstrand</b><span class=ad>Buy boats</span> &#150; "
    "who speaks for the authority.</p>\n<p>The figures could not be independently verified.</p></article>"
).encode()


def at(words: str, start: int = 0) -> int:
    return PAYLOAD.index(words.encode(), start)


def blocks() -> tuple[Block, ...]:
    first, second, third = (at(words) for words in ("Work on", "&ldquo;We", "The figures"))
    gap = at("<span class=ad>")
    return (
        Block(
            kind=BlockKind.PARAGRAPH,
            text=TEXTS[0],
            span=Span(first, at("</p>", first)),
            marks=(Mark(MarkKind.LINK, 19, 23, "https://tidings.example/nordholm"),),
        ),
        Block(
            kind=BlockKind.PARAGRAPH,
            text=TEXTS[1],
            span=Span(
                second,
                at("</p>", second),
                gaps=(Gap(gap, at("</span>", gap) + 7, Reason.ADVERTISEMENT),),
            ),
        ),
        Block(kind=BlockKind.PARAGRAPH, text=TEXTS[2], span=Span(third, at("</p>", third))),
    )


REPORT = Report(
    id="0123456789abcdef",
    source_id="tidings",
    url=URL,
    capture=sha256(PAYLOAD),
    retrieved_at=RETRIEVED,
    headline=Stated(value="Second lock at Nordholm to be built", origin="h1"),
    blocks=blocks(),
    omissions=(Omission(span=Span(at("<aside>"), at("</aside>") + 8), reason=Reason.RELATED, after=1),),
    byline=Stated(value="By Tove Lind", origin="meta"),
    language="en",
)
FULL = Permission(
    extent=Extent.FULL,
    headline_may_change=True,
    credits=(CreditSlot(wording="This report was first published by [{source}] on its site."),),
    licence="CC BY 4.0",
    basis=("licence: CC BY 4.0, read on 2026-11-01",),
    decided_at=AT,
)
EXCERPT = dataclasses.replace(
    FULL, extent=Extent.EXCERPT, excerpt=Excerpt(unit=Unit.PARAGRAPHS, amount=1), headline_may_change=False
)
CHAIN = Chain(
    citations=(
        Citation(name="Nordholm port", kind=SourceKind.ORGANISATION, cue="said", cue_at=Range(0, 87, 91)),
        Citation(name="Ida Marstrand", kind=SourceKind.PERSON, cue="said", cue_at=Range(1, 41, 45), direct="direct"),
    ),
    links=(
        Link(name="Tidings", kind=SourceKind.OUTLET, url=URL),
        Link(name="Nordholm port", kind=SourceKind.ORGANISATION, citation=0),
    ),
)
ITEM = Item(
    id=7,
    source=Source(id="tidings", name="Tidings", home="https://tidings.example/"),
    report=REPORT,
    headline=Headline(
        text="Nordholm to build second lock",
        author="Edda Holm",
        steps=(Step(rule="order", before="Second lock", after="Nordholm"),),
        at=AT,
    ),
    permission=FULL,
    state=ItemState.LIVE,
    path="2026/11/7-nordholm-to-build-second-lock",
    chain=CHAIN,
)
CAPTURE = Capture(
    exchange=Exchange(
        url="http://tidings.example/lock",
        final_url=URL,
        redirects=("http://tidings.example/lock",),
        requested_at=RETRIEVED - dt.timedelta(seconds=1),
        received_at=RETRIEVED,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"), ("date", "Wed, 25 Nov 2026 14:21:07 GMT")),
        body=PAYLOAD,
        payload=PAYLOAD,
        certificate="ab" * 32,
    ),
    digest=sha256(PAYLOAD),
    place=Place(file="2026-11-25-a.warc.gz", offset=1024, length=700),
    record_digest=sha256(b"record"),
    source_id="tidings",
)


@dataclasses.dataclass(frozen=True)
class PrintedText:
    """A block as printed."""

    index: int
    text: str
    cut: bool = False


WHOLE = tuple(PrintedText(index, text) for index, text in enumerate(TEXTS))


def printing(headline: str = ITEM.headline.text, **more: object) -> proof.Printing:
    return proof.Printing(origin=ORIGIN, at=AT, salt=SALT, headline=headline, **more)  # type: ignore[arg-type]


def page(item: Item, printed: Sequence[PrintedText], headline: str) -> bytes:
    """The item's page, with the marks that the press sets."""
    body = "\n".join(
        f'<p><span data-span="{number}"{" data-cut" if each.cut else ""}>{html.escape(each.text)}</span>'
        f"{'…' if each.cut else ''}</p>"
        for number, each in enumerate(printed)
    )
    source = item.report.headline.value
    changed = f"<p>Headline by us. At the source: <q>{source}</q></p>" if headline != source else ""
    byline = f"<p>{item.report.byline.value}</p>" if item.report.byline else ""
    return (
        f'<!doctype html><html><head><title>{headline}</title></head><body><article class="report">'
        f"<header><h1>{headline}</h1>{changed}{byline}</header>"
        f'<div class="body">{body}</div><footer><p class="credit">This report was first published by '
        f'<a href="{item.report.url}">{item.source.name}</a> on its site.</p><p>Retrieved '
        f'<time datetime="{item.report.retrieved_at.isoformat(timespec="seconds")}">then</time></p></footer>'
        f"</article></body></html>"
    ).encode()


class Log:
    """A log in memory: entries, tiles as published, and the newest checkpoint."""

    def __init__(self, signer: proof.Signer = SIGNER) -> None:
        self.signer = signer
        self.entries: list[bytes] = []
        self.state = proof.LogState()
        self.files: dict[str, bytes] = {}
        self.checkpoint = ""

    def add(self, *entries: bytes) -> proof.Sealed:
        old = self.state
        sealed = proof.sealer(self.signer, ORIGIN)(old.size, old.edge, entries)
        self.entries += entries
        self.state, self.checkpoint = sealed.state, sealed.note
        self.files.update(proof.tiles_for(old.size, sealed.size, self.hashes, self.read, sealed.root))
        self.files.update(proof.bundles_for(old.size, sealed.size, lambda start, end: self.entries[start:end]))
        return sealed

    def hashes(self, start: int, end: int) -> list[bytes]:
        return [merkle.leaf_hash(each) for each in self.entries[start:end]]

    def read(self, path: str) -> bytes:
        return self.files[path]

    @property
    def tree(self) -> proof.TiledTree:
        return proof.TiledTree(self.state.size, self.read)


@dataclasses.dataclass(frozen=True)
class Publication:
    """What is published of one item, and the log behind it."""

    bundle: proof.Bundle
    log: Log
    index: int


def publish(
    item: Item = ITEM,
    printed: Sequence[PrintedText] = WHOLE,
    headline: str = "",
    *,
    log: Log | None = None,
    later: int = 5,
) -> Publication:
    """An item printed, with entries before and after it in the log, and every file that a reader can fetch."""
    shown = headline or item.headline.text
    manifest = proof.canonical(proof.manifest_of(item, CAPTURE, printed, printing(shown)))
    return publish_manifest(manifest, page(item, printed, shown), item, log=log, later=later)


def publish_manifest(
    manifest: bytes, shown: bytes, item: Item = ITEM, *, log: Log | None = None, later: int = 5
) -> Publication:
    """Any manifest, logged and signed as if it were a true one."""
    log = log or Log()
    if not log.entries:
        log.add(*(b"earlier %d" % number for number in range(300)))
    index = log.state.size
    entry = proof.entry_for(proof.EntryKind.PRINT, item.id, item.revision, AT, salt=SALT, manifest=manifest)
    log.add(entry.data)
    text = proof.TlogProof(index=index, hashes=log.tree.inclusion(index), checkpoint=log.checkpoint, extra=SALT).text
    older, size = log.checkpoint, log.state.size
    if later:
        log.add(*(b"later %d" % number for number in range(later)))
    bundle = proof.Bundle(
        page=shown,
        manifest=manifest,
        proof=text,
        checkpoint=log.checkpoint,
        older=(proof.Older(note=older, proof=log.tree.consistency(size)),),
        payload=PAYLOAD,
    )
    return Publication(bundle, log, index)
