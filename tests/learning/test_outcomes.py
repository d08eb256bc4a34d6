"""What comes of a way of learning; a concern found there brings the case back (domain 2.20, 6.12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.cases.next_steps import work
from safeguarding.improvements.models import Source
from safeguarding.learning import actions as acts
from safeguarding.learning.models import LearningOutcome, LearningRoute
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import AbuseNeglect, Outcome, ReasonType, Route
from tests.cases.builders import answers, notified_case, today
from tests.pages import on, send, words
from tests.people.cast import Cast, signed_in

Concern = LearningOutcome.Concern


@pytest.fixture
def local(cast: Cast) -> Case:
    """A case that need not be notified, learned from by one agency."""
    from dataclasses import replace

    from safeguarding.cases.actions.referral import refer
    from safeguarding.cases.actions.route import propose_route, settle_route

    given = answers(reason=ReasonType.SINGLE_AGENCY_CONCERN, abuse_neglect=AbuseNeglect.NEITHER)
    child = replace(given.children[0], outcome=Outcome.NEITHER)
    case = refer(by=cast.support, answers=replace(given, children=(child,)))
    propose_route(by=cast.manager, case=case, route=Route.SINGLE_AGENCY, reason="One ward’s own handover.")
    case.route_proposals.update(stands_on=today() - timedelta(days=1))
    settle_route(by=cast.manager, case=case)
    case.refresh_from_db()
    return case


def agreed(cast: Cast, case: Case) -> LearningRoute:
    route = acts.decide_learning_route(
        by=cast.dsp_la, case=case, kind=LearningRoute.Kind.SINGLE_AGENCY_REVIEW, scope="The ward.",
        question="What is lost at handover?", owner="Named nurse", due=today() + timedelta(weeks=12),
        product="A report.", impact="Handover audit.", agency=cast.hospital,
    )  # fmt: skip
    for who in (cast.dsp_health, cast.dsp_police):
        acts.agree_learning_route(by=who, route=route)
    route.refresh_from_db()
    return route


def reported(cast: Cast, route: LearningRoute, **changes: Any) -> LearningOutcome:
    given: dict[str, Any] = {
        "by": cast.manager, "route": route, "reported_on": today(), "findings": "Nobody had the list.",
        "shared": "At the ward meeting.", "concern": Concern.NONE, "concern_words": "", **changes,
    }  # fmt: skip
    return acts.report_learning(**given)


def code_of(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(NotAllowed) as no:
        act(*given, **named)
    return no.value.refused.code


def test_the_report_ends_its_twelve_weeks_and_opens_a_place_for_its_actions(cast: Cast, local: Case) -> None:
    route = agreed(cast, local)
    assert local.deadlines.filter(kind="single_agency_report", met_on__isnull=True).exists()
    reported(cast, route)
    assert not local.deadlines.filter(kind="single_agency_report", met_on__isnull=True).exists()
    assert Source.objects.get(case=local).kind == "single_agency_review"
    assert code_of(reported, cast, route) == "reported"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"findings": " "}, "not_whole"),
        ({"shared": ""}, "not_whole"),
        ({"reported_on": today() + timedelta(days=1)}, "date_to_come"),
        ({"concern": Concern.TOGETHER}, "no_concern"),
    ],
)
def test_what_a_report_needs(cast: Cast, local: Case, changes: dict[str, Any], code: str) -> None:
    assert code_of(reported, cast, agreed(cast, local), **changes) == code


def test_a_concern_about_agencies_together_returns_the_case_to_triage(cast: Cast, local: Case) -> None:
    route = agreed(cast, local)
    reported(
        cast,
        route,
        concern=Concern.TOGETHER,
        concern_words="The GP and the ward each thought the other rang.",
    )
    local.refresh_from_db()
    assert not local.facts.filter(current=True, kind="route_settled").exists()
    assert "Propose a route" in [item.title for item in work(cast.manager)]
    assert local.facts.filter(kind="route_settled").exists(), "what was decided before stays on the record"


def test_on_a_notified_case_a_concern_goes_to_the_partners(cast: Cast) -> None:
    case = notified_case(cast)
    reported(cast, agreed(cast, case), concern=Concern.HARM, concern_words="A second child was hurt.")
    assert case.facts.filter(current=True, kind="route_settled").exists()
    assert "Learning showed a concern: bring it to the partners" in [
        item.title for item in work(cast.manager)
    ]


def test_it_is_reported_in_the_browser(cast: Cast, local: Case) -> None:
    route = agreed(cast, local)
    path = reverse("learning:report", args=[local.reference, route.number])
    answer = send(signed_in(cast.manager), path, findings="Nobody had the list.", shared="At the meeting.",
                  concern="none", **on("reported_on", today()))  # fmt: skip
    assert answer.status_code == 302
    page = words(signed_in(cast.chair).get(reverse("learning:learning", args=[local.reference])))
    assert "Nobody had the list." in page
    assert signed_in(cast.dsp_la).get(path).status_code == 404
