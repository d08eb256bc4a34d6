"""The papers of a case, each as Word and PDF, exactly as issued."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import drafts_kept_back, may_do, may_show_names
from safeguarding.cases.actions.decisions import NAMED
from safeguarding.cases.actions.papers import issue_decision_record
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.queries.history import history
from safeguarding.cases.sentences import TAKEN
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.models import Document
from safeguarding.documents.queries import for_stream
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, FileKind

APART = {DocumentKind.AGENCY_SUMMARY, DocumentKind.NIL_RETURN, DocumentKind.LEGAL_ADVICE}
"""Papers with walls of their own, which this page never lists or hands out."""


@case_page(Act.DOWNLOAD_DOCUMENT)
def documents(request: HttpRequest, case: Case) -> HttpResponse:
    """What has been issued, newest first; the manager can issue a decision record."""
    by = acting(request)
    form = Confirm(request.POST or None)
    ready = case.considerations.filter(concluded_at__isnull=False).order_by("-round").first()
    may_issue = bool(may_do(by, Act.WRITE_CONSIDERATION, case)) and ready is not None
    if request.method == "POST" and ready is not None:
        answer = perform(
            request,
            form,
            lambda: issue_decision_record(by=by, consideration=ready),
            reverse("cases:documents", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    notification = getattr(case, "notification", None)
    return render_case(
        request,
        "cases/documents.html",
        case,
        {
            "papers": list(papers_for(case, by)),
            "form": form,
            "may_issue": may_issue,
            "taken": history(case, by, acts=TAKEN) if may_do(by, Act.SEE_RECORD, case) else [],
            "receipt": notification.receipt if notification and may_show_names(by, case) else None,
        },
        tab="cases:documents",
        status=form.status,
    )


@case_page(Act.DOWNLOAD_DOCUMENT)
def download(request: HttpRequest, case: Case, reference: str, form: str) -> HttpResponse:
    """One paper, as Word or PDF, once it has been said for what and for whom."""
    if form not in {"word", "pdf"}:
        raise Http404
    by = acting(request)
    paper = get_object_or_404(papers_for(case, by), reference=reference)
    as_ = "Word" if form == "word" else "PDF"
    return hand_out(
        request,
        Leaving(
            paper.word if form == "word" else paper.pdf,
            DocumentKind(paper.kind),
            case,
            lambda case: may_do(by, Act.DOWNLOAD_DOCUMENT, case),
            back=_back(case),
            tab="cases:documents",
            title=paper.title,
            what=f"Version {paper.version}, as {as_}",
            button="Download the Word file" if form == "word" else "Download the PDF",
        ),
    )


@case_page(Act.DOWNLOAD_DOCUMENT)
def receipt(request: HttpRequest, case: Case) -> HttpResponse:
    """The receipt of the notification, once it has been said for what and for whom."""
    by, notification = acting(request), getattr(case, "notification", None)
    if notification is None or notification.receipt is None or not may_show_names(by, case):
        raise Http404
    return hand_out(
        request,
        Leaving(
            notification.receipt,
            FileKind.RECEIPT,
            case,
            lambda case: may_show_names(by, case),
            back=_back(case),
            tab="cases:documents",
        ),
    )


def _back(case: Case) -> tuple[str, str]:
    return reverse("cases:documents", args=[case.reference]), "All documents of this case"


def papers_for(case: Case, by: Acting) -> QuerySet[Document]:
    """The papers that this page hands to this reader: those that name people, to whoever may see names;
    drafts that name who has answered, to whoever sees the returns.
    """
    if case.stream is None:
        return Document.objects.none()
    apart = APART if may_show_names(by, case) else APART | {DocumentKind.RR_IDENTIFYING_ANNEX}
    if not may_do(by, Act.SEE_RETURNS_BOARD, case):
        # They name agencies that would not, or did not, answer.
        apart = apart | {DocumentKind.S16H_REQUEST, DocumentKind.RR_AGENDA, DocumentKind.RR_MINUTES}
    found = for_stream(case.stream).exclude(kind__in=[kind.value for kind in apart])
    if not may_show_names(by, case):
        found = found.exclude(kind=DocumentKind.DECISION_RECORD.value, about__endswith=NAMED)
    return found.exclude(drafts_kept_back(by, case))
