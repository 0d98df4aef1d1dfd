"""Blocks as sentences and words, each word knowing whether it stands in quotation marks.

Most sentences have nothing to look at: a block finds its sentences, and a sentence its words, when they are asked for.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from mediawire.text.comparison import evened
from mediawire.text.cues import PHRASAL, Frame, english
from mediawire.text.quotations import Quotation, quotations
from mediawire.text.sentences import sentences

Place = tuple[int, int]
_TOKEN = re.compile(r"''|\d+(?:[,.]\d+)+|(?:[^\W\d_]\.){2,}|\w+(?:[-’']\w+)*|[^\w\s]")
_ABBREVIATED = frozenset(
    ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "st", "jr", "sr", "prof", "capt")
)


# "LERNA, May 3 (Agency) - ", "(Agency) - ", "LERNA — "
DATELINE = re.compile(
    r"^(?:[^\W\d_][^()\n\"“]{0,60}?)?\(([^()]{2,40})\)\s*[-–—―:.]+\s*"
    r"|^[^\W\d_a-zß-ÿ][^()\n\"“a-z]{2,30}(?:, [A-Z][a-z.]+)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s+[-–—―]+\s+"
)
_SHORT = 13  # characters between single marks that may as well be a word with an apostrophe
_SPAN = re.Match.span


class Sentence:
    """A sentence of a block: its place, and its words as written and in small letters.

    `quotes` are those quotations that touch the sentence, marks included; `quoted` says of each word whether it begins
    in one.
    """

    def __init__(self, text: str, start: int, end: int, quotes: list[Place]) -> None:
        self.text, self.start, self.end, self.quotes = text, start, end, quotes
        self.words: list[str] = _TOKEN.findall(text, start, end)
        # All at once: a line break stands in no word, and no letter changes by what is on its other side.
        self.lows = "\n".join(self.words).lower().replace("’", "'").split("\n") if self.words else []
        self._stops = _abbreviating(self.lows)
        for at in self._stops:
            del self.words[at], self.lows[at]
        self.quoted = _inside(self.places, quotes) if quotes else [False] * len(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @functools.cached_property
    def places(self) -> list[Place]:
        """The places of the words in the block."""
        places = list(map(_SPAN, _TOKEN.finditer(self.text, self.start, self.end)))
        for at in self._stops:
            del places[at]
        return places

    def at(self, offset: int) -> int:
        """The index of the first word at or behind a place of the block."""
        return bisect.bisect_left(self.places, (offset, 0))


@dataclasses.dataclass(frozen=True)
class Passage:
    """A block's text in sentences, with its outer quotations, marks included."""

    text: str
    quotes: tuple[Place, ...]
    open_at_end: bool  # a quotation is not closed: it goes on in the next block
    framed: bool = False  # a paragraph of a text that is quoted at length; who speaks in it does so there

    @functools.cached_property
    def places(self) -> list[Place]:
        """The places of the sentences, what a dateline takes left out."""
        dateline = DATELINE.match(self.text)
        begin = dateline.end() if dateline else 0
        return _joined(self.text, [(begin + start, begin + end) for start, end in sentences(self.text[begin:])])

    def sentence(self, at: int) -> Sentence:
        """The sentence at one of the places."""
        start, end = self.places[at]
        near = [quote for quote in self.quotes if quote[0] < end and quote[1] > start] if self.quotes else []
        return Sentence(self.text, start, end, near)

    def sentences(self, cues: AbstractSet[str]) -> Iterator[tuple[int, Sentence]]:
        """The sentences that have a quotation, or one of some words (in small letters), each with its number."""
        if not self.quotes and not _has_word(self.text, cues):
            return
        for at in range(len(self.places)):
            sentence = self.sentence(at)
            if sentence.quotes or not cues.isdisjoint(sentence.lows):
                yield at, sentence


def passage(text: str) -> Passage:
    """A block's text, read for attribution."""
    unframed = _unframed(text)
    outer = _outer(quotations(unframed or evened(text)))
    quotes = tuple((each.start - 1, min(len(text), each.end + len(each.closing))) for each in outer)
    goes_on = (bool(outer) and not outer[-1].closing) or (bool(unframed) and not text.rstrip().endswith('"'))
    return Passage(text, quotes, goes_on, bool(unframed))


def _unframed(text: str) -> str:
    """A paragraph of a text that is quoted at length, with its own mark blanked: "Kevin said “no” and left.

    Such a mark is straight where those of the quoted text are curved; empty for any other paragraph.
    """
    if "“" not in text or '"' not in text or text.count("“") != text.count("”"):
        return ""
    bare = text.strip()
    if text.count('"') != bare.startswith('"') + (len(bare) > 1 and bare.endswith('"')):
        return ""
    return text.replace('"', " ")


def _outer(found: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            continue
        if each.opening in "'‘‚" and each.end - each.start < _SHORT:
            continue
        kept.append(each)
    return kept


def _joined(text: str, places: Sequence[Place]) -> list[Place]:
    """Sentences joined where a quotation ends one and its speaker follows: "Why?" he asked, "Why?" Adams asked."""
    joined: list[Place] = []
    for start, end in places:
        if joined and (text[start : start + 1].islower() or _speaks(text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


_SPEAKER = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*,? ){1,5}(?P<verb>[a-z]+)(?: (?P<particle>on|in|up|back|out)\b)?"
    r"(?:(?P<closed>\.|$)|(?=,(?! ?[\"“‘'«])| (?:to|as|in|on|during|at|when|while|after|of|with|before|from|[A-Z]\w+day"
    r"|reporters|him|her|them|the \w+)\b))"
)


def _speaks(text: str, end: int, start: int) -> bool:
    """Does a quotation end before a place, and its speaker with a verb of saying, and no more, follow there?"""
    if end < 2 or text[end - 1] not in "\"”'’»" or text[end - 2] not in "?!.…":
        return False
    named = _SPEAKER.match(text, start, start + 80)
    if named is None or (text[end - 2] == "." and named["closed"] is None):
        return False
    form = english().verbs.get(named["verb"])
    if form is None or form.tense not in ("past", "s"):
        return False
    frames = {Frame.SAY, Frame.QUOTE} if named["verb"] != "told" else {Frame.TELL}
    particle = PHRASAL.get(form.lemma, {}).get(named["particle"] or "")
    return bool(frames & form.frames) or particle is Frame.QUOTE


def _has_word(text: str, some: AbstractSet[str]) -> bool:
    """Whether a text has one of some words (small letters). What stands alone between spaces needs no taking apart."""
    parts = text.lower().replace("’", "'").split()
    if not some.isdisjoint(parts):
        return True
    others = " ".join([part for part in parts if not part.isalnum()])
    return not some.isdisjoint(_TOKEN.findall(others))


def _abbreviating(lows: Sequence[str]) -> list[int]:
    """The full stops that only abbreviate, the last first."""
    if _ABBREVIATED.isdisjoint(lows):
        return []
    return [at for at in range(len(lows) - 1, 0, -1) if lows[at] == "." and lows[at - 1] in _ABBREVIATED]


def _inside(places: Sequence[Place], quotes: Sequence[Place]) -> list[bool]:
    """For each word whether it begins in one of the quotations."""
    inside: list[bool] = []
    near = 0  # the quotation that ends behind this word, or the next
    for here, _ in places:
        while near < len(quotes) and quotes[near][1] <= here:
            near += 1
        inside.append(near < len(quotes) and quotes[near][0] <= here)
    return inside
