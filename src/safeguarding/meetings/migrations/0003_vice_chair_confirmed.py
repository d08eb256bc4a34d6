"""Somebody named to take the chair has its power only once the chair has agreed.

Those named under the earlier rule, by which the manager noted the agreement, keep the power that they have.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_walls")]

    operations = [
        migrations.AddField(
            "meeting", "vice_chair_confirmed_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.RunSQL(
            "UPDATE meetings_meeting SET vice_chair_confirmed_at = CURRENT_TIMESTAMP "
            "WHERE vice_chair_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
