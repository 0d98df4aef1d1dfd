"""Leads, the keys under which they come again, and notices."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mediawire.archive.models.captures import CaptureRow
from mediawire.archive.models.sources import SourceRow


class LeadRow(models.Model):
    """A report that a source has told us of. `due_at` is when it is to be fetched, or looked at again; null: never."""

    class State(models.TextChoices):
        """Where a lead stands."""

        FOUND = "found"
        CAPTURED = "captured"
        CARRIED = "carried"
        REFUSED = "refused"
        ERASED = "erased"  # its report was erased: it is known, so that it never comes again

    source = models.ForeignKey(SourceRow, models.PROTECT, db_index=False)
    url = models.TextField()
    door = models.TextField(default="")
    keys = models.TextField()  # JSON list
    entry = models.TextField()  # model.feed.FeedEntry
    wording = models.CharField(max_length=32)
    updated = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State)
    due_at = models.DateTimeField(null=True)
    lease_worker = models.CharField(max_length=200, default="")
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    capture = models.ForeignKey(CaptureRow, models.PROTECT, null=True, related_name="+")
    etag = models.TextField(default="")
    last_modified = models.TextField(default="")
    found_at = models.DateTimeField()
    first_captured_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    gone_times = models.IntegerField(default=0)
    gone_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=40, default="")
    error = models.TextField(default="")
    batch = models.CharField(max_length=200, default="")
    batch_capture = models.BigIntegerField(null=True)  # what the batch carries; a newer capture is carried after it

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_lead"
        indexes: ClassVar = [
            models.Index(
                fields=["source", "due_at", "id", "lease_until"],
                condition=models.Q(due_at__isnull=False),
                name="archive_lead_due",
            ),
            models.Index(fields=["id"], condition=models.Q(state="captured", batch=""), name="archive_lead_captured"),
            models.Index(fields=["batch", "id"], condition=~models.Q(batch=""), name="archive_lead_batch"),
            models.Index(fields=["source", "checked_at"], name="archive_lead_checked"),
            models.Index(fields=["id"], condition=models.Q(state="refused"), name="archive_lead_refused"),
        ]


class LeadKeyRow(models.Model):
    """A name of a lead: the digest of "kind:value". Kind "address" finds the lead of a notice, and identifies none."""

    source = models.ForeignKey(SourceRow, models.PROTECT, db_index=False)
    key = models.CharField(max_length=32)
    lead = models.ForeignKey(LeadRow, models.CASCADE)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_lead_key"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="archive_lead_key_once"),
        ]


class NoticeRow(models.Model):
    """A kill, hold, release or correction that a source has sent. Append-only."""

    source = models.ForeignKey(SourceRow, models.PROTECT)
    kind = models.CharField(max_length=20)
    target = models.TextField(null=True)  # a notice may name none
    wording = models.TextField()
    digest = models.CharField(max_length=32)
    heard_at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_notice"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "digest"], name="archive_notice_once"),
        ]


class NoticeKeyRow(models.Model):
    """A name of the report that a notice is about: matched with the keys of leads, also of those found later."""

    source = models.ForeignKey(SourceRow, models.PROTECT, db_index=False)
    key = models.CharField(max_length=32)
    notice = models.ForeignKey(NoticeRow, models.CASCADE)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_notice_key"
        indexes: ClassVar = [models.Index(fields=["source", "key"], name="archive_notice_key_found")]
