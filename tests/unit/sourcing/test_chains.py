"""Chains: from an outlet back to whoever said it first."""

from collections.abc import Callable

import pytest

from mediawire.model.report import Stated
from mediawire.model.sourcing import Chain, SourceKind
from mediawire.sourcing.kinds import kind_of

Trace = Callable[..., Chain]


def names(chain: Chain) -> list[str]:
    return [link.name for link in chain.links]


def test_an_outlet_alone_is_its_own_chain(trace: Trace) -> None:
    assert names(trace("It rained all day in the valley.")) == ["Front Page"]


def test_an_unknown_outlet_goes_by_its_id(trace: Trace) -> None:
    chain = trace("It rained.", source_id="nowhere", url="https://nowhere.example/a")
    assert names(chain) == ["nowhere"]
    assert chain.links[0].url == "https://nowhere.example/a"


def test_an_agency_that_cites_a_source(trace: Trace) -> None:
    chain = trace(
        "The bridge has moved by ten metres, Morrow Press reported on Monday, citing a source in the harbour office."
    )
    assert names(chain) == ["Front Page", "Morrow Press", "a source in the harbour office"]
    assert [link.kind for link in chain.links] == [SourceKind.OUTLET, SourceKind.AGENCY, SourceKind.ANONYMOUS]


def test_short_forms_are_the_source_named_before(trace: Trace) -> None:
    chain = trace(
        "The bridge has moved, Morrow Press reported, citing a source in the harbour office.",
        "“It moves a little every day,” the source told Morrow Press.",
        "“Nobody upstairs wants to hear of it.”",
        "The source added that the ferry was safe.",
    )
    cited = [each for each in chain.citations if each.kind is SourceKind.ANONYMOUS]
    assert {each.name for each in cited} == {"a source in the harbour office"}
    assert all(each.through == ("Morrow Press",) for each in cited)
    assert chain.others == ()
    assert [(each.direct, len(each.content_at)) for each in cited[1:3]] == [("direct", 1), ("direct", 1)]


def test_figures_of_two_sources_stand_in_different_chains(trace: Trace) -> None:
    chain = trace(
        "The port has lost 575 boats, Morrow Press reported, citing a source in the navy.",
        "In total, almost 580 boats were lost, Tomas Veld, the deputy head of the coast service, told Lowland Wire.",
    )
    assert names(chain)[1:] == ["Morrow Press", "a source in the navy"]
    [other] = chain.others
    assert [link.name for link in other[1:]] == ["Lowland Wire", "Tomas Veld"]
    assert other[-1].kind is SourceKind.OFFICIAL


def test_what_somebody_believes_through_an_outlet(trace: Trace) -> None:
    chain = trace(
        "Allies believe that the fleet will sail in May, The Ardal Gazette reported, hoping to be home by June.",
    )
    assert names(chain) == ["Front Page", "The Ardal Gazette", "Allies"]


def test_an_outlet_with_nobody_behind_takes_the_source_beside_it(trace: Trace) -> None:
    chain = trace("A ferry ran aground, Morrow Press reported. Everybody was safe, the coast guard said.")
    assert names(chain) == ["Front Page", "Morrow Press", "the coast guard"]


def test_a_credit_line_puts_the_agency_into_the_chain(trace: Trace) -> None:
    for more in (
        {"agency_credit": Stated(value="(Morrow Press)", origin="text")},
        {"byline": Stated(value="By Ann Lind, Morrow Press", origin="meta")},
    ):
        chain = trace("The bridge was closed, the harbour office said.", **more)
        assert names(chain) == ["Front Page", "Morrow Press", "the harbour office"]
    chain = trace("ARDAL (Morrow Press) - The bridge was closed, the harbour office said.")
    assert names(chain) == ["Front Page", "Morrow Press", "the harbour office"]


def test_a_closing_credit_line_counts_and_a_sentence_does_not(trace: Trace) -> None:
    body = ["The bridge was closed, the harbour office said.", "It rained.", "It rained more."]
    credited = trace(*body, "Reporting by Ann Lind; editing by Lowland Wire")
    assert [each.name for each in credited.citations if each.cue == "credit"] == ["Lowland Wire"]
    plain = trace(*body, "He said that Lowland Wire had asked him.")
    assert [each.name for each in plain.citations if each.cue == "credit"] == []


def test_the_own_agency_is_no_link_of_its_own_chain(trace: Trace) -> None:
    chain = trace("ARDAL (Morrow Press) - The bridge was closed, Ilka Brandt told Morrow Press.", source_id="morrow")
    assert names(chain) == ["Morrow Press", "Ilka Brandt"]


