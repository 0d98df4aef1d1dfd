"""Pictures: each by its own credit and licence, within what the terms say of pictures. What is unknown is not printed."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.permission import Permission
from mediawire.model.report import Picture, Signal
from mediawire.model.source import PICTURES, Answer, Extent, Layer, LayerKind, Source
from tests.unit.permission.test_hearing import NONPROFIT, given_to, report, source

BY = "https://creativecommons.org/licenses/by/4.0/"
BY_NC = "https://creativecommons.org/licenses/by-nc/4.0/"
URL = "https://north.example/1.jpg"


def outlet(*only: str, pictures: Answer | None = Answer.YES) -> Source:
    rules = LayerKind.HOUSE_RULES
    return source(Layer(kind=rules, extent=Extent.FULL, pictures=pictures, pictures_only=only))


def seen(credit: str = "", licence: str = "", *only: str, pictures: Answer | None = Answer.YES) -> bool:
    picture = Picture(url=URL, caption="The quay.", credit=credit, licence=licence)
    subject = report("The lock is shut.", pictures=(picture,), authors=("Ida Holm",))
    return bool(given_to(outlet(*only, pictures=pictures), subject).printable)


@pytest.mark.parametrize(
    ("credit", "licence", "covered"),
    [
        ("The Northern Star", "", True),
        ("Jon Berg / The Northern Star", "", True),
        ("Ida Holm", "", True),
        ("Ida Holm/Reuters", "", False),
        ("Reuters", "", False),
        ("AFP via The Northern Star", "", False),
        ("The Northern Star/Getty Images", "", False),
        ("Courtesy of the harbour office", "", False),
        ("Jon Berg", "", False),
        ("", "", False),
        ("Jon Berg", BY, True),
        ("", BY, False),
        ("Jon Berg", BY_NC, False),
        ("Jon Berg", "https://example.org/my-terms", False),
        ("The Northern Star", BY_NC, False),
    ],
)
def test_by_credit_and_licence(credit: str, licence: str, covered: bool) -> None:
    assert seen(credit, licence) is covered


@pytest.mark.parametrize("pictures", [None, Answer.NO, Answer.ASK])
def test_none_without_a_yes(pictures: Answer | None) -> None:
    assert not seen("The Northern Star", pictures=pictures)
    assert not seen("Jon Berg", BY, pictures=pictures)


def test_what_the_terms_narrow_or_let() -> None:
    assert seen("Jon Berg", "", "credited")
    assert not seen("Jon Berg/Reuters", "", "credited")
    assert not seen("", "", "credited")
    assert not seen("Jon Berg", BY, "own")
    assert seen("The Northern Star", "", "own")
    assert not seen("The Northern Star", "", "free")
    assert seen("Jon Berg", BY, "free")


def test_a_noncommercial_licence_is_for_a_house_that_says_it_is_that() -> None:
    subject = report("The lock is shut.", pictures=(Picture(url=URL, credit="Jon Berg", licence=BY_NC),))
    assert given_to(outlet(), subject, NONPROFIT).printable


def test_agency_copy_takes_its_pictures_with_it() -> None:
    picture = Picture(url=URL, credit="The Northern Star")
    subject = report("NORDHOLM (Reuters) - The lock is shut.", pictures=(picture,))
    assert not given_to(outlet(), subject).printable


def test_a_notice_of_a_picture_that_nobody_can_tell_counts_against_all() -> None:
    picture = Picture(url=URL, credit="The Northern Star", licence="")
    signal = Signal(kind="license", value=BY, scope="figure", where="rel=license")
    subject = report("The lock is shut.", pictures=(picture,), signals=(signal,))
    assert not given_to(outlet(), subject).printable
    its_own = dataclasses.replace(subject, pictures=(Picture(url=URL, credit="Jon Berg", licence=BY),))
    assert given_to(outlet(), its_own).printable


pictures_of_any_kind = st.builds(
    Picture,
    url=st.just(URL),
    credit=st.sampled_from(["", "The Northern Star", "Reuters", "Jon Berg", "Ida Holm", "AFP/The Northern Star"]),
    licence=st.sampled_from(["", BY, BY_NC]),
)


def _printable(only: frozenset[str], picture: Picture) -> Permission:
    subject = report("The lock is shut.", pictures=(picture,), authors=("Ida Holm",))
    return given_to(outlet(*sorted(only)), subject)


@given(st.frozensets(st.sampled_from([each for each in PICTURES if each != "credited"])), pictures_of_any_kind)
def test_a_restriction_never_widens(only: frozenset[str], picture: Picture) -> None:
    if _printable(only, picture).printable:
        assert _printable(frozenset(), picture).printable


@given(st.frozensets(st.sampled_from(PICTURES)), pictures_of_any_kind)
def test_an_agency_s_or_an_uncredited_picture_is_never_printed(only: frozenset[str], picture: Picture) -> None:
    anothers = ("Reuters" in picture.credit or "AFP" in picture.credit) and picture.licence == ""
    if anothers or not picture.credit:
        assert not _printable(only, picture).printable
