"""Names, negations, hedges, spelling: what is warned of, and what passes."""

from collections.abc import Callable

import pytest

from mediawire import headlines
from mediawire.headlines.spelling import one_slip, slips
from mediawire.model.headline import Severity
from mediawire.model.sourcing import Chain, Citation, Range, SourceKind
from mediawire.model.story import Telling
from mediawire.model.style import Lexicon, Style

Kinds = Callable[..., set[tuple[str, str]]]
BODY = (
    "The mayor of Westmark, Ilka Brandt, will not resign after the storm, she said on Monday.\n"
    "Brandt praised the ferry crews of Norland. The council could vote on a new bridge in May."
)


@pytest.mark.parametrize(
    "headline",
    [
        "Mayor Ilka Brandt Will Not Resign After Storm",
        "Brandt praises Norland ferry crews",
        "Norlanders praised by mayor",
        "Westmark council could vote on bridge",
        "Mayor won't resign",
    ],
)
def test_what_the_body_bears_passes(headline: str, kinds: Kinds) -> None:
    assert kinds(headline, BODY) == set()


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Mayor Tomas Brandt Will Not Resign", ("name", "warn")),
        ("Brandt praises Veld ferry crews", ("name", "warn")),
        ("Mayor Brandt will resign after storm", ("negation", "warn")),
        ("Brandt did not praise ferry crews of Norland", ("negation", "warn")),
        ("Brandt prasies Norland ferry crews", ("misspelt", "block")),
        ("Brandt praises Norlend ferry crews", ("misspelt", "block")),
        ("Council be near vote on bridge", ("hedge", "warn")),
        ("Westmark council, it vote on bridge", ("hedge", "warn")),
        ("Wetsmark council could vote on bridge", ("misspelt", "block")),
    ],
)
def test_what_it_does_not_bear_is_said(headline: str, expected: tuple[str, str], kinds: Kinds) -> None:
    assert expected in kinds(headline, BODY)


def test_names_in_each_others_place_are_warned_of(kinds: Kinds) -> None:
    body = (
        "Minister Brandt attacked President Veld over the harbour. Brandt attacked Veld again on Friday.\n"
        "President Veld did not answer Minister Brandt."
    )
    assert ("swapped", "warn") in kinds("Veld attacked Brandt over harbour", body)
    assert kinds("Brandt attacked Veld over harbour", body) == set()


def test_a_rare_word_one_letter_short_of_the_bodys_is_warned_of(kinds: Kinds) -> None:
    body = "Carson speaks of the strike. The strike goes on, Carson said."
    assert ("misspelt", "warn") in kinds("arson speaks of strike", body)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Ferry smackdown opens", "The ferry opens."),
        ("Brandts visit Westmark", "Ilka Brandt visits Westmark."),
        ("NATO visits Quellbach", "Troops of the North Atlantic Treaty Organization visit."),
        ("Visit by @mayorilka and #stormday opens", "The visit opens."),
        ("Re-opens after storm: non-signing day", "The ferry reopens after the storm."),
    ],
)
def test_derived_compound_learned_and_handles_are_no_typing_errors(headline: str, body: str, kinds: Kinds) -> None:
    assert not {kind for kind, _ in kinds(headline, body)} & {"misspelt"}


def test_a_wrong_ordinal_ending_blocks(kinds: Kinds) -> None:
    assert ("misspelt", "block") in kinds("Ferry opens for 2th day", "The ferry opens for a second day.")


def test_german_inflections_pass_and_slips_inside_words_block(kinds: Kinds) -> None:
    body = "Die neue Brücke über den Hafen öffnet am Montag, sagte der zuständige Minister."
    assert kinds("Neuer Hafen: Brücke öffnet Montag", body, "de") == set()
    assert kinds("Neue Brükce öffnet Montag", body, "de") == {("misspelt", "block")}


def test_an_unknown_language_says_what_it_was_not_checked_for(
    lexicon: Lexicon, telling: Callable[..., Telling]
) -> None:
    found = headlines.object("Most se otevře v roce 1931", telling("Most 1932.", language="cs"), Style(), lexicon)
    (note,) = [each for each in found if each.kind == "language"]
    assert note.severity is Severity.NOTE
    assert "spelling" in note.why
    assert "quotations" in note.why


