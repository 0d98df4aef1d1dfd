"""Words as a page shows them: excerpts, slugs, plain lines, writing direction, moments."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from mediawire.model.report import StatedTime

ELLIPSIS = "…"
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
# Languages written from right to left (the Unicode CLDR's `characterOrder`, those that newsrooms write in).
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc", "mzn"})
_RIGHT_TO_LEFT |= {"nqo", "pnb", "prs", "ps", "sd", "skr", "syr", "ug", "ur", "ydd", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
# UTS 55 and Unicode chapter 23: controls that reorder what a reader sees, tag characters, and marks without width that
# carry no meaning. The joiners U+200C and U+200D stay: Persian and the languages of India are written with them.
_TRICKS = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f"
    "\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]+"
)
_STACK = re.compile(r"[^\w\s]{7}")  # combining marks are neither letters nor spaces
_MARKS_SHOWN = 6  # combining marks on one letter; no orthography stacks more
_TRAILING = " \t,;:–—-([{«‹“‘„"
# Scripts that are written without spaces: each of their letters counts as a word, so that no excerpt is endless.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]+")


def plain(text: str) -> str:
    """A headline or name as one line that cannot play tricks on the reader (HOSTILE.md 47, 63, 66, 67).

    Controls, direction overrides and tag characters go, white space folds, stacks of combining marks end at six.
    """
    if text.isascii() and text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as are most
    line = " ".join(_TRICKS.sub("", text).split())
    return _unstacked(line) if _STACK.search(line) else line


def _unstacked(line: str) -> str:
    kept: list[str] = []
    stacked = 0
    for letter in line:
        stacked = stacked + 1 if unicodedata.combining(letter) else 0
        if stacked <= _MARKS_SHOWN:
            kept.append(letter)
    return "".join(kept)


def cut(text: str, limit: int) -> str:
    """The beginning of a text, at most `limit` characters, ending with a whole word where the script has words."""
    if len(text) <= limit:
        return text
    end = text.rfind(" ", 0, limit + 1)
    if end < limit // 2:
        end = limit
        while end > 0 and unicodedata.combining(text[end]):
            end -= 1
    return text[:end].rstrip(_TRAILING)


def cut_words(text: str, limit: int) -> str:
    """The beginning of a text, at most `limit` words; letters of scripts without spaces count as a word each."""
    end = 0
    for number, word in enumerate(_WORD.finditer(text), start=1):
        if number > limit:
            return text[:end].rstrip(_TRAILING)
        end = word.end()
    return text


def count_words(text: str) -> int:
    """How many words a text has, counted as `cut_words` does."""
    return sum(1 for _ in _WORD.finditer(text))


def excerpt(text: str, limit: int = 100) -> str:
    """At most `limit` characters of a text in one line, cut at a word and ended by "…" where something is left out."""
    line = plain(text)
    if len(line) <= limit:
        return line
    return f"{cut(line, limit - 1)}{ELLIPSIS}"


def slug(headline: str, id: int) -> str:  # noqa: A002 - the item's word
    """The last part of an item's address: its number, and its headline's words as far as ASCII writes them."""
    folded = unicodedata.normalize("NFKD", headline.replace("’", "").replace("'", "")).encode("ascii", "ignore")
    name = "-".join(re.findall(r"[a-z0-9]+", folded.decode("ascii").lower()))
    if len(name) > 60:
        name = name[:60].rpartition("-")[0] or name[:60]
    return f"{id}-{name}" if name else str(id)


def direction(language: str) -> str:
    """The writing direction of a BCP 47 language: "rtl", "ltr", or "auto" where the language is not known."""
    parts = language.lower().replace("_", "-").split("-")
    if not parts[0]:
        return "auto"
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def day(moment: dt.date) -> str:
    """A day in words: "25 November 2026"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def stamp(moment: dt.datetime) -> str:
    """A moment in words, in its own zone: "25 November 2026, 14:05 UTC"."""
    return f"{day(moment)}, {moment:%H:%M} {_zone(moment)}"


def _zone(moment: dt.datetime) -> str:
    offset = moment.utcoffset()
    if not offset:
        return "UTC"
    minutes = round(offset.total_seconds() / 60)
    sign, size = ("+" if minutes > 0 else "−"), abs(minutes)
    return f"UTC{sign}{size // 60}" + (f":{size % 60:02}" if size % 60 else "")


def stated(time: StatedTime) -> str:
    """A time as a source stated it, with no more precision than it gave."""
    if time.day_only:
        return day(time.moment)
    if not time.zoned:
        return f"{day(time.moment)}, {time.moment:%H:%M} (the source names no time zone; read as UTC)"
    return stamp(time.moment)


def machine(time: StatedTime) -> str:
    """A stated time for the `datetime` attribute: a date alone where the source named no more."""
    return time.moment.date().isoformat() if time.day_only else time.moment.isoformat(timespec="seconds")
