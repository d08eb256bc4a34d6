"""On PostgreSQL, what belongs to another partnership's case does not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [("practice_reviews", "0001_initial")]

    operations = [
        walled_by_parent("practice_reviews_proposal"),
        walled_by_parent(
            "practice_reviews_position", column="proposal_id", parent="practice_reviews_proposal"
        ),
    ]
