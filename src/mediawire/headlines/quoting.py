"""Does a headline quote what the body says, word for word?"""

from __future__ import annotations

import re

from mediawire.headlines.body import Body, plain_word, running
from mediawire.model.headline import Objection, Severity
from mediawire.text.quotations import quotations

_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\]|\([^)]*\))\s*")
_STRICT = frozenset({"en", "de", "fr", "es", "ru", "ar", "fa"})
_INFLECTED = frozenset({"de", "ru", "ar", "fa"})
_ARTICLES = frozenset({"a", "an", "the"})
_LABEL = 3  # so many words in marks may be a coined name ("peace camp") and not anybody's words


def quotation_objections(headline: str, body: Body) -> list[Objection]:
    """A quotation whose words the body does not have in this order blocks.

    Up to three words may be a coined name as well: they block only where the body has nearly the same words, and are
    warned of otherwise. In languages that nobody has tried this on it is a note.
    """
    objections = []
    for quotation in quotations(headline):
        words = headline[quotation.start : quotation.end]
        if not quotation.closing or _stands(words, body):
            continue
        severity, why = _weighed(words, body)
        objections.append(
            Objection(kind="quotation", severity=severity, start=quotation.start, end=quotation.end, why=why)
        )
    return objections


def _weighed(words: str, body: Body) -> tuple[Severity, str]:
    if len(running(words).split()) > 1 and _without_articles(words) in _articles_dropped(body):
        return Severity.WARN, "the body has an article more or less inside these marks; quote it as it was said"
    why = _why(words, body)
    if body.language.split("-")[0] not in _STRICT:
        return Severity.NOTE, f"{why} (in this language we cannot tell inflections from changes)"
    if len(running(words).split()) > _LABEL or _altered(words, body):
        return Severity.BLOCK, why
    if len(running(words).split()) == 1:
        return Severity.NOTE, f"{why}; one word in marks may be a word that the desk keeps at a distance"
    return Severity.WARN, f"{why}; if it is a name and nobody's words, take the marks off or say whose name it is"


def _without_articles(text: str) -> str:
    return f" {' '.join(word for word in running(text).split() if word not in _ARTICLES)} "


def _articles_dropped(body: Body) -> str:
    return _without_articles(body.running)


def _altered(words: str, body: Body) -> bool:
    """Does the body quote nearly the same: as many words, with one other, or the same ones in another order?"""
    wanted = running(words).split()
    if len(wanted) < 2:
        return False
    for quotation in body.quoted:
        for at in range(len(quotation) - len(wanted) + 1):
            there = quotation[at : at + len(wanted)]
            same = [word for word, other in zip(wanted, there, strict=True) if word == other and len(word) > 3]
            if len(same) == len(wanted) - 1 or sorted(there) == sorted(wanted):
                return True
    return False


def _stands(words: str, body: Body) -> bool:
    """Do the pieces between ellipses and brackets stand in the body, in order?"""
    place = 0
    for piece in _ELLIPSIS.split(words):
        wanted = running(piece)
        if not wanted:
            continue
        place = _found(wanted, body, place)
        if place < 0:
            return False
    return True


def _found(wanted: str, body: Body, place: int) -> int:
    """Where the words end in the body's running words, or -1."""
    at = body.running.find(f" {wanted} ", place)
    if at >= 0:
        return at + len(wanted)
    if " " not in wanted:
        return place if _word_stands(wanted, body) else -1
    if any(character.isdigit() for character in wanted) or body.language.split("-")[0] in _INFLECTED:
        match = _tolerant(wanted, body.language).search(body.running, place)
        return match.end() - 1 if match else -1
    return place if wanted.replace(" ", "") in body.squeezed else -1


def _word_stands(word: str, body: Body) -> bool:
    if plain_word(word) in body.words or word in body.parts:
        return True
    return len(word) >= 5 and f" {word[: max(4, len(word) - 2)]}" in body.running


def _tolerant(wanted: str, language: str) -> re.Pattern[str]:
    """The words with any form of their figures (checked elsewhere), and of their endings where words inflect."""
    inflected = language.split("-")[0] in _INFLECTED
    parts = []
    for word in wanted.split():
        if any(character.isdigit() for character in word):
            parts.append(r"(?:[\d.,]+|[^\W\d_]{1,8})(?: (?:hundred|thousand|million|billion|percent|dollars))*")
        elif inflected and len(word) > 3:
            parts.append(re.escape(word[: max(3, len(word) - 2)]) + r"[^\W_]{0,3}")
        else:
            parts.append(re.escape(word))
    return re.compile(rf"(?<= ){' '.join(parts)}(?= )")


def _why(words: str, body: Body) -> str:
    missing = [word for word in running(words).split() if f" {word} " not in body.running]
    if missing:
        return f"the body does not have these words: “{missing[0]}” is not in it"
    return "the body has these words, but not in this order"
