"""8. Between cases: learning is followed to its end, and every agency says what it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.route import propose_route, settle_route
from safeguarding.cases.models import Case
from safeguarding.improvements.actions import (
    Plan,
    add_evidence,
    begin_batch,
    bring_in_actions,
    note_source,
    plan_action,
    say_done,
    take_on_action,
)
from safeguarding.improvements.models import Action, Evidence
from safeguarding.learning.actions import agree_learning_route, decide_learning_route
from safeguarding.learning.models import LearningRoute
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import (
    AbuseNeglect,
    ActionKind,
    EvidenceKind,
    LearningSource,
    Outcome,
    ReasonType,
    Route,
)
from tests.cases.builders import answers, today
from tests.people.cast import Cast, acting
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE, Somebody

pytestmark = pytest.mark.story

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "actions"
DARA = "dara.finch@larkfield.example"
IDA = "ida.wren@csc.barnet.example"
SURGERY = "reception@milllane.example"
SHARING = "Sharing information in time"
BABIES = "Bruising in babies who cannot move about"
WIDTHS = pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])


def at(width: int) -> str:
    return "-phone" if width == PHONE else ""


def ago(**how: int) -> date:
    return today() - timedelta(**how)


# The manager and an owner without an account


@WIDTHS
def test_the_manager_writes_an_action_and_its_owner_carries_it_by_link(
    stage: Stage, cast: Cast, tmp_path: Path, width: int
) -> None:
    maya = stage.enter(cast.manager)
    notes_an_audit(maya)
    writes_a_recommendation(maya)
    writes_an_action(maya)

    dara = stage.enter(width=width).comes_by_the_link_in(DARA)
    dara.sees("What we ask of you", "Not taken on yet", "The number stands on every ward’s screen")
    dara.does_not_see("All actions", "Where it comes from").is_photographed(
        f"action-owner{at(width)}", tall=1800
    )
    dara.presses("Take it on").sees("On course").does_not_see("Not taken on yet")
    dara.answers({"How does it go?": "Four of six wards have it."}, and_presses="Keep this")
    asks_for_more_time(dara)
    maya.opens().sees("More time is asked for").follows("Answer")
    maya.answers({"Do you give the time?": "Yes"}, and_presses="Answer").sees("More time given")

    page = dara.page.url
    shows_what_was_done(dara, tmp_path)
    dara.answers(
        {"When was it done?": ago(days=1), "What was done?": "Every screen shows the number."},
        and_presses="It is done",
    )
    dara.sees("Said to be done").does_not_see("Say that it is done")
    assert dara.page.url == page
    dara.is_photographed(f"action-said-done{at(width)}", tall=1800)
    maya.opens().sees("See whether an action is done")


def notes_an_audit(maya: Somebody) -> None:
    maya.opens().follows("Actions").follows("Reviews, audits and publications that we learn from")
    maya.sees("Nothing is noted yet").answers(
        {"What is it?": "Audit", "Title": "Audit of injuries to babies",
         "When was it finished or published?": ago(days=20)},
        and_presses="Note it",
    )  # fmt: skip
    maya.sees_the_page("Audit of injuries to babies").sees("No recommendation and no action")


def writes_a_recommendation(maya: Somebody) -> None:
    maya.follows("Write a recommendation").answers(
        {"Which finding does it rest on?": "The number of the duty line was not at hand.",
         "What should change?": "A bruise on a baby leads to a call the same day.",
         "Whose is it?": ["Larkfield NHS Trust", "Mill Lane Surgery"],
         "Together, or each for themselves?": "No", "Themes": [BABIES, SHARING]},
        and_presses="Keep this recommendation",
    )  # fmt: skip
    maya.sees("1. A bruise on a baby leads to a call the same day.", "each for themselves", BABIES)


def writes_an_action(maya: Somebody) -> None:
    maya.follows("Write an action for recommendation 1").answers(
        {"What is done?": "The number stands on every ward’s screen, and is rung once a month.",
         "What kind of action is it?": "Briefing or reminder",
         "Which agency leads?": "Larkfield NHS Trust", "Who sees to it?": "Dara Finch, named nurse",
         "Their work e-mail address": DARA, "By when?": today() + timedelta(weeks=8),
         "What should be different for children?": "A bruised baby is seen the same day."},
        and_presses="Write it down and send it",
    )  # fmt: skip
    maya.sees("Not taken on yet", "The number of the duty line was not at hand.", "Given to its owner")
    maya.follows("Audit of injuries to babies").sees("Every action here is guidance, training or a reminder")


def asks_for_more_time(dara: Somebody) -> None:
    dara.answers(
        {"Until when?": today() + timedelta(weeks=2), "Why does it take longer?": "Two wards move house."},
        and_presses="Ask",
    ).is_told("is not later than the day it is due").still_has(
        "Why does it take longer?", "Two wards move house."
    )
    dara.answers({"Until when?": today() + timedelta(weeks=12)}, and_presses="Ask")
    dara.sees("More time asked for, until", "Two wards move house.").does_not_see("Ask for more time")


def shows_what_was_done(dara: Somebody, tmp_path: Path) -> None:
    note = tmp_path / "screens.txt"
    note.write_text("Six wards, six screens, each with the number.\n", encoding="utf-8")
    dara.opens(dara.page.url).answers(
        {"What does it show?": "That it was done", "What is it?": "Observation of practice",
         "What does it show, in a sentence or two?": "A walk through all six wards.",
         "The evidence’s own date": today() + timedelta(days=1), "A file, if there is one": note},
        and_presses="Add it",
    ).is_told("has not come yet")  # fmt: skip
    dara.answers({"The evidence’s own date": ago(days=2), "A file, if there is one": note}, "Add it")
    dara.sees("A walk through all six wards.", "Given by Dara Finch")
    assert b"six screens" in dara.takes_away("Download the file", "Download the file")


# Verified, weighed, challenged, closed, opened again


def taken_on(cast: Cast) -> Action:
    """An action of the council's, in the hands of somebody who comes by link."""
    source = note_source(
        by=cast.manager, kind=LearningSource.AUDIT, title="Audit of handovers", dated=ago(days=40)
    )
    plan = Plan(
        finding="The story was lost when the child moved.", what="One worker stays through every move.",
        owner="Ida Wren", owner_email=IDA, due=today() + timedelta(weeks=4), agency=cast.council,
        intended_change="A child tells their story once.", kind=ActionKind.REDESIGN,
        measure="Children with a named worker, of all.",
    )  # fmt: skip
    action = plan_action(by=cast.manager, source=source, plan=plan)
    return take_on_action(by=ida_of(action), action=action)


