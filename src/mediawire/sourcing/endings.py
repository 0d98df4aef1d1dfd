"""Where what is attributed ends: at the sentence's end, or where another attribution takes over."""

from __future__ import annotations

from mediawire.sourcing import wording
from mediawire.sourcing.tokens import Sentence
from mediawire.text.cues import Frame, english

_CLAUSES = frozenset({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW})
_SOON = 16  # words up to the next verb of saying
_APPOSITION = 2  # commas around what stands behind a name


def has_verb(s: Sentence, begin: int, end: int) -> bool:
    """Does a run of words have a verb?"""
    return any(
        low in wording.AUXILIARIES
        or (low.endswith("ed") and len(low) > 3)
        or low in wording.IRREGULAR
        or low in english().verbs
        for low in s.lows[begin:end]
    )


def content_end(s: Sentence, begin: int, frames: frozenset[Frame]) -> int:
    """Where a content ends: at the sentence's end, or where another attribution takes over."""
    end = len(s)
    for at in range(begin + 1, end):
        if not s.quoted[at] and _ends(s, at, begin, frames):
            return at
    while end > begin and s.words[end - 1] in ".,;:!?" and not s.quoted[end - 1]:
        end -= 1
    return end


def _ends(s: Sentence, at: int, begin: int, frames: frozenset[Frame]) -> bool:
    """Does a content that begins at one word end before another?"""
    word, low = s.words[at], s.lows[at]
    after = s.lows[at + 1] if at + 1 < len(s) else ""
    if word == ";" or _begins_saying(s, at, begin) or ((word == "," or low == "and") and _quotes_soon(s, at + 1)):
        return True
    if word == ",":
        return _ends_behind(s, at, frames)
    if s.quoted[at - 1] and at - begin > 1 and _comma_in_marks(s, at - 1):
        # a comma set inside the marks, as American houses do
        if low in ("and", "or", "but") and after and s.quoted[at + 1]:
            return False  # "one," and "another"
        if any(s.quoted[begin : begin + 3]) or _ends_behind(s, at - 1, frames):
            return True
        return low in ("and", "but") and _goes_on_to(s, at + 1)
    if low in ("and", "but") and at + 1 < len(s):
        return _goes_on_to(s, at + 1) or (not (_CLAUSES & frames) and _coordinated(s, at + 1, begin))
    if low == "while" and _participle_of_saying(s, at + 1):
        return True
    if low == "because" and Frame.SAY not in frames:
        return _believes(s, at + 1)
    return low == "according" and after == "to"


def _coordinated(s: Sentence, at: int, begin: int) -> bool:
    """Does another cue verb follow an "and", in the form of the one before the object: "blasted the plan and vowed"?"""
    while at < len(s) and wording.is_adverb(s.lows[at]):
        at += 1
    form = english().verbs.get(s.lows[at]) if at < len(s) and not s.quoted[at] else None
    cues = [each for low in s.lows[max(0, begin - 6) : begin] if (each := english().verbs.get(low)) is not None]
    return form is not None and bool(cues) and form.tense == cues[-1].tense and form.tense in ("past", "s", "base")


def _believes(s: Sentence, at: int) -> bool:
    """Does somebody believe something, right behind a "because"?"""
    forms = [english().verbs.get(low) for low in s.lows[at + 1 : at + 4]]
    return any(form is not None and form.tense == "past" and Frame.THINK in form.frames for form in forms)


def _participle_of_saying(s: Sentence, at: int) -> bool:
    """Does a participle take over: "..., citing", "..., in effect daring him", "... while chanting, "..."?"""
    if s.lows[at : at + 2] == ["in", "effect"]:
        at += 2
    form = english().verbs.get(s.lows[at]) if at < len(s) else None
    if form is None or form.tense != "ing":
        return False
    behind = at + 1 + (s.words[at + 1 : at + 2] == [","])
    quoted = behind < len(s) and s.quoted[behind]
    return bool({Frame.SAY, Frame.CITE, Frame.JUDGE} & form.frames) or (quoted and Frame.QUOTE in form.frames)


