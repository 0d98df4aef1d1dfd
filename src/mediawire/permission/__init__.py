"""What a report's terms let us do, at a moment.

`allowed(report, terms, house, used, moment)` weighs every layer of a source's terms that applies to the report, lets
the strictest statement win, and gives the reasons in words. What is not said is not permitted: without terms there is
a headline and a link. `heard(permission, report, source, house)` narrows that by what the report says of itself:
`licensing` weighs its signals, `other_hands` finds copy of agencies and other outlets. `permitted` is the two together,
which the line, the desk and the command ask. Pure: no clock, no database, no network.
"""

from mediawire.permission.catalogue import recognise, terms_of
from mediawire.permission.decision import allowed, limited_to, over
from mediawire.permission.explaining import described, explained, in_one_line
from mediawire.permission.hearing import heard, held, not_covered, permitted
from mediawire.permission.licensing import licensing
from mediawire.permission.otherhands import other_hands

__all__ = [
    "allowed",
    "described",
    "explained",
    "heard",
    "held",
    "in_one_line",
    "licensing",
    "limited_to",
    "not_covered",
    "other_hands",
    "over",
    "permitted",
    "recognise",
    "terms_of",
]
