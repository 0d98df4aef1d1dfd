"""What the scorers call, under the names that their READMEs give. The modules beside this one do it."""

from __future__ import annotations

from benchmarks._feeds import parse_feed
from benchmarks._headlines import headline, sentence_case
from benchmarks._language import drift, same_report, same_story, sourcing
from benchmarks._reading import read_page, teach

__all__ = [
    "drift",
    "headline",
    "parse_feed",
    "read_page",
    "same_report",
    "same_story",
    "sentence_case",
    "sourcing",
    "teach",
]
