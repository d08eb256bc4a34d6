"""Disagreements between agencies; what in a case partners disagree about; all words held encrypted."""

import django.db.models.deletion
from django.db import migrations, models

import safeguarding.documents.models
import safeguarding.record.vault
from safeguarding.record.rows import scope, walled_by_parent, walled_by_partnership
from safeguarding.record.vault import decrypt, encrypt

WRITTEN = {
    "Disagreement": ("about", "outcome"),
    "Level": ("participants", "issue", "words"),
    "HeldPosition": ("words",),
    "Advice": ("words",),
}


def each_written(change):
    """A step over every row written before, whosever it is."""

    def step(apps, schema_editor):
        with scope("all"):
            for model, columns in WRITTEN.items():
                rows = apps.get_model("disagreements", model).objects
                for row in rows.order_by("pk"):
                    rows.filter(pk=row.pk).update(**{name: change(getattr(row, name)) for name in columns})

    return step


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_leaving"),
        ("disagreements", "0002_walls"),
        ("people", "0004_agency_dates"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyDisagreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "short",
                    models.CharField(
                        default=safeguarding.documents.models.new_reference,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=40)),
                ("subject_words", models.CharField(blank=True, max_length=300)),
                ("for_safety", models.BooleanField(default=False)),
                ("about", safeguarding.record.vault.EncryptedText()),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("D0", "Those who work with the child"),
                            ("D1", "Their managers"),
                            ("D2", "Senior leads"),
                            ("D3", "The delegated partners"),
                        ],
                        max_length=2,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "The two agencies came to agree"),
                            ("decided", "The delegated partners said what happens"),
                            ("withdrawn", "Whoever raised it took it back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("outcome", safeguarding.record.vault.EncryptedText(blank=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AgencyLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("D0", "Those who work with the child"),
                            ("D1", "Their managers"),
                            ("D2", "Senior leads"),
                            ("D3", "The delegated partners"),
                        ],
                        max_length=2,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("participants", safeguarding.record.vault.EncryptedText(blank=True)),
                ("words", safeguarding.record.vault.EncryptedText(blank=True)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("went_up", "Not settled; went up"), ("ended", "It ended here")],
                        max_length=15,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="AgencyPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("D0", "Those who work with the child"),
                            ("D1", "Their managers"),
                            ("D2", "Senior leads"),
                            ("D3", "The delegated partners"),
                        ],
                        max_length=2,
                    ),
                ),
                ("words", safeguarding.record.vault.EncryptedText()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("current", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="disagreement",
            name="one_open_disagreement_of_a_kind",
        ),
        migrations.AddField(
            model_name="disagreement",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.agency",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="subject",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="subject_words",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="heldposition",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.agency",
            ),
        ),
        migrations.RunPython(each_written(encrypt), each_written(decrypt)),
        migrations.AlterField(
            model_name="advice",
            name="words",
            field=safeguarding.record.vault.EncryptedText(),
        ),
        migrations.AlterField(
            model_name="disagreement",
            name="about",
            field=safeguarding.record.vault.EncryptedText(),
        ),
        migrations.AlterField(
            model_name="disagreement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("triage_route", "Route of a referral"),
                    ("threshold_position", "Whether the threshold is met"),
                    ("la_notify", "The local authority notifies"),
                    ("do_not_notify", "The local authority does not notify"),
                    ("withdraw_sin", "Withdraw the notification"),
                    ("immediate_safety_action", "Immediate safety step"),
                    ("lcspr_yes", "Carry out a local practice review"),
                    ("lcspr_no", "No local practice review"),
                    ("national_recommend", "Recommend a national review"),
                    ("alternative_learning", "Learn in another way"),
                    ("nfa", "No further action"),
                    ("rr_sign_off", "Sign-off of the rapid review"),
                    ("reviewer_appoint", "Appoint a reviewer"),
                    ("reviewer_remove", "Remove a reviewer"),
                    ("tor_approve", "Approve the terms of reference"),
                    ("tor_change", "Change the terms of reference"),
                    ("extend_lcspr", "Extend the review"),
                    ("pause_contact", "Pause contact"),
                    ("report_accept", "Accept the report"),
                    ("publish", "Publish"),
                    ("publish_improvements_only", "Publish the improvements only"),
                    ("delay_publication", "Delay publication"),
                    ("action_accept", "Accept an action"),
                    ("action_close", "Close an action"),
                    ("case_close", "Close the case"),
                    ("case_reopen", "Open the case again"),
                    ("transfer", "Pass the lead to another area"),
                    ("resolution_outcome", "End of a disagreement"),
                    ("delegation", "Naming a deputy"),
                    ("conflict_ruling", "Ruling on an interest"),
                    ("ruleset_restamp", "Change of the rules that a case keeps"),
                    ("require_information", "Whether information must be given"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="disagreement",
            name="outcome",
            field=safeguarding.record.vault.EncryptedText(blank=True),
        ),
        migrations.AlterField(
            model_name="heldposition",
            name="partner",
            field=models.CharField(
                blank=True,
                choices=[("la", "Local authority"), ("health", "Health"), ("police", "Police")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="heldposition",
            name="words",
            field=safeguarding.record.vault.EncryptedText(),
        ),
        migrations.AlterField(
            model_name="level",
            name="issue",
            field=safeguarding.record.vault.EncryptedText(blank=True),
        ),
        migrations.AlterField(
            model_name="level",
            name="participants",
            field=safeguarding.record.vault.EncryptedText(blank=True),
        ),
        migrations.AlterField(
            model_name="level",
            name="words",
            field=safeguarding.record.vault.EncryptedText(blank=True),
        ),
        migrations.AddConstraint(
            model_name="disagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case", "kind", "subject"),
                name="one_open_disagreement_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldposition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("partner", "")),
                    models.Q(models.Q(("partner", ""), _negated=True), ("agency__isnull", True)),
                    _connector="OR",
                ),
                name="position_of_a_partner_or_an_agency",
            ),
        ),
        migrations.AddField(
            model_name="agencydisagreement",
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
            model_name="agencydisagreement",
            name="opened_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddField(
            model_name="agencydisagreement",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.agency"
            ),
        ),
        migrations.AddField(
            model_name="agencydisagreement",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agency_disagreements",
                to="people.partnership",
            ),
        ),
        migrations.AddField(
            model_name="agencydisagreement",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.agency"
            ),
        ),
        migrations.AddField(
            model_name="agencydisagreement",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.seat",
            ),
        ),
        migrations.AddField(
            model_name="agencylevel",
            name="disagreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="levels",
                to="disagreements.agencydisagreement",
            ),
        ),
        migrations.AddField(
            model_name="agencylevel",
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
            model_name="agencyposition",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.agency"
            ),
        ),
        migrations.AddField(
            model_name="agencyposition",
            name="disagreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="positions",
                to="disagreements.agencydisagreement",
            ),
        ),
        migrations.AddField(
            model_name="agencyposition",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
            ),
        ),
        migrations.AddIndex(
            model_name="agencydisagreement",
            index=models.Index(fields=["partnership", "ended_at"], name="disagreemen_partner_e88989_idx"),
        ),
        migrations.AddConstraint(
            model_name="agencydisagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("raised_by", models.F("other")), _negated=True),
                name="two_agencies_disagree",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencydisagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ending", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="ended_agency_disagreement_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencydisagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), models.Q(("subject", ""), _negated=True)),
                fields=("partnership", "subject"),
                name="one_open_agency_disagreement_a_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencylevel",
            constraint=models.UniqueConstraint(
                fields=("disagreement", "code"), name="one_row_an_agency_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyposition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("disagreement", "agency"),
                name="one_current_agency_position",
            ),
        ),
        walled_by_partnership("disagreements_agencydisagreement"),
        *[
            walled_by_parent(
                f"disagreements_{name}", column="disagreement_id", parent="disagreements_agencydisagreement"
            )
            for name in ("agencylevel", "agencyposition")
        ],
    ]
