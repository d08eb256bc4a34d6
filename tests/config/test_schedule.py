"""What happens by itself with time: once, however often it is asked."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.actions.route import propose_route
from safeguarding.cases.models import Case
from safeguarding.config import schedule
from safeguarding.correspondence.models import Letter
from safeguarding.record.actions import look
from safeguarding.record.models import Anchor, DaySeal
from safeguarding.record.verify import verify_all
from safeguarding.statute.terms import AbuseNeglect, Outcome, ReasonType, Route
from tests.cases.builders import answers, referred_case
from tests.people.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def noon(days: int) -> datetime:
    """Noon, some days from now."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(12)))


def test_in_the_first_hour_of_the_day_the_anchor_waits_for_the_seals(cast: Cast) -> None:
    with time_machine.travel(noon(1) - timedelta(hours=11, minutes=30), tick=False):
        schedule.seal_and_anchor(schedule.today())
    assert not Anchor.objects.exists()


def lesson(cast: Cast) -> Case:
    """A case with something to learn, whose route waits."""
    from dataclasses import replace

    child = replace(answers().children[0], outcome=Outcome.NEITHER)
    case = referred_case(
        cast, reason=ReasonType.OTHER_LEARNING, abuse_neglect=AbuseNeglect.NEITHER, children=(child,)
    )
    propose_route(by=cast.manager, case=case, route=Route.OTHER_LEARNING, reason="Something to learn.")
    return case


def test_the_manager_is_reminded_once_that_a_route_can_be_settled_and_nothing_settles_by_itself(
    cast: Cast,
) -> None:
    case = lesson(cast)
    assert schedule.remind_of_routes(schedule.today()) == 0
    later = schedule.today() + timedelta(days=7)
    schedule.remind_of_routes(later)
    schedule.remind_of_routes(later)
    told = Letter.objects.filter(kind="route_can_stand")
    assert {letter.to_person_id for letter in told} == {cast.manager.person.pk, cast.support.person.pk}
    assert told.count() == 2
    assert case.route_proposals.get().settled_on is None


def test_every_finished_day_of_looks_is_sealed_once(cast: Cast) -> None:
    case = referred_case(cast)
    assert case.stream is not None
    began = schedule.today()
    look(stream=case.stream, actor=cast.manager.actor, kind="opened", what="page")
    with time_machine.travel(noon(3), tick=False):
        until = schedule.today() - timedelta(days=1)
        assert schedule.seal_looks(until) == 3
        assert schedule.seal_looks(until) == 0
    assert DaySeal.objects.filter(day=began, count=1).count() == 1


def test_a_day_that_is_not_over_stays_open(cast: Cast) -> None:
    assert schedule.seal_looks(schedule.today()) == 0


def test_the_days_anchor_goes_out_once_to_every_partnership(cast: Cast) -> None:
    referred_case(cast)
    with time_machine.travel(noon(1), tick=False):
        day = schedule.today()
        schedule.seal_and_anchor(day)
        schedule.seal_and_anchor(day)
    assert Anchor.objects.count() == 1
    assert Letter.objects.filter(kind="record_anchor").count() == 2
    assert verify_all().ok


def test_a_stage_that_is_wrong_is_reported_and_not_mended(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    case = referred_case(cast)
    assert schedule.compare_with_facts() == []
    Case.objects.filter(pk=case.pk).update(stage="rr_signoff")
    assert case.reference in schedule.compare_with_facts()[0]
    case.refresh_from_db()
    assert case.stage == "rr_signoff"
    assert case.reference in caplog.text
