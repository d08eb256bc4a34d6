"""The agency's report for a practice review: asked once it is decided, begun from the short return, given."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.facts import find, has, withdraw
from safeguarding.cases.models import Case
from safeguarding.evidence import queries
from safeguarding.evidence.actions import (
    answer_time_request,
    ask_agencies,
    ask_for_time,
    confirm_return,
    declare_author,
    give_return,
    nil_return,
    pass_on_return,
    release_returns,
    save_return,
)
from safeguarding.evidence.actions.asking import usual_reporters
from safeguarding.evidence.models import Request, Return, Version
from safeguarding.evidence.papers import usual_asks
from safeguarding.evidence.queries.chasing import owing
from safeguarding.evidence.queries.own import brought_forward
from safeguarding.evidence.questions import ENTRIES, REPORT, How, questions_for
from safeguarding.people.acting import Acting
from safeguarding.people.actions.drafts import save_draft
from safeguarding.people.queries import agencies_of
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import AgencyType
from tests.cases.builders import happened
from tests.evidence.builders import (
    REPORTED,
    ask_for_report,
    author_of,
    fill,
    fill_report,
    give_nil,
    give_report,
    give_short,
    letters,
    reviewed,
)
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in

WHERE = "/cases/{}/returns/"


@pytest.fixture
def review(cast: Cast, case: Case) -> Case:
    return reviewed(cast, case)


@pytest.fixture
def report(cast: Cast, review: Case) -> Request:
    """What the surgery is asked, whose short return has been given."""
    give_short(Request.objects.get(case=review, agency=cast.gp), voice=("He smiled.", "ask_me_first"))
    return ask_for_report(cast, review, cast.gp)


def refused(cast: Cast, case: Case, **more: object) -> str:
    with pytest.raises(NotAllowed) as no:
        ask_agencies(by=cast.manager, case=case, agencies=[cast.gp], form=Request.Form.REPORT, **more)  # type: ignore[arg-type]
    return no.value.refused.code


# Asked


def test_reports_are_asked_for_once_a_practice_review_is_decided_and_once_each(
    cast: Cast, case: Case
) -> None:
    assert refused(cast, case) == "no_practice_review"
    report = ask_for_report(cast, reviewed(cast, case), cast.gp)
    assert "practice review" in report.purpose
    assert report.due_on == add_working_days(timezone.localdate(), 20, case.profile.counting)
    assert find(case, Kind.REPORTS_ASKED, str(cast.gp.pk))
    assert [line.key for line in case.deadlines.filter(kind="reports_due")] == [str(cast.gp.pk)]
    assert refused(cast, case) == "asked_already"
    told = letters("report_request")
    assert len(told) == 1
    assert case.pseudonym not in told[0].subject + told[0].body


def test_nobody_is_added_to_those_chosen_for_a_report(cast: Cast, review: Case) -> None:
    ask_for_report(cast, review, cast.gp)
    assert Request.objects.filter(case=review, form=Request.Form.REPORT).count() == 1


def test_whoever_had_no_record_is_not_proposed_for_a_report_once_that_is_released(
    cast: Cast, review: Case, practice: Request, hospital: Request
) -> None:
    give_nil(practice)
    give_short(hospital, cast.author)
    assert usual_reporters(review) >= {cast.gp.pk, cast.hospital.pk}
    release_returns(by=cast.manager, case=review)
    assert cast.gp.pk not in usual_reporters(review)
    assert cast.hospital.pk in usual_reporters(review)


def test_no_record_that_was_corrected_is_proposed_again(cast: Cast, review: Case, practice: Request) -> None:
    give_nil(practice)
    release_returns(by=cast.manager, case=review)
    fill(practice)
    give_return(
        by=author_of(practice), request=practice, systems_searched=["All"], searched_on=timezone.localdate(),
        why_changed="Found after all.",
    )  # fmt: skip
    release_returns(by=cast.manager, case=review)
    assert cast.gp.pk in usual_reporters(review)


def test_a_release_from_an_old_page_opens_no_earlier_version(cast: Cast, report: Request) -> None:
    give_report(report)
    give_return(
        by=author_of(report), request=report, systems_searched=["All"], searched_on=timezone.localdate(),
        why_changed="A date.",
    )  # fmt: skip
    release_returns(by=cast.manager, case=report.case)
    told = len(letters("returns_released"))
    with pytest.raises(NotAllowed, match="no return to release"):
        release_returns(by=cast.chair, case=report.case)
    assert len(letters("returns_released")) == told


def test_the_letter_of_a_release_leads_to_the_reports(cast: Cast, report: Request) -> None:
    release_returns(by=cast.manager, case=report.case)
    assert "/returns/read/\n" in letters("returns_released")[-1].body
    give_report(report)
    release_returns(by=cast.manager, case=report.case)
    assert "/returns/read/reports/" in letters("returns_released")[-1].body


def test_a_school_asked_for_its_report_does_not_stand_for_education_in_the_returns(
    cast: Cast, case: Case
) -> None:
    schools = ["school_maintained", "local_authority_education"]
    Request.objects.filter(case=case, agency__kind__in=schools).delete()
    directory = agencies_of(case.partnership, timezone.localdate())
    school = next(one for one in directory if one.kind in schools)
    ask_for_report(cast, reviewed(cast, case), school)
    board = words(signed_in(cast.manager).get(WHERE.format(case.reference)))
    assert "No education service, school or nursery has been asked." in board


def test_a_report_and_a_short_return_of_one_agency_are_two_answers(cast: Cast, report: Request) -> None:
    case = report.case
    assert has(case, Kind.RETURNED, str(cast.gp.pk))
    assert not has(case, Kind.REPORTED, str(cast.gp.pk))
    assert [line.agency_id for line in queries.board(case, "report")] == [cast.gp.pk]
    assert not queries.board(case, "report")[0].returned
    assert report in owing()
    give_report(report)
    assert has(case, Kind.REPORTED, str(cast.gp.pk))
    assert report not in owing()


def test_more_time_moves_the_reports_own_day(cast: Cast, report: Request) -> None:
    until = report.due_on + timedelta(days=7)
    asked = ask_for_time(by=author_of(report), request=report, wanted_until=until, reason="Leave.")
    answer_time_request(by=cast.manager, asked=asked, granted=True)
    fact = find(report.case, Kind.REPORTS_ASKED, str(cast.gp.pk))
    assert fact is not None
    assert fact.detail["due"] == until.isoformat()
    short = find(report.case, Kind.AGENCIES_ASKED, str(cast.gp.pk))
    assert short is not None
    assert short.detail["due"] != until.isoformat()


@pytest.mark.parametrize("kind", [Kind.REPORT_ACCEPTED, Kind.PUBLISHED, Kind.PUBLICATION_DECLINED])
def test_once_the_reviews_own_report_is_accepted_nothing_more_is_taken(
    cast: Cast, report: Request, kind: Kind
) -> None:
    happened(report.case, cast.dsp_la, kind)
    assert report not in owing()
    with pytest.raises(NotAllowed, match="has been accepted"):
        fill_report(report)


def test_a_review_that_is_no_longer_decided_asks_for_nothing(cast: Cast, report: Request) -> None:
    fact = find(report.case, Kind.PRACTICE_REVIEW_DECIDED)
    assert fact is not None
    withdraw(fact)
    assert report not in owing()
    with pytest.raises(NotAllowed, match="has ended"):
        fill_report(report)


def test_a_report_is_still_asked_for_after_the_rapid_review_was_sent(cast: Cast, report: Request) -> None:
    happened(report.case, cast.manager, Kind.SENT_TO_PANEL)
    assert report in owing()
    assert give_report(report).kind == Version.Kind.REPORT


# Written


def test_the_report_begins_from_the_short_return_with_its_mark(report: Request) -> None:
    declare_author(by=author_of(report), request=report, interest="organisational")
    page = signed_in(author_of(report)).get(f"/returns/{report.short}/question/voice/").content.decode()
    assert "This begins from what you wrote in your short return" in page
    assert "He smiled." in page
    assert 'value="ask_me_first" checked' in page
    start = words(signed_in(author_of(report)).get(f"/returns/{report.short}/"))
    assert "It begins from your short return" in start


def test_the_strictest_mark_goes_with_answers_that_come_together(
    cast: Cast, review: Case, practice: Request
) -> None:
    give_short(practice, knew=("Kept close.", "partners_and_chair_only"))
    report = ask_for_report(cast, review, cast.gp)
    answer = declare_author(by=author_of(report), request=report, interest="organisational")
    brought = brought_forward(author_of(report), report, answer)
    assert brought is not None
    assert brought.handling(next(one for one in REPORT if one.key == "involved")) == "partners_and_chair_only"


def test_nothing_comes_forward_from_no_record_or_into_a_short_return(
    cast: Cast, review: Case, practice: Request
) -> None:
    give_nil(practice)
    report = ask_for_report(cast, review, cast.gp)
    for request in (practice, report):
        answer = declare_author(by=author_of(request), request=request, interest="organisational")
        assert brought_forward(author_of(request), request, answer) is None


def test_the_earlier_return_is_shown_only_to_whoever_has_said_that_they_write(report: Request) -> None:
    browser, where = signed_in(author_of(report)), f"/returns/{report.short}/question/voice/"
    assert "He smiled." not in browser.get(where).content.decode()
    declare_author(by=author_of(report), request=report, interest="none")
    assert "He smiled." in browser.get(where).content.decode()
    pass_on_return(by=author_of(report), request=report, name="Dr Lee", email="lee@milllane.example")
    report.refresh_from_db()
    assert "He smiled." not in signed_in(author_of(report)).get(where).content.decode()


def test_the_report_goes_to_whoever_has_the_short_return_now(
    cast: Cast, review: Case, practice: Request
) -> None:
    pass_on_return(by=author_of(practice), request=practice, name="Dr Lee", email="lee@milllane.example")
    report = ask_for_report(cast, review, cast.gp)
    assert report.contact is not None
    assert report.contact.person.name == "Dr Lee"


def test_a_colleague_who_is_walled_off_is_not_asked_for_the_report(
    cast: Cast, review: Case, practice: Request
) -> None:
    who = author_of(practice)
    exclude_person(by=cast.chair, case=review, person=who.person, reason="A friend.")
    report = ask_for_report(cast, review, cast.gp)
    assert report.contact is None or report.contact.person != who.person


def test_an_agency_with_one_contact_is_asked_less(report: Request) -> None:
    once = {"involved": {"said": {"how": "once"}}}
    asked = {one.key for one in questions_for("report", AgencyType.GP_PRIMARY_CARE, once)}
    assert "supervision" not in asked
    assert {"in_the_way", "voice", "identity"} <= asked


def test_each_kind_of_agency_sees_the_processes_that_it_can_have() -> None:
    def offered(kind: AgencyType) -> set[str]:
        asked = next(one for one in questions_for("report", kind, {}) if one.key == "processes")
        return {code for part in asked.parts for code, _ in part.options}

    assert "patient_safety" in offered(AgencyType.ACUTE_TRUST)
    assert "patient_safety" not in offered(AgencyType.POLICE_FORCE)
    assert "police_conduct" in offered(AgencyType.BTP)
    assert "police_conduct" not in offered(AgencyType.ACADEMY_TRUST)


def test_what_is_asked_of_all_is_asked_in_both_forms() -> None:
    for key in ("in_the_way", "voice", "identity"):
        assert key in {one.key for one in REPORT}
    factors = next(part for one in REPORT for part in one.parts if part.key == "factors")
    assert len(factors.options) == 9


def test_half_an_answer_is_kept_and_the_report_is_not_given_before_it_is_whole(report: Request) -> None:
    who = fill_report(report, voice={"daily_life": "He smiled late."})
    kept = Return.objects.get(request=report).answers["voice"]
    assert (
        kept["text"] == "What did you know of the child’s life and of what the child wanted?\nHe smiled late."
    )
    with pytest.raises(NotAllowed, match="Not answered yet: The child’s voice"):
        give_return(by=who, request=report, systems_searched=["All"], searched_on=timezone.localdate())


def test_a_report_needs_its_senior_lead(report: Request) -> None:
    who = fill_report(report)
    given = {"by": who, "request": report, "systems_searched": ["All"], "searched_on": timezone.localdate()}
    with pytest.raises(NotAllowed, match="senior lead"):
        give_return(**given)  # type: ignore[arg-type]
    version = give_return(**given, senior_name="Dr Ames", senior_email="ames@milllane.example")  # type: ignore[arg-type]
    assert version.answers["episodes"]["said"] == REPORTED["episodes"]
    assert letters("return_to_confirm")


def test_an_answer_that_is_no_longer_asked_stays_in_the_draft_and_out_of_the_report(report: Request) -> None:
    fill_report(report)
    who = fill_report(report, involved={"how": "once", "people": "Mother.", "searched_by": "Name"})
    give_return(
        by=who, request=report, systems_searched=["All"], searched_on=timezone.localdate(),
        senior_name="Dr Ames", senior_email="ames@milllane.example",
    )  # fmt: skip
    answer = Return.objects.get(request=report)
    assert "supervision" in answer.answers
    assert "supervision" not in answer.versions.get().answers


def test_no_record_is_a_whole_answer_to_a_request_for_a_report(cast: Cast, report: Request) -> None:
    nil_return(
        by=author_of(report), request=report, systems_searched=["All"], searched_on=timezone.localdate(),
        concern="A call that nobody could place.",
    )  # fmt: skip
    assert has(report.case, Kind.REPORTED, str(cast.gp.pk))


BAD: list[object] = [
    {"how": "always"},
    {"elsewhere": "x"},
    {"how": ["over_time"]},
    {"people": ["x"]},
    {"people": {"x": "y"}},
    [],
    {},
]


@pytest.mark.parametrize("said", BAD)
def test_what_is_no_answer_to_the_question_is_refused(report: Request, said: object) -> None:
    who = author_of(report)
    fill_report(report)
    with pytest.raises(NotAllowed):
        save_return(by=who, request=report, question="involved", said=said)


def test_the_first_question_cannot_be_left_and_an_answer_has_its_bounds(report: Request) -> None:
    who = fill_report(report)
    with pytest.raises(NotAllowed, match="something and nothing"):
        save_return(by=who, request=report, question="involved", nothing=True)
    with pytest.raises(NotAllowed, match=f"{ENTRIES} entries"):
        save_return(by=who, request=report, question="steps", said=[{"what": "x"}] * (ENTRIES + 1))
    with pytest.raises(NotAllowed, match="no such question"):
        save_return(by=who, request=report, question="contacts", text="x")


def test_every_question_has_its_words() -> None:
    assert [one.number for one in REPORT] == list(range(1, 16))
    for one in REPORT:
        assert one.nothing or one.key == "involved"
        assert not one.parts or any(part.how is How.WORDS for part in one.parts)
        assert len({part.label for part in one.parts}) == len(one.parts)


# On the page


def typed(one: dict[str, object], number: int = 0) -> dict[str, object]:
    return {f"{number}_{key}": value for key, value in one.items()}


def test_an_author_writes_episodes_one_after_another(report: Request) -> None:
    author, where = signed_in(author_of(report)), f"/returns/{report.short}/question/episodes/"
    first = REPORTED["episodes"][0]  # type: ignore[index]
    saved = send(author, where, then="more", handling="shareable", seen=0, **typed(first))
    assert saved.status_code == 302
    assert saved.headers["Location"].endswith("#more")
    page = author.get(where)
    assert "Episode 2" in words(page)
    second = {**first, "when": "May 2026"}
    send(author, where, then="next", handling="shareable", seen=1, **typed(first), **typed(second, 1))
    kept = Return.objects.get(request=report).answers["episodes"]["said"]
    assert [one["when"] for one in kept] == ["March 2026", "May 2026"]
    # An entry that is emptied goes; the other keeps its place.
    send(author, where, then="next", handling="shareable", seen=2, **typed(second, 1))
    assert [one["when"] for one in Return.objects.get(request=report).answers["episodes"]["said"]] == [
        "May 2026"
    ]


def test_a_half_filled_episode_says_what_is_missing_and_can_be_kept_for_later(report: Request) -> None:
    author, where = signed_in(author_of(report)), f"/returns/{report.short}/question/episodes/"
    data = {"handling": "shareable", "seen": 0, "0_happened": "A bruise was seen."}
    page = send(author, where, then="next", **data)
    assert page.status_code == 422
    assert "Answer “Why did it go this way” for episode 1." in words(page)
    assert "A bruise was seen." in page.content.decode()
    assert send(author, where, then="later", **data).status_code == 302
    assert Return.objects.get(request=report).answers["episodes"]["said"] == [
        {"happened": "A bruise was seen."}
    ]


def test_a_question_left_for_later_stays_open_and_an_answer_taken_out_is_gone(report: Request) -> None:
    author = signed_in(author_of(report))
    for key in ("voice", "involved", "steps"):
        where = f"/returns/{report.short}/question/{key}/"
        assert send(author, where, then="later", handling="shareable", seen=0).status_code == 302
    kept = Return.objects.get(request=report).answers
    assert [kept[key]["text"] for key in ("voice", "involved", "steps")] == ["", "", ""]
    assert "Still to answer" in words(author.get(f"/returns/{report.short}/check/"))


def test_words_typed_into_a_question_that_is_no_longer_asked_are_kept(report: Request) -> None:
    author, where = signed_in(author_of(report)), f"/returns/{report.short}/question/supervision/"
    page = author.get(where)
    save_return(by=author_of(report), request=report, question="involved", said={"how": "once"})
    done = author.post(
        where, {"once": once_of(page), "text": "Monthly.", "handling": "shareable", "seen": 0, "then": "next"}
    )
    assert done.status_code == 302
    assert done.headers["Location"].endswith("/question/went_well/")
    assert Return.objects.get(request=report).answers["supervision"]["text"] == "Monthly."
    assert author.get(where).status_code == 404


def test_a_stricter_mark_by_a_colleague_is_not_undone(report: Request) -> None:
    author, where = signed_in(author_of(report)), f"/returns/{report.short}/question/summary/"
    save_return(by=author_of(report), request=report, question="summary", text="Ours.")
    page = author.get(where)
    save_return(
        by=author_of(report),
        request=report,
        question="summary",
        text="Ours.",
        handling="partners_and_chair_only",
    )
    stale = {"once": once_of(page), "text": "Ours.", "handling": "shareable", "seen": 1, "then": "next"}
    answer = author.post(where, stale)
    assert answer.status_code == 409
    assert "Only the three partners and the chair may read it." in words(answer)  # type: ignore[arg-type]
    assert Return.objects.get(request=report).answers["summary"]["handling"] == "partners_and_chair_only"


def test_a_draft_with_one_entry_leaves_the_others_as_they_are_kept(report: Request) -> None:
    who = fill_report(report, episodes=[REPORTED["episodes"][0], REPORTED["episodes"][0]])  # type: ignore[index]
    save_draft(
        who.person, "return", f"{report.short}/episodes", {"0_happened": "Typing.", "0_factors": ["task"]}
    )
    page = signed_in(who).get(f"/returns/{report.short}/question/episodes/").content.decode()
    assert "Typing." in page
    assert page.count('value="team" checked') == 1


def test_nothing_to_say_is_a_tick_and_not_beside_an_answer(report: Request) -> None:
    author, where = signed_in(author_of(report)), f"/returns/{report.short}/question/steps/"
    data = {"handling": "shareable", "seen": 0, "then": "next"}
    assert "or tick “None yet.”" in words(send(author, where, **data))
    both = send(author, where, nothing="yes", **{"0_what": "x", "0_who": "y", "0_when": "z"}, **data)
    assert "Keep one of the two" in words(both)
    assert send(author, where, nothing="yes", **data).status_code == 302
    assert Return.objects.get(request=report).answers["steps"]["text"] == "None yet."
    assert 'value="yes" checked' in author.get(where).content.decode()


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(report: Request) -> None:
    author, where = signed_in(author_of(report)), f"/returns/{report.short}/question/voice/"
    page = author.get(where)
    fill_report(report, voice={"daily_life": "A colleague’s words.", "family": "Nobody."})
    mine = {"0_daily_life": "My words.", "0_family": "Grandmother.", "handling": "shareable", "seen": 0}
    answer = author.post(where, {"once": once_of(page), "then": "next", **mine})
    assert answer.status_code == 409
    assert "A colleague’s words." in words(answer)  # type: ignore[arg-type]
    assert "My words." in answer.content.decode()
    again = author.post(where, {"once": once_of(answer), "then": "next", **mine, "seen": 1})  # type: ignore[arg-type]
    assert again.status_code == 302
    assert Return.objects.get(request=report).answers["voice"]["said"]["daily_life"] == "My words."


def test_the_manager_asks_for_reports_from_the_page(cast: Cast, case: Case, practice: Request) -> None:
    manager, where = signed_in(cast.manager), f"{WHERE.format(case.reference)}ask-for-reports/"
    assert "A practice review has not been decided" in words(manager.get(where))
    reviewed(cast, case)
    assert "No agency has been asked for its own report yet." in words(
        manager.get(WHERE.format(case.reference))
    )
    page = manager.get(where)
    assert f'value="{cast.gp.pk}" checked' in page.content.decode()
    from tests.pages import on

    day, begins = timezone.localdate() + timedelta(days=20), practice.period_from
    data = {**on("due_on", day), **on("period_from", begins), **on("period_to", practice.period_to)}
    for _ in range(2):
        done = manager.post(where, {"once": once_of(page), "agencies": [str(cast.gp.pk)], **data})
        assert done.status_code == 302
    assert Request.objects.filter(case=case, form=Request.Form.REPORT).count() == 1
    board = words(manager.get(WHERE.format(case.reference)))
    assert "1 agency has still to give a report, of 1 asked." in board
    assert "reports from agencies: waiting for Mill Lane Surgery" in words(manager.get("/"))


# Read


CANARY = "Canary-of-the-report"


def test_nobody_reads_a_report_before_its_release_and_afterwards_as_its_marks_allow(
    cast: Cast, report: Request
) -> None:
    give_report(report, summary=CANARY, sharing="Between us.")
    where = f"{WHERE.format(report.case.reference)}read/reports/"
    for who in (cast.manager, cast.chair, cast.dsp_health, cast.author, cast.stranger):
        for path in (where, WHERE.format(report.case.reference), f"/cases/{report.case.reference}/record/"):
            assert CANARY not in signed_in(who).get(path).content.decode()
    release_returns(by=cast.manager, case=report.case)
    page = words(signed_in(cast.chair).get(where))
    assert CANARY in page
    assert "Where do these reasons lie? Tools and IT: records, forms, guidance at hand; The team" not in page
    assert "The team: roles, staffing, how people worked together; Tools and IT" in page
    assert CANARY not in words(signed_in(cast.chair).get(f"{WHERE.format(report.case.reference)}read/"))
    for who in (cast.author, cast.stranger, cast.coordinator):
        assert signed_in(who).get(where).status_code == 404


def test_a_mark_in_a_report_keeps_its_answer_from_whoever_may_not_read_it(
    cast: Cast, report: Request
) -> None:
    who = fill_report(report)
    save_return(
        by=who, request=report, question="voice", said={"daily_life": CANARY, "family": "x"},
        handling="partners_and_chair_only",
    )  # fmt: skip
    give_return(
        by=who, request=report, systems_searched=["All"], searched_on=timezone.localdate(),
        senior_name="Dr Ames", senior_email="ames@milllane.example",
    )  # fmt: skip
    release_returns(by=cast.manager, case=report.case)
    where = f"{WHERE.format(report.case.reference)}read/reports/"
    assert CANARY in signed_in(cast.dsp_health).get(where).content.decode()
    assert CANARY not in signed_in(cast.scrutineer).get(where).content.decode()


def test_the_short_returns_figures_do_not_change_with_a_report(cast: Cast, report: Request) -> None:
    before = queries.missing(report.case)
    give_report(report)
    release_returns(by=cast.manager, case=report.case)
    assert queries.missing(Case.objects.get(pk=report.case_id)) == before
    assert {one.kind for one in queries.released_answers(report.case)} == {"short"}
    assert [one.kind for one in queries.released_answers(report.case, form="report")] == ["report"]


def test_the_history_says_that_a_report_was_asked_for_and_given_never_what(
    cast: Cast, report: Request
) -> None:
    from safeguarding.cases.queries.history import history

    give_report(report, summary=CANARY)
    told = [one["text"] for one in history(report.case, cast.manager)]
    assert any("asked an agency for its report" in one for one in told)
    assert any("gave the agency’s report" in one for one in told)
    assert CANARY not in " ".join(told)


def test_a_senior_lead_confirms_the_report(cast: Cast, review: Case) -> None:
    report = ask_for_report(cast, review, cast.hospital)
    give_report(report, cast.author)
    titles = words(signed_in(cast.senior).get("/"))
    assert "Confirm your organisation’s report" in titles
    confirm_return(by=cast.senior, request=report)
    assert queries.board(review, "report")[0].confirmed


def test_the_pages_of_reports_ask_as_much_of_many_as_of_few(cast: Cast, review: Case) -> None:
    def count(who: Acting, path: str) -> int:
        browser = signed_in(who)
        browser.get(path)
        with CaptureQueriesContext(connection) as made:
            assert browser.get(path).status_code == 200
        return len(made)

    first = ask_for_report(cast, review, cast.gp)
    give_report(first)
    release_returns(by=cast.manager, case=review)
    case = WHERE.format(review.reference)
    pages = [(cast.manager, path) for path in (case, f"{case}read/reports/", f"{case}ask-for-reports/", "/")]
    pages += [
        (author_of(first), f"/returns/{first.short}/{page}") for page in ("question/episodes/", "check/")
    ]
    before = [count(who, path) for who, path in pages]
    for agency in (cast.hospital, cast.met):
        give_report(ask_for_report(cast, review, agency))
    fill_report(first, episodes=[REPORTED["episodes"][0]] * 9)  # type: ignore[index]
    release_returns(by=cast.manager, case=review)
    for (who, path), once in zip(pages, before, strict=True):
        assert count(who, path) <= once, path


def test_each_version_has_the_fingerprint_of_what_stands_sealed_in_the_record(
    cast: Cast, practice: Request
) -> None:
    first = give_short(practice, voice="He smiled.")
    fill(practice, voice="He smiled late.")
    second = give_return(
        by=author_of(practice), request=practice, systems_searched=["Our main case records"],
        searched_on=timezone.localdate(), why_changed="A word.",
    )  # fmt: skip
    assert first.sha256 != second.sha256
    event = Event.objects.get(stream=practice.case.stream, act="correct_return")
    sealed = event.kept.get(what="sealed return").content
    assert hashlib.sha256(sealed.encode()).hexdigest() == second.sha256
    page = words(signed_in(author_of(practice)).get(f"/returns/{practice.short}/returned/"))
    assert f"fingerprint {first.sha256[:16]}" in page
    assert second.sha256[:16] in page
    release_returns(by=cast.manager, case=practice.case)
    read = words(signed_in(cast.chair).get(f"{WHERE.format(practice.case.reference)}read/"))
    assert second.sha256[:16] in read


def test_the_formal_letter_asks_for_the_report_where_that_is_what_is_owed(report: Request) -> None:
    assert usual_asks(report).startswith("Your organisation’s report for the practice review")


def test_the_page_of_the_practice_review_says_how_many_have_reported(cast: Cast, report: Request) -> None:
    where = f"/cases/{report.case.reference}/practice-review/"
    assert "0 of 1 agency has given a report." in words(signed_in(cast.chair).get(where))
    give_report(report)
    assert "1 of 1 agency has given a report." in words(signed_in(cast.manager).get(where))


def test_the_coordinator_sees_that_it_is_a_report(cast: Cast, report: Request) -> None:
    page = words(signed_in(cast.coordinator).get("/sector/"))
    assert f"Report for case {report.case.reference}" in page
