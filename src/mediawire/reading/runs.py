"""Runs: the stretches of inline text that blocks are made of, each one byte range less its gaps."""

from __future__ import annotations

import copy
import dataclasses
import itertools
import re

from mediawire.model.report import Gap, Reason
from mediawire.reading.signs import hidden, naming, reason_of, words
from mediawire.reading.tree import RAW, REMOVED, VOID, Node
from mediawire.reading.words import text_of

_INERT = frozenset({"svg", "button", "select", "canvas", "audio", "video", "object", "iframe", "math", "textarea"})
_MARKS = frozenset({"a", "b", "strong", "em", "i"})
_SILENT = REMOVED | VOID
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
        payload = self._payload
        gathered: list[Node | tuple[int, int]] = []
        for kid in node.kids:
            if isinstance(kid, tuple):
                if gathered or not (payload[kid[0] : kid[1]].isspace() or self._white(kid)):
                    gathered.append(kid)
            elif not kid.is_block:
                gathered.append(kid)
            else:
                if gathered:
                    self._run(told, node, gathered, reason)
                    gathered = []
                if reason is not None and kid.tag != "tr":
                    self._gather(told, kid, reason, doubted)
                elif kid.kids:
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
        if len(kids) == 1 and isinstance(kids[0], tuple):
            self._text(told, node, kids[0], reason)
            return
        if node.tag == "p" and self._is_sourced(kids):
            self._line(told, node, kids[:1], reason)
            kids = kids[1:]
        kids = self._trimmed(kids)
        for line in self._lines(kids) if len(kids) > 1 and node.tag not in _UNPARTED else (kids,):
            if line:
                self._line(told, node, line, reason)

    def _trimmed(self, kids: list[Node | tuple[int, int]]) -> list[Node | tuple[int, int]]:
        """Kids without those at both ends that say nothing."""
        first, last = 0, len(kids)
        while first < last and not self._tells(kids[first]):
            first += 1
        while first < last - 1 and not self._tells(kids[last - 1]):
            last -= 1
        return kids[first:last]

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
        """The run of a line, which begins and ends with something that tells."""
        start, end = _start(kids[0]), _end(kids[-1])
        inside = [kid for kid in kids if kid.__class__ is Node]
        if not inside:
            self._text(told, node, (start, end), reason)
            return
        gaps, inline = _look_inside(inside)
        run = Run(start, end, node, gaps, inline=inline, reason=reason)
        pieces = [_inmost(inside[0])] if len(inside) == len(kids) == 1 and not gaps else run.pieces
        run.text = text_of(self._payload, pieces, self._charset)
        if inline:
            run.linked = self._linked(run, kids)
        if run.text:
            told.append(run)
        elif gaps and (whole := text_of(self._payload, [(start, end)], self._charset)):
            # All of it is left out: it is told as one omission.
            told.append(dataclasses.replace(run, gaps=(), text=whole, reason=gaps[0].reason))

    def _text(self, told: list[Run], node: Node, place: tuple[int, int], reason: Reason | None) -> None:
        """The run of a line without elements."""
        if text := text_of(self._payload, [place], self._charset):
            told.append(Run(*place, node, (), text, reason=reason))

    def _linked(self, run: Run, kids: list[Node | tuple[int, int]]) -> int:
        links = [node for node in run.inline if node.tag == "a"]
        if links == kids and not run.gaps:  # a link and nothing else, as most runs of a page are
            return len(run.text)
        return sum(len(text_of(self._payload, [(a.inner, a.close)], self._charset)) for a in links)

    def _lines(self, kids: list[Node | tuple[int, int]]) -> list[list[Node | tuple[int, int]]]:
        """Inline kids parted at their line breaks, those apart that fall amid a sentence: they wrap a text by hand."""
        breaks = [place for place, kid in enumerate(kids) if not isinstance(kid, tuple) and kid.tag == "br"]
        if not breaks:
            return [kids]
        edges = [-1, *(place for place in breaks if not self._wraps(kids, place)), len(kids)]
        return [self._trimmed(kids[first + 1 : last]) for first, last in itertools.pairwise(edges)]

    def _wraps(self, kids: list[Node | tuple[int, int]], place: int) -> bool:
        around = kids[place - 1 : place + 2] if place else []
        if len(around) < 3 or not isinstance(around[0], tuple) or not isinstance(around[2], tuple):
            return False
        before, after = self._payload[slice(*around[0])].rstrip(), self._payload[slice(*around[2])].lstrip()
        return before[-1:] in _AMID and after[:1].islower()

    def _tells(self, kid: Node | tuple[int, int]) -> bool:
        if isinstance(kid, tuple):
            return not (self._payload[kid[0] : kid[1]].isspace() or self._white(kid))
        return kid.tag not in _SILENT


def _look_inside(nodes: list[Node]) -> tuple[tuple[Gap, ...], tuple[Node, ...]]:
    """Gaps and inline elements of a run."""
    gaps: list[Gap] = []
    inline: list[Node] = []
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        tag = node.tag
        if tag in REMOVED:
            continue
        if node.raw and hidden(node):
            gaps.append(Gap(node.start, node.end, Reason.HIDDEN))
            continue
        if tag in _INERT:
            gaps.append(Gap(node.start, node.end, Reason.PLAYER))
            continue
        if tag in _MARKS:
            inline.append(node)
        kids = node.kids
        if kids and not (len(kids) == 1 and kids[0].__class__ is tuple):  # one text is what most hold
            waiting += [kid for kid in kids[::-1] if kid.__class__ is Node]
    return tuple(gaps), tuple(inline)


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
        if node.end - node.start < _LONG or not node.kids:
            continue
        own = 0
        if node.tag not in _WEIGHTLESS:
            for kid in node.kids:
                if kid.__class__ is tuple:
                    own += kid[1] - kid[0]
        total = told.get(id(node), 0) + (own if own >= _LONG else 0)
        if total:
            told[id(node)] = total
            parent = node.parent
            if parent is not None:
                told[id(parent)] = told.get(id(parent), 0) + total
    return told


def _inmost(node: Node) -> tuple[int, int]:
    """Where the text of an inline element is, without the tags that stand around all of it."""
    start, end = node.start, node.end
    while node.tag not in RAW:
        start, end = node.inner, node.close
        if len(node.kids) != 1:
            break
        kid = node.kids[0]
        if isinstance(kid, tuple):
            return kid
        node = kid
    return start, end


def _start(kid: Node | tuple[int, int]) -> int:
    return kid.start if isinstance(kid, Node) else kid[0]


def _end(kid: Node | tuple[int, int]) -> int:
    return kid.end if isinstance(kid, Node) else kid[1]
