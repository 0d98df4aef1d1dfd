"""Lists are read back and held against manifests: what the press prints agrees, whatever the words; what is changed does not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import press, proof
from mediawire.line import listed
from mediawire.line.listed import Listing, Passage
from mediawire.model.errors import ProofError
from mediawire.model.headline import Headline
from mediawire.model.item import Edition, Item, Surroundings
from mediawire.proof.claims import Claims, read
from tests.unit.proof import samples
from tests.unit.verifier.sites import HOUSE

LATER = samples.AT + dt.timedelta(minutes=7)
ITEM = dataclasses.replace(samples.ITEM, path="2026/11/25/7-lock", printed_at=samples.AT)


def surroundings(*items: Item, checkpoint: str = "") -> Surroundings:
    bare = Surroundings(
        house=HOUSE,
        public_url="https://harbour.example/wire",
        recent=(),
        moment=samples.AT.replace(microsecond=9),
        checkpoint=checkpoint,
    )
    return dataclasses.replace(bare, recent=tuple(press.recent_of(item, bare) for item in items))


def claims_of(item: Item) -> Claims:
    printed = press.carried(item, HOUSE).blocks
    printing = samples.printing(press.shown_headline(item))
    return read(proof.canonical(proof.manifest_of(item, samples.CAPTURE, printed, printing)))


def lists(item: Item) -> Edition:
    return press.render_lists(surroundings(item))


LISTS = ("index.html", "recent.json", "feed.xml", "feed.json", "sitemap.xml")
WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@functools.cache
def told(path: str) -> Listing:
    files = (*lists(ITEM).files, *press.render_ninjs(ITEM, surroundings()).files)
    body = next(each.body for each in files if each.path.endswith(path))
    (found,) = listed.listings(path if path in LISTS else f"{ITEM.path}/{path}", body)
    return found


@pytest.mark.parametrize("path", [*LISTS, "ninjs.json"])
def test_what_the_press_prints_agrees(path: str) -> None:
    assert told(path).place == ITEM.path
    assert listed.disagreement(told(path), claims_of(ITEM), samples.AT, samples.AT) == ""


@settings(max_examples=60, deadline=None)
@given(headline=WORDS, source=WORDS, view=st.booleans())
def test_whatever_stands_in_a_headline_or_name(headline: str, source: str, view: bool) -> None:
    """Controls, marks of direction, markup, stacks of marks: five writers and five readers come to the same."""
    item = dataclasses.replace(
        ITEM,
        headline=Headline(text=headline, author="Edda"),
        source=dataclasses.replace(ITEM.source, name=f"A{source}"),
        report=dataclasses.replace(ITEM.report, view=view),
    )
    claims = claims_of(item)
    for file in lists(item).files:
        for each in listed.listings(file.path, file.body):
            assert listed.disagreement(each, claims, samples.AT, samples.AT) == "", file.path


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"headline": "Harbour to build third lock"}, "gives the headline"),
        ({"source": "The Evening Tidings"}, "as the source"),
        ({"url": "https://tidings.example/lock2"}, "gives the address"),
        ({"text": "Work on a third lock…"}, "do not begin a paragraph"),
        ({"printed": LATER}, "it says printed on"),
        ({"revised": LATER + dt.timedelta(seconds=1)}, "it says revised on"),
    ],
)
def test_what_is_changed_is_named(changed: dict[str, object], what: str) -> None:
    listing = dataclasses.replace(told("feed.json"), revised=LATER)
    claims = claims_of(ITEM)
    assert listed.disagreement(listing, claims, samples.AT, LATER) == ""
    assert what in listed.disagreement(dataclasses.replace(listing, **changed), claims, samples.AT, LATER)


def test_words_that_a_story_quotes_stand_in_the_report() -> None:
    claims = claims_of(ITEM)
    assert listed.misquoted(Passage(place=ITEM.path, words=samples.TEXTS[0]), claims) == ""
    assert listed.misquoted(Passage(place=ITEM.path, words=f"… {samples.TEXTS[1][4:40]}…"), claims) == ""
    wrong = samples.TEXTS[0].replace("eleven", "seven")
    assert "does not stand in the logged text" in listed.misquoted(Passage(place=ITEM.path, words=wrong), claims)


def test_of_a_text_that_is_not_all_printed_nothing_can_be_said() -> None:
    item = dataclasses.replace(ITEM, permission=samples.EXCERPT)
    assert listed.misquoted(Passage(place=ITEM.path, words="whatever"), claims_of(item)) == ""


def test_a_list_of_the_newest_passes_over_none() -> None:
    first, second, third = (samples.AT + dt.timedelta(minutes=number) for number in range(3))
    printed = {"a": first, "b": second, "c": third}
    assert listed.left_out([Listing(place="c"), Listing(place="b")], printed) == []
    assert listed.left_out([Listing(place="c"), Listing(place="a")], printed) == ["b"]
    assert listed.left_out([Listing(place="b")], printed) == ["c"]
    assert listed.left_out([Listing(place="c")], printed | {"d": third}) == [], "of one moment either may be the last"
    assert listed.left_out([], printed) == []


@pytest.mark.parametrize("path", ["feed.xml", "feed.json"])
def test_the_checkpoint_that_a_feed_carries(path: str) -> None:
    note = samples.publish(ITEM).bundle.checkpoint
    edition = press.render_lists(surroundings(ITEM, checkpoint=note))
    body = next(each.body for each in edition.files if each.path == path)
    assert proof.open_checkpoint(listed.checkpoint_of(path, body), [samples.KEY]).size > 0
    assert listed.checkpoint_of("index.html", body) == ""


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("feed.xml", b"<rss><channel><item/></channel></rss>"),
        ("feed.xml", b"<rss"),
        ("feed.json", b"[]"),
        ("recent.json", b"{"),
        ("recent.json", b'{"items": [{"path": 7}]}'),
        ("index.html", b'<ol class="front-list"><li><h3><a href="/elsewhere">x</a></h3></li></ol>'),
        ("sitemap.xml", b""),
        ("story/1/story.json", b'{"tellings": 3}'),
        ("2026/11/25/1-a/ninjs.json", b"{}"),
    ],
)
def test_a_damaged_list_is_named(path: str, body: bytes) -> None:
    with pytest.raises(ProofError, match="the list is damaged"):
        listed.listings(path, body)


def test_other_files_name_no_items() -> None:
    assert listed.listings("about/index.html", b"") == []
    assert listed.listings("static/wire.js", b"") == []
