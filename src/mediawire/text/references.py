"""Character references of HTML, decoded without ever failing.

`html.unescape` raises on a number of more digits than Python converts, and drops references to control characters,
which browsers keep. Here both are read as the HTML Standard says (section 13.2.5.80): what names no character is
U+FFFD, C1 controls mean the characters of windows-1252, everything else is the character that is named.
"""

from __future__ import annotations

import functools
import html
import re

_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+;?|#[0-9]+;?|[A-Za-z][^\t\n\f <&#;]{0,31};?)")
_NUMBER = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
_ENDLESS = re.compile(r"&#(?:0*[1-9][0-9]{8,}|[xX]0*[1-9a-fA-F][0-9a-fA-F]{8,}|[0-9]{1000,});?")
_HIGHEST = 0x10FFFF
_SHORT = 40  # characters of a reference that is likely to come again: all but numbers with endless zeros
_LONGEST = 8  # digits without leading zeros: more than the highest character has


def decoded(text: str) -> str:
    """Text with its character references decoded once; what is no reference stays as it is."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def shortened(markup: str) -> str:
    """Markup for a foreign parser that decodes references itself: numbers that would make it fail are U+FFFD."""
    return _ENDLESS.sub("\ufffd", markup)


def _character(found: re.Match[str]) -> str:
    reference = found[0]
    return _again(reference) if len(reference) <= _SHORT else _meant(reference)


def _meant(reference: str) -> str:
    number = _NUMBER.match(reference)
    if number is None:
        return html.unescape(reference)
    hexadecimal, decimal = number.groups()
    digits = (hexadecimal or decimal).lstrip("0") or "0"
    code = int(digits, 16 if hexadecimal else 10) if len(digits) <= _LONGEST else 0
    if 0x80 <= code <= 0x9F:
        return html.unescape(f"&#{code};")
    return "\ufffd" if code == 0 or code > _HIGHEST or 0xD800 <= code <= 0xDFFF else chr(code)


_again = functools.lru_cache(maxsize=1024)(_meant)  # a page writes a few of them hundreds of times
