"""Small repairs that make most broken XML well-formed without touching a word of it."""

from __future__ import annotations

import re

from mediawire.intake.feeds.prolog import expand

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROL_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]{1,8}|\d{1,8});")
_BARE = re.compile(r"&(?!#\d{1,8};|#x[0-9a-fA-F]{1,8};|[A-Za-z][\w.\-]{0,60};)")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_START = re.compile(r"<(?:\?xml|!--|!DOCTYPE|[A-Za-z_])")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.\-]{0,40}):|\s([A-Za-z_][\w.\-]{0,40}):[A-Za-z_][\w.\-]*\s*=")
_ROOT = re.compile(r"<[A-Za-z_][\w:.\-]*")
_END = re.compile(r"</([A-Za-z_][\w:.\-]{0,60})\s*>")
_KNOWN = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "atom": "http://www.w3.org/2005/Atom",
    "atom10": "http://www.w3.org/2005/Atom",
    "cc": "http://creativecommons.org/ns#",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}


def without_controls(text: str) -> tuple[str, bool]:
    """The text without characters that XML forbids, written or referred to, and whether there were any."""
    mended = _CONTROL_REFERENCE.sub(_allowed_reference, _CONTROL.sub("", text))
    return mended, len(mended) != len(text)


def repaired(text: str, entities: dict[str, str]) -> str:
    """Text with junk around the document dropped, stray ampersands escaped, and missing namespaces declared."""
    found = _START.search(text)
    text = text[found.start() :] if found else text
    text = _without_junk_after(text)
    text = _outside_cdata(text)
    return _declared(expand(text, entities))


def _without_junk_after(text: str) -> str:
    """The text up to the last end of its root: servers add scripts, timings and second documents."""
    root = _ROOT.search(text)
    ends = [found.end() for found in _END.finditer(text) if root and found[1].lower() == root[0][1:].lower()]
    return text[: ends[-1]] if ends and "]]>" not in text[ends[-1] :] else text


def _outside_cdata(text: str) -> str:
    pieces = []
    last = 0
    for section in _CDATA.finditer(text):
        pieces += [_ampersands(text[last : section.start()]), section[0]]
        last = section.end()
    return "".join([*pieces, _ampersands(text[last:])])


def _ampersands(text: str) -> str:
    return _BARE.sub("&amp;", text)


def _allowed_reference(found: re.Match[str]) -> str:
    digits = found[1]
    point = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    if 0x80 <= point < 0xA0:  # windows-1252 written as if it were Unicode
        return bytes([point]).decode("cp1252", "replace")
    allowed = point in (9, 10, 13) or 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or 0x10000 <= point < 0x110000
    return found[0] if allowed else ""


def _declared(text: str) -> str:
    """The text with a declaration on its root for each prefix that is used and never declared."""
    used = {name for pair in _PREFIX.findall(text) for name in pair if name} - {"xml", "xmlns"}
    missing = [name for name in sorted(used) if f"xmlns:{name}" not in text]
    root = _ROOT.search(text)
    if not missing or root is None:
        return text
    added = "".join(f' xmlns:{name}="{_KNOWN.get(name, f"urn:undeclared:{name}")}"' for name in missing)
    return text[: root.end()] + added + text[root.end() :]
