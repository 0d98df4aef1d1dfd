"""What differs between two headlines: who says it, and how certain it is."""

from __future__ import annotations

import re

from mediawire.model.report import Report
from mediawire.model.sourcing import Range
from mediawire.model.story import Change, ChangeKind

_SAYS = re.compile(
    r"(?:^|[,:;–—] )(?P<before>[\w’' -]{2,40}?) (?:says?|said|claims?|reports?|admits?|warns?|tells?|believes?"
    r"|alleges?|confirms?)\b"
    r"|\baccording to (?P<behind>[\w’' -]{2,40})|: (?P<colon>report|sources?|officials?"
    r"|[A-Z][\w’]+(?: [A-Z][\w’]+){0,2})$"
)
_OPEN = re.compile(
    r"(?<!in )(?<!since )(?<!until )(?<!by )\bmay\b|\b(?:might|could|can|plans?|calls?|threatens?|considers?|seeks?"
    r"|wants?|proposes?|expected|likely|possibl[ey]"
    r"|reportedly|allegedly|alleged|appears?|seems?|suspected|if|urges?|asks?|hopes?|claims?|unconfirmed)\b|\?"
    r"|[‘’'“\"]",
    re.I,
)
_CERTAIN = re.compile(r"\b(?:to [a-z]+|will|is|are|has|have|was|were)\b")


def compare(a: Report, b: Report) -> list[Change]:
    """The change from headline `a` to headline `b`, if there is one."""
    old, new = a.headline.value, b.headline.value
    if old == new:
        return []
    said, says = _SAYS.search(old), _SAYS.search(new)
    if said and not says:
        return [_change(a, b, "attribution dropped", "The other headline says who says so.")]
    if said and says and _who(said) != _who(says):
        return [_change(a, b, "attribution moved", "The other headline gives it to somebody else.")]
    if not said and _OPEN.search(old) and not _OPEN.search(new) and _CERTAIN.search(new):
        return [_change(a, b, "certainty raised", "The other headline leaves open what this one states.")]
    return []


def _who(match: re.Match[str]) -> str:
    """The last word of who says it, without its plural."""
    name = match["before"] or match["behind"] or match["colon"] or ""
    return name.split()[-1].lower().rstrip("s") if name.split() else ""


def _change(a: Report, b: Report, detail: str, why: str) -> Change:
    old, new = a.headline.value, b.headline.value
    return Change(
        kind=ChangeKind.HEADLINE,
        detail=detail,
        a=Range(-1, 0, len(old)),
        b=Range(-1, 0, len(new)),
        a_text=old,
        b_text=new,
        why=why,
    )
