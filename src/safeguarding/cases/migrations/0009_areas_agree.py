"""Areas share a case: who reads its share, what they agree, and the lead passing on."""

import django.db.models.deletion
from django.db import migrations, models

from safeguarding.record.rows import shared_with, walled_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_areas_shared"),
        ("people", "0003_locked_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "leads",
                    models.CharField(
                        choices=[
                            ("lead", "The area that leads"),
                            ("guest", "The other area"),
                            ("both", "Both together"),
                            ("each", "Each its own part"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "pays",
                    models.CharField(
                        choices=[
                            ("lead", "The area that leads"),
                            ("guest", "The other area"),
                            ("both", "Both together"),
                            ("each", "Each its own part"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "publishes",
                    models.CharField(
                        choices=[
                            ("lead", "The area that leads"),
                            ("guest", "The other area"),
                            ("both", "Both together"),
                            ("each", "Each its own part"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "acts",
                    models.CharField(
                        choices=[
                            ("lead", "The area that leads"),
                            ("guest", "The other area"),
                            ("both", "Both together"),
                            ("each", "Each its own part"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("agreed", models.BooleanField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("current", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.TextField()),
                ("offered_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("taken", models.BooleanField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="area",
            name="guest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.partnership",
            ),
        ),
        migrations.AddField(
            model_name="area",
            name="guest_seat",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AlterField(
            model_name="area",
            name="lead",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.partnership"
            ),
        ),
        migrations.AlterField(
            model_name="area",
            name="short",
            field=models.CharField(max_length=16, unique=True),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(("guest__isnull", True), ("guest_seat__isnull", True), _connector="OR"),
                name="area_by_its_partnership_or_by_a_guest",
            ),
        ),
        migrations.AddField(
            model_name="areaagreement",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AddField(
            model_name="areaagreement",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="cases.area"
            ),
        ),
        migrations.AddField(
            model_name="areaagreement",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="cases.area"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="offered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="areaagreement",
            constraint=models.UniqueConstraint(fields=("area", "number"), name="one_area_agreement_a_number"),
        ),
        migrations.AddConstraint(
            model_name="areaagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)), fields=("area",), name="one_current_area_agreement"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("area",),
                name="one_open_transfer_an_area",
            ),
        ),
        shared_with("cases_area", "guest_id"),
        walled_by_parent("cases_areaagreement", column="area_id", parent="cases_area"),
        walled_by_parent("cases_transfer", column="area_id", parent="cases_area"),
    ]
