"""The gazetteer: its file, and the finding of names."""

from importlib import resources

import pytest

from mediawire import sourcing
from mediawire.model.errors import ConfigurationError
from mediawire.model.sourcing import Gazetteer, Outlet, SourceKind
from mediawire.sourcing.gazetteer import finder, slug

LINE = "The Ardal Gazette\toutlet\tNO\tno en\tgazette.example\tArdal Gazette|The Gazette of Ardal"


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return sourcing.gazetteer_of((resources.files("mediawire.sourcing") / "data" / "outlets.tsv").read_text("utf-8"))


def names(gazetteer: Gazetteer, text: str) -> list[str]:
    return [outlet.name for _, _, outlet in finder(gazetteer).mentions(text)]


def test_a_line_is_an_outlet() -> None:
    [outlet] = sourcing.gazetteer_of(f"# a comment\n\n{LINE}\n").outlets
    assert outlet == Outlet(
        id="the-ardal-gazette",
        name="The Ardal Gazette",
        kind=SourceKind.OUTLET,
        aliases=("Ardal Gazette", "The Gazette of Ardal"),
        domains=("gazette.example",),
        languages=("no", "en"),
        country="NO",
    )


def test_an_id_may_be_given() -> None:
    [outlet] = sourcing.gazetteer_of("ag=The Gazette\tagency\tNO\tno\t\t\n").outlets
    assert (outlet.id, outlet.name, outlet.kind) == ("ag", "The Gazette", SourceKind.AGENCY)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The Gazette\toutlet", "2 columns"),
        ("The Gazette\tmagazine\tNO\tno\t\t", "magazine"),
        (f"{LINE}\n{LINE}", "second time"),
    ],
)
def test_a_wrong_line_is_named(text: str, what: str) -> None:
    with pytest.raises(ConfigurationError, match=what) as caught:
        sourcing.gazetteer_of(text)
    assert "gazetteer, line" in str(caught.value)


def test_slugs_are_plain() -> None:
    assert slug("Süddeutsche Zeitung") == "suddeutsche-zeitung"
    assert slug("L'Équipe") == "l-equipe"


def test_the_shipped_gazetteer_is_large_and_sound(shipped: Gazetteer) -> None:
    assert len(shipped.outlets) >= 800
    assert len({outlet.name for outlet in shipped.outlets}) == len(shipped.outlets)
    for outlet in shipped.outlets:
        assert outlet.country.isupper(), outlet
        assert len(outlet.country) == 2, outlet
        assert outlet.languages, outlet
        assert all("." in domain and "/" not in domain for domain in outlet.domains), outlet


def test_the_shipped_gazetteer_has_agencies_of_every_continent(shipped: Gazetteer) -> None:
    countries = {outlet.country for outlet in shipped.outlets if outlet.kind is SourceKind.AGENCY}
    assert {
        "US",
        "GB",
        "FR",
        "DE",
        "IR",
        "CN",
        "IN",
        "ZA" if "ZA" in countries else "NG",
        "AR",
        "AU",
        "UA",
    } <= countries


def test_the_longest_name_is_found_at_its_place() -> None:
    gazetteer = Gazetteer(outlets=(Outlet(id="a", name="Ardal Post"), Outlet(id="b", name="Ardal Post Weekly")))
    [(start, end, outlet)] = finder(gazetteer).mentions("In the Ardal Post Weekly, he wrote.")
    assert (start, end, outlet.id) == (7, 24, "b")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Sun reported that it rained.", ["The Sun"]),
        ("He told The Sun that it rained.", ["The Sun"]),
        ("The Sun Valley festival is over.", []),
        ("The sun rose.", []),
        ("Time is short.", []),
        ("Time magazine wrote about it.", ["Time"]),
        ("the weekly Time of Monday", ["Time"]),
        ("Time reported on it.", ["Time"]),
        ("morrow press", []),
    ],
)
def test_common_words_are_told_from_names(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert names(gazetteer, text) == found


def test_the_house_adds_and_replaces_outlets(gazetteer: Gazetteer) -> None:
    more = sourcing.extended(gazetteer, [Outlet(id="sun", name="The Sun of Ardal"), Outlet(id="new", name="Nyhet")])
    assert len(more.outlets) == len(gazetteer.outlets) + 1
    assert names(more, "The Sun of Ardal and Nyhet") == ["The Sun of Ardal", "Nyhet"]


def test_hosts_belong_to_outlets(gazetteer: Gazetteer) -> None:
    hosts = finder(gazetteer)
    assert hosts.at_host("www.gazette.example").id == "gazette"  # type: ignore[union-attr]
    assert hosts.at_host("notgazette.example") is None
    assert hosts.at_host("example") is None


def test_exact_names(gazetteer: Gazetteer) -> None:
    assert finder(gazetteer).named("Ardal Gazette").id == "gazette"  # type: ignore[union-attr]
    assert finder(gazetteer).named("Ardal") is None
    assert finder(gazetteer).named("") is None
