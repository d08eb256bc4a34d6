"""A case that starts where it is; everybody's first page; by keyboard only; without script; bad input."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from safeguarding.cases.models import Case
from tests.cases.builders import convened, notified_case, referred_case, routed_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import PHONE
from tests.stories.test_5_review import SURGERY

pytestmark = pytest.mark.story


def test_a_case_starts_where_it_is_and_a_second_person_confirms(stage: Stage, cast: Cast) -> None:
    day = today() - timedelta(days=10)
    maya = stage.enter(cast.manager).opens().follows("Bring in a case that is already under way")
    maya.answers(
        {
            "Child’s full name": "Jonah Applegarth", "Child’s date of birth": day - timedelta(days=800),
            "Sex": "Male", "Ethnicity": "Black British",
            "What happened to the child?": "The child was seriously harmed",
            "When did it happen?": day, "What happened?": "The child was hurt at home.",
            "Is abuse or neglect known or suspected?": "Suspected",
            "How are the child and other children kept safe?": "With his aunt; social care visits.",
            "When was it referred to the partnership?": day,
            "When did the local authority become aware?": day,
            "When did the three partners agree to notify?": day + timedelta(days=3),
            "When was the Panel notified?": day + timedelta(days=3), "The Panel’s reference": "CSPRP-777",
            "Where do these dates come from?": "Our spreadsheet and the Panel’s receipt.",
        },
        and_presses="Enter this case",
    )  # fmt: skip
    case = Case.objects.get()
    maya.sees("somebody else has to confirm it").is_photographed("starts-where-it-is", tall=1200)
    ines = stage.enter(cast.chair).opens().follows("Read and confirm").sees("Our spreadsheet")
    ines.presses("Confirm these dates")
    maya.opens().sees(case.pseudonym, "of 15")


def test_everybody_has_a_first_page(stage: Stage, cast: Cast) -> None:
    notified_case(cast)
    convened(cast, routed_case(cast, why_review="Another child."))
    for name, who in cast.everybody.items():
        if who.level >= 2 and who.partnership == cast.barnet:
            width = PHONE if name.startswith(("dsp", "author")) else 1280
            somebody = stage.enter(who, width=width).opens()
            expect(somebody.page.get_by_role("heading", level=1)).to_have_count(1)
            somebody.closes_the_browser()
    tariq = stage.enter(cast.sys_admin).opens().follows("People, seats and lost second steps")
    tariq.is_photographed("administrator-people", tall=1200)
    maya = stage.enter(cast.manager).opens().follows("People, seats and lost second steps")
    maya.follows("Give somebody a seat").is_photographed("manager-give-seat", tall=1200)
    leo = stage.enter(cast.dsp_la).opens().follows("Deputies").follows("Name a deputy")
    leo.is_photographed("name-deputy", tall=1200)
    stage.enter().opens("/sign-in/").is_photographed("sign-in", tall=800)


def test_a_partner_confirms_by_keyboard_only(stage: Stage, cast: Cast) -> None:
    """Tab, space, arrows and Enter; the mouse is never touched."""
    case = routed_case(cast)
    convened(cast, case)
    piers = stage.enter(cast.dsp_police).opens()
    press = piers.page.keyboard.press

    def goes_to(words: str) -> None:
        for _ in range(60):
            press("Tab")
            said = piers.page.evaluate(
                "(() => { const e = document.activeElement;"
                " return (e.labels && e.labels[0] ? e.labels[0].innerText : e.innerText || '').trim() })()"
            )
            if said.startswith(words):
                return
        raise AssertionError(f"“{words}” cannot be reached by keyboard on {piers.page.url}")

    def enters() -> None:
        with piers.page.expect_navigation():
            press("Enter")
        piers.looks()

    goes_to("Skip to main content")
    press("Enter")
    goes_to("Open")
    enters()
    for answer in ("Known", "The child died", "In this area", "Notify the Panel"):
        goes_to(answer)
        press("Space")
    goes_to("Why?")
    piers.page.keyboard.type("The injuries are unexplained.")
    goes_to("Give this position")
    enters()
    piers.sees("Piers Vantongeren", "The injuries are unexplained.")


def test_an_agency_answers_without_script(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    joan = stage.enter(script=False).comes_by_the_link_in(SURGERY).follows("We have no record")
    joan.presses("We have no record").is_told("Please check your answers")
    joan.answers({"What have you searched?": ["Practice’s patient records"]})
    joan.presses("We have no record").sees("Thank you, we have your return")
    leo = stage.enter(cast.dsp_la, script=False).opens(f"/cases/{case.reference}/").sees(case.pseudonym)
    leo.follows("Meetings").sees("Rapid review")


def test_the_same_form_sent_twice_has_one_effect(stage: Stage, cast: Cast) -> None:
    case = referred_case(cast)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/route/")
    maya.answers(
        {
            "Which way should this case go?": "Consideration by the three partners",
            "Why?": "A child was hurt.",
        },
    )
    maya.page.evaluate(
        """() => { const form = [...document.forms].find(f => f.which && f.which.value === 'propose');
             window.again = fetch(location.href, {method: 'POST', body: new FormData(form)}) ;
             return window.again.then(r => r.status) }"""
    )
    maya.presses("Propose this route")
    assert case.route_proposals.count() == 1
    maya.opens(f"/cases/{case.reference}/route/").sees("The route is settled")


def test_somebody_without_the_capacity_cannot_give_a_position(stage: Stage, cast: Cast) -> None:
    case = routed_case(cast)
    convened(cast, case)
    for who in (cast.scrutineer, cast.chair, cast.lsp_police):
        watching = stage.enter(who).opens(f"/cases/{case.reference}/consideration/")
        watching.does_not_see("Give this position", "Confirm this position")


def test_aware_before_it_happened_is_told_beside_the_question(stage: Stage, cast: Cast) -> None:
    maya = stage.enter(cast.manager).opens("/refer/barnet/form/part/incident/")
    maya.answers(
        {"When did it happen?": today() - timedelta(days=2), "Where did it happen?": "In this area",
         "What happened?": "A child was hurt.", "Is there press or political interest?": "No",
         "When did the local authority become aware?": today() - timedelta(days=5)},
        and_presses="Save and go on",
    )  # fmt: skip
    maya.is_told("cannot have been aware before it happened").still_has("What happened?", "A child was hurt.")


def test_a_step_out_of_order_says_what_comes_first(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    ines = stage.enter(cast.chair).opens(f"/cases/{case.reference}/rapid-review/certify/")
    ines.answers({"Your statement": "A fair record."}, and_presses="Certify")
    ines.is_told("This could not be done").still_has("Your statement", "A fair record.")
