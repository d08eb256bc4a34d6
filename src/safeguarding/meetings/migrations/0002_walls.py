"""On PostgreSQL, meetings about another partnership's case do not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        walled_by_parent("meetings_meeting"),
        walled_by_parent("meetings_attendance", column="meeting_id", parent="meetings_meeting"),
        walled_by_parent("meetings_decision", column="meeting_id", parent="meetings_meeting"),
    ]
