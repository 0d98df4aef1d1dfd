"""The tables of the archive, their append-only guards and the full-text index."""

import django.db.models.deletion
from django.db import migrations, models

from mediawire.archive.migrations import _database


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CheckpointRow',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                ('root', models.BinaryField()),
                ('edge', models.BinaryField()),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'archive_checkpoint',
            },
        ),
        migrations.CreateModel(
            name='HeartbeatRow',
            fields=[
                ('name', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('host', models.TextField(default='')),
                ('pid', models.BigIntegerField(default=0)),
                ('role', models.CharField(default='', max_length=40)),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'archive_heartbeat',
            },
        ),
        migrations.CreateModel(
            name='ItemRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_id', models.CharField(max_length=64)),
                ('source_name', models.TextField()),
                ('url', models.TextField()),
                ('url_digest', models.CharField(max_length=32)),
                ('content_digest', models.CharField(max_length=64)),
                ('retrieved_at', models.DateTimeField()),
                ('state', models.CharField(max_length=10)),
                ('headline_text', models.TextField()),
                ('headline', models.TextField()),
                ('permission', models.TextField()),
                ('permission_until', models.DateTimeField(null=True)),
                ('path', models.TextField(default='')),
                ('version', models.IntegerField(default=1)),
                ('revision', models.IntegerField(default=0)),
                ('stale', models.BooleanField(default=False)),
                ('sealed', models.BooleanField(default=False)),
                ('live_at', models.DateTimeField(null=True)),
                ('printed_at', models.DateTimeField(null=True)),
                ('revised_at', models.DateTimeField(null=True)),
                ('revised_why', models.TextField(default='')),
                ('printed_headline', models.TextField(default='')),
                ('earlier', models.TextField(default='[]')),
                ('recent', models.TextField(default='')),
                ('log_index', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'archive_item',
            },
        ),
        migrations.CreateModel(
            name='ReportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_id', models.CharField(max_length=64)),
                ('revision', models.IntegerField()),
                ('url', models.TextField()),
                ('headline', models.TextField()),
                ('content_digest', models.CharField(max_length=64)),
                ('published', models.DateTimeField()),
                ('retrieved_at', models.DateTimeField()),
                ('language', models.CharField(default='', max_length=64)),
                ('view', models.BooleanField(default=False)),
                ('text', models.TextField()),
                ('data', models.TextField()),
                ('story_id', models.CharField(default='', max_length=64)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'archive_report',
            },
        ),
        migrations.CreateModel(
            name='LeadRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField()),
                ('door', models.TextField(default='')),
                ('keys', models.TextField()),
                ('entry', models.TextField()),
                ('wording', models.CharField(max_length=32)),
                ('updated', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('found', 'Found'), ('captured', 'Captured'), ('carried', 'Carried'), ('refused', 'Refused')], max_length=10)),
                ('due_at', models.DateTimeField(null=True)),
                ('lease_worker', models.CharField(default='', max_length=200)),
                ('lease_until', models.DateTimeField(null=True)),
                ('attempts', models.IntegerField(default=0)),
                ('etag', models.TextField(default='')),
                ('last_modified', models.TextField(default='')),
                ('found_at', models.DateTimeField()),
                ('first_captured_at', models.DateTimeField(null=True)),
                ('checked_at', models.DateTimeField(null=True)),
                ('gone_times', models.IntegerField(default=0)),
                ('gone_at', models.DateTimeField(null=True)),
                ('error_code', models.CharField(default='', max_length=40)),
                ('error', models.TextField(default='')),
                ('batch', models.CharField(default='', max_length=200)),
                ('batch_capture', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'archive_lead',
            },
        ),
        migrations.CreateModel(
            name='LockRow',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('worker', models.CharField(max_length=200)),
                ('until', models.DateTimeField()),
            ],
            options={
                'db_table': 'archive_lock',
            },
        ),
        migrations.CreateModel(
            name='AlarmRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('where', models.TextField()),
                ('what', models.TextField()),
                ('raised_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('times', models.IntegerField(default=1)),
                ('cleared', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'archive_alarm',
                'constraints': [models.UniqueConstraint(condition=models.Q(('cleared', False)), fields=('kind', 'where'), name='archive_alarm_open')],
            },
        ),
        migrations.CreateModel(
            name='CaptureRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_id', models.CharField(max_length=200)),
                ('url', models.TextField()),
                ('status', models.IntegerField()),
                ('received_at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('body_digest', models.CharField(max_length=64)),
                ('file', models.CharField(max_length=300)),
                ('offset', models.BigIntegerField()),
                ('length', models.BigIntegerField()),
                ('record_digest', models.CharField(max_length=64)),
                ('record_id', models.CharField(max_length=36)),
                ('etag', models.TextField(default='')),
                ('last_modified', models.TextField(default='')),
                ('feed', models.BooleanField(default=False)),
                ('swept_at', models.DateTimeField(null=True)),
                ('freed', models.BooleanField(default=False)),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisits', to='archive.capturerow')),
            ],
            options={
                'db_table': 'archive_capture',
            },
        ),
        migrations.CreateModel(
            name='PendingRow',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='archive.itemrow')),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'archive_pending',
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='archive.itemrow')),
                ('headline', models.TextField()),
                ('body', models.TextField()),
                ('source_name', models.TextField()),
            ],
            options={
                'db_table': 'archive_search_text',
            },
        ),
        migrations.CreateModel(
            name='DecisionRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('why', models.TextField()),
                ('headline', models.TextField(default='')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.itemrow')),
            ],
            options={
                'db_table': 'archive_decision',
            },
        ),
        migrations.CreateModel(
            name='JudgementRow',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='archive.reportrow')),
                ('chain', models.TextField(default='')),
                ('corroboration', models.TextField(default='')),
                ('copies', models.TextField(default='')),
                ('assignment', models.TextField(default='')),
                ('proposals', models.TextField(default='')),
                ('objections', models.TextField(default='')),
            ],
            options={
                'db_table': 'archive_judgement',
            },
        ),
        migrations.AddField(
            model_name='reportrow',
            name='capture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.capturerow'),
        ),
        migrations.AddField(
            model_name='itemrow',
            name='row',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.reportrow'),
        ),
        migrations.AddField(
            model_name='reportrow',
            name='lead',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='archive.leadrow'),
        ),
        migrations.AddField(
            model_name='leadrow',
            name='capture',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='archive.capturerow'),
        ),
        migrations.CreateModel(
            name='LogEntryRow',
            fields=[
                ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('item', models.BigIntegerField()),
                ('revision', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('leaf', models.BinaryField()),
                ('leaf_hash', models.BinaryField()),
            ],
            options={
                'db_table': 'archive_log_entry',
                'constraints': [models.UniqueConstraint(fields=('item', 'revision', 'kind'), name='archive_log_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='ManifestRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.BigIntegerField()),
                ('revision', models.IntegerField()),
                ('index', models.BigIntegerField()),
                ('salt', models.BinaryField()),
                ('manifest', models.BinaryField()),
            ],
            options={
                'db_table': 'archive_manifest',
                'constraints': [models.UniqueConstraint(fields=('item', 'revision'), name='archive_manifest_once')],
            },
        ),
        migrations.CreateModel(
            name='OutboxRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('item', models.BigIntegerField()),
                ('revision', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('announced_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'archive_outbox',
                'indexes': [models.Index(condition=models.Q(('announced_at__isnull', True)), fields=['id'], name='archive_outbox_waiting')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'item', 'revision'), name='archive_outbox_once')],
            },
        ),
        migrations.CreateModel(
            name='PrintedFileRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.TextField()),
                ('path_digest', models.CharField(max_length=32)),
                ('revision', models.IntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='archive.itemrow')),
            ],
            options={
                'db_table': 'archive_printed_file',
            },
        ),
        migrations.CreateModel(
            name='QuarantineRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_id', models.CharField(max_length=200)),
                ('url', models.TextField()),
                ('code', models.CharField(max_length=40)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('resolved', models.BooleanField(default=False)),
                ('capture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='archive.capturerow')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.leadrow')),
            ],
            options={
                'db_table': 'archive_quarantine',
            },
        ),
        migrations.CreateModel(
            name='RequestRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('item_id', models.BigIntegerField(null=True)),
                ('by', models.TextField()),
                ('at', models.DateTimeField()),
                ('why', models.TextField(default='')),
                ('details', models.TextField(default='{}')),
                ('state', models.CharField(default='open', max_length=10)),
                ('outcome', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'archive_request',
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['id'], name='archive_request_open'), models.Index(fields=['item_id', 'state'], name='archive_request_item')],
            },
        ),
        migrations.CreateModel(
            name='SourceRow',
            fields=[
                ('id', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('data', models.TextField()),
                ('known_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'archive_source',
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='archive_source_named')],
            },
        ),
        migrations.AddField(
            model_name='reportrow',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow'),
        ),
        migrations.CreateModel(
            name='NoticeRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('target', models.TextField(null=True)),
                ('wording', models.TextField()),
                ('digest', models.CharField(max_length=32)),
                ('heard_at', models.DateTimeField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_notice',
            },
        ),
        migrations.CreateModel(
            name='NoticeKeyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='archive.noticerow')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_notice_key',
            },
        ),
        migrations.AddField(
            model_name='leadrow',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow'),
        ),
        migrations.CreateModel(
            name='LeadKeyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=32)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='archive.leadrow')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_lead_key',
            },
        ),
        migrations.AddField(
            model_name='itemrow',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow'),
        ),
        migrations.CreateModel(
            name='DoorRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('door', models.CharField(max_length=20)),
                ('url', models.TextField()),
                ('url_digest', models.CharField(max_length=32)),
                ('memory', models.TextField(default='{}')),
                ('next_due', models.DateTimeField()),
                ('lease_worker', models.CharField(default='', max_length=200)),
                ('lease_until', models.DateTimeField(null=True)),
                ('failures', models.IntegerField(default=0)),
                ('last_error', models.TextField(default='')),
                ('last_status', models.IntegerField(null=True)),
                ('last_ok_at', models.DateTimeField(null=True)),
                ('last_news_at', models.DateTimeField(null=True)),
                ('polls', models.BigIntegerField(default=0)),
                ('news', models.BigIntegerField(default=0)),
                ('retired_at', models.DateTimeField(null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.sourcerow')),
            ],
            options={
                'db_table': 'archive_door',
            },
        ),
        migrations.CreateModel(
            name='StoryMergeRow',
            fields=[
                ('story_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('into', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'archive_story_merge',
                'indexes': [models.Index(fields=['into'], name='archive_story_merge_into')],
            },
        ),
        migrations.AddIndex(
            model_name='capturerow',
            index=models.Index(condition=models.Q(('origin__isnull', True), ('swept_at__isnull', True)), fields=['digest'], name='archive_capture_payload'),
        ),
        migrations.AddIndex(
            model_name='capturerow',
            index=models.Index(condition=models.Q(('swept_at__isnull', True)), fields=['received_at'], name='archive_capture_age'),
        ),
        migrations.AddConstraint(
            model_name='capturerow',
            constraint=models.UniqueConstraint(fields=('file', 'offset'), name='archive_capture_place'),
        ),
        migrations.AddConstraint(
            model_name='capturerow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), _negated=True), models.Q(('url', ''), _negated=True)), name='archive_capture_whole'),
        ),
        migrations.AddConstraint(
            model_name='capturerow',
            constraint=models.CheckConstraint(condition=models.Q(('length__gt', 0)), name='archive_capture_length'),
        ),
        migrations.AddField(
            model_name='pendingrow',
            name='row',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='archive.reportrow'),
        ),
        migrations.AddConstraint(
            model_name='printedfilerow',
            constraint=models.UniqueConstraint(fields=('item', 'path_digest'), name='archive_printed_file_once'),
        ),
        migrations.AddIndex(
            model_name='quarantinerow',
            index=models.Index(condition=models.Q(('resolved', False)), fields=['-at'], name='archive_quarantine_open'),
        ),
        migrations.AddConstraint(
            model_name='quarantinerow',
            constraint=models.UniqueConstraint(fields=('lead', 'capture'), name='archive_quarantine_once'),
        ),
        migrations.AddIndex(
            model_name='reportrow',
            index=models.Index(fields=['published', 'id', 'report_id', 'content_digest', 'story_id'], name='archive_report_published'),
        ),
        migrations.AddIndex(
            model_name='reportrow',
            index=models.Index(condition=models.Q(('story_id', ''), _negated=True), fields=['story_id'], name='archive_report_story'),
        ),
        migrations.AddConstraint(
            model_name='reportrow',
            constraint=models.UniqueConstraint(fields=('report_id', 'revision'), name='archive_report_revision'),
        ),
        migrations.AddConstraint(
            model_name='noticerow',
            constraint=models.UniqueConstraint(fields=('source', 'digest'), name='archive_notice_once'),
        ),
        migrations.AddIndex(
            model_name='noticekeyrow',
            index=models.Index(fields=['source', 'key'], name='archive_notice_key_found'),
        ),
        migrations.AddIndex(
            model_name='leadrow',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['source', 'due_at', 'id', 'lease_until'], name='archive_lead_due'),
        ),
        migrations.AddIndex(
            model_name='leadrow',
            index=models.Index(condition=models.Q(('batch', ''), ('state', 'captured')), fields=['id'], name='archive_lead_captured'),
        ),
        migrations.AddIndex(
            model_name='leadrow',
            index=models.Index(condition=models.Q(('batch', ''), _negated=True), fields=['batch', 'id'], name='archive_lead_batch'),
        ),
        migrations.AddIndex(
            model_name='leadrow',
            index=models.Index(fields=['source', 'checked_at'], name='archive_lead_checked'),
        ),
        migrations.AddIndex(
            model_name='leadrow',
            index=models.Index(condition=models.Q(('state', 'refused')), fields=['id'], name='archive_lead_refused'),
        ),
        migrations.AddConstraint(
            model_name='leadkeyrow',
            constraint=models.UniqueConstraint(fields=('source', 'key'), name='archive_lead_key_once'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(condition=models.Q(('stale', True)), fields=['id'], name='archive_item_to_print'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['state', '-id'], name='archive_item_by_state'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(condition=models.Q(('state', 'live')), fields=['-printed_at', '-id'], name='archive_item_recent'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['source', 'content_digest'], name='archive_item_content'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['source', 'live_at'], name='archive_item_month'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(condition=models.Q(('permission_until__isnull', False), ('state', 'live')), fields=['permission_until'], name='archive_item_ending'),
        ),
        migrations.AddConstraint(
            model_name='itemrow',
            constraint=models.UniqueConstraint(fields=('report_id',), name='archive_item_report'),
        ),
        migrations.AddConstraint(
            model_name='itemrow',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('source', 'url_digest', 'content_digest'), name='archive_item_live_once'),
        ),
        migrations.AddConstraint(
            model_name='itemrow',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('queued', 'held', 'live', 'withheld', 'killed'))), name='archive_item_state'),
        ),
        migrations.AddConstraint(
            model_name='itemrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'live'), _negated=True), models.Q(models.Q(('source_name', ''), _negated=True), models.Q(('url', ''), _negated=True), models.Q(('headline_text', ''), _negated=True)), _connector='OR'), name='archive_item_attributed'),
        ),
        migrations.AddIndex(
            model_name='doorrow',
            index=models.Index(condition=models.Q(('retired_at__isnull', True)), fields=['next_due'], name='archive_door_due'),
        ),
        migrations.AddConstraint(
            model_name='doorrow',
            constraint=models.UniqueConstraint(fields=('source', 'door', 'url_digest'), name='archive_door_once'),
        ),
        migrations.RunPython(_database.append_only, _database.mutable),
        migrations.RunPython(_database.full_text, _database.no_full_text),
    ]
