"""The data set of a notification, in the order of the national form, made from what is known."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.models import Case
from safeguarding.statute.terms import AbuseType, Outcome
from safeguarding.ui import forms
from safeguarding.ui.words import short_date

CHILDREN_IN_DETAIL = 4
"""Children notified in detail; further ones in words.

(gov.uk, “Report a serious child safeguarding incident”.)
"""

PER_CHILD = (
    ("name", "name"),
    ("born", "date of birth"),
    ("age", "age"),
    ("sex", "sex"),
    ("ethnicity", "ethnicity"),
    ("disability", "disability"),
    ("health", "health and condition"),
    ("address", "home address and area"),
    ("looked_after", "looked-after status"),
    ("placement", "placement type"),
    ("plan", "child protection or child in need plan"),
    ("legal_status", "legal status"),
    ("known", "known to any agency"),
    ("outcome", "death, serious harm or other"),
)

BEFORE = (("notifier_phone", "Notifier’s telephone"), ("notifier_email", "Notifier’s e-mail address"))
AFTER = (
    ("incident_on", "Date of the incident"),
    ("incident_time", "Time, if known"),
    ("location", "Where it happened"),
    ("account", "What happened"),
    ("abuse", "Kind of abuse or neglect"),
    ("responsible", "Who may be responsible, if known"),
    ("siblings", "Brothers and sisters, and their safety"),
    ("police", "Police and other processes"),
    ("media", "Press interest"),
    ("action", "What has been done so far"),
    ("contact", "Contact at the partnership"),
)


def questions(case: Case) -> list[tuple[str, str]]:
    """Every field of the sheet for this case: the notifier, each child up to four, the incident."""
    children = list(case.children.all())[:CHILDREN_IN_DETAIL]
    asked = list(BEFORE)
    for place, child in enumerate(children, start=1):
        asked += [(f"child{place}_{code}", f"{child.pseudonym}: {words}") for code, words in PER_CHILD]
    if case.children.count() > CHILDREN_IN_DETAIL:
        asked.append(("more_children", "Further children, in words"))
    return asked + list(AFTER)


def form_for(case: Case) -> type[forms.Form]:
    """The sheet as a form; nothing on it is required, because it prepares and does not submit."""
    long = {"account", "siblings", "action", "more_children", "police"}
    fields: dict[str, Any] = {
        code: forms.LongText(label=words, required=False, rows=3)
        if code.split("_", 1)[-1] in long or code in long
        else forms.Text(label=words, required=False, max_length=500)
        for code, words in questions(case)
    }
    return type("Sheet", (forms.Form,), fields)


def prefilled(case: Case, *, with_names: bool) -> dict[str, str]:
    """What the referral already says. Names only for those who prepare the notification."""
    said: dict[str, str] = {}
    yes_no = {True: "Yes", False: "No", None: ""}
    for place, child in enumerate(
        list(case.children.select_related("identity"))[:CHILDREN_IN_DETAIL], start=1
    ):
        who = child.identity.details if with_names and child.identity else {}
        answers = {
            "name": who.get("name", ""),
            "born": short_date(who.get("date_of_birth") or who.get("expected_on", "")),
            "age": child.age,
            "sex": child.sex,
            "ethnicity": child.ethnicity,
            "disability": child.disability,
            "health": "",
            "address": who.get("address", ""),
            "looked_after": yes_no[child.looked_after],
            "placement": child.placement,
            "plan": child.protection_plan,
            "legal_status": child.legal_status,
            "known": yes_no[child.known_to_agencies],
            "outcome": Outcome(child.outcome).label if child.outcome else "",
        }
        said |= {f"child{place}_{code}": text for code, text in answers.items()}
    incident = case.incident
    said |= {
        "incident_on": f"{incident.occurred.day} {incident.occurred:%B %Y}",
        "incident_time": incident.time_text,
        "location": ", ".join(filter(None, [incident.setting, case.area_of_incident])),
        "account": incident.what_happened,
        "abuse": ", ".join(AbuseType(kind).label for kind in incident.abuse_types),
        "media": "Yes" if incident.media_interest else "",
        "contact": f"{case.partnership.email}, {case.partnership.telephone}",
    }
    if hasattr(case, "referral"):
        said |= {"siblings": case.referral.safety_of_others, "action": case.referral.safety_now}
    return said


def missing(sheet: type[forms.Form], said: dict[str, Any]) -> list[str]:
    """The fields that have no answer yet, in words."""
    return [str(field.label) for code, field in sheet.base_fields.items() if not said.get(code)]
