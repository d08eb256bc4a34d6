"""Learning without a practice review: planned whole, agreed by all three partners, followed by a date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.facts import establish, has
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.learning import queries
from safeguarding.learning.actions import agree_learning_route, decide_learning_route
from safeguarding.learning.models import LearningRoute
from safeguarding.people.acting import Acting
from safeguarding.record.models import DecisionRecord
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from tests.cases.builders import notified_case, referred_case, today
from tests.decisions import sealed
from tests.pages import on, send, words
from tests.people.cast import Cast, signed_in

KIND = LearningRoute.Kind
LATER = today() + timedelta(weeks=12)


def plan(
    by: Acting, case: Case, kind: LearningRoute.Kind = KIND.PRACTITIONER_EVENT, **changes: object
) -> LearningRoute:
    given = {
        "scope": "Calls about babies since January.",
        "question": "What keeps a call from being made?",
        "owner": "Named nurse",
        "due": LATER,
        "product": "A one-page briefing.",
        "impact": "Calls counted before and after.",
        **changes,
    }
    return decide_learning_route(by=by, case=case, kind=kind, **given)  # type: ignore[arg-type]


def signed_outcome(cast: Cast, case: Case, route: str = "alternative_learning") -> None:
    """The fact that the third signature on such an outcome establishes."""
    with transaction.atomic():
        establish(
            lock(case),
            Kind.LEARNING_ROUTE_DECIDED,
            by=cast.dsp_police,
            occurred=today(),
            act="learning_route_decided",
            detail={"from": "sign_off", "route": route},
        )


def test_the_third_partners_agreement_decides_it_once(cast: Cast) -> None:
    case = notified_case(cast)
    route = plan(cast.dsp_la, case)
    assert not has(case, Kind.LEARNING_ROUTE_DECIDED)
    agree_learning_route(by=cast.dsp_health, route=route)
    assert not has(case, Kind.LEARNING_ROUTE_DECIDED)
    agree_learning_route(by=cast.dsp_police, route=route)
    assert case.facts.filter(kind="learning_route_decided", current=True).count() == 1
    with pytest.raises(NotAllowed) as refused:
        agree_learning_route(by=cast.dsp_police, route=route)
    assert refused.value.refused.code == "decided"
    sealed("alternative_learning")


def test_a_partner_agrees_once_and_a_lapsed_deputy_not_at_all(cast: Cast) -> None:
    route = plan(cast.dsp_la, notified_case(cast))
    with pytest.raises(NotAllowed) as refused:
        agree_learning_route(by=cast.dsp_la, route=route)
    assert refused.value.refused.code == "agreed_already"
    with pytest.raises(NotAllowed) as refused:
        agree_learning_route(by=cast.lapsed_deputy, route=route)
    assert refused.value.refused.code == "delegation"


def test_the_chair_and_the_manager_do_not_decide_it(cast: Cast) -> None:
    case = notified_case(cast)
    for who in (cast.chair, cast.manager):
        with pytest.raises(NotAllowed):
            plan(who, case)


def test_where_all_three_have_signed_such_an_outcome_the_plan_stands_at_once(cast: Cast) -> None:
    case = notified_case(cast)
    signed_outcome(cast, case)
    route = plan(cast.dsp_la, case)
    assert route.decided_on == today()
    assert case.facts.filter(kind="learning_route_decided", current=True).count() == 1
    assert DecisionRecord.objects.filter(kind="alternative_learning").count() == 1


def test_a_single_agency_review_has_twelve_weeks(cast: Cast) -> None:
    case = notified_case(cast)
    route = plan(cast.dsp_la, case, KIND.SINGLE_AGENCY_REVIEW, agency=cast.hospital)
    for who in (cast.dsp_health, cast.dsp_police):
        agree_learning_route(by=who, route=route)
    due = queries.report_due(case)
    assert due is not None
    assert due.due_on == today() + timedelta(weeks=12)


def test_a_plan_that_differs_from_what_was_signed_adds_its_own_fact(cast: Cast) -> None:
    case = notified_case(cast)
    signed_outcome(cast, case)
    plan(cast.dsp_la, case, KIND.SINGLE_AGENCY_REVIEW, agency=cast.hospital)
    assert queries.report_due(case) is not None


@pytest.mark.parametrize("missing", ["scope", "question", "owner", "product", "impact"])
def test_a_plan_that_is_not_whole_is_sent_back(cast: Cast, missing: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        plan(cast.dsp_la, notified_case(cast), **{missing: " "})
    assert refused.value.refused.code == "not_whole"


def test_one_agency_must_be_named_and_the_day_must_be_to_come(cast: Cast) -> None:
    case = notified_case(cast)
    with pytest.raises(NotAllowed) as refused:
        plan(cast.dsp_la, case, KIND.SINGLE_AGENCY_REVIEW)
    assert refused.value.refused.code == "no_agency"
    with pytest.raises(NotAllowed) as refused:
        plan(cast.dsp_la, case, due=date(2020, 1, 1))
    assert refused.value.refused.code == "date_past"


def test_it_serves_the_local_track_too(cast: Cast) -> None:
    """A single-agency concern with no notification can end in a review by that agency (domain 7.1)."""
    case = referred_case(cast)
    case.basis = "local"
    case.save(update_fields=["basis"])
    route = plan(cast.dsp_la, case, KIND.SINGLE_AGENCY_REVIEW, agency=cast.hospital)
    for who in (cast.dsp_health, cast.dsp_police):
        agree_learning_route(by=who, route=route)
    case.refresh_from_db()
    assert case.stage == "single_agency_review"


def test_two_partners_plan_and_agree_in_the_browser(cast: Cast) -> None:
    case = notified_case(cast)
    path = reverse("learning:plan", args=[case.reference])
    answer = send(
        signed_in(cast.dsp_la),
        path,
        kind="themed_briefing",
        scope="Calls.",
        question="Why no call?",
        owner="Named nurse",
        product="Briefing.",
        impact="Count calls.",
        **on("due", LATER),
    )
    assert answer.status_code == 302
    route = LearningRoute.objects.get()
    health = signed_in(cast.dsp_health)
    page = health.get(reverse("learning:learning", args=[case.reference]))
    assert "Waiting for agreement" in words(page)
    assert "Agree to this" in words(page)
    assert send(health, reverse("learning:agree", args=[case.reference, route.number])).status_code == 302
    answer = send(health, reverse("learning:agree", args=[case.reference, route.number]))
    assert answer.status_code == 409
    assert "written down already" in words(answer)


def test_a_proposal_waits_among_the_other_partners_work(cast: Cast) -> None:
    case = notified_case(cast)
    plan(cast.dsp_la, case)
    assert [item.case for item in queries.work(cast.dsp_police)] == [case]
    assert queries.work(cast.dsp_la) == []


def test_asking_what_waits_takes_as_many_queries_for_three_cases_as_for_one(cast: Cast) -> None:
    plan(cast.dsp_la, notified_case(cast))
    with CaptureQueriesContext(connection) as one:
        queries.work(cast.dsp_police)
    plan(cast.dsp_la, notified_case(cast))
    plan(cast.dsp_la, notified_case(cast))
    with CaptureQueriesContext(connection) as three:
        assert len(queries.work(cast.dsp_police)) == 3
    assert len(one) == len(three)
