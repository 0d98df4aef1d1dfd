"""How a text writes its words: with a capital inside sentences, or small. Evidence for names, and for sentence case."""

from __future__ import annotations

import collections
import dataclasses
import re

from mediawire.text.wordlists import words

_WORD = re.compile(r"[^\W\d_](?:[\w’'.&-]*[^\W_])?")
_INSIDE = re.compile(r"[a-z\u00df-\u024f\u0430-\u044f0-9,;][\"”’)]?[ \u00a0][\"“‘(]?$")
_CLOSED = r"[a-z\u00df-\u024f\u0430-\u044f0-9,;]"
# A letter that goes before, and the word ahead: it may end in the letter that goes before the next.
_WORD_INSIDE = re.compile(rf"{_CLOSED}[\"”’)]?[ \u00a0][\"“‘(]?(?=({_WORD.pattern}))")
_OPENING = re.compile(r"(?:^|[.!?:…\n—–|][\"”’)]?\s*|[“\"‘(]\s*)$")


_OFTEN_SMALL = words("with from over into that than after under upon about between against amid among onto when your")


@dataclasses.dataclass(frozen=True, slots=True)
class Occurrences:
    """How often a word stands inside sentences in each of its forms; `opening` counts those at their beginning,
    `beside` those inside with a capital that stand beside another word with a capital."""

    inside: collections.Counter[str]
    opening: int = 0
    beside: int = 0

    @property
    def commonest(self) -> str:
        """The form that it has most often inside sentences; empty where it stands in none."""
        return self.inside.most_common(1)[0][0] if self.inside else ""


def occurrences(text: str) -> dict[str, Occurrences]:
    """Each word of a text (small letters, without a possessive ending) with the forms in which it stands there.

    A run of words that all have capitals, as in a heading, says nothing about how each is written and is left out.
    """
    found: dict[str, tuple[collections.Counter[str], list[int]]] = {}
    matches = list(_WORD.finditer(text))
    for at, match in enumerate(matches):
        word = bare(match[0])
        forms, counts = found.setdefault(word.lower(), (collections.Counter(), [0, 0]))
        if not _INSIDE.search(text[max(0, match.start() - 4) : match.start()]):
            counts[0] += 1
            continue
        forms[word] += 1
        counts[1] += word[0].isupper() and _capital_beside(text, matches, at)
    return {word: Occurrences(forms, *counts) for word, (forms, counts) in found.items()}


def written_large(text: str) -> set[str]:
    """The words (small letters) whose commonest form inside the sentences of a text has a capital.

    What `occurrences` says of them, found with less work: of the most words of a text nothing is kept.
    """
    found = collections.Counter(_WORD_INSIDE.findall(text))
    forms: dict[str, dict[str, int]] = {bare(form).lower(): {} for form in found if form[0].isupper()}
    for form, count in found.items():
        word = bare(form)
        if (counts := forms.get(word.lower())) is not None:
            counts[word] = counts.get(word, 0) + count
    return {word for word, counts in forms.items() if max(counts, key=counts.__getitem__)[:1].isupper()}


def _capital_beside(text: str, matches: list[re.Match[str]], at: int) -> bool:
    """Does a word with a capital stand right before or behind this one, a space between?"""
    if at and text[matches[at - 1].end() : matches[at].start()] == " " and matches[at - 1][0][0].isupper():
        return _INSIDE.search(text[max(0, matches[at - 1].start() - 4) : matches[at - 1].start()]) is not None
    following = matches[at + 1 : at + 2]
    return bool(following) and text[matches[at].end() : following[0].start()] == " " and following[0][0][0].isupper()


def bare(word: str) -> str:
    """A word without its possessive ending and final stop, in its own case."""
    word = word.replace("’", "'")
    return word[:-2] if word.endswith(("'s", "'S")) else word.rstrip("'.")


def capitalised(headline: str) -> bool:
    """Is a headline written in title case: most words that could be small have a capital?"""
    long = [word for word in _WORD.findall(headline)[1:] if len(word) > 3 and word.lower() not in _OFTEN_SMALL]
    whole = [word for word in long if "-" not in word]
    return sum(1 for word in whole if word[0].isupper()) > 0.6 * max(1, len(whole))