def ida_of(action: Action) -> Acting:
    assert action.owner_seat is not None
    return acting(action.owner_seat)


def shown(action: Action, shows: Evidence.Shows, words: str) -> None:
    add_evidence(
        by=ida_of(action), action=action, shows=shows, kind=EvidenceKind.PERFORMANCE_DATA, words=words,
        dated=ago(days=3),
    )  # fmt: skip


def test_nobody_sees_for_themselves_that_it_is_done_and_done_is_not_a_difference(
    stage: Stage, cast: Cast
) -> None:
    action = taken_on(cast)
    page = f"/actions/{action.short}/"
    maya = stage.enter(cast.manager).opens(page).answers(
        {"When was it done?": ago(days=1), "What was done?": "Ida rang: all have a worker."},
        and_presses="It is done",
    )  # fmt: skip
    maya.answers({"What did you look at?": "I wrote it down."}, and_presses="I have seen that it is done")
    maya.is_told("said yourself that it is done, so somebody else must see that it is")
    ines = stage.enter(cast.chair).opens().follows("Look at it")
    ines.answers({"What is still wanted?": "The figures."}, and_presses="Send it back")

    shown(action, Evidence.Shows.DONE, "212 of 212 children have a named worker.")
    say_done(by=ida_of(action), action=action, done_on=ago(days=1), words="Every child has one.")
    maya.opens().follows("Look at it").answers(
        {"What did you look at?": "The figures, and ten records."}, and_presses="I have seen that it is done"
    ).sees("Seen to be done", "Has it lasted?", "Not seen yet")

    ines.opens(page)
    says_that_practice_changed(ines)
    ines.is_told("There is no evidence yet that anything changed for practice or for children.")
    shown(action, Evidence.Shows.DIFFERENCE, "Nine of ten children say their worker knew their story.")
    says_that_practice_changed(ines.opens(page))
    ines.sees("Practice has changed", "Ten children were asked").is_photographed("action", tall=1800)


