"""On PostgreSQL, what hangs on a hidden case is hidden with it."""

from django.db import migrations

from safeguarding.record.rows import hidden_with_parent


class Migration(migrations.Migration):
    dependencies = [("anonymity", "0002_walls"), ("record", "0001_initial")]

    operations = [
        hidden_with_parent("anonymity_identity", column="stream_id", parent="record_stream"),
    ]
