"""The calendar: whose dates it shows, and the private link that gives references only."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.dates import Dated, dates, uids
from safeguarding.cases.models import Case
from safeguarding.improvements.actions import note_source
from safeguarding.improvements.actions.lists import write_down
from safeguarding.improvements.bringing import Line
from safeguarding.improvements.models import Action
from safeguarding.meetings.actions import move_meeting
from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.people.actions import (
    confirm_second_step_reset,
    end_seat,
    make_feed,
    propose_second_step_reset,
)
from safeguarding.people.models import CalendarFeed, Seat
from safeguarding.record.models import Event, Look
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.editions import Force
from safeguarding.statute.terms import LearningSource, Level
from tests.cases.builders import notified_case, referred_case, today
from tests.pages import once_of, send, words
from tests.people.cast import Cast, events, signed_in, stand_in
from tests.people.cast import acting as acting_in

PAGE = "/calendar/"
FAR = timedelta(days=400)


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def link(answer: HttpResponse) -> str:
    """The path of the private link on the page."""
    found = re.search(r'href="[^"]*(/calendar/[0-9a-f]{64}\.ics)"', answer.content.decode())
    assert found, words(answer)
    return found[1]


def made_by(who: Acting) -> str:
    return link(send(signed_in(who), PAGE, "make"))


def read(path: str) -> str:
    """What a calendar program gets, unfolded."""
    answer = Client().get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("\r\n ", "")


def gone(path: str) -> bool:
    return Client().get(path).status_code == 404


def told(by: Acting) -> set[str]:
    return {one.words for one in dates(by, by.today + FAR)}


# The page


def test_the_manager_sees_every_date_and_the_meetings_of_a_case(cast: Cast, case: Case) -> None:
    shown = words(signed_in(cast.manager).get(PAGE))  # type: ignore[arg-type]
    assert "Send the rapid review to the Panel National guidance" in shown
    assert "Check how the returns are coming Internal" in shown
    assert "Rapid review meeting" in shown
    assert f"{case.reference}, {case.pseudonym}" in shown
    assert "Week of Monday" in shown


def test_a_partner_sees_what_binds_everybody_and_no_plan_of_the_office(cast: Cast, case: Case) -> None:
    shown = told(cast.dsp_police)
    assert {"Send the rapid review to the Panel", "Rapid review meeting"} <= shown
    assert "Draft the report" not in shown
    assert "Draft the report" in told(cast.chair)


def test_the_law_and_our_own_targets_are_told_apart() -> None:
    def authority(force: str) -> str:
        return Dated(today(), "", "", "", force=force).authority

    assert authority(Force.LAW) == authority(Force.STATUTORY_GUIDANCE) == "Statutory"
    assert authority(Force.NATIONAL_GUIDANCE) == "National guidance"
    assert authority(Force.LOCAL) == authority(Force.INTERNAL) == "Internal"
    assert authority("") == ""


def test_an_agency_sees_its_own_request_by_reference_and_no_pseudonym(cast: Cast, case: Case) -> None:
    shown = words(signed_in(cast.author).get(PAGE + "?show=months"))  # type: ignore[arg-type]
    assert f"Your organisation’s return Internal {case.reference}" in shown
    assert case.pseudonym not in shown
    assert "Send the rapid review" not in shown


def test_an_agency_sees_its_actions_until_they_are_done(cast: Cast) -> None:
    source = note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Ten years", dated=today())
    line = Line(row=1, called="a", finding="x", what="Teach it.", agency=cast.hospital.pk, owner="Somebody",
                due=today(), intended_change="x")  # fmt: skip
    write_down(by=cast.manager, source=source, lines=[line])
    assert "Action: Teach it." in told(cast.author)
    assert "Action: Teach it." not in told(cast.school_author)
    Action.objects.update(done_on=today())
    assert "Action: Teach it." not in told(cast.author)


def test_the_last_day_of_a_delegation_is_for_the_two_and_the_manager(cast: Cast) -> None:
    deputy = cast.deputy_health
    day = today() + timedelta(days=5)
    deputy.seat.delegations_held.update(until=day)
    for who in (cast.manager, cast.dsp_health, deputy):
        assert any("can stand in for" in said for said in told(who))
    assert not any("can stand in for" in said for said in told(cast.dsp_police))


def test_what_has_passed_is_counted_and_can_be_seen_first(cast: Cast, case: Case) -> None:
    case.deadlines.filter(kind="rapid_review_to_panel").update(due_on=today() - timedelta(days=2))
    browser = signed_in(cast.chair)
    shown = words(browser.get(PAGE))  # type: ignore[arg-type]
    assert "1 date has passed and is still open. See it first" in shown
    first = words(browser.get(PAGE + "?show=overdue"))  # type: ignore[arg-type]
    assert "Passed, and still open" in first
    assert "overdue" in first
    assert browser.get(PAGE + "?show=anything").status_code == 404


def test_more_is_shown_for_three_months(cast: Cast, case: Case) -> None:
    line = case.deadlines.get(kind="rapid_review_to_panel")
    line.due_on = today() + timedelta(days=40)
    line.save()
    browser = signed_in(cast.chair)
    assert line.title not in words(browser.get(PAGE))  # type: ignore[arg-type]
    assert line.title in words(browser.get(PAGE + "?show=months"))  # type: ignore[arg-type]


def test_whoever_has_no_dates_is_told_so(cast: Cast) -> None:
    assert "Nothing is due in this time." in words(signed_in(cast.stranger).get(PAGE))  # type: ignore[arg-type]


def test_the_work_page_leads_to_it(cast: Cast) -> None:
    assert f'href="{PAGE}"' in signed_in(cast.author).get("/").content.decode()


# The private link


def test_the_link_is_shown_once_and_kept_as_a_hash(cast: Cast, case: Case) -> None:
    browser = signed_in(cast.dsp_police)
    path = link(send(browser, PAGE, "make"))
    again = browser.get(PAGE)
    assert path not in again.content.decode()
    assert "It has not been read yet." in words(again)  # type: ignore[arg-type]
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert token not in {feed.token_hash, str(feed.pk)}
    assert events("make_calendar_feed", feed=str(feed.pk)) == 1
    assert token not in str(list(Event.objects.values_list("bytes", flat=True)))
    read(path)
    assert "It was last read on" in words(browser.get(PAGE))  # type: ignore[arg-type]


def test_pressed_twice_it_is_one_link_shown_both_times(cast: Cast) -> None:
    browser = signed_in(cast.dsp_police)
    sending = {"which": "make", "once": once_of(browser.get(PAGE), "make")}  # type: ignore[arg-type]
    first, second = (link(browser.post(PAGE, sending)) for _ in range(2))  # type: ignore[arg-type]
    assert first == second
    assert CalendarFeed.objects.count() == events("make_calendar_feed") == 1
    send(browser, PAGE, "revoke")
    assert browser.post(PAGE, sending).status_code == 302, "an old sending opens nothing again"
    assert gone(first)


def test_the_link_gives_references_and_nothing_else(cast: Cast, case: Case) -> None:
    case.meetings.update(place="The Quillfeather house")
    got = read(made_by(cast.manager))
    assert f"SUMMARY:{case.reference}: date due" in got
    assert f"SUMMARY:{case.reference}: meeting" in got
    said = {
        line.partition(":")[2] for line in got.split("\r\n") if line.startswith(("SUMMARY", "DESCR", "URL"))
    }
    site = django_settings.SAFEGUARDING_URL.rstrip("/")
    assert said <= {
        f"{case.reference}: date due", f"{case.reference}: meeting", "Safeguarding practice: date due",
        f"{site}/calendar/",
    }  # fmt: skip
    told_nowhere = {case.pseudonym, "Quillfeather", "Tobias", "baby", "hospital", "Larkfield", "Metropolitan",
                    "Panel", "rapid", "review", "return", "sign", "Devon", "police"}  # fmt: skip
    without_maker = got.replace("PRODID:-//Safeguarding Practice Reviews//Calendar//EN", "")
    assert [word for word in told_nowhere if word.casefold() in without_maker.casefold()] == []


def test_what_each_date_is_called_stays_and_tells_nothing(cast: Cast, case: Case) -> None:
    found = dates(cast.manager, today() + FAR)
    before = dict(zip((one.key for one in found), uids(found), strict=True))
    assert len(set(before.values())) == len(found)
    meeting = case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)
    move_meeting(by=cast.manager, meeting=meeting, held_for=meeting.held_for + timedelta(days=1), place="")
    path = made_by(cast.manager)
    assert f"UID:{before[f'meeting:{meeting.pk}']}" in read(path)
    assert "SEQUENCE:1" in read(path)
    assert all(re.fullmatch(r"[0-9a-f]{40}@[\w.-]+", name) for name in before.values())


def test_each_person_is_given_their_own(cast: Cast, case: Case) -> None:
    author = read(made_by(cast.author))
    assert author.count("BEGIN:VEVENT") == len(dates(cast.author, today() + FAR)) == 1
    assert "BEGIN:VEVENT" not in read(made_by(cast.stranger))


def test_a_case_leaves_at_once_with_a_wall_or_a_seal(cast: Cast, case: Case) -> None:
    other = referred_case(cast)
    path = made_by(cast.dsp_police)
    agencys = made_by(cast.author)
    assert case.reference in read(path)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="Is related.")
    got = read(path)
    assert case.reference not in got
    assert other.reference in got
    seal_case(by=cast.manager, case=other, named=[cast.chair.seat], reason="A colleague’s child.")
    assert other.reference not in read(path)
    assert case.reference in read(agencys)
    exclude_person(by=cast.chair, case=case, person=cast.author.person, reason="Treated the child.")
    assert case.reference not in read(agencys)


def test_a_deputys_link_gives_cases_only_while_they_stand_in(cast: Cast, case: Case) -> None:
    stand_in(cast.dsp_police, cast.lapsed_deputy, until=today() + timedelta(days=9))
    path = made_by(cast.lapsed_deputy)
    assert case.reference in read(path)
    cast.lapsed_deputy.seat.delegations_held.update(until=today() - timedelta(days=1), since=today() - FAR)
    assert case.reference not in read(path)


def test_a_new_link_revokes_the_old_and_revoked_it_is_gone(cast: Cast) -> None:
    browser = signed_in(cast.chair)
    first = link(send(browser, PAGE, "make"))
    second = link(send(browser, PAGE, "make"))
    assert first != second
    assert gone(first)
    read(second)
    assert send(browser, PAGE, "revoke").status_code == 302
    assert gone(second)
    assert "You have no link." in words(browser.get(PAGE))  # type: ignore[arg-type]
    assert (events("make_calendar_feed"), events("revoke_calendar_feed")) == (2, 1)


def test_it_ends_with_the_seat_and_with_the_person(cast: Cast) -> None:
    partner, chair = made_by(cast.dsp_police), made_by(cast.chair)
    end_seat(by=cast.manager, seat=cast.dsp_police.seat, last_day=today() - timedelta(days=1))
    assert gone(partner)
    cast.chair.person.is_active = False
    cast.chair.person.save()
    assert gone(chair)
    assert gone("/calendar/" + "0" * 64 + ".ics")


def test_it_ends_when_somebody_has_lost_their_second_step(cast: Cast) -> None:
    path = made_by(cast.chair)
    reset = propose_second_step_reset(
        by=cast.manager, partnership=cast.barnet, person=cast.chair.person, how_known="She rang."
    )
    confirm_second_step_reset(by=cast.support, reset=reset)
    assert gone(path)


def test_one_seats_link_does_not_read_for_another(cast: Cast, case: Case) -> None:
    """Somebody who is also in Devon has a link there that gives nothing of Barnet."""
    seat = Seat.objects.create(
        person=cast.chair.person, partnership=cast.devon, role="ltrg_chair", since=today()
    )
    token = "f" * 64
    make_feed(by=acting_in(seat), token=token)
    assert case.reference not in read(f"/calendar/{token}.ics")


def test_a_reading_is_kept_once_a_day(cast: Cast) -> None:
    path = made_by(cast.chair)
    for _ in range(3):
        read(path)
    feed = CalendarFeed.objects.get()
    assert Look.objects.filter(what=f"calendar feed {feed.pk}", kind="downloaded").count() == 1
    CalendarFeed.objects.update(read_on=today() - timedelta(days=1))
    read(path)
    assert Look.objects.filter(what=f"calendar feed {feed.pk}").count() == 2


def test_reading_asks_as_much_of_many_dates_as_of_few(cast: Cast, case: Case) -> None:
    path = made_by(cast.manager)
    own = made_by(cast.author)
    source = note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Ten years", dated=today())

    def asked() -> list[int]:
        counts = []
        for one in (path, own):
            read(one)
            with CaptureQueriesContext(connection) as counted:
                read(one)
            counts.append(len(counted))
        return counts

    few = []
    for size in (1, 6):
        for number in range(size):
            line = Line(row=1, called=f"{size}.{number}", finding="x", what="Teach it.",
                        agency=cast.hospital.pk, owner="Somebody", due=today(),
                        intended_change="x")  # fmt: skip
            write_down(by=cast.manager, source=source, lines=[line])
        few.append(asked())
        notified_case(cast)
        notified_case(cast)
    assert few[0] == few[1]
    assert max(few[0]) < 60


def test_a_program_that_asks_all_the_time_waits(cast: Cast, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_feed": "2/h/key"}
    path, other = made_by(cast.chair), made_by(cast.manager)
    assert [Client().get(path).status_code for _ in range(3)] == [200, 200, 429]
    read(other)


def test_nothing_between_keeps_the_file(cast: Cast) -> None:
    answer = Client().get(made_by(cast.chair))
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Type"].startswith("text/calendar; charset=utf-8")
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies


def test_somebody_who_came_by_a_link_makes_none(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as no:
        make_feed(by=acting_in(cast.contact.seat, Level.MAILBOX), token="a" * 64)
    assert no.value.refused.code == "calendar_needs_sign_in"
    assert Client().get(reverse("reports:calendar")).status_code == 302
