"""The agenda of a meeting and its minutes, walled with their meeting."""

import django.db.models.deletion
from django.db import migrations, models

import safeguarding.record.vault
from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_agencies"),
        ("people", "0004_agency_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="minutes_agreed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minutes_agreed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("code", models.CharField(blank=True, max_length=20)),
                ("title", safeguarding.record.vault.EncryptedText()),
                ("prompt", safeguarding.record.vault.EncryptedText(blank=True)),
                ("href", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Not yet"), ("done", "Dealt with"), ("deferred", "Deferred")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("words", safeguarding.record.vault.EncryptedText(blank=True)),
                ("deferred_to", models.DateField(blank=True, null=True)),
                ("because", safeguarding.record.vault.EncryptedText(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("typed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "carried_from",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "typed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="one_agenda_item_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "deferred"), _negated=True),
                            ("deferred_to__isnull", False),
                            _connector="OR",
                        ),
                        name="deferred_item_says_to_when",
                    ),
                ],
            },
        ),
        walled_by_parent("meetings_agendaitem", column="meeting_id", parent="meetings_meeting"),
    ]
