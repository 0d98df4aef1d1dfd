"""Page counters that a source's terms ask for: pictures of one pixel, rebuilt, and only with the house's consent.

A counter that needs a script is not run, whatever the consent: no outlet's code runs on our pages. Its reports are
printed as an excerpt.
"""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

from markupsafe import Markup

from mediawire.model.permission import Permission
from mediawire.model.settings import House
from mediawire.text.references import shortened


def may_run(permission: Permission, house: House) -> bool:
    """Whether nothing stands against the counters: none is asked for, or the house consents and each is a picture.

    Counters of several layers are parted by a blank line.
    """
    asked = [part for part in permission.counter.split("\n\n") if part.strip()]
    return not asked or (house.profile.counter_consent and all(addresses(part) for part in asked))


def addresses(given: str) -> tuple[str, ...]:
    """The https addresses of the pictures in a counter's HTML."""
    reader = _Pictures()
    reader.feed(shortened(given))
    reader.close()
    return tuple(dict.fromkeys(reader.found))


def origins(given: str) -> tuple[str, ...]:
    """The origins that a page with this counter must be let load pictures from."""
    return tuple(dict.fromkeys(f"https://{urlsplit(address).netloc}" for address in addresses(given)))


def pixels(given: str) -> Markup:
    """The counter as pictures of our own making. It counts by the page that refers to it."""
    picture = Markup(
        '<img class="counter" src="{}" alt="" width="1" height="1" referrerpolicy="no-referrer-when-downgrade">'
    )
    return Markup("").join(picture.format(address) for address in addresses(given))


class _Pictures(HTMLParser):
    """Collects the sources of `img` elements, in order; those inside `noscript` too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = (dict(attrs).get("src") or "").strip()
        if tag == "img" and _is_plain_https(address):
            self.found.append(address)


def _is_plain_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # What stands in a policy may hold neither space nor comma nor semicolon.
    plain = all(letter.isalnum() or letter in ".-:[]" for letter in parts.netloc)
    return parts.scheme == "https" and bool(parts.hostname) and plain and address.isascii()
