"""A report's body as the checks of headlines look at it: words, figures, quotations, each found once."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from mediawire.model.report import Report
from mediawire.text.figures import Figure, figures, lowered
from mediawire.text.names import Occurrences, bare, occurrences
from mediawire.text.numerals import counted
from mediawire.text.quotations import quotations
from mediawire.text.tongues import tongue_of

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")
_SENTENCE_END = re.compile(r"([.!?…][\"”’'»)]*)\s+(?=[\"“‘'«(]*[^\W_a-z])|\n+")
_FLOW = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?(?:\.[a-z](?=\.))*|[.!?](?=[\s\"'”)]|$)|\n+")
_SPELT = re.compile(r"[^\W\d_](?:[\w’'.&]*[^\W_])?|[.!?:;,()“”\"\n—–]")
_RUN = re.compile(r"\d+(?:[.,]\d+)*[a-z]*|[^\W\d_]+|[^\W_]+")
_PARTS_OF_ONE = re.compile(
    r"\b(?:[a-z]+-(?:thirds|quarters|fifths|sixths|eighths|tenths)|one-(?:third|quarter|fifth|sixth|eighth|tenth))\b",
    re.I,
)
_NOT = re.compile(r"n't\b")
_SHORTENED = re.compile(r"(?<=\w)'(m|re|ve|ll)\b")
_FULL = {"m": "am", "re": "are", "ve": "have", "ll": "will"}
_IN_FIGURES = {word: str(int(value)) for word, value in counted().items()}


def plain_word(word: str) -> str:
    """A word in small letters, straight apostrophes, without its possessive ending."""
    small = lowered(word).replace("’", "'")
    if small.endswith("'s"):
        return small[:-2]
    return small.rstrip("'")


def stem(word: str) -> str:
    """A word without its commonest English endings, for comparing words and nothing else."""
    return _STEMS[word]


class _Stems(dict[str, str]):
    """Stems at hand: looking up the words of a body is one call for all."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_STEMS:
            self.clear()
        self[word] = made = _stemmed(word)
        return made


_MOST_STEMS = 1 << 16
_STEMS = _Stems()


