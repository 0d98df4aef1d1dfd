"""Items, decisions about them, what waits for the desk, what was printed, and the words to search in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mediawire.archive.models.reports import ReportRow
from mediawire.archive.models.sources import SourceRow

_STATES = ("queued", "held", "live", "withheld", "killed")


class ItemRow(models.Model):
    """A report as carried. `stale`: what is printed is not what was decided. `sealed`: the log has the last decision.

    `version` counts what was decided, `revision` what was sealed.
    """

    source = models.ForeignKey(SourceRow, models.PROTECT, db_index=False)
    report_id = models.CharField(max_length=64)
    row = models.ForeignKey(ReportRow, models.PROTECT)
    source_name = models.TextField()
    url = models.TextField()
    url_digest = models.CharField(max_length=32)
    content_digest = models.CharField(max_length=64)
    retrieved_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    headline_text = models.TextField()
    headline = models.TextField()  # model.headline.Headline
    permission = models.TextField()  # model.permission.Permission
    permission_until = models.DateTimeField(null=True)
    release_at = models.DateTimeField(null=True)  # waits for its terms to begin, and is then printed by rule
    path = models.TextField(default="")
    version = models.IntegerField(default=1)
    revision = models.IntegerField(default=0)
    stale = models.BooleanField(default=False)
    sealed = models.BooleanField(default=False)
    live_at = models.DateTimeField(null=True)  # first decided for printing
    printed_at = models.DateTimeField(null=True)
    revised_at = models.DateTimeField(null=True)
    revised_why = models.TextField(default="")
    printed_headline = models.TextField(default="")
    earlier = models.TextField(default="[]")  # headlines printed before
    recent = models.TextField(default="")  # model.item.Recent as last printed
    log_index = models.BigIntegerField(null=True)
    first_index = models.BigIntegerField(null=True)  # the log entry of its first printing: lists follow the log

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_item"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report_id"], name="archive_item_report"),
            models.UniqueConstraint(
                fields=["source", "url_digest", "content_digest"],
                condition=models.Q(state="live"),
                name="archive_item_live_once",  # I2
            ),
            models.CheckConstraint(condition=models.Q(state__in=_STATES), name="archive_item_state"),
            models.CheckConstraint(
                condition=~models.Q(state="live")
                | (~models.Q(source_name="") & ~models.Q(url="") & ~models.Q(headline_text="")),
                name="archive_item_attributed",  # P4
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(stale=True), name="archive_item_to_print"),
            models.Index(fields=["state", "-id"], name="archive_item_by_state"),
            # The state stands in front in these, not in a condition: SQLite would rather look through all of a state.
            models.Index(fields=["state", "-first_index"], name="archive_item_latest"),
            models.Index(fields=["state", "permission_until"], name="archive_item_until"),
            models.Index(fields=["state", "release_at"], name="archive_item_held_until"),
            models.Index(fields=["content_digest"], name="archive_item_words"),
            models.Index(fields=["source", "live_at"], name="archive_item_month"),
        ]


class DecisionRow(models.Model):
    """Who decided what about an item, when and why. Append-only."""

    item = models.ForeignKey(ItemRow, models.PROTECT)
    kind = models.CharField(max_length=20)
    by = models.TextField()
    at = models.DateTimeField()
    why = models.TextField()
    headline = models.TextField(default="")

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_decision"
        indexes: ClassVar = [
            models.Index(fields=["item"], condition=models.Q(kind="erase"), name="archive_decision_erase"),
        ]


class PendingRow(models.Model):
    """A source's change that waits for the desk."""

    item = models.OneToOneField(ItemRow, models.CASCADE, primary_key=True)
    row = models.ForeignKey(ReportRow, models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_pending"


class PrintedFileRow(models.Model):
    """A file of an item's edition in the public folder."""

    item = models.ForeignKey(ItemRow, models.CASCADE, db_index=False)
    path = models.TextField()
    path_digest = models.CharField(max_length=32)
    revision = models.IntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_printed_file"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "path_digest"], name="archive_printed_file_once"),
        ]


class SearchText(models.Model):
    """The words of an item that may be found; the index over them is kept by the database (migration 0001)."""

    item = models.OneToOneField(ItemRow, models.CASCADE, primary_key=True)
    headline = models.TextField()
    body = models.TextField()
    source_name = models.TextField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_search_text"


class DutyRow(models.Model):
    """Something that the house owes a source for an item. `turn` counts what comes again; `due_at` null: before."""

    item = models.ForeignKey(ItemRow, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=40)
    what = models.TextField()
    turn = models.IntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(default="")
    note = models.TextField(default="")

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_duty"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "kind", "turn"], name="archive_duty_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=models.Q(done_at__isnull=True), name="archive_duty_open"),
        ]


class PictureRow(models.Model):
    """A picture that an item may be printed with. The item waits for it until `until`, then goes without."""

    item = models.ForeignKey(ItemRow, models.PROTECT, db_index=False)
    place = models.IntegerField()
    url = models.TextField()
    picture = models.TextField()  # model.report.Picture
    state = models.CharField(max_length=10, default="due")  # due, kept, refused
    until = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    capture = models.ForeignKey("CaptureRow", models.PROTECT, null=True)
    image = models.TextField(default="")  # model.item.PrintedPicture without the picture
    reason = models.TextField(default="")

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_picture"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "place"], name="archive_picture_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["until"], condition=models.Q(state="due"), name="archive_picture_due"),
        ]
