"""Reports of one event in several languages: joined by figures and names, never by accident."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire import stories
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.story import Candidate
from mediawire.stories.crossing import Crossing, consonants, figure, keys
from mediawire.stories.features import terms
from mediawire.stories.tongues import tongue_of

START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
ENGLISH = (
    "Tervia's wheat stock falls",
    (
        "LERNA - The stock of wheat in Tervia fell to 6.89 million tonnes from 11.6 million, a source in the Grain Office"
        " said. In Varsk 59,300 tonnes were lost to damp, and Minister Dombrovsky would not say how much was sold."
    ),
)
RUSSIAN = (
    "Запасы пшеницы в Тервии сократились",
    (
        "Запасы пшеницы в Тервии сократились до 6,89 миллиона тонн с 11,6 миллиона, сообщил источник в управлении. В порту"
        " Варска от сырости испортились 59 300 тонн. Министр Домбровский отказался назвать объём продаж."
    ),
)
RUSSIAN_AGAIN = (
    "Пшеница в Тервии: запас ниже закона",
    (
        "Запас пшеницы в Тервии оказался ниже, чем требует закон, заявили в управлении. В порту Варска пшеницу сушат, а"
        " министр Домбровский называет запасы достаточными."
    ),
)
ARABIC = (
    "مخزون القمح في تيرفيا ينخفض",
    (
        "انخفض مخزون القمح في تيرفيا إلى 6.89 مليون طن من 11.6 مليون طن قبل عام، بحسب مصدر في مكتب الحبوب. وقال المصدر إن"
        " 59,300 طن تلفت بسبب الرطوبة في ميناء ورسك، ورفض الوزير دومبروفسكي التعليق."
    ),
)
ARABIC_OTHER = (
    "الصيادون يعودون إلى البحر",
    "عاد الصيادون إلى البحر بعد أسبوع من العواصف، وقال أحدهم إن الشباك كانت فارغة والأسعار ارتفعت في السوق.",
)
OTHER_EVENT = (
    "Ferry aground at Ardal",
    "The ferry ran aground at 6.89 knots and 112 people were brought ashore, the harbour office of Ardal said.",
)


def report(name: str, told: tuple[str, str], hour: float) -> Report:
    headline, text = told
    return Report(
        id=name,
        source_id=name,
        url=f"https://{name}.example/",
        capture="",
        retrieved_at=START + dt.timedelta(hours=hour),
        headline=Stated(value=headline, origin="h1"),
        blocks=(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, 0)),),
    )


def grouped(*told: tuple[str, str], hours: float = 1.0) -> list[str]:
    """The stories of reports that come one after another."""
    window = stories.Window(3)
    found = []
    for number, each in enumerate(told):
        one = report(f"r{number}", each, number * hours)
        assigned = stories.group(one, window.near(one))
        found.append(assigned.story_id)
        candidate = Candidate(
            report_id=one.id,
            source_id=one.source_id,
            published=one.retrieved_at,
            headline=one.headline.value,
            text=one.text,
        )
        window.add(dataclasses.replace(candidate, story_id=assigned.story_id))
    return found


@pytest.mark.parametrize("other", [RUSSIAN, ARABIC])
def test_a_telling_in_another_language_joins_by_figures_and_names(other: tuple[str, str]) -> None:
    for told in ((ENGLISH, other), (other, ENGLISH)):
        first, second = grouped(*told)
        assert first == second


def test_three_languages_are_one_story() -> None:
    assert len(set(grouped(ENGLISH, RUSSIAN, ARABIC))) == 1


def test_a_language_groups_its_own_by_their_words() -> None:
    first, second = grouped(RUSSIAN, RUSSIAN_AGAIN)
    assert first == second


@pytest.mark.parametrize("other", [OTHER_EVENT, ARABIC_OTHER, RUSSIAN_AGAIN])
def test_one_figure_or_a_few_names_join_nothing(other: tuple[str, str]) -> None:
    first, second = grouped(ENGLISH, other) if other is not OTHER_EVENT else grouped(RUSSIAN, other)
    assert first != second


def test_what_is_days_apart_is_not_joined_across_languages() -> None:
    first, second = grouped(ENGLISH, RUSSIAN, hours=60)
    assert first != second


@pytest.mark.parametrize(
    "words",
    [
        ("Varsk", "Варск", "ورسك"),
        ("Tervia", "Тервия", "تيرفيا"),
        ("Budanov", "Буданов", "بودانوف"),
        ("Philippa", "Филиппа"),
    ],
)
def test_a_name_has_the_same_consonants_in_every_script(words: tuple[str, ...]) -> None:
    assert len({consonants(word.lower()) for word in words}) == 1


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("6,89", "6.89"),
        ("6.89", "6.89"),
        ("59,300", "59300"),
        ("59 300", "59300"),
        ("59\u00a0300", "59300"),
        ("1.376.000", "1376000"),
        ("٥٩٬٣٠٠", "59300"),
        ("٦٫٨٩", "6.89"),
        ("312", "312"),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(written: str, means: str) -> None:
    assert figure(written) == means
    assert means in keys("", f"It was {written} in all.", tongue_of("It was in all of the"))


@pytest.mark.parametrize("written", ["27", "2026", "1999", "100", "5000", "3.4"])
def test_years_and_round_or_short_figures_tell_nothing(written: str) -> None:
    assert figure(written) == ""


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", ENGLISH[1]),
        ("ru", RUSSIAN[1]),
        ("ar", ARABIC[1]),
        ("uk", "Запаси пшениці скоротилися, і це підтвердило джерело в управлінні, яке не було назване."),
        ("de", "Die Vorräte an Weizen sind gesunken, und das Amt hat sich nicht geäußert."),
        ("fr", "Les stocks de blé ont baissé dans le pays, selon une source qui est restée anonyme."),
        ("es", "Las reservas de trigo del país bajaron, según una fuente que no dio su nombre."),
        ("en", ""),
        ("en", "1234 !!"),
    ],
)
def test_languages_are_told_by_script_and_commonest_words(code: str, text: str) -> None:
    assert tongue_of(text).code == code


def test_words_of_one_case_or_another_have_one_stem() -> None:
    assert terms("", "пшеница").keys() == terms("", "пшеницы").keys() == terms("", "пшеницу").keys()
    assert terms("", "القمح").keys() == terms("", "والقمح").keys() == terms("", "قمح").keys()


def test_empty_words_of_a_language_are_none_of_its_terms() -> None:
    assert terms("", "и в не что сообщил") == {}
    assert terms("", "في من على التي وقال") == {}


def test_what_is_dropped_agrees_with_nothing() -> None:
    crossing, tongue = Crossing(), tongue_of(ENGLISH[1])
    crossing.add("a", "en", keys(*ENGLISH, tongue))
    asked = keys(*RUSSIAN, tongue_of(RUSSIAN[1]))
    assert crossing.agreeing("b", "ru", asked) == ["a"]
    assert crossing.agreeing("b", "en", asked) == []
    crossing.drop("a")
    crossing.drop("a")
    assert crossing.agreeing("b", "ru", asked) == []


@given(st.text(max_size=200))
def test_any_text_has_keys_and_a_language(text: str) -> None:
    assert keys(text, text, tongue_of(text)) == keys(text, text, tongue_of(text))
