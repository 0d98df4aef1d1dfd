"""Runs: the stretches of inline text that blocks are made of, each one byte range less its gaps."""

from __future__ import annotations

import copy
import dataclasses
import itertools
import re

from mediawire.model.report import Gap, Reason
from mediawire.reading.signs import hidden, naming, reason_of, words
from mediawire.reading.tree import REMOVED, VOID, Node
from mediawire.reading.words import text_of

_INERT = frozenset({"svg", "button", "select", "canvas", "audio", "video", "object", "iframe", "math", "textarea"})
_MARKS = frozenset({"a", "b", "strong", "em", "i"})
_WEIGHTLESS = REMOVED | {"textarea", "title", "a"}
_UNPARTED = frozenset({"tr", "h1", "h2", "h3", "h4", "h5", "h6"})  # line breaks in these only lay them out
_LONG = 80  # bytes of text from which a stretch is prose
_HARD = frozenset({Reason.COMMENT, Reason.HIDDEN})  # what is believed even of much of a page
_AMID = frozenset(bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz,")  # a line's last letter amid a sentence
_FOOT = 0.6  # and up to which share one that is called a footer
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
        self._weights = weights(root)
        self.whole = max(1, self._weights.get(id(root), 1))

    def believing(self, trust: float) -> Walker:
        """The same page, walked with other trust in what elements say of themselves."""
        other = copy.copy(self)
        other._trust = trust
        return other

    def _believed(self, node: Node, reason: Reason) -> bool:
        share = self._weights.get(id(node), 0) / self.whole
        most = 0.8 if reason in _HARD else self._trust
        if reason is Reason.NAVIGATION and any(word.startswith("footer") for word in words(node).split()):
            most = max(most, _FOOT)
        return share <= most

    def runs(self, node: Node) -> list[Run]:
        """The runs below an element, in the order of the page."""
        told: list[Run] = []
        self._gather(told, node, None, frozenset())
        return told

    def _gather(self, told: list[Run], node: Node, reason: Reason | None, doubted: frozenset[str]) -> None:
        """`reason`: why what stands here is not the article, where that is known. `doubted`: words by which
        elements further out were called and not believed; they say nothing of their parts either."""
        gathered: list[Node | tuple[int, int]] = []
        for kid in node.kids:
            if isinstance(kid, tuple):
                if gathered or not self._white(kid):
                    gathered.append(kid)
            elif not kid.is_block:
                gathered.append(kid)
            else:
                if gathered:
                    self._run(told, node, gathered, reason)
                    gathered = []
                if kid.kids:
                    self._block(told, kid, reason, doubted)
        if gathered:
            self._run(told, node, gathered, reason)

    def _block(self, told: list[Run], node: Node, reason: Reason | None, doubted: frozenset[str]) -> None:
        said = None if reason else reason_of(node)
        if said is not None and doubted and naming(node) in doubted:
            said = None
        elif said is not None and not self._believed(node, said):
            doubted = doubted | {naming(node)} if said is Reason.RELATED else doubted
            said = None
        if node.tag == "tr" and not _laid_out(node):
            self._run(told, node, node.kids, reason or said)
        else:
            self._gather(told, node, reason or said, doubted)

    def _white(self, text: tuple[int, int]) -> bool:
        data = self._payload[text[0] : text[1]].lstrip()
        return not data or (data[0] in _NOT_PLAIN and _WHITE.fullmatch(data) is not None)

    def _run(self, told: list[Run], node: Node, kids: list[Node | tuple[int, int]], reason: Reason | None) -> None:
        """The runs of some inline kids: one for each of their lines, for outlets part paragraphs by line breaks."""
        if node.tag == "p" and self._is_sourced(kids):
            self._line(told, node, kids[:1], reason)
            kids = kids[1:]
        for line in self._lines(kids) if node.tag not in _UNPARTED else (kids,):
            self._line(told, node, line, reason)

    def _is_sourced(self, kids: list[Node | tuple[int, int]]) -> bool:
        """Whether a paragraph opens with its source in brackets in an element of its own, and a sentence begins right
        behind it: the page's style sheet parts what no space does."""
        if len(kids) < 2 or not isinstance(kids[1], tuple):
            return False
        source = kids[0]
        if not isinstance(source, Node) or source.tag != "cite":
            return False
        told = self._payload[source.inner : source.close].rstrip()
        return told.endswith(b")") and self._payload[slice(*kids[1])][:1].isupper()

    def _line(self, told: list[Run], node: Node, kids: list[Node | tuple[int, int]], reason: Reason | None) -> None:
        first, last = 0, len(kids)
        while first < last and not self._tells(kids[first]):
            first += 1
        if first == last:
            return
        while not self._tells(kids[last - 1]):
            last -= 1
        kids = kids[first:last]
        start, end = _start(kids[0]), _end(kids[-1])
        run = Run(start, end, node, reason=reason)
        inside = [kid for kid in kids if isinstance(kid, Node)]
        links = self._look_inside(run, inside) if inside else inside
        run.text = text_of(self._payload, run.pieces, self._charset)
        if links and links == kids and not run.gaps:  # a link and nothing else, as most runs of a page are
            run.linked = len(run.text)
        elif links:
            run.linked = sum(len(text_of(self._payload, [(a.inner, a.close)], self._charset)) for a in links)
        if run.text:
            told.append(run)
        elif run.gaps and (whole := text_of(self._payload, [(start, end)], self._charset)):
            # All of it is left out: it is told as one omission.
            told.append(dataclasses.replace(run, gaps=(), text=whole, reason=run.gaps[0].reason))

    def _lines(self, kids: list[Node | tuple[int, int]]) -> list[list[Node | tuple[int, int]]]:
        """Inline kids parted at their line breaks, those apart that fall amid a sentence: they wrap a text by hand."""
        breaks = [place for place, kid in enumerate(kids) if not isinstance(kid, tuple) and kid.tag == "br"]
        if not breaks:
            return [kids]
        edges = [-1, *(place for place in breaks if not self._wraps(kids, place)), len(kids)]
        return [kids[first + 1 : last] for first, last in itertools.pairwise(edges) if last > first + 1]

    def _wraps(self, kids: list[Node | tuple[int, int]], place: int) -> bool:
        around = kids[place - 1 : place + 2] if place else []
        if len(around) < 3 or not isinstance(around[0], tuple) or not isinstance(around[2], tuple):
            return False
        before, after = self._payload[slice(*around[0])].rstrip(), self._payload[slice(*around[2])].lstrip()
        return before[-1:] in _AMID and after[:1].islower()

    def _tells(self, kid: Node | tuple[int, int]) -> bool:
        if isinstance(kid, tuple):
            return not self._white(kid)
        return kid.tag not in REMOVED and kid.tag not in VOID

    def _look_inside(self, run: Run, nodes: list[Node]) -> list[Node]:
        """Find gaps and inline elements of a run; gives its links."""
        gaps: list[Gap] = []
        inline: list[Node] = []
        waiting = nodes[::-1]
        while waiting:
            node = waiting.pop()
            tag = node.tag
            if tag in REMOVED:
                continue
            if hidden(node):
                gaps.append(Gap(node.start, node.end, Reason.HIDDEN))
                continue
            if tag in _INERT:
                gaps.append(Gap(node.start, node.end, Reason.PLAYER))
                continue
            if tag in _MARKS:
                inline.append(node)
            if node.kids:
                waiting += [kid for kid in node.kids[::-1] if isinstance(kid, Node)]
        run.gaps = tuple(gaps)
        run.inline = tuple(inline)
        return [node for node in inline if node.tag == "a"]


def _laid_out(row: Node) -> bool:
    """Whether a table's row is used to lay out a page: its cells hold paragraphs, not data."""
    cells = [cell for cell in row.kids if isinstance(cell, Node)]
    return any(
        isinstance(kid, Node) and kid.tag in ("p", "div", "table", "h1", "h2", "h3", "ul")
        for c in cells
        for kid in c.kids
    )


def weights(root: Node) -> dict[int, int]:
    """By `id` of an element: how much prose stands below it, in bytes of text in long stretches."""
    told: dict[int, int] = {}
    for node in reversed(list(root.walk())):
        if not node.kids:
            continue
        own = 0
        if node.tag not in _WEIGHTLESS:
            for kid in node.kids:
                if isinstance(kid, tuple):
                    own += kid[1] - kid[0]
        total = told.get(id(node), 0) + (own if own >= _LONG else 0)
        if total:
            told[id(node)] = total
            if node.parent is not None:
                told[id(node.parent)] = told.get(id(node.parent), 0) + total
    return told


def _start(kid: Node | tuple[int, int]) -> int:
    return kid.start if isinstance(kid, Node) else kid[0]


def _end(kid: Node | tuple[int, int]) -> int:
    return kid.end if isinstance(kid, Node) else kid[1]
