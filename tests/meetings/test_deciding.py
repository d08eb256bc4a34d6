"""What a meeting decides itself: recorded on its page, sealed, looked at again, never changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.meetings import actions
from safeguarding.meetings.models import Decision, Meeting
from safeguarding.meetings.queries import deciding
from safeguarding.meetings.subject import link
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import DecisionKind, Partner
from tests.cases.builders import notified_case, today
from tests.decisions import sealed
from tests.meetings.test_group_meetings import called
from tests.meetings.test_meetings import rapid, there
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    """One with a rapid review meeting to come."""
    return notified_case(cast)


def boxes(day: date) -> dict[str, str]:
    """A day as the form's boxes send it."""
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"review_on-{box}": str(part) for box, part in parts.items()}


def decide(by: Acting, meeting: Meeting, **said: object) -> Decision:
    given = {"words": "Visit today.", "reasons": "Nobody has seen her since Monday.", **said}
    return actions.decide_in_meeting(by=by, meeting=meeting, **given)  # type: ignore[arg-type]


def refusal(by: Acting, meeting: Meeting, **said: object) -> str:
    with pytest.raises(NotAllowed) as refused:
        decide(by, meeting, **said)
    return refused.value.refused.code


def test_a_decision_is_recorded_on_its_page_and_sealed_with_what_each_held(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    for who in (cast.chair, cast.dsp_la, cast.dsp_police):
        there(cast, meeting, who)
    manager = signed_in(cast.manager)
    page = manager.get(link(meeting, "decide"))
    assert "Local authority: what did they hold?" in words(page)
    assert "Health: what did they hold?" not in words(page)  # they are not there
    day = today() + timedelta(days=20)
    answer = send(
        manager, link(meeting, "decide"), words="Visit today.", reasons="Nobody has seen her.",
        options="Visit today.\nWait for the school.", held_la="agreed", held_police="not",
        dissent="Police: the school should ring first.", conditions="With an interpreter.",
        **boxes(day),
    )  # fmt: skip
    assert answer.status_code == 302, words(answer)
    (kept,) = sealed(DecisionKind.MEETING_DECISION)
    assert kept.words["conditions"] == "With an interpreter."
    assert kept.words["review_on"] == day.isoformat()
    assert kept.words["options"] == ["Visit today.", "Wait for the school."]
    assert [(one["partner"], one["position"]) for one in kept.words["positions"]] == [
        (Partner.LA.label, "Agreed"), (Partner.POLICE.label, "Did not agree"),
    ]  # fmt: skip
    assert kept.words["unanimous"] is False
    shown = words(manager.get(link(meeting)))
    for said in ("Visit today.", "On condition: With an interpreter.", "Not everybody agreed: Police"):
        assert said in shown


def test_one_taken_instead_supersedes_and_both_stay(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    first = decide(cast.chair, meeting)
    other = decide(cast.chair, meeting, words="Ring the school.")
    second = decide(cast.chair, meeting, words="Visit now.", instead_of=first.pk)
    assert second.supersedes == first
    assert list(deciding.in_force(meeting)) == [other, second]
    one, _two, three = sealed(DecisionKind.MEETING_DECISION, 3)
    assert three.record.supersedes == one.record
    assert three.words["meeting"] == f"meeting:{meeting.pk}"
    assert refusal(cast.chair, meeting, instead_of=first.pk) == "superseded"
    assert "A later decision took its place" in words(signed_in(cast.manager).get(link(meeting)))


def test_what_is_wrong_with_it_is_said(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    assert refusal(cast.chair, meeting, words=" ") == "no_reason"
    assert refusal(cast.chair, meeting, reasons="") == "no_reason"
    assert refusal(cast.chair, meeting, review_on=today()) == "review_past"
    of_another = decide(cast.chair, rapid(notified_case(cast)))
    assert refusal(cast.chair, meeting, instead_of=of_another.pk) == "not_there"
    of_group = decide(cast.chair, called(cast))
    assert refusal(cast.chair, meeting, instead_of=of_group.pk) == "not_there"
    for who in (cast.dsp_la, cast.member, cast.stranger):
        with pytest.raises(NotAllowed):
            decide(who, meeting)
    day = today() - timedelta(days=1)
    kept = send(
        signed_in(cast.manager), link(meeting, "decide"), words="Visit.", reasons="She is alone.",
        **boxes(day),
    )  # fmt: skip
    assert kept.status_code == 409
    assert "She is alone." in words(kept)
    assert "has to lie ahead" in words(kept)


def test_nothing_is_added_once_the_minutes_are_agreed(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    Meeting.objects.filter(pk=meeting.pk).update(minutes_agreed_at=meeting.held_for)
    assert refusal(cast.chair, meeting) == "minutes_agreed"
    assert signed_in(cast.manager).get(link(meeting, "decide")).status_code == 404


def test_a_double_press_counts_once(cast: Cast, case: Case) -> None:
    meeting = rapid(case)
    manager, path = signed_in(cast.manager), link(meeting, "decide")
    data = {"once": once_of(manager.get(path)), "words": "Visit today.", "reasons": "She is alone."}
    assert manager.post(path, data).status_code == manager.post(path, data).status_code == 302
    assert Decision.objects.count() == Event.objects.filter(act="decide_in_meeting").count() == 1


def test_on_its_day_it_waits_for_those_who_record_and_comes_before_the_next_meeting(
    cast: Cast, case: Case
) -> None:
    made = decide(cast.chair, rapid(case), review_on=today() + timedelta(days=7))
    assert deciding.work(cast.manager) == []
    assert [one.day for one in deciding.dates(cast.manager, today() + timedelta(days=7))] == [made.review_on]
    Decision.objects.filter(pk=made.pk).update(review_on=today())
    assert [item.case for item in deciding.work(cast.manager)] == [case]
    assert deciding.work(cast.dsp_la) == []
    assert deciding.work(cast.stranger) == []
    assert [one.why for one in deciding.matters(cast.manager, case)] == ["Visit today."]
    assert "Look at a decision of a meeting again" in words(signed_in(cast.manager).get("/"))
    decide(cast.chair, rapid(case), words="Once a week.", instead_of=made.pk)
    assert deciding.work(cast.manager) == []


def test_the_group_decides_too_and_nobody_else_reads_it(cast: Cast) -> None:
    meeting = called(cast)
    answer = send(
        signed_in(cast.support), link(meeting, "decide"), words="Meet in the new year.", reasons="Holidays."
    )
    assert answer.status_code == 302, words(answer)
    assert "Meet in the new year." in words(signed_in(cast.member).get(link(meeting)))
    assert signed_in(cast.member).get(link(meeting, "decide")).status_code == 404
    assert signed_in(cast.stranger).get(link(meeting, "decide")).status_code == 404
    page = reverse("meetings:group_decide", args=[meeting.pk])
    assert "Name no case here" in words(signed_in(cast.manager).get(page))
