"""Sources, their doors, the pages that their terms were read from, and one-off permissions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SourceRow(models.Model):
    """A source of wire.toml; one that is no longer named there is retired, never deleted."""

    id = models.CharField(primary_key=True, max_length=200)
    name = models.TextField()
    data = models.TextField()  # model.source.Source
    known_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_source"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="archive_source_named"),
        ]


class DoorRow(models.Model):
    """A door of a source: when it is due, who is at it, and what is remembered of it."""

    source = models.ForeignKey(SourceRow, models.PROTECT)
    door = models.CharField(max_length=20)
    url = models.TextField()
    url_digest = models.CharField(max_length=32)
    memory = models.TextField(default="{}")
    next_due = models.DateTimeField()
    lease_worker = models.CharField(max_length=200, default="")
    lease_until = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    last_error = models.TextField(default="")
    last_status = models.IntegerField(null=True)
    last_ok_at = models.DateTimeField(null=True)
    last_news_at = models.DateTimeField(null=True)
    polls = models.BigIntegerField(default=0)
    news = models.BigIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_door"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "door", "url_digest"], name="archive_door_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_due"], condition=models.Q(retired_at__isnull=True), name="archive_door_due"),
        ]


class TermsPageRow(models.Model):
    """A page that a source's terms were read from: as a person confirmed it, and as it stands.

    `confirmed_*` is the snapshot that the terms rest on, `digest` and `text` what was read last; where they differ,
    nothing of the source is printed unattended. A page that no terms name any more is retired, never deleted.
    """

    source = models.ForeignKey(SourceRow, models.PROTECT)
    url = models.TextField()
    url_digest = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, default="")
    text = models.TextField(default="")
    capture = models.ForeignKey("CaptureRow", models.PROTECT, null=True)
    checked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    confirmed_digest = models.CharField(max_length=64, default="")
    confirmed_text = models.TextField(default="")
    confirmed_by = models.TextField(default="")
    confirmed_at = models.DateTimeField(null=True)
    next_due = models.DateTimeField()
    failures = models.IntegerField(default=0)
    last_error = models.TextField(default="")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_terms_page"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "url_digest"], name="archive_terms_page_once"),
        ]


class GrantRow(models.Model):
    """A one-off permission for one report, as an editor recorded it. Append-only: the latest of a report holds."""

    report_id = models.CharField(max_length=64)
    item = models.BigIntegerField()
    layer = models.TextField()  # model.source.Layer
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_grant"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report_id", "at"], name="archive_grant_once"),
        ]


class ConfirmedPageRow(models.Model):
    """A page whose blocks an editor confirmed: byte ranges of what is published, no word of it.

    The capture is named and not held: where it was swept or erased, the page teaches no more.
    """

    source = models.ForeignKey(SourceRow, models.PROTECT)
    url = models.TextField()
    url_digest = models.CharField(max_length=32)
    capture_id = models.BigIntegerField()
    spans = models.TextField()
    confirmed_by = models.TextField()
    confirmed_at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_confirmed_page"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "url_digest"], name="archive_confirmed_page_once"),
        ]


class OutletRuleRow(models.Model):
    """What confirmed pages of a source taught: the rule's file, from how many pages, and how it has fared since.

    `missed` counts the pages in a row that were not as the rule expects. An empty text: nothing could be learned.
    """

    source = models.OneToOneField(SourceRow, models.PROTECT)
    text = models.TextField(default="")
    account = models.TextField(default="")
    pages = models.IntegerField(default=0)
    learned_at = models.DateTimeField()
    missed = models.IntegerField(default=0)

    class Meta:
        """Name of the table."""

        db_table = "archive_outlet_rule"
