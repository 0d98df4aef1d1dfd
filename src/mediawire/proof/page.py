"""An item's page read as a reader sees it: headline, the paragraphs by their numbers, and whatever else stands there.

The press marks each printed block with `data-span="N"` inside `<div class="body">` of `<article class="report">`, and
closes every element that it opens. A page that does otherwise was not printed by it, and is refused.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from mediawire.model.errors import ProofError
from mediawire.proof import html
from mediawire.proof.charset import decode
from mediawire.proof.html import Token, TokenKind

_LARGEST = 32 << 20
_DEEPEST = 200
# Nothing that runs, loads a page, hides text or takes input has a place inside a printed report.
_REFUSED = frozenset("script style template noscript iframe object embed form svg math textarea xmp plaintext".split())  # noqa: SIM905


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """The text of an element with `data-span`, as shown; `cut` where the page says that it is a beginning."""

    number: int
    text: str
    cut: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Stray:
    """A text inside the report's body that is no paragraph's: a credit, an embed's link, or nothing that is known."""

    text: str
    within: str  # "credit", "embed" or ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows. `text` is all of the report's article; `links` its addresses; `times` its machine times."""

    headline: str
    paragraphs: tuple[Shown, ...]
    strays: tuple[Stray, ...]
    text: str
    links: frozenset[str]
    times: frozenset[str]


@dataclasses.dataclass(slots=True)
class _Element:
    """An open element, and the texts inside it."""

    token: Token
    pieces: list[str] = dataclasses.field(default_factory=list)

    def has_class(self, name: str) -> bool:
        return name in self.token.attributes.get("class", "").split()

    @property
    def is_paragraph(self) -> bool:
        return "data-span" in self.token.attributes


def read(page: bytes) -> Page:
    """A page's account. Raises ProofError where it is not the page of one report."""
    if len(page) > _LARGEST:
        raise ProofError(f"it is longer than {_LARGEST} bytes", where="page")
    reader = _Reader()
    for token in _article(html.tokens(decode(page, "utf-8"))):
        reader.take(token)
    return reader.finish()


def _article(tokens: Iterator[Token]) -> Iterator[Token]:
    """The tokens of the one report's article, both its tags among them."""
    depth = articles = 0
    for token in tokens:
        if token.name == "article" and token.kind is TokenKind.START:
            depth += 1
            articles += depth == 1
        if depth:
            yield token
        if token.name == "article" and token.kind is TokenKind.END:
            depth = max(0, depth - 1)
    if articles != 1:
        raise ProofError(f"it holds {articles} articles where one report should stand", where="page")


class _Reader:
    """Takes the tokens of an article one by one."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._picture = False
        self._article = _Element(Token(TokenKind.START, "article"))
        self._headlines: list[str] = []
        self._paragraphs: list[Shown] = []
        self._strays: list[Stray] = []
        self._links: set[str] = set()
        self._times: set[str] = set()

    def take(self, token: Token) -> None:
        """One tag or text."""
        if self._passes_over(token):
            return
        if token.kind is TokenKind.START:
            self._start(token)
        elif token.kind is TokenKind.END:
            self._end(token)
        else:
            self._text(token.text)
        if token.name in html.BLOCKS or token.name == "br":
            self._add(" ")

    def finish(self) -> Page:
        """The account, once all tokens are in."""
        if self._picture:
            raise ProofError("its picture is never closed", where="page")
        if self._open:
            raise ProofError(f"its <{self._open[-1].token.name}> is never closed", where="page")
        if len(self._headlines) != 1:
            raise ProofError(f"it has {len(self._headlines)} headlines", where="page")
        return Page(
            headline=self._headlines[0],
            paragraphs=tuple(self._paragraphs),
            strays=tuple(self._strays),
            text=_joined(self._article),
            links=frozenset(self._links),
            times=frozenset(self._times),
        )

    def _passes_over(self, token: Token) -> bool:
        """Whether a token belongs to a picture of the chain, outside the body: it is said in words beside it too."""
        if token.name == "svg" and not self._in_body():
            self._picture = token.kind is TokenKind.START
            return True
        return self._picture

    def _start(self, token: Token) -> None:
        if token.name in _REFUSED or "style" in token.attributes or "hidden" in token.attributes:
            raise ProofError(f"its report holds a <{token.name}> that the press does not print", where="page")
        if len(self._open) > _DEEPEST:
            raise ProofError("its elements are nested deeper than the press prints them", where="page")
        if token.name == "a":
            self._links.add(token.attributes.get("href", ""))
        if token.name == "time":
            self._times.add(token.attributes.get("datetime", ""))
        if token.name not in html.VOID:
            self._open.append(_Element(token))

    def _end(self, token: Token) -> None:
        if not self._open or self._open[-1].token.name != token.name:
            raise ProofError(f"its </{token.name}> closes nothing that stands open there", where="page")
        element = self._open.pop()
        if token.name == "h1":
            self._headlines.append(_joined(element))
        if element.is_paragraph:
            self._paragraph(element)
        elif (role := self._role(element)) and not self._gathering():
            self._strays.append(Stray(_joined(element), role))

    def _paragraph(self, element: _Element) -> None:
        number = element.token.attributes["data-span"]
        if not self._in_body() or self._gathering():
            raise ProofError(f"its paragraph {number!r} stands where no paragraph may", where="page")
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            raise ProofError(f"it numbers a paragraph {number!r}", where="page")
        self._paragraphs.append(Shown(int(number), _joined(element), "data-cut" in element.token.attributes))

    def _text(self, text: str) -> None:
        if html.fold(text) and self._in_body() and not self._gathering():
            self._strays.append(Stray(html.fold(text), ""))
        self._add(text)

    def _add(self, text: str) -> None:
        self._article.pieces.append(text)
        for element in self._open:
            element.pieces.append(text)

    def _gathering(self) -> bool:
        """Whether what comes now belongs to a paragraph, a credit or an embed's link that stands open."""
        around = range(len(self._open))
        return any(self._open[at].is_paragraph or self._role(self._open[at], at) for at in around)

    def _role(self, element: _Element, at: int | None = None) -> str:
        """What an element in the body is to the report, `at` its place among the open ones (None: just closed)."""
        around = self._open if at is None else self._open[:at]
        if not _has_body(around):
            return ""
        if element.has_class("credit"):
            return "credit"
        beside = element.token.name == "a" and around[-1].has_class("embed")
        return "embed" if beside else ""

    def _in_body(self) -> bool:
        return _has_body(self._open)


def _has_body(elements: Sequence[_Element]) -> bool:
    return any(each.token.name == "div" and each.has_class("body") for each in elements)


def _joined(element: _Element) -> str:
    return html.fold("".join(element.pieces))
