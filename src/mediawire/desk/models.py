"""The desk has no tables of its own; this names its permissions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Desk(models.Model):
    """Carries the desk's permissions and no rows."""

    class Meta:
        """No table: permissions alone."""

        managed = False
        default_permissions = ()
        permissions: ClassVar = [
            ("read", "May read the desk"),
            ("decide", "May publish, hold, withhold and kill"),
            ("erase", "May erase a report for good"),
        ]
