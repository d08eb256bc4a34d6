"""The whole story, end to end, on a made-up referral as a partnership would receive it: from a director's
referral of two children to the Panel's reply.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.evidence.questions import SHORT
from safeguarding.rapid_reviews.sections import PARTS
from safeguarding.statute.criteria import CRITERIA, LOCAL_CODES, NATIONAL_CODES
from tests.cases.builders import today
from tests.documents.makers import pdf
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import Somebody
from tests.stories.test_3_consider import NOTIFY
from tests.stories.test_5_review import TRUE, decides_on_a_local_review
from tests.stories.test_6_sign import sends_it

pytestmark = pytest.mark.story

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "open" / "referral.json"
ANSWER = {"yes": "Yes", "no": "No"}


def the_referral() -> dict[str, Any]:
    """The referral, with every day moved so that the incident was yesterday."""
    said: dict[str, Any] = json.loads(SAMPLE.read_text())
    moved = today() - timedelta(days=1) - date.fromisoformat(said["8_incident"]["date"])

    def near(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: near(one) for key, one in value.items()}
        if isinstance(value, list):
            return [near(one) for one in value]
        try:
            return date.fromisoformat(value) + moved if isinstance(value, str) and len(value) == 10 else value
        except ValueError:
            return value

    return {key: near(value) for key, value in said.items()}


def is_referred(marcus: Somebody, said: dict[str, Any]) -> None:
    who, lead, what = said["2_referrer"], said["3_safeguarding_lead_consulted"], said["8_incident"]
    marcus.opens("/refer/barnet/").follows("Start").answers(
        {"Your name": who["name"], "Your organisation": who["agency"],
         "Your work e-mail address": who["email"]},
        and_presses="Send me a link",
    )  # fmt: skip
    marcus.comes_by_the_link_in(who["email"]).follows("You and your safeguarding lead").answers(
        {
            "Your name": who["name"], "Your job": who["role"], "Your organisation": who["agency"],
            "A telephone number where we can reach you today": who["phone"],
            "Should your name be kept from other agencies?": "No",
            "Your organisation’s safeguarding lead": lead["name"], "When did they agree?": lead["date"],
            "My safeguarding lead agrees that this case should be referred": True,
            "This is not a child protection referral. If one was needed, it has been made": True,
        },
        and_presses="Save and go on",
    )  # fmt: skip
    marcus.follows("The children")
    for child, safety in zip(said["5_children"], said["11_immediate_safety"], strict=True):
        marcus.follows("Add a child").answers(
            {
                "Who is this about?": "A child", "Full name": child["name"],
                "Other names they are known by": ", ".join(child["aka"]), "Date of birth": child["dob"],
                "Sex": child["sex"].capitalize(), "Ethnicity": child["ethnicity"],
                "First language": child["language"],
                "Disability or special educational needs": child["disability_send"],
                "School, nursery or college": child.get("setting") or "",
                "NHS number": child.get("nhs_no", ""), "Social care number": child["la_id"],
                "What happened to this child?":
                    "The child was seriously harmed" if child["index_child"] else "Neither",
                "Is the child looked after by a local authority?": "No",
                "Where the child lived": "With the mother",
                "Legal status or court orders": "No order",
                "How is this child kept safe now?": safety["action"],
            },
            and_presses="Save and go on",
        )  # fmt: skip
    marcus.follows("Go on").follows("Family and household")
    for relative in said["7_family"]:
        marcus.follows("Add somebody").answers(
            {"Name": relative["name"], "How are they related to the child?": relative["relation"],
             "Where are they now?": relative["whereabouts"]},
            and_presses="Save and go on",
        )  # fmt: skip
    marcus.follows("Go on").follows("What happened").answers(
        {
            "When did it happen?": what["date"], "At what time?": what["time"],
            "Where did it happen?": "In this area", "Which local authority area?": "Barnet",
            "Which area does the child normally live in?": "Barnet",
            "What kind of place was it?": what["setting_type"], "What happened?": what["what_happened"],
            "Injuries or cause, as far as known": what["injury"], "How is the child now?": what["condition"],
            "When did the local authority become aware?": what["la_aware"],
            "Is there press or political interest?": "No",
        },
        and_presses="Save and go on",
    )  # fmt: skip
    marcus.follows("Abuse, neglect and harm").answers(
        {"Is abuse or neglect known or suspected?": "Suspected",
         "What kind?": ["Physical abuse", "Neglect", "Living with domestic abuse"],
         "Where may it have come from?": "Within the family",
         "Why is the harm serious?": said["10_serious_harm_reasoning"]},
        and_presses="Save and go on",
    )  # fmt: skip
    sister = said["11_immediate_safety"][1]
    marcus.follows("Safety now").answers(
        {"What has been done to keep the child safe?": said["11_immediate_safety"][0]["action"],
         "Are brothers, sisters or other children safe? Who sees to it?": sister["action"],
         "Could somebody still be at risk now?": "No"},
        and_presses="Save and go on",
    )  # fmt: skip
    marcus.follows("Why a review").answers(
        {"Why do you refer this case?": "A child has died or been seriously harmed",
         "What should the partnership look at?": "; ".join(
             why for _, why in (v for v in said["13_why_review"].values() if isinstance(v, list)) if why),
         "What was done well?": said["13_why_review"]["good_practice"],
         "Which agencies know the family?": "\n".join(said["12_agencies"]),
         "What else is going on?": ["Police investigation", "Family court"],
         "Does the partnership need to act today?": "No"},
        and_presses="Save and go on",
    )  # fmt: skip
    marcus.follows("Check and send").presses("Send the referral").sees_the_page("Your referral has arrived")


def is_considered(stage: Stage, cast: Cast, maya: Somebody, here: str) -> None:
    maya.opens(f"{here}/route/").presses("Acknowledge the referral").answers(
        {"Which way should this case go?": "Consideration by the three partners",
         "Why?": "A baby was seriously harmed and abuse is suspected."},
        and_presses="Propose this route",
    )  # fmt: skip
    nadia = stage.enter(cast.notifier).opens(f"{here}/awareness/")
    nadia.answers({"How do you know?": "The front door’s contact record."}, and_presses="Confirm this date")
    maya.opens(f"{here}/consideration/").answers(
        {"When do the partners meet?": datetime.combine(today(), datetime.min.time()).replace(hour=23),
         "Where or how?": "Video call"},
        and_presses="Bring them together",
    )  # fmt: skip
    maya.answers(
        {"The facts that the partners rely on": "The hospital’s account.",
         "Why the harm is or is not serious": "Likely to have long-term effects on development."},
        and_presses="Keep the record",
    )  # fmt: skip
    for who in cast.partners.values():
        stage.enter(who).opens(f"{here}/consideration/").answers(NOTIFY, and_presses="Give this position")
    maya.opens(f"{here}/consideration/")
    maya.answers({"The reasons for the outcome": "Both limbs are met."}, and_presses="Conclude")
    stella = stage.enter(cast.decider).opens(f"{here}/consideration/")
    stella.answers(
        {"What does the local authority decide?": "Notify the Panel", "Why?": "Both limbs are met."},
        and_presses="Record this decision",
    )


def is_notified(stage: Stage, cast: Cast, here: str, receipt: Path) -> None:
    receipt.write_bytes(pdf())
    sent = (timezone.localtime() - timedelta(minutes=1)).replace(tzinfo=None)
    stage.enter(cast.notifier).opens(f"{here}/notification/").answers(
        {"When was it sent?": sent, "The Panel’s reference": "CSPRP-2018-7", "Who sent it?": "Nadia Brill",
         "The receipt": receipt, "It has been sent on the national system": True},
        and_presses="Record it as sent",
    )  # fmt: skip


def is_answered_by_the_agencies(stage: Stage, cast: Cast, maya: Somebody, here: str) -> None:
    for address in ("reception@milllane.example", "safeguarding@icb.example", "csc@barnet.example"):
        nobody = stage.enter().comes_by_the_link_in(address).follows("We have no record")
        nobody.answers({"Anything else that you searched": "Every record that we hold"})
        nobody.presses("We have no record").sees("Thank you, we have your return")
        nobody.closes_the_browser()
    amos = stage.enter(cast.author).opens().follows("Answer").follows("We knew this child")
    amos.answers({"Which of these is true for you?": "My organisation"}, and_presses="Save and go on")
    for question in SHORT:
        amos.answers({question.ask: f"{question.title}: as our notes have it."}, and_presses="Save and go on")
    amos.answers({"What have you searched?": ["Our patient records"], TRUE: True})
    amos.presses("Return these answers")
    maya.opens(f"{here}/returns/").sees("2 agencies have still to answer")
    for _ in range(2):
        maya.opens(f"{here}/returns/").follows("Remind or explain").answers(
            {"Why is there no return?": "The lead is away until Monday.",
             "What was done to get it?": "Rang twice."},
            and_presses="Keep this explanation",
        )  # fmt: skip
    maya.opens(f"{here}/returns/").follows("Release the returns").presses("Release")


def is_met_about_and_written(stage: Stage, cast: Cast, maya: Somebody, here: str) -> None:
    case = Case.objects.get()
    maya.opens(f"{here}/meetings/").follows("Open").answers(
        {"Who is there?": ["Ines Halloran", "Leo Marchbank", "Hana Siddall", "Piers Vantongeren"]},
        and_presses="They are there, without an interest",
    )
    ines = stage.enter(cast.chair).opens(f"{here}/meetings/").follows("Open").follows("Close the meeting")
    ines.answers(
        {"How is every child safe now, brothers and sisters included, and who sees to it?":
            "The baby is in hospital; his sister is with her grandmother. Social care sees to both."},
        and_presses="Close the meeting",
    )  # fmt: skip
    for part in PARTS:
        maya.opens(f"{here}/rapid-review/report/parts/{part.code}/")
        maya.answers({part.title: f"{part.title}: what the group found."}, and_presses="Save")
    for aim in case.editions.aims:
        maya.opens(f"{here}/rapid-review/aims/{aim.code}/")
        maya.answers({aim.title: "What the group found."}, and_presses="Save")
    for code in LOCAL_CODES:
        maya.opens(f"{here}/rapid-review/criteria/{code}/").answers(
            {"The group’s answer": {"R11D": "Not clear yet", "R11B": "Yes"}.get(code, "No"),
             "Why": "As the returns show."},
            and_presses="Save",
        )  # fmt: skip
    national: dict[str, Any] = {}
    for code in NATIONAL_CODES:
        title = CRITERIA[code].title
        national |= {title: "No", f"Why: {title.lower()}": "Nothing national."}
    maya.opens(f"{here}/rapid-review/national/").answers(
        {**national, "Do you think that a national review may be right?": "No",
         "Why": "A local review can answer it."},
        and_presses="Save",
    )  # fmt: skip
    decides_on_a_local_review(ines.opens(f"{here}/rapid-review/outcome/"))


def is_kept_safe(maya: Somebody, here: str) -> None:
    """What the referral said was done is confirmed, and every further step has an owner and a day."""
    case = Case.objects.get()
    for _ in range(case.safety_steps.count()):
        maya.opens(f"{here}/safety/").follows("Confirm this step").answers(
            {"When was it done?": today(), "How do we know?": "The social worker was there this morning."},
            and_presses="Confirm that it was done",
        )  # fmt: skip
    for child in [*case.children.all(), None]:
        maya.opens(f"{here}/safety/step/").answers(
            {"Who is kept safe?": child.pseudonym if child else "Others",
             "If others: who?": "" if child else "No other children", "What is done?": "Visited each day.",
             "Who sees to it?": "T. Oyelaran, social worker", "By when?": today()},
            and_presses="Log this step",
        )  # fmt: skip


def test_from_a_directors_referral_to_the_panels_reply(stage: Stage, cast: Cast, tmp_path: Path) -> None:
    stage.nothing_is_refused = True
    said = the_referral()
    is_referred(stage.enter(), said)
    case = Case.objects.get()
    here = f"/cases/{case.reference}"
    maya = stage.enter(cast.manager).opens()
    is_considered(stage, cast, maya, here)
    is_notified(stage, cast, here, tmp_path / "receipt.pdf")
    is_answered_by_the_agencies(stage, cast, maya, here)
    is_kept_safe(maya, here)
    is_met_about_and_written(stage, cast, maya, here)
    maya.opens(f"{here}/rapid-review/report/").presses("Make a draft in Word and PDF")
    stage.enter(cast.chair).opens(f"{here}/rapid-review/certify/").answers(
        {"Your statement": "A fair record of our meeting."}, and_presses="Certify"
    )
    for who in cast.partners.values():
        stage.enter(who).opens(f"{here}/sign-off/").presses("Agree")
    sends_it(maya, case.reference)
    maya.follows("Record a reply").answers(
        {"What did the Panel answer?": "The Panel agrees with the partners", "When did it come?": today(),
         "What does it say?": "We agree with your decision."},
        and_presses="Record the reply",
    )  # fmt: skip
    maya.sees("We agree with your decision.").opens(f"{here}/record/").sees(
        "recorded that the rapid review was sent to the Panel", "recorded the Panel’s reply"
    )
    for child in said["5_children"]:
        maya.does_not_see(child["name"])
