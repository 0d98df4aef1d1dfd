"""The gazetteer: its file format, and the finding of its names in a text."""

from __future__ import annotations

import collections
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from mediawire.model.errors import ConfigurationError
from mediawire.model.sourcing import Gazetteer, Outlet, SourceKind
from mediawire.text.wordlists import words

_WORD = re.compile(r"\w+")
_COLUMNS = 6
Mention = tuple[int, int, Outlet]


def gazetteer_of(text: str) -> Gazetteer:
    """The outlets of a file as it is shipped in `data/outlets.tsv`, which describes its columns.

    Raises ConfigurationError for a line with other than six columns, an unknown kind, or an id that stands twice.
    """
    outlets: dict[str, Outlet] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            outlet = _outlet(line, number)
            if outlet.id in outlets:
                raise _wrong(number, f"the outlet {outlet.id} stands here a second time", "Leave one of them out.")
            outlets[outlet.id] = outlet
    return Gazetteer(outlets=tuple(outlets.values()))


def extended(gazetteer: Gazetteer, more: Iterable[Outlet]) -> Gazetteer:
    """A gazetteer with the house's own outlets, which take the place of those of the same id."""
    merged = {outlet.id: outlet for outlet in gazetteer.outlets} | {outlet.id: outlet for outlet in more}
    return Gazetteer(outlets=tuple(merged.values()))


def _outlet(line: str, number: int) -> Outlet:
    cells = line.rstrip("\n").split("\t")
    if len(cells) != _COLUMNS:
        raise _wrong(number, f"{len(cells)} columns stand here, not {_COLUMNS}", "Part the columns by tabs.")
    name, kind, country, languages, domains, aliases = (cell.strip() for cell in cells)
    if kind not in (SourceKind.AGENCY.value, SourceKind.OUTLET.value):
        raise _wrong(number, f"the kind {kind!r} is not known", 'Write "agency" or "outlet".')
    given, _, name = name.rpartition("=")
    return Outlet(
        id=given or slug(name),
        name=name,
        kind=SourceKind(kind),
        aliases=tuple(alias for alias in aliases.split("|") if alias),
        domains=tuple(domains.split()),
        languages=tuple(languages.split()),
        country=country,
    )


