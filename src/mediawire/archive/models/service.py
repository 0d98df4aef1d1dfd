"""What keeps the line running: requests, heartbeats, locks, alarms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RequestRow(models.Model):
    """What the desk or the command line asks of the line."""

    kind = models.CharField(max_length=40)
    item_id = models.BigIntegerField(null=True)
    by = models.TextField()
    at = models.DateTimeField()
    why = models.TextField(default="")
    details = models.TextField(default="{}")
    state = models.CharField(max_length=10, default="open")
    outcome = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_request"
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(state="open"), name="archive_request_open"),
            models.Index(fields=["item_id", "state"], name="archive_request_item"),
        ]


class HeartbeatRow(models.Model):
    """A worker that is alive."""

    name = models.CharField(primary_key=True, max_length=200)
    host = models.TextField(default="")
    pid = models.BigIntegerField(default=0)
    role = models.CharField(max_length=40, default="")
    seen_at = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_heartbeat"


class LockRow(models.Model):
    """A lease that one worker at a time holds."""

    name = models.CharField(primary_key=True, max_length=100)
    worker = models.CharField(max_length=200)
    until = models.DateTimeField()

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_lock"


class AlarmRow(models.Model):
    """Something that a person should look at."""

    kind = models.CharField(max_length=40)
    where = models.TextField()
    what = models.TextField()
    raised_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.IntegerField(default=1)
    cleared = models.BooleanField(default=False)

    class Meta:
        """Name, constraints and indexes of the table."""

        db_table = "archive_alarm"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "where"], condition=models.Q(cleared=False), name="archive_alarm_open"
            ),
        ]
