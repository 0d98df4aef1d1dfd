"""Promises of sourcing and stories as properties: places hold what they say, and nothing is made up."""

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediawire import sourcing, stories
from mediawire.model.report import Block, BlockKind, Report, Span, Stated
from mediawire.model.sourcing import Gazetteer, Outlet, Range, SourceKind
from mediawire.model.story import Candidate, Telling

MOMENT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
GAZETTEER = Gazetteer(outlets=(Outlet(id="m", name="Morrow Press", kind=SourceKind.AGENCY),))
PIECES = st.sampled_from(
    [
        "The mayor said the bridge was closed.",
        "“We lost 12 boats,” Ilka Brandt told Morrow Press.",
        "Morrow Press could not independently verify the figures.",
        "About 59,300 crates of fish were lost, according to the port.",
        "Nearly 60,000 crates were lost,",
        "citing a source in the navy",
        "“",
        '"',
        "”",
        "(Morrow Press) -",
        "he said:",
        "İstanbul'da kar",
        "ß 1.000 %",
        "الميناء مغلق.",
        "\u200b",
        ", the",
        "and",
    ]
)
PARAGRAPHS = st.lists(st.lists(PIECES | st.text(max_size=12), max_size=6).map(" ".join), max_size=5)


def report(name: str, paragraphs: list[str], source: str = "a") -> Report:
    return Report(
        id=name,
        source_id=source,
        url=f"https://{source}.example/{name}",
        capture="",
        retrieved_at=MOMENT,
        headline=Stated(value="The bridge", origin="h1"),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, 0)) for text in paragraphs),
    )


def holds(made: Report, place: Range) -> bool:
    text = made.headline.value if place.block == -1 else made.blocks[place.block].text
    return 0 <= place.start < place.end <= len(text)


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_every_place_of_a_chain_lies_in_its_block(paragraphs: list[str]) -> None:
    made = report("r", paragraphs)
    chain = sourcing.trace(made, GAZETTEER)
    for citation in chain.citations:
        for place in (citation.source_at, citation.cue_at, *citation.content_at):
            assert place is None or holds(made, place)
    for link in (*chain.links, *(link for line in chain.others for link in line)):
        assert -1 <= link.citation < len(chain.citations)
    assert chain == sourcing.trace(made, GAZETTEER)


@settings(max_examples=60)
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_place_of_a_change_holds_its_text(one: list[str], other: list[str]) -> None:
    a, b = report("a", one, "a"), report("b", other, "b")
    tellings = [Telling(report=made, chain=sourcing.trace(made, GAZETTEER)) for made in (a, b)]
    for change in stories.changes(*tellings):
        assert change.a is not None or change.b is not None
        assert change.why
        for made, place in ((a, change.a), (b, change.b)):
            assert place is None or holds(made, place)


@settings(max_examples=40)
@given(PARAGRAPHS)
def test_no_telling_differs_from_itself(paragraphs: list[str]) -> None:
    made = report("a", paragraphs)
    telling = Telling(report=made, chain=sourcing.trace(made, GAZETTEER))
    assert stories.changes(telling, telling) == []


@settings(max_examples=40)
@given(PARAGRAPHS, PARAGRAPHS)
def test_shared_spans_hold_the_same_words(one: list[str], other: list[str]) -> None:
    common = (
        "every boat that lay in the northern harbour on the night of the great autumn storm was sunk or carried off "
        * 3
    )
    a, b = report("a", [*one, common], "a"), report("b", [common, *other], "b")
    candidate = Candidate(report_id="b", source_id="b", published=MOMENT, headline="", text=b.text)
    for copy in stories.copies(a, [candidate]):
        assert 0 < copy.containment <= 1
        for span in copy.shared:
            words = a.text[span.a_start : span.a_end].lower().split()
            assert [word.strip(" .,") for word in words][:3] == [
                word.strip(" .,") for word in b.text[span.b_start : span.b_end].lower().split()
            ][:3]


@settings(max_examples=20)
@example([(0, []), (0, []), (49, [])])  # several without a word leave together
@given(st.lists(st.tuples(st.integers(0, 200), PARAGRAPHS), max_size=12))
def test_a_window_holds_no_more_than_its_days(stream: list[tuple[int, list[str]]]) -> None:
    window = stories.Window(days=2)
    newest = 0
    for number, (hours, paragraphs) in enumerate(stream):
        newest = max(newest, hours)
        published = MOMENT + dt.timedelta(hours=hours)
        text = report("x", paragraphs).text
        window.add(
            Candidate(report_id=f"r{number}", source_id="a", published=published, headline="", text=text, story_id="s")
        )
        assert all(
            each.published >= MOMENT + dt.timedelta(hours=newest - 48) for each in window.near(report("y", paragraphs))
        )
    assert len(window) == sum(hours >= newest - 48 for hours, _ in stream)
