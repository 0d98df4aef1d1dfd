"""What the line decides by rule."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mediawire.line.rules import Absence, Alteration, Case, Disappearance, alteration, arrival, disappearance, notice
from mediawire.model.feed import NoticeKind
from mediawire.model.headline import Objection, Severity
from mediawire.model.item import DecisionKind
from mediawire.model.permission import Permission
from mediawire.model.report import Block, BlockKind, Corroboration, Remark, Report, Span, Stated
from mediawire.model.settings import Rule
from mediawire.model.source import Extent, OnChange, Source

MOMENT = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
SOURCE = Source(id="north", name="Northlight", home="https://north.example/", rule=Rule.PUBLISH)
FULL = Permission(extent=Extent.FULL, human_choice=False)


def report(*paragraphs: str, headline: str = "Harbour reopens", **more: object) -> Report:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text, span=Span(0, len(text))) for text in paragraphs)
    plain = Report(
        id="0" * 16,
        source_id="north",
        url="https://north.example/1",
        capture="0" * 64,
        retrieved_at=MOMENT,
        headline=Stated(value=headline, origin="h1"),
        blocks=blocks,
    )
    return dataclasses.replace(plain, **more)


def case(**more: object) -> Case:
    return dataclasses.replace(Case(source=SOURCE, report=report("a b c"), permission=FULL), **more)


def blocking(kind: Severity) -> list[Objection]:
    return [Objection(kind="figure", severity=kind, start=0, end=2, why="59,000 is not in the report")]


def test_a_report_of_a_source_that_publishes_is_published() -> None:
    decision = arrival(case(), MOMENT)
    assert (decision.kind, decision.by, decision.at) == (DecisionKind.PUBLISH, "rule:arrival", MOMENT)


@pytest.mark.parametrize(("rule", "kind"), [(Rule.QUEUE, DecisionKind.TAKE), (Rule.HOLD, DecisionKind.HOLD)])
def test_other_rules_wait_for_an_editor(rule: Rule, kind: DecisionKind) -> None:
    assert arrival(case(source=dataclasses.replace(SOURCE, rule=rule)), MOMENT).kind is kind


@pytest.mark.parametrize("rule", list(Rule))
def test_a_page_that_contradicts_itself_on_its_licence_is_held_with_the_reason(rule: Rule) -> None:
    told = case(source=dataclasses.replace(SOURCE, rule=rule), contradiction="It says BY, and BY-NC.")
    decision = arrival(told, MOMENT)
    assert decision.kind is DecisionKind.HOLD
    assert "BY-NC" in decision.why or rule is Rule.HOLD


@pytest.mark.parametrize(
    ("against", "why"),
    [
        ({"objections": blocking(Severity.BLOCK)}, "59,000"),
        ({"permission": dataclasses.replace(FULL, human_choice=True)}, "a person choose"),
        ({"permission": dataclasses.replace(FULL, extent=Extent.NOTHING)}, "no printing"),
        ({"permission": dataclasses.replace(FULL, not_before=MOMENT + dt.timedelta(hours=1))}, "13:00"),
        ({"report": report("a", remarks=(Remark(code="x", severity="block", what="A block is lost."),))}, "lost"),
        ({"source": dataclasses.replace(SOURCE, corroboration=0.8)}, "80%"),
        (
            {"source": dataclasses.replace(SOURCE, corroboration=0.8), "corroboration": Corroboration(degree=0.5)},
            "50%",
        ),
    ],
)
def test_what_speaks_against_a_report_brings_it_to_the_desk_with_the_reason(
    against: dict[str, object], why: str
) -> None:
    decision = arrival(case(**against), MOMENT)
    assert decision.kind is DecisionKind.TAKE
    assert why in decision.why


def test_a_warning_does_not_stop_a_report() -> None:
    assert arrival(case(objections=blocking(Severity.WARN)), MOMENT).kind is DecisionKind.PUBLISH


def test_enough_corroboration_lets_it_pass() -> None:
    source = dataclasses.replace(SOURCE, corroboration=0.8)
    assert arrival(case(source=source, corroboration=Corroboration(degree=0.8)), MOMENT).kind is DecisionKind.PUBLISH


WORDS = "the ferry ran aground at the cape on Monday with 214 people on board and nobody was hurt"


@pytest.mark.parametrize(
    ("on_change", "verdict"),
    [(OnChange.PRINT, Alteration.PRINT), (OnChange.QUEUE, Alteration.ASK), (OnChange.HOLD, Alteration.HOLD)],
)
def test_a_change_at_the_source_is_followed_as_wire_toml_says(on_change: OnChange, verdict: Alteration) -> None:
    source = dataclasses.replace(SOURCE, on_change=on_change)
    found, why = alteration(source, report(WORDS), report(WORDS.replace("214", "241")))
    assert found is verdict
    assert "changed" in why


def test_nothing_changed_is_nothing() -> None:
    assert alteration(SOURCE, report(WORDS), report(WORDS))[0] is Alteration.NOTHING


def test_a_changed_headline_alone_is_told_as_such() -> None:
    source = dataclasses.replace(SOURCE, on_change=OnChange.PRINT)
    found, why = alteration(source, report(WORDS), report(WORDS, headline="Harbour reopens at noon"))
    assert found is Alteration.PRINT
    assert "headline" in why


@pytest.mark.parametrize("on_change", list(OnChange))
def test_another_text_at_the_same_address_always_needs_an_editor(on_change: OnChange) -> None:
    source = dataclasses.replace(SOURCE, on_change=on_change)
    other = report("a quite different matter was voted upon by the council of another town last week")
    assert alteration(source, report(WORDS), other)[0] is Alteration.ASK


def test_a_new_reading_with_faults_is_not_printed_unattended() -> None:
    source = dataclasses.replace(SOURCE, on_change=OnChange.PRINT)
    faulty = report(WORDS + " again", remarks=(Remark(code="x", severity="block", what="A block is lost."),))
    assert alteration(source, report(WORDS), faulty)[0] is Alteration.ASK


def absence(**more: object) -> Absence:
    plain = Absence(status=404, times=1, feed_answers=True, recent=20, recent_gone=1)
    return dataclasses.replace(plain, **more)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"status": 410}, Disappearance.WITHHOLD),
        ({"status": 404}, Disappearance.WAIT),
        ({"status": 404, "times": 2}, Disappearance.WAIT),
        ({"status": 404, "times": 3}, Disappearance.WITHHOLD),
        ({"status": 410, "feed_answers": False}, Disappearance.ALARM),
        ({"status": 410, "recent_gone": 10}, Disappearance.ALARM),
        ({"status": 404, "times": 3, "recent": 4, "recent_gone": 3}, Disappearance.ALARM),
        ({"status": 410, "recent": 1, "recent_gone": 1}, Disappearance.WITHHOLD),
    ],
)
def test_a_page_that_is_gone(given: dict[str, object], verdict: Disappearance) -> None:
    assert disappearance(absence(**given)) is verdict


@pytest.mark.parametrize(
    ("kind", "decided"),
    [
        (NoticeKind.KILL, DecisionKind.WITHHOLD),
        (NoticeKind.HOLD, DecisionKind.WITHHOLD),
        (NoticeKind.RELEASE, DecisionKind.PUBLISH),
        (NoticeKind.CORRECTION, None),
    ],
)
def test_what_a_notice_decides(kind: NoticeKind, decided: DecisionKind | None) -> None:
    decision = notice(kind, "KILL: mayor", MOMENT)
    assert (decision.kind if decision else None) is decided
