"""What we asked of WebSub hubs."""

from __future__ import annotations

from django.db import models

from mediawire.archive.models.sources import DoorRow


class SubscriptionRow(models.Model):
    """A door's subscription at a hub. `token` ends the callback's address; `expires` is null until it is confirmed."""

    door = models.OneToOneField(DoorRow, models.CASCADE)
    token = models.CharField(max_length=64, unique=True)
    secret = models.CharField(max_length=200)
    hub = models.TextField()
    topic = models.TextField()
    asked_at = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)

    class Meta:
        """Name of the table."""

        db_table = "archive_subscription"