def says_that_practice_changed(ines: Somebody) -> None:
    ines.answers(
        {"What difference has it made?": "Practice has changed", "When was that seen?": ago(days=2),
         "What did you see?": "Ten children were asked, nine said that their worker knew."},
        and_presses="Keep this",
    )  # fmt: skip


def test_the_chair_challenges_another_partner_closes_and_the_chair_opens_it_again(
    stage: Stage, cast: Cast
) -> None:
    action = taken_on(cast)
    page = f"/actions/{action.short}/"
    shown(action, Evidence.Shows.DONE, "212 of 212 children have a named worker.")
    say_done(by=ida_of(action), action=action, done_on=ago(days=1), words="Every child has one.")
    maya = stage.enter(cast.manager).opens(page)
    maya.answers({"What did you look at?": "The figures."}, and_presses="I have seen that it is done")

    ines = stage.enter(cast.chair).opens(page)
    ines.answers({"What do you ask?": "And the children who moved twice?"}, and_presses="Challenge")
    hana = stage.enter(cast.dsp_health).opens(page)
    tries_to_close(hana).is_told("The chair’s challenge has not been answered.")
    ida = stage.enter().comes_by_the_link_in(IDA)
    ida.sees("The independent chair asks", "And the children who moved twice?")
    ida.answers({"What do you answer?": "They kept theirs: eleven of eleven."}, and_presses="Answer")
    ida.does_not_see("The independent chair asks").sees("Challenge answered")

    tries_to_close(hana.opens(page)).is_told("Whether it lasted is to be looked at on")
    maya.opens(page).answers({"Why not?": "The system keeps it so."}, and_presses="Waive it")
    maya.sees("No look later")
    leo = stage.enter(cast.dsp_la).opens().does_not_see("Close an action").opens(page)
    tries_to_close(leo).is_told("Your own agency did this, so another partner closes it.")
    hana.opens().follows("Read and close")
    tries_to_close(hana).sees("Closed", "Open it again")
    ida.opens(page).does_not_see("What is done", "One worker stays")

    ines.opens(page).answers({"Why?": "Two children have lost their worker."}, and_presses="Open it again")
    ines.sees("Opened again 1 time", "Two children have lost their worker.")


def tries_to_close(partner: Somebody) -> Somebody:
    return partner.answers(
        {"Why can it be closed?": "Done, seen, and it makes a difference."}, and_presses="Close this action"
    )


# The chair: what drifts, and an assurance round


def drifting(cast: Cast) -> None:
    """An old action of the hospital's, brought in from an older plan."""
    rows = [
        "No,Action,Agency,Owner,Due",
        f"7,Put the number on every screen.,Larkfield NHS Trust,Named nurse,{ago(days=150):%d/%m/%Y}",
    ]
    batch = begin_batch(by=cast.manager, name="old.csv", data="\n".join(rows).encode())
    source = note_source(
        by=cast.manager, kind=LearningSource.SCR_LEGACY, title="Child G", dated=date(2018, 3, 1)
    )
    bring_in_actions(by=cast.manager, batch=batch, source=source, leave_out_wrong=False)


