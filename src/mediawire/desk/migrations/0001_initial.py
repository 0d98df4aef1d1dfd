"""The desk's permissions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """No table, two permissions."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Desk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
            ],
            options={
                "managed": False,
                "default_permissions": (),
                "permissions": [("read", "May read the desk"), ("decide", "May publish, hold, withhold and kill")],
            },
        ),
    ]
