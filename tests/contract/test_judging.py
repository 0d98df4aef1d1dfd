"""The stages behind reading: a report that brings a fault of ours to light costs itself, never the line."""

from __future__ import annotations

import types

import pytest

from mediawire import headlines, sourcing, stories
from mediawire.archive import reports
from mediawire.archive.captures import CaptureStore
from mediawire.house.shelf import shelf
from mediawire.line.judge import Judge
from mediawire.sourcing import gazetteer_of
from tests.contract import samples
from tests.contract.samples import FULL, NOW, report

POISON = "A report of 9e999 eels."


def judge() -> Judge:
    known = shelf("plain")
    told = types.SimpleNamespace(shelf=known, gazetteer=gazetteer_of(known.outlets), clock=lambda: NOW)
    made = Judge(told)  # type: ignore[arg-type]
    made.hearings.permission = lambda report: FULL  # type: ignore[method-assign]
    return made


def kept(store: CaptureStore) -> tuple[list[int], int]:
    """Three reports, the second of which is poison."""
    rows = [
        samples.kept_report(store, report(at, words), at) for at, words in ((1, "One."), (2, POISON), (3, "Three."))
    ]
    return rows, rows[1]


@pytest.mark.parametrize(
    ("module", "name", "step"),
    [(sourcing, "trace", "trace"), (stories, "group", "group"), (headlines, "blocking", "propose")],
)
@pytest.mark.parametrize("fault", [OverflowError("too large"), RecursionError("too deep"), KeyError("eels")])
def test_a_fault_costs_the_report_that_brought_it_to_light(
    store: CaptureStore,
    monkeypatch: pytest.MonkeyPatch,
    module: types.ModuleType,
    name: str,
    step: str,
    fault: Exception,
) -> None:
    rows, poisoned = kept(store)
    real = getattr(module, name)

    def stumbling(*told: object) -> object:
        if POISON in repr(told[0]) or (name == "blocking" and POISON in repr(told[1])):
            raise fault
        return real(*told)

    monkeypatch.setattr(module, name, stumbling)
    assert getattr(judge(), step)(rows) == [row for row in rows if row != poisoned]
    [told] = reports.quarantined(9)
    assert (told.lead_id, told.code) == (reports.lead_states([poisoned])[poisoned].id, "stage-failed")
    assert step in told.reason
    assert repr(fault) in told.reason
    assert reports.load_report(poisoned).text == POISON, "nothing is lost"


def test_the_stages_of_a_sound_batch_keep_its_order(store: CaptureStore) -> None:
    rows, _ = kept(store)
    bench = judge()
    assert bench.propose(bench.group(bench.trace(rows[::-1]))) == rows[::-1]
    found = reports.load_judgements(rows)
    assert all(found[row].story_id for row in rows)
    assert reports.quarantined(9) == []


def test_a_batch_goes_on_while_another_begins(store: CaptureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a restart the batch that was cut short runs beside the next one, which forgets what was remembered."""
    rows, _ = kept(store)
    bench = judge()
    real = sourcing.trace

    def disturbed(*told: object) -> object:
        bench.claimed("the next batch")
        return real(*told)  # type: ignore[arg-type]

    def beginning(*told: object) -> object:
        bench.claimed("the next batch")
        return headlines_blocking(*told)  # type: ignore[arg-type]

    headlines_blocking = headlines.blocking
    monkeypatch.setattr(sourcing, "trace", disturbed)
    monkeypatch.setattr(headlines, "blocking", beginning)
    bench._judged.update((row, reports.Judgement()) for row in rows)
    assert bench.propose(bench.group(bench.trace(rows))) == rows
    assert reports.quarantined(9) == []
    found = bench._judgements(rows)
    assert found == reports.load_judgements(rows), (
        "nothing is believed that the archive does not have, and nothing lost"
    )