def test_the_chair_sees_what_drifts_in_a_sentence_and_challenges_it(stage: Stage, cast: Cast) -> None:
    drifting(cast)
    since = f"{ago(days=150):%B %Y}"
    ines = stage.enter(cast.chair).opens().follows("The group’s page")
    ines.sees(f"Larkfield NHS Trust has an action that has drifted since {since}.")
    ines.sees("an action that drifts, the oldest due in", "Actions that drift: 1").is_photographed(
        "group-page", tall=1600
    )
    ines.follows("7. Put the number on every screen.").sees("Overdue")
    ines.answers({"What do you ask?": "What stands in the way since spring?"}, and_presses="Challenge")
    ines.opens("/group/").sees("Challenges of the chair not answered yet: 1", "The chair waits for an answer")
    mabel = stage.enter(cast.member).opens().sees("Answer the chair about an action")
    mabel.follows("What your organisation owes").sees("Put the number on every screen.")


@WIDTHS
def test_every_agency_says_what_it_changed_and_the_group_settles_it(
    stage: Stage, cast: Cast, width: int
) -> None:
    ines = stage.enter(cast.chair).opens("/group/").follows("Steps and impact")
    asks_every_agency(ines)

    fergus = stage.enter(cast.school_author, width=width).opens().sees("Report on steps and impact")
    fergus.follows("Report").is_photographed(f"assurance-report{at(width)}", tall=1800)
    says_nothing_shows_it(fergus)
    joan = stage.enter(width=width).comes_by_the_link_in(SURGERY).sees("Mill Lane Surgery: steps and impact")
    reports(
        joan, "Practice has changed", "Sample of cases", "Nine of ten babies with a mark were rung about."
    )
    joan.does_not_see("The whole round")

    ines.opens("/assurance/1/").sees("4 agencies still owe a report", "Practice changed", "Not said")
    sends_the_school_back(ines)
    fergus.opens().sees("Answer the chair about your report").follows("Report")
    fergus.sees("The independent chair asks", "Who is told when a teacher sees a mark?").still_has(
        f"{BABIES}: what have you done?", "Everybody has been told at the start of term."
    )
    reports(fergus, "Things produced, no change in practice seen")
    settles(ines)
    joan.opens(joan.page.url).sees("The group settled on: things produced", "Ten babies are few; look again.")
    fergus.opens(fergus.page.url).does_not_see("Send this report", "The whole round")


def asks_every_agency(ines: Somebody) -> None:
    ines.sees("No round has been held yet").follows("Ask every agency").answers(
        {"What is this round about?": "Autumn round: babies and calls",
         "Why now? (they read this)": "Two audits say that calls are still not made.",
         "About which themes?": [BABIES, SHARING], "By when?": today() + timedelta(weeks=3)},
        and_presses="Ask them all",
    )  # fmt: skip
    ines.sees_the_page("Autumn round: babies and calls").sees("6 agencies still owe a report")


def reports(somebody: Somebody, level: str, known_by: str = "Nothing yet", shown_by: str = "") -> None:
    for theme in (SHARING, BABIES):
        somebody.answers(
            {f"{theme}: what have you done?": "Everybody has been told at the start of term.",
             f"{theme}: what difference has it made?": level, f"{theme}: what shows it?": known_by,
             f"{theme}: what does that show?": shown_by},
        )  # fmt: skip
    somebody.presses("Send this report").sees("Returned on")


def says_nothing_shows_it(fergus: Somebody) -> None:
    """He says that practice has changed, and is asked how he knows."""
    for theme in (SHARING, BABIES):
        fergus.answers(
            {f"{theme}: what have you done?": "Everybody has been told at the start of term.",
             f"{theme}: what difference has it made?": "Practice has changed"},
        )  # fmt: skip
    fergus.presses("Send this report").is_told(f"For “{SHARING}” you say that something changed.")
    reports(fergus, "Things produced, no change in practice seen")


