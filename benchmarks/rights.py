"""Reading of licences, beside trafilatura's and feedparser's: `python -m benchmarks.rights`.

On the pages and feeds of `tests/golden/rights/cases.toml`, which are our own: each says what truly holds for the text.
"right" names that; "held" claims nothing of the text, so that a person looks; "wrong" claims what does not hold.
"""

from __future__ import annotations

import collections
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from benchmarks import _rights

READERS: dict[str, Callable[[_rights.RightsCase], str | None]] = {
    "mediawire": _rights.ours,
    "trafilatura": _rights.trafilaturas,
    "feedparser": _rights.feedparsers,
}
_STYLES = {"right": "green", "held": "yellow", "wrong": "bold red", "": ""}


def main() -> None:
    """Print a row for each case and the sums."""
    table = Table(title="Licence of the text")
    for title in ("case", "truth", *READERS):
        table.add_column(title, overflow="fold")
    sums: dict[str, collections.Counter[str]] = {name: collections.Counter() for name in READERS}
    for case in _rights.cases():
        cells = []
        for name, read in READERS.items():
            answer = read(case)
            verdict = "" if answer is None else _rights.judged(answer, case.truth)
            sums[name][verdict] += 1
            style = _STYLES[verdict]
            cells.append(f"[{style}]{verdict}: {answer}[/]" if verdict else "-")
        table.add_row(case.name, case.truth, *cells)
    console = Console(width=150)
    console.print(table)
    for name, counted in sums.items():
        told = ", ".join(f"{counted[verdict]} {verdict}" for verdict in ("right", "held", "wrong"))
        console.print(f"{name}: {told} of {sum(counted.values()) - counted['']}")


if __name__ == "__main__":
    main()
