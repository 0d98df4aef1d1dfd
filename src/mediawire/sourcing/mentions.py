"""Outlets that a text leans on without a clause of saying: "a Gazette poll", "first published by the Gazette"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection

from mediawire.model.sourcing import Citation, Range
from mediawire.sourcing.gazetteer import Mention

_WORK = re.compile(
    r"(?:[’']s?)?(?:[/ ][A-Z][\w.&/-]*)*(?: [\w’'-]+){0,3}? (?:[Pp]olls?|survey|reports?|analysis|tally|database"
    r"|investigation|average|transcript|editorial)\b"
    # how a poll was made, and the people of an outlet, are no leaning on it
    r"(?! (?:was|were) (?:conducted|carried out|taken|based)| (?:board|page|staff|director|team|writer|that accus))"
)
_PUBLISHED = re.compile(
    r",?(?: on \w+day| \w+day)? (?:(?:has|have|had|also|first|previously|recently|later) )*(?:published|ran|obtained"
    r"|broke|aired"
    r"|printed|reported|reports|revealed|uncovered|posted|calls|called|said|says|wrote|writes|estimates|projected"
    r"|found)\b"
)
_BY = re.compile(
    r"\b(?:according to|reported (?:by|in)|published (?:by|in|on)|obtained by|seen by|reviewed by|broken by"
    r"|report (?:by|from|in)"
    r"|polls? (?:by|from|in)|analysis (?:by|from)|story (?:by|in)|article in|editorial in|survey by|citing|quoted by"
    r"|tracked by|aired (?:by|on))(?: (?:a|an|the|The|new|recent|latest|daily|local|state))*[ ]?$"
)
# A report that is spoken of, not leaned on.
_ABOUT = re.compile(
    r"\b(?:in the wake of|in response to|reacting to|features?|featuring|dismiss\w*|disput\w*|denounc\w*|which"
    r"|discredit\w*|referencing|margin of error (?:for|of|in)|reprint\w*)"
    r"(?: (?:a|an|the|that|this|earlier|recent|withering|confirmed))*"
    r"(?: (?:reports?|stories|story|articles?|polls?|editorials?)(?: (?:by|from|in))?(?: the)?)?[ ]?$",
    re.I,
)

_FAR = 160  # characters behind an outlet that belong to it


def bare(block: int, text: str, mentions: list[Mention], covered: Collection[tuple[int, int]]) -> list[Citation]:
    """Citations without content: the outlets that a block leans on and that no attribution has as its source.

    `covered` are the characters of sources and contents that need no second citation.
    """
    found: list[Citation] = []
    for start, end, outlet in mentions:
        if found and (first := found[-1].source_at) is not None and start - first.end == 1 and text[start - 1] in "/–-":
            joint = dataclasses.replace(first, end=end)  # one poll of two outlets
            found[-1] = dataclasses.replace(found[-1], name=f"{found[-1].name}/{outlet.name}", source_at=joint)
            continue
        if any(a < end and start < b for a, b in covered):
            continue
        about = _ABOUT.search(text, max(0, start - 60), start)
        cue = None
        if not about:
            cue = (
                _BY.search(text, max(0, start - 50), start)
                or _PUBLISHED.match(text, end, end + _FAR)
                or _WORK.match(text, end, end + _FAR)
            )
        if cue is not None:
            at = cue.span()
            found.append(
                Citation(
                    name=outlet.name,
                    kind=outlet.kind,
                    cue=cue[0].strip(),
                    cue_at=Range(block, *at),
                    source_at=Range(block, start, end),
                    outlet_id=outlet.id,
                )
            )
    return found
