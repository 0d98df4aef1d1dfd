"""Pages that terms were read from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0030_release'),
    ]

    operations = [
        migrations.CreateModel(
            name='TermsPageRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField()),
                ('url_digest', models.CharField(max_length=32)),
                ('digest', models.CharField(default='', max_length=64)),
                ('text', models.TextField(default='')),
                ('checked_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('confirmed_digest', models.CharField(default='', max_length=64)),
                ('confirmed_text', models.TextField(default='')),
                ('confirmed_by', models.TextField(default='')),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('next_due', models.DateTimeField()),
                ('failures', models.IntegerField(default=0)),
                ('last_error', models.TextField(default='')),
                ('retired_at', models.DateTimeField(null=True)),
                ('capture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='archive.capturerow')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_terms_page',
                'constraints': [models.UniqueConstraint(fields=('source', 'url_digest'), name='archive_terms_page_once')],
            },
        ),
    ]
