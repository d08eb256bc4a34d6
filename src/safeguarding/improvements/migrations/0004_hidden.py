"""On PostgreSQL, what hangs on a hidden case is hidden with it."""

from django.db import migrations

from safeguarding.record.rows import hidden_with_case, hidden_with_parent


class Migration(migrations.Migration):
    dependencies = [("improvements", "0003_lists_of_reviews"), ("cases", "0013_hidden")]

    operations = [
        hidden_with_case("improvements_action"),
        hidden_with_case("improvements_source"),
        hidden_with_parent("improvements_batch", column="source_id", parent="improvements_source"),
    ]
