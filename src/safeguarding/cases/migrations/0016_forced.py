"""On PostgreSQL, the walls hold for the owner of the tables too."""

from django.db import migrations

from safeguarding.record.rows import forced


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_interests_told")]

    operations = [forced()]
