"""The check of a draft's facts: each agency its own part and points, every point its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.dates import Dated
from safeguarding.cases.facts import find
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency, Seat
from safeguarding.practice_reviews.actions import (
    ask_about_facts,
    ask_again,
    close_fact_check,
    finish_fact_check,
    point_out,
    settle_point,
)
from safeguarding.practice_reviews.models import AskedAgency, FactCheck, FactPoint
from safeguarding.practice_reviews.queries import facts as queries
from safeguarding.practice_reviews.queries import work
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Level
from safeguarding.ui.words import long_date
from tests.cases.builders import today
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, events, signed_in
from tests.practice_reviews.drafts import FIRST, SECOND, given_in, reviewed_case

UNTIL = timedelta(days=14)
SAID: dict[str, Any] = {
    "wrong": "He was seen three times.",
    "right": "He was seen twice.",
    "evidence": "Ward book.",
}


def drafted(cast: Cast) -> Case:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, SECOND)
    return case


def ask(cast: Cast, case: Case, *agencies: Agency, parts: tuple[int, ...] = (0,)) -> FactCheck:
    return ask_about_facts(
        by=cast.reviewer, case=case, agencies=[one.pk for one in agencies], parts=parts, until=today() + UNTIL
    )


def of(agency: Agency) -> AskedAgency:
    return queries.asked_by_short().get(agency=agency)


def own(asked: AskedAgency) -> str:
    return reverse("practice_reviews:fact_check", args=[asked.short])


def board(case: Case) -> str:
    return reverse("practice_reviews:facts", args=[case.reference])


def test_a_round_from_asking_to_closing_in_the_browser(cast: Cast) -> None:
    case, reviewer = drafted(cast), signed_in(cast.reviewer)
    page = words(reviewer.get(board(case)))
    assert "Version 1 has not been sent for checking" in page
    answer = send(
        reviewer, board(case), "ask", agencies=[cast.hospital.pk], parts=["0"],
        **on("until", add_working_days(today(), 10)),
    )  # fmt: skip
    assert answer.status_code == 302
    fact = find(case, Kind.DRAFT_ISSUED, key="1")
    assert fact is not None
    assert case.deadlines.get(kind="fact_check").due_on == add_working_days(today(), 10)
    assert Letter.objects.filter(kind="facts_asked", to_person=cast.author.person).count() == 1
    hospital, asked = signed_in(cast.author), of(cast.hospital)
    seen = words(hospital.get(own(asked)))
    assert "1.1 A boy was seen three times in one week." in seen
    assert "about accuracy only" in seen
    for hidden in ("The duty number", "What we learned", "every screen", case.reference):
        assert hidden not in seen
    assert send(hospital, own(asked), "say", where="1.1", **SAID).status_code == 302
    assert "That is everything" in words(hospital.get(own(asked)))
    assert send(hospital, own(asked), "finish").status_code == 302
    assert "Your check was finished" in words(hospital.get(own(asked)))
    point = FactPoint.objects.get()
    there = reverse("practice_reviews:fact_point", args=[case.reference, point.pk])
    assert send(reviewer, there, outcome="kept", words="Two records say three.").status_code == 302
    assert "The answer: Two records say three." in words(hospital.get(own(asked)))
    table = words(signed_in(cast.chair).get(board(case)))
    for line in ("1.1", "Wrong: He was seen three times.", "Right: He was seen twice.", "Ward book.", "Kept"):
        assert line in table
    assert send(reviewer, board(case), "close").status_code == 302
    assert f"closed on {long_date(today())}" in words(reviewer.get(board(case)))
    assert "have been checked" in words(reviewer.get(board(case)))


def test_no_agency_sees_another_part_or_point(cast: Cast) -> None:
    case = drafted(cast)
    ask(cast, case, cast.hospital)
    ask(cast, case, cast.school, parts=(2,))
    hospital, school = of(cast.hospital), of(cast.school)
    point_out(by=cast.author, asked=hospital, part=0, paragraph=0, **SAID)
    at_school = signed_in(cast.school_author)
    seen = words(at_school.get(own(school)))
    assert "3.1 The number stands on every screen." in seen
    for hidden in ("A boy was seen", "Ward book", cast.hospital.name_on(today())):
        assert hidden not in seen
    for who in (cast.school_author, cast.stranger, cast.manager, cast.reviewer):
        assert signed_in(who).get(own(hospital)).status_code == 404
    assert at_school.get(board(case)).status_code == 404
    with pytest.raises(NotAllowed) as refused:
        point_out(by=cast.school_author, asked=school, part=0, paragraph=0, **SAID)
    assert refused.value.refused.code == "no_such_paragraph"
    with pytest.raises(NotAllowed):
        point_out(by=cast.school_author, asked=hospital, part=0, paragraph=0, **SAID)
    assert "school" not in [item.href for item in work(cast.author)]
    assert [item.href for item in work(cast.author)] == [own(hospital)]
    for letter in Letter.objects.filter(kind="facts_asked"):
        for hidden in (case.reference, "A boy was seen", "Fernbank", "Larkfield NHS"):
            assert hidden not in letter.body + letter.subject


def test_whoever_is_kept_apart_neither_checks_nor_is_written_to(cast: Cast) -> None:
    case = drafted(cast)
    exclude_person(by=cast.chair, case=case, person=cast.author.person, reason="His own ward.")
    ask(cast, case, cast.hospital)
    assert not Letter.objects.filter(kind="facts_asked", to_person=cast.author.person).exists()
    assert signed_in(cast.author).get(own(of(cast.hospital))).status_code == 404
    assert work(cast.author) == []
    assert queries.dates(cast.author, today() + UNTIL) == []


def test_an_agency_without_a_seat_comes_by_a_link_to_this_part_only(cast: Cast) -> None:
    case = drafted(cast)
    Seat.objects.filter(agency=cast.gp).update(until=today() - timedelta(days=1))
    ask(cast, case, cast.gp)
    letter = Letter.objects.get(kind="facts_asked")
    assert letter.to_address
    answer = Client().get(own(of(cast.gp)))
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]
    contact = Seat.objects.filter(agency=cast.gp, until=None).get()
    came = Acting(contact, Level.MAILBOX, f"facts:{of(cast.gp).short}")
    where = own(of(cast.gp))
    assert send(signed_in(came), where, "say", where="1.1", **SAID).status_code == 302
    other = replace(came, subject="facts:another")
    assert signed_in(other).get(where).status_code in {302, 404}
    with pytest.raises(NotAllowed):
        finish_fact_check(by=other, asked=of(cast.gp))


def test_a_double_press_counts_once(cast: Cast) -> None:
    case = drafted(cast)
    ask(cast, case, cast.hospital)
    browser, where = signed_in(cast.author), own(of(cast.hospital))
    once = once_of(browser.get(where), "say")
    for _ in range(2):
        browser.post(where, {"once": once, "which": "say", "where": "1.1", **SAID})
    assert FactPoint.objects.count() == 1
    assert events("point_out") == 1


def refusals(cast: Cast, case: Case, act: Any) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.refused.code


def test_what_asking_needs(cast: Cast) -> None:
    case = reviewed_case(cast)
    assert refusals(cast, case, lambda: ask(cast, case, cast.hospital)) == "no_draft"
    given_in(cast.reviewer, case, FIRST)
    assert refusals(cast, case, lambda: ask(cast, case)) == "nobody_asked"
    assert refusals(cast, case, lambda: ask(cast, case, cast.hospital, parts=(9,))) == "no_parts"
    for until in (None, today() - timedelta(days=1)):
        given: dict[str, Any] = {"agencies": [cast.hospital.pk], "parts": [0], "until": until}
        code = refusals(cast, case, lambda g=given: ask_about_facts(by=cast.manager, case=case, **g))
        assert code == "day_passed"
    Agency.objects.filter(pk=cast.school.pk).update(active_until=today() - timedelta(days=1))
    assert refusals(cast, case, lambda: ask(cast, case, cast.school)) == "nobody_asked"
    Seat.objects.filter(agency=cast.gp).update(until=today() - timedelta(days=1))
    Agency.objects.filter(pk=cast.gp.pk).update(email="")
    assert refusals(cast, case, lambda: ask(cast, case, cast.gp)) == "no_contact"
    ask(cast, case, cast.hospital)
    assert refusals(cast, case, lambda: ask(cast, case, cast.hospital)) == "asked_already"
    for who in (cast.chair, cast.dsp_la, cast.author):
        with pytest.raises(NotAllowed):
            ask_about_facts(by=who, case=case, agencies=[cast.met.pk], parts=[0])


def test_what_answering_and_closing_need(cast: Cast) -> None:
    case = drafted(cast)
    assert refusals(cast, case, lambda: close_fact_check(by=cast.manager, case=case)) == "no_round"
    ask(cast, case, cast.hospital, cast.school)
    asked = of(cast.hospital)

    def say(**changes: Any) -> FactPoint:
        return point_out(by=cast.author, asked=asked, **{"part": 0, "paragraph": 0, **SAID, **changes})

    assert refusals(cast, case, lambda: say(paragraph=7)) == "no_such_paragraph"
    assert refusals(cast, case, lambda: say(right=" ")) == "no_words"
    point = say()

    def settle(outcome: str, words: str = "", pk: int = point.pk) -> FactPoint:
        return settle_point(by=cast.manager, case=case, point=pk, outcome=outcome, words=words)

    assert refusals(cast, case, lambda: close_fact_check(by=cast.manager, case=case)) == "points_open"
    assert refusals(cast, case, lambda: settle("changed", pk=0)) == "no_such_point"
    assert refusals(cast, case, lambda: settle("else")) == "no_outcome"
    assert refusals(cast, case, lambda: settle("noted")) == "no_reason"
    settle("changed")
    assert refusals(cast, case, lambda: settle("changed")) == "settled"
    finish_fact_check(by=cast.author, asked=asked)
    assert refusals(cast, case, lambda: say()) == "finished"
    assert (
        refusals(cast, case, lambda: ask_again(by=cast.manager, case=case, asked=asked.pk)) == "not_waiting"
    )
    assert refusals(cast, case, lambda: close_fact_check(by=cast.manager, case=case)) == "agencies_wait"
    close_fact_check(by=cast.manager, case=case, without="The school is shut.")
    assert refusals(cast, case, lambda: ask(cast, case, cast.met)) == "checked_already"
    shown = words(signed_in(cast.manager).get(board(case)))
    assert "Closed without every agency: The school is shut." in shown
    assert "No answer" in shown
    school = words(signed_in(cast.school_author).get(own(of(cast.school))))
    assert "has been closed" in school
    assert "A boy was seen" not in school
    given_in(cast.manager, case, FIRST)
    ask(cast, case, cast.hospital)
    assert find(case, Kind.DRAFT_ISSUED, key="2") is not None


def test_a_late_agency_is_shown_and_written_to_again(cast: Cast) -> None:
    case = drafted(cast)
    check = ask(cast, case, cast.hospital)
    FactCheck.objects.filter(pk=check.pk).update(until=today() - timedelta(days=1))
    page = signed_in(cast.manager)
    assert "Late" in words(page.get(board(case)))
    assert send(page, board(case), "again", asked=of(cast.hospital).pk).status_code == 302
    assert Letter.objects.filter(kind="facts_asked", to_person=cast.author.person).count() == 2
    assert signed_in(cast.author).get(own(of(cast.hospital))).status_code == 200


def test_it_stands_in_work_calendar_and_reminders_until_it_is_answered(cast: Cast) -> None:
    case = drafted(cast)
    ask(cast, case, cast.hospital)
    asked = of(cast.hospital)
    assert [item.title for item in work(cast.author)] == ["Check the facts of a draft"]
    (day,) = queries.dates(cast.author, today() + UNTIL)
    assert isinstance(day, Dated)
    assert day.day == today() + UNTIL
    assert [one.agency for one in queries.open_dates([cast.barnet.pk])] == [cast.hospital.pk]
    assert list(queries.open_dates([cast.devon.pk])) == []
    point_out(by=cast.author, asked=asked, part=0, paragraph=0, **SAID)
    finish_fact_check(by=cast.author, asked=asked)
    assert work(cast.author) == []
    for who in (cast.manager, cast.reviewer):
        assert "Answer what agencies point out in a draft" in [item.title for item in work(who)]
    assert list(queries.open_dates(None)) == []


def test_more_agencies_and_points_ask_no_more_of_the_database(cast: Cast) -> None:
    case = drafted(cast)
    asked: list[list[int]] = []
    for agency, who in ((cast.hospital, cast.author), (cast.school, cast.school_author)):
        ask(cast, case, agency)
        row = of(agency)
        for _ in range(3):
            point_out(by=who, asked=row, part=0, paragraph=0, **SAID)
        finish_fact_check(by=who, asked=row)
        asked.append([])
        for browser, where in ((signed_in(cast.chair), board(case)), (signed_in(who), own(row))):
            browser.get(where)
            with CaptureQueriesContext(connection) as counted:
                browser.get(where)
            asked[-1].append(len(counted))
    assert asked[0] == asked[1]
