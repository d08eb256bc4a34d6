"""On PostgreSQL, what belongs to another partnership's case does not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]

    operations = [
        walled_by_partnership("learning_round"),
        walled_by_partnership("learning_publication"),
        walled_by_parent("learning_report", column="round_id", parent="learning_round"),
        walled_by_parent("learning_themelevel", column="report_id", parent="learning_report"),
        walled_by_parent("learning_learningoutcome", column="route_id", parent="learning_learningroute"),
        walled_by_parent("learning_direction"),
        walled_by_parent("learning_learningroute"),
        walled_by_parent("learning_directionanswer", column="direction_id", parent="learning_direction"),
        walled_by_parent("learning_learningagreement", column="route_id", parent="learning_learningroute"),
    ]
