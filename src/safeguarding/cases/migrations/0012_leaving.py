"""What waited for somebody who has gone, while nobody has taken it on."""

import django.db.models.deletion
from django.db import migrations, models

from safeguarding.record.rows import walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_rules"),
        ("people", "0004_agency_dates"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeftOpen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("row", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.partnership"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "left open",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("kind", "row"),
                        name="left_open_once",
                    )
                ],
            },
        ),
        walled_by_partnership("cases_leftopen"),
    ]
