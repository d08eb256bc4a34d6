"""For which of the two it was said that it is settled."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("disagreements", "0003_agencies"),
        ("people", "0006_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="agencydisagreement",
            name="settled_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.agency",
            ),
        ),
    ]