def test_the_very_claim_without_its_source_is_warned_of(lexicon: Lexicon, telling: Callable[..., Telling]) -> None:
    body = "The bridge will close in May, an official told the Harbour Post."
    citation = Citation(name="an official", kind=SourceKind.ANONYMOUS, cue="told", content_at=(Range(0, 0, 28),))
    told = telling(body, chain=Chain(citations=(citation,)))
    found = headlines.object("Bridge will close in May", told, Style(), lexicon)
    assert [each.kind for each in found if each.severity is Severity.WARN] == ["attribution"]
    said = headlines.object("Bridge will close in May: official says", told, Style(), lexicon)
    assert [each.kind for each in said if each.severity is Severity.WARN] == []


def test_words_that_the_style_avoids_are_noted(objections: Callable[..., list[object]]) -> None:
    style = Style(avoid={"slams": "criticises", "shocking": ""})
    found = objections("Shocking storm slams harbour", "A storm.", "en", style)
    notes = {each.why for each in found if each.kind == "style"}  # type: ignore[attr-defined]
    assert notes == {"the style avoids “slams”; it prefers “criticises”", "the style avoids “shocking”"}


def test_slips_are_what_one_slip_says() -> None:
    assert all(one_slip("boat", other) for other in slips("boat") if other != "boat")
    assert one_slip("boat", "baot")
    assert not one_slip("boat", "boat")
    assert not one_slip("boat", "boots!")


ODDS = (
    "The ferry has a one-in-three chance to sail. One of the boats was lost; two-thirds of the fishers came home after"
    " its third storm in Veld. The 1997 storm was worse: six- to 8-foot waves killed four people."
)


@pytest.mark.parametrize(
    ("headline", "holds"),
    [
        ("1-in-3 chance for ferry", True),
        ("1-in-4 chance for ferry", False),
        ("Storm over 1997 plan", True),
        ("Storm over 1991 plan", False),  # no year is "over" another
        ("2 fishers came home", False),  # two-thirds are not two
        ("6 people killed", False),  # nor is the wave's height a count
        ("4 people killed", True),
        ("3 minister talks in Veld", False),  # a third storm is not three talks
    ],
)
def test_a_figure_counts_what_it_counts(headline: str, holds: bool, kinds: Kinds) -> None:
    said = {kind for kind, _ in kinds(headline, ODDS)} & {"figure", "date"}
    assert (not said) is holds


@pytest.mark.parametrize(
    ("headline", "language", "body", "kind"),
    [
        ("« Un coup doux pour la ville »", "fr", "« C’est un coup dur pour la ville », dit la maire.", "quotation"),
        ("3,5 millions d’euros", "fr", "Les dégâts: 3,5 millions de dollars.", "figure"),
        ("3,5 millones de euros", "es", "Los daños: 3,5 millones de dólares.", "figure"),
        ("Schaden von 3,5 Milliarden Euro", "de", "Der Schaden liegt bei 3,5 Millionen Euro.", "figure"),
    ],
)
def test_other_languages_quote_and_count(headline: str, language: str, body: str, kind: str, kinds: Kinds) -> None:
    assert (kind, "block") in kinds(headline, body, language)


@pytest.mark.parametrize(("headline", "said"), [("Brandt' plan opens", True), ("Boats' plan ‘Brandt’ opens", False)])
def test_a_possessive_without_its_s_is_seen(headline: str, said: bool, kinds: Kinds) -> None:
    assert (("misspelt", "warn") in kinds(headline, "Brandt plans boats. The plan opens.")) is said


def test_a_denial_that_is_quoted_is_held_against_the_quotation(kinds: Kinds) -> None:
    body = "“The bridge is not lost,” Brandt said of the harbour. The harbour opens."
    assert "negation" not in {kind for kind, _ in kinds("Brandt: ‘The bridge is not lost’", body)}
