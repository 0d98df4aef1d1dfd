"""What is odd about a title, and the mending of text that was encoded twice."""

from __future__ import annotations

import contextlib
import re
import unicodedata

_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
_C1_REFERENCE = re.compile(rb"&#(?:1[2-5]\d|[xX]0*[89][0-9a-fA-F]);")
_C1 = re.compile("[\u0080-\u009f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_REPLACED = re.compile("[\ufffd\x00]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4,}")
_WORD = re.compile(r"[^\W\d_]{2,200}")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LOOKALIKE = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0530-\u058f]")


def mended(text: str, *, controls: bool = True) -> str:
    """Text that was UTF-8 taken for Latin-1 put right, and the C1 controls that are windows-1252 read as such.

    `controls` is False where there are known to be none.
    """
    if text.isascii():
        return text
    with contextlib.suppress(UnicodeError):  # fails at the first character that shows the text to be right
        text = text.encode("latin-1").decode("utf-8")
    return _C1.sub(_as_cp1252, text) if controls else text


def may_hold_controls(document: bytes) -> bool:
    """Can any text of a document in UTF-8 hold C1 controls, as characters or by reference?"""
    return _C1_BYTES.search(document) is not None or _C1_REFERENCE.search(document) is not None


def _as_cp1252(found: re.Match[str]) -> str:
    try:
        return found[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return found[0]


def title_flags(title: str) -> list[str]:
    """One word for each thing in a title that can deceive the eye or break a page."""
    if title.isascii():
        return []
    flags = [
        word
        for word, pattern in (
            ("bidi-control", _BIDI),
            ("zero-width", _ZERO_WIDTH),
            ("tag-characters", _TAGS),
            ("bad-characters", _REPLACED),
            ("stacked-marks", _MARKS),
        )
        if pattern.search(title)
    ]
    if any(_LATIN.search(word) and _LOOKALIKE.search(word) for word in _WORD.findall(title)):
        flags.append("mixed-script")
    if not unicodedata.is_normalized("NFC", title):
        flags.append("not-nfc")
    return flags
