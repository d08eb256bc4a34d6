"""On PostgreSQL, a disagreement of another partnership's case does not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [("disagreements", "0001_initial")]

    operations = [
        walled_by_parent("disagreements_disagreement"),
        *[
            walled_by_parent(
                f"disagreements_{name}", column="disagreement_id", parent="disagreements_disagreement"
            )
            for name in ("level", "heldposition", "advice")
        ],
    ]
