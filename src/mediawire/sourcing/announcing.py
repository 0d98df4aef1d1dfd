"""Quotations that no verb of saying hands over: a colon, a named wording, or the sentence before announces them."""

from __future__ import annotations

from mediawire.sourcing import contents, subjects, wording
from mediawire.sourcing.attributed import Attribution
from mediawire.sourcing.tokens import Place, Sentence
from mediawire.text.cues import HEARERS, PHRASAL, Frame, english
from mediawire.text.wordlists import words

_WORDINGS = words("phrase phrases term terms word words expression expressions slogan slogans motto mantra chant")


def by_colon(s: Sentence, block: int, found: list[Attribution]) -> Attribution | None:
    """A quotation behind a colon, in no other's content: its speaker's before, or the subject's of the sentence."""
    at = next((k for k in range(1, len(s) - 1) if s.words[k] == ":" and s.quoted[k + 1] and not s.quoted[k]), None)
    if at is None:
        return None
    content = contents.piece(s, at + 1, next((k for k in range(at + 1, len(s)) if not s.quoted[k]), len(s)))
    if content is None or any(a < content[1] and content[0] < b for each in found for _, a, b in each.content):
        return None
    before = [each.source for each in found if each.cue[0] < s.places[at][0]]
    source = before[-1] if before else subject(s, at)
    return Attribution(block, contents.chars(s, at, at + 1), ":", source, [(block, *content)]) if source else None


def by_naming(s: Sentence, block: int, found: list[Attribution]) -> Attribution | None:
    """A wording named as one, in nobody's content yet: used the phrase "the long haul"; to her, "it was over"."""
    for at in range(1, len(s) - 1):
        if s.quoted[at] or not s.quoted[at + 1]:
            continue
        named = s.lows[at] in _WORDINGS or (s.lows[at] in ("is", "was", "of") and s.lows[at - 1] in _WORDINGS)
        held = s.words[at] == "," and s.lows[at - 2 : at - 1] == ["to"] and s.lows[at - 1] in HEARERS
        if not (named or held):
            continue
        content = contents.piece(s, at + 1, next((k for k in range(at + 1, len(s)) if not s.quoted[k]), len(s)))
        if content is None or any(a < content[1] and content[0] < b for each in found for _, a, b in each.content):
            continue
        source = contents.chars(s, at - 1, at) if held else subject(s, at + 1)
        cue = contents.chars(s, at - 2, at - 1) if held else contents.chars(s, at, at + 1)
        if source is not None:
            return Attribution(block, cue, s.lows[at], source, [(block, *content)])
    return None


def announcement(s: Sentence, block: int) -> Attribution | None:
    """A sentence that ends in a colon as the beginning of what its subject says in the next block."""
    for at in range(len(s) - 1, 0, -1):
        form = english().verbs.get(s.lows[at])
        if form is not None and not s.quoted[at] and form.tense in ("past", "s", "part", "base"):
            source = subjects.before(s, subjects.group_start(s, at, 0), 0)
            if source is not None:
                return Attribution(
                    block, contents.chars(s, at, at + 1), form.lemma, contents.chars(s, *source), [], quoted=True
                )
    found = subject(s, len(s))
    return Attribution(block, contents.chars(s, len(s) - 1, len(s)), ":", found, [], quoted=True) if found else None


def lead_in(s: Sentence, block: int) -> Attribution | None:
    """A sentence that ends in a verb of uttering, with the words still to come: "Her husband cut in." "Don't ..."."""
    for at in range(len(s) - 2, max(0, len(s) - 6), -1):
        form = english().verbs.get(s.lows[at])
        if form is None or s.quoted[at] or form.tense not in ("past", "s"):
            continue
        particle = PHRASAL.get(form.lemma, {}).get(s.lows[at + 1])
        if Frame.QUOTE in form.frames or particle is Frame.QUOTE:
            source = subjects.before(s, subjects.group_start(s, at, 0), 0)
            cue = contents.chars(s, at, at + 1)
            return Attribution(block, cue, form.lemma, contents.chars(s, *source), [], quoted=True) if source else None
    return None


def subject(s: Sentence, before: int) -> Place | None:
    """The subject of a sentence, before a word, as characters of the block."""
    found = subject_words(s, before)
    return contents.chars(s, *found) if found else None


def subject_words(s: Sentence, before: int) -> tuple[int, int] | None:
    """The subject of a sentence: its first noun phrase before a verb, as words."""
    for k in range(1, before):
        low = s.lows[k]
        if s.quoted[k]:
            return None
        if (
            low in wording.AUXILIARIES
            or low in wording.IRREGULAR
            or (low.endswith("ed") and len(low) > 4)
            or low in english().verbs
        ):
            found = subjects.before(s, subjects.group_start(s, k, 0), 0)
            if found is not None:
                return found
    return None
