"""Caveats: sentences that say what is not known, not confirmed, or not answered. Words that weaken a claim."""

from __future__ import annotations

import enum
import re

from mediawire.text.wordlists import holds_any

Place = tuple[int, int]


class Caveat(enum.Enum):
    """What a caveat says."""

    UNVERIFIED = "not verified"  # could not be independently verified
    NO_ANSWER = "no answer"  # did not respond to a request for comment
    NO_COMMENT = "no comment"  # declined to comment
    NO_EVIDENCE = "no evidence"  # without evidence, no evidence was given
    UNSURE = "low confidence"  # low confidence, not clear, preliminary


_VERIFY = (
    r"(?:verif\w+|confirm\w*|corroborat\w+|authenticat\w+|substantiat\w+|independently (?:check|establish|review)\w*)"
)
_NOT = r"(?:not|n[’']t|unable|impossible|cannot|never|failed|yet to|no way)"
_CHECKED = ("checked", "determined", "ascertained")
# Each kind with pieces of words, small letters, without one of which its pattern fits nothing: to look for these is ten
# times as quick.
_PATTERNS: tuple[tuple[Caveat, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (kind, hints, re.compile(pattern, re.I))
    for kind, hints, pattern in (
        (
            Caveat.UNVERIFIED,
            ("verif", "confirm", "corrobor", "authentic", "substantiat", "independent", "established", *_CHECKED),
            (
                rf"\b(?:could|can|was|were|is|are|has|have|had|did)(?:\s+|(?=n[’']t)){_NOT}\b[^.;]{{0,60}}?\b{_VERIFY}"
                rf"|\b(?:unable|impossible) to (?:\w+ly )?{_VERIFY}"
                rf"|\bno independent (?:\w+ )?(?:confirm|verif|corroborat|evidence)\w*"
                rf"|\b(?:un(?:verified|confirmed|corroborated)|not (?:been |yet been |yet )?(?:\w+ly )?(?:verified"
                rf"|confirmed))\b"
                r"|\b(?:authenticity|accuracy|veracity|provenance)\b[^.;]{0,60}?\bnot\b[^.;]{0,30}?\b(?:established"
                r"|verified|confirmed)"
                r"|\bcould not be (?:independently |immediately )?(?:established|checked|determined|ascertained)"
            ),
        ),
        (
            Caveat.NO_ANSWER,
            ("respon", "repl", "return", "answer", "reached", "comment", "reaction"),
            (
                r"\b(?:did|does|do|has|have|had)(?:\s+not|n[’']t)(?: \w+ly| yet)? (?:respond|responded|repl(?:y|ied))\b"
                r"|\b(?:did|has|have|had)(?:\s+not|n[’']t)(?: \w+ly)? (?:return(?:ed)?|answer(?:ed)?)"
                r" (?:\w+ ){0,3}(?:calls?|questions|requests?|e-?mails?|messages?|inquir\w+|enquir\w+)\b"
                r"|\b(?:could|was|were)(?:\s+not|n[’']t) (?:immediately )?(?:be )?(?:reached|available)(?: \w+)? (?:for"
                r"|to) comment"
                r"|\bcould(?:\s+not|n[’']t)(?: \w+ly)? be reached\b"
                r"|\bthere was no (?:immediate )?(?:comment|response|reply|reaction)\b"
                r"|\b(?:unavailable|not available) for comment\b"
            ),
        ),
        (
            Caveat.NO_COMMENT,
            ("declin", "refus", "comment"),
            (
                r"\b(?:declin|refus)(?:ed|es|ing)(?: \w+)? (?:to (?:comment|be interviewed|discuss|elaborate)"
                r"|(?:further )?comment|(?:interview )?requests?)\b|\bdeclin(?:ed|es|ing) to respond\b"
                r"|\b(?:would|did)(?:\s+not|n[’']t)(?: \w+)? comment\b|\bno comment\b"
            ),
        ),
        (
            Caveat.NO_EVIDENCE,
            ("evidence", "proof"),
            (
                r"\bwithout (?:any |citing |offering |providing |presenting |giving )*(?:evidence|proof)\b"
                r"|\b(?:offered|provided|gave|presented|cited) no (?:\w+ )?(?:evidence|proof)\b|\bno evidence\b"
            ),
        ),
        (
            Caveat.UNSURE,
            ("confidence",),
            (r"\b(?:low|moderate) confidence\b"),
        ),
    )
)


def hints_at(small: str, kinds: frozenset[Caveat]) -> list[int]:
    """Where a text (small letters) has pieces of words without which no sentence has caveats of these kinds, in order.

    A sentence without any has none.
    """
    places: list[int] = []
    for hint in {hint for kind, hints, _ in _PATTERNS if kind in kinds for hint in hints}:
        at = small.find(hint)
        while at >= 0:
            places.append(at)
            at = small.find(hint, at + 1)
    return sorted(places)


def caveats(sentence: str) -> tuple[tuple[Caveat, Place], ...]:
    """The caveats of a sentence with their places, one of each kind."""
    small = sentence.lower()
    found = ((kind, pattern.search(sentence)) for kind, hints, pattern in _PATTERNS if holds_any(small, hints))
    return tuple((kind, match.span()) for kind, match in found if match)
