"""Captures: where their records stand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CaptureRow(models.Model):
    """A record in a WARC file. `origin` is the capture whose record holds the payload, for a revisit record."""

    source_id = models.CharField(max_length=200)
    url = models.TextField()
    status = models.IntegerField()
    received_at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the payload
    body_digest = models.CharField(max_length=64)  # of the bytes as served
    file = models.CharField(max_length=300)
    offset = models.BigIntegerField()
    length = models.BigIntegerField()
    record_digest = models.CharField(max_length=64)
    record_id = models.CharField(max_length=36)  # a UUID
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisits")
    etag = models.TextField(default="")
    last_modified = models.TextField(default="")
    feed = models.BooleanField(default=False)
    swept_at = models.DateTimeField(null=True)  # given up: its time is over
    freed = models.BooleanField(default=False)  # given up, and its bytes are gone

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_capture"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "offset"], name="archive_capture_place"),
            models.CheckConstraint(condition=~models.Q(digest="") & ~models.Q(url=""), name="archive_capture_whole"),
            models.CheckConstraint(condition=models.Q(length__gt=0), name="archive_capture_length"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["digest"],
                condition=models.Q(origin__isnull=True, swept_at__isnull=True),
                name="archive_capture_payload",
            ),
            models.Index(fields=["received_at"], condition=models.Q(swept_at__isnull=True), name="archive_capture_age"),
        ]
