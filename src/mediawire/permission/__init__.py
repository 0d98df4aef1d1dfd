"""What a report's terms let us do, at a moment.

`allowed(report, terms, house, used, moment)` weighs every layer of a source's terms that applies to the report, lets
the strictest statement win, and gives the reasons in words. What is not said is not permitted: without terms there is
a headline and a link. Pure: no clock, no database, no network.
"""

from mediawire.permission.catalogue import recognise, terms_of
from mediawire.permission.decision import allowed, limited_to, over
from mediawire.permission.explaining import described, explained, in_one_line

__all__ = ["allowed", "described", "explained", "in_one_line", "limited_to", "over", "recognise", "terms_of"]
