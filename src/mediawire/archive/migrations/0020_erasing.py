"""Erasing: words in append-only rows may be made empty; a lead whose report was erased is never fetched again."""

from django.db import migrations, models

from mediawire.archive.migrations import _database


class Migration(migrations.Migration):

    dependencies = [("archive", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="leadrow",
            name="state",
            field=models.CharField(
                choices=[
                    ("found", "Found"),
                    ("captured", "Captured"),
                    ("carried", "Carried"),
                    ("refused", "Refused"),
                    ("erased", "Erased"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(_database.mutable, _database.mutable),
        migrations.RunPython(_database.append_only, _database.append_only),
    ]
