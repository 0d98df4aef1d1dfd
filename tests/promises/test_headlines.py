"""P2, headline: what is proposed says nothing new, what is objected to can be found, and arithmetic is arithmetic."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire import headlines
from mediawire.headlines.casing import headline_case
from mediawire.model.headline import Objection, Severity
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.story import Telling
from mediawire.model.style import AttributionPlace, Case, Dictionary, Lexicon, Style

ENGLISH = Dictionary.from_words("en", ["harbour", "boat", "Norland", "storm"], {"harbour": 50, "boat": 80})
LEXICON = Lexicon(dictionaries={"en": ENGLISH})
STYLES = (
    Style(quotes=("“", "”"), apostrophe="’", ellipsis="…", longest=90),
    Style(case=Case.SENTENCE, percent="%", million="M", attribution=AttributionPlace.END, months="short", dash=" – "),
    Style(case=Case.HEADLINE, quotes=("‘", "’"), inner_quotes=("“", "”"), grouping=",", words={"U.S.": "US"}),
)
WORDS = st.sampled_from(
    [
        "storm",
        "harbour",
        "Norland",
        "boat",
        "12",
        "40%",
        "$3M",
        "“a",
        "day”",
        "'so'",
        "not",
        "may",
        "it’s",
        "U.S.",
        "—",
        "1,376",
        "to",
        "800",
        "\u202e",
    ]
)
LINES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


def telling(headline: str, body: str, language: str = "en") -> Telling:
    block = Block(kind=BlockKind.PARAGRAPH, text=body, span=Span(0, len(body)))
    report = Report(
        id="r", source_id="s", url="https://outlet.example/a", capture="", blocks=(block,), language=language,
        retrieved_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), headline=Stated(value=headline, origin="h1"),
    )  # fmt: skip
    return Telling(report=report)


def blocks(headline: str, body: str) -> list[Objection]:
    found = headlines.object(headline, telling(headline, body), Style(), LEXICON)
    return [each for each in found if each.severity is Severity.BLOCK]


@given(LINES, LINES, st.sampled_from(["en", "de", "ar", "cs", ""]))
def test_every_objection_stands_in_the_headline_and_has_its_reason(line: str, body: str, language: str) -> None:
    for each in headlines.object(line, telling(line, body, language), STYLES[0], LEXICON):
        assert 0 <= each.start <= each.end <= len(line)
        assert each.why
        assert each.kind


@given(LINES, LINES, st.sampled_from(STYLES))
def test_proposals_lead_from_the_source_step_by_step_and_add_no_blocking_objection(
    line: str, body: str, style: Style
) -> None:
    told = telling(line, body)
    made = headlines.propose(told, style, LEXICON)
    assert 1 <= len(made) <= 3
    for headline in made:
        text = line
        for step in headline.steps:
            assert step.before == text
            text = step.after
        assert headline.text == text
        assert len(blocks(headline.text, body)) <= len(blocks(line, body))


@given(st.integers(30, 90_000), st.integers(30, 90_000))
def test_a_change_is_borne_out_as_rounded_and_refused_where_it_is_wrong(old: int, new: int) -> None:
    percent = (new - old) / old * 100
    if not 3 <= abs(percent) <= 400:
        return
    body = f"The number of boats {'rose' if new > old else 'fell'} from {old:,} to {new:,} over the year."
    way = "up" if new > old else "down"
    assert blocks(f"Boats {way} {round(abs(percent))}%", body) == []
    assert blocks(f"Boats {way} {abs(percent):.1f}%", body) == []
    assert blocks(f"Boats {way} to {new:,} from {old:,}", body) == []
    assert blocks(f"Boats {way} {round(abs(percent)) + 7}%", body)
    assert blocks(f"Boats {'down' if way == 'up' else 'up'} {round(abs(percent))}%", body)
    assert blocks(f"Boats {way} to {old:,} from {new:,}", body)


@given(
    st.lists(
        st.sampled_from(["we", "will", "not", "give", "up", "this", "harbour", "at", "any", "price", "today"]),
        min_size=2,
        max_size=8,
    )
)
def test_words_quoted_as_they_stand_pass_in_any_marks(words: list[str]) -> None:
    said = " ".join(words)
    body = f"The mayor, “well, {said}, indeed,” told them."
    for opening, closing in ("“”", "‘’", '""', "''"):
        line = f"Mayor: {opening}{said}{closing}"
        assert [each for each in blocks(line, body) if each.kind == "quotation"] == []


@given(st.text(max_size=80))
def test_headline_case_changes_nothing_but_case(line: str) -> None:
    assert headline_case(line).casefold() == line.casefold()


def test_hostile_lengths_stay_linear() -> None:
    for unit in ("‘a ", "'a ", "“a ", "1,", "1 to 2% from 3 ", "one two million ", ". ", "o\u0301", "Aa "):
        begun = time.process_time()
        headlines.object("Storm takes 5% of “boats”", telling("x", unit * (12_000 // len(unit))), Style(), LEXICON)
        assert time.process_time() - begun < 20, unit


@pytest.mark.parametrize(
    "line", ["\ud800 harbour", "\U000e0041harbour", "har\u200bbour", "h\u0430rbour", "a\x00b", "Storm &mdash; boat"]
)
def test_what_readers_cannot_see_blocks(line: str) -> None:
    assert "characters" in {each.kind for each in blocks(line, "The harbour.")}
