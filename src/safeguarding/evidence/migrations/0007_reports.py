"""Requests for an agency’s report, beside those for a short return."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_reports"),
        ("evidence", "0006_covers"),
        ("people", "0003_locked_links"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="request",
            name="one_request_an_agency",
        ),
        migrations.AddField(
            model_name="request",
            name="form",
            field=models.CharField(
                choices=[("short", "Short return"), ("report", "Report")], default="short", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="kind",
            field=models.CharField(
                choices=[("short", "Short return"), ("report", "Report"), ("nil", "No record")], max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.UniqueConstraint(
                fields=("case", "agency", "form"), name="one_request_an_agency_and_form"
            ),
        ),
    ]
