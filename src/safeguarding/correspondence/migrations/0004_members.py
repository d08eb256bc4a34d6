"""Letters about members of the group, and deputies whose time runs out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_reports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("action_asked", "action asked"),
                    ("action_link", "action link"),
                    ("acknowledgement", "acknowledgement"),
                    ("agency_late", "agency late"),
                    ("agency_request", "agency request"),
                    ("assurance_asked", "assurance asked"),
                    ("awareness_to_confirm", "awareness to confirm"),
                    ("break_glass", "break glass"),
                    ("bring_together", "bring together"),
                    ("correction_to_confirm", "correction to confirm"),
                    ("delegation_ended", "delegation ended"),
                    ("delegation_ends", "delegation ends"),
                    ("delegation_to_confirm", "delegation to confirm"),
                    ("direction", "direction"),
                    ("disagreement_opened", "disagreement opened"),
                    ("formal_request", "formal request"),
                    ("invitation", "invitation"),
                    ("mailbox_link", "mailbox link"),
                    ("meeting_called", "meeting called"),
                    ("meeting_held", "meeting held"),
                    ("member_to_confirm", "member to confirm"),
                    ("notified", "notified"),
                    ("panel_late", "panel late"),
                    ("panel_replied", "panel replied"),
                    ("pass_on_answered", "pass on answered"),
                    ("password_reset", "password reset"),
                    ("position_wanted", "position wanted"),
                    ("record_anchor", "record anchor"),
                    ("referral_outcome", "referral outcome"),
                    ("report_reminder", "report reminder"),
                    ("report_request", "report request"),
                    ("returns_released", "returns released"),
                    ("return_needs_you", "return needs you"),
                    ("return_received", "return received"),
                    ("return_reminder", "return reminder"),
                    ("return_to_confirm", "return to confirm"),
                    ("route_can_stand", "route can stand"),
                    ("route_proposed", "route proposed"),
                    ("second_factor_changed", "second factor changed"),
                    ("sent_to_panel", "sent to panel"),
                    ("sign_in_code", "sign in code"),
                    ("sign_off_asked", "sign off asked"),
                    ("sign_off_by_link", "sign off by link"),
                    ("time_answered", "time answered"),
                    ("time_asked", "time asked"),
                    ("what_do_you_know", "what do you know"),
                ],
                max_length=40,
            ),
        ),
    ]
