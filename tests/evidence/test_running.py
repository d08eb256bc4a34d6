"""Running the returns: reminding, more time, explaining what is missing, and what the rapid review reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.evidence import queries
from safeguarding.evidence.actions import (
    answer_time_request,
    ask_for_time,
    explain_missing_return,
    open_request,
    release_returns,
    remind,
    send_to_another,
)
from safeguarding.evidence.models import Reminder, Request, TimeRequest
from safeguarding.people.models import MailboxLink
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import LatenessCode
from tests.cases.builders import notified_case
from tests.evidence.builders import author_of, give_all, give_nil, give_short, letters
from tests.people.cast import Cast, signed_in


def one(case: Case, request: Request) -> str:
    return f"/cases/{case.reference}/returns/{request.short}/"


def state(case: Case, request: Request) -> str:
    return next(line.state for line in queries.board(case) if line.short == request.short)


def test_the_board_says_in_words_how_far_each_agency_is(case: Case, practice: Request) -> None:
    assert state(case, practice) == "Asked, not opened yet"
    open_request(by=author_of(practice), request=practice)
    assert state(case, practice) == "Opened"
    give_short(practice)
    assert state(case, practice) == "Returned"


def test_time_is_asked_for_and_granted_in_the_browser(cast: Cast, case: Case, practice: Request) -> None:
    until = practice.due_on + timedelta(days=7)
    day = {"wanted_until-day": until.day, "wanted_until-month": until.month, "wanted_until-year": until.year}
    agency = signed_in(author_of(practice))
    for _ in range(2):
        asked = agency.post(
            f"/returns/{practice.short}/more-time/", {"once": "t", "reason": "Records in store.", **day}
        )
        assert asked.status_code == 302
    assert TimeRequest.objects.count() == 1
    assert state(case, practice) == "Asks for more time"
    assert any(item.title == "An agency asks for more time" for item in queries.work(cast.manager))
    manager = signed_in(cast.manager)
    assert "Records in store." in manager.get(one(case, practice)).content.decode()
    for _ in range(2):
        answer = manager.post(one(case, practice), {"which": "time", "once": "u", "granted": "yes"})
        assert answer.status_code == 302
    practice.refresh_from_db()
    assert practice.due_on == until
    assert practice.first_due_on < until
    assert case.deadlines.filter(kind="returns_due", due_on=until).count() == 1
    assert len(letters("time_answered")) == 1
    assert (
        "Granted until"
        in signed_in(author_of(practice)).get(f"/returns/{practice.short}/more-time/").content.decode()
    )


def test_refusing_time_needs_a_reason_and_keeps_the_day(cast: Cast, practice: Request) -> None:
    asked = ask_for_time(
        by=author_of(practice),
        request=practice,
        wanted_until=practice.due_on + timedelta(days=3),
        reason="Leave.",
    )
    with pytest.raises(NotAllowed, match="Say why"):
        answer_time_request(by=cast.manager, asked=asked, granted=False)
    answer_time_request(by=cast.chair, asked=asked, granted=False, words="The meeting is the day after.")
    before = practice.due_on
    practice.refresh_from_db()
    assert practice.due_on == before
    with pytest.raises(NotAllowed, match="answered already"):
        answer_time_request(by=cast.manager, asked=asked, granted=True)


def test_time_that_makes_no_sense_is_refused(practice: Request) -> None:
    who = author_of(practice)
    with pytest.raises(NotAllowed, match="not later"):
        ask_for_time(by=who, request=practice, wanted_until=practice.due_on, reason="x")
    ask_for_time(by=who, request=practice, wanted_until=practice.due_on + timedelta(days=1), reason="x")
    with pytest.raises(NotAllowed, match="has not come yet"):
        ask_for_time(by=who, request=practice, wanted_until=practice.due_on + timedelta(days=2), reason="x")


def test_a_reminder_brings_a_fresh_link_once_a_day(cast: Cast, case: Case, practice: Request) -> None:
    manager = signed_in(cast.manager)
    for _ in range(2):
        assert manager.post(one(case, practice), {"which": "remind", "once": "r"}).status_code == 302
    assert Reminder.objects.count() == 1
    assert "/door/" in letters("return_reminder")[0].body
    again = manager.post(one(case, practice), {"which": "remind", "once": "s"})
    assert again.status_code == 409
    assert "Ring them instead" in again.content.decode()


def test_a_reminder_does_not_put_out_somebody_who_is_writing(cast: Cast, practice: Request) -> None:
    link = MailboxLink.objects.get(subject=f"return:{practice.short}")
    MailboxLink.objects.filter(pk=link.pk).update(opened_at=timezone.now())
    remind(by=cast.manager, request=practice)
    link.refresh_from_db()
    assert link.revoked_at is None
    assert "The link in our earlier message still works" in letters("return_reminder")[0].body


def test_an_answered_agency_is_not_reminded(cast: Cast, practice: Request) -> None:
    give_nil(practice)
    with pytest.raises(NotAllowed, match="has answered"):
        remind(by=cast.manager, request=practice)


def test_scenario_4_a_return_missing_on_day_ten_is_explained_with_its_code(
    cast: Cast, case: Case, practice: Request
) -> None:
    assert len(queries.missing(case).missing) == 6
    give_all_but(practice)
    assert queries.missing(case).missing == ("Mill Lane Surgery",)
    manager = signed_in(cast.manager)
    form = {
        "which": "explain",
        "once": "e",
        "reason": "The practice is closed.",
        "code": "agency_return_late",
        "done": "Rang three times; told the partner for health.",
    }
    assert manager.post(one(case, practice), {**form, "once": "0", "done": ""}).status_code == 422
    for _ in range(2):
        assert manager.post(one(case, practice), form).status_code == 302
    found = queries.missing(case)
    assert (found.asked, found.returned, found.missing) == (6, 5, ())
    assert "The practice is closed." in found.override
    give_nil(practice)
    assert queries.missing(case).returned == 6


def give_all_but(practice: Request) -> None:
    for request in (
        Request.objects.filter(case=practice.case).exclude(pk=practice.pk).select_related("contact", "case")
    ):
        give_nil(request)


def test_an_explanation_needs_what_was_done(cast: Cast, practice: Request) -> None:
    with pytest.raises(NotAllowed, match="what was done"):
        explain_missing_return(
            by=cast.manager, request=practice, reason="Late.", code=LatenessCode.AGENCY_RETURN_LATE, done=" "
        )


def test_a_refusing_agency_is_met_with_section_16h(cast: Cast, case: Case, practice: Request) -> None:
    assert "section 16H" in signed_in(cast.manager).get(one(case, practice)).content.decode()


def test_scenario_10_all_agencies_nil_turns_the_question_to_why_unseen(cast: Cast, case: Case) -> None:
    give_all(cast, case, nil=True, release=False)
    assert not queries.all_nil(case)  # sealed: not even this is known before release
    release_returns(by=cast.manager, case=case)
    assert queries.all_nil(case)
    page = signed_in(cast.dsp_la).get(f"/cases/{case.reference}/returns/read/").content.decode()
    assert "No agency had a record" in page
    assert "Why was this child not seen?" in page


def test_one_agency_that_knew_the_child_is_not_all_nil(cast: Cast, case: Case, practice: Request) -> None:
    give_all_but(practice)
    give_short(practice)
    release_returns(by=cast.manager, case=case)
    assert not queries.all_nil(case)


def test_the_manager_sends_it_to_another_person_after_checking_the_address(
    cast: Cast, practice: Request
) -> None:
    before = practice.contact
    seat = send_to_another(by=cast.manager, request=practice, name="Dr Lee", email="lee@elsewhere.example")
    assert seat.person.name == "Dr Lee"
    assert not MailboxLink.objects.filter(
        seat=before, subject=f"return:{practice.short}", revoked_at=None
    ).exists()


def test_the_agencys_own_work_page_lists_its_request(cast: Cast, case: Case, hospital: Request) -> None:
    assert [item.href for item in queries.work(cast.author)] == [f"/returns/{hospital.short}/"]
    give_short(hospital, cast.author)
    assert queries.work(cast.author) == []
    assert queries.work(cast.stranger) == []


def test_work_and_boards_ask_as_many_questions_of_one_case_as_of_four(
    cast: Cast, case: Case, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            queries.work(cast.manager)
            queries.work(cast.author)
        return len(queries_made)

    first = count()
    for _ in range(3):
        notified_case(cast)
    assert count() == first


def test_a_locked_link_shows_on_the_page_of_its_request_until_a_new_one_is_sent(
    cast: Cast, case: Case, practice: Request
) -> None:
    page = f"/cases/{case.reference}/returns/{practice.short}/"
    locked = "a wrong code was typed fifteen times in a day"
    browser = signed_in(cast.manager)
    assert locked not in browser.get(page).content.decode()
    assert practice.contact is not None
    link = MailboxLink.objects.filter(seat=practice.contact, revoked_at__isnull=True).latest("pk")
    MailboxLink.objects.filter(pk=link.pk).update(locked_at=timezone.now())
    said = browser.get(page).content.decode()
    assert locked in said
    assert practice.contact.person.name in said
    remind(by=cast.manager, request=practice)
    assert locked not in browser.get(page).content.decode()
