"""Items that wait for their terms to begin know the moment from which they are printed by rule."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, and an index over those that wait."""

    dependencies: ClassVar[list[Any]] = [("archive", "0020_erasing")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("itemrow", "release_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "itemrow",
            models.Index(
                fields=["release_at"],
                condition=models.Q(state="queued", release_at__isnull=False),
                name="archive_item_release",
            ),
        ),
    ]
