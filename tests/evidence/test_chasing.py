"""Chasing by the system: once a step, only whoever owes an answer; partners learn only that one is late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.cases.queries.history import history
from safeguarding.config import schedule
from safeguarding.evidence import queries
from safeguarding.evidence.actions import (
    answer_time_request,
    ask_for_time,
    chase,
    explain_missing_return,
    hold_chasers,
    pass_on_return,
    remind,
    resume_chasers,
)
from safeguarding.evidence.models import Reminder, Request
from safeguarding.evidence.queries.chasing import steps_due
from safeguarding.people.actions import end_seat
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.terms import LatenessCode
from tests.cases.builders import notified_case
from tests.evidence.builders import author_of, give_nil, letters
from tests.people.cast import Cast, signed_in


@pytest.fixture(autouse=True)
def others_have_answered(case: Case, practice: Request) -> None:
    """Only the practice owes an answer, so that every reminder is one to it."""
    for request in (
        Request.objects.filter(case=case).exclude(pk=practice.pk).select_related("contact", "case")
    ):
        give_nil(request)


def at(day: date) -> time_machine.travel:
    """Noon of a day."""
    return time_machine.travel(timezone.make_aware(datetime.combine(day, time(12))), tick=False)


def day_of(request: Request, step: int) -> date:
    return add_working_days(request.due_on, (-4, -2, -1, 0, 2)[step - 1])


def runs(day: date) -> int:
    with at(day):
        return schedule.chase_returns(day)


def line(case: Case, request: Request) -> queries.Line:
    again = Case.objects.get(pk=case.pk)
    return next(one for one in queries.board(again) if one.short == request.short)


def test_each_step_is_sent_once_however_often_the_schedule_runs(case: Case, practice: Request) -> None:
    assert runs(practice.asked_on) == 0
    for step in (1, 2, 3, 4, 5):
        assert [runs(day_of(practice, step)) for _ in range(3)] == [1, 0, 0]
    assert runs(day_of(practice, 5) + timedelta(days=14)) == 0
    assert [(one.step, one.steps, one.told) for one in practice.reminders.all()] == [
        (1, 5, ""), (2, 5, ""), (3, 5, ""), (4, 5, "delegated"), (5, 5, "lead"),
    ]  # fmt: skip
    assert len(letters("return_reminder")) == 5


def test_a_step_that_was_missed_gives_way_to_the_next(practice: Request) -> None:
    assert runs(day_of(practice, 2)) == 1
    assert practice.reminders.get().step == 2


def test_nobody_is_chased_on_a_day_without_work(practice: Request) -> None:
    saturday = practice.due_on + timedelta(days=(5 - practice.due_on.weekday()) % 7 or 7)
    assert runs(saturday) == 0
    assert runs(add_working_days(saturday, 1)) == 1


def test_the_partner_for_the_sector_and_then_the_lead_partner_learn_that_one_has_not_answered_and_no_more(
    cast: Cast, case: Case, practice: Request
) -> None:
    runs(day_of(practice, 3))
    assert letters("agency_late") == []
    runs(day_of(practice, 4))
    told = letters("agency_late")
    assert {letter.to_person_id for letter in told} == {
        cast.dsp_health.person.pk, cast.deputy_health.person.pk,
    }  # fmt: skip
    runs(day_of(practice, 5))
    more = letters("agency_late")[len(told) :]
    assert {letter.to_person_id for letter in more} == {cast.lsp_health.person.pk}
    for letter in [*told, *more]:
        assert case.pseudonym not in letter.body
        assert "Mill Lane" not in letter.subject + letter.body
        assert f"/cases/{case.reference}/returns/" in letter.body
        assert case.reference not in letter.subject
    page = signed_in(cast.dsp_health).get(f"/cases/{case.reference}/returns/")
    assert "Mill Lane Surgery" in page.content.decode()


def test_where_a_sector_has_no_delegated_partner_the_lead_partner_is_told_at_once(
    cast: Cast, practice: Request
) -> None:
    for who in (cast.dsp_health, cast.deputy_health):
        end_seat(by=cast.manager, seat=who.seat, last_day=timezone.localdate())
    runs(day_of(practice, 4))
    assert {letter.to_person_id for letter in letters("agency_late")} == {cast.lsp_health.person.pk}
    end_seat(by=cast.manager, seat=cast.lsp_health.seat, last_day=timezone.localdate())
    runs(day_of(practice, 5))
    assert practice.reminders.get(step=5).told == ""  # nobody holds the seat, so that nobody was told


Done = Callable[[Cast, Request], object]


def returns(cast: Cast, request: Request) -> object:
    return give_nil(request)


def is_explained(cast: Cast, request: Request) -> object:
    return explain_missing_return(
        by=cast.manager, request=request, reason="Closed.", code=LatenessCode.CAPACITY, done="Rang."
    )


def asks_for_time(cast: Cast, request: Request) -> object:
    return ask_for_time(
        by=author_of(request), request=request, wanted_until=request.due_on + timedelta(days=9), reason="Ill."
    )


def is_held(cast: Cast, request: Request) -> object:
    return hold_chasers(by=cast.manager, request=request, reason="The head is on leave until Monday.")


def steps_back(cast: Cast, request: Request) -> object:
    return Request.objects.filter(pk=request.pk).update(stepped_back_at=timezone.now(), contact=None)


def case_is_sealed(cast: Cast, request: Request) -> object:
    return Case.objects.filter(pk=request.case_id).update(sealed=True)


def case_ends(cast: Cast, request: Request) -> object:
    return Case.objects.filter(pk=request.case_id).update(closed=True)


def contact_is_walled_off(cast: Cast, request: Request) -> object:
    from safeguarding.cases.actions.interests import exclude_person

    assert request.contact
    return exclude_person(by=cast.chair, case=request.case, person=request.contact.person, reason="A friend.")


@pytest.mark.parametrize(
    "happens",
    [returns, is_explained, asks_for_time, is_held, steps_back, case_is_sealed, case_ends,
     contact_is_walled_off],
)  # fmt: skip
def test_whoever_owes_nothing_now_is_not_chased(cast: Cast, practice: Request, happens: Done) -> None:
    happens(cast, practice)
    with at(day_of(practice, 4)):
        assert steps_due(timezone.localdate()) == []
        assert chase(request=practice, today=timezone.localdate()) is None
    assert Reminder.objects.count() == 0


def test_with_more_time_the_steps_begin_anew_for_the_new_day(cast: Cast, practice: Request) -> None:
    runs(day_of(practice, 1))
    first = practice.due_on
    until = add_working_days(first, 5)
    with at(first):
        asked = ask_for_time(by=author_of(practice), request=practice, wanted_until=until, reason="Ill.")
        answer_time_request(by=cast.manager, asked=asked, granted=True)
    assert runs(day_of(practice, 3)) == 0  # of the day that held before
    practice.refresh_from_db()
    assert runs(day_of(practice, 1)) == 1
    assert [(one.step, one.for_day) for one in practice.reminders.all()] == [(1, first), (1, until)]


def test_a_reminder_by_hand_stands_for_its_step_and_is_not_doubled_on_its_day(
    cast: Cast, practice: Request
) -> None:
    with at(day_of(practice, 1)):
        remind(by=cast.manager, request=practice)
    assert runs(day_of(practice, 1)) == 0
    assert runs(day_of(practice, 1) + timedelta(days=1)) == 0
    with at(day_of(practice, 4)):
        remind(by=cast.manager, request=practice)
    assert runs(day_of(practice, 4)) == 0  # not twice in a day
    assert runs(add_working_days(day_of(practice, 4), 1)) == 1  # but the partner must be told
    assert practice.reminders.last().told == "delegated"  # type: ignore[union-attr]


def test_whoever_was_handed_the_request_today_is_not_reminded_today(practice: Request) -> None:
    with at(day_of(practice, 2)):
        pass_on_return(by=author_of(practice), request=practice, name="Dr Lee", email="lee@milllane.example")
    assert runs(day_of(practice, 2)) == 0


def test_the_board_says_which_step_it_was(cast: Cast, case: Case, practice: Request) -> None:
    runs(day_of(practice, 2))
    assert line(case, practice).step == "step 2 of 5"
    manager = signed_in(cast.manager)
    assert "by the system, step 2 of 5" in manager.get(f"/cases/{case.reference}/returns/").content.decode()
    page = manager.get(f"/cases/{case.reference}/returns/{practice.short}/").content.decode()
    assert "reminded by the system, step 2 of 5" in page
    told = [one["text"] for one in history(case, cast.manager)]
    assert "The system reminded an agency, step 2 of 5." in told


def test_the_page_says_when_the_system_reminds_next_and_whom_it_will_tell(
    cast: Cast, case: Case, practice: Request
) -> None:
    manager, where = signed_in(cast.manager), f"/cases/{case.reference}/returns/{practice.short}/"
    assert "step 1 of 5" in manager.get(where).content.decode()
    with at(day_of(practice, 3)):
        page = signed_in(cast.manager).get(where).content.decode()
    assert "delegated safeguarding partner (health)" in page


def test_the_manager_holds_reminders_and_lets_them_go_again(
    cast: Cast, case: Case, practice: Request
) -> None:
    manager, where = signed_in(cast.manager), f"/cases/{case.reference}/returns/{practice.short}/"
    for _ in range(2):
        form = {"which": "hold", "once": "h", "reason": "Agreed by telephone."}
        assert manager.post(where, form).status_code == 302
    assert practice.holds.count() == 1
    assert line(case, practice).held
    assert "Reminders held" in manager.get(f"/cases/{case.reference}/returns/").content.decode()
    assert "Agreed by telephone." in manager.get(where).content.decode()
    assert runs(day_of(practice, 2)) == 0
    for _ in range(2):
        assert manager.post(where, {"which": "resume", "once": "r"}).status_code == 302
    assert not line(case, practice).held
    assert runs(day_of(practice, 2)) == 1


def test_holding_needs_a_reason_and_happens_once(cast: Cast, practice: Request) -> None:
    with pytest.raises(NotAllowed, match="why they are not"):
        hold_chasers(by=cast.manager, request=practice, reason=" ")
    with pytest.raises(NotAllowed, match="not held"):
        resume_chasers(by=cast.manager, request=practice)
    hold_chasers(by=cast.manager, request=practice, reason="On leave.")
    with pytest.raises(NotAllowed, match="held already"):
        hold_chasers(by=cast.manager, request=practice, reason="On leave.")
    for who in (cast.support, cast.chair, cast.author, cast.stranger):
        with pytest.raises(NotAllowed):
            resume_chasers(by=who, request=practice)
    give_nil(practice)
    resume_chasers(by=cast.manager, request=practice)
    with pytest.raises(NotAllowed, match="has answered"):
        hold_chasers(by=cast.manager, request=practice, reason="On leave.")


def test_looking_for_steps_asks_as_much_of_many_cases_as_of_one(
    cast: Cast, practice: Request, django_assert_num_queries: Callable[..., object]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(day: date) -> tuple[int, int]:
        with at(day), CaptureQueriesContext(connection) as made:
            found = len(steps_due(day))
        return len(made), found

    day = day_of(practice, 2)
    one, found = count(day)
    for _ in range(3):
        notified_case(cast)
    assert count(day)[0] == one
    assert count(day)[1] > found
