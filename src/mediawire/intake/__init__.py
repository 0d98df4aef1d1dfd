"""Feeds, pages, sitemaps, agency formats, manners and the one fetcher."""
