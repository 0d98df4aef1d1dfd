"""Does a headline quote what the body says, word for word?"""

from __future__ import annotations

import re

from mediawire.headlines.body import Body, plain_word, running
from mediawire.model.headline import Objection, Severity
from mediawire.text.quotations import Quotation, quotations

_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\]|\([^)]*\))\s*")


def quotation_objections(headline: str, body: Body) -> list[Objection]:
    """A quotation whose words the body does not have in this order blocks; one word that it lacks is warned of."""
    objections = []
    for quotation in quotations(headline):
        words = headline[quotation.start : quotation.end]
        if not quotation.closing or _stands(words, body):
            continue
        objections.append(
            Objection(
                kind="quotation",
                severity=_severity(words),
                start=quotation.start,
                end=quotation.end,
                why=_why(words, body),
            )
        )
    return objections


def _severity(words: str) -> Severity:
    return Severity.BLOCK if len(words.split()) > 1 else Severity.WARN


def _stands(words: str, body: Body) -> bool:
    """Do the pieces between ellipses and brackets stand in the body, in order?"""
    place = 0
    for piece in _ELLIPSIS.split(words):
        wanted = running(piece)
        if not wanted:
            continue
        at = body.running.find(f" {wanted} ", place)
        if at < 0 and " " not in wanted and (plain_word(wanted) in body.words or plain_word(wanted) in body.parts):
            continue
        if at < 0:
            return False
        place = at + len(wanted)
    return True


def _why(words: str, body: Body) -> str:
    wanted = running(words).split()
    missing = [word for word in wanted if f" {word} " not in body.running]
    if missing:
        return f"the body does not have these words: “{missing[0]}” is not in it"
    return "the body has these words, but not in this order"


__all__ = ["Quotation", "quotation_objections"]
