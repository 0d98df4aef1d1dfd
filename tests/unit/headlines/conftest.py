"""Invented reports and a small dictionary for the tests of headlines."""

import datetime as dt
from collections.abc import Callable

import pytest

from mediawire import headlines
from mediawire.model.headline import Objection, Severity
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.sourcing import Chain
from mediawire.model.story import Telling
from mediawire.model.style import Dictionary, Lexicon, Style

MOMENT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
COMMON = (
    "the a of to in and is are was were has had have be not no may might could will after harbour bridge ferry storm"
    " minister mayor town river boat"
    " boats fish strike strikes carson arson starts tarts opens closes council votes vote"
    " votes voted voting plan plans planned planning school mouse house houses report inspectors advisor deal deals"
    " dealt disease diseases region police market prices price rise rises fall falls fetch fetches fetched fetching"
    " painting paintings new old say says said sign signs signed signing visit visits visited visiting resign resigns"
    " resigned resigning surprise surprises surprised surprising wing down smack sunny day days hill bush corner"
    " leader talks north guard lost team praise praises praised praising again visitors won't"
)
RARE = {"arson": 40, "tarts": 30, "fetches": 20, "smack": 900}
NAMES = "Norland Westmark Ilka Brandt Tomas Veld Bush Hill Oslo Aren Norlanders iPhone NATO Mikkel Orla Larsen Brook"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """An English dictionary of some hundred words, with counts."""
    counts = {word: RARE.get(word, 100_000) for word in COMMON.split()}
    same = [("Norland", "Norlander", "Norlanders", "Oslo")]
    english = Dictionary.from_words("en", [*COMMON.split(), *NAMES.split()], counts, same)
    german = Dictionary.from_words("de", (), {"hafen": 500, "brücke": 500, "neue": 800, "öffnet": 300})
    return Lexicon(dictionaries={"en": english, "de": german}, learned=frozenset({"quellbach"}))


def make_telling(body: str, headline: str = "A headline", language: str = "en", chain: Chain | None = None) -> Telling:
    """A telling whose body has one block a line."""
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, len(text))) for text in body.split("\n") if text
    )
    report = Report(
        id="r",
        source_id="s",
        url="https://outlet.example/a",
        capture="",
        retrieved_at=MOMENT,
        headline=Stated(value=headline, origin="h1"),
        blocks=blocks,
        language=language,
    )
    return Telling(report=report, chain=chain or Chain())


@pytest.fixture
def telling() -> Callable[..., Telling]:
    """Makes tellings from a body."""
    return make_telling


@pytest.fixture
def objections(lexicon: Lexicon) -> Callable[..., list[Objection]]:
    """The objections to a headline, but for the note about what a language is not checked for."""

    def found(headline: str, body: str, language: str = "en", style: Style | None = None) -> list[Objection]:
        told = headlines.object(headline, make_telling(body, language=language), style or Style(), lexicon)
        return [each for each in told if each.kind != "language"]

    return found


@pytest.fixture
def blocks(objections: Callable[..., list[Objection]]) -> Callable[..., list[Objection]]:
    """The blocking objections to a headline."""
    return lambda *asked: [each for each in objections(*asked) if each.severity is Severity.BLOCK]


@pytest.fixture
def kinds(objections: Callable[..., list[Objection]]) -> Callable[..., set[tuple[str, str]]]:
    """Kind and severity of the objections that block or warn."""
    return lambda *asked: {
        (each.kind, each.severity.value) for each in objections(*asked) if each.severity is not Severity.NOTE
    }
