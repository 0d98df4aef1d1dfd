"""The rules of style that look at the headline alone: characters, marks, figures, dates, preferred words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mediawire.model.style import Style
from mediawire.text.characters import without_odd
from mediawire.text.figures import FigureKind, figures
from mediawire.text.numerals import counted
from mediawire.text.quotations import quotations

_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_PERCENT = re.compile(r"(?<=\d)(?:\s?%| ?percent\b| per cent\b| pct\b)", re.I)
_MAGNITUDE = re.compile(r"(?<=\d)(?: (million|billion|trillion|thousand)|(mn|mln|bn|tn|[KMBT]))(?![\w-])")
_LETTERS = {"k": "thousand", "m": "million", "mn": "million", "mln": "million", "b": "billion", "bn": "billion"}
_LETTERS |= {"t": "trillion", "tn": "trillion"}
_DASH = re.compile(r"(?<=[^\s\d])\s*[—]\s*(?=\S)|(?<=\S)\s+(?:--?|–|—)\s+(?=\S)|(?<=\S)\s*--\s*(?=\S)")
_FULL_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_GROUPED = re.compile(r"(?<![\d.,])\d{5,}(?![\d.,]\d|\w)")


def tidied(text: str, style: Style) -> str:
    """White space folded, ends trimmed; control, direction and invisible characters taken out."""
    return _SPACES.sub(" ", without_odd(text)).strip()


def preferred(text: str, style: Style) -> str:
    """Words, abbreviations, titles and names as the house writes them, outside quotations."""
    table: Mapping[str, str] = {**style.words, **style.names}
    if not table:
        return text
    quoted = [(quotation.start, quotation.end) for quotation in quotations(text)]
    longest_first = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![\w.]){re.escape(word)}(?!\w)" for word in longest_first))

    def put(match: re.Match[str]) -> str:
        inside = any(start <= match.start() < end for start, end in quoted)
        return match[0] if inside else table[match[0]]

    return pattern.sub(put, text)


def figured(text: str, style: Style) -> str:
    """Percent, magnitudes, grouping and small numbers in the forms of the house; values never change."""
    if style.percent:
        text = _PERCENT.sub(style.percent, text)
    text = _MAGNITUDE.sub(lambda match: _magnitude(match, style), text)
    if style.words_below or style.digits_from:
        text = _renumbered(text, style)
    if style.grouping:
        text = _GROUPED.sub(lambda match: f"{int(match[0]):,}".replace(",", style.grouping), text)
    return text


def _renumbered(text: str, style: Style) -> str:
    """Whole numbers that count something: small ones in words, larger ones in digits, outside quotations."""
    quoted = [(quotation.start, quotation.end) for quotation in quotations(text)]
    for figure in reversed(figures(text, style.language)):
        start, end = figure.core
        if figure.kind is not FigureKind.COUNT or any(first <= start < last for first, last in quoted):
            continue
        if _JOINED.match(text, end) or text[start - 1 : start] in _BESIDE or _NAMED.search(text[:start]):
            continue
        if not figure.spelled and text[start:end] in _SPELLED and figure.value < style.words_below:
            word = _SPELLED[text[start:end]]
            text = text[:start] + (word if start else word.capitalize()) + text[end:]
        elif figure.spelled and style.digits_from and style.digits_from <= figure.value < _LARGE:
            text = text[:start] + str(int(figure.value)) + text[end:]
    return text


_JOINED = re.compile(r"[-/:.,]\d|[-–—/]\w|[KMBT]\b")
_NAMED = re.compile(r"[^\W_]*[^\W\d_a-z][^\W_]* $")  # behind a capital a figure may be a name's: "Unit 8", "iPhone 6"
_BESIDE = frozenset("-–/$€£#")
_LARGE = 1000  # from here on numbers in words have magnitudes in them
_SPELLED = {str(int(value)): word for word, value in counted().items() if value == int(value)}


def _magnitude(match: re.Match[str], style: Style) -> str:
    name = (match[1] or _LETTERS[match[2].lower()]).lower()
    return str(getattr(style, name)) or match[0]


def dated(text: str, style: Style) -> str:
    """Months beside a day, short or in full."""
    if style.months not in ("short", "long"):
        return text
    wanted = _SHORT_MONTHS if style.months == "short" else _FULL_MONTHS
    for full, short, put in zip(_FULL_MONTHS, _SHORT_MONTHS, wanted, strict=True):
        stem = re.escape(short.rstrip("."))
        text = re.sub(rf"\b(?:{full}|{stem}\.?) (?=\d{{1,2}}\b)", f"{put} ", text)
    return text


def dashed(text: str, style: Style) -> str:
    """Dashes between clauses and ellipses as the house sets them; hyphens and ranges stay."""
    if style.ellipsis:
        text = re.sub(r"\.{3,}|…", style.ellipsis, text)
    return _DASH.sub(style.dash, text) if style.dash else text


def marked(text: str, style: Style) -> str:
    """Quotation marks and apostrophes as the house sets them."""
    if style.quotes[0]:
        text = _requoted(text, style)
    if style.apostrophe:
        text = re.sub(
            r"(?<=\w)['’](?=\w)|(?<=\w)['’](?=\s|$)(?<!’)|(?<!\w)'(?=\d0s|em\b|til\b|n\b)", style.apostrophe, text
        )
    return text


def _requoted(text: str, style: Style) -> str:
    """The marks replaced one for one or not at all, outer quotations first."""
    characters = list(text)
    outer_end = -1
    for quotation in quotations(text):
        if not quotation.closing:
            continue
        marks = style.inner_quotes if quotation.start < outer_end else style.quotes
        if not marks[0]:
            continue
        characters[quotation.start - 1], characters[quotation.end] = marks
        outer_end = max(outer_end, quotation.end)
    return "".join(characters)


def unstopped(text: str, style: Style) -> str:
    """No full stop at the end, unless the house wants it, an ellipsis or an abbreviation ends there."""
    if style.final_stop or not text.endswith(".") or text.endswith("..") or re.search(r"\b\w\.\w\.$", text):
        return text
    return text if ". " in text or re.search(r"\b(?:Jr|Sr|Inc|Co|Corp|Ltd|etc|St|No)\.$", text) else text[:-1]
