"""A direction whose receiver has gone waits for nobody until somebody takes it on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_leaving"),
        ("learning", "0002_walls"),
        ("people", "0004_agency_dates"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="direction",
            name="direction_is_for_somebody",
        ),
        migrations.AddField(
            model_name="direction",
            name="nobody_since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agency__isnull", False),
                    ("seat__isnull", False),
                    ("nobody_since__isnull", False),
                    _connector="OR",
                ),
                name="direction_is_for_somebody",
            ),
        ),
    ]
