"""What the house owes sources for what it prints."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each duty of an item once, and each turn of one that comes again."""

    dependencies: ClassVar = [("archive", "0090_story_moves")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DutyRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("what", models.TextField()),
                ("turn", models.IntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by", models.TextField(default="")),
                ("note", models.TextField(default="")),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="archive.itemrow"
                    ),
                ),
            ],
            options={
                "db_table": "archive_duty",
                "constraints": [models.UniqueConstraint(fields=("item", "kind", "turn"), name="archive_duty_once")],
                "indexes": [
                    models.Index(
                        fields=["due_at"], condition=models.Q(("done_at__isnull", True)), name="archive_duty_open"
                    )
                ],
            },
        ),
    ]
