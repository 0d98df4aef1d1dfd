"""A light tree over a page's bytes: elements and texts with their byte offsets, built in one pass.

It is not the tree of a browser: only what separates blocks is repaired (end tags that may be left out, void elements).
What matters here is that every byte of text belongs to one element, in the order of the page. Depth is bounded while
the tree is built, so that a hostile page is refused before it costs anything.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator, Mapping

from mediawire.model.errors import PageBeyondLimits
from mediawire.text.references import decoded

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
                  "track", "wbr"})  # fmt: skip
# Elements whose content is no text of the page.
REMOVED = frozenset({"script", "style", "template", "noscript"})
RAW = REMOVED | {"textarea", "title", "iframe", "xmp", "noembed", "noframes"}
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "link", "listing", "main", "menu",
    "meta", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
})  # fmt: skip
_HOLDS = BLOCKS - VOID  # hold others, however their tag is written
# An opening tag closes these, where they are open in the same list, table or text.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "option": ({"option"}, {"select"}),
}
_P_STAYS = frozenset({"button", "td", "th", "caption", "table", "object"})
# By elements before which others may close: those right inside of which nothing does.
_ROOM = {
    **dict.fromkeys(BLOCKS, (BLOCKS | _P_STAYS) - {"p"}),
    **{tag: frozenset(within) for tag, (_, within) in _CLOSES.items()},
}
_TAG = re.compile(
    rb"<!--(?:>|->|.*?(?:--!?>|\Z))|<[!?][^>]*>?|</(?:>|[^a-zA-Z>][^>]*>?)"
    rb"|<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=|[\"'])*+)(?:>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"([^\s=/\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
SHORT = 100  # bytes of attributes that are likely to come again
_RAW_END = {name: re.compile(rb"</" + name.encode() + rb"(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Node:
    """An element: `start` to `end` with its tags, `inner` to `close` without them; `kids` are nodes and text ranges.

    `is_block`: it is rendered as a block, or has one inside.
    """

    __slots__ = ("_attributes", "close", "end", "inner", "is_block", "kids", "parent", "raw", "start", "tag")

    def __init__(self, tag: str, raw: bytes, start: int, inner: int, parent: Node | None) -> None:
        self.tag = tag
        self.raw = raw
        self.start = start
        self.inner = self.close = self.end = inner
        self.parent = parent
        self.kids: list[Node | tuple[int, int]] = []
        self.is_block = tag in BLOCKS
        self._attributes: Mapping[str, str] | None = None

    @property
    def attributes(self) -> Mapping[str, str]:
        """Attributes by lower-case name, character references decoded; the first of a name counts."""
        told = self._attributes
        if told is None:
            told = self._attributes = attributes_of(self.raw)
        return told

    def get(self, name: str) -> str:
        """An attribute, or nothing."""
        return (self._attributes or self.attributes).get(name, "") if self.raw else ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.kids:
                waiting += [kid for kid in reversed(node.kids) if kid.__class__ is Node]

    def first(self, *tags: str) -> Node | None:
        """The first element below of one of these names."""
        return next((node for node in self.walk() if node.tag in tags), None)


class Root(Node):
    """The page; `nodes` are all its elements in their order, itself the first."""

    __slots__ = ("nodes",)

    def __init__(self) -> None:
        super().__init__("#root", b"", 0, 0, None)
        self.nodes: list[Node] = [self]

    def walk(self) -> Iterator[Node]:
        """All elements in the order of the page, which is that in which they were made."""
        return iter(self.nodes)

    def let_go(self) -> None:
        """Make an end of the tree: elements no longer know those around them."""
        for node in self.nodes:
            node.parent = None
        self.nodes.clear()


def attributes_of(raw: bytes) -> Mapping[str, str]:
    """What the bytes between an element's name and the end of its tag say: `Node.attributes`."""
    return _repeated(raw) if len(raw) < SHORT else _attributes(raw)


def _attributes(raw: bytes) -> Mapping[str, str]:
    told: dict[str, str] = {}
    for spelling, double, single, bare in _ATTRIBUTE.findall(raw):
        name = _name(spelling)
        if name not in told:
            value = (double or single or bare).decode("utf-8", "replace")
            told[name] = decoded(value) if "&" in value else value
    return told


_repeated = functools.lru_cache(maxsize=1024)(_attributes)  # half the elements of a page are written like another


@functools.lru_cache(maxsize=2048)
def _name(spelling: bytes) -> str:
    """The name of an element or attribute in lower case."""
    return spelling.decode("latin-1").lower()


