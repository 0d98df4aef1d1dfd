"""HTML inside feeds: addresses made absolute, nested XML written out as HTML, and nothing else changed."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "basefont",
        "frame",
        "isindex",
        "command",
    ]
)
_ATTRIBUTES = (
    "href|src|cite|action|poster|longdesc|background|data|codebase|usemap|profile|classid"  # as feedparser resolves
)
_RELATIVE = re.compile(
    rf"""[\s"'](?:{_ATTRIBUTES})\s*=\s*(?:["']\s*)?(?!https?:|mailto:|data:|javascript:|["'\s>])""", re.IGNORECASE
)
_SRCSET = re.compile(r"[\s\"']srcset\s*=", re.IGNORECASE)
_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_VALUE = re.compile(rf"""([\s"'](?:{_ATTRIBUTES})\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SET = re.compile(r"""([\s"']srcset\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+.\-]*://)/+")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_PLAIN_NAMESPACE_ATTRIBUTE = re.compile(r"^\{([^}]*)\}(.*)$")
_XML = "http://www.w3.org/XML/1998/namespace"


def resolve(base: str, address: str) -> str:
    """An address made absolute against a base; as it is where one of them cannot be read as an address."""
    address = _SLASHES.sub(r"\1", address.strip())
    if not base:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def is_web(address: str) -> bool:
    """Is this an absolute http or https address with a host?"""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def absolute(html: str, base: str) -> str:
    """HTML with the relative addresses in its attributes made absolute, every other character as it was."""
    if not base or "<" not in html or not (_RELATIVE.search(html) or _SRCSET.search(html)):
        return html
    return _TAG.sub(lambda tag: _absolute_tag(tag[0], base), html)


def _absolute_tag(tag: str, base: str) -> str:
    if _RELATIVE.search(tag):
        tag = _VALUE.sub(lambda found: _absolute_value(found, base), tag)
    if _SRCSET.search(tag):
        tag = _SET.sub(lambda found: _absolute_set(found, base), tag)
    return tag


def _absolute_value(found: re.Match[str], base: str) -> str:
    value = found[2] or found[3] or found[4] or ""
    if not value.strip() or _ABSOLUTE.match(value.strip()):
        return found[0]
    mark = "'" if found[3] is not None else '"'
    return f"{found[1]}{mark}{resolve(base, value)}{mark}"


def _absolute_set(found: re.Match[str], base: str) -> str:
    candidates = []
    for candidate in (found[2] or found[3] or "").split(", "):
        address, _, rest = candidate.strip().partition(" ")
        candidates.append(f"{resolve(base, address)} {rest}".strip() if address else "")
    mark = "'" if found[3] is not None else '"'
    return f"{found[1]}{mark}{', '.join(candidates)}{mark}"


def escaped(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inner(element: etree._Element) -> str:
    """What stands inside an element as HTML: local names, no namespaces, text escaped.

    Written without recursion: the depth of a feed is its author's choice.
    """
    pieces = [escaped(element.text or "")]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node is element:
            continue
        name = _local(node)
        if event == "start":
            pieces.append(_start(node, name))
            pieces.append(escaped(node.text or ""))
        else:
            if name.lower() not in _VOID or len(node) or node.text:
                pieces.append(f"</{name}>")
            pieces.append(escaped(node.tail or ""))
    return "".join(pieces)


def _local(node: etree._Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _start(node: etree._Element, name: str) -> str:
    attributes = "".join(_attribute(str(key), str(value)) for key, value in node.attrib.items())
    if name.lower() in _VOID and not len(node) and not node.text:
        return f"<{name}{attributes} />"
    return f"<{name}{attributes}>"


def _attribute(key: str, value: str) -> str:
    found = _PLAIN_NAMESPACE_ATTRIBUTE.match(key)
    if found:
        prefix = "xml" if found[1] == _XML else ("xlink" if found[1].endswith("xlink") else "")
        key = f"{prefix}:{found[2]}" if prefix else found[2]
    quoted = escaped(value).replace('"', "&quot;")
    return f' {key}="{quoted}"'


def unwrapped(element: etree._Element) -> etree._Element:
    """The single `div` that holds all of an element's content (RFC 4287 section 3.1.1.3), else the element."""
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return element
    return element[0] if _local(element[0]).lower() == "div" else element
