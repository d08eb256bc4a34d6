"""The facts of agencies’ reports for a practice review."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_areas"),
    ]

    operations = [
        migrations.AlterField(
            model_name="fact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("incident_occurred", "incident_occurred"),
                    ("referred", "referred"),
                    ("la_aware", "la_aware"),
                    ("route_settled", "route_settled"),
                    ("considered", "considered"),
                    ("la_decided", "la_decided"),
                    ("notified", "notified"),
                    ("notification_withdrawn", "notification_withdrawn"),
                    ("area_invited", "area_invited"),
                    ("agencies_asked", "agencies_asked"),
                    ("returned", "returned"),
                    ("met", "met"),
                    ("outcome_decided", "outcome_decided"),
                    ("signed_off", "signed_off"),
                    ("sent_to_panel", "sent_to_panel"),
                    ("panel_replied", "panel_replied"),
                    ("reconsidered", "reconsidered"),
                    ("practice_review_decided", "practice_review_decided"),
                    ("reports_asked", "reports_asked"),
                    ("reported", "reported"),
                    ("reviewer_appointed", "reviewer_appointed"),
                    ("reviewer_removed", "reviewer_removed"),
                    ("terms_signed", "terms_signed"),
                    ("monitored", "monitored"),
                    ("draft_issued", "draft_issued"),
                    ("report_accepted", "report_accepted"),
                    ("publication", "publication"),
                    ("advance_copies_sent", "advance_copies_sent"),
                    ("published", "published"),
                    ("publication_declined", "publication_declined"),
                    ("publication_delayed", "publication_delayed"),
                    ("learning_route_decided", "learning_route_decided"),
                    ("learning_reported", "learning_reported"),
                    ("closed", "closed"),
                    ("reopened", "reopened"),
                    ("transferred", "transferred"),
                ],
                max_length=40,
            ),
        ),
    ]
