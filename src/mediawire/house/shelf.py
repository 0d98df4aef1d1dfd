"""The data that ships with mediawire, read once into frozen values: gazetteer, headline style, lexicon."""

from __future__ import annotations

import dataclasses
import importlib.resources
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from mediawire.house.cased import CasedWords
from mediawire.house.counted import Counts
from mediawire.model.errors import ConfigurationError
from mediawire.model.style import Dictionary, Lexicon, Style, grouped

LANGUAGES = ("en", "de", "fr", "es", "ru", "ar", "fa")
STYLES = "styles"  # the folder beside wire.toml that holds a house's own


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the pure stages are handed; `outlets` is the text of the shipped gazetteer."""

    style: Style
    lexicon: Lexicon
    outlets: str


def style(name: str, folder: Path | None = None) -> Style:
    """The house style of that name: FOLDER/styles/NAME.toml, else a shipped one.

    Raises ConfigurationError with the names there are, or naming the setting that it cannot take.
    """
    file = _styles(folder).get(name)
    if file is None:
        known = ", ".join(sorted(_styles(folder)))
        raise ConfigurationError(
            f'there is no headline style "{name}"',
            where="wire.toml, [house] style",
            remedy=f"Styles: {known}. One of your own is a file {STYLES}/{name}.toml beside wire.toml.",
        )
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(
            f"the style cannot be read ({error})", where=str(file), remedy="It must be TOML in UTF-8."
        ) from error
    return Style.from_mapping({"name": name} | data, where=str(file) if isinstance(file, Path) else f"style {name}")


def _styles(folder: Path | None) -> dict[str, Traversable]:
    """Every style by its name; one of the house's own takes the place of a shipped one."""
    shipped = importlib.resources.files("mediawire").joinpath("headlines", STYLES)
    own = folder / STYLES if folder is not None else None
    places: list[Traversable] = [shipped, own] if own is not None and own.is_dir() else [shipped]
    files = (file for place in places for file in place.iterdir())
    return {file.name.removesuffix(".toml"): file for file in files if file.name.endswith(".toml")}


def shelf(style_name: str, folder: Path | None = None) -> Shelf:
    """Everything for a house with that style; `folder` holds its wire.toml."""
    return Shelf(style=style(style_name, folder), lexicon=lexicon(), outlets=outlets())


def outlets() -> str:
    """The shipped gazetteer's text."""
    file = importlib.resources.files("mediawire").joinpath("sourcing/data/outlets.tsv")
    return file.read_text(encoding="utf-8")


def lexicon(learned: frozenset[str] = frozenset()) -> Lexicon:
    """The words of seven languages, each read at its first use; `docs/reference/dictionaries.md` says where from."""
    return Lexicon(dictionaries=_Dictionaries(), learned=learned)


class _Dictionaries(Mapping[str, Dictionary]):
    """Dictionaries by language. A wire that carries English alone never reads the German one (339,000 words)."""

    def __init__(self) -> None:
        self._read: dict[str, Dictionary] = {}

    def __getitem__(self, language: str) -> Dictionary:
        if language not in LANGUAGES:
            raise KeyError(language)
        if language not in self._read:
            self._read[language] = _english() if language == "en" else _counted(language)
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def _english() -> Dictionary:
    words = importlib.resources.files("mediawire").joinpath("headlines/words")
    cased = CasedWords(words.joinpath("en.txt").read_bytes())
    given = _lines(words.joinpath("en-given.txt"))
    same = [line.split() for line in _lines(words.joinpath("en-same.txt"))]
    counts = _counts("en")
    return Dictionary(
        language="en",
        words=cased.words,
        names=cased.names,
        either=cased.either,
        counts=counts,
        total=counts.total,
        same=grouped(same),
        forms=cased.forms,
        given=frozenset(name for line in given for name in line.split()),
        kinds={word: kind for line in _lines(words.joinpath("en-kinds.txt")) for kind, word in _kinds(line)},
    )


def _kinds(line: str) -> Iterator[tuple[str, str]]:
    kind, _, names = line.partition(":")
    yield from ((kind, name) for name in names.split())


def _counted(language: str) -> Dictionary:
    counts = _counts(language)
    return Dictionary.from_words(language, (), counts, (), counts.total)


def _lines(file: Traversable) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _counts(language: str) -> Counts:
    """How often each word of a language is met, by pyspellchecker's list for it."""
    return Counts(importlib.resources.files("spellchecker.resources").joinpath(f"{language}.json.gz").read_bytes())
