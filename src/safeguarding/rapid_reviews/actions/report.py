"""The report: its draft for comment, and whoever chaired certifying that it is a fair record."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.guards import SIGNERS, begun, may_write, refuse
from safeguarding.rapid_reviews.actions.signing import due_on
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.papers.sealing import make_draft
from safeguarding.rapid_reviews.queries.checks import checks_for
from safeguarding.statute.answer import demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def draft_report(*, by: Acting, case: Case) -> Document:
    """Make the report as it stands, as an unsealed draft in Word and PDF, for people to comment on."""
    case, review = begun(by, Act.WRITE_REPORT, case)
    demand(may_write(case, review))
    made = make_draft(case=case, review=review, by=by)
    if by.role is not Role.LTRG_CHAIR and not review.is_certified:
        once = f"certify:{review.pk}:{review.state_number}"
        tell(case, {Role.LTRG_CHAIR}, "decision_wanted", once=once, due=due_on(case))
    return made


@transaction.atomic
def certify_report(*, by: Acting, case: Case, statement: str) -> RapidReview:
    """Whoever chaired certifies that the report is a fair record of what the group found and decided.

    From then on the three partners can sign what it says. A later change ends the certificate and any
    signature.
    """
    case, review = begun(by, Act.CERTIFY_REPORT, case)
    demand(may_write(case, review))
    if review.is_certified:
        raise refuse(
            "certified_already", "The report is certified already, as it stands.", "The partners can sign it."
        )
    if not statement.strip():
        raise refuse(
            "no_statement",
            "The certificate needs a sentence of yours.",
            "“This is a fair record of our meeting” will do.",
        )
    if review.sections.filter(seat__person=by.person).exists():
        raise refuse(
            "drafter",
            "You wrote part of this report, so somebody else certifies it.",
            "Ask whoever was agreed to take the chair.",
        )
    if not review.outcomes.filter(current=True).exists():
        raise refuse(
            "no_outcome",
            "The group’s decision is not recorded yet.",
            "Record the decision and its reasons first.",
        )
    lacking = [one for one in checks_for(case, review, by) if one.blocks and one.check.code != "RRQ16"]
    if lacking:
        first = lacking[0].check.sentence
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        raise refuse(
            "checks_open",
            f"The report is not ready to sign. {first}{more}".strip(),
            "Work through “What blocks” on the review’s page.",
        )
    review.certified_state, review.certified_by = review.state_number, by.seat
    review.certified_at, review.chair_statement = timezone.now(), statement
    review.save(update_fields=["certified_state", "certified_by", "certified_at", "chair_statement"])
    facts.record(
        case,
        "certify_report",
        by=by,
        on={"review": str(review.pk), "state": str(review.state_number)},
        keep={"statement": statement},
    )
    make_draft(case=case, review=review, by=by)
    tell(
        case,
        SIGNERS,
        "sign_off_asked",
        once=f"sign:{review.pk}:{review.state_number}",
        due=due_on(case),
        path=f"/cases/{case.reference}/sign-off/",
    )
    return review
