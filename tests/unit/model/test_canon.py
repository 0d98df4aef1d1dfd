"""Values go to JSON and back without loss, and their digests stay the same."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.model.canon import canonical, digest, from_json, to_json
from mediawire.model.report import Block, BlockKind, Form, Gap, Mark, MarkKind, Reason, Report, Span, Stated
from mediawire.model.source import Door, Layer, LayerKind, Source, Terms

MOMENT = dt.datetime(2026, 11, 25, 4, 0, 0, 250, tzinfo=dt.UTC)
texts = st.text(max_size=30)
spans = st.builds(
    lambda start, length, form, gaps: Span(start, start + length, form, gaps),
    st.integers(0, 10**6),
    st.integers(0, 10**4),
    st.sampled_from(Form),
    st.lists(st.builds(Gap, st.integers(0, 9), st.integers(10, 99), st.sampled_from(Reason)), max_size=3).map(tuple),
)
marks = st.builds(Mark, st.sampled_from(MarkKind), st.integers(0, 9), st.integers(9, 99), texts)
blocks = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=texts,
    span=spans,
    marks=st.lists(marks, max_size=2).map(tuple),
    cells=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    level=st.integers(0, 6),
)


def report(**more: object) -> Report:
    plain = Report(
        id="00112233aabbccdd",
        source_id="northlight",
        url="https://northlight.example/1",
        capture="0" * 64,
        retrieved_at=MOMENT,
        headline=Stated(value="Harbour reopens", origin="h1"),
        blocks=(),
    )
    return dataclasses.replace(plain, **more)


@given(st.lists(blocks, max_size=4).map(tuple), st.none() | st.builds(Stated, value=texts, origin=texts))
def test_a_report_comes_back_as_it_was(given_blocks: tuple[Block, ...], byline: Stated | None) -> None:
    value = report(blocks=given_blocks, byline=byline)
    assert from_json(Report, to_json(value)) == value


def test_a_source_comes_back_as_it_was() -> None:
    value = Source(
        id="a",
        name="A",
        home="https://a.example/",
        doors=((Door.FEED, "https://a.example/feed"),),
        terms=Terms(layers=(Layer(kind=LayerKind.LICENCE, licence="CC-BY-4.0", valid_until=dt.date(2027, 1, 1)),)),
    )
    assert from_json(Source, to_json(value)) == value


def test_fields_at_their_default_move_no_digest() -> None:
    assert "revision" not in to_json(report())
    assert digest(report()) == digest(report(revision=1)) != digest(report(revision=2))


def test_the_canonical_form_is_fixed() -> None:
    assert canonical(Stated(value="ü", origin="h1")) == '{"origin":"h1","value":"ü"}'.encode()
    assert digest(Stated(value="ü", origin="h1")) == "0fe0a739795c022c494832bdea6ec46534d8742e57843e92f89a7c633c433acf"


def test_two_types_with_the_same_fields_have_two_digests() -> None:
    @dataclasses.dataclass(frozen=True)
    class Other:
        value: str
        origin: str

    assert digest(Other("a", "b")) != digest(Stated(value="a", origin="b"))


def test_what_is_no_value_of_the_model_is_refused() -> None:
    with pytest.raises(TypeError, match="object is not a value"):
        to_json(object())
