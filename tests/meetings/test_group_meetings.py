"""The standing group's own meetings: its agenda, its minutes, and what each reader may know of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.actions.interests import exclude_person, note_interest
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.dates import dates as dates_of
from safeguarding.cases.handover import Whose
from safeguarding.cases.matters import group_matters_of
from safeguarding.cases.models import Case
from safeguarding.cases.next_steps import work
from safeguarding.correspondence.models import Letter
from safeguarding.disagreements.actions import open_disagreement
from safeguarding.documents.models import Document
from safeguarding.meetings import actions
from safeguarding.meetings.actions import Typed
from safeguarding.meetings.group import in_the_group, to_accept
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.meetings.queries import items_of, may_keep_draft, namings_that_fall, papers_of
from safeguarding.meetings.queries.members import one as one_member
from safeguarding.meetings.queries.offered import offered
from safeguarding.people.acting import Acting
from safeguarding.record import rows
from safeguarding.record.models import Event
from safeguarding.reports.calendar import feed_file
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.terms import DecisionKind, Partner
from tests.cases.builders import notified_case, today
from tests.meetings.gathered import called, item, over, together, typed
from tests.meetings.test_meetings import at, there
from tests.meetings.test_minutes import code_of, drafted
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, events, signed_in

LIST = "/group/meetings/"


def where(meeting: Meeting, page: str = "") -> str:
    return f"{LIST}{meeting.pk}/{page}"


def titles(by: Acting) -> list[str]:
    return [found.title for found in work(by)]


# Holding it


def test_the_group_meets_about_no_case_and_once_at_a_time(cast: Cast) -> None:
    meeting = actions.hold_group_meeting(by=cast.manager, held_for=at(7))
    assert (meeting.case, meeting.partnership) == (None, cast.barnet)
    again: Any = lambda: actions.hold_group_meeting(by=cast.chair, held_for=at(8))  # noqa: E731
    assert code_of(again) == "held_already"
    assert code_of(lambda: actions.hold_group_meeting(by=cast.dsp_la, held_for=at(8))) == "not_yours"
    assert actions.hold_group_meeting(by=cast.stranger, held_for=at(8)).partnership == cast.devon
    assert Event.objects.get(act="hold_meeting", stream=cast.barnet.stream).on["meeting"] == str(meeting.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            partnership=cast.barnet, kind="learning", held_for=at(), called_by=cast.chair.seat
        )
    assert (
        code_of(
            lambda: actions.hold_meeting(
                by=cast.manager, case=notified_case(cast), kind=Meeting.Kind.GROUP, held_for=at()
            )
        )
        == "nothing_to_meet_on"
    )


def test_everybody_of_the_group_is_told_when_with_a_file_that_tells_of_no_case(cast: Cast) -> None:
    case = notified_case(cast)
    Letter.objects.all().delete()
    meeting = called(cast, 7)
    told = {letter.to_person_id for letter in Letter.objects.filter(kind="meeting_called")}
    assert {cast.chair.person.pk, cast.dsp_la.person.pk, cast.member.person.pk} <= told
    assert cast.school_author.person.pk not in told
    for letter in Letter.objects.filter(kind="meeting_called"):
        assert case.reference not in letter.body + letter.subject + letter.invitation
        assert where(meeting) in letter.body
    actions.move_meeting(by=cast.manager, meeting=meeting, held_for=at(8), place="Room 3")
    assert Letter.objects.filter(kind="meeting_called").count() == 2 * len(told)
    file = signed_in(cast.member).get(where(meeting, "meeting.ics"))
    assert "Meeting of Barnet SCP" in file.content.decode()
    assert case.reference not in file.content.decode()


def test_it_stands_in_the_calendar_and_feed_of_those_who_belong_to_the_group(cast: Cast) -> None:
    meeting = called(cast, 7)
    until = today() + timedelta(days=30)

    def shown(by: Acting) -> bool:
        return where(meeting) in {one.href for one in dates_of(by, until)}

    assert shown(cast.member)
    assert shown(cast.scrutineer)
    assert not any(shown(who) for who in (cast.author, cast.governance, cast.stranger, cast.sys_admin))
    assert b"Safeguarding practice: meeting" in feed_file(cast.member)


def test_the_next_day_is_offered_as_far_on_as_the_last_two_were_apart(cast: Cast) -> None:
    assert "as far on" not in words(signed_in(cast.manager).get(LIST + "hold/"))
    first = over(cast)
    Meeting.objects.filter(pk=first.pk).update(held_for=at(-28))
    page = signed_in(cast.manager).get(LIST + "hold/").content.decode()
    assert f'value="{(today() + timedelta(days=14)).day}"' in page
    second = over(cast)
    Meeting.objects.filter(pk=second.pk).update(held_for=at(-7))
    page = signed_in(cast.manager).get(LIST + "hold/").content.decode()
    assert f'value="{(today() + timedelta(days=14)).day}"' in page


# The agenda


def test_its_agenda_begins_with_the_last_minutes_and_has_each_case_as_an_item_of_its_own(cast: Cast) -> None:
    case = notified_case(cast)
    meeting = called(cast)
    items = items_of(cast.manager, meeting)
    assert [one.code or one.title for one in items] == [
        "last_minutes", "interests", "quorum", "owed", "reports", "directions", "cases",
        f"Case {case.reference}", "publications", "members", "disagreements", "any_other",
    ]  # fmt: skip
    assert items[2].prompt == case.profile.quorum_words
    assert items[7].about == case
    assert code_of(lambda: actions.make_agenda(by=cast.manager, meeting=meeting)) == "made_already"


def test_what_it_deferred_comes_back_after_the_opening_items(cast: Cast) -> None:
    case = notified_case(cast)
    later = {"state": "deferred", "deferred_to": today() + timedelta(days=9), "because": "Nobody knew."}
    over(cast, owed=later, **{"-": later})
    titles = [one.title for one in items_of(cast.manager, called(cast))]
    assert titles[3:5] == ["Deferred before: What agencies owe", f"Deferred before: Case {case.reference}"]
    assert titles.count(f"Case {case.reference}") == 0
    over(cast, Meeting.objects.get(state="slot", kind="group"), owed=later)
    again = [one.title for one in items_of(cast.manager, called(cast))]
    assert "Deferred before: What agencies owe" in again
    assert not any(title.startswith("Deferred before: Deferred") for title in again)


def test_what_is_open_stands_under_its_item_as_each_reader_may_see_it(cast: Cast) -> None:
    case = notified_case(cast)
    open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.CASE_CLOSE, about="Too early?",
        positions={Partner.POLICE: "Too early."},
    )  # fmt: skip
    meeting = called(cast)
    assert "One is open, between partners." in words(signed_in(cast.manager).get(where(meeting, "minutes/")))
    assert "between partners" not in words(signed_in(cast.member).get(where(meeting, "minutes/")))
    assert {one.code for one in group_matters_of(cast.manager)} <= {
        "owed", "reports", "directions", "cases", "publications", "members", "disagreements"
    }  # fmt: skip


# A case that a reader may not see


def test_who_is_kept_apart_from_a_case_learns_of_it_nowhere(cast: Cast) -> None:
    case = notified_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.excluded.person, reason="A neighbour.")
    meeting = over(cast)
    there = signed_in(cast.excluded)
    page = words(there.get(where(meeting, "minutes/")))
    assert case.reference not in page
    assert case.reference in words(signed_in(cast.dsp_la).get(where(meeting, "minutes/")))
    for paper in papers_of(meeting):
        assert case.reference not in str(paper.made_from)
    assert case.reference not in words(there.get(where(meeting)))


def test_no_paper_of_the_group_tells_of_a_single_case_or_counts_one(cast: Cast) -> None:
    """Whoever is kept apart, or finds the case sealed, later still has the paper."""
    case = notified_case(cast)
    open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.CASE_CLOSE, about="Too early?",
        positions={Partner.POLICE: "Too early."},
    )  # fmt: skip
    later = {"state": "deferred", "deferred_to": today() + timedelta(days=5), "because": "Bail ends then."}
    first = called(cast)
    number = first.items.get(about=case).number
    together(cast, first)
    actions.type_minutes(
        by=cast.support,
        meeting=first,
        typed=[replace(one, **later) if one.number == number else one for one in typed(first)],
    )
    actions.close_meeting(by=cast.chair, meeting=first)
    second = called(cast)
    assert "Bail ends then." in [one.prompt for one in items_of(cast.manager, second)]
    for paper in [*papers_of(first), *papers_of(second)]:
        said = str(paper.made_from)
        assert case.reference not in said
        assert "Bail ends then." not in said
        assert "between partners" not in said


def test_a_sealed_case_is_in_no_paper_of_the_group(cast: Cast) -> None:
    case = notified_case(cast)
    seal_case(
        by=cast.chair, case=case, reason="A colleague’s child.", named=[cast.manager.seat, cast.chair.seat]
    )
    meeting = called(cast)
    assert f"Case {case.reference}" in [one.title for one in items_of(cast.manager, meeting)]
    assert f"Case {case.reference}" not in [one.title for one in items_of(cast.dsp_la, meeting)]
    assert not any(case.reference in str(paper.made_from) for paper in papers_of(meeting))


def test_words_about_a_case_are_kept_with_the_case(cast: Cast) -> None:
    case = notified_case(cast)
    meeting = over(cast)
    number = str(meeting.items.get(about=case).number)
    kept = Event.objects.filter(act="type_minutes", stream=case.stream).get()
    assert kept.on["items"] == number
    for event in Event.objects.filter(act="type_minutes", stream=cast.barnet.stream):
        assert number not in event.on["items"].split(",")


def test_nobody_types_at_an_item_that_they_may_not_see(cast: Cast) -> None:
    case = notified_case(cast)
    meeting = called(cast)
    hidden = meeting.items.get(about=case)
    exclude_person(by=cast.chair, case=case, person=cast.support.person, reason="An aunt.")
    said = [Typed(hidden.number, 0, "I guessed its number.", "done")]
    assert actions.type_minutes(by=cast.support, meeting=meeting, typed=said) == []
    added = actions.add_agenda_item(by=cast.support, meeting=meeting, title="Rooms")
    assert added.number == meeting.items.count()


def test_a_matter_hidden_from_whoever_closes_comes_back_on_the_next_agenda(cast: Cast) -> None:
    case = notified_case(cast)
    meeting = together(cast, called(cast))
    note_interest(by=cast.manager, case=case, person=cast.chair.person, kind="personal", words="An uncle.")
    actions.type_minutes(
        by=cast.support, meeting=meeting, typed=[one for one in typed(meeting) if one.number != 8]
    )
    actions.close_meeting(by=cast.chair, meeting=meeting)
    assert meeting.items.get(about=case).state == "open"
    assert f"Deferred before: Case {case.reference}" in [
        one.title for one in items_of(cast.manager, called(cast))
    ]


def test_on_postgresql_a_row_of_the_group_exists_in_its_partnership_and_an_item_with_its_case(
    cast: Cast,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL has walls of its own.")
    case = notified_case(cast)
    meeting = called(cast)
    exclude_person(by=cast.chair, case=case, person=cast.excluded.person, reason="A neighbour.")

    def seen() -> tuple[int, int]:
        items = AgendaItem.objects.filter(meeting=meeting)
        return Meeting.objects.filter(pk=meeting.pk).count(), items.count()

    with rows.scope([cast.barnet.pk]):
        assert seen() == (1, 12)
    reader = rows.Reader(cast.excluded.person.pk, cast.excluded.seat.pk)
    with rows.scope([cast.barnet.pk], reader=reader):
        assert seen() == (1, 11)
    with rows.scope([cast.devon.pk]):
        assert seen() == (0, 0)


# Who may


MAY_SEE = {"manager", "support", "chair", "dsp_la", "deputy_health", "lsp_la", "scrutineer", "member"}
MAY_NOT = {
    "author",
    "governance",
    "sys_admin",
    "auditor",
    "notifier",
    "reviewer",
    "lapsed_deputy",
    "stranger",
}


@pytest.mark.parametrize("name", sorted(MAY_SEE | MAY_NOT))
def test_it_exists_for_those_of_the_group_and_for_nobody_else(cast: Cast, name: str) -> None:
    meeting = called(cast)
    browser = signed_in(getattr(cast, name))
    wanted = 200 if name in MAY_SEE else 404
    assert browser.get(where(meeting, "minutes/")).status_code == wanted
    assert browser.get(where(meeting)).status_code == wanted
    assert browser.get(LIST).status_code == (200 if name == "stranger" else wanted)


def test_who_belongs_by_membership_sees_it_until_the_term_ends(cast: Cast) -> None:
    meeting = called(cast)
    lead = cast.school_author
    assert signed_in(lead).get(where(meeting)).status_code == 404
    member = actions.add_member(
        by=cast.manager, seat=lead.seat, kind=MemberKind.INPUT, since=today(), inducted_on=today()
    )
    page = signed_in(lead).get(where(meeting))
    assert page.status_code == 200
    assert "What drifts" not in words(page)  # pages of the group that are not theirs
    actions.end_member(by=cast.manager, member=member, last_day=today() - timedelta(days=1), why="Moved.")
    assert not in_the_group(lead.seat, today())
    assert signed_in(lead).get(where(meeting)).status_code == 404


def test_a_paper_is_taken_away_with_its_reason(cast: Cast) -> None:
    meeting = over(cast)
    paper = papers_of(meeting)[0]
    path = reverse("meetings:group_paper", args=[meeting.pk, paper.reference, "pdf"])
    assert signed_in(cast.author).get(path).status_code == 404
    assert signed_in(cast.member).get(path.replace("/pdf/", "/odt/")).status_code == 404
    assert signed_in(cast.member).get(path.replace(paper.reference, "no")).status_code == 404
    given = send(signed_in(cast.member), path, purpose="read")
    assert given.headers["Content-Type"] == "application/pdf"
    assert events("take_file", what=paper.kind) == 1


def test_only_whoever_writes_the_minutes_keeps_a_draft_of_them(cast: Cast) -> None:
    meeting = called(cast)
    assert may_keep_draft(cast.support, str(meeting.pk))
    assert not any(may_keep_draft(who, str(meeting.pk)) for who in (cast.member, cast.stranger))


# Being there


def test_somebody_with_an_interest_in_an_item_steps_out_for_that_item_only(cast: Cast) -> None:
    meeting = called(cast)
    path = where(meeting)
    silent = send(
        signed_in(cast.support), path, "attends", seat=cast.member.seat.pk, there="yes",
        interest="organisational", interest_words=" ",
    )  # fmt: skip
    assert silent.status_code == 409
    said = "Item 4: the trust owes two answers."
    answer = send(
        signed_in(cast.support), path, "attends", seat=cast.member.seat.pk, there="yes",
        interest="organisational", interest_words=said,
    )  # fmt: skip
    assert answer.status_code == 302
    line = meeting.attendances.get()
    assert line.counts
    assert line.interest_words == said
    assert said in words(signed_in(cast.support).get(path))
    others = words(signed_in(cast.member).get(path))
    assert "An interest in an item. They step out for it." in others
    assert said not in others


def test_nobody_of_another_partnership_is_recorded_but_as_a_guest(cast: Cast) -> None:
    meeting = called(cast)
    assert code_of(lambda: there(cast, meeting, cast.stranger)) == "not_of_the_group"
    actions.record_attendance(
        by=cast.manager, meeting=meeting, guest_name="Sorcha Pell", guest_capacity="Devon’s manager"
    )
    assert meeting.attendances.get().name == "Sorcha Pell"


def test_a_deputy_counts_for_their_partner_and_somebody_else_takes_the_chair(cast: Cast) -> None:
    meeting = called(cast)
    actions.name_vice_chair(by=cast.manager, meeting=meeting, seat=cast.dsp_health.seat, agreed="By e-mail.")
    assert (
        code_of(
            lambda: actions.confirm_vice_chair(by=cast.lsp_la, meeting=meeting, seat=cast.dsp_health.seat.pk)
        )
        == "not_yours"
    )
    assert "Agree who takes the chair of the group’s meeting" in titles(cast.chair)
    assert "Agree who takes the chair of the group’s meeting" not in titles(cast.dsp_health)
    page = words(signed_in(cast.chair).get(where(meeting)))
    assert "Agree that they take the chair" in page
    actions.confirm_vice_chair(by=cast.chair, meeting=meeting, seat=cast.dsp_health.seat.pk)
    there(cast, meeting, cast.dsp_la, cast.dsp_health, cast.dsp_police, cast.deputy_health)
    actions.type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting))
    assert actions.close_meeting(by=cast.dsp_health, meeting=meeting).standing == "quorate"
    assert "standing in for Hana Siddall" in meeting.attendances.get(seat=cast.deputy_health.seat).capacity


# Closing


def test_it_closes_only_when_every_item_is_settled(cast: Cast) -> None:
    meeting = together(cast, called(cast))
    assert code_of(lambda: actions.close_meeting(by=cast.chair, meeting=meeting)) == "items_open"
    assert code_of(lambda: actions.close_meeting(by=cast.manager, meeting=meeting)) == "not_yours"
    actions.type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting))
    answer = send(signed_in(cast.chair), where(meeting, "close/"), notes="A short one.")
    assert answer.status_code == 302
    again = signed_in(cast.chair).get(where(meeting, "close/"))
    assert again.status_code == 200
    assert code_of(lambda: actions.close_meeting(by=cast.chair, meeting=meeting)) == "meeting_closed"
    assert events("close_meeting", meeting=str(meeting.pk)) == 1


def test_without_its_quorum_it_meets_again_on_a_day_of_its_choice_or_decides_in_writing(cast: Cast) -> None:
    meeting = called(cast)
    there(cast, meeting, cast.chair)
    close: dict[str, Any] = {"by": cast.chair, "meeting": meeting}
    assert code_of(lambda: actions.close_meeting(**close)) == "no_quorum"
    assert code_of(lambda: actions.close_meeting(**close, reconvene_for=at(-1))) == "no_quorum"
    assert actions.close_meeting(**close, reconvene_for=at(20)).standing == "reconvened"
    again = Meeting.objects.get(kind="group", state="slot")
    assert again.partnership == cast.barnet
    there(cast, again, cast.chair)
    assert actions.close_meeting(by=cast.chair, meeting=again, written_positions="All: yes.").standing == (
        "written_positions"
    )


# The minutes


def test_the_minutes_are_accepted_at_the_next_meeting_as_its_first_item(cast: Cast) -> None:
    first = over(cast)
    accept: dict[str, Any] = {"by": cast.chair, "meeting": first}
    assert code_of(lambda: actions.agree_minutes(**accept, read=drafted(first))) == "next_meeting"
    second = called(cast)
    assert to_accept(second) == [first]
    assert code_of(lambda: actions.agree_minutes(**accept, read=drafted(first))) == "next_meeting"
    together(cast, second)
    done = [one for one in typed(second) if one.number == 1]
    assert (
        code_of(lambda: actions.type_minutes(by=cast.support, meeting=second, typed=done)) == "not_accepted"
    )
    actions.type_minutes(
        by=cast.support, meeting=first, typed=[Typed(2, 1, "Nobody had an interest.", "done")]
    )
    assert code_of(lambda: actions.agree_minutes(**accept, read="an older one")) == "changed_meanwhile"
    assert (
        code_of(lambda: actions.agree_minutes(by=cast.manager, meeting=first, read=drafted(first)))
        == "not_yours"
    )
    assert "Accept the minutes of the last meeting" in titles(cast.chair)
    page = where(first, "minutes/")
    assert "accept" not in words(signed_in(cast.member).get(page)).replace("accepted", "")
    assert send(signed_in(cast.chair), page, "agree", read=drafted(first)).status_code == 302
    accepted = item(second, "last_minutes")
    assert accepted.state == "done"
    assert accepted.words.endswith("were accepted as a true record.")
    sealed = (
        Document.objects.filter(kind="rr_minutes", about=f"meeting:{first.pk}").order_by("version").last()
    )
    assert sealed is not None
    assert sealed.is_sealed
    assert "Nobody had an interest." in str(sealed.made_from)
    assert "OFFICIAL-SENSITIVE" in str(sealed.made_from)
    assert code_of(lambda: actions.agree_minutes(**accept, read="")) == "nothing_to_agree"
    assert "Accepted" in words(signed_in(cast.member).get(LIST))
    over(cast, second)


def test_they_can_be_deferred_with_a_reason_and_wait_on_the_next_agenda(cast: Cast) -> None:
    first = over(cast)
    later = {"state": "deferred", "deferred_to": today() + timedelta(days=40), "because": "Not read yet."}
    second = over(cast, called(cast), last_minutes=later)
    third = together(cast, called(cast))
    assert to_accept(third) == [first, second]
    assert [one.code for one in third.items.all()][:2] == ["last_minutes", "interests"]
    actions.agree_minutes(by=cast.chair, meeting=first, read=drafted(first))
    assert item(third, "last_minutes").state == "open"
    actions.agree_minutes(by=cast.chair, meeting=second, read=drafted(second))
    assert item(third, "last_minutes").state == "done"


def test_a_meeting_without_an_agenda_cannot_accept_them(cast: Cast) -> None:
    first = over(cast)
    second = actions.hold_group_meeting(by=cast.manager, held_for=at())
    together(cast, second)
    accept: dict[str, Any] = {"by": cast.chair, "meeting": first, "read": drafted(first)}
    assert code_of(lambda: actions.agree_minutes(**accept)) == "no_agenda"


def test_what_is_said_at_the_group_is_kept_encrypted(cast: Cast) -> None:
    over(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, title FROM meetings_agendaitem")
        assert not any("spoke" in said or "Minutes" in title for said, title in cursor.fetchall())


def test_its_pages_ask_as_many_questions_of_many_cases_and_meetings_as_of_few(cast: Cast) -> None:
    over(cast)
    counts = []
    for more in (1, 5):
        for _ in range(more):
            notified_case(cast)
        meeting = called(cast)
        browser = signed_in(cast.manager)
        pages = (LIST, where(meeting), where(meeting, "minutes/"))
        asked = []
        for page in pages:
            browser.get(page)
            with CaptureQueriesContext(connection) as counted:
                assert browser.get(page).status_code == 200
            asked.append(len(counted))
        counts.append(asked)
        over(cast, meeting)
    assert counts[0] == counts[1]


# Your work


def test_work_is_to_hold_it_to_prepare_it_to_come_and_to_close_it(cast: Cast) -> None:
    assert not any("group’s" in title for title in titles(cast.manager))
    meeting = actions.hold_group_meeting(by=cast.manager, held_for=at(1))
    assert "Make the agenda of the group’s meeting" in titles(cast.manager)
    assert "Come to the group’s meeting" in titles(cast.member)
    assert "Come to the group’s meeting" not in titles(cast.scrutineer)
    actions.make_agenda(by=cast.manager, meeting=meeting)
    assert "Make the agenda of the group’s meeting" not in titles(cast.manager)
    Meeting.objects.filter(pk=meeting.pk).update(held_for=at(-1))
    assert "Close the group’s meeting" in titles(cast.chair)
    assert "Close the group’s meeting" not in titles(cast.manager)
    over(cast, meeting)
    assert "Hold the group’s next meeting" in titles(cast.manager)
    assert "Hold the group’s next meeting" not in titles(cast.member)


def test_whoever_was_to_take_the_chair_and_leaves_takes_it_no_longer(cast: Cast) -> None:
    meeting = called(cast, 7)
    actions.name_vice_chair(by=cast.manager, meeting=meeting, seat=cast.dsp_health.seat, agreed="By e-mail.")
    (waits,) = namings_that_fall(Whose(cast.barnet, [cast.dsp_health.seat]))
    assert waits.case is None
    actions.let_naming_fall(by=cast.manager, one=waits, to=None)
    meeting.refresh_from_db()
    assert meeting.vice_chair is None


def test_coming_to_the_groups_meeting_counts_among_the_meetings_of_a_member(cast: Cast) -> None:
    member = actions.add_member(
        by=cast.manager, seat=cast.dsp_la.seat, kind=MemberKind.CORE, since=today(), inducted_on=today()
    )
    over(cast)
    line = one_member(cast.manager, member.pk)
    assert line is not None
    assert (line.came, line.of) == (1, 1)


# The pages


def test_from_holding_it_to_the_minutes_on_the_pages(cast: Cast) -> None:
    manager = signed_in(cast.manager)
    assert "No time is held for the next meeting" in words(manager.get(LIST))
    held = {**on("held_for", today()), "held_for-time": "10:00", "place": "Room 2"}
    once = once_of(manager.get(LIST + "hold/"))
    for _ in range(2):
        assert manager.post(LIST + "hold/", {"once": once, **held}).status_code == 302
    meeting = Meeting.objects.get(kind="group")
    assert send(manager, LIST + "hold/", **held).status_code == 409
    assert "There is no agenda yet" in words(manager.get(where(meeting, "minutes/")))
    assert send(manager, where(meeting, "minutes/"), "make").status_code == 302
    assert send(manager, where(meeting, "minutes/"), "add", title="Rooms").status_code == 302
    roll = [cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police]
    sat = send(manager, where(meeting), "roll", seats=[who.seat.pk for who in roll])
    assert sat.status_code == 302
    fields: dict[str, Any] = {}
    for one in meeting.items.all():
        n = one.number
        fields |= {f"words_{n}": f"Of {n}.", f"state_{n}": "done", f"version_{n}": "0"}
    assert send(manager, where(meeting, "minutes/"), "type", **fields).status_code == 302
    stale = send(manager, where(meeting, "minutes/"), "type", **{**fields, "words_3": "Another."})
    assert stale.status_code == 409
    assert "Another." in words(stale)
    assert send(signed_in(cast.chair), where(meeting, "close/"), notes="").status_code == 302
    page = words(signed_in(cast.member).get(where(meeting, "minutes/")))
    assert "accepted at the next meeting" in page
    assert "Of 3." in page
    assert signed_in(cast.member, Client()).get(where(meeting, "move/")).status_code == 404


# Kinds of meeting about a case


def test_a_panel_and_a_disagreement_are_met_on_where_there_is_one(cast: Cast) -> None:
    case: Case = notified_case(cast)
    hold: dict[str, Any] = {"by": cast.manager, "case": case, "held_for": at(3)}
    assert code_of(lambda: actions.hold_meeting(**hold, kind=Meeting.Kind.PANEL)) == "nothing_to_meet_on"
    kinds = {kind for kind, _ in offered(case)}
    assert kinds == {"rapid_review", "sign_off", "consideration", "learning"}
    assert "Review panel" not in words(signed_in(cast.manager).get(f"/cases/{case.reference}/meetings/hold/"))
    open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.CASE_CLOSE, about="Too early?",
        positions={Partner.POLICE: "Too early."},
    )  # fmt: skip
    Letter.objects.all().delete()
    meeting = actions.hold_meeting(**hold, kind=Meeting.Kind.RESOLUTION)
    told = {letter.to_person_id for letter in Letter.objects.filter(kind="meeting_called")}
    assert {cast.lsp_police.person.pk, cast.dsp_la.person.pk} <= told
    items = actions.make_agenda(by=cast.manager, meeting=meeting)
    assert [one.code for one in items[2:]] == [
        "differ", "positions", "says", "settles", "outcome", "next_level"
    ]  # fmt: skip