def test_pronouns_are_the_last_person(trace: Trace) -> None:
    chain = trace("Ilka Brandt said the bridge was closed.", "She said that the ferry would run.")
    assert [each.name for each in chain.citations] == ["Ilka Brandt", "Ilka Brandt"]


def test_surnames_are_the_full_name(trace: Trace) -> None:
    chain = trace("Ilka Brandt said the bridge was closed.", "Brandt said that the ferry would run.")
    assert {each.name for each in chain.citations} == {"Ilka Brandt"}


def test_the_agency_is_the_one_cited_before(trace: Trace) -> None:
    chain = trace(
        "A ferry ran aground, Morrow Press reported.",
        "It struck a bank two miles out, Nell Harrow told reporters, according to the agency.",
    )
    harrow = next(each for each in chain.citations if each.name == "Nell Harrow")
    assert harrow.through == ("Morrow Press",)


def test_a_document_seen_by_an_agency(trace: Trace) -> None:
    chain = trace("The bridge is unsafe, according to a report seen by Morrow Press.")
    assert names(chain) == ["Front Page", "Morrow Press", "a report"]
    assert chain.links[-1].kind is SourceKind.DOCUMENT


def test_an_outlets_poll_is_the_outlets(trace: Trace) -> None:
    chain = trace("Nine in ten would pay for it, a new Ardal Gazette poll found.")
    assert chain.citations[0].outlet_id == "gazette"


def test_a_person_of_an_outlet_is_a_person(trace: Trace) -> None:
    [citation] = trace("“It moves,” The Ardal Gazette's Ann Lind wrote.").citations
    assert (citation.kind, citation.outlet_id) == (SourceKind.PERSON, "gazette")


def test_an_outlet_leaned_on_without_a_clause(trace: Trace) -> None:
    [citation] = trace("The pictures were first published by The Ardal Gazette in May.").citations
    assert (citation.name, citation.content_at) == ("The Ardal Gazette", ())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a source in the ministry", SourceKind.ANONYMOUS),
        ("two people familiar with the talks", SourceKind.ANONYMOUS),
        ("an official who spoke on condition of anonymity", SourceKind.ANONYMOUS),
        ("the Foreign Ministry", SourceKind.OFFICIAL),
        ("Ilsa Dorn, the agriculture minister", SourceKind.OFFICIAL),
        ("a report of the ministry", SourceKind.DOCUMENT),
        ("court records", SourceKind.DOCUMENT),
        ("the Association of Millers", SourceKind.ORGANISATION),
        ("Ruth Amsel, a teacher", SourceKind.PERSON),
        ("she", SourceKind.PERSON),
        ("", SourceKind.PERSON),
    ],
)
def test_kinds_of_sources(name: str, kind: SourceKind) -> None:
    assert kind_of(name) is kind


def test_the_same_report_gives_the_same_chain(trace: Trace) -> None:
    text = "The bridge has moved, Morrow Press reported, citing a source in the harbour office."
    assert trace(text) == trace(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Ardal Gazette poll was conducted by telephone in May.",
        "The mayor met the Ardal Gazette editorial board on Friday.",
        "The mayor dismissed a report in the Ardal Gazette.",
        "Readers of the Ardal Gazette said the bridge was ugly.",
        "A study published in the Ardal Gazette found that bridges rust.",
    ],
)
def test_an_outlet_that_is_spoken_of_is_not_leaned_on(trace: Trace, sentence: str) -> None:
    assert [each.name for each in trace(sentence).citations if each.outlet_id] == []


def test_a_poll_of_two_outlets_is_one_citation(trace: Trace) -> None:
    found = trace("A slim lead showed in the latest Morrow/Ardal Gazette poll on Sunday.").citations
    assert [each.name for each in found if each.outlet_id] == ["Morrow Press/The Ardal Gazette"]


def test_a_source_named_by_its_own_is_named_as_itself(trace: Trace) -> None:
    chain = trace(
        "Ilka Brandt's plan to sell the gate has failed, and the pilots' criticism of the council is old.",
        "Her decision to leave was expected. “I have packed,” Brandt said.",
    )
    assert [each.name for each in chain.citations] == ["Ilka Brandt", "the pilots", "Ilka Brandt", "Ilka Brandt"]
    assert names(chain) == ["Front Page", "Ilka Brandt"]


def test_what_is_said_of_a_source_is_no_part_of_its_name(trace: Trace) -> None:
    chain = trace(
        "The reserve has fallen, according to a source in the harbour office.",
        "The source, who spoke on condition of anonymity, said it would last a year.",
        "“Nobody upstairs wants to hear of it,” the source said.",
    )
    assert {each.name for each in chain.citations} == {"a source in the harbour office"}
