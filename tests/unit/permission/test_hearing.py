"""What a report says of itself narrows its permission and never widens it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.permission import Permission, Used
from mediawire.model.report import Block, BlockKind, Omission, Reason, Report, Signal, Span, Stated
from mediawire.model.rights import Verdict
from mediawire.model.settings import House, Profile
from mediawire.model.source import Answer, Extent, Layer, LayerKind, Source, Terms
from mediawire.permission import allowed, hearing, licensing, other_hands, permitted
from mediawire.permission.licensing import agree, identify

MOMENT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
HOUSE = House(name="Quay", url="https://quay.example/", contact="desk@quay.example")
NONPROFIT = dataclasses.replace(HOUSE, profile=Profile(for_profit=False))
ORDER = [Extent.FULL, Extent.EXCERPT, Extent.HEADLINE, Extent.NOTHING]
BY, BY_ND, BY_NC = (f"https://creativecommons.org/licenses/{kind}/4.0/" for kind in ("by", "by-nd", "by-nc"))


def source(*layers: Layer) -> Source:
    return Source(id="north", name="The Northern Star", home="https://north.example/", terms=Terms(layers=layers))


FREE = source(Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.FULL, headline_may_change=Answer.YES, human_choice=False))
CC_BY = source(Layer(kind=LayerKind.LICENCE, licence="CC-BY-4.0"))


def report(*texts: str, **told: object) -> Report:
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(start=at, end=at + 1)) for at, text in enumerate(texts)
    )
    values = {"canonical": "", "blocks": blocks} | told
    return Report(
        id="0" * 16,
        source_id="north",
        url="https://north.example/1",
        capture="0" * 64,
        retrieved_at=MOMENT,
        headline=Stated(value="Harbour reopens", origin="h1"),
        **values,
    )


def licensed(value: str, scope: str = "item", kind: str = "license") -> Signal:
    return Signal(kind=kind, value=value, scope=scope, where=f"test {scope}")


def given_to(outlet: Source, subject: Report, house: House = HOUSE) -> Permission:
    return permitted(subject, outlet, house, Used(), MOMENT)


def held(subject: Report, outlet: Source) -> str:
    return hearing(subject, outlet, HOUSE, Used(), MOMENT).contradiction


@pytest.mark.parametrize(
    ("value", "licence"),
    [
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/deed.fr", "CC-BY-NC-ND-4.0"),
        ("http://www.creativecommons.org/licenses/by/2.5/se/", "CC-BY-2.5-SE"),
        ("https://creativecommons.org/licenses/by-nd/", "CC-BY-ND"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "LicenseRef-public-domain"),
        ("CC BY-NC-SA 3.0", "CC-BY-NC-SA-3.0"),
        ("CC-BY", "CC-BY"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International", "CC-BY-NC-ND-4.0"),
        ("Attribution-ShareAlike 2.0", "CC-BY-SA-2.0"),
        ("© 2026 X. All rights reserved.", "reserved"),
        ("Alle Rechte vorbehalten", "reserved"),
        ("Все права защищены", "reserved"),
        ("This material may not be published, broadcast or rewritten.", "reserved"),
        ("in the public domain", "LicenseRef-public-domain"),
        ("This is not in the public domain", ""),
        ("© 2026 The Northern Star", ""),
        ("https://north.example/terms", ""),
        ("https://evil.example/?creativecommons.org/licenses/byte/4.0/", ""),
        ("", ""),
    ],
)
def test_licences_by_address_and_in_words(value: str, licence: str) -> None:
    assert identify(value) == licence


def test_a_licence_without_a_version_agrees_with_any_and_versions_do_not_with_one_another() -> None:
    assert agree("CC-BY-ND", "CC-BY-ND-4.0")
    assert agree("CC-BY-4.0", "CC-BY")
    assert not agree("CC-BY-3.0", "CC-BY-4.0")
    assert not agree("CC-BY", "CC-BY-ND")
    assert not agree("reserved", "CC-BY")


def test_signals_without_terms_permit_nothing_by_themselves() -> None:
    permission = given_to(source(), report(signals=(licensed(BY),)))
    assert permission.extent is Extent.HEADLINE


def test_a_licence_that_the_terms_know_changes_nothing() -> None:
    plain, marked = report(), report(signals=(licensed(BY),))
    assert given_to(CC_BY, marked) == given_to(CC_BY, plain)


def test_two_licences_on_a_page_are_held_with_both_named() -> None:
    subject = report(signals=(licensed(BY), licensed(BY_NC, "site")))
    permission = given_to(CC_BY, subject)
    assert permission.extent is Extent.HEADLINE
    assert permission.human_choice
    assert "CC BY-4.0" in held(subject, CC_BY)
    assert "CC BY-NC-4.0" in held(subject, CC_BY)
    assert licensing(subject).verdict is Verdict.CONFLICT


def test_a_page_that_says_another_licence_than_the_terms_is_held() -> None:
    subject = report(signals=(licensed(BY_NC),))
    assert held(subject, CC_BY)
    assert not held(subject, source())
    assert given_to(CC_BY, subject).extent is Extent.HEADLINE


def test_rights_reserved_beside_house_rules_are_held() -> None:
    subject = report(signals=(licensed("All rights reserved", kind="copyright-notice"),))
    assert "reserves" in held(subject, FREE)
    assert given_to(FREE, subject).extent is Extent.HEADLINE


@pytest.mark.parametrize("scope", ["figure", "other"])
def test_the_licence_of_a_picture_or_another_work_says_nothing_of_the_text(scope: str) -> None:
    subject = report(signals=(licensed(BY_NC, scope),))
    assert licensing(subject).verdict is Verdict.SILENT
    assert given_to(FREE, subject).extent is Extent.FULL


def test_a_picture_with_words_of_its_own_is_not_covered_by_the_text() -> None:
    with_pictures = source(Layer(kind=LayerKind.HOUSE_RULES, extent=Extent.FULL, pictures=Answer.YES))
    assert given_to(with_pictures, report()).pictures
    assert not given_to(with_pictures, report(signals=(licensed(BY, "figure"),))).pictures


def test_the_constant_of_the_tracker_tool_is_nobodys_licence_but_another_value_there_is() -> None:
    assert licensing(report(signals=(licensed(BY_ND, "widget"),))).verdict is Verdict.SILENT
    assert licensing(report(signals=(licensed(BY, "widget"),))).licence == "CC-BY-4.0"


@pytest.mark.parametrize("kind", ["rsl", "tdm-reservation", "tdm-policy", "robots", "content-signal"])
def test_what_concerns_machines_does_not_concern_reprinting(kind: str) -> None:
    plain, marked = report(), report(signals=(licensed("1", "page", kind),))
    assert given_to(FREE, marked) == given_to(FREE, plain)


def test_noncommercial_and_no_derivatives_narrow_house_rules_that_do_not_name_them() -> None:
    subject = report(signals=(licensed(BY_NC),))
    assert given_to(FREE, subject).extent is Extent.HEADLINE
    assert given_to(FREE, subject, NONPROFIT).extent is Extent.FULL
    fixed = given_to(FREE, report(signals=(licensed(BY_ND),)))
    assert fixed.extent is Extent.FULL
    assert not fixed.headline_may_change


def test_terms_pages_are_proposed_with_whole_addresses() -> None:
    subject = report(signals=(licensed("/republish", "page", "republish-offer"), licensed("/terms", "page")))
    weighed = licensing(subject)
    assert weighed.offered
    assert weighed.terms_urls == ("https://north.example/republish", "https://north.example/terms")


# -- another's copy --

OTHERS = {
    "byline": {"byline": Stated(value="By Ada Quint and Reuters", origin="meta")},
    "author": {"authors": ("AFP",)},
    "canonical": {"canonical": "https://fieldnotes.example/1"},
    "original source": {"signals": (licensed("https://fieldnotes.example/1", "page", "original-source"),)},
    "left out": {
        "omissions": (
            Omission(
                span=Span(start=0, end=1),
                reason=Reason.FURNITURE,
                text="This story was first published by Fieldnotes and is reprinted here.",
            ),
        )
    },
}


@pytest.mark.parametrize("told", OTHERS.values(), ids=OTHERS)
def test_signs_of_anothers_copy_leave_headline_and_link(told: dict[str, object]) -> None:
    subject = report("A paragraph.", **told)
    permission = given_to(FREE, subject)
    assert permission.extent is Extent.HEADLINE
    assert permission.human_choice
    assert "do not cover" in permission.reasons[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The gate opens on Friday. (Reuters)", "Reuters"),
        ("Das Tor öffnet am Freitag. (dpa/AFP)", "dpa/AFP"),
        ("© 2026 AFP", "AFP"),
        ("Source: Associated Press", "Associated Press"),
        ("NORDHOLM (AP) — The gate opens on Friday.", "AP"),
        ("BERLIN, 3. März (dpa) - Das Tor öffnet.", "dpa"),
        ("This article first appeared on Fieldnotes.", "Fieldnotes"),
        ("This story was originally published by Grist. Sign up for its newsletter.", "Grist"),
        ("Republished with permission from Fieldnotes, a weekly.", "Fieldnotes"),
        ("Cet article a été initialement publié par Le Quai.", "Le Quai"),
        ("Esta reportagem foi publicada originalmente no Diário do Cais.", "Diário do Cais"),
    ],
)
def test_words_that_name_another_hand(text: str, name: str) -> None:
    assert [each.name for each in other_hands(report(text), FREE)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "This article was originally published by The Northern Star.",
        "The minister told Reuters that the gate opens on Friday.",
        "The results were first published in the journal Water.",
        "The book, first published by Merrow Press in 1911, is out of print.",
        "He was released (AP confirmed it) and went home.",
        "NORDHOLM (north) - The gate opens on Friday.",
        "The AA said that roads were icy.",
    ],
)
def test_words_that_only_look_like_another_hand(text: str) -> None:
    assert other_hands(report("Before.", text, "After."), FREE) == ()


def test_an_agency_owns_its_own_copy_and_subdomains_are_one_site() -> None:
    agency = Source(id="reuters", name="Reuters", home="https://www.reuters.com/", kind="agency")
    subject = dataclasses.replace(report("LONDON (Reuters) - Rain."), url="https://www.reuters.com/1")
    assert other_hands(subject, agency) == ()
    subject = report(
        canonical="https://www.north.example/1", signals=(licensed("https://m.north.example/1", "item", "is-based-on"),)
    )
    assert other_hands(subject, FREE) == ()


def test_the_caption_of_a_picture_credits_the_picture_alone() -> None:
    caption = Block(kind=BlockKind.CAPTION, text="A lock. (Reuters)", span=Span(start=0, end=1))
    assert other_hands(report(blocks=(caption,)), FREE) == ()


# -- never wider --

signals_of_any_kind = st.builds(
    Signal,
    kind=st.sampled_from(
        ["license", "licence-link", "copyright-notice", "rights", "usage-info", "republish-offer", "republish-widget",
         "is-based-on", "original-source", "source-organization", "credit-text", "rsl", "tdm-reservation", "robots"]
    ),
    value=st.sampled_from(
        [BY, BY_ND, BY_NC, "CC BY", "CC BY-ND", "https://creativecommons.org/publicdomain/zero/1.0/", "/terms",
         "https://creativecommons.org/licenses/by/3.0/", "All rights reserved", "public domain", "Reuters",
         "https://fieldnotes.example/1", "1", "yes", "permission=all"]
    ),
    scope=st.sampled_from(["item", "page", "site", "feed", "figure", "widget", "other"]),
    where=st.sampled_from(["a", "b"]),
)  # fmt: skip
layers_of_any_kind = st.builds(
    Layer,
    kind=st.sampled_from(LayerKind),
    extent=st.none() | st.sampled_from(Extent),
    licence=st.none() | st.sampled_from(["CC-BY-4.0", "CC-BY-ND-4.0", "CC-BY-NC-4.0", "CC0-1.0", "LicenseRef-house"]),
    headline_may_change=st.none() | st.sampled_from(Answer),
    pictures=st.none() | st.sampled_from(Answer),
    human_choice=st.none() | st.booleans(),
)


def is_no_wider(after: Permission, before: Permission) -> bool:
    return all(
        (
            ORDER.index(after.extent) >= ORDER.index(before.extent),
            after.headline_may_change <= before.headline_may_change,
            after.human_choice >= before.human_choice,
            after.pictures <= before.pictures,
            after.credits == before.credits,
            (after.not_before, after.until) == (before.not_before, before.until),
        )
    )


@given(
    st.lists(layers_of_any_kind, max_size=3),
    st.lists(signals_of_any_kind, max_size=4),
    signals_of_any_kind,
    st.sampled_from([HOUSE, NONPROFIT]),
)
def test_no_signal_ever_widens_a_permission(
    layers: list[Layer], signals: list[Signal], more: Signal, house: House
) -> None:
    outlet = source(*layers)
    bare, some, all_of_them = report(), report(signals=tuple(signals)), report(signals=(*signals, more))
    by_terms = allowed(bare, outlet.terms, house, Used(), MOMENT)
    before, after = given_to(outlet, some, house), given_to(outlet, all_of_them, house)
    assert is_no_wider(before, by_terms)
    assert is_no_wider(after, before)
    assert not (held(some, outlet) and not held(all_of_them, outlet))


@given(st.lists(signals_of_any_kind, max_size=4), st.randoms())
def test_the_order_of_signals_does_not_matter(signals: list[Signal], chance: object) -> None:
    shuffled = list(signals)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (given_to(CC_BY, report(signals=tuple(each))) for each in (signals, shuffled))
    assert (one.extent, one.headline_may_change, one.human_choice) == (
        other.extent, other.headline_may_change, other.human_choice,
    )  # fmt: skip
