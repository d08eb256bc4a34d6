"""Institutional settings, and which child of a case was in which."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from safeguarding.record.rows import walled_by_parent, walled_by_partnership


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_areas_agree"),
        ("people", "0003_locked_links"),
    ]

    operations = [
        migrations.AlterField(
            model_name="parallelprocess",
            name="kind",
            field=models.CharField(
                choices=[
                    ("police_investigation", "Police investigation"),
                    ("cps_prosecution", "Prosecution"),
                    ("coroner_inquest", "Inquest"),
                    ("child_death_review_cdop", "Child death review"),
                    ("family_court", "Family court"),
                    ("lado_allegation", "Allegation against somebody who works with children"),
                    ("dardr_dhr", "Domestic abuse related death review"),
                    ("safeguarding_adult_review", "Safeguarding adult review"),
                    ("mappa_scr", "Serious case review of offender management"),
                    ("offensive_weapons_homicide_review", "Offensive weapons homicide review"),
                    ("nhs_patient_safety_psirf", "NHS patient safety response"),
                    ("mental_health_homicide", "Mental health homicide review"),
                    ("iopc", "Independent Office for Police Conduct"),
                    ("ppo_prison", "Prisons and Probation Ombudsman"),
                    ("hse", "Health and Safety Executive"),
                    ("ofsted_regulatory", "Ofsted regulation"),
                    ("cqc_regulatory", "Care Quality Commission regulation"),
                    ("employer_disciplinary", "Employer’s own process"),
                    ("professional_regulator", "Professional regulator"),
                    ("civil_claim", "Civil claim"),
                    ("public_inquiry", "Public inquiry"),
                    ("national_cspr", "National review"),
                    ("other_area_review", "Another area’s review"),
                    ("jtai_inspection", "Joint inspection"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("childrens_home", "Children’s home"),
                            ("secure_childrens_home", "Secure children’s home"),
                            ("secure_training_centre", "Secure training centre or secure school"),
                            ("young_offender_institution", "Young offender institution"),
                            ("hospital", "Hospital ward"),
                            ("mental_health_ward", "Mental health ward"),
                            ("boarding_school", "Boarding or residential special school"),
                            ("supported_accommodation", "Supported accommodation"),
                            ("immigration_accommodation", "Immigration accommodation"),
                            ("fostering_agency", "Independent fostering agency"),
                            ("nursery", "Nursery or childminder"),
                            ("other", "Another setting"),
                        ],
                        max_length=40,
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=200)),
                (
                    "regulator",
                    models.CharField(
                        choices=[
                            ("ofsted", "Ofsted"),
                            ("cqc", "Care Quality Commission"),
                            ("hmip", "HM Inspectorate of Prisons"),
                            ("isi", "Independent Schools Inspectorate"),
                            ("none", "Nobody that we know of"),
                        ],
                        max_length=10,
                    ),
                ),
                ("regulator_reference", models.CharField(blank=True, max_length=60)),
                ("kept_at", models.DateTimeField(auto_now=True)),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settings",
                        to="people.partnership",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "held",
                    models.CharField(
                        choices=[
                            ("no", "No"),
                            ("custody", "Yes: in custody"),
                            ("mental_health_act", "Yes: under the Mental Health Act"),
                            ("welfare", "Yes: secure for their own welfare"),
                            ("deprivation_of_liberty", "Yes: by an order of the court"),
                        ],
                        max_length=30,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("placing", models.JSONField(default=list)),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                ("current", models.BooleanField(default=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="cases.case"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="cases.child"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="cases.setting"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="setting",
            constraint=models.UniqueConstraint(
                models.F("partnership"),
                django.db.models.functions.text.Lower("name"),
                name="setting_once_a_partnership",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("child", "setting"),
                name="one_current_stay_in_a_setting",
            ),
        ),
        walled_by_partnership("cases_setting"),
        walled_by_parent("cases_stay"),
    ]