def _stemmed(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            cut = word[: -len(ending)].rstrip("e")
            return cut[:-1] + "y" if cut.endswith("i") and len(cut) > 3 else cut
    return word.rstrip("e")


def _flow_word(small: str) -> str:
    if not small[0].isalnum():
        return "."
    if "'" not in small:
        return small
    return small[:-2] if small.endswith("'s") else small.rstrip("'")


class Body:
    """The body of one report. Made by `body_of`; everything is found at its first use."""

    def __init__(self, text: str, language: str, written: int = 0, read: int = 0) -> None:
        self.text = text
        self.language = language
        self.read = read  # the year of retrieval
        self.written = written  # the year of publication, 0 where it is not known

    @functools.cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the body, in order; the numerator of "two-thirds" is none."""
        return tuple(each for each in figures(self.text, self.language) if not self._numerator(each))

    def _numerator(self, figure: Figure) -> bool:
        return figure.spelled and _PARTS_OF_ONE.match(self.text, figure.core[0]) is not None

    @functools.cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words as written, in order."""
        return tuple(_WORD.findall(self.text))

    @functools.cached_property
    def words(self) -> Counter[str]:
        """Plain words (`plain_word`) and how often each stands here."""
        counted = Counter(self.flow)
        del counted["."]
        return counted

    @functools.cached_property
    def by_length(self) -> dict[int, list[str]]:
        """The plain words, and the members of compounds, by their length."""
        found: dict[int, list[str]] = {}
        for word in [*self.words, *sorted(self.parts - self.words.keys())]:
            found.setdefault(len(word), []).append(word)
        return found

    @functools.cached_property
    def small(self) -> str:
        """The text in small letters with straight apostrophes, character by character."""
        return lowered(self.text).replace("’", "'")

    @functools.cached_property
    def parts(self) -> frozenset[str]:
        """The members of words with hyphens, small letters."""
        return frozenset(part for word in self.words if "-" in word for part in word.split("-"))

    @functools.cached_property
    def initials(self) -> frozenset[str]:
        """The initials of runs of capitalised words, small letters: "fbi" where the body spells it out."""
        return frozenset(initials(self.tokens))

    @functools.cached_property
    def following(self) -> dict[str, set[str]]:
        """What stands behind each capitalised word: the next word if it is capitalised too, else nothing."""
        found: dict[str, set[str]] = {}
        for first, second in itertools.pairwise((*self.tokens, "")):
            if first[:1].isupper():
                found.setdefault(first, set()).add(second if second[:1].isupper() else "")
        return found

    @functools.cached_property
    def flow(self) -> tuple[str, ...]:
        """Plain words in order, with a full stop between sentences."""
        found = _FLOW.findall(self.small)
        other = {each: _flow_word(each) for each in set(found) if "'" in each or not each[0].isalnum()}
        return tuple(map(other.get, found, found))  # each word, where it has no other

    @functools.cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of `flow`, place by place."""
        return tuple(map(_STEMS.__getitem__, self.flow))

    @functools.cached_property
    def stem_set(self) -> frozenset[str]:
        """The stems of `flow`, each once."""
        return frozenset(self.stems)

    def places_of(self, stem: str) -> Iterator[int]:
        """The places of a stem in `flow`, in order."""
        if stem not in self.stem_set:
            return
        at = -1
        for _ in range(self.stems.count(stem)):
            at = self.stems.index(stem, at + 1)
            yield at

    @functools.cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """The sentences as ranges of `flow`."""
        stops = [-1, *[at for at, word in enumerate(self.flow) if word == "."], len(self.flow)]
        return tuple((start + 1, end) for start, end in itertools.pairwise(stops) if end - start > 1)

    def writes_capital(self, plain: str) -> bool:
        """Does the body write a word with a capital more often than small?"""
        small = self.text.count(plain)
        return self.text.count(plain.capitalize()) + self.text.count(plain.upper()) > small

    @functools.cached_property
    def occurrences(self) -> dict[str, Occurrences]:
        """Each word with the forms in which it stands here inside sentences."""
        return occurrences(self.text)

    def spelt(self, run: tuple[str, ...]) -> tuple[str, ...]:
        """The commonest form in which the body has a run of words (small letters) inside a sentence; empty if none.

        Where another capital follows ("Director James Smith"), the last word's own may be a title's: not counted.
        """
        size, forms = len(run), Counter[tuple[str, ...]]()
        for place in self._places.get(run[0], ()):
            there = self._spelt[place : place + size]
            following = self._spelt[place + size : place + size + 1]
            titled = there[-1:] and there[-1][:1].isupper() and following and following[0][:1].isupper()
            if tuple(word.lower() for word in there) == run and not titled:
                forms[there] += 1
        return forms.most_common(1)[0][0] if forms else ()

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self._spelt):
            if word:
                found.setdefault(word.lower(), []).append(place)
        return found

    @functools.cached_property
    def _spelt(self) -> tuple[str, ...]:
        """The bare words in order; empty where a sentence ends or begins, since its first word says nothing."""
        spelt: list[str] = []
        opens = True
        for match in _SPELT.finditer(self.text):
            word = match[0]
            spelt.append("" if opens or not word[0].isalnum() else bare(word))
            opens = not word[0].isalnum()
        return tuple(spelt)

    @functools.cached_property
    def running(self) -> str:
        """The words in small letters, one space between them and around all: a quotation is a run of these."""
        return f" {running(self.text)} "

    @functools.cached_property
    def squeezed(self) -> str:
        """The running words without their spaces: "work horse" is "workhorse" here."""
        return self.running.replace(" ", "")

    @functools.cached_property
    def quoted(self) -> tuple[tuple[str, ...], ...]:
        """The running words of each quotation."""
        return tuple(tuple(running(self.text[each.start : each.end]).split()) for each in quotations(self.text))

    @functools.cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Character ranges of the sentences, in order."""
        edges = [0]
        ends = []
        for match in _SENTENCE_END.finditer(self.text):
            ends.append(match.start() if match[1] is None else match.end(1))
            edges.append(match.end())
        ends.append(len(self.text))
        return tuple((start, end) for start, end in zip(edges, ends, strict=True) if start < end)

    def sentence_at(self, place: int) -> str:
        """The sentence in which a character stands."""
        at = bisect.bisect_right(self.sentences, (place, len(self.text) + 1)) - 1
        start, end = self.sentences[max(at, 0)] if self.sentences else (0, 0)
        return self.text[start:end]


def running(text: str) -> str:
    """Words and figures of a text in small letters, marks dropped, one space between them.

    Small numbers in words become figures and "n't", "'m", "'re", "'ve", "'ll" full words, so that house style does not
    make two quotations of one.
    """
    small = lowered(text).replace("’", "'")
    if "'" in small:
        small = _NOT.sub(" not", small)
        small = _SHORTENED.sub(lambda match: f" {_FULL[match[1]]}", small).replace("'", "")
    return " ".join([_IN_FIGURES.get(word, word) for word in _RUN.findall(small)])


def initials(tokens: tuple[str, ...]) -> Iterator[str]:
    """The initials of every run of two to six words that begin with capitals, small words between them left out."""
    run: list[str] = []
    for word in (*tokens, ""):
        if word[:1].isupper():
            run.append(word[0].lower())
            yield from ("".join(run[-size:]) for size in range(2, min(len(run), 6) + 1))
        elif word not in ("of", "the", "and", "for", "in", "on", "de"):
            run = []


def language_of(report: Report) -> str:
    """The language that a report is in: as its page says, else as its text tells, "und" where it does not."""
    return report.language or _told_by(report.text)


_told_by = functools.lru_cache(maxsize=64)(tongue_of)


@functools.lru_cache(maxsize=8)
def body_of(text: str, language: str, written: int = 0, read: int = 0) -> Body:
    """The body with this text; kept, since one report's headlines are judged again and again."""
    return Body(text, language, written, read)
