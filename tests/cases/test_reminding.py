"""A digest for each person: once a working day at most, of what is theirs and near, and nothing of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import Case, Deadline, Exclusion
from safeguarding.cases.queries.history import history
from safeguarding.cases.queries.reminding import digests
from safeguarding.config import schedule
from safeguarding.correspondence.models import Letter
from safeguarding.disagreements.actions import raise_between_agencies
from safeguarding.evidence.actions import hold_chasers
from safeguarding.evidence.models import Request
from safeguarding.improvements import actions as improvements
from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat, set_quiet_days
from safeguarding.people.models import QuietDays, ReminderRound
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import ActionKind, LearningSource, Role
from tests.cases.builders import happened, notified_case, referred_case, routed_case
from tests.evidence.builders import give_nil
from tests.pages import send, words
from tests.people.cast import Cast, events, make_cast, signed_in
from tests.rapid_reviews.builders import certified_case

MONDAY = date(2026, 11, 16)


def at(day: date, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime.combine(day, time(hour))), tick=False)


@pytest.fixture
def cast(db: None, chain_verifies: None, settings: Any) -> Iterator[Cast]:
    """The cast on a Monday before anybody comes to work."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    with at(MONDAY, 6):
        yield make_cast()


def round_of(day: date, hour: int = 9) -> int:
    with at(day, hour):
        return schedule.remind_everybody(schedule.today())


def only(case: Case, kind: str, due: date) -> None:
    """Leave one deadline of a case, due on a day, and no meeting in these years."""
    Meeting.objects.filter(case=case).update(held_for=datetime(2028, 6, 1, 10, tzinfo=UTC))
    Deadline.objects.filter(case=case).exclude(kind=kind).delete()
    Deadline.objects.filter(case=case).update(due_on=due, met_on=None)


def apart(cast: Cast, case: Case, who: Acting) -> None:
    """Keep somebody apart from a case, the chair too."""
    Exclusion.objects.create(case=case, person=who.person, reason="A neighbour.", by=cast.manager.seat)


def told(who: Acting) -> list[str]:
    """How each digest of theirs counts, the first before the later."""
    letters = Letter.objects.filter(kind="digest", to_person=who.person).order_by("pk")
    return [re.sub(r"\s+", " ", letter.body).split(". ")[0].split(", ", 1)[1] for letter in letters]


@pytest.fixture
def case(cast: Cast) -> Case:
    """One limit in guidance, the manager's, due on a Thursday; every agency has answered."""
    case = notified_case(cast)
    for request in Request.objects.filter(case=case).select_related("contact", "case"):
        give_nil(request)
    only(case, "rapid_review_to_panel", date(2026, 12, 3))
    return case


def test_the_manager_is_told_at_each_reminder_date_and_never_twice_a_day(cast: Cast, case: Case) -> None:
    sent = {}
    for number in range(12):
        day = date(2026, 11, 27) + timedelta(days=number)
        sent[day] = [round_of(day, 6), round_of(day, 7), round_of(day, 8)]
    assert [day.day for day, counts in sent.items() if any(counts)] == [30, 2, 3, 4, 7, 8]
    assert all(counts in ([0, 0, 0], [0, 1, 0]) for counts in sent.values())
    one = Letter.objects.filter(kind="digest").order_by("pk")[0]
    assert one.to_person == cast.manager.person
    assert one.stream is None
    assert "One thing waits for you, by Thursday 3 December 2026." in one.body
    assert "/\n" in one.body


def test_the_letter_says_nothing_of_a_case(cast: Cast, case: Case) -> None:
    round_of(date(2026, 11, 30))
    letter = Letter.objects.get(kind="digest")
    text = f"{letter.subject} {letter.body}"
    line = Deadline.objects.get(case=case)
    for secret in (case.reference, case.pseudonym, "Quillfeather", line.title, "Panel", "review", "rapid"):
        assert secret.lower() not in text.lower().replace("https://reviews", "").replace("safeguarding", "")


