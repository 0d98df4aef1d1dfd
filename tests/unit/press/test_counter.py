"""Page counters: rebuilt pictures, with consent."""

from __future__ import annotations

import pytest

from mediawire.press import counter

PIXEL = "https://courier.example/?republication-pixel=true&post=7"


def test_a_picture_is_rebuilt_with_nothing_of_the_original_but_its_address():
    given = f'<img id="x" onload="steal()" style="width:1px" src="{PIXEL}">'
    told = str(counter.pixels(given))
    assert told == (
        '<img class="counter" src="https://courier.example/?republication-pixel=true&amp;post=7" alt="" width="1" '
        'height="1" referrerpolicy="no-referrer-when-downgrade">'
    )


def test_a_picture_inside_noscript_counts():
    given = f'<script src="https://courier.example/p.js"></script><noscript><img src="{PIXEL}"/></noscript>'
    assert counter.addresses(given) == (PIXEL,)


@pytest.mark.parametrize(
    "address",
    [
        "http://courier.example/pixel",
        "javascript:alert(1)",
        "data:image/gif;base64,R0lGOD",
        "//courier.example/pixel",
        "https://",
        "https://courier.example;script-src *",
        "https://courier.example,evil.example/",
        "https://[broken/",
        "",
    ],
)
def test_other_addresses_are_no_counter(address: str):
    assert counter.addresses(f'<img src="{address}">') == ()


def test_the_policy_names_each_origin_once():
    given = f'<img src="{PIXEL}"><img src="{PIXEL}2"><img src="https://b.example/x">'
    assert counter.origins(given) == ("https://courier.example", "https://b.example")