@contextlib.contextmanager
def lent(payload: bytes, depth: int) -> Iterator[Root]:
    """The tree of a page for as long as it is asked; raises as `build`.

    Afterwards its memory is free at once. Elements that know those around them would wait for the cyclic collector, for
    hundreds of pages where they had outlived its first looks.
    """
    root = build(payload, depth)
    try:
        yield root
    finally:
        root.let_go()


def build(payload: bytes, depth: int) -> Root:
    """The tree of a page. Raises PageBeyondLimits where elements are nested more deeply than `depth`."""
    root = Root()
    builder = _Builder(root, depth)
    stack = builder.stack
    nodes = root.nodes
    names = _Names()
    at = 0
    size = len(payload)
    last: Node = root  # the innermost of those that are open
    tags = _TAG.finditer(payload)
    while found := next(tags, None):
        start, end = found.span()
        if start > at:
            last.kids.append((at, start))
        at = end
        closing, name, raw = found.groups()
        if name is None:
            continue
        tag, room, enters = names[name]
        if closing:
            if last.tag == tag:  # as nearly always
                last.close, last.end = start, at
                stack.pop()
            else:
                builder.shut(tag, start, at)
            last = stack[-1]
            continue
        if room is not None and last.tag not in room:
            builder.make_room(tag, start)
            last = stack[-1]
        node = Node(tag, raw, start, at, last)
        last.kids.append(node)
        nodes.append(node)
        if node.is_block and not last.is_block:
            _hold_block(last)
        if enters or (enters is None and raw[-1:] != b"/"):
            stack.append(node)
            if len(stack) > depth:
                raise builder.too_deep()
            last = node
        if tag in RAW:
            at = builder.take_raw(node, payload)
            last = stack[-1]
            tags = _TAG.finditer(payload, at)
    builder.finish(at, size)
    return root


class _Names(dict[bytes, tuple[str, frozenset[str] | None, bool | None]]):
    """By the spelling of an element's name: the name in lower case; those right inside of which an opening tag closes
    nothing (None: it never does); whether it holds others (None: unless its tag ends in a slash)."""

    def __missing__(self, spelling: bytes) -> tuple[str, frozenset[str] | None, bool | None]:
        tag = _name(spelling)
        enters = True if tag in _HOLDS else False if tag in VOID else None
        told = self[spelling] = (tag, _ROOM.get(tag), enters)
        return told


def _hold_block(node: Node | None) -> None:
    while node is not None and not node.is_block:
        node.is_block = True
        node = node.parent


class _Builder:
    def __init__(self, root: Root, depth: int) -> None:
        self.stack: list[Node] = [root]
        self._depth = depth

    def make_room(self, tag: str, at: int) -> None:
        """Close what an opening tag closes."""
        if tag in _CLOSES:
            self._close_like(*_CLOSES[tag], at)
        else:
            self._close_paragraph(at)

    def too_deep(self) -> PageBeyondLimits:
        """The error for elements that hold too many others in one another."""
        return PageBeyondLimits(
            f"elements are nested more than {self._depth} deep",
            remedy="The page is kept as a capture; it may be hostile.",
        )

    def take_raw(self, node: Node, payload: bytes) -> int:
        """Take the content of an element that holds no other, and close it; gives where the page goes on."""
        tag, size = node.tag, len(payload)
        closes = _RAW_END[tag].search(payload, node.inner)
        close = closes.start() if closes else size
        if tag not in REMOVED and close > node.inner:
            node.kids.append((node.inner, close))
        end = payload.find(b">", close)
        at = size if end < 0 else end + 1
        self.shut(tag, close, at)
        return at

    def _close_like(self, tags: set[str], within: set[str], at: int) -> None:
        for place in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[place].tag
            if tag in within:
                return
            if tag in tags:
                self._pop(place, at, at)
                if tag not in ("td", "th") or "tr" not in tags:
                    return

    def _close_paragraph(self, at: int) -> None:
        for place in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[place].tag
            if tag == "p":
                self._pop(place, at, at)
                return
            if tag in BLOCKS or tag in _P_STAYS:
                return

    def shut(self, tag: str, start: int, end: int) -> None:
        inline = tag not in BLOCKS
        for place in range(len(self.stack) - 1, 0, -1):
            here = self.stack[place].tag
            if here == tag:
                self._pop(place, start, end)
                return
            if (inline and here in BLOCKS) or (here in ("td", "th", "table") and tag not in ("table", "tr", "tbody")):
                return

    def _pop(self, place: int, start: int, end: int) -> None:
        for node in self.stack[place:]:
            node.close = start
            node.end = start
        self.stack[place].end = end
        del self.stack[place:]

    def finish(self, at: int, size: int) -> None:
        """Close what is open at the end of the page; `at`: where its last tag ends."""
        if at < size:
            self.stack[-1].kids.append((at, size))
        for node in self.stack:
            node.close = node.end = size
