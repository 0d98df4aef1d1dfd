"""wire.toml: what it may say, and that every complaint names file, line and remedy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mediawire.house import load, parse, template
from mediawire.model.errors import ConfigurationError
from mediawire.model.settings import Rule
from mediawire.model.source import Answer, Door, Excerpt, Extent, LinkTo, OnChange, Place, Source, Unit

FOLDER = Path("a-wire")
SOUND = """\
[house]
name = "The Quay"
url = "http://localhost:8750/"
contact = "desk@quay.example"
[house.profile]
country = "NO"
[[source]]
id = "north"
name = "Northlight"
home = "https://north.example/"
feed = "https://north.example/feed"
rule = "publish"
on_change = "print"
poll_seconds = 5
[source.terms]
extent = "excerpt"
excerpt = { paragraphs = 2 }
headline_may_change = "ask"
licence = "CC-BY-ND-4.0"
credits = [{ place = "top", wording = "By [{source}]", link = "home" }]
basis = "Their page"
read_at = 2026-11-25
[[source]]
id = "south"
name = "South"
home = "https://south.example/"
feeds = ["https://south.example/a", "https://south.example/b"]
listing = "https://south.example/news"
"""


def test_a_sound_file_becomes_frozen_values() -> None:
    wire = parse(SOUND, FOLDER)
    north, south = wire.sources
    assert (wire.house.name, wire.house.profile.country) == ("The Quay", "NO")
    assert (north.rule, north.on_change, north.poll_seconds) == (Rule.PUBLISH, OnChange.PRINT, 5.0)
    (layer,) = north.terms.layers
    assert (layer.extent, layer.excerpt) == (Extent.EXCERPT, Excerpt(unit=Unit.PARAGRAPHS, amount=2))
    assert (layer.headline_may_change, layer.licence) == (Answer.ASK, "CC-BY-ND-4.0")
    assert (layer.credits[0].place, layer.credits[0].link) == (Place.TOP, LinkTo.HOME)
    assert (layer.basis.stated, layer.basis.read_at, north.terms.as_of) == (
        "Their page",
        dt.date(2026, 11, 25),
        dt.date(2026, 11, 25),
    )
    assert south.doors == (
        (Door.FEED, "https://south.example/a"),
        (Door.FEED, "https://south.example/b"),
        (Door.LISTING, "https://south.example/news"),
    )
    assert south.terms.layers == ()
    assert south.rule is Rule.QUEUE
    assert wire.source("south") is south


@pytest.mark.parametrize(
    ("sound", "broken", "line", "says"),
    [
        ('rule = "publish"', 'rule = "publsh"', 12, "Choose one of: publish, queue, hold."),
        ("poll_seconds = 5", "pol_seconds = 5", 14, 'Did you mean "poll_seconds"?'),
        ("poll_seconds = 5", 'poll_seconds = "often"', 14, "poll_seconds must be a number"),
        ("poll_seconds = 5", "poll_seconds = true", 14, "poll_seconds must be a number"),
        ('id = "south"', 'id = "north"', 24, "two sources"),
        ('id = "south"', 'id = "So uth"', 24, "small letters"),
        ('id = "south"\n', "", 23, '"id" is missing'),
        ("paragraphs = 2", "pages = 2", 17, "Known here: characters, paragraphs, percent, words."),
        ("paragraphs = 2", "paragraphs = 2, words = 9", 17, "one measure"),
        ("paragraphs = 2", "paragraphs = -2", 17, "less than nothing"),
        ('name = "The Quay"', 'name = "The Quay', 2, "not TOML"),
        ('name = "The Quay"', 'name = " "', 2, "name is empty"),
        ('"https://north.example/feed"', '"north.example/feed"', 11, "not a web address"),
        ('"https://north.example/feed"', '"javascript:alert(1)"', 11, "not a web address"),
        ('contact = "desk@quay.example"\n', "", 1, '"contact" is missing'),
        ("read_at = 2026-11-25", 'read_at = "soon"', 22, "not a date"),
        ('feeds = ["https://south.example/a", "https://south.example/b"]', 'feeds = "x"', 27, "must be a list"),
        ('place = "top"', 'place = "middle"', 20, "top, byline"),
        ("[house.profile]", "[house.profil]", 5, 'Did you mean "profile"?'),
    ],
)
def test_a_complaint_names_file_line_and_remedy(sound: str, broken: str, line: int, says: str) -> None:
    assert sound in SOUND
    with pytest.raises(ConfigurationError) as caught:
        parse(SOUND.replace(sound, broken), FOLDER)
    assert f"wire.toml, line {line}" in str(caught.value)
    assert says in str(caught.value)


def test_networks_and_intervals_are_checked() -> None:
    for wrong, says in (('local = ["home"]', "not a network"), ("poll_floor = 10\npoll_ceiling = 5", "above")):
        with pytest.raises(ConfigurationError, match=says):
            parse(f"{SOUND}\n[manners]\n{wrong}\n", FOLDER)


def test_a_folder_without_a_wire_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="mediawire init"):
        load(tmp_path)


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "wire.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="must be UTF-8"):
        load(tmp_path)


def test_an_unknown_source_is_told_with_those_known() -> None:
    with pytest.raises(ConfigurationError, match="north, south"):
        parse(SOUND, FOLDER).source("west")


def test_the_template_is_a_sound_wire_and_an_added_source_is_one_too() -> None:
    text = template.wire(name='The "Quay"', url="https://quay.example/", contact="desk@quay.example")
    added = template.source(
        Source(id="north", name="Norð\\ur", home="https://n.example/", doors=((Door.FEED, "https://n.example/f"),)),
        "found today",
    )
    wire = parse(text + added, FOLDER)
    assert wire.house.name == 'The "Quay"'
    assert wire.sources[0].name == "Norð\\ur"
    assert wire.web.port == 8750


def test_every_commented_setting_of_the_template_is_one() -> None:
    """The comments are documentation: each, brought into force, must be understood."""
    text = template.wire(name="Quay", url="https://quay.example/", contact="desk@quay.example")
    settings, example = text.split("# Sources.")
    lines = [line.removeprefix("# ") if " = " in line else line for line in settings.splitlines()]
    source = [line.removeprefix("#").removeprefix(" ") for line in example.splitlines()[2:]]
    wire = parse("\n".join([*lines, *source]).replace("listing = ... with", ""), FOLDER)
    assert wire.sources[0].terms.layers[0].closing == "..."
    assert wire.outlets[0].id == "coast-wire"


OUTLET = '[[outlet]]\nid = "coast-wire"\nname = "Coast Wire"\nkind = "agency"\naliases = ["CW"]\ndomains = ["coastwire.example"]\n'


def test_a_house_adds_outlets_that_reports_cite() -> None:
    (outlet,) = parse(SOUND + OUTLET, FOLDER).outlets
    assert (outlet.id, outlet.name, outlet.kind.value) == ("coast-wire", "Coast Wire", "agency")
    assert (outlet.aliases, outlet.domains) == (("CW",), ("coastwire.example",))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("coast-wire", "Coast Wire!", "cannot be an id"),
        ('"Coast Wire"', '" "', "name is empty"),
        ('"agency"', '"person"', "kind person"),
    ],
)
def test_an_outlet_that_cannot_be_is_named_with_its_line(old: str, new: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as complaint:
        parse(SOUND + OUTLET.replace(old, new, 1), FOLDER)
    assert "line" in complaint.value.where
