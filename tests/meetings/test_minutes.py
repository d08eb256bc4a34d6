"""The agenda is made from what is open; the minutes say what came of each item, and are agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.matters import matters_of
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions import open_disagreement
from safeguarding.documents.models import Document
from safeguarding.meetings import actions
from safeguarding.meetings.actions import Typed
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.meetings.queries import may_keep_draft, to_agree
from safeguarding.people.actions import save_draft
from safeguarding.record.models import Event
from safeguarding.statute.agenda import minutes_due
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import DecisionKind, Partner
from tests.cases.builders import notified_case, today
from tests.meetings.test_meetings import at, there
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


@pytest.fixture
def rapid(case: Case) -> Meeting:
    return case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as no:
        act()
    return no.value.refused.code


def typed(meeting: Meeting, **changes: Any) -> list[Typed]:
    """Every item dealt with, but for the changes by number (`n5={"state": "open"}`)."""
    return [
        Typed(
            **{
                "number": item.number, "version": item.version, "words": f"We spoke of {item.number}.",
                "state": "done", **changes.get(f"n{item.number}", {}),
            }
        )
        for item in meeting.items.all()
    ]  # fmt: skip


def minuted(cast: Cast, meeting: Meeting, **changes: Any) -> None:
    actions.make_agenda(by=cast.manager, meeting=meeting)
    actions.type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting, **changes))


def drafted(meeting: Meeting) -> str:
    """The reference of the newest draft of its minutes."""
    newest = (
        Document.objects.filter(kind="rr_minutes", about=f"meeting:{meeting.pk}").order_by("version").last()
    )
    assert newest is not None
    return newest.reference


def closed(cast: Cast, meeting: Meeting) -> Meeting:
    there(cast, meeting, cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police)
    return actions.close_meeting(by=cast.chair, meeting=meeting, safety_check="Both are safe.")


# The agenda


def test_it_has_the_items_of_its_kind_and_what_is_open_on_the_case(
    cast: Cast, case: Case, rapid: Meeting
) -> None:
    open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.CASE_CLOSE, about="Too early?",
        positions={Partner.POLICE: "Too early."},
    )  # fmt: skip
    matters = matters_of(cast.manager, case)
    titles = [one.title for one in matters]
    assert "Close the case" in titles
    assert "No answer from Larkfield NHS Trust" in titles
    items = actions.make_agenda(by=cast.manager, meeting=rapid, matters=matters)
    assert [item.code for item in items[:3]] == ["welcome", "interests", "quorum"]
    assert len(items) == 20 + len(matters)
    assert items[2].prompt == case.profile.quorum_words
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert {paper.kind for paper in Document.objects.filter(about=f"meeting:{rapid.pk}")} == {"rr_agenda"}
    assert code_of(lambda: actions.make_agenda(by=cast.manager, meeting=rapid)) == "made_already"
    assert [one.title for one in matters_of(cast.member, case)] == [
        one for one in titles if not one.startswith("No answer")
    ]


def test_an_item_is_added_by_whoever_writes_the_minutes(cast: Cast, rapid: Meeting) -> None:
    add: Callable[..., AgendaItem] = actions.add_agenda_item
    assert code_of(lambda: add(by=cast.support, meeting=rapid, title="Siblings")) == "no_agenda"
    actions.make_agenda(by=cast.manager, meeting=rapid)
    assert add(by=cast.support, meeting=rapid, title=" The school ").number == 21
    assert code_of(lambda: add(by=cast.support, meeting=rapid, title=" ")) == "no_words"
    with pytest.raises(NotAllowed):
        add(by=cast.dsp_la, meeting=rapid, title="Mine")


def test_what_one_meeting_defers_the_next_one_begins_with(cast: Cast, case: Case, rapid: Meeting) -> None:
    later = today() + timedelta(days=5)
    minuted(
        cast, rapid, n17={"state": "deferred", "deferred_to": later, "because": "The press office is away."}
    )
    closed(cast, rapid)
    again = actions.hold_meeting(
        by=cast.manager, case=case, kind=Meeting.Kind.LEARNING, held_for=rapid.held_for
    )
    first = actions.make_agenda(by=cast.manager, meeting=again)[0]
    assert first.title == "Deferred before: Press and publicity"
    assert first.prompt == "The press office is away."
    third = actions.hold_meeting(
        by=cast.manager, case=case, kind=Meeting.Kind.RAPID_REVIEW, held_for=rapid.held_for
    )
    assert actions.make_agenda(by=cast.manager, meeting=third)[0].code == "welcome"


# The minutes


def test_a_meeting_closes_only_when_every_item_is_dealt_with_or_deferred(cast: Cast, rapid: Meeting) -> None:
    minuted(cast, rapid, n4={"state": "open"}, n17={"state": "open"})
    assert code_of(lambda: closed(cast, rapid)) == "items_open"
    there(cast, rapid, cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police)
    given: dict[str, Any] = {"by": cast.chair, "meeting": rapid, "safety_check": "Both are safe."}
    assert code_of(lambda: actions.close_meeting(**given, reconvene_for=at())) == "items_open"
    actions.type_minutes(by=cast.manager, meeting=rapid, typed=typed(rapid))
    assert closed(cast, rapid).state == "closed"


def test_a_meeting_without_its_quorum_meets_again_whatever_is_open(cast: Cast, rapid: Meeting) -> None:
    actions.make_agenda(by=cast.manager, meeting=rapid)
    there(cast, rapid, cast.chair)
    held = actions.close_meeting(by=cast.chair, meeting=rapid, reconvene_for=at())
    assert held.standing == "reconvened"
    assert to_agree(cast.chair) == []
    page = words(signed_in(cast.chair).get(f"/cases/{rapid.case.reference}/meetings/{rapid.pk}/minutes/"))
    assert "to be agreed" not in page


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"state": "deferred"}, "deferred_to_when"),
        ({"state": "deferred", "deferred_to": today(), "because": " "}, "deferred_to_when"),
        (
            {"state": "deferred", "deferred_to": today() - timedelta(days=1), "because": "x"},
            "date_past",
        ),
    ],
)
def test_deferred_says_to_when_and_why(cast: Cast, rapid: Meeting, said: dict[str, Any], code: str) -> None:
    actions.make_agenda(by=cast.manager, meeting=rapid)
    assert code_of(lambda: minuted_again(cast, rapid, n6=said)) == code
    assert not rapid.items.exclude(state="open").exists()


def minuted_again(cast: Cast, meeting: Meeting, **changes: Any) -> None:
    actions.type_minutes(by=cast.support, meeting=meeting, typed=typed(meeting, **changes))


def test_two_who_type_at_one_item_lose_nothing(cast: Cast, rapid: Meeting) -> None:
    actions.make_agenda(by=cast.manager, meeting=rapid)
    seen = typed(rapid)
    actions.type_minutes(by=cast.support, meeting=rapid, typed=[seen[3]])
    with pytest.raises(NotAllowed) as no:
        actions.type_minutes(
            by=cast.manager, meeting=rapid, typed=[Typed(4, 0, "Something else.", "done"), seen[4]]
        )
    assert no.value.refused.code == "changed_meanwhile"
    assert "Bram Tilley" in no.value.refused.sentence
    assert "We spoke of 4." in no.value.refused.sentence
    assert rapid.items.get(number=5).words == ""
    actions.type_minutes(by=cast.manager, meeting=rapid, typed=[seen[4]])
    assert actions.type_minutes(by=cast.manager, meeting=rapid, typed=[]) == []
    assert Event.objects.filter(act="type_minutes").count() == 2


def test_after_closing_words_are_put_right_until_the_minutes_are_agreed(cast: Cast, rapid: Meeting) -> None:
    minuted(cast, rapid)
    closed(cast, rapid)
    (item,) = to_agree(cast.chair)
    assert item.due == minutes_due(today())
    assert to_agree(cast.manager) == []
    actions.type_minutes(
        by=cast.support, meeting=rapid, typed=[Typed(1, 1, "Nobody is in danger now.", "done")]
    )
    assert (
        code_of(
            lambda: actions.type_minutes(by=cast.support, meeting=rapid, typed=[Typed(1, 2, "x", "open")])
        )
        == "closed"
    )
    with pytest.raises(NotAllowed):
        actions.agree_minutes(by=cast.manager, meeting=rapid, read=drafted(rapid))
    older = Document.objects.filter(kind="rr_minutes").order_by("version").first()
    assert older is not None
    agree: dict[str, Any] = {"by": cast.chair, "meeting": rapid}
    assert code_of(lambda: actions.agree_minutes(**agree, read=older.reference)) == "changed_meanwhile"
    actions.agree_minutes(**agree, read=drafted(rapid))
    assert to_agree(cast.chair) == []
    assert code_of(lambda: actions.agree_minutes(**agree, read="")) == "nothing_to_agree"
    assert (
        code_of(
            lambda: actions.type_minutes(by=cast.support, meeting=rapid, typed=[Typed(1, 2, "x", "done")])
        )
        == "agreed"
    )
    papers = Document.objects.filter(kind="rr_minutes").order_by("version")
    assert [paper.is_sealed for paper in papers] == [False, False, True]
    said = str(papers.last().made_from) if papers.last() else ""
    assert "Nobody is in danger now." in said
    assert "Agreed as a record of the meeting" in said


def test_a_meeting_without_an_agenda_closes_as_before_and_has_no_minutes(cast: Cast, rapid: Meeting) -> None:
    closed(cast, rapid)
    assert to_agree(cast.chair) == []
    none: dict[str, Any] = {"by": cast.chair, "meeting": rapid, "read": ""}
    assert code_of(lambda: actions.agree_minutes(**none)) == "nothing_to_agree"


# Who reads them


def test_whoever_was_there_reads_them_and_nobody_else_learns_who_did_not_answer(
    cast: Cast, case: Case, rapid: Meeting
) -> None:
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    actions.make_agenda(by=cast.manager, meeting=rapid, matters=matters_of(cast.manager, case))
    where = f"/cases/{case.reference}/meetings/{rapid.pk}/minutes/"
    member = signed_in(cast.member)
    assert member.get(where).status_code == 404
    assert "Agenda" not in words(member.get(f"/cases/{case.reference}/documents/"))
    assert not may_keep_draft(cast.member, str(rapid.pk))
    assert not may_keep_draft(cast.manager, "x")
    assert may_keep_draft(cast.support, str(rapid.pk))
    there(cast, rapid, cast.member)
    page = member.get(where)
    assert "No answer from" in words(page)
    assert "Save what is typed" not in words(page)
    assert signed_in(cast.stranger).get(where).status_code == 404


def test_what_is_typed_is_held_encrypted(cast: Cast, rapid: Meeting) -> None:
    minuted(cast, rapid)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM meetings_agendaitem")
        assert not any("spoke" in words for (words,) in cursor.fetchall())


# The page


def test_the_page_from_an_empty_agenda_to_agreed_minutes(cast: Cast, case: Case, rapid: Meeting) -> None:
    where = f"/cases/{case.reference}/meetings/{rapid.pk}/minutes/"
    support, chair = signed_in(cast.support), signed_in(cast.chair)
    assert "There is no agenda yet" in words(support.get(where))
    once = once_of(support.get(where), "make")
    for _ in range(2):
        assert support.post(where, {"which": "make", "once": once}).status_code == 302
    assert send(support, where, "add", title="The school").status_code == 302
    fields: dict[str, Any] = {}
    for item in rapid.items.all():
        n = item.number
        fields |= {f"words_{n}": f"We spoke of {n}.", f"state_{n}": "done", f"version_{n}": "0"}
    late = {**fields, "state_2": "deferred", **on("to_2", today() + timedelta(days=2)), "because_2": ""}
    refused = send(support, where, "type", **late)
    assert refused.status_code in {409, 422}
    assert "We spoke of 9." in words(refused)
    assert send(support, where, "type", **fields).status_code == 302
    stale = send(support, where, "type", **{**fields, "words_3": "Another way."})
    assert stale.status_code == 409
    assert "Bram Tilley has written at “Quorum”" in words(stale)
    assert 'name="version_3" value="1"' in stale.content.decode()
    closed(cast, rapid)
    assert send(chair, where, "agree", read="an older one").status_code == 409
    assert send(chair, where, "agree", read=drafted(rapid)).status_code == 302
    shown = words(chair.get(where))
    assert "by Ines Halloran" in shown
    assert "We spoke of 9." in shown


def test_what_was_typed_and_not_saved_is_there_again(cast: Cast, case: Case, rapid: Meeting) -> None:
    actions.make_agenda(by=cast.manager, meeting=rapid)
    save_draft(cast.support.person, "minutes", str(rapid.pk), {"words_5": "The returns pull apart."})
    where = f"/cases/{case.reference}/meetings/{rapid.pk}/minutes/"
    page = words(signed_in(cast.support).get(where))
    assert "The returns pull apart." in page
    assert "Not saved yet" in page


def test_the_page_asks_as_many_questions_for_twenty_items_as_for_forty(
    cast: Cast, case: Case, rapid: Meeting
) -> None:
    actions.make_agenda(by=cast.manager, meeting=rapid)
    where = f"/cases/{case.reference}/meetings/{rapid.pk}/minutes/"
    browser = signed_in(cast.support)
    browser.get(where)
    with CaptureQueriesContext(connection) as few:
        browser.get(where)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=rapid, number=n, title=f"Item {n}") for n in range(21, 41)
    )
    with CaptureQueriesContext(connection) as many:
        browser.get(where)
    assert len(few) == len(many)
