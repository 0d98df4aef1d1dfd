"""Roles of a report's outer blocks, which outlets and editors treat alike whatever their markup: the standfirst above
the text, what stands behind it, and lines at the end that credit, correct or advertise.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Sequence

from mediawire.model.report import Reason
from mediawire.reading.kinds import path
from mediawire.reading.region import prose
from mediawire.reading.runs import Run

STANDFIRST, AFTER, CREDIT = "@standfirst", "@after", "@credit"
_FIRST = 2  # blocks that a standfirst has at most
_SHORT = 300  # characters that a credit has at most
_LAST = 4  # published runs at the end among which credits are looked for
_APART = 2  # lines in italics at the end that credit or advertise; more of them are a quotation or a list
_CREDIT = re.compile(
    r"\bcontribut(?:ed|ing) (?:reporting|research|from|to (?:this|the) (?:report|reporting|story|article|piece))\b|"
    r"^contribut(?:ing|ors?)\b|\breport(?:ed|ing) (?:from|by)\b|^(?:additional |with )?reporting\b|"
    r"\bcreated this story\b|\breceives? support\b|@\w{3}|\bletters to the editor\b|\bmore to follow\b|"
    r"\bis (?:the|an?) [\w ,'’-]*(?:editor|reporter|writer|columnist|correspondent|journalist)\b|"
    r"^(?:follow|email|e-mail|contact|visit|stream|subscribe|sign up|listen|photograph|source images|editing)\b|"
    r"\b(?:originally (?:appeared|published)|appeared originally|first published)\b|^for more\b|^to learn more\b|"
    r"\b(?:developing|breaking)(?: new| news)? story\b|^includes information\b|^(?:more|journal|further) information\b|"
    r"^mit (?:informationen|material)\b|^(?:quelle|redaktion|source|fuente|avec|con información)\b",
    re.IGNORECASE,
)

# A line that says what is not known is never taken for a credit, whatever else it says.
CAVEAT = re.compile(r"\b(?:verif|confirm|comment|den(?:y|ied)|could not|alleg|disput|correct|unclear)", re.IGNORECASE)


def roles(found: Sequence[tuple[Run, Reason | None]]) -> dict[int, str]:
    """By `id` of a run: the role of those that the general reader publishes and that have one."""
    shown = [run for run, reason in found if reason is None]
    sizes: collections.Counter[str] = collections.Counter()
    for run in shown:
        sizes[path(run.node, None, 3)] += prose(run)
    if not sizes:
        return {}
    main = sizes.most_common(1)[0][0]
    mine = [at for at, run in enumerate(shown) if path(run.node, None, 3) == main]
    told = {id(run): STANDFIRST for run in shown[: mine[0]]} if mine[0] <= _FIRST else {}
    told |= {id(run): AFTER for run in shown[mine[-1] + 1 :]}
    last = [run for run in shown[-_LAST:] if len(run.text) < _SHORT and not CAVEAT.search(run.text)]
    credited = [run for run in last if _CREDIT.search(run.text)]
    return told | {id(run): CREDIT for run in (*credited, *_set_apart(shown))}


def _set_apart(shown: Sequence[Run]) -> Sequence[Run]:
    """The lines in italics at the very end, but for credits in plain type, where they are few."""
    tail: list[Run] = []
    for run in reversed(shown):
        if len(run.text) >= _SHORT or CAVEAT.search(run.text):
            break
        if _is_emphasis(run):
            tail.append(run)
        elif not _CREDIT.search(run.text):
            break
    return tail if len(tail) <= _APART else ()


def _is_emphasis(run: Run) -> bool:
    whole = 0.8 * (run.end - run.start)
    return any(node.tag in ("em", "i") and node.close - node.inner + 17 >= whole for node in run.inline)
