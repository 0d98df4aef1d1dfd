"""Which addresses may be contacted: URLs taken apart strictly, and an explicit list of special ranges.

`target` takes a URL apart and refuses every spelling that different programs read differently; `Ground.refusal` says
why an address and port may not be connected to. The fetcher asks it about the address that the socket is about to
connect to, on every hop, so that nothing between the check and the connection can change the answer.

Sources: RFC 3986 (URLs), RFC 5891 and UTS 46 (host names), the WHATWG URL standard ("ends in a number checker"), and
IANA's special-purpose registries for IPv4 and IPv6 of RFC 6890. `ipaddress.is_private` is not used: it knows too few
ranges, and knows other ones in each Python version.
"""

from __future__ import annotations

import dataclasses
import functools
import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit

import idna

from mediawire.model.errors import AddressRefused, ConfigurationError
from mediawire.model.settings import Manners

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

URL_LIMIT = 8_000  # characters; RFC 9110 section 4.1 asks for at least 8,000 to be supported
DEFAULT_PORTS = {"http": 80, "https": 443}

SPECIAL: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this host on this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by carriers (CGNAT)"),
    ("127.0.0.0/8", "loopback"),
    ("168.63.129.16/32", "a cloud's metadata service"),
    ("169.254.0.0/16", "link-local, metadata services among it"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "IETF protocol assignments"),
    ("192.0.2.0/24", "documentation"),
    ("192.31.196.0/24", "AS112"),
    ("192.52.193.0/24", "AMT"),
    ("192.88.99.0/24", "6to4 relays"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "AS112"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("255.255.255.255/32", "broadcast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::ffff:0:0/96", "IPv4 written as IPv6 (mapped)"),
    ("::ffff:0:0:0/96", "IPv4 written as IPv6 (translated)"),
    ("::/96", "IPv4 written as IPv6 (compatible)"),
    ("64:ff9b::/96", "NAT64, leads to any IPv4 address"),
    ("64:ff9b:1::/48", "local NAT64"),
    ("100::/64", "discard only"),
    ("100:0:0:1::/64", "dummy prefix"),
    ("2001::/32", "Teredo, leads to any IPv4 address"),
    ("2001:2::/48", "benchmarking"),
    ("2001:10::/28", "ORCHID"),
    ("2001:20::/28", "ORCHID"),
    ("2001::/23", "IETF protocol assignments"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "6to4, leads to any IPv4 address"),
    ("2620:4f:8000::/48", "AS112"),
    ("3fff::/20", "documentation"),
    ("5f00::/16", "segment routing"),
    ("fc00::/7", "unique local"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # and halves of characters, which no coding can send
_CREDENTIALS = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:[/\\]{2})[^/?#]*@", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT = "!$%&'()*+,-./:;=?@[]_~"  # left as they are; everything else is percent-encoded as UTF-8


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart: what is sent, and where.

    `url` is without fragment, its host in ASCII; everything else stands as the source wrote it, with only those
    characters percent-encoded that may not stand in a request. `host` is a name, or an address without brackets.
    """

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{_authority(self.scheme, self.host, self.port)}"


def target(url: str, base: str = "") -> Target:
    """The URL taken apart, read relative to `base` where one is given; raises AddressRefused with the reason."""
    written = url.strip(" \t\r\n\f")
    if _CONTROL.search(written):
        raise _refused(url, "the address holds control characters")
    if "\\" in re.split(r"[?#]", written, maxsplit=1)[0]:
        raise _refused(url, "the address holds a backslash, which programs read differently")
    try:
        joined = urljoin(base, written) if base else written
        parts = urlsplit(joined)
        port = parts.port
    except ValueError as error:
        raise _refused(url, f"the address cannot be read ({error})") from error
    if len(joined) > URL_LIMIT:
        raise _refused(url, f"the address is longer than {URL_LIMIT} characters")
    if parts.scheme not in DEFAULT_PORTS:
        raise _refused(url, f"only http and https are fetched, not {parts.scheme or 'addresses without a scheme'}")
    host = _host(url, parts.netloc)
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    path = quote(parts.path, safe=_KEPT) or "/"
    return Target(f"{parts.scheme}://{_authority(parts.scheme, host, port)}{path}{query}", parts.scheme, host, port)


def _authority(scheme: str, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port == DEFAULT_PORTS[scheme] else f"{shown}:{port}"


def _refused(url: str, reason: str) -> AddressRefused:
    return AddressRefused(
        reason,
        where=shown(url),
        remedy="Nothing was asked of it. Give the address that the page itself is read under.",
    )


def shown(url: str) -> str:
    """A URL as it may stand in a message or a log: without user name and password, and not too long."""
    safe = _CREDENTIALS.sub(r"\1", url)
    return safe if len(safe) <= 200 else f"{safe[:200]}…"


def _host(url: str, netloc: str) -> str:
    """The host of a URL's authority: an ASCII name in lower case, or an address in its one canonical spelling."""
    if "@" in netloc:
        raise _refused(url, "the address carries a user name or password, which we neither send nor keep")
    if netloc.startswith("["):
        return _bracketed(url, netloc)
    written = netloc.rpartition(":")[0] if ":" in netloc else netloc
    name = _ascii(url, written).removesuffix(".")
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise _refused(url, f"{written!r} is not a host name")
    if _NUMBER.fullmatch(name.rpartition(".")[2]) and _canonical_ipv4(name) != written:
        raise _refused(url, f"{written!r} is a disguised spelling of an IPv4 address")
    return name


def _bracketed(url: str, netloc: str) -> str:
    literal, closed, rest = netloc[1:].partition("]")
    if not closed or "%" in literal or not re.fullmatch(r"(?::[0-9]*)?", rest):
        raise _refused(url, f"{netloc!r} is not an IPv6 address, or has a zone")
    try:
        return str(ipaddress.IPv6Address(literal))
    except ValueError as error:
        raise _refused(url, f"{netloc!r} is not an IPv6 address") from error


def _ascii(url: str, name: str) -> str:
    if name.isascii():
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise _refused(url, f"{name!r} is not a host name ({error})") from error


def _canonical_ipv4(name: str) -> str:
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError:
        return ""


@functools.lru_cache(maxsize=4096)
def special(address: str) -> str:
    """Which special range an address lies in, in words; empty for an ordinary address of the public Internet."""
    parsed = ipaddress.ip_address(address)
    for network, kind in _networks(parsed.version):
        if parsed in network:
            return f"{kind}, {network}"
    if parsed.version == 6 and parsed not in GLOBAL_UNICAST:
        return f"outside global unicast, {GLOBAL_UNICAST}"
    return ""


@functools.cache
def _networks(version: int) -> tuple[tuple[Network, str], ...]:
    both = ((ipaddress.ip_network(network), kind) for network, kind in SPECIAL)
    return tuple((network, kind) for network, kind in both if network.version == version)


class Ground:
    """Where requests may go: ports, and the networks that the operator allows although they are local."""

    def __init__(self, manners: Manners) -> None:
        self._ports = frozenset(manners.ports)
        self._local = tuple(_allowed(written) for written in manners.local)
        self._is_local = functools.lru_cache(maxsize=4096)(self._in_local)

    def refusal(self, address: str, port: int) -> str:
        """Why this address and port may not be connected to, in words; empty where they may."""
        kind = special(address)
        if self._is_local(address):
            return ""
        if kind:
            return f"{address} is a special address ({kind})"
        return "" if port in self._ports else self._port_refusal(port)

    def check(self, wanted: Target) -> None:
        """Refuse at sight what needs no resolving: addresses written out, and ports that no network may have."""
        if _NUMBER.fullmatch(wanted.host.rpartition(".")[2]) or ":" in wanted.host:
            reason = self.refusal(wanted.host, wanted.port)
        else:
            reason = "" if self._local or wanted.port in self._ports else self._port_refusal(wanted.port)
        if reason:
            raise refused(wanted.url, reason)

    def _port_refusal(self, port: int) -> str:
        return f"port {port} is not one of {', '.join(map(str, sorted(self._ports)))}"

    def _in_local(self, address: str) -> bool:
        parsed = ipaddress.ip_address(address)
        return any(parsed in network for network in self._local)


def refused(url: str, reason: str) -> AddressRefused:
    """The error for a place that may not be contacted."""
    return AddressRefused(
        reason,
        where=url,
        remedy="Nothing was sent. If this source really is on your own network, allow its network under `local` in "
        "the manners of wire.toml.",
    )


def _allowed(written: str) -> Network:
    try:
        return ipaddress.ip_network(written)
    except ValueError as error:
        raise ConfigurationError(
            f"{written!r} is not a network in CIDR form ({error})",
            where="manners.local",
            remedy='Write it as "10.1.0.0/16" or "fd00:1234::/32".',
        ) from error
