"""An index from which the figures of a composite are read without its texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_reports"),
        ("chronology", "0002_walls"),
        ("people", "0003_locked_links"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=[
                    "case",
                    "paper",
                    "agency",
                    "earliest",
                    "latest",
                    "settled",
                    "handling",
                    "seen",
                    "sorts",
                    "id",
                ],
                name="event_without_its_texts",
            ),
        ),
    ]
