"""Lists of what was printed follow the log: each item knows the entry of its first printing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

FILLED = """
    UPDATE archive_item SET first_index = (
        SELECT MIN(e."index") FROM archive_log_entry e WHERE e.item = archive_item.id
    ) WHERE printed_at IS NOT NULL
"""


class Migration(migrations.Migration):
    """One column, filled from the log, and the index of the lists over it."""

    dependencies: ClassVar[list[Any]] = [("archive", "0070_documents")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("itemrow", "first_index", models.BigIntegerField(null=True)),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RemoveIndex("itemrow", "archive_item_recent"),
        migrations.AddIndex(
            "itemrow",
            models.Index(fields=["-first_index"], condition=models.Q(state="live"), name="archive_item_recent"),
        ),
    ]
