from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.answer import Refused
from safeguarding.statute.facts import Kind
from safeguarding.statute.order import in_order
from safeguarding.statute.routes import basis_of, may_take, must_be_considered
from safeguarding.statute.terms import AbuseNeglect, Outcome, Route

DIED, HARMED, NEITHER = {Outcome.DIED}, {Outcome.SERIOUSLY_HARMED}, {Outcome.NEITHER}


@pytest.mark.parametrize("abuse", [AbuseNeglect.KNOWN, AbuseNeglect.SUSPECTED])
@pytest.mark.parametrize("outcomes", [DIED, HARMED, DIED | NEITHER])
def test_with_both_limbs_the_three_partners_have_to_consider_the_case(abuse, outcomes) -> None:
    assert must_be_considered(abuse, outcomes)
    for route in set(Route) - {Route.SERIOUS_INCIDENT, Route.OTHER_AREA_LEADS}:
        answer = may_take(
            route,
            abuse_neglect=abuse,
            outcomes=outcomes,
            looked_after=True,
            care_leaver=False,
            reason="x",
            other_area="y",
        )
        assert isinstance(answer, Refused)
        assert answer.code == "only_consideration"


def test_without_one_of_the_limbs_another_route_may_be_taken() -> None:
    assert not must_be_considered(AbuseNeglect.NEITHER, DIED)
    assert not must_be_considered(AbuseNeglect.KNOWN, NEITHER)
    assert may_take(
        Route.OTHER_LEARNING,
        abuse_neglect=AbuseNeglect.NEITHER,
        outcomes=DIED,
        looked_after=False,
        care_leaver=False,
        reason="x",
    )


@pytest.mark.parametrize(
    ("route", "facts", "code"),
    [
        (Route.SERIOUS_INCIDENT, {"reason": ""}, None),
        (Route.GOOD_PRACTICE, {"reason": "  "}, "no_reason"),
        (Route.LOOKED_AFTER_DEATH, {"looked_after": True}, None),
        (Route.LOOKED_AFTER_DEATH, {}, "not_a_looked_after_death"),
        (Route.LOOKED_AFTER_DEATH, {"looked_after": True, "outcomes": HARMED}, "not_a_looked_after_death"),
        (Route.CARE_LEAVER_DEATH, {"care_leaver": True}, None),
        (Route.CARE_LEAVER_DEATH, {"care_leaver": True, "abuse_neglect": AbuseNeglect.SUSPECTED}, None),
        (Route.CARE_LEAVER_DEATH, {}, "not_a_care_leaver_death"),
        (Route.CARE_LEAVER_DEATH, {"care_leaver": True, "outcomes": HARMED}, "not_a_care_leaver_death"),
        (Route.OTHER_AREA_LEADS, {"other_area": "Brent"}, None),
        (Route.OTHER_AREA_LEADS, {}, "no_area"),
        (Route.OTHER_AREA_LEADS, {"other_area": "Brent", "abuse_neglect": AbuseNeglect.KNOWN}, None),
    ],
)
def test_a_route_is_open_when_what_is_known_fits_it(
    route: Route, facts: dict[str, object], code: str | None
) -> None:
    known = {
        "abuse_neglect": AbuseNeglect.NEITHER,
        "outcomes": DIED,
        "looked_after": False,
        "care_leaver": False,
        "reason": "x",
        **facts,
    }
    answer = may_take(route, **known)  # type: ignore[arg-type]
    assert getattr(answer, "code", None) == code


def test_each_route_has_its_basis() -> None:
    assert basis_of(Route.SERIOUS_INCIDENT) == "statutory"
    assert {route for route in Route if basis_of(route) == "local"} == {
        Route.OTHER_LEARNING, Route.SINGLE_AGENCY, Route.NO_INVOLVEMENT, Route.GOOD_PRACTICE,
    }  # fmt: skip
    assert basis_of(Route.NOT_FOR_PARTNERSHIP) == ""


def test_awareness_cannot_come_after_the_notification() -> None:
    answer = in_order({Kind.LA_AWARE: date(2026, 12, 2), Kind.NOTIFIED: date(2026, 12, 1)})
    assert isinstance(answer, Refused)
    assert answer.sentence == (
        "This would put the notification (1 December 2026) before the local authority’s awareness (2 "
        "December 2026)."
    )


def test_dates_on_one_day_or_alone_are_in_order() -> None:
    assert in_order({Kind.LA_AWARE: date(2026, 12, 1), Kind.NOTIFIED: date(2026, 12, 1)})
    assert in_order({Kind.NOTIFIED: date(2026, 12, 1)})
    assert in_order({})
