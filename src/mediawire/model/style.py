"""House style and word knowledge as frozen values: what `headlines` takes, and `house` reads from shipped files.

A style is one TOML file (`headlines/styles/*.toml`); its keys are the fields of `Style`, `[words]`, `[avoid]` and
`[names]` are its tables. A dictionary is a word list with its words in their own case, and how often each is written.
"""

from __future__ import annotations

import dataclasses
import enum
import math
import typing
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from mediawire.model.errors import ConfigurationError


class Case(enum.Enum):
    """How a headline is cased."""

    KEEP = "keep"
    SENTENCE = "sentence"  # as in a sentence; restored from how the body writes each word
    HEADLINE = "headline"  # Principal Words With Capitals


class AttributionPlace(enum.Enum):
    """Where a headline names who says so."""

    KEEP = "keep"
    NONE = "none"
    END = "end"
    FRONT = "front"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a house writes headlines. An empty text or zero means: as the source has it, or no limit.

    `percent` is what stands behind a figure ("%", " percent", " per cent"); `million`, `billion`, `trillion` likewise;
    `words_below` writes whole numbers under it in words. `quotes` and `inner_quotes` are the two marks.
    `attribution_form` holds {headline} and {source}; `unnamed_source` stands for a source without a public name.
    `longest` counts characters, `widest` pixels as a search result shows them (Arial, 20 px).
    """

    name: str = "plain"
    description: str = ""
    language: str = "en"
    case: Case = Case.KEEP
    capital_after_colon: bool = True
    percent: str = ""
    million: str = ""
    billion: str = ""
    trillion: str = ""
    thousand: str = ""
    words_below: int = 0
    digits_from: int = 0  # whole numbers in words from this one on become digits
    grouping: str = ""  # what parts thousands: "," or a no-break space
    quotes: tuple[str, str] = ("", "")
    inner_quotes: tuple[str, str] = ("", "")
    apostrophe: str = ""
    dash: str = ""  # with its spaces
    ellipsis: str = ""
    final_stop: bool = False  # may a headline end in a full stop?
    attribution: AttributionPlace = AttributionPlace.KEEP
    attribution_form: str = "{headline}: {source}"
    unnamed_source: str = "Report"
    months: str = ""  # "short" (Nov. 23) or "long" (November 23)
    shortest: int = 0
    longest: int = 0
    widest: int = 0
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)  # abbreviations, titles, units, spellings
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)  # places, people, outlets as the house has them
    avoid: Mapping[str, str] = dataclasses.field(default_factory=dict)  # noted, with the word preferred

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], *, where: str = "style") -> Style:
        """The style that a TOML file says; raises ConfigurationError naming the key that it cannot take."""
        hints = typing.get_type_hints(cls)
        if unknown := sorted(set(data) - set(hints)):
            raise ConfigurationError(
                f'"{unknown[0]}" is not a setting of a style',
                where=where,
                remedy=f"Known here: {', '.join(sorted(hints))}.",
            )
        return cls(**{key: _read(key, hints[key], value, where) for key, value in data.items()})


def _read(key: str, kind: Any, value: Any, where: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        choices = [member.value for member in kind]
        if value in choices:
            return kind(value)
        raise ConfigurationError(
            f"{key} cannot be {value!r}", where=where, remedy=f"Choose one of: {', '.join(choices)}."
        )
    if typing.get_origin(kind) is tuple:
        if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise ConfigurationError(f"{key} must be two marks", where=where, remedy=f'Write {key} = ["“", "”"].')
    if typing.get_origin(kind) is Mapping:
        if isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values()):
            return dict(value)
        raise ConfigurationError(f"{key} must be a table of texts", where=where, remedy=f'Write [{key}] and "a" = "b".')
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ConfigurationError(f"{key} cannot be {value!r}", where=where, remedy=f"Write a {kind.__name__} there.")
    return value


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dictionary:
    """The words of one language.

    `words` are in small letters, and those of `counts` are words too; `names` are those that are written with a capital
    only, `either` those that are written both ways (Bush, bush); `counts` how often a word is met in some large body of
    text (`total` words), for the words that have a count. Compared by identity.
    """

    language: str
    words: Collection[str] = frozenset()
    names: Collection[str] = frozenset()
    either: Collection[str] = frozenset()
    counts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    total: int = 1
    same: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)  # words that name the same
    forms: Mapping[str, str] = dataclasses.field(default_factory=dict)  # small letters to the one cased form (iPhone)
    given: frozenset[str] = frozenset()  # those of `either` that are names first: given names, countries
    kinds: Mapping[str, str] = dataclasses.field(default_factory=dict)  # names (small) to what they name: "place"

    @classmethod
    def from_words(
        cls,
        language: str,
        cased: Iterable[str],
        counts: Mapping[str, int],
        same: Iterable[Iterable[str]] = (),
        total: int = 0,
    ) -> Dictionary:
        """A dictionary of words in their own case, of counts (`total` is their sum), and of groups of one meaning."""
        written = {word for word in cased if word}
        small = {word for word in written if word == word.lower()}
        capitals = {word.lower() for word in written if word != word.lower()}
        capital = capitals - small
        forms = {word.lower(): word for word in sorted(written) if word[1:] != word[1:].lower()}
        return cls(
            language=language,
            words=frozenset(small | capital),
            names=frozenset(capital),
            either=frozenset(capitals & small),
            counts=counts,
            total=total or sum(counts.values()) or 1,
            same=grouped(same),
            forms={word: form for word, form in forms.items() if word in capital},
        )

    def __contains__(self, word: str) -> bool:
        return word in self.words or word in self.counts

    def zipf(self, word: str) -> float:
        """How common a word is: the logarithm of its count in a thousand million words; 0 where it has none."""
        count = self.counts.get(word, 0)
        return math.log10(count * 1e9 / self.total) if count else 0.0


def grouped(groups: Iterable[Iterable[str]]) -> Mapping[str, frozenset[str]]:
    """Each word (small letters) with all that share a group with it."""
    same: dict[str, set[str]] = {}
    for group in groups:
        members = {word.lower() for word in group}
        for word in members:
            same.setdefault(word, set()).update(members)
    return {word: frozenset(members) for word, members in same.items()}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """What the house knows of words: a dictionary per language, and names learned from earlier reports (small letters).

    Compared by identity: it is read once and handed around.
    """

    dictionaries: Mapping[str, Dictionary] = dataclasses.field(default_factory=dict)
    learned: frozenset[str] = frozenset()

    def dictionary(self, language: str) -> Dictionary | None:
        """The dictionary of a language (BCP 47; the region is not looked at), or None where there is none."""
        return self.dictionaries.get(language.split("-")[0].lower())
