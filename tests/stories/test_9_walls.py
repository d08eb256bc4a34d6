"""Interests, walls, who decides instead, an emergency, and two areas, each as the person concerned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import RuleChange
from safeguarding.evidence.models import Request
from tests.cases.builders import notified_case, referred_case, routed_case, today
from tests.cases.test_rules import approved
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import PHONE

pytestmark = pytest.mark.story
PIERS = "Piers Vantongeren, Delegated safeguarding partner (police), for Metropolitan Police"


def test_the_chairs_own_interest_is_ruled_on_by_two_partners(stage: Stage, cast: Cast) -> None:
    case = routed_case(cast)
    where = f"/cases/{case.reference}/access/"
    ines = stage.enter(cast.chair).opens(where)
    ines.answers(
        {
            "What is the interest?": "I know this child or family personally",
            "In a sentence": "Her grandmother lives in my road.",
        },
        and_presses="Declare it",
    ).does_not_see(case.reference)
    leo = stage.enter(cast.dsp_la, width=PHONE).opens().follows("Rule on it")
    leo.sees("Two of the three partners rule on this").is_photographed("rule-as-partner-phone", tall=1100)
    leo.answers(
        {
            "May this person see the case?": "Yes: the interest does not stand in the way",
            "Why?": "A nod in the street.",
        },
        and_presses="Rule",
    ).sees("Leo Marchbank", "A nod in the street.")
    ines.opens().does_not_see(case.reference)
    hana = stage.enter(cast.dsp_health).opens().follows("Rule on it").sees("A nod in the street.")
    hana.answers(
        {
            "May this person see the case?": "Yes: the interest does not stand in the way",
            "Why?": "So I think too.",
        },
        and_presses="Rule",
    ).sees("May see the case")
    ines.opens().sees(case.reference)


def test_a_partner_left_without_a_voice_has_somebody_named(stage: Stage, cast: Cast) -> None:
    case = routed_case(cast)
    where = f"/cases/{case.reference}/access/"
    maya = stage.enter(cast.manager).opens(where)
    maya.answers(
        {
            "Whose interest is it?": PIERS,
            "What is their interest?": "They worked on, managed or are named in this case",
            "How do you know, in a sentence?": "He led the investigation in spring.",
        },
        and_presses="Note it",
    ).sees("Police has nobody left who can decide in this case")
    maya.is_photographed("people-and-access", tall=1500)
    roland = stage.enter(cast.lsp_police).opens().follows("Name somebody")
    roland.sees("An interest keeps apart everybody").answers(
        {
            "Who decides for the partner in this case?": "Dennis Oakshott",
            "Why can this person speak for the partner?": "He leads public protection.",
        },
        and_presses="Name them",
    ).sees("Waits for a second person")
    ines = stage.enter(cast.chair).opens().follows("Read and confirm").sees("He leads public protection")
    ines.presses("Confirm").sees("Decides in this case")
    stage.enter(cast.lapsed_deputy).opens().sees(case.reference)


def test_somebody_is_kept_apart_and_let_back(stage: Stage, cast: Cast) -> None:
    case = routed_case(cast)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/access/")
    maya.follows("Keep somebody apart").answers(
        {"Who?": "Iris Quayle, Independent scrutineer", "Why?": "Her sister works on the ward."},
        and_presses="Keep them apart",
    ).sees("Her sister works on the ward.")
    stage.enter(cast.scrutineer).opens().does_not_see(case.reference)
    ines = stage.enter(cast.chair).opens(f"/cases/{case.reference}/access/").follows("Let back")
    ines.answers({"Why?": "It is another ward."}, and_presses="Let them back")
    ines.sees("Nobody is kept apart from this case.")


def test_a_case_is_sealed_opened_in_an_emergency_and_that_is_looked_at(stage: Stage, cast: Cast) -> None:
    case = referred_case(cast)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/access/").follows("Seal this case")
    maya.is_photographed("seal", tall=1500)
    maya.answers(
        {
            "Who may still open it?": ["Ines Halloran, Independent chair of the group"],
            "Why is it sealed?": "A child of a colleague.",
        },
        and_presses="Seal it",
    ).sees("This case is sealed")
    iris = stage.enter(cast.scrutineer).opens().does_not_see(case.reference)
    iris.follows("Open a case in an emergency").is_photographed("emergency", tall=1100)
    iris.answers(
        {"Which case?": case.reference, "What is the emergency?": "The aunt rang: he is there now."},
        and_presses="Open it for 60 minutes",
    ).sees(case.pseudonym)
    gwen = (
        stage.enter(cast.governance).opens().follows("Look at it").sees("The aunt rang", "Opened pages once")
    )
    gwen.is_photographed("emergency-review", tall=1100)
    gwen.answers(
        {"Was it needed?": "It was needed", "What did you find?": "A child may have been at risk."},
        and_presses="Keep what I found",
    )
    ines = stage.enter(cast.chair).opens(f"/cases/{case.reference}/access/").follows("Open it to them again")
    ines.answers({"Why?": "The colleague has left."}, and_presses="Open it again")
    iris.opens().sees(case.reference)


def test_an_emergency_that_opens_nothing_says_the_same_whatever_the_reason(stage: Stage, cast: Cast) -> None:
    case = referred_case(cast)
    seal_case(by=cast.chair, case=case, named=[], reason="A child of a colleague.")
    lorna = stage.enter(cast.scrutineer).opens("/emergency/")
    lorna.nothing_is_refused = False
    lorna.answers(
        {"Which case?": "ABC-DEF", "What is the emergency?": "The aunt rang."},
        and_presses="Open it for 60 minutes",
    ).is_told("There is no case with this reference that you can open in this way.")
    lorna.still_has("What is the emergency?", "The aunt rang.")


def test_two_areas_work_on_one_case_and_the_lead_passes(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    where = f"/cases/{case.reference}/other-areas/"
    maya = stage.enter(cast.manager).opens(where)
    maya.answers(
        {
            "Which area?": "Devon",
            "How does it answer?": "Devon Safeguarding Children Partnership: itself, in this system",
            "Whom have you asked there?": "Sorcha Pell, manager",
            "When did you ask?": today(),
            "What have you asked for?": "Which of your agencies knew her before she moved?",
        },
        and_presses="Keep the invitation",
    ).follows("Devon").unfolds("Propose who does what")
    maya.answers(
        {
            "Who leads?": "The area that leads", "Who pays?": "Each its own part",
            "Who publishes?": "The area that leads", "Whose plan of action is it?": "Both together",
        },
        and_presses="Propose it",
    ).sees("Waits for Devon").is_photographed("other-area", tall=1500)  # fmt: skip
    sorcha = stage.enter(cast.stranger).opens().does_not_see(case.reference)
    sorcha.follows("Read and answer").sees("Which of your agencies knew her", case.pseudonym)
    sorcha.is_photographed("shared-with-us", tall=1600)
    sorcha.presses("Show the child’s name, to search for it").sees("Tobias Quillfeather")
    sorcha.answers(
        {"What does your area know, and who there holds it?": "Our health visitors saw her twice."},
        and_presses="Answer",
    ).answers({"Does your area agree?": "Yes, as it stands"}, and_presses="Answer the proposal")
    sorcha.sees("Agreed")
    leo = stage.enter(cast.dsp_la).opens(where).sees("Our health visitors saw her twice.").follows("Devon")
    leo.answers({"Why should that area lead?": "It happened in Exeter."}, and_presses="Offer the lead")
    leo.sees("your area leads and every clock runs on")
    lorna = stage.enter(cast.devon_la, width=PHONE).opens().follows("Read and answer")
    lorna.answers(
        {
            "Does your area take the lead?": "Yes: we lead from today",
            "Who takes it, or why not?": "I do.",
        },
        and_presses="Answer the offer",
    )
    maya.opens(f"/cases/{case.reference}/").sees("Another area leads")


def test_a_childs_setting_is_noted_and_every_placing_authority_asked(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/setting/")
    maya.sees("The register of settings is empty").follows("The register of settings")
    maya.answers(
        {
            "What is it called?": "Larkfield House", "What kind of setting is it?": "Secure children’s home",
            "Who runs it?": "Larkfield Homes", "Who inspects it?": "Ofsted",
        },
        and_presses="Put it in",
    ).is_photographed("settings", tall=900)  # fmt: skip
    maya.opens(f"/cases/{case.reference}/setting/").answers(
        {
            "Which setting?": "Larkfield House, Secure children’s home",
            "Was the child held there?": "Yes: secure for their own welfare",
            "Which authorities had placed a child there?": "Leeds\nKent",
        },
        and_presses="Keep it",
    ).sees("Not asked yet", "Ofsted regulation").is_photographed("setting", tall=1500)
    maya.follows("Ask").answers(
        {"Whom have you asked there?": "Ada Marr, placements", "What have you asked for?": "Who placed her?"},
        and_presses="Keep the invitation",
    )
    maya.opens(f"/cases/{case.reference}/setting/").sees("Asked on")
    maya.opens().sees("Ask the placing authorities")


def test_who_has_looked_is_read_in_sentences(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    stage.enter(cast.dsp_police).opens(f"/cases/{case.reference}/").follows("Returns")
    stage.enter(cast.member).opens(f"/cases/{case.reference}/")
    ines = stage.enter(cast.chair).opens(f"/cases/{case.reference}/").follows("Who has looked")
    ines.sees("Piers Vantongeren", "opened the overview and returns", "Mabel Croft", "was not theirs to see")
    ines.is_photographed("who-has-looked", tall=1300)
    ines.unfolds("Show only some of it").answers(
        {"What did they do?": "Was refused"}, and_presses="Show"
    ).does_not_see("opened the overview and returns")
    ines.follows("Mabel Croft").sees("What Mabel Croft has looked at", case.reference)
    ines.opens().follows("How disagreements went").sees("No disagreement was opened in that year")


def test_a_rule_is_changed_by_two_people(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager).opens().follows("The rules of Barnet SCP")
    maya.follows("Change: Agencies’ answers are due on").answers(
        {"What should it say?": "7", "From which day?": today() + timedelta(days=40),
         "Why?": "The meeting needs a day more to read."},
        and_presses="Propose it",
    ).sees("working day 8 of 15", "working day 7 of 15", "Waits for two to approve")  # fmt: skip
    ines = stage.enter(cast.chair).opens().follows("Read and approve")
    ines.is_photographed("rule-change", tall=1200)
    ines.presses("Approve it").sees("Waits for one more to approve")
    hana = stage.enter(cast.dsp_health, width=PHONE).opens().follows("Read and approve").presses("Approve it")
    hana.sees("Approved")
    maya.opens("/rules/").sees("Approved").is_photographed("rules", tall=1800)


def test_a_running_case_goes_on_under_newer_rules(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    approved(cast, "day_plan.returns_due", 6)
    approved(cast, "day_plan.meeting", 9)
    RuleChange.objects.update(since=today() - timedelta(days=1))
    rules = f"/cases/{case.reference}/rules/"
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/").follows("The rules this case keeps")
    maya.follows("See what would change").sees("working day 10 of 15", "working day 9 of 15")
    maya.is_photographed("newer-rules", tall=1500)
    maya.answers(
        {"Why does this case go on under the newer rules?": "The panel meets a day sooner from now on."},
        and_presses="Propose these rules",
    ).sees("Waits for a second person", "Take it back")
    maya.opens(rules).sees("It waits for the chair or a delegated partner")
    leo = stage.enter(cast.dsp_la, width=PHONE).opens().follows("Read and answer")
    leo.sees("The panel meets a day sooner", "Dates that would move").presses("Confirm it")
    leo.sees("this case has kept the rules in force since", "Taken on").follows("What was before and after")
    leo.sees("Confirmed by", "Leo Marchbank")
    maya.opens(rules).sees("nothing to choose")
    maya.opens(f"/cases/{case.reference}/decisions/").sees("Change of the rules that a case keeps")


def test_somebody_leaves_and_their_work_goes_to_others(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    Request.objects.filter(case=case, agency=cast.hospital).update(contact=cast.author.seat)
    maya = stage.enter(cast.manager).opens(f"/people/seats/{cast.author.seat.pk}/end/")
    maya.sees("Answer the request for a short return").is_photographed("leaver", tall=1300)
    maya.answers(
        {
            "What is their last day?": today() - timedelta(days=1),
            f"Answer the request for a short return ({case.pseudonym})": (
                "Nobody now; whoever runs the partnership asks"
            ),
        },
        and_presses="Hand over and end this seat",
    )
    maya.opens().follows("Say who").is_photographed("waits-for-nobody", tall=900)
    maya.answers(
        {
            f"Answer the request for a short return ({case.pseudonym})": (
                "Zadie Penhale, Senior lead of an agency, for Larkfield NHS Trust"
            )
        },
        and_presses="Hand these on",
    ).sees("Nothing that you may see waits")
    stage.enter(cast.senior).opens().sees("Answer a request about a child")
