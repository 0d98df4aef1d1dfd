"""One report is one lead, whatever changes about its entry; two reports are two, whatever they share."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mediawire.intake import identity
from mediawire.model.errors import ConfigurationError
from mediawire.model.feed import FeedDocument, FeedEntry, Lead
from mediawire.model.source import Source

SOURCE = Source(id="outlet", name="The Outlet", home="https://outlet.example/")
BODY = "The council agreed on Tuesday night to close the old bridge for two years. " * 4
ENTRY = FeedEntry(
    id="https://outlet.example/?p=101",
    link="https://outlet.example/2026/03/bridge-closed",
    title="Council closes the old bridge",
    published=dt.datetime(2026, 3, 5, 14, 7, tzinfo=dt.UTC),
    summary=BODY,
)


def lead(entry: FeedEntry = ENTRY, policy: str = "default", **changes: object) -> Lead:
    changed = dataclasses.replace(entry, **changes)  # type: ignore[arg-type]
    return identity.lead(changed, dataclasses.replace(SOURCE, identity=policy), "https://outlet.example/feed")


def same(a: Lead, b: Lead) -> bool:
    return bool(set(a.keys) & set(b.keys))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "new-guid-with-the-headline", "title": "Council votes to shut bridge"},
        {"id": "another", "link": "https://outlet.example/2026/03/bridge-closed?utm_source=rss&utm_medium=feed"},
        {"id": "another", "link": "http://www.outlet.example/2026/03/bridge-closed/?token=9f8e7d6c#comments"},
        {"id": "another", "link": "https://m.outlet.example/2026/03/bridge-closed/amp/"},
        {"link": "https://outlet.example/2026/03/council-votes-to-shut-bridge", "title": "Council votes"},
        {"id": "another", "link": "https://outlet.example/x9", "title": "Council votes to shut bridge"},
        {"id": None, "link": None},
        {"id": "another", "link": "https://outlet.example/x9", "summary": "Shorter."},
    ],
)
def test_one_report_whatever_changes(changes: dict[str, object]) -> None:
    changed = lead(**changes)
    assert same(lead(), changed)
    assert identity.why(lead(), changed).startswith("One report: both ")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "b", "link": "https://outlet.example/b", "published": dt.datetime(2026, 3, 6, tzinfo=dt.UTC)},
        {"id": "b", "link": "https://outlet.example/b", "title": "Another report", "summary": "Another text."},
        {"id": "https://outlet.example/?p=102", "link": None, "title": "Live", "summary": ""},
    ],
)
def test_two_reports_stay_two(changes: dict[str, object]) -> None:
    changed = lead(**changes)
    assert not same(lead(), changed)
    assert identity.why(lead(), changed) == ""


def test_a_standing_headline_is_not_one_report_day_after_day() -> None:
    monday = lead(title="Weather forecast for the region", id="1001", link="https://outlet.example/w1")
    tuesday = lead(
        title="Weather forecast for the region", id="1002", link="https://outlet.example/w2",
        published=dt.datetime(2026, 3, 6, 14, 7, tzinfo=dt.UTC),
    )  # fmt: skip
    assert not same(monday, tuesday)


def test_the_keys_stand_strongest_first() -> None:
    kinds = [key.partition(":")[0] for key in lead().keys]
    assert kinds == ["guid", "url", "text", "text"]


@pytest.mark.parametrize("guid", ["3", "https://outlet.example/", "  ", ""])
def test_a_place_in_a_list_or_a_home_page_names_no_report(guid: str) -> None:
    assert not any(key.startswith("guid:") for key in lead(id=guid).keys)


def test_a_script_is_an_opaque_identifier_and_never_an_address() -> None:
    odd = lead(id="javascript:alert(1)", link="javascript:alert(2)")
    assert odd.url == ""
    assert odd.keys[0] == "guid:javascript:alert(1)"


def test_an_entry_without_anything_still_has_a_key() -> None:
    assert len(identity.keys(FeedEntry(), SOURCE)) == 1


def test_the_address_is_the_link_then_an_identifier_that_is_one() -> None:
    assert lead().url == ENTRY.link
    assert lead(link=None).url == ENTRY.id
    assert lead(link=None, id="x", also=("https://outlet.example/a",)).url == "https://outlet.example/a"


def test_a_counting_proxy_and_the_page_behind_it_are_one() -> None:
    proxied = lead(id="a", link="https://feedproxy.example/~r/x", also=(ENTRY.link or "",), title="", summary="")
    assert same(proxied, lead())


@pytest.mark.parametrize(
    ("policy", "kinds"),
    [
        ("guid", {"guid"}),
        ("url", {"url"}),
        ("text", {"text"}),
        ("guid-changes", {"url", "text"}),
        ("guid url", {"guid", "url"}),
        ("drop:ref2", {"guid", "url", "text"}),
    ],
)
def test_the_policy_is_data(policy: str, kinds: set[str]) -> None:
    assert {key.partition(":")[0] for key in lead(policy=policy).keys} == kinds


def test_parameters_by_policy() -> None:
    address = "https://outlet.example/story?id=7&edition=north"
    other = "https://outlet.example/story?id=7&edition=south"
    assert not same(lead(link=address, policy="url"), lead(link=other, policy="url"))
    assert same(lead(link=address, policy="url drop:edition"), lead(link=other, policy="url drop:edition"))
    assert same(lead(link=address, policy="url keep:id"), lead(link=other, policy="url keep:id"))
    path = identity.policy("path")
    assert not path.reduction.query


@pytest.mark.parametrize("policy", ["nonsense", "url drop:", "guid;url"])
def test_an_unknown_policy_is_refused_with_its_remedy(policy: str) -> None:
    with pytest.raises(ConfigurationError, match="identity policy") as caught:
        lead(policy=policy)
    assert "default" in caught.value.remedy


def test_a_changed_wording_under_the_same_keys_is_seen() -> None:
    assert identity.wording(ENTRY) == identity.wording(
        dataclasses.replace(ENTRY, link="https://outlet.example/x?utm_id=1")
    )
    assert identity.wording(ENTRY) == identity.wording(dataclasses.replace(ENTRY, summary=f"<p>{BODY}</p>"))
    assert identity.wording(ENTRY) != identity.wording(dataclasses.replace(ENTRY, summary=BODY.replace("two", "three")))


def test_leads_of_other_sources_are_never_one() -> None:
    assert identity.why(lead(), dataclasses.replace(lead(), source_id="other")) == ""


def test_a_document_gives_each_report_once() -> None:
    again = dataclasses.replace(ENTRY, id="b", link=f"{ENTRY.link}?utm_source=x")
    other = FeedEntry(id="other", link="https://outlet.example/other", title="Other")
    found = identity.leads(FeedDocument(entries=(ENTRY, again, other)), SOURCE, "door")
    assert [each.entry.id for each in found] == [ENTRY.id, "other"]


def test_an_address_that_many_reports_share_names_none_of_them() -> None:
    entries = tuple(FeedEntry(id="x-1", link="https://outlet.example/live", title=f"Post number {n}") for n in range(4))
    found = identity.leads(FeedDocument(entries=entries), SOURCE, "door")
    assert len(found) == 4
    assert len({each.keys for each in found}) == 4


def test_reasons_are_sentences_for_the_desk() -> None:
    assert identity.why(lead(), lead()).count("both") == 4
    plain = identity.why(lead(policy="url"), lead(policy="url"))
    assert plain == "One report: both stand at outlet.example/2026/03/bridge-closed."
    tracked = identity.why(lead(policy="url"), lead(policy="url", link=f"{ENTRY.link}?fbclid=x"))
    assert "tracking and session parameters left out" in tracked
