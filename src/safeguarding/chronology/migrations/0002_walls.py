"""On PostgreSQL, the chronologies of another partnership's case do not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent

OF_A_CASE = ["paper", "event", "episode", "pair", "spelling", "taken"]
OF_AN_EVENT = ["tag", "mention"]


class Migration(migrations.Migration):
    dependencies = [("chronology", "0001_initial"), ("cases", "0002_walls")]

    operations = [
        *[walled_by_parent(f"chronology_{name}") for name in OF_A_CASE],
        *[
            walled_by_parent(f"chronology_{name}", column="event_id", parent="chronology_event")
            for name in OF_AN_EVENT
        ],
    ]