def sends_the_school_back(ines: Somebody) -> None:
    ines.follows("Fernbank Primary School").answers(
        {"What do you ask of this agency?": "Who is told when a teacher sees a mark?"}, and_presses="Ask this"
    )
    ines.sees("Challenged", "5 agencies still owe a report")


def settles(ines: Somebody) -> None:
    ines.opens().sees("Look at an agency’s report").opens("/assurance/1/").follows("Mill Lane Surgery")
    ines.answers({BABIES: "Things produced, no change in practice seen"}, and_presses="Settle on these")
    ines.is_told("Say why.")
    ines.answers(
        {"Why, where you settle on another level than the agency’s own": "Ten babies are few; look again."},
        and_presses="Settle on these",
    ).sees("Settled with the group", "Things produced", "Practice changed")
    ines.follows("Fernbank Primary School").presses("Settle on these").sees("4 agencies still owe a report")
    assert ines.page.get_by_text("Settled with the group").count() == 2
    ines.is_photographed("assurance-round", tall=1400)


# A national publication


def test_a_national_publication_is_considered_and_something_is_done(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager).opens("/group/").follows("National publications").answers(
        {"Title": "Babies out of sight", "Who published it?": "The national Panel",
         "When was it published?": ago(days=5), "Where can it be read?": "gov.uk",
         "What does it ask of partnerships?": "To see who visits a baby whose parents hold back."},
        and_presses="Note it",
    )  # fmt: skip
    maya.sees_the_page("Babies out of sight").sees("No action has been written down.")

    ines = stage.enter(cast.chair).opens().sees("Consider a national publication").follows("Open it")
    ines.answers(
        {"How does practice here compare?": "Visits are counted, but not who opened the door.",
         "What is missing here?": "Nobody sees a pattern of closed doors.",
         "How does the partnership respond?": "One list for all services."},
        and_presses="Keep this",
    )  # fmt: skip
    ines.sees("What the group made of it", "One list for all services.").follows("Write an action").answers(
        {"Which finding does it rest on?": "Nobody sees a pattern of closed doors.",
         "What is done?": "Health visiting keeps one list of visits that nobody answered.",
         "What kind of action is it?": "Change the process or the IT so that the right thing happens",
         "Which agency leads?": "Larkfield NHS Trust", "Who sees to it?": "Head of health visiting",
         "What should be different for children?": "A baby is seen within a week."},
        and_presses="Write it down and send it",
    )  # fmt: skip
    ines.sees("Babies out of sight").opens().does_not_see("Consider a national publication")
    maya.opens("/publications/").follows("Babies out of sight").sees("one list of visits", "Considered on")
    maya.is_photographed("publication", tall=1200)


# The partnership's own spreadsheet, in one sitting


def test_the_manager_brings_in_the_old_spreadsheet_in_one_sitting(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager).opens("/actions/").follows("Bring in a list of actions from Excel")
    maya.answers({"Your list of actions": SAMPLES / "action-plan.xlsx"}, and_presses="Read this list")
    maya.sees_the_page("Which column is which?").sees("action-plan.xlsx: 91 rows under the header")
    maya.is_photographed("bring-in-match", tall=1600).presses("Go on to the check")
    maya.sees(
        "71 actions can come in, 9 cannot yet", "We do not know an agency called “Hartsmere Youth Trust”"
    )
    check = maya.page.url
    maya.follows("a review, an audit, an older plan").answers(
        {"What is it?": "Somewhere else", "Title": "Composite action plan",
         "When was it finished or published?": ago(days=30)},
        and_presses="Note it",
    )  # fmt: skip
    maya.opens(check).is_photographed("bring-in-check", tall=2200)
    maya.answers(
        {"Where do these actions come from?": "Composite action plan"}, and_presses="Bring them in"
    ).is_told("9 rows cannot be brought in as they are.")
    maya.answers({"Leave out the rows that cannot be read": True}, and_presses="Bring them in")
    maya.sees_the_page("Composite action plan").sees("1.1. Put the duty line number on every ward screen")
    assert Action.objects.count() == 71
    maya.opens("/actions/").sees("Composite action plan").follows("The next 50 actions")
    stage.enter(cast.manager, width=PHONE).opens("/actions/").sees("Composite action plan")
    stage.enter(cast.chair).opens("/group/").sees("actions that drift, the oldest since").is_photographed(
        "group-page-full", tall=2200
    )


