"""Meetings: times held, who was there in which capacity, the quorum, interests, and closing."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.actions.interests import note_interest
from safeguarding.cases.actions.notification import notify_panel
from safeguarding.cases.models import Case, Exclusion, Fact
from safeguarding.meetings.actions import (
    close_meeting,
    confirm_vice_chair,
    hold_meeting,
    move_meeting,
    name_vice_chair,
    record_attendance,
)
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import agreed_to_chair, quorum_of, work
from safeguarding.people.acting import Acting
from safeguarding.people.actions import end_seat
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Partner, Route
from tests.cases.builders import notified_case, routed_case, today
from tests.pages import send, words
from tests.people.cast import Cast, events, signed_in

SAFE = "In hospital; contact supervised by social care."


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast, sent_on=today())


def rapid(case: Case) -> Meeting:
    return case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW, state__in=["slot", "open"])


def there(cast: Cast, meeting: Meeting, *who: Acting) -> None:
    for one in who:
        record_attendance(by=cast.manager, meeting=meeting, seat=one.seat, interest="none")


def at(days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(10)))


def code_of(no: pytest.ExceptionInfo[NotAllowed]) -> str:
    assert no.value.refused.sentence
    assert no.value.refused.mend
    return no.value.refused.code


def test_notifying_holds_the_meeting_and_the_sign_off_on_the_days_of_the_plan(
    case: Case,
) -> None:
    held = {one.kind: timezone.localdate(one.held_for) for one in case.meetings.all()}
    planned = dict(case.deadlines.values_list("kind", "due_on"))
    assert held == {"rapid_review": planned["plan_meeting"], "sign_off": planned["plan_sign_off"]}


def test_a_death_only_notified_holds_no_meeting(cast: Cast) -> None:
    case = routed_case(cast)
    Fact.objects.filter(case=case, kind=Kind.ROUTE_SETTLED).update(
        detail={"route": Route.LOOKED_AFTER_DEATH.value}
    )
    notify_panel(
        by=cast.notifier, case=case, sent_at=timezone.now(), panel_reference="CSPRP-1", sender="A. Notifier"
    )
    assert case.facts.get(kind=Kind.NOTIFIED).detail["notification"] == "looked_after_death"
    assert not case.meetings.exists()


def test_one_meeting_of_a_kind_is_to_come_at_a_time(cast: Cast, case: Case) -> None:
    with pytest.raises(NotAllowed) as no:
        hold_meeting(by=cast.manager, case=case, kind=Meeting.Kind.RAPID_REVIEW, held_for=at(2))
    assert code_of(no) == "held_already"


def test_moving_tells_everybody_once_for_each_time(cast: Cast, case: Case) -> None:
    meeting = move_meeting(by=cast.manager, meeting=rapid(case), held_for=at(3), place="Room 4")
    assert timezone.localdate(meeting.held_for) == today() + timedelta(days=3)
    for who in (cast.stranger, cast.dsp_la):
        with pytest.raises(NotAllowed):
            move_meeting(by=who, meeting=meeting, held_for=at(4), place="")


def test_the_quorum_is_the_three_partners_and_the_chair(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    there(cast, meeting, cast.chair, cast.dsp_la, cast.deputy_health)
    found = quorum_of(meeting)
    assert not found.met
    assert found.partners_missing == (Partner.POLICE,)
    assert "the police" in found.sentence
    there(cast, meeting, cast.dsp_police)
    assert quorum_of(meeting).met
    assert quorum_of(meeting).warnings, "education is always invited"


def test_a_deputy_whose_delegation_has_ended_may_listen_and_does_not_count(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    line = record_attendance(by=cast.manager, meeting=meeting, seat=cast.lapsed_deputy.seat, interest="none")
    assert not line.voting_partner
    assert "no delegation in force" in line.capacity


def test_a_deputy_in_force_counts_and_the_line_says_for_whom(cast: Cast, case: Case) -> None:
    move_meeting(by=cast.manager, meeting=rapid(case), held_for=at(1), place="")
    line = record_attendance(
        by=cast.manager, meeting=rapid(case), seat=cast.deputy_health.seat, interest="none"
    )
    assert line.voting_partner == "health"
    assert line.deputy_for == cast.dsp_health.seat


def test_a_personal_interest_walls_at_once_and_the_person_steps_out(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    line = record_attendance(
        by=cast.manager,
        meeting=meeting,
        seat=cast.dsp_police.seat,
        interest="direct",
        interest_words="I led the search.",
    )
    assert line.stepped_out
    assert not line.counts
    assert Exclusion.objects.filter(case=case, person=cast.dsp_police.person).exists()
    with pytest.raises(NotAllowed) as no:
        record_attendance(by=cast.manager, meeting=meeting, seat=cast.dsp_police.seat, interest="none")
    assert code_of(no) == "excluded"


def test_an_organisations_interest_is_noted_and_the_person_stays(cast: Cast, case: Case) -> None:
    line = record_attendance(
        by=cast.manager,
        meeting=rapid(case),
        seat=cast.dsp_la.seat,
        interest="organisational",
        interest_words="We knew them.",
    )
    assert line.counts


def test_a_guest_is_named_with_their_role_and_does_not_count(cast: Cast, case: Case) -> None:
    line = record_attendance(
        by=cast.manager,
        meeting=rapid(case),
        guest_name="Dr Wren Alder",
        guest_capacity="Consultant paediatrician",
        interest="none",
    )
    assert line.name == "Dr Wren Alder"
    assert not line.voting_partner
    with pytest.raises(NotAllowed) as no:
        record_attendance(by=cast.manager, meeting=rapid(case))
    assert code_of(no) == "nobody"


def test_closing_says_what_is_missing_one_thing_at_a_time(cast: Cast, case: Case) -> None:
    meeting = rapid(case)

    def refused() -> str:
        with pytest.raises(NotAllowed) as no:
            close_meeting(by=cast.chair, meeting=meeting)
        return code_of(no)

    assert refused() == "nobody_there"
    record_attendance(by=cast.manager, meeting=meeting, seat=cast.chair.seat)
    assert refused() == "interests_not_asked"
    there(cast, meeting, cast.chair, cast.dsp_la, cast.dsp_health)
    assert refused() == "no_quorum"
    there(cast, meeting, cast.dsp_police)
    assert refused() == "safety_not_answered"
    closed = close_meeting(by=cast.chair, meeting=meeting, safety_check=SAFE)
    assert closed.standing == "quorate"
    assert case.facts.filter(kind=Kind.MET, current=True).count() == 1
    with pytest.raises(NotAllowed) as no:
        close_meeting(by=cast.chair, meeting=meeting, safety_check=SAFE)
    assert code_of(no) == "meeting_closed"


def test_without_its_quorum_it_meets_again_within_one_working_day(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    there(cast, meeting, cast.chair, cast.dsp_la)
    late = timezone.make_aware(datetime.combine(add_working_days(today(), 2), time(10)))
    with pytest.raises(NotAllowed) as no:
        close_meeting(by=cast.chair, meeting=meeting, reconvene_for=late)
    assert code_of(no) == "reconvene_too_late"
    soon = timezone.make_aware(datetime.combine(add_working_days(today(), 1), time(10)))
    closed = close_meeting(by=cast.chair, meeting=meeting, reconvene_for=soon)
    assert closed.standing == "reconvened"
    assert not case.facts.filter(kind=Kind.MET).exists()
    assert rapid(case).held_for == soon


def test_or_goes_on_to_written_positions(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    there(cast, meeting, cast.chair, cast.dsp_la)
    closed = close_meeting(
        by=cast.chair,
        meeting=meeting,
        safety_check=SAFE,
        written_positions="Health and police by e-mail on Monday: agree.",
    )
    assert closed.standing == "written_positions"
    assert case.facts.filter(kind=Kind.MET).count() == 1


def test_only_whoever_chairs_closes_and_an_agreed_vice_chair_may(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    there(cast, meeting, cast.dsp_la, cast.dsp_health, cast.dsp_police)
    for who in (cast.manager, cast.dsp_la, cast.stranger):
        with pytest.raises(NotAllowed):
            close_meeting(by=who, meeting=meeting, safety_check=SAFE)
    with pytest.raises(NotAllowed) as no:
        name_vice_chair(by=cast.manager, meeting=meeting, seat=cast.dsp_la.seat, agreed=" ")
    assert code_of(no) == "no_agreement"
    name(cast, meeting, cast.dsp_la)
    there(cast, meeting, cast.dsp_la)
    meeting.refresh_from_db()
    with pytest.raises(NotAllowed):
        close_meeting(by=cast.dsp_la, meeting=meeting, safety_check=SAFE)
    assert not quorum_of(meeting).met, "somebody whom the chair has not agreed to counted as in the chair"
    assert not agreed_to_chair(case, cast.dsp_la.seat)
    confirm_vice_chair(by=cast.chair, meeting=meeting, seat=cast.dsp_la.seat.pk)
    meeting.refresh_from_db()
    assert agreed_to_chair(case, cast.dsp_la.seat)
    close_meeting(by=cast.dsp_la, meeting=meeting, safety_check=SAFE)
    assert case.facts.filter(kind=Kind.MET).count() == 1


def name(cast: Cast, meeting: Meeting, who: Acting) -> None:
    name_vice_chair(by=cast.manager, meeting=meeting, seat=who.seat, agreed="By e-mail on Monday.")


def to_agree(who: Acting) -> list[str]:
    return [item.why for item in work(who) if item.title == "Agree who takes the chair"]


def test_the_chair_agrees_and_nobody_else_while_there_is_one(cast: Cast, case: Case) -> None:
    meeting, named = rapid(case), cast.dsp_health.seat
    name(cast, meeting, cast.dsp_health)
    for who in (cast.manager, cast.support, cast.dsp_health, cast.dsp_la, cast.lsp_la, cast.stranger):
        with pytest.raises(NotAllowed):
            confirm_vice_chair(by=who, meeting=meeting, seat=named.pk)
        assert to_agree(who) == []
    assert len(to_agree(cast.chair)) == 1
    assert "Hana Siddall is named, and waits for you." in to_agree(cast.chair)[0]
    confirm_vice_chair(by=cast.chair, meeting=meeting, seat=named.pk)
    confirm_vice_chair(by=cast.chair, meeting=meeting, seat=named.pk)
    assert events("confirm_vice_chair", seat=str(named.pk)) == 1
    assert to_agree(cast.chair) == []


@pytest.mark.parametrize("gone", ["seat ended", "kept apart"])
def test_where_nobody_can_act_as_chair_a_lead_partner_agrees(cast: Cast, case: Case, gone: str) -> None:
    meeting = rapid(case)
    if gone == "seat ended":
        end_seat(by=cast.manager, seat=cast.chair.seat, last_day=today() - timedelta(days=1))
    else:
        note_interest(
            by=cast.manager, case=case, person=cast.chair.person, kind="personal", words="A neighbour."
        )
    name(cast, meeting, cast.dsp_health)
    for who in (cast.manager, cast.chair, cast.dsp_la, cast.dsp_health):
        with pytest.raises(NotAllowed):
            confirm_vice_chair(by=who, meeting=meeting, seat=cast.dsp_health.seat.pk)
    assert len(to_agree(cast.lsp_police)) == 1
    confirm_vice_chair(by=cast.lsp_police, meeting=meeting, seat=cast.dsp_health.seat.pk)
    assert agreed_to_chair(case, cast.dsp_health.seat)


def test_nobody_agrees_to_their_own_naming_or_to_a_name_that_they_have_not_read(
    cast: Cast, case: Case
) -> None:
    meeting = rapid(case)
    with pytest.raises(NotAllowed) as no:
        confirm_vice_chair(by=cast.chair, meeting=meeting, seat=0)
    assert code_of(no) == "changed_meanwhile"
    name(cast, meeting, cast.chair)
    with pytest.raises(NotAllowed) as no:
        confirm_vice_chair(by=cast.chair, meeting=meeting, seat=cast.chair.seat.pk)
    assert code_of(no) == "own_naming"
    name(cast, meeting, cast.dsp_la)
    with pytest.raises(NotAllowed) as no:
        confirm_vice_chair(by=cast.chair, meeting=meeting, seat=cast.dsp_health.seat.pk)
    assert code_of(no) == "changed_meanwhile"


def test_another_name_takes_the_power_of_the_one_before(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    there(cast, meeting, cast.dsp_la)
    name(cast, meeting, cast.dsp_la)
    confirm_vice_chair(by=cast.chair, meeting=meeting, seat=cast.dsp_la.seat.pk)
    assert meeting.attendances.get(seat=cast.dsp_la.seat).in_the_chair
    name(cast, meeting, cast.dsp_health)
    assert not meeting.attendances.get(seat=cast.dsp_la.seat).in_the_chair
    assert not agreed_to_chair(case, cast.dsp_la.seat)
    assert not agreed_to_chair(case, cast.dsp_health.seat)


def test_naming_and_agreeing_in_the_browser_and_what_waits_for_whom(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    place = reverse("meetings:meeting", args=[case.reference, meeting.pk])
    manager, chair = signed_in(cast.manager), signed_in(cast.chair)
    said = {"seat": str(cast.dsp_la.seat.pk), "agreed": "By e-mail on Monday."}
    assert send(manager, place, "vice", **said).status_code == 302
    for page in (place, "/people/chairs/"):
        assert "Leo Marchbank" in words(manager.get(page))
        assert "Waits for Ines Halloran" in words(manager.get(page))
    assert "/people/chairs/" in manager.get("/people/").content.decode()
    assert "Agree that they take the chair" not in words(manager.get(place))
    assert "Agree who takes the chair" in words(chair.get("/"))
    changed = send(chair, place, "agree", seat=str(cast.dsp_health.seat.pk))
    assert changed.status_code == 409
    assert "Somebody else has been named" in words(changed)
    assert send(chair, place, "agree", seat="").status_code == 409
    assert send(chair, place, "agree", seat=str(cast.dsp_la.seat.pk)).status_code == 302
    assert "Waits for" not in words(manager.get("/people/chairs/"))
    assert "Leo Marchbank" not in words(signed_in(cast.stranger).get("/people/chairs/"))


def test_the_pages_do_what_they_say_and_do_not_exist_for_strangers(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    listing = reverse("meetings:meetings", args=[case.reference])
    one = reverse("meetings:meeting", args=[case.reference, meeting.pk])
    close = reverse("meetings:close", args=[case.reference, meeting.pk])
    browser = signed_in(cast.manager)
    assert "Rapid review meeting" in words(browser.get(listing))
    for who in (cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police):
        answer = send(browser, one, "attends", seat=str(who.seat.pk), there="yes", interest="none")
        assert answer.status_code == 302, words(answer)
    page = words(browser.get(one))
    assert "The quorum is there" in page
    assert "Ines Halloran" in page
    assert browser.get(close).status_code == 404
    chair = signed_in(cast.chair)
    refused = send(chair, close, notes="My notes.")
    assert refused.status_code == 409
    assert "My notes." in words(refused)
    assert send(chair, close, safety_check=SAFE).status_code == 302
    assert "The quorum was there" in words(browser.get(one))
    for who in (cast.stranger, cast.member, cast.sys_admin):
        for path in (listing, one, close):
            assert signed_in(who).get(path).status_code == 404


def test_everybody_without_an_interest_is_recorded_in_one_press(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    one = reverse("meetings:meeting", args=[case.reference, meeting.pk])
    who = [cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police]
    answer = send(signed_in(cast.manager), one, "roll", seats=[str(person.seat.pk) for person in who])
    assert answer.status_code == 302
    assert quorum_of(meeting).met
    assert set(meeting.attendances.values_list("interest", flat=True)) == {"none"}
