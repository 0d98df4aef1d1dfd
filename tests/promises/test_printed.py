"""P2 to P5 on the printed page, for whatever a source may write and whatever its terms may ask.

The page is read back by a parser; nothing is asked of the templates.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import lxml.html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediawire.model.headline import Headline
from mediawire.model.item import Item, ItemState
from mediawire.model.permission import Permission
from mediawire.model.report import Block, BlockKind, Mark, MarkKind, Report, Span, Stated
from mediawire.model.source import CreditSlot, Excerpt, Extent, LinkTo, Place, Source, Unit
from mediawire.press import carried, recent_of, render, render_lists
from mediawire.press.words import count_words, plain
from tests.unit.press import samples
from tests.unit.press.finding import css

MARKUP = (
    "<script>alert(1)</script>",
    "</span></p></article><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}",
    "&lt;b&gt; & &amp;",
    "<!--",
    "]]>",
    "\u202eevil\u202c",
    "{source} [x]",
)
# What a span's text can hold: white space folded, ends trimmed, no control characters but as text.
letters = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=12)
words = st.one_of(letters, st.sampled_from(MARKUP), st.sampled_from(["62", "million", "crowns", "не", "رقم", "港务局"]))
texts = st.lists(words, min_size=1, max_size=30).map(lambda parts: " ".join(" ".join(parts).split(" ")).strip())
hrefs = st.sampled_from(["https://a.example/?x=1&y=2", "javascript:alert(1)", "data:text/html,x", "//b.example", ""])
marks = st.builds(Mark, st.sampled_from(MarkKind), st.integers(0, 60), st.integers(0, 90), hrefs)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(texts)
    kind = draw(st.sampled_from(BlockKind))
    cells = ((0, len(text) // 2), (len(text) // 2, len(text))) if kind is BlockKind.TABLE_ROW else ()
    return Block(
        kind=kind,
        text=text,
        span=Span(0, 1),
        marks=tuple(draw(st.lists(marks, max_size=4))),
        level=draw(st.integers(-1, 9)),
        ordered=draw(st.booleans()),
        cells=cells,
        link=draw(hrefs),
    )


slots = st.builds(
    CreditSlot,
    place=st.sampled_from(Place),
    wording=st.sampled_from(
        [
            "First published by {source}.",
            "[Read it] at {source}",
            "By {author}, {date}: {title}",
            "Reprinted. {url} {home}",
        ]
    ),
    link=st.sampled_from(LinkTo),
    follow=st.booleans(),
)
permissions = st.builds(
    Permission,
    extent=st.sampled_from([Extent.FULL, Extent.EXCERPT, Extent.HEADLINE]),
    excerpt=st.none() | st.builds(Excerpt, unit=st.sampled_from(Unit), amount=st.integers(0, 80)),
    headline_may_change=st.booleans(),
    credits=st.lists(slots, max_size=4).map(tuple),
    canonical=st.booleans(),
    counter=st.sampled_from(["", '<img src="https://c.example/p">', '<script src="https://c.example/p.js"></script>']),
    closing=st.just("") | texts,
    as_of_line=st.booleans(),
    licence_url=st.sampled_from(["", "https://creativecommons.org/licenses/by-nd/4.0/"]),
    state_changes=st.booleans(),
)
languages = st.sampled_from(["en", "fa", "he", "ru", "zh-Hant", ""])


@st.composite
def items(draw: st.DrawFn) -> Item:
    name = draw(texts.filter(plain))
    headline = draw(texts.filter(plain))
    report = Report(
        id="0" * 16,
        source_id="s",
        url=draw(st.sampled_from(["https://s.example/a?b=1&c=2", "http://s.example/%D8%A8"])),
        capture="0" * 64,
        retrieved_at=dt.datetime(2026, 11, 25, 13, 58, tzinfo=dt.UTC),
        headline=Stated(value=headline, origin="h1"),
        blocks=tuple(draw(st.lists(blocks(), max_size=8))),
        byline=draw(st.none() | texts.map(lambda text: Stated(value=text, origin="byline"))),
        language=draw(languages),
        view=draw(st.booleans()),
    )
    return Item(
        id=7,
        source=Source(id="s", name=name, home=draw(hrefs)),
        report=report,
        headline=Headline(text=draw(st.just(headline) | texts)),
        permission=draw(permissions),
        state=ItemState.LIVE,
        path="2026/11/25/7-x",
    )


TAGS = {
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "script",
    "header",
    "nav",
    "main",
    "article",
    "aside",
    "section",
}
TAGS |= {"footer", "div", "p", "span", "a", "h1", "h2", "h3", "h4", "h5", "h6", "bdi", "dl", "dt", "dd", "time", "ul"}
TAGS |= {
    "ol",
    "li",
    "details",
    "summary",
    "q",
    "em",
    "strong",
    "blockquote",
    "pre",
    "table",
    "tbody",
    "tr",
    "td",
    "img",
}
houses = st.sampled_from([samples.HOUSE, samples.CONSENTING])
many = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def page(item: Item, house: Any) -> Any:
    (file,) = render(item, samples.surroundings(house=house)).files
    return lxml.html.fromstring(file.body.decode("utf-8"))


def folded(text: str) -> str:
    """White space as the model folds it (DESIGN.md section 6)."""
    return re.sub("[\t-\r \u00a0]+", " ", text).strip()


def bare(text: str) -> str:
    """Without white space: what a comparison across elements can hold to."""
    return re.sub(r"\s+", "", text)


@many
@given(items(), houses)
def test_p3_every_printed_block_is_the_source_s_text_or_its_beginning(item: Item, house: Any):
    spans = css(page(item, house), "[data-span]")
    printed = carried(item, house).blocks
    assert [span.get("data-span") for span in spans] == [str(number) for number in range(len(printed))]
    for span, each in zip(spans, printed, strict=True):
        original = item.report.blocks[each.index].text
        if span.get("data-cut") is None:
            assert folded(span.text_content()) == folded(original)
        else:
            assert folded(original).startswith(folded(span.text_content()))


@many
@given(items(), houses)
def test_p3_no_markup_of_the_source_reaches_the_page(item: Item, house: Any):
    tree = page(item, house)
    assert {element.tag for element in tree.iter()} <= TAGS
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    for address in tree.xpath("//@href | //@src | //@cite"):
        assert not re.match(r"\s*(javascript|data|vbscript|//)", str(address), re.IGNORECASE)
    assert len(tree.xpath("//script[not(@src)]")) == 1


@many
@given(items(), houses)
def test_p4_source_address_byline_and_retrieval_stand_at_the_bottom(item: Item, house: Any):
    tree = page(item, house)
    (bottom,) = css(tree, "article footer dl.source")
    told = bare(bottom.text_content())
    assert bare(plain(item.source.name)) in told
    assert item.report.url in told
    assert bare("25 November 2026, 13:58 UTC") in told
    assert item.report.url in bottom.xpath(".//a/@href")
    if item.report.byline:
        assert bare(plain(item.report.byline.value)) in bare(css(tree, "header p.byline")[0].text_content())
    assert bare(house.disclaimer) in bare(css(tree, "article footer p.disclaimer")[0].text_content())


@many
@given(items(), houses)
def test_p4_each_credit_stands_in_its_place_with_its_link(item: Item, house: Any):
    tree = page(item, house)
    regions = {
        Place.TOP: "article header",
        Place.BYLINE: "article header p.byline",
        Place.FIRST_PARAGRAPH: "article",
        Place.BOTTOM: "article footer",
    }
    for slot in item.permission.credits:
        printed = [found for place in css(tree, regions[slot.place]) for found in css(place, ".credit")]
        beginning = bare(re.split(r"[\[{]", slot.wording)[0])
        mine = [each for each in printed if bare(each.text_content()).startswith(beginning)]
        assert mine
        target = {LinkTo.ARTICLE: item.report.url, LinkTo.HOME: item.source.home}.get(slot.link, "")
        if target.startswith("http"):
            assert any(target in each.xpath(".//a/@href") for each in mine)


@many
@given(items(), houses)
def test_p5_no_more_is_printed_than_the_terms_allow(item: Item, house: Any):
    permission = item.permission
    shown = [span.text_content() for span in css(page(item, house), "[data-span]")]
    characters = sum(map(len, shown))
    blocked = permission.counter and (not house.profile.counter_consent or "<img" not in permission.counter)
    if permission.extent is Extent.HEADLINE:
        assert characters < 100
    elif permission.extent is Extent.EXCERPT or blocked:
        limit = permission.excerpt or Excerpt()
        whole = sum(len(block.text) for block in item.report.blocks)
        paragraphs = [
            each
            for each in carried(item, house).blocks
            if each.block.kind not in (BlockKind.HEADING, BlockKind.EMBED, BlockKind.CAPTION)
        ]
        used = {
            Unit.PARAGRAPHS: len(paragraphs),
            Unit.WORDS: sum(map(count_words, shown)),
            Unit.CHARACTERS: characters,
            Unit.PERCENT: characters * 100 / whole if whole else 0,
        }
        assert used[limit.unit] <= limit.amount
    else:
        assert len(shown) == len(item.report.blocks)


@many
@given(items(), houses)
def test_p5_duties_of_head_and_foot(item: Item, house: Any):
    tree, permission = page(item, house), item.permission
    assert tree.xpath('//link[@rel="canonical"]/@href') == ([item.report.url] if permission.canonical else [])
    assert tree.xpath('//link[@rel="license"]/@href') == ([permission.licence_url] if permission.licence_url else [])
    assert bool(css(tree, ".as-of")) is permission.as_of_line
    assert [bare(each.text_content()) for each in css(tree, ".closing")] == (
        [bare(permission.closing)] if permission.closing else []
    )
    runs = permission.extent is Extent.FULL and "<img" in permission.counter and house.profile.counter_consent
    assert bool(tree.xpath("//img")) is runs


@many
@given(items(), houses)
def test_p2_both_headlines_stand_on_the_page_and_each_is_called_what_it_is(item: Item, house: Any):
    tree = page(item, house)
    source, desk = plain(item.report.headline.value), plain(item.headline.text)
    (title,) = css(tree, "article header h1")
    notes = " ".join(each.text_content() for each in css(tree, "article header p.note"))
    if item.permission.headline_may_change and desk:
        assert title.text_content() == desk
        assert desk == source or f"At the source: {source}" in notes
    else:
        assert title.text_content() == source
        assert not desk or desk == source or f"Our desk’s headline: {desk}" in notes


@many
@given(items(), houses)
def test_lists_and_feeds_say_no_more_than_the_page(item: Item, house: Any):
    surroundings = samples.surroundings(house=house)
    entry = recent_of(item, surroundings)
    said = bare("".join(span.text_content() for span in css(page(item, house), "[data-span]")))
    begun = bare(entry.excerpt.rstrip("…"))
    blocks_shown = [bare(plain(each.text)) for each in carried(item, house).blocks]
    assert any(text.startswith(begun) for text in blocks_shown) or not begun
    assert len(begun) <= len(said)
    lists = render_lists(dataclasses.replace(surroundings, recent=(entry,)))
    assert all(file.body for file in lists.files)


@many
@given(items(), houses)
def test_the_same_item_prints_the_same_bytes(item: Item, house: Any):
    surroundings = samples.surroundings(house=house)
    assert render(item, surroundings) == render(item, surroundings)