def test_several_things_are_one_letter_with_the_first_date(cast: Cast, case: Case) -> None:
    only(notified_case(cast), "rapid_review_to_panel", date(2026, 12, 1))
    round_of(date(2026, 11, 30))
    assert told(cast.manager)[-1].endswith("2 things wait for you, the first by Tuesday 1 December 2026")


def test_a_missed_night_loses_nothing_and_a_round_that_broke_off_is_taken_up(cast: Cast, case: Case) -> None:
    other = notified_case(cast)
    only(other, "plan_meeting", date(2026, 12, 1))
    assert round_of(date(2026, 12, 4)) >= 2  # nothing ran from Monday to Thursday
    assert len(told(cast.manager)) == len(told(cast.chair)) == 1
    ReminderRound.objects.all().delete()  # as if the worker had died after the letters
    round_of(date(2026, 12, 4), 10)
    assert len(told(cast.manager)) == len(told(cast.chair)) == 1


def test_closed_and_met_things_leave(cast: Cast, case: Case) -> None:
    Deadline.objects.filter(case=case).update(met_on=date(2026, 11, 28))
    closed = notified_case(cast)
    only(closed, "rapid_review_to_panel", date(2026, 12, 3))
    Case.objects.filter(pk=closed.pk).update(closed=True)
    assert round_of(date(2026, 12, 4)) == 0


def test_a_retention_date_is_nobodys_to_be_reminded_of(cast: Cast, case: Case) -> None:
    Deadline.objects.filter(case=case).update(kind="keep_public_until", owner=Role.PARTNERSHIP_MANAGER)
    assert round_of(date(2026, 12, 4)) == 0


def test_each_persons_quiet_days_move_their_digest(cast: Cast, case: Case) -> None:
    set_quiet_days(by=cast.manager, weekdays=[0, 2])
    assert [round_of(date(2026, 11, 30)), round_of(date(2026, 12, 1)), round_of(date(2026, 12, 2))] == [
        0,
        1,
        0,
    ]
    assert round_of(date(2026, 12, 3)) == 1
    assert events("set_quiet_days", person=str(cast.manager.person.pk)) == 1


def test_reminders_cannot_be_switched_off(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="stays open"):
        set_quiet_days(by=cast.manager, weekdays=range(5))
    assert not QuietDays.objects.exists()


def test_partners_are_reminded_of_the_positions_that_they_have_not_given(cast: Cast) -> None:
    from tests.cases.builders import confirm_position, convened, line

    case = routed_case(cast)
    consideration = convened(cast, case)
    confirm_position(by=cast.dsp_la, consideration=consideration, line=line())
    only(case, "notify_panel", date(2026, 11, 19))
    found = {one.person for one in digests(MONDAY)}
    assert {cast.dsp_health.person, cast.deputy_health.person, cast.dsp_police.person} < found
    assert not {cast.dsp_la.person, cast.lapsed_deputy.person, cast.devon_la.person} & found


def test_partners_are_reminded_of_what_they_have_to_sign(cast: Cast) -> None:
    case = certified_case(cast)
    only(case, "plan_sign_off", add_working_days(MONDAY, 1))
    found = {one.person for one in digests(MONDAY)}
    assert {cast.dsp_la.person, cast.dsp_health.person, cast.dsp_police.person} < found
    happened(case, cast.manager, Kind.SENT_TO_PANEL)
    Deadline.objects.filter(case=case).update(met_on=MONDAY)
    assert not {cast.dsp_la.person, cast.dsp_health.person} & {one.person for one in digests(MONDAY)}


def test_an_agencys_people_are_reminded_of_its_request_but_not_whom_the_chasers_remind(cast: Cast) -> None:
    case = notified_case(cast)
    request = Request.objects.get(case=case, agency=cast.hospital)
    assert request.contact is not None
    day = add_working_days(request.due_on, -1)
    with at(day):
        found = {one.person.pk for one in digests(day)}
        theirs = {cast.author.person.pk, cast.senior.person.pk}
        assert found & theirs == theirs - {request.contact.person_id}
        hold_chasers(by=cast.manager, request=request, reason="They rang.")
        assert not theirs & {one.person.pk for one in digests(day)}


