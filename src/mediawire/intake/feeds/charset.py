"""What charset a feed is in, and its text.

The order is that of RFC 7303 section 3 (byte order mark, then the `charset` parameter, then the XML declaration), bent
where real servers are known to be wrong: text that is valid UTF-8 and not ASCII is UTF-8 whatever was declared, and a
label under which the bytes cannot be read is passed over. Every such departure is flagged.
"""

from __future__ import annotations

import codecs
import dataclasses
import re
from collections.abc import Iterator, Mapping

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The first bytes of "<?xml" or of "<" and a letter, as XML 1.0 appendix F sniffs them.
_SNIFFS = (
    (re.compile(rb"\x00\x00\x00<"), "utf-32-be"),
    (re.compile(rb"<\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00[<{\[]\x00[^\x00]"), "utf-16-be"),
    (re.compile(rb"[<{\[]\x00[^\x00]\x00"), "utf-16-le"),
)
_EBCDIC = b"\x4c\x6f\xa7\x94"
_DECLARED = re.compile(r"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*['"]\s*([A-Za-z0-9._:\-]{1,40})\s*['"]""")
_HTTP = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE)
# Labels that Python does not know or reads more narrowly than the web does (WHATWG Encoding, section 4.2).
_LABELS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "csgb2312": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "windows-949": "cp949",
    "x-x-big5": "big5hkscs",
    "x-euc-jp": "euc-jp",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "iso-10646-ucs-2": "utf-16",
    "ucs-2": "utf-16",
    "unicode": "utf-16",
    "iso-10646-ucs-4": "utf-32",
    "ucs-4": "utf-32",
    "csucs4": "utf-32",
    "unicode-1-1-utf-8": "utf-8",
}
# Codecs in which plain-looking bytes mean something else, of which no feed is known.
_REFUSED = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "mbcs", "oem", "undefined"})
_EAST_ASIAN = ("big5", "gb", "euc", "cp9", "johab", "shift", "hz")
_HIGH_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclasses.dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset it was read in (a Python codec name) and what was odd about it."""

    text: str
    charset: str
    flags: tuple[str, ...] = ()


def decode(body: bytes, headers: Mapping[str, str]) -> Decoded:
    """The text of a feed; never fails, but flags what had to be guessed or replaced."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], charset)
    for pattern, charset in _SNIFFS:
        if pattern.match(body):
            return Decoded(body.decode(charset, "replace"), charset, ("charset-sniffed",))
    told = [label for label in (_http_label(headers), _declared_label(body)) if label]
    return _as_utf8(body, told) or _as_told(body, told) or _guessed(body)


def as_utf8(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The text of a feed or page as UTF-8, for parsers that ask for bytes: where it is that already, as it came."""
    told = decode(body, headers)
    if told.charset == "utf-8" and "bad-bytes" not in told.flags:
        return body.removeprefix(codecs.BOM_UTF8)
    return told.text.encode("utf-8", "replace")


def _marked(body: bytes, charset: str) -> Decoded:
    try:
        return Decoded(body.decode(charset), charset)
    except UnicodeDecodeError:
        return Decoded(body.decode(charset, "replace"), charset, ("bad-bytes",))


def _http_label(headers: Mapping[str, str]) -> str:
    found = _HTTP.search(headers.get("content-type", ""))
    return found[1].lower() if found else ""


def _declared_label(body: bytes) -> str:
    head = body[:300].decode("cp037" if body.startswith(_EBCDIC) else "latin-1")
    found = _DECLARED.match(head)
    if found is None:
        return "cp037" if body.startswith(_EBCDIC) else ""
    return found[1].lower()


def _as_utf8(body: bytes, told: list[str]) -> Decoded | None:
    """UTF-8, where the bytes are that and either say so or could hardly be anything else."""
    codecs_told = [codec_of(label) for label in told]
    said = not told or "utf-8" in codecs_told
    if not said and (body.isascii() or _could_be(body, codecs_told)):
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", () if said else ("charset-misdeclared",))


def _could_be(body: bytes, told: list[str]) -> bool:
    """Is it in East Asian bytes, too few of them for their being UTF-8 as well to be more than chance?"""
    return any(codec.startswith(_EAST_ASIAN) for codec in told) and len(_HIGH.findall(body)) <= 8


def _as_told(body: bytes, told: list[str]) -> Decoded | None:
    for at, label in enumerate(told):
        codec = codec_of(label)
        if not codec or codec == "utf-8":
            continue
        try:
            text = body.decode(codec)
        except (UnicodeError, LookupError):
            continue  # the wrong charset, or a codec that makes no text
        flags = (("charset-misdeclared",) if at else ()) + (("charset-unusual",) if codec == "utf-7" else ())
        return Decoded(text, codec, flags)
    return None


def codec_of(label: str) -> str:
    """The Python codec that a charset label stands for, "" where there is none that may be used."""
    name = _LABELS.get(label, label)
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return ""
    return "" if name in _REFUSED else name


def _guessed(body: bytes) -> Decoded:
    """Bytes that no label fits: UTF-8 with a few wounds, else the likeliest single-byte charset."""
    text = body.decode("utf-8", "replace")
    wounds = text.count("\ufffd")
    high = len(_HIGH.findall(body))
    if wounds * 20 <= high:
        return Decoded(text, "utf-8", ("bad-bytes",))
    for charset in _single_bytes(body, high):
        try:
            return Decoded(body.decode(charset), charset, ("charset-guessed",))
        except UnicodeDecodeError:
            continue
    return Decoded(body.decode("cp1252", "replace"), "cp1252", ("charset-guessed", "bad-bytes"))


def _single_bytes(body: bytes, high: int) -> Iterator[str]:
    """Cyrillic where most high bytes stand in words of their own, and Western otherwise.

    Small letters are far commoner than capitals: they are E0-FF in windows-1251 and C0-DF in KOI8-R.
    """
    runs = b"".join(_HIGH_RUN.findall(body))
    if len(runs) * 2 > high:
        small = sum(byte >= 0xE0 for byte in runs)
        yield "cp1251" if small * 2 > len(runs) else "koi8-r"
    yield "cp1252"
    yield "iso-8859-2"