def _comma_in_marks(s: Sentence, at: int) -> bool:
    """Does a comma stand before the closing mark at a word, or before several: ... a word,' " he said?"""
    while at > 0 and s.words[at] in "\"”'’»":
        at -= 1
    return s.words[at] == ","


def _ends_behind(s: Sentence, at: int, frames: frozenset[Frame]) -> bool:
    """Does a content end at a comma?"""
    after = s.lows[at + 1] if at + 1 < len(s) else ""
    if after == "according":
        return True
    if _participle_of_saying(s, at + 1):
        return True
    if after in ("but", "and", "while", "though", "although"):
        return attributes(s, at + 2)
    if (
        frames
        and not ({Frame.SAY, Frame.TELL, Frame.THINK, Frame.SHOW, Frame.QUOTE} & frames)
        and after in ("which", "who", "while", "after", "when", "but", "as")
    ):
        return True
    return _said_soon(s, at + 1) or (after == "with" and _noting(s, at + 2))


def _goes_on_to(s: Sentence, at: int) -> bool:
    """Does a verb of saying follow an "and", with adverbs before it at most?"""
    while at < len(s) and wording.is_adverb(s.lows[at]):
        at += 1
    form = english().verbs.get(s.lows[at]) if at < len(s) else None
    return (
        form is not None
        and form.tense in ("past", "s")
        and not s.quoted[at]
        and bool({Frame.SAY, Frame.TELL} & form.frames)
    )


def _quotes_soon(s: Sentence, at: int) -> bool:
    """Does somebody else say something in marks behind a comma: "..., and the mayor, an old hand, said "no""?"""
    commas = 0
    for k in range(at, min(len(s) - 2, at + _SOON)):
        commas += s.words[k] == ","
        if s.quoted[k] or s.words[k] in ";:" or commas > _APPOSITION:
            return False
        form = english().verbs.get(s.lows[k])
        if k > at and form is not None and form.tense in ("past", "s") and Frame.SAY in form.frames:
            return s.quoted[k + 1] or (s.words[k + 1] in ",:" and s.quoted[k + 2])
    return False


def _begins_saying(s: Sentence, at: int, begin: int) -> bool:
    """Does a colon hand over from what is told to what was said: "he explained that it was late: ..."?"""
    return s.words[at] == ":" and at + 1 < len(s) and s.quoted[at + 1] and has_verb(s, begin, at)


def attributes(s: Sentence, at: int, within: int = 9) -> bool:
    """Does a new subject with a verb of saying follow within a few words?"""
    for k in range(at, min(len(s), at + within)):
        if s.quoted[k] or s.words[k] in ",;":
            return False
        form = english().verbs.get(s.lows[k])
        if form is not None and k > at and form.tense in ("past", "s") and bool({Frame.SAY, Frame.TELL} & form.frames):
            return True
    return False


def _noting(s: Sentence, at: int) -> bool:
    """..., with the source noting that"""
    forms = [english().verbs.get(low) for low in s.lows[at : at + 8]]
    return any(form is not None and form.tense == "ing" and Frame.SAY in form.frames for form in forms)


def _said_soon(s: Sentence, at: int) -> bool:
    """Does "X said" stand behind a comma, and end the clause?"""
    for k in range(at, min(len(s), at + 8)):
        if s.quoted[k] or s.words[k] in ",;":
            return False
        if s.lows[k] in ("said", "says", "told", "added", "wrote", "noted", "reported", "argued", "explained"):
            return (
                k + 1 >= len(s)
                or s.words[k + 1] in ".,"
                or s.lows[k] == "told"
                or s.lows[k + 1] in wording.DAYS
                or k == at
            )
    return False


def phrase_end(s: Sentence, begin: int, end: int) -> int:
    """Where a noun phrase ends before the verb of which it is the subject: "her plan to sell the gate has failed"."""
    for k in range(begin + 1, end):
        if s.words[k] == "," and not s.quoted[k]:
            return k
        if s.quoted[k] or s.lows[k] in wording.SUBORDINATORS or s.lows[k] in wording.RELATIVES:
            return end
        if s.lows[k] in wording.AUXILIARIES and s.lows[k - 1] != "to":
            return k - wording.is_adverb(s.lows[k - 1])
    return end
