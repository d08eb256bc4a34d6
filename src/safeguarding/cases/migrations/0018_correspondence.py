"""The log of formal letters: what was sent to whom, and what came back."""

import django.db.models.deletion
from django.db import migrations, models

import safeguarding.record.vault
from safeguarding.record.rows import hidden_with_case, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_forced"),
        ("documents", "0001_initial"),
        ("people", "0006_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormalLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(choices=[("out", "Sent"), ("in", "Came in")], max_length=5)),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("panel", "The Panel"),
                            ("secretary_of_state", "The Secretary of State (Department for Education)"),
                            ("ofsted", "Ofsted"),
                            ("agency", "An agency"),
                            ("reviewer", "A reviewer"),
                            ("family", "The family"),
                            ("police_or_court", "The police, the coroner or a court"),
                            ("other_area", "Another area"),
                            ("other", "Somebody else"),
                        ],
                        max_length=30,
                    ),
                ),
                ("name", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("address", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("notification", "The notification"),
                            ("rapid_review", "The rapid review"),
                            ("late_notice", "The rapid review will be late or incomplete"),
                            ("panel_reply", "The Panel’s reply"),
                            ("decided_again", "Our decision after the Panel’s reply"),
                            ("formal_request", "Formal request to an agency"),
                            ("review_decision", "Decision about a practice review"),
                            ("reviewer_name", "Name of the reviewer"),
                            ("information_request", "Request for information"),
                            ("extension", "Why a practice review takes longer"),
                            ("advance_copies", "Copies before publication"),
                            ("non_publication", "Why a report is not published"),
                            ("family", "Letter to the family"),
                            ("other", "Something else"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("secure_email", "Secure e-mail"),
                            ("portal", "Through a portal"),
                            ("post", "Post"),
                            ("hand", "Handed over"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True)),
                ("words", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("awaits", models.BooleanField(default=False)),
                ("reply_by", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_why", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("source", models.CharField(blank=True, default="", max_length=60)),
                ("current", models.BooleanField(default=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answerer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.seat",
                    ),
                ),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="cases.formalletter",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formal_letters",
                        to="cases.case",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "enclosed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formal_letters",
                        to="people.partnership",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="cases.formalletter",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("current", True), models.Q(("source", ""), _negated=True)),
                        fields=("case", "source"),
                        name="one_formal_letter_a_source",
                    )
                ],
            },
        ),
        walled_by_partnership("cases_formalletter"),
        hidden_with_case("cases_formalletter"),
    ]
