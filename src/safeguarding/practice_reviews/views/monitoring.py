"""How the time and quality of a practice review stand, and what the reviewer was asked for in writing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.web import acting, perform
from safeguarding.practice_reviews.actions.monitoring import may_be_monitored, note_monitoring
from safeguarding.practice_reviews.forms.monitoring import Look
from safeguarding.practice_reviews.pages import render_review
from safeguarding.practice_reviews.queries import monitoring as queries
from safeguarding.statute.letters import LetterMatter, Party
from safeguarding.statute.permission import Act

HERE = "practice_reviews:monitoring"


@case_page(Act.READ_MONITORING)
def monitoring(request: HttpRequest, case: Case) -> HttpResponse:
    """The look that is due, and every one before."""
    by = acting(request)
    form = Look(request.POST or None)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: note_monitoring(by=by, case=case, **form.said),
            reverse(HERE, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    ready = may_be_monitored(case)
    writes = may_do(by, Act.KEEP_FORMAL_LETTERS, case)

    def to_write(party: Party, matter: LetterMatter) -> str:
        return reverse("cases:letters_write", args=[case.reference, party.value, matter.value])

    return render_review(
        request,
        "practice_reviews/monitoring.html",
        case,
        {
            "course": queries.course(case),
            "colours": {"on": "teal", "risk": "yellow", "off": "red"},
            "requests": queries.requests(by, case) if may_do(by, Act.READ_FORMAL_LETTERS, case) else [],
            "ask": to_write(Party.REVIEWER, LetterMatter.REVIEWER_REQUEST) if writes and ready else "",
            "explain": [
                (party.label, to_write(party, LetterMatter.EXTENSION))
                for party in (Party.PANEL, Party.SECRETARY_OF_STATE)
            ]
            if writes
            else [],
            "form": form,
            "ready": ready,
            "may_note": bool(may_do(by, Act.MONITOR_REVIEW, case)) and (bool(ready) or form.is_bound),
        },
        here=HERE,
        status=form.status,
    )
