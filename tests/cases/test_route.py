"""The manager proposes a route, the partners dispose; correcting a date takes two."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from safeguarding.cases.actions.correction import confirm_correction, correct_fact
from safeguarding.cases.actions.route import call_up_route, confirm_awareness, propose_route, settle_route
from safeguarding.cases.answers import ChildAnswers
from safeguarding.cases.facts import find
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import AbuseNeglect, Outcome, Route
from tests.cases.builders import referred_case, today
from tests.people.cast import Cast, signed_in


def learning_case(cast: Cast) -> Case:
    """A case that nobody has to consider: no abuse or neglect is suspected."""
    return referred_case(cast, abuse_neglect=AbuseNeglect.NEITHER)


def refused(code: str, act: object, **given: object) -> None:
    with pytest.raises(NotAllowed) as no:
        act(**given)  # type: ignore[operator]
    assert no.value.refused.code == code, no.value.refused
    assert no.value.refused.sentence


def test_where_the_test_may_be_met_consideration_is_the_only_route(cast: Cast) -> None:
    case = referred_case(cast)
    refused(
        "only_consideration",
        propose_route,
        by=cast.manager,
        case=case,
        route=Route.OTHER_LEARNING,
        reason="x",
    )
    propose_route(by=cast.manager, case=case, route=Route.SERIOUS_INCIDENT, reason="")
    assert find(case, Kind.ROUTE_SETTLED)


def test_any_other_route_is_shown_to_the_partners_and_stands_after_a_working_day(cast: Cast) -> None:
    case = learning_case(cast)
    proposal = propose_route(by=cast.manager, case=case, route=Route.OTHER_LEARNING, reason="No harm.")
    assert Letter.objects.filter(kind="route_proposed").count() >= 3
    refused("too_early", settle_route, by=cast.manager, case=case)
    with time_machine.travel(add_working_days(proposal.stands_on, 1)):
        settle_route(by=cast.manager, case=case)
    case.refresh_from_db()
    assert case.basis == "local"


def test_any_one_partner_can_call_a_route_up_to_consideration_but_never_down(cast: Cast) -> None:
    case = learning_case(cast)
    propose_route(by=cast.manager, case=case, route=Route.NOT_FOR_PARTNERSHIP, reason="Not ours.")
    call_up_route(by=cast.dsp_police, case=case, reason="The bruise worries us.")
    fact = find(case, Kind.ROUTE_SETTLED)
    assert fact is not None
    assert fact.detail["route"] == Route.SERIOUS_INCIDENT


def test_only_the_manager_proposes_and_only_a_partner_calls_up(cast: Cast) -> None:
    case = learning_case(cast)
    for who in (cast.chair, cast.dsp_la, cast.stranger, cast.author):
        with pytest.raises(NotAllowed):
            propose_route(by=who, case=case, route=Route.OTHER_LEARNING, reason="x")
    propose_route(by=cast.manager, case=case, route=Route.OTHER_LEARNING, reason="x")
    for who in (cast.manager, cast.chair, cast.lapsed_deputy, cast.devon_police):
        with pytest.raises(NotAllowed):
            call_up_route(by=who, case=case, reason="x")


def test_scenario_12_a_looked_after_death_without_abuse_is_notified_with_no_rapid_review(cast: Cast) -> None:
    child = ChildAnswers(name="Rafe Holloway", outcome=Outcome.DIED, looked_after=True)
    case = referred_case(cast, abuse_neglect=AbuseNeglect.NEITHER, children=(child,))
    proposal = propose_route(by=cast.manager, case=case, route=Route.LOOKED_AFTER_DEATH, reason="Illness.")
    with time_machine.travel(add_working_days(proposal.stands_on, 1)):
        settle_route(by=cast.manager, case=case)
    assert case.deadlines.filter(kind="notify_panel").exists()
    assert not case.deadlines.filter(kind="rapid_review_to_panel").exists()


def test_the_notifier_gives_the_first_true_date_when_the_referrer_did_not_know(cast: Cast) -> None:
    case = referred_case(cast, la_aware=None)
    confirm_awareness(
        by=cast.notifier, case=case, aware_on=today() - timedelta(days=2), evidence="Front door"
    )
    fact = find(case, Kind.LA_AWARE)
    assert fact is not None
    assert (fact.occurred, fact.detail["basis"]) == (today() - timedelta(days=2), "confirmed")


def test_scenario_13_changing_a_given_date_takes_two_and_keeps_both(cast: Cast) -> None:
    case = referred_case(cast, incident_on=today() - timedelta(days=10))
    fact = find(case, Kind.LA_AWARE)
    assert fact is not None
    new = today() - timedelta(days=2)
    refused("needs_two", confirm_awareness, by=cast.notifier, case=case, aware_on=new, evidence="x")
    correction = correct_fact(by=cast.manager, case=case, fact=fact, occurred=new, reason="Front door log.")
    refused("same_person", confirm_correction, by=cast.manager, correction=correction, agree=True)
    confirm_correction(by=cast.notifier, correction=correction, agree=True)
    assert case.deadlines.get(kind="notify_panel").due_on == add_working_days(new, 5)
    assert list(case.facts.filter(kind="la_aware").order_by("pk").values_list("occurred", "current")) == [
        (fact.occurred, False),
        (new, True),
    ]


def test_a_correction_must_keep_the_dates_in_order_and_in_the_past(cast: Cast) -> None:
    case = referred_case(cast)
    fact = find(case, Kind.LA_AWARE)
    assert fact is not None
    given = {"by": cast.manager, "case": case, "fact": fact, "reason": "x"}
    refused("out_of_order", correct_fact, **given, occurred=today() - timedelta(days=40))
    refused("date_to_come", correct_fact, **given, occurred=today() + timedelta(days=1))
    refused("same_date", correct_fact, **given, occurred=fact.occurred)
    correct_fact(**given, occurred=today())  # type: ignore[arg-type]
    refused("correction_open", correct_fact, **given, occurred=today() - timedelta(days=1))


def test_an_interest_told_at_intake_is_read_by_the_manager_and_the_chair_alone(cast: Cast) -> None:
    """Whom it names may be a partner: nobody else who holds the case reads it."""
    case = referred_case(cast, interests_told="Ask Piers Vantongeren first: he lives next door.")
    where = f"/cases/{case.reference}/route/"
    for name in ("manager", "chair"):
        page = signed_in(getattr(cast, name)).get(where).content.decode()
        assert "he lives next door" in page, name
        assert f"/cases/{case.reference}/access/" in page
    for name in ("support", "dsp_la", "dsp_police", "lsp_health", "scrutineer", "notifier"):
        assert "next door" not in signed_in(getattr(cast, name)).get(where).content.decode(), name
    with connection.cursor() as cursor:
        cursor.execute("SELECT interests_told FROM cases_referral")
        assert "next door" not in cursor.fetchone()[0]
