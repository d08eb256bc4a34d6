"""The fingerprint of each return as it was given."""

import hashlib

import orjson
from django.db import migrations, models

from safeguarding.record.rows import scope


def fingerprint(apps, schema_editor):
    """Of the returns given before, over the same words that stand sealed in the record."""
    with scope("all"):
        for version in apps.get_model("evidence", "Version").objects.all():
            sealed = orjson.dumps(
                {
                    "kind": version.kind,
                    "answers": version.answers,
                    "systems": version.systems_searched,
                    "on": version.searched_on.isoformat(),
                    "interest": version.interest,
                    "why changed": version.why_changed,
                },
                option=orjson.OPT_SORT_KEYS,
            )
            version.sha256 = hashlib.sha256(sealed).hexdigest()
            version.save(update_fields=["sha256"])


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0007_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="sha256",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(fingerprint, migrations.RunPython.noop),
    ]
