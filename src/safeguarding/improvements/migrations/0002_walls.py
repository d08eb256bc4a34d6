"""On PostgreSQL, what belongs to another partnership's case does not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent


class Migration(migrations.Migration):
    dependencies = [("improvements", "0001_initial")]

    operations = [walled_by_parent("improvements_safetystep"), walled_by_parent("improvements_action")]
