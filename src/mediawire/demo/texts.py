"""The demo's reports: plain text files beside this module, read into frozen values.

A file has a head of `key: value` lines, a blank line, and parts separated by blank lines. Most parts are paragraphs; a
part that begins with a sign is something else:

    ## heading        > quotation      * list item (one a line)     | cell | cell (one row a line)
    !related: a / b   !newsletter: text   !hidden: text   !caption: text   !advert: text   !paywall: text

In the text `[words](address)` is a link; an address that begins with / lies on the outlet's own site. Keys of the head:
`title`, `at` (seconds after the press started) and `slug` are required, `byline`, `section`, `summary`, `credit`
(an agency's credit line) and `kind` ("report" or "view") are not. `changed_at` with `replace: old => new` (repeatable)
is an edit: a correction where a `note: ...` says so, silent where none does. `withdrawn_at` with `kill: ...` is a
withdrawal.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import importlib.resources
import re

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


class PartKind(enum.Enum):
    """What a part of a page is. Those from RELATED on are furniture: in the page, but not in the report."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTATION = "quotation"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"  # a correction's own words
    RELATED = "related"
    NEWSLETTER = "newsletter"
    HIDDEN = "hidden"
    CAPTION = "caption"
    ADVERT = "advert"
    PAYWALL = "paywall"


FURNITURE = frozenset(
    {
        PartKind.RELATED,
        PartKind.NEWSLETTER,
        PartKind.HIDDEN,
        PartKind.CAPTION,
        PartKind.ADVERT,
        PartKind.PAYWALL,
    }
)
_SIGNS = {"## ": PartKind.HEADING, "> ": PartKind.QUOTATION, "* ": PartKind.ITEM, "| ": PartKind.ROW}


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One part of a page, with its links still in brackets."""

    kind: PartKind
    source: str

    @property
    def text(self) -> str:
        """The words alone, as a reader sees them; cells of a row and teasers are separated by one space."""
        words = _LINK.sub(r"\1", self.source)
        if self.kind in (PartKind.ROW, PartKind.RELATED):
            return " ".join(self.cells)
        return words

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row, or the teasers of a box."""
        mark = "|" if self.kind is PartKind.ROW else " / "
        return tuple(cell.strip() for cell in self.source.strip("| ").split(mark))

    @property
    def runs(self) -> tuple[tuple[str, str], ...]:
        """The text cut at its links: pairs of words and address, the address empty outside links."""
        told, at = [], 0
        for link in _LINK.finditer(self.source):
            told += [(self.source[at : link.start()], ""), (link[1], link[2])]
            at = link.end()
        return tuple(run for run in (*told, (self.source[at:], "")) if run[0])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """One report of the demo with all that will happen to it. Times are seconds after the press started."""

    outlet: str
    slug: str
    title: str
    at: float
    parts: tuple[Part, ...]
    byline: str = ""
    section: str = "news"
    summary: str = ""
    credit: str = ""
    kind: str = "report"
    changed_at: float | None = None
    replacements: tuple[tuple[str, str], ...] = ()
    note: str = ""
    withdrawn_at: float | None = None
    kill: str = ""

    @property
    def key(self) -> str:
        """The report's name in `planted`: outlet and slug."""
        return f"{self.outlet}/{self.slug}"

    @property
    def body(self) -> tuple[str, ...]:
        """The words of the report itself, part by part, without furniture."""
        return tuple(part.text for part in self.parts if part.kind not in FURNITURE)

    @property
    def corrected(self) -> DemoReport:
        """The report after its edit: words replaced, the note, if any, at its end."""
        parts = tuple(dataclasses.replace(part, source=self._mended(part.source)) for part in self.parts)
        note = (Part(PartKind.NOTE, self.note),) if self.note else ()
        return dataclasses.replace(
            self,
            title=self._mended(self.title),
            summary=self._mended(self.summary),
            parts=(*parts, *note),
        )

    def _mended(self, text: str) -> str:
        for old, new in self.replacements:
            text = text.replace(old, new)
        return text


@functools.cache
def reports() -> tuple[DemoReport, ...]:
    """All reports of the demo, in the order of their appearance."""
    folder = importlib.resources.files("mediawire.demo") / "reports"
    told = []
    for outlet in folder.iterdir():
        if outlet.is_dir():
            files = [each for each in outlet.iterdir() if each.name.endswith(".txt")]
            told += [parse(outlet.name, each.read_text(encoding="utf-8")) for each in files]
    return tuple(sorted(told, key=lambda report: (report.at, report.key)))


def parse(outlet: str, text: str) -> DemoReport:
    """The report that a file describes; raises ValueError on a head that is not one."""
    head, _, rest = text.partition("\n\n")
    pairs = [(key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in head.splitlines())]
    fields = {key: value for key, value in pairs if key != "replace"}
    swaps = (value.partition(" => ") for key, value in pairs if key == "replace")
    try:
        return DemoReport(
            outlet=outlet,
            at=float(fields.pop("at")),
            changed_at=_seconds(fields.pop("changed_at", "")),
            withdrawn_at=_seconds(fields.pop("withdrawn_at", "")),
            replacements=tuple((old, new) for old, _, new in swaps),
            parts=tuple(_parts(rest)),
            **fields,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"the head of a demo report of {outlet} lacks or misnames a key: {error}") from error


def _seconds(value: str) -> float | None:
    return float(value) if value else None


def _parts(text: str) -> list[Part]:
    told: list[Part] = []
    for block in filter(None, (block.strip() for block in text.split("\n\n"))):
        if block.startswith("!"):
            kind, _, words = block[1:].partition(":")
            told.append(Part(PartKind(kind), words.strip()))
        elif (kind_of := _SIGNS.get(block[:2])) or (kind_of := _SIGNS.get(block[:3])):
            told += [Part(kind_of, line.split(" ", 1)[1].strip()) for line in block.splitlines()]
        else:
            told.append(Part(PartKind.PARAGRAPH, " ".join(block.splitlines())))
    return told
