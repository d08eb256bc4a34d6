"""2. The manager proposes a route; the three partners see it and can call it up; or it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from safeguarding.cases.actions.route import propose_route
from safeguarding.cases.models import Case
from safeguarding.statute.terms import AbuseNeglect, Outcome, ReasonType, Route
from tests.cases.builders import answers, referred_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage

pytestmark = pytest.mark.story


def something_to_learn(cast: Cast) -> Case:
    """A case in which nobody was seriously harmed, but something may be learned."""
    child = answers().children[0]
    unharmed = child.__class__(**{**child.__dict__, "outcome": Outcome.NEITHER})
    return referred_case(
        cast, reason=ReasonType.OTHER_LEARNING, abuse_neglect=AbuseNeglect.NEITHER, children=(unharmed,)
    )


def test_a_partner_calls_up_what_the_manager_proposed(stage: Stage, cast: Cast) -> None:
    case = something_to_learn(cast)
    maya = stage.enter(cast.manager).opens().sees("Propose a route")
    maya.follows("Propose a route").is_photographed("manager-route", tall=1400)
    maya.answers(
        {"Which way should this case go?": "Local consideration: other learning",
         "Why?": "No child was seriously harmed, and there may be something to learn."},
        and_presses="Propose this route",
    )  # fmt: skip
    maya.opens().sees("route proposed: waiting for the three partners")

    piers = stage.enter(cast.dsp_police).opens().sees("A route has been proposed")
    piers.follows("Read the proposal").sees("No child was seriously harmed").is_photographed("partner-route")
    piers.answers(
        {"Why should the three partners consider this case?": "Our officers saw more than this says."},
        and_presses="Call it up",
    )
    piers.opens(f"/cases/{case.reference}/record/").sees("called up the proposed route")
    maya.opens(f"/cases/{case.reference}/consideration/").sees("Bring the partners together")


def test_a_route_that_nobody_calls_up_stands_after_a_working_day(stage: Stage, cast: Cast) -> None:
    with time_machine.travel(f"{today() - timedelta(days=6)}T10:00:00+00:00", tick=False):
        case = something_to_learn(cast)
        propose_route(
            by=cast.manager, case=case, route=Route.OTHER_LEARNING, reason="Something may be learned."
        )
    hana = stage.enter(cast.dsp_health).opens(f"/cases/{case.reference}/route/").sees("Call it up")
    maya = stage.enter(cast.manager).opens().sees("Let the route stand")
    maya.follows("Settle the route").presses("Let the route stand")
    maya.opens(f"/cases/{case.reference}/route/").sees("The route is settled")
    hana.opens(f"/cases/{case.reference}/route/").sees("The route is settled").does_not_see("Call it up")


def test_serious_harm_can_take_no_other_way(stage: Stage, cast: Cast) -> None:
    """A step out of order, or out of the law, is refused with its sentence; what was typed stays."""
    case = referred_case(cast)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/route/")
    maya.answers(
        {"Which way should this case go?": "Not for the partnership", "Why?": "We know the family well."},
        and_presses="Propose this route",
    )
    maya.is_told("This could not be done", "Nothing that you typed is lost.")
    maya.still_has("Why?", "We know the family well.").is_photographed("refused", tall=900)
