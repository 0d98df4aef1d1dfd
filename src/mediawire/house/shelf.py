"""The data that ships with mediawire, read once into frozen values: gazetteer, headline style, lexicon."""

from __future__ import annotations

import dataclasses
import importlib.resources
import tomllib

from mediawire.model.errors import ConfigurationError
from mediawire.model.style import Dictionary, Lexicon, Style


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the pure stages are handed; `outlets` is the text of the shipped gazetteer."""

    style: Style
    lexicon: Lexicon
    outlets: str


def style(name: str) -> Style:
    """The house style of that name; raises ConfigurationError with the names there are."""
    folder = importlib.resources.files("mediawire").joinpath("headlines/styles")
    file = folder.joinpath(f"{name}.toml")
    if not file.is_file():
        known = ", ".join(sorted(each.name.removesuffix(".toml") for each in folder.iterdir()))
        raise ConfigurationError(
            f'there is no headline style "{name}"', where="wire.toml, [house] style", remedy=f"Styles: {known}."
        )
    return Style.from_mapping(tomllib.loads(file.read_text(encoding="utf-8")), where=f"style {name}")


def shelf(style_name: str) -> Shelf:
    """Everything for a house with that style."""
    outlets = importlib.resources.files("mediawire").joinpath("sourcing/data/outlets.tsv")
    return Shelf(style=style(style_name), lexicon=lexicon(), outlets=outlets.read_text(encoding="utf-8"))


def lexicon() -> Lexicon:
    """The English words that ship with mediawire. Other languages have none; their spelling is not judged."""
    words = importlib.resources.files("mediawire").joinpath("headlines/words")
    cased = words.joinpath("en.txt").read_text(encoding="utf-8").split()
    lines = words.joinpath("en-same.txt").read_text(encoding="utf-8").splitlines()
    same = [line.split() for line in lines if not line.startswith("#")]
    return Lexicon(dictionaries={"en": Dictionary.from_words("en", cased, {}, same)})
