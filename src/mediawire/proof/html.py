"""HTML as text, with nothing but the standard library: a tokenizer after the HTML Standard, and what folds its text.

It follows the tokenizer of the standard (section 13.2.5) as far as text depends on it: tags, attributes, comments,
character references. It builds no tree, and as DESIGN.md section 6 has it, it takes the tags out of every element but
script, style, template and noscript, which go with their content. `reading` uses another parser; that both give the
same words is what makes the check worth something.
"""

from __future__ import annotations

import dataclasses
import enum
import html.entities
import re
from collections.abc import Iterator, Mapping

from mediawire.model.errors import ProofError

# Elements whose content is no text of the page, whatever stands in it.
REMOVED = frozenset({"script", "style", "template", "noscript"})
# Of these, the ones whose content the tokenizer takes as it is, up to their end tag.
_RAW = REMOVED - {"template"}
# HTML Standard, section 15.3: elements rendered as blocks, list items, or parts of tables.
BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "  # noqa: SIM905
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link listing main "
    "menu meta nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead title tr ul "
    "xmp".split()
)
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_SPACE = "\t\n\f\r "
_NAME = re.compile(rf"[A-Za-z][^{_SPACE}/>]*")
_ATTRIBUTE = re.compile(
    rf"[{_SPACE}/]*([^{_SPACE}/>][^{_SPACE}/>=]*)(?:[{_SPACE}]*=[{_SPACE}]*(?:\"([^\"]*)\"|'([^']*)'|(?![\"'])([^{_SPACE}>]*)))?"
)
_OPEN_QUOTE = re.compile(rf"[{_SPACE}]*=[{_SPACE}]*[\"']")
_TAG_END = re.compile(rf"[{_SPACE}/]*>")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([A-Za-z][A-Za-z0-9]*;?))")
_LONGEST_BARE = 6  # letters in a name that needs no semicolon, such as "frac34"
_FOLDED = re.compile("[\t-\r \u00a0]+")
# HTML Standard, section 13.2.5.80: references to C1 controls mean the characters of windows-1252.
_C1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"


class TokenKind(enum.Enum):
    """What a token is."""

    TEXT = "text"
    START = "start"
    END = "end"


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A tag, with its lower-case name and attributes, or a stretch of text, its character references decoded."""

    kind: TokenKind
    name: str = ""
    text: str = ""
    attributes: Mapping[str, str] = dataclasses.field(default_factory=dict)


def text_of(markup: str) -> str:
    """The text of a piece of HTML: markup removed, references decoded, blocks and line breaks parted, folded."""
    pieces: list[str] = []
    templates = 0
    for token in tokens(markup):
        if token.name == "template":
            templates = max(0, templates + (1 if token.kind is TokenKind.START else -1))
        if templates:
            continue
        if token.kind is TokenKind.TEXT:
            pieces.append(token.text)
        elif token.name in BLOCKS or token.name == "br":
            pieces.append(" ")
    return fold("".join(pieces))


def fold(text: str) -> str:
    """Text with each run of white space (U+0009-000D, U+0020, U+00A0) as one space, none at its ends."""
    return _FOLDED.sub(" ", text).strip(" ")


def tokens(markup: str) -> Iterator[Token]:
    """The tags and texts of a piece of HTML, in order. Comments, declarations, and the content of script, style and
    noscript give nothing. Never fails: whatever is no tag is text, as browsers read it."""
    at = 0
    while at < len(markup):
        opens = markup.find("<", at)
        if opens < 0:
            yield _text(markup[at:])
            return
        if opens > at:
            yield _text(markup[at:opens])
        token, at = _markup(markup, opens)
        if token is None:
            continue
        yield token
        if token.kind is TokenKind.START and token.name in _RAW:
            closes = _raw_end(token.name).search(markup, at)
            at = closes.start() if closes else len(markup)


def _text(raw: str) -> Token:
    return Token(TokenKind.TEXT, text=decode_references(raw))


def _markup(markup: str, opens: int) -> tuple[Token | None, int]:
    """What begins with the "<" at `opens`: a tag, a text, or nothing; and where it ends."""
    following = markup[opens + 1 : opens + 3]
    if following[:1].isascii() and following[:1].isalpha():
        return _tag(markup, opens + 1, TokenKind.START)
    if following[:1] == "/" and following[1:].isascii() and following[1:].isalpha():
        return _tag(markup, opens + 2, TokenKind.END)
    if markup.startswith("<!--", opens):
        return None, _past_comment(markup, opens + 4)
    if following[:1] in ("!", "?") or (following[:1] == "/" and len(following) == 2):
        closes = markup.find(">", opens + 2)
        return None, len(markup) if closes < 0 else closes + 1
    return Token(TokenKind.TEXT, text="<"), opens + 1


def _past_comment(markup: str, at: int) -> int:
    for abrupt in (">", "->"):
        if markup.startswith(abrupt, at):
            return at + len(abrupt)
    closes = _COMMENT_END.search(markup, at)
    return closes.end() if closes else len(markup)


def _tag(markup: str, at: int, kind: TokenKind) -> tuple[Token | None, int]:
    """A tag from its name on. One that the markup's end cuts off is nothing, as in browsers."""
    name = _NAME.match(markup, at)
    if name is None:  # pragma: no cover - the caller has seen a letter
        raise ProofError("a tag has no name", where="html")
    at = name.end()
    attributes: dict[str, str] = {}
    while not (closes := _TAG_END.match(markup, at)):
        found = _ATTRIBUTE.match(markup, at)
        if found is None or found.end() >= len(markup) or _OPEN_QUOTE.match(markup, found.end()):
            return None, len(markup)
        key, *values = found.groups()
        attributes.setdefault(key.lower(), decode_references(next((each for each in values if each), "")))
        at = found.end()
    return Token(kind, name.group().lower(), attributes=attributes), closes.end()


def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE)


def decode_references(text: str) -> str:
    """Text with its character references decoded as the HTML Standard says for text (section 13.2.5.72 and on)."""
    return _REFERENCE.sub(_referenced, text) if "&" in text else text


def _referenced(found: re.Match[str]) -> str:
    hexadecimal, digits, name = found.groups()
    if name is None:
        written, base = (hexadecimal, 16) if hexadecimal else (digits, 10)
        significant = written.lstrip("0") or "0"
        return _numbered(int(significant, base) if len(significant) < 9 else 0)
    if name in html.entities.html5:
        return html.entities.html5[name]
    for end in range(min(len(name), _LONGEST_BARE), 1, -1):
        if name[:end] in html.entities.html5:
            return html.entities.html5[name[:end]] + name[end:]
    return found.group()


def _numbered(number: int) -> str:
    if 0x80 <= number <= 0x9F:
        return _C1[number - 0x80]
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    return chr(number)
