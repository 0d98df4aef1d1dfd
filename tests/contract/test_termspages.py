"""Pages of terms: snapshotted, watched, and confirmed by a person when they change."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from mediawire.archive import alarms, sources, termspages
from mediawire.archive.captures import CaptureStore
from mediawire.archive.termspages import TermsPage, TermsReading
from mediawire.line.termswatch import EVERY, TermsWatch
from mediawire.line.tools import Ledger
from mediawire.model.errors import DecisionRefused, NotInArchive
from mediawire.model.source import Basis, Layer, LayerKind, Source, Terms
from tests.contract.samples import DAY, NOW, OTHER, SOURCE, later
from tests.hostile.fault_server import FaultServer, answer
from tests.hostile.loopback import fetcher

URL = "https://courier.example/republish"


def with_terms(*urls: str, source: Source = SOURCE) -> Source:
    layers = tuple(Layer(kind=LayerKind.HOUSE_RULES, basis=Basis(url=url)) for url in urls)
    return dataclasses.replace(source, terms=Terms(layers=layers))


def known(*urls: str) -> list[TermsPage]:
    named = [with_terms(*(urls or (URL,))), OTHER]
    sources.know(named, NOW)
    termspages.know(named, NOW)
    return termspages.pages()


def read(page: TermsPage, words: str, minutes: float = 0) -> bool:
    reading = TermsReading(
        page_id=page.id, digest=f"digest of {words}", text=words, moment=later(minutes), again=later(minutes, days=1)
    )
    return termspages.seen(reading)


def open_kinds() -> list[str]:
    return [alarm.kind for alarm in alarms.open_alarms()]


def test_pages_are_made_once_for_what_terms_name_and_retired_with_it(database: None) -> None:
    assert [page.url for page in known(URL, URL, "", "no address")] == [URL]
    termspages.know([with_terms(URL), OTHER], later(1))
    assert len(termspages.pages()) == 1
    termspages.know([with_terms(), OTHER], later(2))
    assert termspages.pages() == []
    termspages.know([with_terms(URL), OTHER], later(3))
    assert [page.url for page in termspages.pages()] == [URL]


def test_due_pages_are_handed_out_once_until_their_time(database: None) -> None:
    [page] = known()
    assert [each.id for each in termspages.due(NOW, 5, later(15))] == [page.id]
    assert termspages.due(later(14), 5, later(30)) == []
    assert len(termspages.due(later(15), 5, later(30))) == 1


def test_the_first_reading_is_the_snapshot_and_the_same_words_change_nothing(database: None) -> None:
    [page] = known()
    assert not read(page, "In full.")
    assert not read(page, "In full.", 5)
    assert termspages.waiting("courier") is None
    assert open_kinds() == []


def test_other_words_wait_for_a_person_with_an_alarm_and_both_texts(database: None) -> None:
    [page] = known()
    read(page, "In full.")
    assert read(page, "In part.", 60)
    found = termspages.waiting("courier")
    assert found is not None
    assert (found.confirmed_text, found.text, found.changed_at) == ("In full.", "In part.", later(60))
    assert open_kinds() == [termspages.ALARM]
    assert read(page, "In part.", 120)
    assert termspages.pages("courier")[0].changed_at == later(60)
    assert termspages.waiting("post") is None


def test_confirming_makes_the_words_the_snapshot_and_closes_the_alarm(database: None) -> None:
    [page] = known()
    read(page, "In full.")
    read(page, "In part.", 60)
    termspages.confirm(page.id, "digest of In part.", "ada", later(61))
    [now] = termspages.pages()
    assert (now.changed, now.confirmed_by, now.confirmed_at, now.confirmed_text) == (
        False,
        "ada",
        later(61),
        "In part.",
    )
    assert open_kinds() == []
    assert not read(page, "In part.", 70)
    assert read(page, "In full.", 80)


def test_what_an_editor_did_not_see_cannot_be_confirmed(database: None) -> None:
    [page] = known()
    read(page, "In full.")
    read(page, "In part.", 60)
    read(page, "Not at all.", 70)
    with pytest.raises(DecisionRefused):
        termspages.confirm(page.id, "digest of In part.", "ada", later(71))
    assert termspages.waiting("courier") is not None
    with pytest.raises(NotInArchive):
        termspages.confirm(page.id + 99, "", "ada", later(71))


def test_words_that_come_back_need_no_confirmation(database: None) -> None:
    [page] = known()
    read(page, "In full.")
    read(page, "Down for maintenance.", 60)
    assert not read(page, "In full.", 70)
    assert open_kinds() == []


def test_a_page_that_cannot_be_read_stands_as_it_was(database: None) -> None:
    [page] = known()
    read(page, "In full.")
    termspages.missed(page.id, "no answer", later(5), later(65))
    termspages.missed(page.id, "no answer", later(65), later(185))
    [now] = termspages.pages()
    assert (now.failures, now.last_error, now.changed, now.text) == (2, "no answer", False, "In full.")
    read(page, "In full.", 185)
    assert termspages.pages()[0].failures == 0


# -- the watch, over HTTP --


class Turned:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


PAGE = "<html><body><nav>{menu}</nav><main><h1>Republish</h1><p>{terms}</p></main></body></html>"
TERMS = "Everybody may print our reports in full, with a credit above the text and a link to the report. " * 3


def html(terms: str = TERMS, menu: str = "Home") -> bytes:
    return PAGE.format(terms=terms, menu=menu).encode()


def test_a_page_is_snapshotted_looked_at_daily_and_believed_gone_at_the_second_answer(
    committed: None, tmp_path: Path
) -> None:
    asyncio.run(_watched(tmp_path))


async def _watched(folder: Path) -> None:
    now, captures, ledger = Turned(), CaptureStore(folder, "tests"), Ledger()
    async with FaultServer({"/republish": answer(html())}) as server, fetcher(now=now) as wire:
        named = [with_terms(server.url("/republish")), OTHER]
        await ledger(sources.know, named, NOW)
        await ledger(termspages.know, named, NOW)

        async def looked() -> TermsPage:
            now.now += EVERY
            for page in await TermsWatch(now, captures, wire, ledger).due(5):
                await TermsWatch(now, captures, wire, ledger).check(page)
            return (await ledger(termspages.pages))[0]

        first = await looked()
        assert first.capture_id is not None
        assert not first.changed
        server.routes["/republish"] = answer(html(menu="Home, and something new"))
        same = await looked()
        assert (same.changed, same.capture_id, same.checked_at) == (False, first.capture_id, NOW + 2 * DAY)
        server.routes["/republish"] = answer(html(terms=TERMS.replace("in full", "in part")))
        other = await looked()
        assert other.changed
        assert other.capture_id != first.capture_id
        await ledger(termspages.confirm, other.id, other.digest, "ada", now())
        del server.routes["/republish"]
        doubted = await looked()
        assert (doubted.changed, doubted.failures) == (False, 1)
        gone = await looked()
        assert gone.changed
        assert gone.digest == "gone:404"
    ledger.close()
    captures.close()
