"""The kinds of doors, each with how its document is read and what is asked for."""

from __future__ import annotations

from mediawire.intake import feeds, listing, sitemaps
from mediawire.model.capture import Exchange
from mediawire.model.errors import ConfigurationError
from mediawire.model.feed import FeedDocument
from mediawire.model.source import Door, Source

DOCUMENTS = "documents"  # the door of leads whose text was brought: there is nothing to be fetched
FEEDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGES = "text/html, application/xhtml+xml, */*;q=0.5"


def parse(door: Door, exchange: Exchange, source: Source) -> FeedDocument:
    """What a door's document says; raises UnreadableFeed."""
    headers = exchange.header_map
    if door is Door.FEED:
        return feeds.parse(exchange.payload, headers, exchange.final_url)
    if door is Door.SITEMAP:
        return sitemaps.parse(exchange.payload, exchange.final_url, headers)
    if door is Door.LISTING:
        entries = listing.leads(exchange.payload, exchange.final_url, source.pattern, headers)
        return FeedDocument(kind="listing", entries=entries)
    raise ConfigurationError(
        f'documents of "{source.id}" come by themselves and are not polled',
        where="wire.toml",
        remedy="Give the source a feed, sitemap or listing, or drop agency documents into its folder.",
    )
