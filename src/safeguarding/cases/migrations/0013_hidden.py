"""On PostgreSQL, a case that is hidden from whoever acts does not exist, nor does what hangs on it."""

from django.db import migrations, models

from safeguarding.record.rows import hidden_cases, hidden_streams, hidden_with_case


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_leaving"), ("record", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("sealed", True)), fields=["id"], name="sealed_cases"),
        ),
        hidden_cases(),
        hidden_with_case("cases_case", column="id"),
        hidden_streams(),
        hidden_with_case("cases_area"),
        hidden_with_case("cases_leftopen"),
    ]
