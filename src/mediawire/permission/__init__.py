"""What a report's terms let us do, at a moment.

`allowed(report, terms, house, used, moment)` weighs every layer of a source's terms that applies to the report, lets
the strictest statement win, and gives the reasons in words. What is not said is not permitted: without terms there is
a headline and a link. `hearing(report, source, house, used, moment)` is what the line and the command ask: the same
under the contracts and one-off permissions that hold, narrowed by what the report says of itself: `licensing` weighs
its signals, `other_hands` finds copy of agencies and other outlets. Pure: no clock, no database, no network.
"""

from mediawire.permission.catalogue import recognise, terms_of
from mediawire.permission.decision import allowed, limited_to, over
from mediawire.permission.explaining import described, explained, in_one_line
from mediawire.permission.granting import granted
from mediawire.permission.hearing import Hearing, hearing, permitted
from mediawire.permission.licensing import licensing
from mediawire.permission.otherhands import other_hands
from mediawire.permission.standing import same_agency

__all__ = [
    "Hearing",
    "allowed",
    "described",
    "explained",
    "granted",
    "hearing",
    "in_one_line",
    "licensing",
    "limited_to",
    "other_hands",
    "over",
    "permitted",
    "recognise",
    "same_agency",
    "terms_of",
]