def test_an_action_is_its_owners_from_its_day_once_it_is_taken_on(cast: Cast) -> None:
    source = improvements.note_source(
        by=cast.manager, kind=LearningSource.AUDIT, title="Bruises", dated=MONDAY
    )
    plan = improvements.Plan(
        finding="Nobody rang.", what="The line stands on every screen.", owner="Zadie Penhale",
        owner_email=cast.senior.person.email, due=date(2026, 12, 3), agency=cast.hospital,
        intended_change="A call the same day.", kind=ActionKind.FORCING,
    )  # fmt: skip
    action = improvements.plan_action(by=cast.manager, source=source, plan=plan)
    assert cast.author.person in {one.person for one in digests(date(2026, 12, 2))}
    type(action).objects.update(accepted_on=MONDAY)
    assert not digests(date(2026, 12, 2))
    assert cast.author.person in {one.person for one in digests(date(2026, 12, 3))}
    type(action).objects.update(done_on=MONDAY, done_said_by=cast.author.seat)
    assert not digests(date(2026, 12, 3))


def test_who_is_kept_apart_or_not_named_on_a_sealed_case_is_told_nothing_not_even_a_number(
    cast: Cast, case: Case
) -> None:
    shut, walled = notified_case(cast), notified_case(cast)
    for one in (shut, walled):
        only(one, "plan_meeting", date(2026, 12, 3))
        Request.objects.filter(case=one).delete()
    open_one = notified_case(cast)
    only(open_one, "plan_meeting", date(2026, 12, 3))
    apart(cast, walled, cast.chair)
    seal_case(by=cast.manager, case=shut, named=[], reason="An officer’s child.")
    round_of(date(2026, 12, 2))
    assert told(cast.chair)[0].endswith("One thing waits for you, by Thursday 3 December 2026")
    grant_access(by=cast.manager, case=shut, seat=cast.chair.seat, reason="Needed.")
    round_of(date(2026, 12, 3))
    assert "2 things wait for you" in told(cast.chair)[1]
    assert not told(cast.stranger)


def test_a_limit_passed_goes_to_who_comes_next_once_each_and_never_to_who_is_kept_apart(
    cast: Cast, case: Case
) -> None:
    def letters() -> list[int | None]:
        found = Letter.objects.filter(kind="limit_passed").order_by("pk")
        return list(found.values_list("to_person", flat=True))

    round_of(date(2026, 12, 3))
    assert letters() == []
    round_of(date(2026, 12, 4))
    assert letters() == [cast.chair.person.pk]
    round_of(date(2026, 12, 7))
    assert letters() == [cast.chair.person.pk, cast.lsp_la.person.pk]
    round_of(date(2026, 12, 8))
    assert len(letters()) == 2
    text = Letter.objects.filter(kind="limit_passed")[0].body
    assert case.reference not in text
    assert case.pseudonym not in text
    assert any("who comes next" in line["text"] for line in history(case, cast.manager))
    other = notified_case(cast)
    only(other, "rapid_review_to_panel", date(2026, 12, 4))
    apart(cast, other, cast.chair)
    round_of(date(2026, 12, 9))
    assert letters()[2:] == [cast.lsp_la.person.pk]


def test_a_target_of_our_own_is_not_escalated(cast: Cast, case: Case) -> None:
    Deadline.objects.filter(case=case).update(force="internal")
    round_of(date(2026, 12, 9))
    assert not Letter.objects.filter(kind="limit_passed").exists()


def test_nobody_is_reminded_whose_seat_has_ended(cast: Cast, case: Case) -> None:
    with at(date(2026, 11, 27)):
        type(cast.manager.seat).objects.filter(pk=cast.manager.seat.pk).update(until=date(2026, 11, 27))
    assert round_of(date(2026, 11, 30)) == 0


