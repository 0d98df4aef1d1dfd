"""Questions that a sentence begins with: "Asked why the bridge was closed, the mayor said ..."."""

from __future__ import annotations

from mediawire.sourcing import contents, endings, wording
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.tokens import Sentence
from mediawire.text.wordlists import words

ASKED = words("asked pressed questioned quizzed challenged")
_BEFORE = words("when if after being once later repeatedly but and")
_ABOUT = words("if whether why how what who when where which about on to")
_FARTHEST = 10  # words between the cue and the question: by whom, when, where
_ANSWER = 14  # words of the subject that answers, up to its verb


def asked(s: Sentence, block: int) -> tuple[Attribution, int] | None:
    """The question that a sentence begins with, and the word where it ends; None where there is none.

    Whoever asked is named at most behind a "by"; the subject of the sentence is who answers.
    """
    at = 0
    while at < min(4, len(s)) and s.lows[at] in _BEFORE:
        at += 1
    if at >= len(s) or s.lows[at] not in ASKED or s.quoted[at]:
        return None
    begin = _question(s, at + 1)
    if begin is None:
        return None
    end = _end(s, begin + 1)
    content = contents.piece(s, begin, end)
    if content is None or end >= len(s):
        return None
    by = next((k for k in range(at + 1, begin) if s.lows[k] == "by"), None)
    source = contents.chars(s, by + 1, begin) if by is not None and by + 1 < begin else None
    cue = contents.chars(s, at, at + 1)
    return Attribution(block, cue, "ask", source, [(block, *content)], nameless=source is None), end


def _question(s: Sentence, at: int) -> int | None:
    """Where what is asked begins, behind whoever asks, where and when."""
    for k in range(at, min(len(s) - 1, at + _FARTHEST)):
        if s.words[k] == "," or s.quoted[k]:
            return None
        if s.lows[k] in _ABOUT and s.lows[k + 1] not in wording.DAYS:
            return k
    return None


def _end(s: Sentence, at: int) -> int:
    """The comma behind which the answer follows: the last before a verb of saying, or the first."""
    commas = [k for k in range(at, len(s)) if s.words[k] == "," and not s.quoted[k]]
    for comma in commas:
        if endings.attributes(s, comma + 1, _ANSWER):
            return comma
    return commas[0] if commas else len(s)
