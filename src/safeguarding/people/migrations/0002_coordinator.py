"""The seat of a coordinator for a sector."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="seat",
            name="role",
            field=models.CharField(
                choices=[
                    ("partnership_manager", "Partnership manager"),
                    ("business_support", "Business support"),
                    ("ltrg_chair", "Independent chair of the group"),
                    ("dsp_la", "Delegated safeguarding partner (local authority)"),
                    ("dsp_health", "Delegated safeguarding partner (health)"),
                    ("dsp_police", "Delegated safeguarding partner (police)"),
                    ("deputy_la", "Deputy to the delegated partner (local authority)"),
                    ("deputy_health", "Deputy to the delegated partner (health)"),
                    ("deputy_police", "Deputy to the delegated partner (police)"),
                    ("lsp_la", "Lead safeguarding partner (local authority)"),
                    ("lsp_health", "Lead safeguarding partner (health)"),
                    ("lsp_police", "Lead safeguarding partner (police)"),
                    ("la_notifier", "Notifier for the local authority"),
                    ("la_statutory_decider", "Decision maker for the local authority"),
                    ("agency_lead", "Agency’s safeguarding lead"),
                    ("agency_author", "Author for an agency"),
                    ("agency_senior", "Senior lead of an agency"),
                    ("ltrg_member", "Member of the group"),
                    ("education_lead", "Education lead"),
                    ("public_health", "Public health lead"),
                    ("legal_adviser", "Legal adviser"),
                    ("community_safety", "Community safety lead"),
                    ("lead_reviewer", "Lead reviewer"),
                    ("co_reviewer", "Second reviewer"),
                    ("review_panel_member", "Member of the review panel"),
                    ("independent_scrutineer", "Independent scrutineer"),
                    ("communications_lead", "Communications lead"),
                    ("family_liaison", "Named contact for the family"),
                    ("information_governance_lead", "Information governance lead"),
                    ("referrer", "Referrer"),
                    ("agency_contact", "Contact at an agency"),
                    ("action_owner", "Owner of an action"),
                    ("external_partnership", "Another area’s partnership"),
                    ("sector_coordinator", "Coordinator for a sector"),
                    ("sys_admin", "System administrator"),
                    ("auditor", "Auditor of the record"),
                ],
                max_length=40,
            ),
        ),
    ]
