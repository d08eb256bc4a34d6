"""Making the report's draft, and sealing it with its annex when it is signed or goes to the Panel."""

from __future__ import annotations

from safeguarding.cases.models import Case
from safeguarding.documents import actions as documents
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.papers.annex import annex_paper
from safeguarding.rapid_reviews.papers.report import report_paper
from safeguarding.rapid_reviews.streams import stream_of
from safeguarding.statute.terms import DocumentKind


def make_draft(*, case: Case, review: RapidReview, by: Acting) -> Document:
    """The next draft, in Word and PDF, with DRAFT across it, for people to comment on."""
    stream = stream_of(case)
    document = documents.draft(
        by=by, stream=stream, kind=DocumentKind.RR_REPORT, data=report_paper(case, review, on=by.today)
    )
    review.draft = document
    review.save(update_fields=["draft"])
    return document


def seal_report(*, case: Case, review: RapidReview, by: Acting) -> Document:
    """Seal what the report says now, with its signatures; names stand in an annex of their own that can be
    kept apart.
    """
    draft = review.draft or make_draft(case=case, review=review, by=by)
    sealed = documents.seal(by=by, document=draft, data=report_paper(case, review, on=by.today))
    review.sealed = sealed
    review.annex = documents.publish_now(
        by=by,
        stream=stream_of(case),
        kind=DocumentKind.RR_IDENTIFYING_ANNEX,
        data=annex_paper(case, on=by.today),
    )
    review.save(update_fields=["sealed", "annex"])
    return sealed
