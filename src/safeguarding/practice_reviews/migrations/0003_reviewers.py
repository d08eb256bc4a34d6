"""Reviewers: the register is seen in its partnership; on PostgreSQL what belongs to a case is seen with it."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import safeguarding.record.vault
from safeguarding.record.rows import walled_by_parent, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_correspondence"),
        ("people", "0006_reminders"),
        ("practice_reviews", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("email", models.EmailField(max_length=254)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("panel_pool", "The Panel’s pool of reviewers"),
                            ("own_list", "The partnership’s own list"),
                            ("other_partnership", "Another partnership"),
                        ],
                        max_length=20,
                    ),
                ),
                ("skills", models.TextField()),
                ("independence", models.TextField()),
                ("available_from", models.DateField(blank=True, null=True)),
                ("available_until", models.DateField(blank=True, null=True)),
                ("availability", models.TextField(blank=True)),
                ("added_on", models.DateField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewers",
                        to="people.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="PastWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("done_for", models.CharField(blank=True, max_length=200)),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="past_work",
                        to="practice_reviews.reviewer",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "id"],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_on", models.DateField()),
                ("about", safeguarding.record.vault.EncryptedText()),
                ("handling", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("outcome", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewer_complaints",
                        to="people.partnership",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="practice_reviews.reviewer",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "place",
                    models.CharField(
                        choices=[("lead_reviewer", "Lead reviewer"), ("co_reviewer", "Second reviewer")],
                        max_length=20,
                    ),
                ),
                ("shortlisted_on", models.DateField()),
                ("suitability", models.JSONField(default=dict)),
                ("declared_on", models.DateField(blank=True, null=True)),
                ("relationships", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("other_reviews", safeguarding.record.vault.EncryptedText(blank=True, default="")),
                ("begins", models.DateField(blank=True, null=True)),
                ("ends", models.DateField(blank=True, null=True)),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("fee_cap", models.PositiveIntegerField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("settled", models.JSONField(default=list)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("why_dropped", models.TextField(blank=True)),
                ("appointed_on", models.DateField(blank=True, null=True)),
                ("removed_on", models.DateField(blank=True, null=True)),
                ("replace", models.BooleanField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewer_candidates",
                        to="cases.case",
                    ),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.grant",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.seat",
                    ),
                ),
                (
                    "shortlisted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="practice_reviews.reviewer",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReviewerProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(choices=[("appoint", "Appoint"), ("remove", "Remove")], max_length=10),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("replace", models.BooleanField(blank=True, null=True)),
                ("proposed_on", models.DateField()),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("agreed", models.BooleanField(blank=True, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="practice_reviews.candidate",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewer_proposals",
                        to="cases.case",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReviewerPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "partner",
                    models.CharField(
                        choices=[("la", "Local authority"), ("health", "Health"), ("police", "Police")],
                        max_length=10,
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("reason", models.TextField()),
                ("capacity", models.CharField(max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("current", models.BooleanField(default=True)),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="practice_reviews.reviewerproposal",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReviewerRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("conflict", models.CharField(max_length=40)),
                ("words", safeguarding.record.vault.EncryptedText()),
                ("may_review", models.BooleanField()),
                ("reason", safeguarding.record.vault.EncryptedText()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("current", models.BooleanField(default=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulings",
                        to="practice_reviews.candidate",
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
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="WorkedFor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("current", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.agency",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="worked",
                        to="practice_reviews.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.UniqueConstraint(
                models.F("partnership"),
                django.db.models.functions.text.Lower("email"),
                name="one_reviewer_an_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("received_on")), _connector="OR"
                ),
                name="complaint_ends_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_candidate_a_number"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_on__isnull", True), ("removed_on__isnull", True)),
                fields=("case", "reviewer"),
                name="one_standing_candidacy_a_reviewer",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("appointed_on__isnull", False), ("removed_on__isnull", True)),
                fields=("case", "place"),
                name="one_reviewer_a_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewerproposal",
            constraint=models.UniqueConstraint(
                fields=("case", "number"), name="one_reviewer_proposal_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewerproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_on__isnull", True)),
                fields=("case",),
                name="one_open_reviewer_proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewerposition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("proposal", "partner"),
                name="one_position_on_a_reviewer",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewerruling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("candidate", "conflict"),
                name="one_ruling_a_conflict",
            ),
        ),
        walled_by_partnership("practice_reviews_reviewer"),
        walled_by_parent(
            "practice_reviews_pastwork", column="reviewer_id", parent="practice_reviews_reviewer"
        ),
        walled_by_partnership("practice_reviews_complaint"),
        walled_by_parent("practice_reviews_candidate"),
        walled_by_parent(
            "practice_reviews_workedfor", column="candidate_id", parent="practice_reviews_candidate"
        ),
        walled_by_parent(
            "practice_reviews_reviewerruling", column="candidate_id", parent="practice_reviews_candidate"
        ),
        walled_by_parent("practice_reviews_reviewerproposal"),
        walled_by_parent(
            "practice_reviews_reviewerposition",
            column="proposal_id",
            parent="practice_reviews_reviewerproposal",
        ),
    ]
