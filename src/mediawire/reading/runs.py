"""Runs: the stretches of inline text that blocks are made of, each one byte range less its gaps."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from mediawire.model.report import Gap, Reason
from mediawire.reading.signs import hidden, reason_of
from mediawire.reading.tree import REMOVED, VOID, Node
from mediawire.reading.words import text_of

_INERT = frozenset({"svg", "button", "select", "canvas", "audio", "video", "object", "iframe", "math", "textarea"})
Kid = Node | tuple[int, int]
_NOT_PLAIN = b"&\xc2"  # what white space may begin with besides the plain kinds
_WHITE = re.compile(rb"(?:&nbsp;|\xc2\xa0|&#160;|\s)*+")


@dataclasses.dataclass(slots=True)
class Run:
    """A stretch of text: its bytes less `gaps`, the element it stands in, and what it is made of.

    `linked` counts the characters that are links. `inline` are the elements inside it.
    """

    start: int
    end: int
    node: Node
    gaps: tuple[Gap, ...] = ()
    text: str = ""
    linked: int = 0
    strong: bool = False
    inline: tuple[Node, ...] = ()
    reason: Reason | None = None

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The byte ranges that make its text."""
        if not self.gaps:
            return [(self.start, self.end)]
        edges = [self.start, *(edge for gap in self.gaps for edge in (gap.start, gap.end)), self.end]
        return list(zip(edges[::2], edges[1::2], strict=True))

    @property
    def density(self) -> float:
        """The share of its text that is links."""
        return self.linked / len(self.text) if self.text else 0.0


class Walker:
    """Walks a tree and gives its runs, in the order of the page."""

    def __init__(self, payload: bytes, charset: str, root: Node, trust: float = 0.4) -> None:
        """`trust`: up to which share of the page's prose an element is believed that it is furniture."""
        self._payload = payload
        self._trust = trust
        self._charset = charset
        self._weights = weights(payload, root)
        self.whole = max(1, self._weights.get(id(root), 1))

    def _reason(self, node: Node) -> Reason | None:
        """Why an element is furniture; one that holds much of the page's prose is not, whatever it is called."""
        reason = reason_of(node)
        if reason is None:
            return None
        share = self._weights.get(id(node), 0) / self.whole
        limit = 0.8 if reason in (Reason.COMMENT, Reason.HIDDEN) else self._trust
        return reason if share <= limit else None

    def runs(self, node: Node, reason: Reason | None = None) -> list[Run]:
        """The runs below an element. `reason`: why what stands here is not the article, where that is known."""
        found: list[Run] = []
        self._walk(node, reason, found)
        return found

    def _walk(self, node: Node, reason: Reason | None, found: list[Run]) -> None:
        gathered: list[Kid] = []  # from the first kid that tells something
        telling = 0  # how many of them go up to the last that does
        breaks = 0
        for kid in node.kids:
            if isinstance(kid, Node):
                if kid.is_block or (kid.tag == "br" and breaks):
                    self._run(node, gathered[:telling], reason, found)
                    gathered, telling = [], 0
                    breaks = 0 if kid.is_block else breaks + 1
                    if kid.is_block:
                        self._block(kid, reason, found)
                    continue
                told = kid.tag not in REMOVED and kid.tag not in VOID
                breaks = 1 if kid.tag == "br" else breaks if kid.tag in REMOVED else 0
            elif told := not self._white(kid):
                breaks = 0
            if told or gathered:
                gathered.append(kid)
                telling = len(gathered) if told else telling
        self._run(node, gathered[:telling], reason, found)

    def _block(self, node: Node, reason: Reason | None, found: list[Run]) -> None:
        if not node.kids:
            return
        reason = reason or self._reason(node)
        if node.tag != "tr" or _laid_out(node):
            self._walk(node, reason, found)
            return
        telling = [place for place, kid in enumerate(node.kids) if self._tells(kid)]
        if telling:
            self._run(node, node.kids[telling[0] : telling[-1] + 1], reason, found)

    def _white(self, text: tuple[int, int]) -> bool:
        data = self._payload[slice(*text)].lstrip()
        return not data or (data[0] in _NOT_PLAIN and _WHITE.fullmatch(data) is not None)

    def _run(self, node: Node, kids: Sequence[Kid], reason: Reason | None, found: list[Run]) -> None:
        if not kids:
            return
        start, end = _start(kids[0]), _end(kids[-1])
        run = Run(start, end, node, reason=reason)
        self._look_inside(run, [kid for kid in kids if isinstance(kid, Node)])
        run.text = text_of(self._payload, run.pieces, self._charset)
        if run.text:
            found.append(run)
        elif run.gaps and (whole := text_of(self._payload, [(start, end)], self._charset)):
            # All of it is left out: it is told as one omission.
            found.append(dataclasses.replace(run, gaps=(), text=whole, reason=run.gaps[0].reason))

    def _tells(self, kid: Kid) -> bool:
        if isinstance(kid, tuple):
            return not self._white(kid)
        return kid.tag not in REMOVED and kid.tag not in VOID

    def _look_inside(self, run: Run, nodes: list[Node]) -> None:
        gaps: list[Gap] = []
        inline: list[Node] = []
        waiting = list(reversed(nodes))
        while waiting:
            node = waiting.pop()
            if node.tag in REMOVED:
                continue
            reason = Reason.HIDDEN if hidden(node) else Reason.PLAYER if node.tag in _INERT else None
            if reason is not None:
                gaps.append(Gap(node.start, node.end, reason))
                continue
            if node.tag in ("a", "b", "strong", "em", "i"):
                inline.append(node)
            if node.tag == "a":
                run.linked += len(text_of(self._payload, [(node.inner, node.close)], self._charset))
            waiting.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))
        run.gaps = tuple(gaps)
        run.inline = tuple(inline)


def _laid_out(row: Node) -> bool:
    """Whether a table's row is used to lay out a page: its cells hold paragraphs, not data."""
    cells = [cell for cell in row.kids if isinstance(cell, Node)]
    return any(
        isinstance(kid, Node) and kid.tag in ("p", "div", "table", "h1", "h2", "h3", "ul")
        for c in cells
        for kid in c.kids
    )


def weights(payload: bytes, root: Node) -> dict[int, int]:
    """By `id` of an element: how much prose stands below it, in bytes of text in long stretches."""
    told: dict[int, int] = {}
    for node in root.walk():
        own = 0
        for kid in node.kids:
            if kid.__class__ is tuple:
                own += kid[1] - kid[0]
        if own < 80 or node.tag in REMOVED or node.tag in ("textarea", "title", "a"):
            continue
        above: Node | None = node
        while above is not None:
            told[id(above)] = told.get(id(above), 0) + own
            above = above.parent
    return told


def _start(kid: Kid) -> int:
    return kid.start if isinstance(kid, Node) else kid[0]


def _end(kid: Kid) -> int:
    return kid.end if isinstance(kid, Node) else kid[1]
