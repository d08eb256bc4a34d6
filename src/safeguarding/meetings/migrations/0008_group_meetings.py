"""A meeting belongs to a partnership, and may be about no case: the standing group's own."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from safeguarding.record.rows import scope


def of_the_case(apps: Any, schema_editor: Any) -> None:
    """Every meeting so far is about a case, and belongs where its case does."""
    with scope("all", schema_editor.connection.alias):
        case = apps.get_model("cases", "Case").objects.filter(pk=models.OuterRef("case_id"))
        meetings = apps.get_model("meetings", "Meeting").objects
        meetings.update(partnership_id=models.Subquery(case.values("partnership_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_forced"),
        ("meetings", "0007_calendar"),
        ("people", "0006_reminders"),
    ]

    operations = [
        migrations.AddField(
            "meeting",
            "partnership",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.partnership",
            ),
        ),
        migrations.RunPython(of_the_case, migrations.RunPython.noop),
    ]
