"""The words of items that may be found. What is withheld or killed leaves in the transaction that decides so."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from mediawire.archive.models import ItemRow, ReportRow, SearchText
from mediawire.archive.packing import unpack
from mediawire.archive.search import index_words
from mediawire.model.permission import Permission
from mediawire.model.source import Extent

# A word that nobody searches keeps phrases from reaching out of one field into the next.
_FIELD_END = "endoffieldinindex"
_VECTOR = """
    UPDATE archive_search_text SET vector = setweight(to_tsvector('simple', %s), 'A')
        || setweight(to_tsvector('simple', %s), 'D') || setweight(to_tsvector('simple', %s), 'B')
    WHERE item_id = %s
"""


def index(item: ItemRow) -> None:
    """Let an item be found by its headline, words and source as they are now."""
    index_all([(item, ReportRow.objects.values_list("text", flat=True).get(id=item.row_id))])


def index_all(items: Sequence[tuple[ItemRow, str]]) -> None:
    """Let items be found by their headlines, these words, and their sources."""
    SearchText.objects.bulk_create(
        [
            SearchText(item=item, headline=item.headline_text, body=_findable(item, text), source_name=item.source_name)
            for item, text in items
        ],
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["headline", "body", "source_name"],
    )
    if connection.vendor == "postgresql":
        for item, text in items:
            _weigh(item, _findable(item, text))


def _findable(item: ItemRow, text: str) -> str:
    """The words that a search may show: all of them where all are printed, else none (P5)."""
    return text if unpack(Permission, item.permission).extent is Extent.FULL else ""


def _weigh(item: ItemRow, text: str) -> None:
    """SQLite's index is kept by triggers; PostgreSQL's words are folded here, since it cannot without an extension."""
    words = [f"{index_words(each)} {_FIELD_END}" for each in (item.headline_text, text, item.source_name)]
    with connection.cursor() as cursor:
        cursor.execute(_VECTOR, [*words, item.id])


def leave(item_id: int) -> None:
    """Let an item not be found any more."""
    SearchText.objects.filter(item_id=item_id).delete()
