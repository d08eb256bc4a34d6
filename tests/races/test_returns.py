"""Two colleagues of one agency who return at the same moment: one return, and the other is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from safeguarding.correspondence.models import Letter
from safeguarding.evidence.actions import ask_agencies, chase, give_return, nil_return, release_returns
from safeguarding.evidence.models import Reminder, Request, Version
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.record.once import exactly_once
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days, is_working_day
from safeguarding.statute.facts import Kind
from tests.cases.builders import notified_case
from tests.evidence.builders import fill, reviewed
from tests.people.cast import make_cast
from tests.races.conftest import run_together

ROUNDS = int(os.environ.get("RACE_ROUNDS", "4"))


def press(who: Acting, request: Request, once: str, *, nil: bool) -> Callable[[], str]:
    """One press of the button that returns, as the page performs it."""

    def give() -> str:
        act = nil_return if nil else give_return
        act(by=who, request=request, systems_searched=["All"], searched_on=timezone.localdate())
        return "/"

    return lambda: exactly_once(once, who.actor, "give", give)


@pytest.mark.race
def test_returns_that_race_each_other_and_themselves_are_one_return(transactional_db: None) -> None:
    cast = make_cast()
    for number in range(ROUNDS):
        case = notified_case(cast)
        request = Request.objects.select_related("case", "agency").get(case=case, agency=cast.hospital)
        fill(request, cast.author)
        ran = run_together(
            [
                press(who, request, f"{number}:{who.seat.pk}", nil=nil)
                for who, nil in ((cast.author, False), (cast.senior, True))
                for _ in range(2)
            ]
        )
        errors = [one.error for one in ran if one.error]
        assert {type(error) for error in errors} <= {NotAllowed}, errors
        assert len([one for one in ran if one.error is None]) == 2, "both presses of whoever came first"
        assert Version.objects.filter(given__request=request).count() == 1
        assert case.facts.filter(kind=Kind.RETURNED.value, key=str(cast.hospital.pk)).count() == 1
        assert Event.objects.filter(stream=case.stream, act="give_return").count() == 1


@pytest.mark.race
def test_a_release_racing_a_return_opens_it_or_leaves_it_sealed_but_never_both(
    transactional_db: None,
) -> None:
    cast = make_cast()
    for number in range(ROUNDS):
        case = notified_case(cast)
        first, second = Request.objects.select_related("case", "agency").filter(
            case=case, agency__in=[cast.hospital, cast.school]
        )
        seats = {cast.hospital.pk: cast.author, cast.school.pk: cast.school_author}
        press(seats[first.agency_id], first, f"a{number}", nil=True)()
        ran = run_together(
            [
                press(seats[second.agency_id], second, f"b{number}", nil=True),
                lambda case=case: release_returns(by=cast.manager, case=case),  # type: ignore[misc]
            ]
        )
        assert [one.error for one in ran if one.error] == []
        released = Version.objects.filter(given__request__case=case, released_at__isnull=False)
        event = Event.objects.get(stream=case.stream, act="release_returns")
        assert sorted(event.on["returns"].split(",")) == sorted(
            f"{version.given.request.agency_id}.{version.number}"
            for version in released.select_related("given__request")
        )


@pytest.mark.race
def test_two_workers_chase_once_a_step(transactional_db: None) -> None:
    cast = make_cast()
    for _ in range(ROUNDS):
        case = notified_case(cast)
        request = Request.objects.select_related("case", "agency").get(case=case, agency=cast.gp)
        # As if it had been asked two weeks ago and were due today: the fourth step has come.
        today = timezone.localdate()
        due = add_working_days(today, 0 if is_working_day(today) else -1)
        Request.objects.filter(pk=request.pk).update(asked_on=today - timedelta(days=14), due_on=due)
        ran = run_together(
            [lambda: chase(request=request, today=due) for _ in range(4)]  # noqa: B023
        )
        assert [one.error for one in ran if one.error] == []
        assert len([one for one in ran if one.value]) == 1
        assert Reminder.objects.filter(request=request).count() == 1
        assert Letter.objects.filter(kind="return_reminder", stream=case.stream).count() == 1


@pytest.mark.race
def test_two_who_ask_for_the_same_report_ask_once(transactional_db: None) -> None:
    cast = make_cast()
    for _ in range(ROUNDS):
        case = reviewed(cast, notified_case(cast))
        ask = partial(ask_agencies, case=case, agencies=[cast.gp], form=Request.Form.REPORT)
        ran = run_together([partial(ask, by=who) for who in (cast.manager, cast.support, cast.manager)])
        assert {type(one.error) for one in ran if one.error} == {NotAllowed}
        assert Request.objects.filter(case=case, form=Request.Form.REPORT).count() == 1
        assert case.facts.filter(kind=Kind.REPORTS_ASKED.value, current=True).count() == 1
        assert Letter.objects.filter(kind="report_request", stream=case.stream).count() == 1