def test_one_letter_that_cannot_be_written_holds_up_no_other(cast: Cast, case: Case) -> None:
    other = notified_case(cast)
    only(other, "plan_meeting", date(2026, 12, 3))
    Request.objects.filter(case=other).delete()
    type(cast.manager.person).objects.filter(pk=cast.manager.person.pk).update(email="broken")
    assert round_of(date(2026, 12, 2)) == 1
    assert len(told(cast.chair)) == 1
    assert not ReminderRound.objects.exists()
    type(cast.manager.person).objects.filter(pk=cast.manager.person.pk).update(email="maya@barnet.example")
    assert round_of(date(2026, 12, 2), 10) == 1
    assert (len(told(cast.manager)), len(told(cast.chair))) == (1, 1)
    assert ReminderRound.objects.get().day == date(2026, 12, 2)


def test_a_disagreement_between_agencies_is_the_two_agencies_and_at_last_a_third_partners(cast: Cast) -> None:
    row = raise_between_agencies(
        by=cast.school_author, raised_by=cast.school, other=cast.met, about="A bruise.", position="Seen.",
        for_safety=False,
    )  # fmt: skip
    day = row.levels.get().due_on
    assert {one.person for one in digests(day)} == {
        cast.school_author.person, cast.dsp_police.person, cast.lsp_police.person,
    }  # fmt: skip
    row.levels.update(code="D3")
    type(row).objects.update(level="D3")
    assert {one.person for one in digests(day)} == {
        cast.dsp_la.person, cast.dsp_health.person, cast.deputy_health.person,
    }  # fmt: skip


def test_the_same_number_of_queries_for_ten_people_and_things_as_for_two_hundred(cast: Cast) -> None:
    case = referred_case(cast)
    source = improvements.note_source(
        by=cast.manager, kind=LearningSource.AUDIT, title="Bruises", dated=MONDAY
    )
    plan = improvements.Plan(
        finding="Nobody rang.", what="A line.", owner="Zadie Penhale", owner_email=cast.senior.person.email,
        due=date(2026, 11, 17), agency=cast.hospital, intended_change="A call.", kind=ActionKind.FORCING,
    )  # fmt: skip
    improvements.plan_action(by=cast.manager, source=source, plan=plan)
    notified_case(cast)
    counts, people = [], []
    for size in (10, 200):
        made = Deadline.objects.filter(case=case).count()
        Deadline.objects.bulk_create(
            Deadline(case=case, kind="settle_route", title="Settle", due_on=date(2026, 11, 17), unit="weeks",
                     force="internal", cite="", from_fact="referred", owner=Role.BUSINESS_SUPPORT, key=str(n))
            for n in range(made, size)
        )  # fmt: skip
        for number in range(len(people) and 10, size):
            give_seat(
                by=None, partnership=cast.barnet, email=f"p{number}@barnet.example", name=f"P {number}",
                role=Role.BUSINESS_SUPPORT, since=MONDAY, invited=False,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            people.append(len(digests(MONDAY)))
        counts.append(len(asked))
    assert people[1] >= people[0] + 190
    assert counts[0] == counts[1]
    assert counts[0] < 30


def test_the_page_keeps_quiet_days_and_says_when_the_next_digest_would_come(cast: Cast, case: Case) -> None:
    browser = signed_in(cast.manager)
    assert "the next one comes on Monday 30 November 2026 with 1 thing." in words(
        browser.get("/my-reminders/")
    )
    asked = {"weekdays": ["0"], "away_from-day": "2", "away_from-month": "12", "away_from-year": "2026",
             "away_until-day": "2", "away_until-month": "12", "away_until-year": "2026"}  # fmt: skip
    assert send(browser, "/my-reminders/", **asked).status_code == 302
    kept = QuietDays.objects.get()
    assert (kept.weekdays, kept.away_from, kept.away_until) == ([0], date(2026, 12, 2), date(2026, 12, 2))
    assert "Tuesday 1 December 2026 with 1 thing." in words(browser.get("/my-reminders/"))
    refused = send(browser, "/my-reminders/", weekdays=[*"01234"])
    assert refused.status_code == 409
    assert "One working day of the week stays open" in words(refused)
    assert "none is to come" in words(signed_in(cast.scrutineer).get("/my-reminders/"))
