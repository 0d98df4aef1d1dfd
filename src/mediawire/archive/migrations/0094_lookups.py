"""Indexes by which lists, ends of permissions, copies and stories are found however many items there are."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0093_outlet_rules'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='itemrow',
            name='archive_item_content',
        ),
        migrations.RemoveIndex(
            model_name='itemrow',
            name='archive_item_ending',
        ),
        migrations.RemoveIndex(
            model_name='itemrow',
            name='archive_item_release',
        ),
        migrations.RemoveIndex(
            model_name='itemrow',
            name='archive_item_recent',
        ),
        migrations.RemoveIndex(
            model_name='reportrow',
            name='archive_report_story',
        ),
        migrations.AddIndex(
            model_name='decisionrow',
            index=models.Index(condition=models.Q(('kind', 'erase')), fields=['item'], name='archive_decision_erase'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['state', '-first_index'], name='archive_item_latest'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['state', 'permission_until'], name='archive_item_until'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['state', 'release_at'], name='archive_item_held_until'),
        ),
        migrations.AddIndex(
            model_name='itemrow',
            index=models.Index(fields=['content_digest'], name='archive_item_words'),
        ),
        migrations.AddIndex(
            model_name='reportrow',
            index=models.Index(fields=['story_id'], name='archive_report_in_story'),
        ),
    ]
