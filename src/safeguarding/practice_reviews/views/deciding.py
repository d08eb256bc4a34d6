"""A practice review: whether one is decided, by whom and on what basis, and what comes next with its
dates.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.evidence import queries as evidence
from safeguarding.people.web import acting, perform
from safeguarding.practice_reviews import actions, queries
from safeguarding.practice_reviews.forms.deciding import Propose, Take
from safeguarding.practice_reviews.pages import HOME, render_review
from safeguarding.statute.criteria import LOCAL_CRITERIA
from safeguarding.statute.permission import Act


@case_page()
def practice_review(request: HttpRequest, case: Case) -> HttpResponse:
    """The decided review, or the partners' positions on whether to have one."""
    by = acting(request)
    here = reverse(HOME, args=[case.reference])
    asked = queries.proposals(case).filter(decided_on__isnull=True).first()
    posted = request.POST or None
    form = Take(posted) if asked else Propose(posted, case=case)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.decide_practice_review(
                by=by,
                case=case,
                carry_out=form.cleaned_data["carry_out"] == "yes",
                reason=form.cleaned_data["reason"],
                criteria=form.criteria if isinstance(form, Propose) else None,
                proportionality=form.cleaned_data.get("proportionality", ""),
                why_not_enough=form.cleaned_data.get("why_not_enough", ""),
            ),
            here,
            stream=case.stream,
        )
        if answer:
            return answer
    ready = actions.may_be_decided(case)
    mine = bool(may_do(by, Act.DECIDE_PRACTICE_REVIEW, case))
    return render_review(
        request,
        "practice_reviews/practice_review.html",
        case,
        {
            "decided": queries.decided(case),
            "reports": evidence.board(case, "report") if may_do(by, Act.SEE_RETURNS_BOARD, case) else None,
            "asked": asked,
            "form": form,
            "tally": actions.tally_of(asked) if asked else None,
            "earlier": list(queries.proposals(case).filter(outcome="no")),
            "ready": ready,
            "may_decide": mine and (bool(ready) or request.method == "POST"),
            "titles": {c.code: c.title for c in LOCAL_CRITERIA},
        },
        here=HOME,
        status=form.status,
    )
