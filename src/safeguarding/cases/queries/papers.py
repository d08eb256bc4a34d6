"""Which papers of a case somebody may have."""

from __future__ import annotations

from django.db.models import QuerySet

from safeguarding.cases.access import drafts_kept_back, may_do, may_show_names
from safeguarding.cases.actions.decisions import NAMED
from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.documents.queries import for_stream
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

APART = {DocumentKind.AGENCY_SUMMARY, DocumentKind.NIL_RETURN, DocumentKind.LEGAL_ADVICE}
"""Papers with walls of their own, which are never listed or handed out with the others."""


def papers_for(case: Case, by: Acting) -> QuerySet[Document]:
    """The papers that this reader may have, newest first: those that name people, for whoever may see names;
    drafts that name who has answered, for whoever sees the returns.
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
    # Formal letters have a page of their own, for fewer readers.
    return found.exclude(drafts_kept_back(by, case)).exclude(about__startswith="letter:")


def newest_papers(case: Case, by: Acting) -> list[Document]:
    """The newest version of each, newest first; what names people stays out, for it is kept apart."""
    found: dict[tuple[str, str], Document] = {}
    papers = papers_for(case, by).exclude(kind=DocumentKind.RR_IDENTIFYING_ANNEX.value)
    for paper in papers.exclude(kind=DocumentKind.DECISION_RECORD.value, about__endswith=NAMED):
        found.setdefault((paper.kind, paper.about), paper)
    return list(found.values())
