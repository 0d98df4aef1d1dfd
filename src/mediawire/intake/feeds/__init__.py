"""Feeds: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed and CDF, as `parse(body, headers, url) -> FeedDocument`."""

from __future__ import annotations

from mediawire.intake.feeds.dates import settle
from mediawire.intake.feeds.limits import Limits
from mediawire.intake.feeds.reader import parse

__all__ = ["Limits", "parse", "settle"]
