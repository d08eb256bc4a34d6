"""The group's page: what drifts in sentences, what each agency answers, an agenda made of what is open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguarding.improvements.actions import note_source
from safeguarding.improvements.actions.lists import write_down
from safeguarding.improvements.bringing import Line
from safeguarding.improvements.models import Action, Source
from safeguarding.improvements.queries.actions import drifting, visible_actions
from safeguarding.learning.actions import ask_assurance
from safeguarding.learning.models import Round
from safeguarding.people.models import Agency
from safeguarding.reports import group
from safeguarding.statute.improvement import Delivery
from safeguarding.statute.terms import LearningSource, Theme
from tests.cases.builders import today
from tests.pages import words
from tests.people.cast import Cast, signed_in

LONG_AGO = today() - timedelta(days=200)


@pytest.fixture
def source(cast: Cast) -> Source:
    return note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Ten years", dated=today())


def lines(count: int, agency: Agency, due: date) -> list[Line]:
    return [
        Line(row=n, called=f"{agency.pk}.{due}.{n}", finding="x", what=f"Action {n}", agency=agency.pk,
             owner="Somebody", due=due, intended_change="x")
        for n in range(count)
    ]  # fmt: skip


def test_what_drifts_is_said_in_at_most_three_sentences_the_longest_first(cast: Cast, source: Source) -> None:
    write_down(lines(3, cast.hospital, LONG_AGO), source, by=cast.manager)
    write_down(lines(1, cast.school, today() - timedelta(days=90)), source, by=cast.manager)
    write_down(lines(2, cast.gp, today() + timedelta(days=9)), source, by=cast.manager)
    asked = ask_assurance(by=cast.chair, title="Autumn", why="", themes=[Theme.CAPACITY], agencies=[cast.met],
                          due=today())  # fmt: skip
    Round.objects.filter(pk=asked.pk).update(due=today() - timedelta(days=30))
    owed = group.owed_by_agency(cast.chair)
    assert [one.name for one in owed] == [
        "Larkfield NHS Trust", "Fernbank Primary School", "Metropolitan Police Service",
    ]  # fmt: skip
    sentences = group.drift_in_sentences(cast.chair, owed)
    assert sentences[0] == f"Larkfield NHS Trust has 3 actions that drift, the oldest since {LONG_AGO:%B %Y}."
    assert "Fernbank Primary School has an action that has drifted" in sentences[1]
    assert "Metropolitan Police Service has owed its impact report" in sentences[2]
    page = words(signed_in(cast.chair).get("/group/"))
    assert sentences[0] in page
    assert page.index("What is drifting") < page.index("What each agency answers") < page.index("Agenda")


def test_without_anything_open_the_page_says_so(cast: Cast) -> None:
    page = words(signed_in(cast.chair).get("/group/"))
    assert "Nothing is drifting." in page
    assert "No agency owes an answer." in page


def test_an_agencys_own_page_shows_all_it_owes_to_it_and_to_the_group_only(
    cast: Cast, source: Source
) -> None:
    write_down(lines(2, cast.hospital, LONG_AGO), source, by=cast.manager)
    path = f"/group/agencies/{cast.hospital.pk}/"
    assert "Action 1" in words(signed_in(cast.author).get(path))
    assert "Action 1" in words(signed_in(cast.dsp_la).get(path))
    assert signed_in(cast.school_author).get(path).status_code == 404
    assert signed_in(cast.stranger).get(path).status_code == 404


def test_the_database_and_the_law_agree_on_what_drifts(cast: Cast, source: Source) -> None:
    """Over every due day and every day of last news around the limits."""
    for back in (0, 1, 26, 27, 28, 29, 30, 31, 33, 40, 200):
        write_down(lines(1, cast.hospital, today() - timedelta(days=back)), source, by=cast.manager)
    for back in (83, 84, 85, 86):
        write_down(lines(1, cast.met, today() + timedelta(days=5 + back)), source, by=cast.manager)
        day = today() - timedelta(days=back)
        Action.objects.filter(due=today() + timedelta(days=5 + back)).update(accepted_on=day, noted_on=day)
    asked = set(Action.objects.filter(drifting(today())).values_list("pk", flat=True))
    told = {a.pk for a in Action.objects.all() if a.delivery(today()) in {Delivery.OVERDUE, Delivery.SILENT}}
    assert asked == told
    assert 0 < len(told) < Action.objects.count()


def queries(who: object, path: str) -> int:
    browser = signed_in(who)  # type: ignore[arg-type]  # somebody of the cast
    browser.get(path)
    with CaptureQueriesContext(connection) as counted:
        answer = browser.get(path)
    assert answer.status_code == 200
    return len(counted)


def test_the_register_and_the_groups_page_ask_as_much_with_ten_thousand_actions_over_ten_years(
    cast: Cast, source: Source
) -> None:
    paths = ("/group/", "/actions/", "/actions/?state=drifting", "/", f"/group/agencies/{cast.hospital.pk}/")

    def fill(each: int) -> None:
        for year in range(10):
            for agency in (cast.hospital, cast.met, cast.school, cast.gp):
                due = today() - timedelta(days=365 * year + 40)
                write_down(lines(each, agency, due), source, by=cast.manager)

    fill(2)
    few = {path: queries(cast.chair, path) for path in paths}
    fill(248)
    assert visible_actions(cast.chair).count() == 10_000
    many = {path: queries(cast.chair, path) for path in paths}
    assert few == many
    assert max(many.values()) <= 60
