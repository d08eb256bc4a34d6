"""On PostgreSQL, what hangs on a hidden case is hidden with it."""

from django.db import migrations

from safeguarding.record.rows import hidden_with_parent


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_nobody"), ("improvements", "0004_hidden")]

    operations = [
        hidden_with_parent("learning_publication", column="source_id", parent="improvements_source"),
    ]
