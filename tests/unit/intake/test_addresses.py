"""Addresses reduced to what they name."""

from __future__ import annotations

import pytest

from mediawire.intake.addresses import Reduction, reduced, site_of

PLAIN = "outlet.example/a/story"


@pytest.mark.parametrize(
    "address",
    [
        "https://outlet.example/a/story",
        "http://www.outlet.example:80/a/story/",
        "HTTPS://OUTLET.EXAMPLE:443/a//story",
        "https://m.outlet.example/a/story#top",
        "https://amp.outlet.example/a/story",
        "https://outlet.example/a/story/amp",
        "https://outlet.example/amp/a/story",
        "https://outlet.example/a/story/index.html",
        "https://outlet.example/a/story;jsessionid=1A2B",
        "https://outlet.example/a/story?utm_source=x&utm_campaign=y&fbclid=z",
        "https://outlet.example/a/story?at_medium=RSS&at_campaign=KARANGA",
        "https://outlet.example/a/story?token=abc&expires=99",
        "https://outlet.example/a/%73tory",
        "https://outlet.example./a/story",
    ],
)
def test_one_page_has_one_spelling(address: str) -> None:
    assert reduced(address) == PLAIN


@pytest.mark.parametrize(
    "address",
    [
        "https://outlet.example/a/story?id=7",
        "https://outlet.example/a/story?page=2",
        "https://outlet.example:8080/a/story",
        "https://outlet.example/a/Story",
        "https://news.outlet.example/a/story",
        "https://outlet.example/a/story2",
    ],
)
def test_other_pages_stay_other(address: str) -> None:
    assert reduced(address) not in ("", PLAIN)


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "urn:x", "/a", "https://", "http://[x", "http://a:b/"])
def test_what_is_no_web_address_is_nothing(address: str) -> None:
    assert reduced(address) == ""


def test_the_order_of_parameters_does_not_count() -> None:
    assert reduced("https://a.example/x?b=2&a=1") == reduced("https://a.example/x?a=1&b=2")


def test_a_rule_may_keep_or_drop() -> None:
    address = "https://a.example/x?id=1&tab=2"
    assert reduced(address, Reduction(drop=("tab",))) == "a.example/x?id=1"
    assert reduced(address, Reduction(keep=("tab",))) == "a.example/x?tab=2"
    assert reduced(address, Reduction(query=False)) == "a.example/x"


def test_names_in_other_scripts_have_one_spelling() -> None:
    assert reduced("https://bücher.example/x") == reduced("https://xn--bcher-kva.example/x")


def test_the_site_of_an_address() -> None:
    assert site_of("https://www.outlet.example/a?b") == "outlet.example"
    assert site_of("x") == ""
