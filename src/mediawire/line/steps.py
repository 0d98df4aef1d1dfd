"""The whole flow, on one screen.

    poll → fetch → capture                                                     retrieve: as the web answers, at its pace
    read → corroborate → trace → group → propose → decide → print → announce   carry: durable, in batches

Retrieving waits for other people's servers, so it is driven by rows: a door or lead is due until its outcome is
written, and a poll that a crash cut short is simply due again. From a capture on everything is ours and quick, and runs
as a durable flow: steps take and return row ids, each may run twice, and after a crash the flow goes on behind the last
one that finished. What the desk asks for comes in as request rows and leaves by the same door: decide, print, announce.
"""

from __future__ import annotations

from typing import Protocol

from mediawire.line.engine import Do

Ids = list[int]


class Work(Protocol):
    """The steps that the flows are made of. Each takes and returns row ids, and may be run again with the same ones."""

    def claimed(self, batch: str) -> Ids:
        """Leads of a batch, each with a capture that nobody has carried yet."""

    def read(self, leads: Ids) -> Ids:
        """Captures into reports; what is not a report is quarantined with its reason."""

    def corroborate(self, reports: Ids) -> Ids:
        """Compare each reading with its witnesses, where the source's rule asks for that."""

    def trace(self, reports: Ids) -> Ids:
        """Find who each report leans on, back to whoever said it first."""

    def group(self, reports: Ids) -> Ids:
        """Find copies and the story that each report belongs to."""

    def propose(self, reports: Ids) -> Ids:
        """Propose house headlines and find what forbids to print the first."""

    def decide(self, reports: Ids) -> Ids:
        """Publish, queue or hold by rule; take up changes of what is printed. Gives the items concerned."""

    def carry_out(self, requests: Ids) -> Ids:
        """Do what the desk asked for. Gives the items concerned."""

    def print(self) -> Ids:
        """Seal and print every item whose printed form is not what was decided, then lists and feeds."""

    def announce(self) -> Ids:
        """Tell those who asked to be told."""

    def finish(self, leads: Ids) -> Ids:
        """Mark leads as carried."""


def carry(do: Do, work: Work, batch: str) -> None:
    """Captured pages of one batch to printed items."""
    leads = do(work.claimed, batch)
    reports = do(work.read, leads)
    reports = do(work.corroborate, reports)
    reports = do(work.trace, reports)
    reports = do(work.group, reports)
    reports = do(work.propose, reports)
    do(work.decide, reports)
    do(work.print)
    do(work.announce)
    do(work.finish, leads)


def answer(do: Do, work: Work, requests: Ids) -> None:
    """Requests of the desk to printed items."""
    do(work.carry_out, requests)
    do(work.print)
    do(work.announce)
