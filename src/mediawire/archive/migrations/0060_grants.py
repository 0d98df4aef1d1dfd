"""One-off permissions for single reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The latest of a report holds."""

    dependencies: ClassVar = [("archive", "0010_subscriptions")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="GrantRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report_id", models.CharField(max_length=64)),
                ("item", models.BigIntegerField()),
                ("layer", models.TextField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "archive_grant",
                "constraints": [models.UniqueConstraint(fields=("report_id", "at"), name="archive_grant_once")],
            },
        ),
    ]
