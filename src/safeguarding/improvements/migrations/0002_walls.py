"""On PostgreSQL, what belongs to another partnership does not exist; an action's story is never rewritten."""

from django.db import migrations

from safeguarding.record.rows import append_only, walled_by_parent, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [("improvements", "0001_initial")]

    operations = [
        walled_by_parent("improvements_safetystep"),
        walled_by_partnership("improvements_source"),
        walled_by_partnership("improvements_action"),
        walled_by_partnership("improvements_batch"),
        walled_by_parent("improvements_recommendation", column="source_id", parent="improvements_source"),
        walled_by_parent(
            "improvements_recommendation_agencies",
            column="recommendation_id",
            parent="improvements_recommendation",
        ),
        walled_by_parent("improvements_action_supporting", column="action_id", parent="improvements_action"),
        walled_by_parent("improvements_step", column="action_id", parent="improvements_action"),
        walled_by_parent("improvements_evidence", column="action_id", parent="improvements_action"),
        append_only("improvements_step"),
    ]
