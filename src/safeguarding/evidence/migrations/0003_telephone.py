"""What was said on the telephone about a return, behind the wall of its case and never changed."""

import django.db.models.deletion
from django.db import migrations, models

import safeguarding.record.vault
from safeguarding.record.rows import append_only, walled_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_walls"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TelephoneLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("spoke_to", models.CharField(max_length=150)),
                ("said", safeguarding.record.vault.EncryptedText()),
                ("rang_on", models.DateField()),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="evidence.request",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("promised_on__isnull", True),
                            ("promised_on__gte", models.F("rang_on")),
                            _connector="OR",
                        ),
                        name="promised_day_is_not_before_the_call",
                    )
                ],
            },
        ),
        walled_by_parent("evidence_telephoneline", column="request_id", parent="evidence_request"),
        append_only("evidence_telephoneline"),
    ]
