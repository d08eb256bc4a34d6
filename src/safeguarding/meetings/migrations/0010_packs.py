"""The papers of a meeting and each reader’s copy, walled with their meeting."""

import django.db.models.deletion
from django.db import migrations, models

from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("meetings", "0009_group_meetings_walled"),
        ("people", "0006_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("codes", models.JSONField()),
                ("chosen_at", models.DateTimeField()),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PackCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="meetings.pack"
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
                "verbose_name_plural": "copies of packs",
            },
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="one_pack_a_number"),
        ),
        migrations.AddConstraint(
            model_name="packcopy",
            constraint=models.UniqueConstraint(fields=("pack", "seat"), name="one_copy_of_a_pack_a_seat"),
        ),
        walled_by_parent("meetings_pack", column="meeting_id", parent="meetings_meeting"),
        walled_by_parent("meetings_packcopy", column="pack_id", parent="meetings_pack"),
    ]
