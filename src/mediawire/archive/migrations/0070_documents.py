"""Items of agency documents that were brought to the wire."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0060_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32)),
                ('version', models.TextField(default='')),
                ('updated', models.DateTimeField(null=True)),
                ('status', models.CharField(default='', max_length=40)),
                ('digest', models.CharField(max_length=64)),
                ('until', models.DateTimeField(null=True)),
                ('heard_at', models.DateTimeField()),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_document',
                'constraints': [models.UniqueConstraint(fields=('source', 'key'), name='archive_document_once')],
            },
        ),
    ]
