"""Reading released returns side by side, question by question."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.evidence import queries
from safeguarding.evidence.models import Request
from safeguarding.evidence.questions import CONCERN, every_question
from safeguarding.people.web import acting
from safeguarding.statute.criteria import CRITERIA
from safeguarding.statute.permission import Act


@case_page(Act.READ_RELEASED_RETURNS)
@require_GET
def read(request: HttpRequest, case: Case) -> HttpResponse:
    """Each question of the short return with every agency's answer below it, as far as its mark lets this
    reader.
    """
    return _read(request, case, Request.Form.SHORT)


@case_page(Act.READ_RELEASED_RETURNS)
@require_GET
def read_reports(request: HttpRequest, case: Case) -> HttpResponse:
    """The same of the agencies' reports for a practice review."""
    return _read(request, case, Request.Form.REPORT)


def _read(request: HttpRequest, case: Case, form: str) -> HttpResponse:
    by = acting(request)
    found = queries.released_answers(case, by, form)
    reports = form == Request.Form.REPORT
    return render_case(
        request,
        "evidence/read.html",
        case,
        {
            "returns": found,
            "reports": reports,
            "nil": [one for one in found if one.nil],
            "heads": _heads(found, form),
            "not_yet": [line for line in queries.board(case, form) if not line.released],
            "all_nil": not reports and queries.all_nil(case),
            "unseen": CRITERIA["C2"].text(case.editions, case.incident.occurred),
            "held_back": any(item.held_back for one in found for item in one.answers),
        },
        tab="evidence:board",
    )


def _heads(found: list[queries.Released], form: str) -> list[dict[str, Any]]:
    """The questions that somebody answered, each with the answers."""
    heads = []
    for question in (*every_question(form), CONCERN):
        answers = [(one, item) for one in found if (item := one.answer(question.key)) is not None]
        if answers:
            heads.append({"question": question, "answers": answers})
    return heads
