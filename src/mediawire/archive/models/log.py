"""The log of what was printed, its checkpoints, manifests with their salts, and the outbox."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class LogEntryRow(models.Model):
    """One entry of the log. Append-only; `index` counts from 0 without gaps."""

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    item = models.BigIntegerField()
    revision = models.IntegerField()
    at = models.DateTimeField()
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_log_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "revision", "kind"], name="archive_log_entry_once"),
        ]


class CheckpointRow(models.Model):
    """The signed head of the log at one size. Append-only."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    edge = models.BinaryField()  # hashes of 32 bytes, the largest subtree first
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_checkpoint"


class ManifestRow(models.Model):
    """The manifest of a printed revision and the salt of its log entry: what erasing takes away."""

    item = models.BigIntegerField()
    revision = models.IntegerField()
    index = models.BigIntegerField()
    salt = models.BinaryField()
    manifest = models.BinaryField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_manifest"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "revision"], name="archive_manifest_once"),
        ]


class OutboxRow(models.Model):
    """Something to be told once it is printed."""

    kind = models.CharField(max_length=20)
    item = models.BigIntegerField()
    revision = models.IntegerField()
    at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_outbox"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "item", "revision"], name="archive_outbox_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(announced_at__isnull=True), name="archive_outbox_waiting"),
        ]
