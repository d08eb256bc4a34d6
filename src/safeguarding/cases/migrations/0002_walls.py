"""On PostgreSQL, what belongs to another partnership's case does not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent, walled_by_partnership

OF_A_CASE = [
    "child",
    "familymember",
    "incident",
    "parallelprocess",
    "referral",
    "routeproposal",
    "fact",
    "deadline",
    "consideration",
    "localauthoritydecision",
    "notification",
    "grant",
    "exclusion",
    "interest",
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        walled_by_partnership("cases_case"),
        *[walled_by_parent(f"cases_{name}") for name in OF_A_CASE],
        walled_by_parent("cases_correction", column="fact_id", parent="cases_fact"),
        walled_by_parent("cases_enquiry", column="consideration_id", parent="cases_consideration"),
        walled_by_parent("cases_position", column="consideration_id", parent="cases_consideration"),
    ]
