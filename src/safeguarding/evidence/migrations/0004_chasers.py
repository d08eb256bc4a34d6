"""Reminders by the system at the steps of a plan, and the manager's word that an agency is not reminded."""

import django.db.models.deletion
from django.db import migrations, models

from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_telephone"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChaserHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="reminder",
            name="for_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reminder",
            name="step",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reminder",
            name="steps",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reminder",
            name="told",
            field=models.CharField(
                blank=True,
                choices=[("", "NOBODY"), ("delegated", "DELEGATED"), ("lead", "LEAD")],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("step__isnull", False)),
                fields=("request", "for_day", "step"),
                name="one_reminder_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("by__isnull", False),
                        ("for_day__isnull", True),
                        ("step__isnull", True),
                        ("steps__isnull", True),
                    ),
                    models.Q(
                        ("by__isnull", True),
                        ("for_day__isnull", False),
                        ("step__isnull", False),
                        ("steps__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="reminder_is_by_somebody_or_by_a_step",
            ),
        ),
        migrations.AddField(
            model_name="chaserhold",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddField(
            model_name="chaserhold",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AddField(
            model_name="chaserhold",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="evidence.request"
            ),
        ),
        migrations.AddConstraint(
            model_name="chaserhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("request",), name="one_hold_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="chaserhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="ended_hold_says_by_whom",
            ),
        ),
        walled_by_parent("evidence_chaserhold", column="request_id", parent="evidence_request"),
    ]
