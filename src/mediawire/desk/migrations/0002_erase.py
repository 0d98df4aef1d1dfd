"""The permission to erase a report, apart from the permission to decide."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("desk", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="desk",
            options={
                "managed": False,
                "default_permissions": (),
                "permissions": [
                    ("read", "May read the desk"),
                    ("decide", "May publish, hold, withhold and kill"),
                    ("erase", "May erase a report for good"),
                ],
            },
        ),
    ]
