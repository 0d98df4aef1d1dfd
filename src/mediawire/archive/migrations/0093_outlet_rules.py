"""Confirmed pages and the outlet rules that they teach."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0092_pictures'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConfirmedPageRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField()),
                ('url_digest', models.CharField(max_length=32)),
                ('capture_id', models.BigIntegerField()),
                ('spans', models.TextField()),
                ('confirmed_by', models.TextField()),
                ('confirmed_at', models.DateTimeField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_confirmed_page',
                'constraints': [
                    models.UniqueConstraint(fields=('source', 'url_digest'), name='archive_confirmed_page_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='OutletRuleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(default='')),
                ('account', models.TextField(default='')),
                ('pages', models.IntegerField(default=0)),
                ('learned_at', models.DateTimeField()),
                ('missed', models.IntegerField(default=0)),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_outlet_rule',
            },
        ),
    ]
