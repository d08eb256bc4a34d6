"""A calendar file that goes with a letter."""

from django.db import migrations

import safeguarding.record.vault


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0006_kinds")]

    operations = [
        migrations.AddField(
            "letter",
            "invitation",
            safeguarding.record.vault.EncryptedText(
                blank=True, default="", help_text="A calendar file that goes with it."
            ),
        ),
    ]
