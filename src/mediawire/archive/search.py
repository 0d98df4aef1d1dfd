"""Search: words into items, by the database's own full-text index.

SQLite has FTS5 (unicode61, diacritics removed), PostgreSQL a tsvector of configuration "simple" over words folded
here in the same way. What a reader types is words and "quoted phrases", all of which must be there; no sign of it
reaches the query language. Snippets are cut here, as plain text with the ranges of what was found.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Sequence

from django.db import connection

from mediawire.archive.models import ItemRow, SearchText

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+", re.UNICODE)
_TERMS = 16
_BEFORE, _LENGTH = 60, 220  # characters of a snippet before the first word found, and in all
Range = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An item that was found. `snippet` is plain text, `matches` the ranges in it that were searched, ends excluded."""

    item_id: int
    headline: str
    snippet: str
    matches: tuple[Range, ...]
    source: str
    printed_at: dt.datetime | None
    path: str
    language: str = ""

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The snippet in runs, each with whether it was searched."""
        told, at = [], 0
        for start, end in self.matches:
            told += [(self.snippet[at:start], False), (self.snippet[start:end], True)]
            at = end
        return [(text, found) for text, found in [*told, (self.snippet[at:], False)] if text]


def search(words: str, limit: int, offset: int, live_only: bool = True) -> list[Hit]:
    """Items with all these words and "phrases", the best first. Only what is printed, unless told otherwise."""
    terms = terms_of(words)
    if not terms or limit <= 0:
        return []
    ids = (
        _sqlite(terms, limit, offset, live_only)
        if connection.vendor == "sqlite"
        else _postgresql(terms, limit, offset, live_only)
    )
    rows = ItemRow.objects.select_related("row").only("path", "printed_at", "row__language").in_bulk(ids)
    texts = SearchText.objects.in_bulk(ids)
    return [_hit(rows[item_id], texts[item_id], terms) for item_id in ids if item_id in rows and item_id in texts]


def terms_of(words: str) -> list[list[str]]:
    """Words and phrases as runs of folded words."""
    runs = [_WORD.findall(folded(phrase or word)) for phrase, word in _PHRASE.findall(words)]
    return [run for run in runs if run][:_TERMS]


@functools.lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """One character for one, so that offsets stay: small, without its marks; a mark by itself stands for nothing."""
    if unicodedata.combining(character):
        return character
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 else character


def folded(text: str) -> str:
    """Text for comparison, as long as the text itself."""
    return text.lower() if text.isascii() else "".join(map(_fold, text))


def index_words(text: str) -> str:
    """Text as PostgreSQL's index has it: folded, and without marks that stand by themselves."""
    return "".join(each for each in folded(text) if not unicodedata.combining(each)).replace("\x00", "")


_LIVE = "AND i.state = 'live' AND i.printed_at IS NOT NULL"


def _sqlite(terms: Sequence[Sequence[str]], limit: int, offset: int, live_only: bool) -> list[int]:
    query = " ".join('"' + " ".join(run) + '"' for run in terms)
    statement = (
        "SELECT archive_search.rowid FROM archive_search JOIN archive_item i ON i.id = archive_search.rowid "  # noqa: S608
        f"WHERE archive_search MATCH %s {_LIVE if live_only else ''} "
        "ORDER BY bm25(archive_search, 5.0, 1.0, 2.0), i.id DESC LIMIT %s OFFSET %s"
    )
    return _ids(statement, [query, limit, offset])


def _postgresql(terms: Sequence[Sequence[str]], limit: int, offset: int, live_only: bool) -> list[int]:
    query = " && ".join("phraseto_tsquery('simple', %s)" for _ in terms)
    words = [" ".join(run) for run in terms]
    statement = (
        "SELECT t.item_id FROM archive_search_text t JOIN archive_item i ON i.id = t.item_id "  # noqa: S608
        f"WHERE t.vector @@ ({query}) {_LIVE if live_only else ''} "
        f"ORDER BY ts_rank(t.vector, ({query})) DESC, i.id DESC LIMIT %s OFFSET %s"
    )
    return _ids(statement, [*words, *words, limit, offset])


def _ids(statement: str, parameters: Sequence[str | int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [row[0] for row in cursor.fetchall()]


def _hit(item: ItemRow, text: SearchText, terms: Sequence[Sequence[str]]) -> Hit:
    snippet, matches = snippet_of(text.body, terms)
    return Hit(
        item_id=item.id,
        headline=text.headline,
        snippet=snippet,
        matches=matches,
        source=text.source_name,
        printed_at=item.printed_at,
        path=item.path,
        language=item.row.language,
    )


def snippet_of(body: str, terms: Sequence[Sequence[str]]) -> tuple[str, tuple[Range, ...]]:
    """A piece of a text around the first thing found, and the ranges in it that were searched."""
    ranges = _found(folded(body), terms)
    start = max(ranges[0][0] - _BEFORE, 0) if ranges else 0
    if start:
        start = body.find(" ", start, ranges[0][0]) + 1 or start
    end = start + _LENGTH
    if end < len(body):
        end = body.rfind(" ", start + 1, end) if " " in body[start + 1 : end] else end
    lead = "… " if start else ""
    text = lead + body[start:end].replace("\n", " ") + (" …" if end < len(body) else "")
    moved = [(a - start + len(lead), b - start + len(lead)) for a, b in ranges if a >= start and b <= end]
    return text, tuple(moved)


def _found(text: str, terms: Sequence[Sequence[str]]) -> list[Range]:
    """Where words and phrases stand in a folded text, in order and without overlaps."""
    alternatives = sorted({r"\W+".join(map(re.escape, run)) for run in terms}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
    return [found.span() for found in pattern.finditer(text)]
