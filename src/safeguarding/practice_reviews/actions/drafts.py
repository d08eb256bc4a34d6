"""Giving in a draft of the report."""

from __future__ import annotations

import hashlib

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import has, record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.documents.actions import keep_upload
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import Draft
from safeguarding.practice_reviews.papers.reading import ReadDraft
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act


@transaction.atomic
def give_in_draft(*, by: Acting, case: Case, read: ReadDraft, note: str = "") -> Draft:
    """Keep the next version of the report (SI 2018/789 reg 14: its quality is watched over as it grows).

    `read` is what `read_draft` made of the file, before the transaction. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.WRITE_REVIEW_DRAFT, case))
    demand(may_be_drafted(case))
    last = case.review_drafts.order_by("-number").select_related("file").first()
    if last is not None and last.file.sha256 == hashlib.sha256(read.data).hexdigest():
        raise NotAllowed(
            Refused(
                "draft_same",
                f"This is the same file as version {last.number}.",
                "Choose the file with your changes.",
            )
        )
    stream = case.stream
    if stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    number = last.number + 1 if last else 1
    file = keep_upload(
        by=by,
        stream=stream,
        name=f"Practice review draft v{number}.docx",
        data=read.data,
        on={"review_draft": str(number)},
    )
    draft = Draft.objects.create(
        case=case,
        number=number,
        file=file,
        parts=[part.stored for part in read.parts],
        beside=list(read.beside),
        note=note.strip(),
        given_by=by.seat,
        given_on=by.today,
    )
    record(
        case,
        "give_in_review_draft",
        by=by,
        on={"version": str(number), "file": file.reference, "sha256": file.sha256},
        keep={"note": note.strip()} if note.strip() else None,
    )
    return draft


def may_be_drafted(case: Case) -> Answer:
    """Whether a draft can still be given in: on a review that has been decided and not accepted yet."""
    if case.closed:
        return Refused("closed", "This case is closed.", "Open it again first, with the reason.")
    if not has(case, Kind.PRACTICE_REVIEW_DECIDED):
        return Refused(
            "no_review",
            "No practice review has been decided.",
            "A draft can be given in once the partners have decided one.",
        )
    if has(case, Kind.REPORT_ACCEPTED):
        return Refused(
            "report_accepted",
            "The report has been accepted already.",
            "What has been accepted is not drafted again.",
        )
    return Allowed()
