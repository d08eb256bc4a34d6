"""Complaints about reviews and reviewers: apart from the cases, for the few, and never for the reviewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from safeguarding.practice_reviews.actions import follow_complaint, note_complaint
from safeguarding.practice_reviews.models import Complaint
from safeguarding.practice_reviews.queries.register import complaints
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import today
from tests.pages import on, send, words
from tests.people.cast import Cast, signed_in
from tests.practice_reviews.builders import listed


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.refused.code


def noted(cast: Cast, **changes: object) -> Complaint:
    given = {"received_on": today(), "about": "A father was not heard.", **changes}
    given.setdefault("reviewer", None if changes else listed(cast))
    return note_complaint(by=cast.governance, **given)  # type: ignore[arg-type]


def test_a_complaint_is_noted_followed_and_ended_in_the_browser(cast: Cast) -> None:
    one, browser = listed(cast), signed_in(cast.manager)
    path = reverse("practice_reviews:complaints")
    answer = send(
        browser, path, **on("received_on", today()), reviewer=str(one.pk), about="Nobody rang back."
    )
    assert answer.status_code == 302
    (row,) = Complaint.objects.all()
    page = reverse("practice_reviews:complaint", args=[row.pk])
    answer = send(
        browser, page, handling="The chair spoke with her.", outcome="An apology.",
        **on("ended_on", today()),
    )  # fmt: skip
    assert answer.status_code == 302
    shown = words(signed_in(cast.lsp_la).get(page))
    assert "An apology." in shown
    assert "Save" not in shown
    assert "Ended on" in words(browser.get(path))


def test_only_the_manager_the_governance_lead_and_the_lead_partners_see_them(cast: Cast) -> None:
    row = noted(cast)
    for who in (cast.manager, cast.governance, cast.lsp_health):
        assert list(complaints(who)) == [row]
    page = reverse("practice_reviews:complaint", args=[row.pk])
    for who in (cast.support, cast.chair, cast.dsp_la, cast.reviewer, cast.scrutineer, cast.stranger):
        assert row not in complaints(who)
        assert signed_in(who).get(page).status_code == 404


def test_a_complaint_about_the_reader_does_not_exist_for_them(cast: Cast) -> None:
    person = cast.lsp_police.person
    row = noted(cast, reviewer=listed(cast, name=person.name, email=person.email))
    assert not complaints(cast.lsp_police).exists()
    assert list(complaints(cast.lsp_la)) == [row]


def test_what_is_noted_is_whole_and_in_order(cast: Cast) -> None:
    later, before = today() + timedelta(days=1), today() - timedelta(days=1)
    assert refusal(lambda: noted(cast, received_on=later)) == "date_to_come"
    assert refusal(lambda: noted(cast, about=" ")) == "no_words"
    row = noted(cast)
    follow = lambda **said: follow_complaint(by=cast.manager, complaint=row, handling="", **said)  # noqa: E731
    assert refusal(lambda: follow(outcome="Upheld.", ended_on=before)) == "ended_when"
    assert refusal(lambda: follow(outcome="Upheld.")) == "not_whole"
    assert refusal(lambda: follow(ended_on=today())) == "not_whole"
    assert (
        refusal(lambda: follow_complaint(by=cast.lsp_la, complaint=row, handling="I ring them."))
        == "not_yours"
    )
