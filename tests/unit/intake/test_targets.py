"""Targets: what is sent, and which spellings and places are refused."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.intake.targets import SPECIAL, Ground, special, target
from mediawire.model.errors import AddressRefused, ConfigurationError
from mediawire.model.settings import Manners


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTP://Example.ORG:80/A?b=C#part", "http://example.org/A?b=C"),
        ("https://example.org:443/", "https://example.org/"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("  https://example.org/a b\t\n", "https://example.org/a%20b"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://пример.example/путь?q=я", "https://xn--e1afmkfd.example/%D0%BF%D1%83%D1%82%D1%8C?q=%D1%8F"),
        ("https://example.org/a%2Fb%7e+c?x=%20&y=a+b", "https://example.org/a%2Fb%7e+c?x=%20&y=a+b"),
        ('https://example.org/a"<b>|^`{c}', "https://example.org/a%22%3Cb%3E%7C%5E%60%7Bc%7D"),
        ("https://example.org?a=1", "https://example.org/?a=1"),
        ("https://example.org/?a=b\\c", "https://example.org/?a=b%5Cc"),
        ("http://[2606:4700:0:0::1111]/x", "http://[2606:4700::1111]/x"),
        ("http://93.184.216.34:8080/", "http://93.184.216.34:8080/"),
        ("https://under_score.example/", "https://under_score.example/"),
    ],
)
def test_a_url_is_sent_as_written_but_for_what_may_not_be(written: str, sent: str) -> None:
    assert target(written).url == sent


@pytest.mark.parametrize(
    ("link", "sent"),
    [
        ("/b?c", "https://example.org/b?c"),
        ("b", "https://example.org/a/b"),
        ("?c", "https://example.org/a/page?c"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example/", "http://other.example/"),
    ],
)
def test_a_relative_address_is_read_where_it_stands(link: str, sent: str) -> None:
    assert target(link, "https://example.org/a/page").url == sent


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://example.org/", "not ftp"),
        ("example.org/feed", "without a scheme"),
        ("", "without a scheme"),
        ("http://", "not a host name"),
        ("http:///path", "not a host name"),
        ("http://example.org:99999/", "cannot be read"),
        ("http://example.org:abc/", "cannot be read"),
        ("http://exa mple.org/", "not a host name"),
        ("http://example..org/", "not a host name"),
        ("http://.example.org/", "not a host name"),
        ("http://example.org\x00.evil/", "control characters"),
        ("http://example.org/a\r\nHost: evil", "control characters"),
        ("http://example.org\\@evil.example/", "backslash"),
        ("http://user@example.org/", "user name"),
        ("http://:@example.org/", "user name"),
        ("http://[::1", "cannot be read"),
        ("http://[2606:4700::1111]evil.example/", "not an IPv6|cannot be read"),
        ("http://[2606:4700::1111]:80x/", "cannot be read"),
        ("http://example.org/\ud800", "control characters"),
        ("http://\ud800.example/", "control characters"),
        ("http://[example.org]/", "cannot be read|not an IPv6"),
        ("http://exam%70le.org/", "not a host name"),
        ("http://" + "a" * 64 + ".example/", "not a host name"),
        ("http://" + ".".join(["abcdefgh"] * 30) + "/", "not a host name"),
        ("http://example.org/" + "a" * 9000, "longer than 8000"),
        ("http://\u2064/", "not a host name"),
        ("http://xn--\u00fc.example/", "not a host name"),
    ],
)
def test_what_programs_read_differently_is_refused_with_its_reason(written: str, reason: str) -> None:
    with pytest.raises(AddressRefused, match=reason) as told:
        target(written)
    assert len(told.value.where) < 250
    assert told.value.remedy.endswith(".")


@pytest.mark.parametrize(
    "url",
    ["http://me:secret@example.org/a@b", "HTTPS://secret@example.org/", "ftp://a:secret@b@c/", "http:\\\\secret@x/"],
)
def test_a_refusal_does_not_repeat_a_password(url: str) -> None:
    with pytest.raises(AddressRefused) as told:
        target(url)
    assert "secret" not in str(told.value)


def test_the_origin_names_scheme_host_and_port() -> None:
    assert target("https://example.org/a?b").origin == "https://example.org"
    assert target("http://[2606:4700::1111]:8080/").origin == "http://[2606:4700::1111]:8080"


SPECIAL_IPV4 = [network for network, _ in SPECIAL if ":" not in network]
SPECIAL_IPV6 = [network for network, _ in SPECIAL if ":" in network]


@st.composite
def inside(draw: st.DrawFn, networks: list[str]) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    network = ipaddress.ip_network(draw(st.sampled_from(networks)))
    return network[draw(st.integers(0, network.num_addresses - 1))]


@given(inside(SPECIAL_IPV4 + SPECIAL_IPV6))
def test_every_address_of_a_special_range_is_refused(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert "special address" in Ground(Manners()).refusal(str(address), 443)


SPELLINGS = {
    "number": lambda number, parts: str(number),
    "hexadecimal": lambda number, parts: hex(number),
    "octal": lambda number, parts: f"0{number:o}",
    "octal parts": lambda number, parts: ".".join(f"0{part:o}" for part in parts),
    "hexadecimal parts": lambda number, parts: ".".join(map(hex, parts)),
    "zeros before": lambda number, parts: ".".join(f"{part:04}" for part in parts),
    "two parts": lambda number, parts: f"{parts[0]}.{number & 0xFFFFFF}",
    "three parts": lambda number, parts: f"{parts[0]}.{parts[1]}.{number & 0xFFFF}",
    "full width": lambda number, parts: ".".join(map(str, parts)).translate({n: n + 0xFEE0 for n in range(48, 58)}),
    "other stops": lambda number, parts: "\u3002".join(map(str, parts)),
    "stop at the end": lambda number, parts: ".".join(map(str, parts)) + ".",
    "mapped": lambda number, parts: f"[::ffff:{'.'.join(map(str, parts))}]",
    "compatible": lambda number, parts: f"[::{number >> 16:x}:{number & 0xFFFF:x}]",
    "NAT64": lambda number, parts: f"[64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}]",
    "6to4": lambda number, parts: f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]",
}


@given(st.integers(0, 2**32 - 1), st.sampled_from(sorted(SPELLINGS)))
def test_no_disguise_of_any_ipv4_address_is_ever_contacted(number: int, spelling: str) -> None:
    parts = list(number.to_bytes(4, "big"))
    written = SPELLINGS[spelling](number, parts)
    ground = Ground(Manners())
    with pytest.raises(AddressRefused):
        ground.check(target(f"http://{written}/"))


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_is_either_taken_apart_or_refused(written: str) -> None:
    for url in (written, f"http://{written}", f"https://example.org/{written}"):
        try:
            found = target(url)
        except AddressRefused:
            continue
        assert found.url.isascii()
        assert " " not in found.url
        assert target(found.url) == found, "what is sent reads as itself"


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1", "2001:4860::1"],
)
def test_ordinary_addresses_of_the_internet_are_allowed(address: str) -> None:
    assert special(address) == ""
    assert Ground(Manners()).refusal(address, 443) == ""


def test_special_ranges_contain_every_range_that_python_calls_private() -> None:
    for written in ("127.0.0.1", "10.255.0.1", "192.168.1.1", "169.254.1.1", "fe80::1", "fd12::1", "::1", "0.1.2.3"):
        assert ipaddress.ip_address(written).is_private
        assert special(written)


def test_an_address_with_a_zone_as_resolvers_give_it_is_refused_too() -> None:
    assert "link-local" in Ground(Manners()).refusal("fe80::1%eth0", 443)


def test_outside_global_unicast_nothing_is_contacted() -> None:
    assert "outside global unicast" in special("4000::1")


def test_a_local_network_is_allowed_by_name_alone_with_all_its_ports() -> None:
    ground = Ground(Manners(local=("10.1.0.0/16", "fd00:1234::/32")))
    assert ground.refusal("10.1.2.3", 6000) == ""
    assert ground.refusal("fd00:1234::9", 22) == ""
    assert "private" in ground.refusal("10.2.0.1", 80)
    assert "mapped" in ground.refusal("::ffff:10.1.2.3", 80)
    assert "port 6000" in ground.refusal("93.184.216.34", 6000)


def test_ports_are_refused_at_sight_only_where_no_local_network_might_have_them() -> None:
    wanted = target("http://feeds.example:6000/")
    with pytest.raises(AddressRefused, match="port 6000 is not one of 80, 443, 8080, 8443"):
        Ground(Manners()).check(wanted)
    Ground(Manners(local=("10.0.0.0/8",))).check(wanted)


@pytest.mark.parametrize("written", ["10.1.2.3/16", "ten", "", "10.0.0.0/33"])
def test_a_local_network_that_is_none_is_a_fault_of_the_settings(written: str) -> None:
    with pytest.raises(ConfigurationError, match="CIDR"):
        Ground(Manners(local=(written,)))
