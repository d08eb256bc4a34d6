"""Lines of enquiry: written by the manager and the reviewer let in, never lost, never overwritten unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.models import Case
from safeguarding.practice_reviews import queries
from safeguarding.practice_reviews.actions import Line, add_line, change_line, withdraw_line
from safeguarding.practice_reviews.models import LineOfEnquiry
from safeguarding.practice_reviews.queries import lines
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import ReasonForLine
from tests.cases.builders import notified_case, today
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in
from tests.practice_reviews.test_deciding import by_signature

LINE = Line(
    question="How does a plan come to name a service and not a person?",
    reason_kind=ReasonForLine.GAP,
    why="The rapid review could not say.",
    sources="Minutes and conversations",
    lead="The lead reviewer",
)
FIELDS = {
    "question": LINE.question,
    "reason_kind": "gap",
    "why": LINE.why,
    "sources": LINE.sources,
    "lead": LINE.lead,
}


@pytest.fixture
def case(cast: Cast) -> Case:
    found = notified_case(cast)
    by_signature(cast, found)
    return found


def page_of(case: Case, name: str = "lines", **more: int) -> str:
    return reverse(f"practice_reviews:{name}", kwargs={"ref": case.reference, **more})


def code_of(refused: pytest.ExceptionInfo[NotAllowed]) -> str:
    return refused.value.refused.code


def test_each_line_has_its_number_and_changed_words_are_a_new_row(cast: Cast, case: Case) -> None:
    first = add_line(by=cast.manager, case=case, line=LINE)
    assert add_line(by=cast.manager, case=case, line=LINE).number == 2
    again = change_line(
        by=cast.manager, case=case, number=1, line=replace(LINE, why="Two asked."), base=str(first.pk)
    )
    assert [row.why for row in queries.lines_of(case)] == ["Two asked.", LINE.why]
    withdraw_line(by=cast.manager, case=case, number=1, because="Known now.", base=str(again.pk))
    assert add_line(by=cast.manager, case=case, line=LINE).number == 3
    assert LineOfEnquiry.objects.filter(number=1).count() == 3


def test_words_of_a_line_stay_out_of_what_the_history_shows(cast: Cast, case: Case) -> None:
    add_line(by=cast.manager, case=case, line=LINE)
    assert LINE.question not in str(Event.objects.get(act="add_line_of_enquiry").on)


def test_what_somebody_changed_meanwhile_is_not_overwritten(cast: Cast, case: Case) -> None:
    base = str(add_line(by=cast.manager, case=case, line=LINE).pk)
    now = change_line(by=cast.manager, case=case, number=1, line=LINE, base=base)
    with pytest.raises(NotAllowed) as refused:
        change_line(by=cast.manager, case=case, number=1, line=LINE, base=base)
    assert code_of(refused) == "changed_meanwhile"
    gone = withdraw_line(by=cast.manager, case=case, number=1, because="Known.", base=str(now.pk))
    with pytest.raises(NotAllowed) as refused:
        change_line(by=cast.manager, case=case, number=1, line=LINE, base=str(gone.pk))
    assert code_of(refused) == "changed_meanwhile"


def test_withdrawing_needs_its_reason(cast: Cast, case: Case) -> None:
    base = str(add_line(by=cast.manager, case=case, line=LINE).pk)
    with pytest.raises(NotAllowed) as refused:
        withdraw_line(by=cast.manager, case=case, number=1, because=" ", base=base)
    assert code_of(refused) == "no_reason"


def test_lines_wait_for_the_decision_and_end_with_the_case(cast: Cast, case: Case) -> None:
    with pytest.raises(NotAllowed) as refused:
        add_line(by=cast.manager, case=notified_case(cast), line=LINE)
    assert code_of(refused) == "not_decided"
    Case.objects.filter(pk=case.pk).update(closed=True)
    with pytest.raises(NotAllowed) as refused:
        add_line(by=cast.manager, case=case, line=LINE)
    assert code_of(refused) == "closed"


def test_the_reviewer_writes_while_let_in_and_nobody_else_but_the_manager(cast: Cast, case: Case) -> None:
    for who in (cast.reviewer, cast.chair, cast.support, cast.dsp_la, cast.stranger):
        with pytest.raises(NotAllowed):
            add_line(by=who, case=case, line=LINE)
    grant_access(
        by=cast.manager, case=case, seat=cast.reviewer.seat, reason="Lead.", until=today() + timedelta(days=9)
    )
    add_line(by=cast.reviewer, case=case, line=LINE)
    assert signed_in(cast.reviewer).get(page_of(case)).status_code == 200


def test_it_is_written_in_the_browser_and_a_double_press_counts_once(cast: Cast, case: Case) -> None:
    manager = signed_in(cast.manager)
    data = {"once": once_of(manager.get(page_of(case, "add_line"))), **FIELDS}
    for _ in range(2):
        assert manager.post(page_of(case, "add_line"), data).status_code == 302
    assert LineOfEnquiry.objects.count() == 1
    page = words(signed_in(cast.dsp_health).get(page_of(case)))
    assert LINE.question in page
    assert "Add what is still to be found out" in page
    assert "Add a line of enquiry" not in page


def test_change_and_withdraw_in_the_browser(cast: Cast, case: Case) -> None:
    row = add_line(by=cast.manager, case=case, line=LINE)
    manager, path = signed_in(cast.manager), page_of(case, "line", number=1)
    stale = send(manager, path, "change", **{**FIELDS, "why": "Mine.", "base": "0"})
    assert stale.status_code == 409
    assert "Mine." in words(stale)
    send(manager, path, "change", **{**FIELDS, "why": "Two asked.", "base": str(row.pk)})
    now = queries.lines_of(case).get()
    assert now.why == "Two asked."
    answer = send(manager, path, "withdraw", because="Known now.", base=str(now.pk))
    assert answer.status_code == 302
    assert "Known now." in words(manager.get(page_of(case)))
    assert "was withdrawn" in words(manager.get(path))


def test_it_does_not_exist_for_the_excluded_or_another_partnership(cast: Cast, case: Case) -> None:
    add_line(by=cast.manager, case=case, line=LINE)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_health.person, reason="A neighbour.")
    for who in (cast.dsp_health, cast.stranger, cast.author):
        assert signed_in(who).get(page_of(case)).status_code == 404


def test_a_decided_review_without_lines_waits_for_whoever_writes_them(cast: Cast, case: Case) -> None:
    assert [item.case for item in lines.work(cast.manager)] == [case]
    assert not lines.work(cast.chair)
    assert not lines.work(cast.reviewer)
    add_line(by=cast.manager, case=case, line=LINE)
    assert not lines.work(cast.manager)
