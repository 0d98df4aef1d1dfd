"""House style, and never untrue: headlines proposed from the source's own, and what speaks against one.

`propose(telling, style, lexicon)` gives one to three house headlines with the rule behind each change;
`object(headline, telling, style, lexicon)` gives the objections to a headline. Pure: styles and dictionaries are
values that `house` has read.
"""

from mediawire.headlines.cautions import caveats, claimed_by
from mediawire.headlines.characters import pixels
from mediawire.headlines.learning import Names, learned
from mediawire.headlines.objecting import (
    blocking,
    object,  # noqa: A004
)
from mediawire.headlines.page import PageFindings, check_page, report_lines
from mediawire.headlines.proposing import propose
from mediawire.model.style import Case, Dictionary, Lexicon, Style

__all__ = [
    "Case",
    "Dictionary",
    "Lexicon",
    "Names",
    "PageFindings",
    "Style",
    "blocking",
    "caveats",
    "check_page",
    "claimed_by",
    "learned",
    "object",
    "pixels",
    "propose",
    "report_lines",
]
