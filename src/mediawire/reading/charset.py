"""Which charset a page is in: byte order mark, Content-Type, meta element, and what the bytes themselves can be.

Labels as the WHATWG Encoding Standard has them, as far as they are met; browsers read latin1 as windows-1252.
"""

from __future__ import annotations

import codecs
import re

from mediawire.model.errors import UnreadablePage

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_SAME = {
    "latin1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "cp1252": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gbk",
    "x-gbk": "gbk",
    "ks_c_5601-1987": "euc-kr",
    "utf8": "utf-8",
    "shift-jis": "shift_jis",
    "sjis": "shift_jis",
    "x-sjis": "shift_jis",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "utf-16": "utf-16le",
    "win-1251": "windows-1251",
}
# Encodings by the standard's names. Python knows other names too; who checks us does not.
_NAMES = frozenset(
    [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "ibm866",
        "koi8-r",
        "koi8-u",
        "macintosh",
        "x-mac-cyrillic",
        "gbk",
        "gb18030",
        "big5",
    ]
    + ["euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "windows-874"]
    + [f"windows-{number}" for number in range(1250, 1259)]
    + [f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
)
_CODECS = {
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "ibm866": "cp866",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))


def of(payload: bytes, content_type: str) -> str:
    """The charset's name. Raises UnreadablePage for charsets in which bytes of markup are not themselves (UTF-16)."""
    for mark, name in _MARKS:
        if payload.startswith(mark):
            return _usable(name)
    stated = _HEADER.search(content_type)
    declared = _label(stated[1]) if stated else ""
    if not declared:
        found = _META.search(payload[:4096])
        declared = _label(found[1].decode("ascii")) if found else ""
    if declared != "utf-8" and is_utf8(payload):
        # Whole pages are valid UTF-8 only where they are UTF-8: the declaration is a mistake.
        return "utf-8"
    return _usable(declared or "windows-1252")


def _label(label: str) -> str:
    name = _SAME.get(label.strip().lower(), label.strip().lower())
    return name if name in _NAMES else ""


def _usable(name: str) -> str:
    if name.startswith(("utf-16", "utf-7", "iso-2022", "hz")):
        raise UnreadablePage(f"the page is in {name}, which is not read", remedy="It is kept as a capture.")
    return name


def is_utf8(payload: bytes) -> bool:
    """Whether all of a payload is UTF-8."""
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def codec(name: str) -> str:
    """Python's codec for a charset's name."""
    return _CODECS.get(name, name)
