"""The review's own page: which day it is, what stops it, what comes next; and the chair's brief."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.chronology.views.brief import from_the_composite
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import latest
from safeguarding.people.web import acting
from safeguarding.rapid_reviews.actions.writing import begin_local_consideration
from safeguarding.rapid_reviews.forms.writing import BeginLocal
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.queries import checks_for, review_of, sources
from safeguarding.rapid_reviews.queries import comments as rounds
from safeguarding.rapid_reviews.queries.checks import due_on
from safeguarding.rapid_reviews.reviewable import has_a_review
from safeguarding.rapid_reviews.sections import BY_CODE
from safeguarding.rapid_reviews.views.shared import allowed, found, page, posted, sent
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute import calendar, terms
from safeguarding.statute.answer import Refused
from safeguarding.statute.criteria import CRITERIA, LOCAL_CODES
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act

TAB = "rapid_reviews:workspace"
MILESTONES = (
    ("plan_requests_out", "requests out"),
    ("plan_progress_check", "progress check"),
    ("plan_returns_due", "returns due"),
    ("plan_meeting", "meeting"),
    ("plan_draft", "draft"),
    ("plan_sign_off", "sign-off"),
    ("rapid_review_to_panel", "to the Panel"),
)


@case_page()
def workspace(request: HttpRequest, case: Case) -> HttpResponse:
    """“Day 7 of 15. Two things stop you: …”, each with the button that mends it."""
    review, by = review_of(case), acting(request)
    words = words_for(case)
    if review is None or not has_a_review(case):
        return _not_begun(request, case, review)
    shown = checks_for(case, review, by)
    blocks = [one for one in shown if one.blocks]
    meeting = latest(case, Meeting.Kind.RAPID_REVIEW)
    context: dict[str, Any] = {
        "words": words,
        "review": review,
        "blocks": blocks,
        "warns": [one for one in shown if one.warns],
        "met": [one for one in shown if one.check.met],
        "infos": [one for one in shown if not one.check.met and not one.blocks and not one.warns],
        "sentence": _sentence(case, [one for one in blocks if one.check.code != "RRQ16"] or blocks),
        "marks": _marks(case),
        "due": due_on(case),
        "meeting": meeting,
        "returns": sources.returns_lines(case) if may_do(by, Act.SEE_RETURNS_BOARD, case) else None,
        "aims": _aims(case, review),
        "criteria": _criteria(review),
        "outcome": next(iter(review.standing_outcomes), None),
        "signed": [line for line in review.all_signatures if line.current],
        "dispatches": review.all_dispatches,
        "may": {
            act.value: allowed(request, act, case)
            for act in (
                Act.ANSWER_AIM,
                Act.ANSWER_CRITERION,
                Act.GIVE_NATIONAL_VIEW,
                Act.DECIDE_OUTCOME,
                Act.WRITE_REPORT,
                Act.CERTIFY_REPORT,
                Act.SIGN_OFF,
                Act.SEND_TO_PANEL,
            )
        },
        "national": next(iter(review.standing_national_views), None),
        "by": by,
        "round": rounds.last_round(review) if rounds.may_read(by, case, review) else None,
        "open_points": rounds.open_points(review),
    }
    return render_case(request, "rapid_reviews/workspace.html", case, context, tab=TAB)


@case_page()
def begin(request: HttpRequest, case: Case) -> HttpResponse:
    """Go on as a local consideration."""
    form = BeginLocal(posted(request))
    answer = sent(
        request,
        form,
        lambda: begin_local_consideration(by=acting(request), case=case, reason=form.cleaned_data["reason"]),
        page("workspace", case),
        case,
    )
    if answer:
        return answer
    return _not_begun(request, case, review_of(case), form)


@case_page()
def brief(request: HttpRequest, case: Case) -> HttpResponse:
    """One page for whoever chairs:

    the child's daily life, where the returns pull apart, what must be decided.
    """
    review = found(case)
    texts = {row.code: row.text for row in review.standing_sections}
    by = acting(request)
    shown = checks_for(case, review, by)
    sees_returns = bool(may_do(by, Act.SEE_RETURNS_BOARD, case))
    return render_case(
        request,
        "rapid_reviews/brief.html",
        case,
        {
            "words": words_for(case),
            "review": review,
            "told": from_the_composite(request, case),
            "children": list(case.children.all()),
            "incident": case.incident,
            "experience": texts.get("experience", ""),
            "voices": sources.answers_beside(case, "experience", by),
            "apart": sources.where_they_pull_apart(case, review, by),
            "reads_returns": bool(may_do(by, Act.READ_RELEASED_RETURNS, case)),
            "missing": sources.returns(case).missing if sees_returns else None,
            "unexplained": [
                BY_CODE[code].title for code in ("analysis", "inequality") if not texts.get(code, "").strip()
            ],
            "to_decide": [
                one for one in shown if one.blocks and one.check.code in {"RRQ11", "RRQ12", "RRQ13"}
            ],
            "criteria": _criteria(review),
            "processes": list(case.parallel_processes.all()),
            "due": due_on(case),
            "meeting": latest(case, Meeting.Kind.RAPID_REVIEW),
        },
        tab=TAB,
    )


def _not_begun(
    request: HttpRequest, case: Case, review: RapidReview | None, form: BeginLocal | None = None
) -> HttpResponse:
    """Why there is nothing here yet, and the local consideration as the way on."""
    why = has_a_review(case)
    form = form or BeginLocal()
    return render_case(
        request,
        "rapid_reviews/not_begun.html",
        case,
        {
            "why": why if isinstance(why, Refused) else None,
            "form": form,
            "may_begin": allowed(request, Act.PROPOSE_ROUTE, case),
        },
        tab=TAB,
        status=form.status,
    )


def _sentence(case: Case, blocks: list[Any]) -> str:
    """How many things stop it, in words."""
    name = words_for(case).name
    if not blocks:
        return f"Nothing stops the {name}."
    number = {1: "One thing stops", 2: "Two things stop", 3: "Three things stop"}.get(
        len(blocks), f"{len(blocks)} things stop"
    )
    return f"{number} you:"


def _marks(case: Case) -> list[dict[str, Any]]:
    """The internal milestones as days of the fifteen."""
    sent = case.facts.filter(current=True, kind=Kind.NOTIFIED.value).first()
    if sent is None:
        return []
    planned = {line.kind: line for line in case.deadlines.all()}
    return [
        {
            "day": calendar.working_day_number(sent.occurred, planned[kind].due_on, case.profile.counting),
            "text": text,
            "on": planned[kind].due_on,
            "met": planned[kind].met_on,
        }
        for kind, text in MILESTONES
        if kind in planned
    ]


def _aims(case: Case, review: RapidReview) -> list[dict[str, Any]]:
    given = {row.code: row for row in review.standing_aims}
    return [
        {
            "state": "Answered"
            if aim.code in given
            else "To answer"
            if aim.required
            else "If it matters here",
            "colour": "green" if aim.code in given else "grey",
            "text": aim.title,
            "code": aim.code,
            "href": page("aim", case, aim.code),
            "button": "Change" if aim.code in given else "Answer",
        }
        for aim in case.editions.aims
    ]


def _criteria(review: RapidReview) -> list[dict[str, Any]]:
    given = {row.code: row for row in review.standing_criteria}
    colours = {"yes": "teal", "no": "grey", "unclear": "yellow"}
    return [
        {
            "state": terms.CriterionAnswer(given[code].answer).label if code in given else "To answer",
            "colour": colours[given[code].answer] if code in given else "grey",
            "text": CRITERIA[code].title,
            "code": code,
            "differ": bool(code in given and given[code].views),
        }
        for code in LOCAL_CODES
    ]
