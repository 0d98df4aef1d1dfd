"""The data that ships with mediawire, read once into frozen values: gazetteer, headline style, lexicon."""

from __future__ import annotations

import dataclasses
import importlib.resources
import tomllib

from mediawire.model.errors import ConfigurationError
from mediawire.model.style import Lexicon, Style


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
    return Shelf(style=style(style_name), lexicon=Lexicon(), outlets=outlets.read_text(encoding="utf-8"))
