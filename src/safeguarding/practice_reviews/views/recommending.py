"""What the report recommends: each with its finding, whose it is and by when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.web import acting, perform
from safeguarding.practice_reviews import actions
from safeguarding.practice_reviews.forms.recommending import Recommend
from safeguarding.practice_reviews.pages import render_review
from safeguarding.practice_reviews.queries.recommending import recommended, source_of
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Theme

HERE = "practice_reviews:recommendations"


@case_page(Act.SEE_REVIEW_DRAFTS)
def recommendations(request: HttpRequest, case: Case) -> HttpResponse:
    """Every recommendation, and a place to write the next."""
    by, post = acting(request), request.method == "POST"
    form = Recommend(request.POST if post else None, partnership=case.partnership)
    if post:
        answer = perform(
            request, form, lambda: _recommend(request, case, form), reverse(HERE, args=[case.reference]),
            stream=case.stream,
        )  # fmt: skip
        if answer:
            return answer
    source, ready = source_of(case), actions.may_be_drafted(case)
    shown = {
        "form": form,
        "source": source,
        "recommended": list(recommended(source)),
        "ready": ready,
        "may_write": bool(may_do(by, Act.WRITE_RECOMMENDATION, case)) and (bool(ready) or post),
        "may_follow": bool(may_do(by, Act.SEE_ACTIONS, case)),
        "today": by.today,
    }
    template = "practice_reviews/recommendations.html"
    return render_review(request, template, case, shown, here=HERE, status=form.status)


def _recommend(request: HttpRequest, case: Case, form: Recommend) -> object:
    said = form.cleaned_data
    return actions.recommend(
        by=acting(request),
        case=case,
        finding=said["finding"],
        words=said["words"],
        agencies=[int(pk) for pk in said["agencies"]],
        collective=bool(said["collective"]),
        by_when=said["by_when"],
        themes=[Theme(code) for code in said["themes"]],
    )
