"""A meeting of the group is about no case; on PostgreSQL it is seen in its partnership, and an item of its
agenda that names a case is hidden with that case.
"""

import django.db.models.deletion
from django.db import migrations, models

import safeguarding.record.vault
from safeguarding.record.rows import hidden_with_case, unwalled, walled_by_parent, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_forced"),
        ("meetings", "0008_group_meetings"),
        ("people", "0006_reminders"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="interest_words",
            field=safeguarding.record.vault.EncryptedText(blank=True),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="case",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="cases.case",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rapid_review", "Rapid review meeting"),
                    ("sign_off", "Sign-off meeting"),
                    ("consideration", "Consideration of the threshold"),
                    ("learning", "Learning meeting"),
                    ("panel", "Review panel meeting"),
                    ("resolution", "Meeting to resolve a disagreement"),
                    ("group", "Meeting of the group"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.partnership"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "group"), models.Q(("state", "closed"), _negated=True)),
                fields=("partnership",),
                name="one_coming_meeting_of_the_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", True), ("kind", "group")),
                    models.Q(models.Q(("kind", "group"), _negated=True), ("case__isnull", False)),
                    _connector="OR",
                ),
                name="only_the_groups_meeting_has_no_case",
            ),
        ),
        unwalled(walled_by_parent("meetings_meeting")),
        walled_by_partnership("meetings_meeting"),
        hidden_with_case("meetings_meeting"),
        hidden_with_case("meetings_agendaitem", column="about_id"),
    ]
