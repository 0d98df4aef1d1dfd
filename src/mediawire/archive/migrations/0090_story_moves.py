"""Reports that change their story, and which report made two stories one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0071_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='storymergerow',
            name='bridge',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AddIndex(
            model_name='storymergerow',
            index=models.Index(condition=models.Q(('bridge', ''), _negated=True), fields=['bridge'], name='archive_story_merge_bridge'),
        ),
        migrations.CreateModel(
            name='StoryMoveRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_id', models.CharField(max_length=64)),
                ('was', models.CharField(max_length=64)),
                ('story_id', models.CharField(max_length=64)),
                ('by', models.TextField()),
                ('why', models.TextField(default='')),
                ('at', models.DateTimeField()),
                ('printed', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'archive_story_move',
                'indexes': [
                    models.Index(fields=['report_id', 'id'], name='archive_story_move_report'),
                    models.Index(fields=['story_id'], name='archive_story_move_to'),
                    models.Index(fields=['was'], name='archive_story_move_from'),
                    models.Index(condition=models.Q(('printed', False)), fields=['id'], name='archive_story_move_unprinted'),
                ],
            },
        ),
    ]
