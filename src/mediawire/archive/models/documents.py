"""Items of agency documents that were brought to the wire."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mediawire.archive.models.sources import SourceRow


class DocumentRow(models.Model):
    """The latest version of one item that a source has brought. `until` is the end of its embargo, where it has one."""

    source = models.ForeignKey(SourceRow, models.PROTECT, db_index=False)
    key = models.CharField(max_length=32)
    version = models.TextField(default="")
    updated = models.DateTimeField(null=True)
    status = models.CharField(max_length=40, default="")
    digest = models.CharField(max_length=64)  # of the document that brought it
    until = models.DateTimeField(null=True)
    heard_at = models.DateTimeField()

    class Meta:
        """Name and constraints of the table."""

        db_table = "archive_document"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="archive_document_once"),
        ]
