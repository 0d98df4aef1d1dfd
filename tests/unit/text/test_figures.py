"""Figures: value, grain, unit, bound, kind and place."""

import pytest

from mediawire.text.figures import Figure, FigureKind, agree, figures, number


def only(text: str, language: str = "en") -> Figure:
    found = figures(text, language)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "words"),
    [
        ("a purse with $10M inside", 10_000_000, "$", "$10M"),
        ("about 1,376 square kilometres of land", 1376, "km2", "1,376 square kilometres"),
        ("sentenced to 8 years", 8, "year", "8 years"),
        ("the 9-year-old boy", 9, "year", "9-year"),
        ("unemployment at 11.4 percent", 11.4, "%", "11.4 percent"),
        ("unemployment at 11.4 points", 11.4, "point", "11.4 points"),
        ("a fine of €8B for banks", 8e9, "€", "€8B"),
        ("some 2.5 million euros", 2_500_000, "€", "2.5 million euros"),
        ("nearly 60,000 soldiers", 60_000, None, "60,000"),
        ("two hundred and five thousand people", 205_000, None, "two hundred and five thousand"),
        ("twenty-one gulls", 21, None, "twenty-one"),
        ("12 million viewers", 12_000_000, None, "12 million"),
        ("USD 40 a barrel", 40, "$", "USD 40"),
    ],
)
def test_a_figure_has_value_unit_and_place(text: str, value: float, unit: str | None, words: str) -> None:
    figure = only(text)
    assert figure.value == pytest.approx(value)
    assert (figure.unit.name if figure.unit else None) == unit
    assert text[figure.start : figure.end] == words


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.376 Quadratkilometer", "de", 1376),
        ("2,5 Millionen Euro", "de", 2_500_000),
        ("12 345,6 km", "fr", 12345.6),
        ("trois millions d'habitants", "fr", 3_000_000),
        ("1.200 personas", "es", 1200),
        ("2,5 млн рублей", "ru", 2_500_000),
        ("٢٥ شخصا", "ar", 25),
        ("۱۲۰ نفر", "fa", 120),
        ("1,200 osób", "pl", 1.2),
    ],
)
def test_each_language_has_its_own_separators_and_words(text: str, language: str, value: float) -> None:
    assert figures(text, language)[0].value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on May 28 they met", FigureKind.DATE),
        ("on 28 May they met", FigureKind.DATE),
        ("in 1972 they met", FigureKind.YEAR),
        ("at 5:25 they met", FigureKind.CLOCK),
        ("an AR-15 rifle", FigureKind.LABEL),
        ("the 106th rescue", FigureKind.ORDINAL),
        ("it may 28 times", FigureKind.QUANTITY),
    ],
)
def test_the_kind_is_told_by_what_stands_beside(text: str, kind: FigureKind) -> None:
    assert figures(text, "en")[0].kind is kind


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("over 40%", "over"), ("more than 40%", "over"), ("nearly $8,800", "nearly"), ("at least 12 dead", "at least"),
        ("as many as 12 dead", "at most"), ("some 12 dead", "about"), ("only 12 dead", ""), ("fewer than 12", "under"),
    ],
)  # fmt: skip
def test_the_bound_before_a_figure_is_kept(text: str, bound: str) -> None:
    assert only(text).bound == bound


def test_a_range_lends_its_unit_and_magnitude_backwards() -> None:
    first, second = figures("five to 10 years", "en")
    assert first.unit == second.unit
    low, high = figures("$5-10 million", "en")
    assert (low.value, high.value) == (5e6, 1e7)
    assert low.unit == high.unit


@pytest.mark.parametrize(
    ("digits", "tongue", "value", "grain"),
    [("1,376", "en", 1376, 1), ("2,400", "en", 2400, 100), ("2.50", "en", 2.5, 0.01), ("1.376", "de", 1376, 1),
     ("1.234.567", "de", 1234567, 1), ("1,234.5", "de", 1234.5, 0.1), ("1’000", "de", 1000, 1000)],
)  # fmt: skip
def test_grain_is_the_last_significant_place(digits: str, tongue: str, value: float, grain: float) -> None:
    assert number(digits, tongue) == (pytest.approx(value), pytest.approx(grain))


@pytest.mark.parametrize(
    ("stated", "true", "does"),
    [("2,400", "2,422", True), ("8,800", "8,758", True), ("45", "44", False), ("$1.5M", "$1,487,000", True),
     ("200", "220", False), ("42", "41.9", True), ("50", "48", False)],
)  # fmt: skip
def test_roundings_agree_as_far_as_they_are_stated(stated: str, true: str, does: bool) -> None:
    assert agree(only(stated), only(true)) is does


def test_offsets_hold_where_small_letters_are_longer() -> None:
    text = "İİİ lost twelve boats"
    figure = only(text)
    assert text[figure.start : figure.end] == "twelve"
