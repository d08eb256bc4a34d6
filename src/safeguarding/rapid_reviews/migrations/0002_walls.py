"""On PostgreSQL, reviews of another partnership's case do not exist."""

from django.db import migrations

from safeguarding.record.rows import walled_by_parent

OF_A_REVIEW = [
    "aimanswer",
    "comment",
    "criterionanswer",
    "dispatch",
    "incompleteauthority",
    "latenotice",
    "nationalview",
    "outcome",
    "reading",
    "reconsideration",
    "reply",
    "sectiontext",
    "signature",
]


class Migration(migrations.Migration):
    dependencies = [("rapid_reviews", "0001_initial")]

    operations = [
        walled_by_parent("rapid_reviews_rapidreview"),
        *[
            walled_by_parent(f"rapid_reviews_{name}", column="review_id", parent="rapid_reviews_rapidreview")
            for name in OF_A_REVIEW
        ],
        walled_by_parent(
            "rapid_reviews_secondposition",
            column="reconsideration_id",
            parent="rapid_reviews_reconsideration",
        ),
    ]
