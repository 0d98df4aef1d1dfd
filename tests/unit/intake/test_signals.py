"""Signals about rights, kept with the capture."""

from __future__ import annotations

import json

import pytest

from mediawire.intake import signals


def told(html: str, headers: dict[str, str] | None = None) -> set[tuple[str, str, str]]:
    return {(each.kind, each.value, each.scope) for each in signals.of(html.encode(), headers or {})}


@pytest.mark.parametrize(
    ("html", "signal"),
    [
        ('<a rel="license" href="https://cc.example/by">CC</a>', ("license", "https://cc.example/by", "page")),
        ('<link rel="license" href="/terms">', ("license", "/terms", "page")),
        ('<figure><a rel="license" href="https://cc.example/by">CC</a></figure>',
         ("license", "https://cc.example/by", "figure")),
        ('<div class="wp-caption"><a rel="license nofollow" href="/x">x</a></div>', ("license", "/x", "figure")),
        ('<link rel="canonical" href="https://outlet.example/a">', ("canonical", "https://outlet.example/a", "page")),
        ('<link rel="amphtml" href="/amp">', ("amp", "/amp", "page")),
        ('<link rel="hub" href="https://hub.example/">', ("hub", "https://hub.example/", "page")),
        ('<link rel="alternate" hreflang="fr" href="/fr">', ("alternate", "fr /fr", "page")),
        ('<meta name="tdm-reservation" content="1">', ("tdm-reservation", "1", "page")),
        ('<meta name="ROBOTS" content="noarchive">', ("robots", "noarchive", "page")),
        ('<meta name="syndication-source" content="https://o.example/a">',
         ("syndication-source", "https://o.example/a", "page")),
        ('<span property="cc:attributionName">Ada</span>', ("attribution-name", "Ada", "page")),
        ('<a rel="dct:rights" href="/r">r</a>', ("rights", "/r", "page")),
        ('<a itemprop="license" href="/l">l</a>', ("license", "/l", "page")),
    ],
)  # fmt: skip
def test_signals_of_the_markup(html: str, signal: tuple[str, str, str]) -> None:
    assert signal in told(html)


@pytest.mark.parametrize(
    ("headers", "signal"),
    [
        ({"tdm-reservation": "1"}, ("tdm-reservation", "1", "page")),
        ({"tdm-policy": "https://o.example/p"}, ("tdm-policy", "https://o.example/p", "page")),
        ({"x-robots-tag": "noai"}, ("robots", "noai", "page")),
        ({"link": '<https://o.example/a>; rel="canonical"'}, ("canonical", "https://o.example/a", "page")),
    ],
)
def test_signals_of_the_headers(headers: dict[str, str], signal: tuple[str, str, str]) -> None:
    assert signal in told("<p>x</p>", headers)


@pytest.mark.parametrize(
    "before", ["", "\0", "<p" * 50, "<!--", "<script>", "<html></html" + "<div>" * 3000, "\ufffe<a"]
)
def test_no_page_is_read_otherwise_for_the_one_before_it(before: str) -> None:
    page = '<html><head><link rel="license" href="/by"></head><body><a href="/terms">Terms</a></body></html>'
    first = signals.of(page.encode(), {})
    signals.of(before.encode(), {})
    assert signals.of(page.encode(), {}) == first
    assert {each.kind for each in first} == {"license", "terms-link"}


def json_ld(data: object) -> set[tuple[str, str, str]]:
    return told(f'<script type="application/ld+json">{json.dumps(data)}</script>')


def test_what_json_ld_says_of_the_article_its_picture_and_the_site() -> None:
    found = json_ld(
        {
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "license": {"@id": "https://cc.example/by"},
                    "isBasedOn": ["https://agency.example/1"],
                    "copyrightNotice": "The Outlet 2026",
                    "isAccessibleForFree": False,
                    "image": {"@type": "ImageObject", "license": "https://cc.example/pic"},
                    "video": {"license": "https://cc.example/vid"},
                },
                {"@type": "WebSite", "usageInfo": "https://outlet.example/use"},
            ]
        }
    )
    assert found == {
        ("license", "https://cc.example/by", "item"),
        ("is-based-on", "https://agency.example/1", "item"),
        ("copyright-notice", "The Outlet 2026", "item"),
        ("accessible-for-free", "false", "item"),
        ("license", "https://cc.example/pic", "figure"),
        ("license", "https://cc.example/vid", "figure"),
        ("usage-info", "https://outlet.example/use", "site"),
    }


@pytest.mark.parametrize("text", ["{", "[" * 5000, "null", '"x"', ""])
def test_json_that_is_none_says_nothing(text: str) -> None:
    assert told(f'<script type="application/ld+json">{text}</script>') == set()


def test_no_page_can_give_signals_without_end() -> None:
    html = "".join(f'<a rel="license" href="/{number}">x</a>' for number in range(5000))
    assert len(signals.of(html.encode(), {})) == 200
    assert len(signals.of(b'<meta name="robots" content="' + b"x" * 9000 + b'">', {})[0].value) == 2000


POLICY = json.dumps(
    [
        {"location": "/open/", "tdm-reservation": 0},
        {"location": "/*.pdf$", "tdm-reservation": 1, "tdm-policy": "https://o.example/pdf"},
        {"location": "/", "tdm-reservation": 1},
    ]
).encode()


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/open/a", [("tdm-reservation", "0")]),
        ("/x/a.pdf", [("tdm-reservation", "1"), ("tdm-policy", "https://o.example/pdf")]),
        ("/x/a.pdf?x", [("tdm-reservation", "1")]),
        ("/x", [("tdm-reservation", "1")]),
    ],
)
def test_the_first_rule_that_fits_is_the_reservation(path: str, values: list[tuple[str, str]]) -> None:
    found = signals.reserved(POLICY, path)
    assert [(each.kind, each.value) for each in found] == values
    assert {each.scope for each in found} == {"site"}


@pytest.mark.parametrize("policy", [b"", b"{}", b"nonsense", b"[5]", b'[{"location": ""}]', b"[" * 5000])
def test_a_policy_that_cannot_be_read_says_nothing(policy: bytes) -> None:
    assert signals.reserved(policy, "/x") == ()


@pytest.mark.parametrize(
    "html",
    [
        "<div>" + '<a rel="license" href="/x">x</a>' * 40_000 + "</div>",
        "<article><p>" + '<a rel="license" href="/x">x</a>' * 20_000,
        '<article><a rel="license" href="/x">x</a></article>' * 20_000,
        "<div>" + '<b itemprop="license">x</b>' * 40_000,
        '<b itemprop="license">x' * 3_000,
    ],
    ids=["one block", "one article", "many articles", "many properties", "nested properties"],
)
def test_a_page_that_names_licences_without_end_is_looked_at_so_far_and_no_further(html: str) -> None:
    """To say what a licence is about takes a look around it: without a bound the work would grow with the square."""
    assert 1 <= len(signals.of(html.encode(), {}, "https://outlet.example/a")) <= 200


def test_the_licence_line_of_robots_txt_is_a_signal_about_machines_for_the_site() -> None:
    basis = "allowed by robots.txt of 2026-11-25T04:00:00Z sha256:00; License: https://a.example/l.xml"
    [signal] = signals.of_robots(basis)
    assert (signal.kind, signal.value, signal.scope, signal.where) == (
        "rsl", "https://a.example/l.xml", "site", "robots.txt",
    )  # fmt: skip
    assert signals.of_robots("allowed, no robots.txt at 2026-11-25T04:00:00Z (404)") == ()
