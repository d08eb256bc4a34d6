"""On PostgreSQL, another partnership's identities do not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [("anonymity", "0001_initial")]

    operations = [
        walled_by_partnership("anonymity_identity"),
        walled_by_parent("anonymity_token", column="identity_id", parent="anonymity_identity"),
    ]
