"""Other areas know which partnership leads, and have an address of their own to be shared at."""

import secrets

import django.db.models.deletion
from django.db import migrations, models

from safeguarding.record.rows import scope


def fill(apps, schema_editor):
    """For the areas invited so far."""
    with scope("all"):
        for area in apps.get_model("cases", "Area").objects.select_related("case"):
            area.lead_id, area.short = area.case.partnership_id, secrets.token_hex(6)
            area.save(update_fields=["lead", "short"])


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_interests"),
    ]

    operations = [
        migrations.AddField(
            model_name="area",
            name="lead",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.partnership",
            ),
        ),
        migrations.AddField(
            model_name="area",
            name="short",
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
