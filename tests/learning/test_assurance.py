"""The chair asks every agency for its steps and their impact (seed S4); the group settles the levels."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safeguarding.correspondence.models import Letter
from safeguarding.learning import actions as acts
from safeguarding.learning import queries
from safeguarding.learning.actions import Said
from safeguarding.learning.models import Report, Round
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Difference, EvidenceKind, Level, Theme
from tests.cases.builders import today
from tests.pages import send, words
from tests.people.cast import Cast, signed_in

SOON = today() + timedelta(days=30)
THEMES = (Theme.SUPERVISION, Theme.SAFE_SLEEP)
NOTHING = Said("Nothing yet, because we begin in May.", Difference.NONE, None, "")
CHANGED = Said(
    "A second person listens.", Difference.PRACTICE, EvidenceKind.CASE_SAMPLE, "Nine of ten calls."
)


def asked(cast: Cast, **changes: Any) -> Round:
    given: dict[str, Any] = {
        "title": "Autumn", "why": "Two reviews said so.", "themes": THEMES, "due": SOON,
        "agencies": [cast.hospital, cast.school, cast.gp], **changes,
    }  # fmt: skip
    return acts.ask_assurance(by=cast.chair, **given)


def report_of(row: Round, agency: Agency) -> Report:
    return row.reports.get(agency=agency)


def answered(by: Acting, report: Report, **changes: Said) -> Report:
    said = {
        Theme.SUPERVISION: CHANGED,
        Theme.SAFE_SLEEP: NOTHING,
        **{Theme(k): v for k, v in changes.items()},
    }
    return acts.answer_assurance(by=by, report=report, said=said, in_the_way="Night shifts.")


def code_of(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(NotAllowed) as no:
        act(*given, **named)
    return no.value.refused.code


def test_one_act_asks_every_agency_once(cast: Cast) -> None:
    row = asked(cast)
    assert {r.agency for r in row.reports.all()} == {cast.hospital, cast.school, cast.gp}
    letters = Letter.objects.filter(kind="assurance_asked")
    assert letters.count() == 3
    assert "Two reviews" not in "".join(letter.body for letter in letters)
    assert code_of(
        acts.ask_assurance, by=cast.manager, title="x", why="", themes=THEMES, agencies=[], due=SOON
    ) == ("not_yours")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"themes": ()}, "no_themes"),
        ({"agencies": []}, "nobody"),
        ({"due": today() - timedelta(days=1)}, "date_past"),
    ],
)
def test_a_round_needs_a_title_themes_agencies_and_a_day_to_come(
    cast: Cast, changes: dict[str, Any], code: str
) -> None:
    assert code_of(asked, cast, **changes) == code
    assert not Round.objects.exists()


def test_an_agency_that_is_gone_cannot_be_asked(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.gp.pk).update(active_until=today() - timedelta(days=1))
    cast.gp.refresh_from_db()
    assert code_of(asked, cast) == "agency_gone"
    assert not Report.objects.exists()


def test_an_agency_answers_for_itself_and_says_how_it_knows(cast: Cast) -> None:
    row = asked(cast)
    report = report_of(row, cast.hospital)
    assert code_of(answered, cast.school_author, report) == "not_yours"
    bare = Said("We changed it.", Difference.OUTCOME, None, "")
    assert code_of(answered, cast.author, report, supervision=bare) == "not_known"
    silent = Said(" ", Difference.NONE, None, "")
    assert code_of(answered, cast.author, report, safe_sleep=silent) == "not_whole"
    done = answered(cast.author, report)
    assert (done.state, done.returned_by) == ("returned", cast.author.seat)
    assert code_of(answered, cast.author, report) == "returned"


def test_a_contact_without_an_account_answers_by_link_and_sees_nothing_else(cast: Cast) -> None:
    row = asked(cast)
    report = report_of(row, cast.gp)
    contact = Acting(cast.contact.seat, Level.MAILBOX, f"assurance:{report.short}")
    assert [r.pk for r in queries.visible_reports(contact)] == [report.pk]
    assert code_of(answered, contact, report_of(row, cast.hospital)) == "not_yours"
    answered(contact, report)
    elsewhere = Acting(cast.contact.seat, Level.MAILBOX, "return:made-up")
    assert not queries.visible_reports(elsewhere).exists()


def test_the_chair_sends_back_with_a_question_and_settles_with_reasons(cast: Cast) -> None:
    row = asked(cast)
    report = report_of(row, cast.hospital)
    assert code_of(acts.challenge_report, by=cast.chair, report=report, words="x") == "not_returned"
    answered(cast.author, report)
    assert code_of(acts.challenge_report, by=cast.manager, report=report, words="x") == "not_yours"
    acts.challenge_report(by=cast.chair, report=report, words="At weekends, too?")
    answered(cast.author, report)
    levels = {Theme.SUPERVISION: Difference.OUTPUT, Theme.SAFE_SLEEP: Difference.NONE}
    settle = {"by": cast.chair, "report": report, "levels": levels}
    assert code_of(acts.settle_report, **settle, words=" ") == "no_reason"
    acts.settle_report(**settle, words="Nine calls are too few to say that practice changed.")
    report.refresh_from_db()
    assert report.state == "settled"
    heat = queries.agencies_by_theme(row, queries.reports_of(row))
    line = dict(heat.rows)["Larkfield NHS Trust"]
    assert [words for words, _ in line] == ["Things produced", "None seen yet"]
    assert [words for words, _ in dict(heat.rows)["Mill Lane Surgery"]] == ["Not said", "Not said"]


def test_what_was_said_last_time_is_brought_forward_and_claimed_by_nobody_until_it_is_sent(
    cast: Cast,
) -> None:
    first = asked(cast)
    answered(cast.author, report_of(first, cast.hospital))
    second = asked(cast, title="Spring", themes=(Theme.SUPERVISION, Theme.HANDOVER_AND_TRANSITION))
    report = report_of(second, cast.hospital)
    [row] = report.levels.all()
    assert (row.theme, row.steps) == ("supervision", "A second person listens.")
    assert dict(queries.agencies_by_theme(second, [report]).rows)["Larkfield NHS Trust"][0][0] == "Not said"
    page = words(signed_in(cast.author).get(reverse("learning:assurance_report", args=[report.short])))
    assert "What your organisation said last time is filled in" in page
    assert "A second person listens." in page


def test_the_board_says_who_owes_and_a_reminder_goes_out(cast: Cast) -> None:
    row = asked(cast)
    answered(cast.author, report_of(row, cast.hospital))
    page = words(signed_in(cast.chair).get(reverse("learning:round", args=[row.number])))
    assert "2 agencies still owe a report" in page
    assert "Practice changed" in page
    before = Letter.objects.count()
    acts.remind_report(by=cast.chair, report=report_of(row, cast.school))
    assert Letter.objects.count() == before + 1
    assert code_of(acts.remind_report, by=cast.chair, report=report_of(row, cast.hospital)) == "not_owed"


def test_a_report_is_given_in_the_browser_and_what_is_refused_is_not_lost(cast: Cast) -> None:
    report = report_of(asked(cast), cast.school)
    path = reverse("learning:assurance_report", args=[report.short])
    fields = {
        "supervision__steps": "Weekly.", "supervision__level": "2", "supervision__known_by": "",
        "supervision__words": "", "safe_sleep__steps": "Nothing yet, because we teach teenagers.",
        "safe_sleep__level": "0", "safe_sleep__known_by": "", "safe_sleep__words": "", "in_the_way": "",
    }  # fmt: skip
    browser = signed_in(cast.school_author)
    answer = send(browser, path, "give", **fields)
    assert answer.status_code == 409
    assert "How do you know?" in words(answer)
    assert "because we teach teenagers" in words(answer)
    fields |= {"supervision__known_by": "supervision_record_sample", "supervision__words": "All of twelve."}
    assert send(browser, path, "give", **fields).status_code == 302
    report.refresh_from_db()
    assert report.state == "returned"
