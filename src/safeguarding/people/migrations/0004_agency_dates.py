"""Agencies that end and are succeeded, and why a name was dated in the past."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_locked_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="end_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="agency",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="predecessors",
                to="people.agency",
            ),
        ),
        migrations.AddField(
            model_name="agencyname",
            name="reason",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