def _wrong(number: int, what: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(what, where=f"gazetteer, line {number}", remedy=remedy)


def slug(name: str) -> str:
    """A name as an id: small letters without accents, digits, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "-".join(_WORD.findall("".join(each for each in plain if not unicodedata.combining(each)).replace("_", " ")))


_COMMON = words(
    "vice people time science nature nation state standard information index focus stern day journal reason mint"
    " profil post"
    " times star sun mirror express herald globe mail record citizen island paper tablet reporter courier national"
    " local"
    " bell insider monitor dispatch hill age observer independent telegraph guardian economist press stuff capital"
    " target"
    " quartz slate salon wired fortune essence ebony variety deadline billboard puck grist reveal panorama trend report"
    " outlook dawn vanguard punch semana profile marca delo shift print wire tribune advertiser spectator metro bild"
    " blick"
    " libero public rt pa apa saba map tap aim ata ara prime beta mena petra map nin dr ert era domani confidencial"
    " perfil"
    " banker register conversation peninsula village root atlantic drive diplomat caravan nation walrus pilot"
    " advocate cq"
    " today anka fides mizan"
)
_NAMED_SO = re.compile(
    r"[’']?s? (?:magazine|newspaper|daily|weekly|agency|news agency|news site|website|tabloid|journal|broadcaster)\b"
)
_CALLED_SO = re.compile(r"\b(?:magazine|newspaper|daily|weekly|agency|site|website|tabloid|journal|broadcaster) $")
_SAYS = re.compile(
    r"(?: on \w+day| first| also| has| had)* (?:reported|reports|said|says|wrote|writes|quoted|revealed|published"
    r"|told)\b"
)
_BEGINS = re.compile(r"(?:^|[.!?:\n][\"”’')]*\s+|[\"“‘])$")


def _meant(text: str, names: Sequence[str], start: int, end: int) -> bool:
    """Is an outlet meant by a name that is a common word too: The Sun, Time, People?"""
    bare = names[1:] if names[0] in ("The", "the") else names
    if len(bare) != 1 or bare[0].lower() not in _COMMON:
        return True
    if _NAMED_SO.match(text, end) or _CALLED_SO.search(text, max(0, start - 14), start):
        return True
    if re.match(r"[ -][A-ZÀ-Þ]", text[end : end + 2]) or (bare[0].islower() and len(bare[0]) > 3):
        return False
    if len(names) == 1:
        return (bare[0].isupper() and len(bare[0]) > 1) or (
            _SAYS.match(text, end) is not None and not bare[0].lower().endswith("people")
        )
    return _BEGINS.search(text, max(0, start - 6), start) is None or _SAYS.match(text, end) is not None


@functools.lru_cache(maxsize=4)
def finder(gazetteer: Gazetteer) -> Finder:
    """The finder of a gazetteer, built once."""
    return Finder(gazetteer)


class Finder:
    """Finds the names of a gazetteer in texts: the longest name at each place, written with its capitals."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        # Names by their first word: each by all of its words, and how many words they have, the most first.
        self._by_first: dict[str, dict[tuple[str, ...], Outlet]] = collections.defaultdict(dict)
        self._by_domain: dict[str, Outlet] = {}
        self._by_id: dict[str, Outlet] = {outlet.id: outlet for outlet in gazetteer.outlets}
        self.kinds: Mapping[str, SourceKind] = {outlet.name: outlet.kind for outlet in gazetteer.outlets}
        for outlet in sorted(gazetteer.outlets, key=lambda outlet: outlet.id):
            for name in dict.fromkeys((outlet.name, *outlet.aliases)):
                parts = tuple(_WORD.findall(name))
                if parts:
                    self._by_first[parts[0]].setdefault(parts, outlet)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain, outlet)
        self._lengths = {
            first: sorted({len(parts) for parts in names}, reverse=True) for first, names in self._by_first.items()
        }

    @property
    def by_id(self) -> Mapping[str, Outlet]:
        """The outlets by their ids."""
        return self._by_id

    def mentions(self, text: str) -> list[Mention]:
        """The names in a text, in order, as (start, end, outlet)."""
        tokens = _WORD.findall(text)
        if self._lengths.keys().isdisjoint(tokens):
            return []
        firsts = [at for at, token in enumerate(tokens) if token in self._lengths]
        hits = [(at, hit) for at in firsts if (hit := self._at(tokens, at)) is not None]
        if not hits:
            return []
        places = [match.span() for match in _WORD.finditer(text)]
        found: list[Mention] = []
        behind = 0
        for at, (length, outlet) in hits:
            names = tokens[at : at + length]
            if at < behind or not _meant(text, names, places[at][0], places[at + length - 1][1]):
                continue
            behind = at + length
            found.append((places[at][0], places[behind - 1][1], outlet))
        return found

    def _at(self, tokens: list[str], at: int) -> tuple[int, Outlet] | None:
        names = self._by_first[tokens[at]]
        for length in self._lengths[tokens[at]]:
            parts = tuple(tokens[at : at + length])
            if (outlet := names.get(parts)) is not None:
                return len(parts), outlet
        return None

    def named(self, name: str) -> Outlet | None:
        """The outlet of exactly this name."""
        parts = tuple(_WORD.findall(name))
        return self._by_first.get(parts[0] if parts else "", {}).get(parts)

    def at_host(self, host: str) -> Outlet | None:
        """The outlet whose home domain a host is, or lies under."""
        labels = host.lower().rstrip(".").split(".")
        for cut in range(len(labels) - 1):
            if outlet := self._by_domain.get(".".join(labels[cut:])):
                return outlet
        return None
