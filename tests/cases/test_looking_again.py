"""A referrer who hears that a case is not for the partnership may ask the chair, once, to look again."""

import pytest
import time_machine

from safeguarding.cases.actions.looking_again import ask_to_look_again, look_again
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.route import propose_route, settle_route
from safeguarding.cases.facts import find
from safeguarding.cases.models import Case
from safeguarding.cases.queries.work import work
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import AbuseNeglect, Route
from tests.cases.builders import answers
from tests.cases.test_route import refused
from tests.people.cast import Cast


def turned_away(cast: Cast) -> Case:
    case = refer(by=cast.referrer, answers=answers(abuse_neglect=AbuseNeglect.NEITHER))
    proposal = propose_route(
        by=cast.manager, case=case, route=Route.NOT_FOR_PARTNERSHIP, reason="Another board leads."
    )
    with time_machine.travel(add_working_days(proposal.stands_on, 1)):
        settle_route(by=cast.manager, case=case)
    return case


def test_the_chair_can_send_it_to_the_partners_and_it_is_asked_once(cast: Cast) -> None:
    case = turned_away(cast)
    given = {"by": cast.referrer, "referral": case.referral, "reason": "A second injury was found."}
    ask_to_look_again(**given)  # type: ignore[arg-type]
    refused("asked_once", ask_to_look_again, **given)
    assert "Look at a referral again" in [item.title for item in work(cast.chair)]
    with pytest.raises(NotAllowed):
        look_again(by=cast.manager, case=case, consider=True, reason="x")
    look_again(by=cast.chair, case=case, consider=True, reason="The injury changes the picture.")
    fact = find(case, Kind.ROUTE_SETTLED)
    assert fact is not None
    assert fact.detail["route"] == Route.SERIOUS_INCIDENT
    refused("not_asked", look_again, by=cast.chair, case=case, consider=True, reason="x")


def test_a_case_that_is_being_worked_on_is_not_asked_about_again(cast: Cast) -> None:
    case = refer(by=cast.referrer, answers=answers())
    refused("being_worked", ask_to_look_again, by=cast.referrer, referral=case.referral, reason="x")
