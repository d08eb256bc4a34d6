"""On PostgreSQL, what agencies were asked and returned about another partnership's case does not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent

OF_A_REQUEST = ["return", "timerequest", "passedon", "reminder"]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("cases", "0001_initial")]

    operations = [
        walled_by_parent("evidence_request"),
        *[
            walled_by_parent(f"evidence_{name}", column="request_id", parent="evidence_request")
            for name in OF_A_REQUEST
        ],
        walled_by_parent("evidence_version", column="given_id", parent="evidence_return"),
    ]
