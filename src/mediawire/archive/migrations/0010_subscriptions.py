"""Subscriptions at WebSub hubs."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One subscription a door."""

    dependencies: ClassVar = [("archive", "0040_terms_pages")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SubscriptionRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True)),
                ("secret", models.CharField(max_length=200)),
                ("hub", models.TextField()),
                ("topic", models.TextField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("expires", models.DateTimeField(null=True)),
                ("pushed_at", models.DateTimeField(null=True)),
                (
                    "door",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to="archive.doorrow"),
                ),
            ],
            options={"db_table": "archive_subscription"},
        ),
    ]
