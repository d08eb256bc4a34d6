"""What came back of a letter that a mail server had taken."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from safeguarding.record.rows import append_only, hidden_with_parent, walled_by_parent


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0009_kinds_in_code")]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting to be sent"),
                    ("sent", "Sent"),
                    ("failed", "Could not be sent"),
                    ("bounced", "Came back"),
                    ("cancelled", "Cancelled"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["partnership", "-queued_at"], name="letter_by_day"),
        ),
        migrations.CreateModel(
            name="Bounce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="The try after which it came.")),
                ("final", models.BooleanField(help_text="The letter will not arrive; otherwise it is late.")),
                ("status", models.CharField(max_length=11)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bounces",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "number", "final"), name="one_bounce_a_try"),
                ],
            },
        ),
        append_only("correspondence_bounce", key=["letter_id", "number", "final"]),
        walled_by_parent("correspondence_bounce", column="letter_id", parent="correspondence_letter"),
        hidden_with_parent("correspondence_bounce", column="letter_id", parent="correspondence_letter"),
    ]
