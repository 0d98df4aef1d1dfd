"""wire.toml as one frozen value."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from mediawire.house.contracts import with_contracts
from mediawire.house.tables import Table, Text, into
from mediawire.house.termstables import terms_of
from mediawire.model.errors import ConfigurationError
from mediawire.model.settings import Doors, House, Keeping, Manners, Profile, ReadingLimits, WebAddress
from mediawire.model.source import Door, Source, Terms
from mediawire.model.sourcing import Outlet, SourceKind

FILE = "wire.toml"
_ID = re.compile(r"^[a-z0-9][a-z0-9-]{0,39}$")
_DOORS = {"feed": Door.FEED, "sitemap": Door.SITEMAP, "listing": Door.LISTING, "documents": Door.DOCUMENTS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Everything that wire.toml says. `folder` is the one that holds the file; other paths are made from it."""

    folder: Path
    house: House
    sources: tuple[Source, ...] = ()
    outlets: tuple[Outlet, ...] = ()  # agencies and outlets that the house adds to the shipped gazetteer
    manners: Manners = dataclasses.field(default_factory=Manners)
    reading: ReadingLimits = dataclasses.field(default_factory=ReadingLimits)
    keeping: Keeping = dataclasses.field(default_factory=Keeping)
    web: WebAddress = dataclasses.field(default_factory=WebAddress)
    doors: Doors = dataclasses.field(default_factory=Doors)
    database: str = ""
    _by_id: dict[str, Source] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Sources are looked up for every page: a wire may have thousands.
        object.__setattr__(self, "_by_id", {source.id: source for source in self.sources})

    @property
    def data(self) -> Path:
        """What the wire keeps: databases, captures, keys. Not to be served."""
        return self.folder / "data"

    @property
    def public(self) -> Path:
        """What the press prints: any web server can serve it."""
        return self.folder / "public"

    @property
    def database_url(self) -> str:
        """The database: the one named, or SQLite in the data folder."""
        return self.database or f"sqlite://{self.data / 'wire.sqlite3'}"

    def source(self, name: str) -> Source:
        """The source of that id; raises ConfigurationError."""
        if name in self._by_id:
            return self._by_id[name]
        known = ", ".join(source.id for source in self.sources) or "none yet"
        raise ConfigurationError(
            f'there is no source "{name}"', where=str(self.folder / FILE), remedy=f"Sources here: {known}."
        )


def load(folder: Path) -> Wire:
    """Read FOLDER/wire.toml; raises ConfigurationError naming file, line and remedy."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigurationError(
            "there is no wire here", where=str(path), remedy="Make one with: mediawire init DIR"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the file cannot be read ({error})", where=str(path), remedy="It must be UTF-8 and readable by you."
        ) from error
    return parse(text, folder)


def parse(text: str, folder: Path) -> Wire:
    """The wire that the text of a wire.toml describes; `folder` is where it stands."""
    positions = Text(str(folder / FILE), text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        positions.complain_syntax(error)
    top = Table(positions, (), data)
    top.known(["house", "web", "manners", "reading", "keeping", "doors", "database", "source", "outlet", "contract"])
    return Wire(
        folder=folder,
        house=_house(top.under("house")),
        sources=with_contracts(_sources(top.many("source")), top.many("contract")),
        outlets=tuple(_outlet(table) for table in top.many("outlet")),
        manners=_manners(top.under("manners")),
        reading=into(ReadingLimits, top.under("reading")),
        keeping=into(Keeping, top.under("keeping")),
        web=into(WebAddress, top.under("web")),
        doors=_callback(top.under("doors")),
        database=top.value("database", str, ""),
    )


def _house(table: Table) -> House:
    profile = into(Profile, table.under("profile"))
    house = into(House, table, given={"profile": profile}, also=["profile"])
    for key in ("name", "contact", "disclaimer"):
        if not getattr(house, key).strip():
            table.complain(key, f"{key} is empty", "Readers and the sources that we read from are told it: fill it in.")
    _address(table, "url", house.url)
    return house


def _manners(table: Table) -> Manners:
    manners = into(Manners, table)
    for network in manners.local:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            table.complain("local", f"{network!r} is not a network", 'Write networks as "10.1.0.0/16" or "127.0.0.1".')
    if manners.poll_floor > manners.poll_ceiling:
        table.complain("poll_floor", "poll_floor is above poll_ceiling", "Make the ceiling the larger one.")
    return manners


def _callback(table: Table) -> Doors:
    doors = into(Doors, table)
    if doors.callback:
        _address(table, "callback", doors.callback)
    return doors


def _sources(tables: list[Table]) -> tuple[Source, ...]:
    sources: dict[str, Source] = {}
    for table in tables:
        source = _source(table)
        if source.id in sources:
            table.complain("id", f'two sources are called "{source.id}"', "Give each a short name of its own.")
        sources[source.id] = source
    return tuple(sources.values())


def _source(table: Table) -> Source:
    doors = _doors(table)
    terms = terms_of(table.under("terms")) if "terms" in table.data else Terms()
    source = into(
        Source, table, given={"doors": doors, "terms": terms, "contracts": ()}, also=["feeds", "terms", *_DOORS]
    )
    if not _ID.match(source.id):
        table.complain("id", f"{source.id!r} cannot be an id", "Use up to 40 small letters, digits and hyphens.")
    if not source.name.strip():
        table.complain("name", "name is empty", "It is printed as the source of every report: fill it in.")
    _address(table, "home", source.home)
    return source


def _outlet(table: Table) -> Outlet:
    """An agency or outlet that reports cite, by the names that they give it."""
    outlet = into(Outlet, table)
    if not _ID.match(outlet.id):
        table.complain("id", f"{outlet.id!r} cannot be an id", "Use up to 40 small letters, digits and hyphens.")
    if not outlet.name.strip():
        table.complain("name", "name is empty", "It stands in the chain of every report that cites it: fill it in.")
    if outlet.kind not in (SourceKind.AGENCY, SourceKind.OUTLET):
        table.complain("kind", f"an outlet cannot be of kind {outlet.kind.value}", 'Write "agency" or "outlet".')
    return outlet


def _doors(table: Table) -> tuple[tuple[Door, str], ...]:
    doors = [(Door.FEED, url) for url in table.value("feeds", tuple[str, ...], ())]
    for key, door in _DOORS.items():
        if key in table.data:
            doors.append((door, table.value(key, str)))
    for door, url in doors:
        if door is not Door.DOCUMENTS:
            _address(table, door.value, url)
    return tuple(doors)


def _address(table: Table, key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        table.complain(key, f"{url!r} is not a web address", "Write it whole, as in https://example.org/feed.xml")
