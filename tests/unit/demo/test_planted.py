"""What is planted is in the texts, and nothing else is."""

from __future__ import annotations

import re

import pytest

from mediawire.demo import PartKind, planted, reports
from mediawire.demo.texts import FURNITURE
from mediawire.model.story import ChangeKind

LATEST = {each.key: each.corrected if each.changed_at else each for each in reports()}
FIGURE = re.compile(r"\d[\d,.]*\d|\d")
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
TOLD = sorted({(change.a, change.b) for change in planted.changes()})
AS_PUBLISHED = {each.key: each for each in reports()}


def text(key: str) -> str:
    report = LATEST[key]
    return "\n".join((report.title, *report.body))


def plain(words: str) -> str:
    """Without house style: straight marks, one way to write percent, no final comma or stop."""
    for old, new in (("“", '"'), ("”", '"'), ("’", "'"), ("per cent", "percent")):
        words = words.replace(old, new)
    return words


@pytest.mark.parametrize(
    "change", planted.changes(), ids=lambda change: f"{change.b}-{change.kind.value}-{change.detail}"
)
def test_both_sides_of_a_change_stand_in_their_pages(change):
    assert change.a_text in text(change.a)
    assert change.b_text in text(change.b)
    assert change.a_text or change.b_text
    if change.a_text and change.b_text:
        assert plain(change.a_text) not in plain(text(change.b))


@pytest.mark.parametrize(
    "change", [each for each in planted.changes() if not each.b_text], ids=lambda each: each.a_text
)
def test_what_was_dropped_is_not_in_the_telling(change):
    assert plain(change.a_text) not in plain(text(change.b))


@pytest.mark.parametrize(("a", "b"), TOLD)
def test_no_other_figure_differs(a, b):
    known = set(FIGURE.findall(plain(text(a))))
    planted_here = " ".join(
        change.b_text
        for change in planted.changes()
        if (change.a, change.b) == (a, b) and change.kind in (ChangeKind.FIGURE, ChangeKind.ADDED)
    )
    assert set(FIGURE.findall(plain(text(b)))) - known <= set(FIGURE.findall(planted_here))


@pytest.mark.parametrize(("a", "b"), TOLD)
def test_no_other_quotation_differs(a, b):
    altered = " ".join(
        plain(change.b_text)
        for change in planted.changes()
        if (change.a, change.b) == (a, b) and change.kind is ChangeKind.QUOTATION
    )
    for quotation in QUOTED.findall(plain(text(b))):
        assert quotation in plain(text(a)) or quotation in altered


def test_each_kind_of_change_is_planted():
    kinds = {change.kind for change in planted.changes()}
    assert kinds == set(ChangeKind)
    details = {change.detail for change in planted.changes()}
    assert {"rounded", "reworded", "dropped", "changed", "moved", "digits swapped"} <= details


def test_the_copy_is_word_for_word_and_names_the_agency():
    for original, copy in planted.copies():
        assert LATEST[copy].body == LATEST[original].body
        assert LATEST[copy].credit == "(Northlight)"


def test_the_agency_report_is_one():
    body = text("northlight/grain-reserve-falls")
    assert len(set(FIGURE.findall(body))) >= 12
    for words in ("LERNA (Northlight) - ", "59,300", "6.89 million", "anonymity", "could not independently verify"):
        assert words in body
    assert len(QUOTED.findall(body)) >= 4


@pytest.mark.parametrize("trap", planted.not_changes(), ids=lambda trap: trap.why)
def test_both_sides_of_a_trap_stand_in_their_pages(trap):
    assert trap.a_text in text(trap.a)
    assert trap.b_text in text(trap.b)


def test_stories_chains_and_changes_name_reports_that_exist():
    named = {key for story in planted.stories() for key in (*story.tellings, *story.views)} | set(planted.chains())
    assert named <= LATEST.keys()
    for story in planted.stories():
        assert set(story.origins) < set(story.tellings)
        assert all(LATEST[key].kind == "view" for key in story.views)
    told = {key: story.name for story in planted.stories() for key in story.tellings}
    assert all(told[change.a] == told[change.b] for change in planted.changes())


def test_chains_begin_with_the_outlet_and_their_sources_are_named_in_the_text():
    for key, links in planted.chains().items():
        for name, _ in links[1:]:
            assert name.lower() in text(key).lower()


def test_corrections_and_withdrawals_happen_when_they_should():
    (correction,) = planted.corrections()
    assert correction.figures == (("214", "241"),)
    assert 55 <= correction.at <= 65
    (edit,) = planted.silent_edits()
    assert (edit.report, edit.figures) == ("harbour-courier/why-the-herring-came-late", (("460 tonnes", "640 tonnes"),))
    (withdrawal,) = planted.withdrawals()
    assert 85 <= withdrawal.at <= 95
    assert "kill" in withdrawal.wording


def test_every_piece_of_furniture_is_listed_with_its_reason():
    for report in reports():
        listed = planted.omitted(report)
        assert [each.text for each in listed] == [part.text for part in report.parts if part.kind in FURNITURE]
    reasons = {each.reason.value for report in reports() for each in planted.omitted(report)}
    assert reasons == {"related", "newsletter", "hidden", "caption", "advertisement", "paywall"}


def test_hidden_text_has_figures_that_the_report_has_not():
    for report in reports():
        for part in report.parts:
            if part.kind is PartKind.HIDDEN:
                assert set(FIGURE.findall(part.text)) - set(FIGURE.findall(" ".join(report.body)))


def passages(key: str, other: str) -> list[str]:
    """Beginnings of the passages of a report of which few words stand anywhere in the other one's text."""
    known = set(re.findall(r"\w+", text(other).lower()))
    told: list[str] = []
    for paragraph in AS_PUBLISHED[key].body:
        strange = False
        for sentence in re.split(r"(?<=[\w%][.?!]|[.?!,][\"”]) (?=[A-Z\"“])", paragraph):
            words = [word for word in re.findall(r"\w+", sentence.lower()) if len(word) > 3]
            was, strange = strange, bool(words) and sum(word in known for word in words) < 0.45 * len(words)
            told += [sentence[:30]] if strange and not was else []
    return told


@pytest.mark.parametrize(("a", "b"), TOLD)
def test_no_other_passage_was_dropped_or_added(a, b):
    mine = [change for change in planted.changes() if (change.a, change.b) == (a, b)]
    before, after = " ".join(change.a_text for change in mine), " ".join(change.b_text for change in mine)
    assert [each for each in passages(a, b) if each not in before] == []
    assert [each for each in passages(b, a) if each not in after] == []
