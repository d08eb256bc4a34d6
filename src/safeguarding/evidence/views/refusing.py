"""An agency that will not answer: its own page, the formal letter, and the manager's page to write it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.cases.handing_out import give
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.evidence import actions
from safeguarding.evidence.forms import Formal, Press, Refuse
from safeguarding.evidence.models import FormalRequest, Request
from safeguarding.evidence.papers import usual_asks
from safeguarding.evidence.queries.own import refusal_of
from safeguarding.evidence.views.shared import found, over, page
from safeguarding.people.web import acting, mailbox, perform
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.permission import Act
from safeguarding.statute.sectors import partner_of
from safeguarding.statute.terms import AgencyType, DocumentKind, Partner

DAYS = 3
"""Working days that a formal letter usually gives; local practice, within the fifteen of the review."""


@mailbox("return")
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    """“We will not share this”: what may help first, then why not; or that it is shared after all."""
    by, asked = found(request, ref, Act.REFUSE_RETURN)
    refusal = refusal_of(asked)
    # By what was sent, not by what stands: the second sending of a press must find the first one's answer.
    again = request.POST.get("which") == "after_all" if request.method == "POST" else refusal is not None
    form = (Press if again else Refuse)(request.POST or None)
    if request.method == "POST":

        def act() -> object:
            if again:
                return actions.withdraw_refusal(by=by, request=asked)
            return actions.refuse_return(by=by, request=asked, words=form.cleaned_data["words"])

        done = perform(request, form, act, reverse("evidence:start", args=[ref]), stream=asked.case.stream)
        if done:
            return done
    return page(
        request,
        "refuse.html",
        asked,
        {
            "form": form,
            "why": form if isinstance(form, Refuse) else Refuse(),
            "over": over(asked),
            "refusal": refusal,
        },
        status=form.status,
    )


@mailbox("return")
@require_GET
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """The formal letter: what it is, by when, to save as Word or PDF, and how to answer."""
    _, asked = found(request, ref)
    return page(request, "letter.html", asked, {"formal": _formal(asked), "over": over(asked)})


@mailbox("return")
@require_GET
def letter_file(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """The letter as it was sealed. The look is kept."""
    by, asked = found(request, ref)
    formal = _formal(asked)
    if form not in {"word", "pdf"}:
        raise Http404
    file = formal.document.word if form == "word" else formal.document.pdf
    return give(by, file, DocumentKind.S16H_REQUEST)


@case_page(Act.ISSUE_FORMAL_REQUEST)
@require_http_methods(["GET", "POST"])
def formal(request: HttpRequest, case: Case, short: str) -> HttpResponse:
    """Writing formally to an agency that will not answer."""
    by = acting(request)
    asked = Request.objects.filter(case=case, short=short).select_related("agency").first()
    if asked is None:
        raise Http404
    asked.case = case
    kind = asked.agency.partner or partner_of(AgencyType(asked.agency.kind)).value
    form = Formal(
        request.POST or None,
        initial={
            "partner": kind,
            "wanted": usual_asks(asked),
            "due_on": add_working_days(by.today, DAYS),
        },
    )
    if request.method == "POST":

        def act() -> object:
            said = form.cleaned_data
            return actions.issue_formal_request(
                by=by,
                request=asked,
                name=said["name"],
                email=said["email"],
                partner=Partner(said["partner"]),
                asks=said["wanted"],
                due_on=said["due_on"],
            )

        where = reverse("evidence:one", args=[case.reference, short])
        done = perform(request, form, act, where, stream=case.stream)
        if done:
            return done
    return render_case(
        request,
        "evidence/formal.html",
        case,
        {
            "form": form,
            "asked": asked,
            "agency": asked.agency.name_on(by.today),
            "refusal": refusal_of(asked),
        },
        tab="evidence:board",
        status=form.status,
    )


def _formal(asked: Request) -> FormalRequest:
    """The last formal letter to this agency on this case; the page does not exist without one."""
    found = (
        FormalRequest.objects.filter(refusal__request=asked)
        .select_related("document__word", "document__pdf", "to__person")
        .last()
    )
    if found is None:
        raise Http404
    return found
