"""A link is locked after too many wrong codes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_coordinator")]

    operations = [
        migrations.AddField("mailboxlink", "wrong_codes", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("mailboxlink", "wrong_since", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("mailboxlink", "locked_at", models.DateTimeField(blank=True, null=True)),
    ]
