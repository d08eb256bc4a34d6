"""Accepting the report: what the review panel recommends, and the partners' positions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.web import acting, perform_sent
from safeguarding.people.web import sent as of_form
from safeguarding.practice_reviews import actions
from safeguarding.practice_reviews.forms.accepting import RecommendReport, TakePosition
from safeguarding.practice_reviews.pages import render_review
from safeguarding.practice_reviews.queries.accepting import recommendations_of, tally_of
from safeguarding.statute.permission import Act

HERE = "practice_reviews:acceptance"


@case_page(Act.SEE_REVIEW_DRAFTS)
def acceptance(request: HttpRequest, case: Case) -> HttpResponse:
    """The latest version: recommended or not, and how each partner stands to it; earlier ones below."""
    by, here = acting(request), reverse(HERE, args=[case.reference])
    panel, take = RecommendReport(of_form(request, "panel")), TakePosition(of_form(request, "take"))
    answer = perform_sent(
        request,
        {
            "panel": (panel, lambda: actions.recommend_report(by=by, case=case, **panel.cleaned_data)),
            "take": (
                take,
                lambda: actions.position_on_report(
                    by=by,
                    case=case,
                    accept=take.cleaned_data["accept"] == "yes",
                    reason=take.cleaned_data["reason"],
                ),
            ),
        },
        here,
        stream=case.stream,
    )
    if answer:
        return answer
    draft = case.review_drafts.order_by("-number").defer("parts").first()
    rows = list(recommendations_of(case))
    now = next((one for one in rows if draft and one.draft_id == draft.pk), None)
    ready = actions.may_be_drafted(case)
    shown = {
        "draft": draft,
        "now": now,
        "tally": tally_of(now) if now else None,
        "earlier": [one for one in rows if one is not now],
        "ready": ready,
        "panel": panel,
        "take": take,
        "may_recommend": bool(ready) and draft and not now and may_do(by, Act.RECOMMEND_REPORT, case),
        "may_take": bool(ready) and now and now.decided_on is None and may_do(by, Act.ACCEPT_REPORT, case),
    }
    template, status = "practice_reviews/acceptance.html", max(panel.status, take.status)
    return render_review(request, template, case, shown, here=HERE, status=status)