# A review by one agency that shows more than was looked for


def learned_from_by_one_agency(cast: Cast) -> Case:
    given = answers(reason=ReasonType.SINGLE_AGENCY_CONCERN, abuse_neglect=AbuseNeglect.NEITHER)
    child = replace(given.children[0], outcome=Outcome.NEITHER)
    case = refer(by=cast.support, answers=replace(given, children=(child,)))
    propose_route(by=cast.manager, case=case, route=Route.SINGLE_AGENCY, reason="One ward’s own handover.")
    case.route_proposals.update(stands_on=ago(days=1))
    settle_route(by=cast.manager, case=case)
    route = decide_learning_route(
        by=cast.dsp_la, case=case, kind=LearningRoute.Kind.SINGLE_AGENCY_REVIEW, scope="The ward.",
        question="What is lost at handover?", owner="Named nurse", due=today() + timedelta(weeks=12),
        product="A report.", impact="Handover audit.", agency=cast.hospital,
    )  # fmt: skip
    for who in (cast.dsp_health, cast.dsp_police):
        agree_learning_route(by=who, route=route)
    return case


def test_a_review_by_one_agency_shows_a_concern_and_the_case_comes_back(stage: Stage, cast: Cast) -> None:
    case = learned_from_by_one_agency(cast)
    maya = stage.enter(cast.manager).opens().does_not_see("Propose a route")
    maya.opens(f"/cases/{case.reference}/learning/").follows("Report what came of it").answers(
        {"When was it finished?": today(), "What was found?": "Nobody had the list at handover.",
         "How was the learning shared, and with whom?": "With all wards, at the nurses’ meeting.",
         "Did it show more than was looked for?": "Yes: how agencies worked together",
         "What is the concern?": "The surgery and the ward each thought the other had rung."},
        and_presses="Report this",
    )  # fmt: skip
    maya.sees("It showed more than was looked for.", "The surgery and the ward each thought")
    maya.opens().sees("Propose a route").follows("Propose a route").is_photographed("back-to-triage")
    maya.answers(
        {"Which way should this case go?": "Local consideration: other learning",
         "Why?": "The ward’s own review shows how agencies worked together."},
        and_presses="Propose this route",
    )  # fmt: skip
    maya.opens().sees("route proposed: waiting for the three partners")


def test_the_manager_brings_in_the_serious_case_reviews_of_before(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager).opens("/learning-from/")
    maya.follows("Bring in a list of serious case reviews from Excel").answers(
        {"Your list of serious case reviews": SAMPLES.parent / "reviews" / "serious-case-reviews.csv"},
        and_presses="Read this list",
    )
    maya.sees("serious-case-reviews.csv: 8 rows under the header", "We need the columns for Title")
    maya.presses("Go on to the check").sees(
        "4 serious case reviews can come in, 4 cannot yet", "It has no title.",
        "The same title and date stand 2 times in this list.", "It does not say when it was published.",
    )  # fmt: skip
    maya.answers({"Leave out the rows that cannot be read": True}, and_presses="Bring them in")
    maya.sees_the_page("What we learn from").follows("Child F, serious case review")
    maya.sees("Barnet Safeguarding Children Board", "It makes 9 recommendations.")
