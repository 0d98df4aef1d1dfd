"""Pictures that items are printed with."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each picture of an item once."""

    dependencies: ClassVar = [("archive", "0091_duties")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="PictureRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.IntegerField()),
                ("url", models.TextField()),
                ("picture", models.TextField()),
                ("state", models.CharField(default="due", max_length=10)),
                ("until", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("image", models.TextField(default="")),
                ("reason", models.TextField(default="")),
                (
                    "capture",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="archive.capturerow"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="archive.itemrow"
                    ),
                ),
            ],
            options={
                "db_table": "archive_picture",
                "constraints": [models.UniqueConstraint(fields=("item", "place"), name="archive_picture_once")],
                "indexes": [
                    models.Index(fields=["until"], condition=models.Q(("state", "due")), name="archive_picture_due")
                ],
            },
        ),
    ]
