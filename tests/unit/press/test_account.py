"""What was left out, and why a report is short."""

from __future__ import annotations

import pytest

from mediawire.model.report import Omission, Reason, Span
from mediawire.model.source import Excerpt, Extent
from mediawire.model.sourcing import SourceKind
from mediawire.press import account, carried
from tests.unit.press import samples


def omitted(*reasons: Reason) -> tuple[str, ...]:
    return account.left_out([Omission(span=Span(0, 1), reason=reason) for reason in reasons])


def test_omissions_are_counted_by_reason_in_the_order_met():
    assert omitted(Reason.RELATED, Reason.NEWSLETTER, Reason.RELATED) == ("2 related-links boxes", "1 newsletter form")


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason):
    (one,) = omitted(reason)
    (many,) = omitted(reason, reason)
    assert one.startswith("1 ")
    assert many.startswith("2 ")
    assert one[2:] != many[2:]


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_of_source_has_words(kind: SourceKind):
    assert account.kind_of(kind)


def short(**terms: object) -> str:
    item = samples.item(permission=samples.permission(**terms))
    return account.shortened(carried(item, samples.HOUSE), "The Courier")


def test_a_whole_report_needs_no_excuse():
    assert short() == ""
    assert short(extent=Extent.EXCERPT, excerpt=Excerpt(amount=50)) == ""


def test_a_short_one_says_why():
    assert "excerpt, as the terms of The Courier allow" in short(extent=Extent.EXCERPT, excerpt=Excerpt())
    assert "no terms of The Courier that we know allow more" in short(extent=Extent.HEADLINE)


@pytest.mark.parametrize(
    ("names", "told"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_names_as_a_phrase(names: tuple[str, ...], told: str):
    assert account.listed(names) == told
