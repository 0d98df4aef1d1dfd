"""Web addresses reduced to what they name, so that one page has one spelling."""

from __future__ import annotations

import dataclasses
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# Parameters that say who sent a reader, never what is shown.
_TRACKING = re.compile(
    r"(?:utm_.+|at_(?:medium|campaign|custom\d?|link.*|format|ptr_name|bbc_team)|ns_(?:mchannel|source|campaign|linkname|fee)"
    r"|pk_.+|mtm_.+|matomo_.+|hsa_.+|wt[._].+|ga_.+|oly_.+|vero_.+|_hs\w+|__\w{2,8}|mc_[ce]id|mkt_tok|sc_(?:campaign|channel|src)"
    r"|fb_(?:action.*|ref|source)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id"
    r"|epik|cmpid|cmp|icid|ito|xtor|xtref|ocid|smid|smtyp|cid|ncid|s_cid|sr_share|rss(?:id)?|ref|ref_src|ref_url|referrer"
    r"|partner|feed(?:type|name)?|ftag|guccounter|guce_\w+|share|shared|campaign|traffic_source|amp|outputtype|_ga|_gl|spm)",
    re.IGNORECASE,
)
# Parameters that let one reader in, and change from one to the next.
_SESSION = re.compile(
    r"(?:token|access_?token|auth|auth_?token|sig|signature|expires?|exp|sid|session|session_?id|phpsessid|jsessionid"
    r"|aspsessionid\w*|cfid|cftoken|nonce|cachebuster|cb|rnd|rand|random|timestamp|_)",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?=/?$|\.html?$)|^/amp(?=/)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_MIRRORS = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_UNRESERVED = "/:@!$'()*,;~+"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """Which parameters of a source's addresses count: `drop` adds to those left out, `keep` lets only these stay."""

    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    query: bool = True


PLAIN = Reduction()


def reduced(address: str, rule: Reduction = PLAIN) -> str:
    """Host, path and the parameters that count, "" for what is not a web address.

    Scheme, `www.`, mobile and AMP variants, default ports, fragments, index pages and a final slash do not count.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = _MIRRORS.sub("", _ascii(host))
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    query = _query(parts.query, rule)
    return f"{place}{_path(parts.path)}{'?' if query else ''}{query}"


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _path(path: str) -> str:
    path = _SESSION_PATH.sub("", path)
    path = _INDEX.sub("/", _AMP_PATH.sub("", path))
    path = re.sub(r"/{2,}", "/", path)
    return quote(unquote(path), safe=_UNRESERVED).rstrip("/")


def _query(query: str, rule: Reduction) -> str:
    if not query or not rule.query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
    return urlencode(sorted((name, value) for name, value in pairs if _counts(name, rule)))


def _counts(name: str, rule: Reduction) -> bool:
    if rule.keep:
        return name in rule.keep
    if name in rule.drop:
        return False
    return not (_TRACKING.fullmatch(name) or _SESSION.fullmatch(name))


def site_of(address: str) -> str:
    """The host of an address without its mirrors' prefixes, "" for what is not a web address."""
    return reduced(address).split("/", 1)[0].split("?", 1)[0]
