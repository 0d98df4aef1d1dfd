"""What a page says of itself, held against the terms. Signals only narrow: a mark on a page permits nothing.

A licence counts where it is about the text: a picture's, a widget's constant or another work's is not ours to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mediawire.model.report import Report
from mediawire.model.source import Extent, Layer
from mediawire.permission.licences import Licence, licence
from mediawire.permission.limits import Bound

_ABOUT_THE_TEXT = frozenset({"item", "page", "feed", "site"})
_DEED = re.compile(r"creativecommons\.org/licenses/(?P<type>by(?:-nc)?(?:-nd|-sa)?)/(?P<version>\d\.\d)", re.IGNORECASE)


def licences_on_page(report: Report) -> tuple[Licence, ...]:
    """The Creative Commons licences that the page states about the text, without repetitions."""
    stated = (each for each in report.signals if each.kind == "license" and each.scope in _ABOUT_THE_TEXT)
    deeds = (_DEED.search(each.value) for each in stated)
    return tuple(dict.fromkeys(licence(f"CC-{each['type'].upper()}-{each['version']}") for each in deeds if each))


def bounds(report: Report, layers: Sequence[Layer]) -> Iterator[Bound]:
    """What the page's own words take away from what the terms permit."""
    found = licences_on_page(report)
    if conflicts(report, layers):
        names = ", ".join(each.name for each in found)
        yield Bound(extent=Extent.HEADLINE, why=f"The page states {names}, which is not what its terms say.")
    for signal in report.signals:
        if signal.kind == "third-party":
            told = signal.value or "another outlet"
            why = f"The report carries the words of {told}, which the source's terms do not cover."
            yield Bound(extent=Extent.HEADLINE, why=why)


def conflicts(report: Report, layers: Sequence[Layer]) -> bool:
    """Whether the page states two licences, or another one than the terms."""
    stated = {each.family for each in licences_on_page(report)}
    known = [licence(layer.licence) for layer in layers if layer.licence]
    termed = {each.family for each in known if each.family}
    return len(stated) > 1 or bool(stated and termed and stated != termed)
