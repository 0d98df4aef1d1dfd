"""Reports in their revisions, what was found out about them, and what could not be read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mediawire.archive.models.captures import CaptureRow
from mediawire.archive.models.leads import LeadRow
from mediawire.archive.models.sources import SourceRow


class ReportRow(models.Model):
    """One revision of a report. `published` is the time stated, or that of retrieval where none is."""

    report_id = models.CharField(max_length=64)
    revision = models.IntegerField()
    source = models.ForeignKey(SourceRow, models.PROTECT, db_index=False)
    lead = models.ForeignKey(LeadRow, models.PROTECT, null=True)
    capture = models.ForeignKey(CaptureRow, models.PROTECT)
    url = models.TextField()
    headline = models.TextField()
    content_digest = models.CharField(max_length=64)
    published = models.DateTimeField()
    retrieved_at = models.DateTimeField()
    language = models.CharField(max_length=64, default="")
    view = models.BooleanField(default=False)
    text = models.TextField()
    data = models.TextField()  # model.report.Report
    story_id = models.CharField(max_length=64, default="")
    made_at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_report"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report_id", "revision"], name="archive_report_revision"),
        ]
        indexes: ClassVar = [
            # All that candidates are asked for: long texts stand between these columns in the table itself.
            models.Index(
                fields=["published", "id", "report_id", "content_digest", "story_id"], name="archive_report_published"
            ),
            models.Index(fields=["story_id"], name="archive_report_in_story"),
        ]


class JudgementRow(models.Model):
    """What the stages found out about one revision; each stage writes its own columns, empty: not yet."""

    report = models.OneToOneField(ReportRow, models.CASCADE, primary_key=True)
    chain = models.TextField(default="")
    corroboration = models.TextField(default="")
    copies = models.TextField(default="")
    assignment = models.TextField(default="")
    proposals = models.TextField(default="")
    objections = models.TextField(default="")

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_judgement"


class StoryMergeRow(models.Model):
    """A story that turned out to be the same as another."""

    story_id = models.CharField(max_length=64, primary_key=True)
    into = models.CharField(max_length=64)
    bridge = models.CharField(max_length=64, default="")  # the report that was near to both

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_story_merge"
        indexes: ClassVar = [
            models.Index(fields=["into"], name="archive_story_merge_into"),
            models.Index(fields=["bridge"], condition=~models.Q(bridge=""), name="archive_story_merge_bridge"),
        ]


class StoryMoveRow(models.Model):
    """A report that an editor, or a rule, gave to another story. `printed`: the pages of both stories tell it."""

    report_id = models.CharField(max_length=64)
    was = models.CharField(max_length=64)
    story_id = models.CharField(max_length=64)
    by = models.TextField()
    why = models.TextField(default="")
    at = models.DateTimeField()
    printed = models.BooleanField(default=False)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_story_move"
        indexes: ClassVar = [
            models.Index(fields=["report_id", "id"], name="archive_story_move_report"),
            models.Index(fields=["story_id"], name="archive_story_move_to"),
            models.Index(fields=["was"], name="archive_story_move_from"),
            models.Index(fields=["id"], condition=models.Q(printed=False), name="archive_story_move_unprinted"),
        ]


class QuarantineRow(models.Model):
    """A capture that could not become a report, and why. `resolved`: a later capture of the same lead could."""

    lead = models.ForeignKey(LeadRow, models.PROTECT)
    capture = models.ForeignKey(CaptureRow, models.PROTECT, null=True)
    source_id = models.CharField(max_length=200)
    url = models.TextField()
    code = models.CharField(max_length=40)
    reason = models.TextField()
    at = models.DateTimeField()
    resolved = models.BooleanField(default=False)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_quarantine"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lead", "capture"], name="archive_quarantine_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-at"], condition=models.Q(resolved=False), name="archive_quarantine_open"),
        ]
