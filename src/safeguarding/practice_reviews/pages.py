"""The pages of a practice review beside each other, once one has been decided."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import has
from safeguarding.cases.models import Case
from safeguarding.cases.web import Tab, render_case
from safeguarding.people.web import acting
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act

HOME: Final = "practice_reviews:practice_review"
REVIEWERS: Final = "practice_reviews:reviewers_of_case"
LINES: Final = "practice_reviews:lines"
PAGES: Final[list[Tab]] = [
    Tab("The decision and the dates", HOME, Act.SEE_CASE),
    Tab("Reviewers", REVIEWERS, Act.SEE_COMMISSIONING),
    Tab("Lines of enquiry", LINES, Act.SEE_LINES_OF_ENQUIRY),
    Tab("Time and quality", "practice_reviews:monitoring", Act.READ_MONITORING),
    Tab("Drafts", "practice_reviews:drafts", Act.SEE_REVIEW_DRAFTS),
    Tab("Check of facts", "practice_reviews:facts", Act.SEE_REVIEW_DRAFTS),
    Tab("Recommendations", "practice_reviews:recommendations", Act.SEE_REVIEW_DRAFTS),
    Tab("Acceptance", "practice_reviews:acceptance", Act.SEE_REVIEW_DRAFTS),
    Tab("Publication", "practice_reviews:publication", Act.SEE_PUBLICATION),
]


def render_review(
    request: HttpRequest,
    template: str,
    case: Case,
    context: dict[str, Any],
    *,
    here: str,
    status: int = 200,
) -> HttpResponse:
    """Render a page of a practice review, with links to its other pages that this person may open."""
    by = acting(request)
    shown = [page for page in PAGES if may_do(by, page.act, case)]
    rooms = [
        {"text": page.label, "href": reverse(page.url, args=[case.reference]), "current": page.url == here}
        for page in shown
    ]
    decided = has(case, Kind.PRACTICE_REVIEW_DECIDED)
    more = {"rooms": rooms if decided and len(rooms) > 1 else []}
    return render_case(request, template, case, {**context, **more}, tab=HOME, status=status)
