"""What a review asks of people: “Your work”, in a fixed number of queries whatever the number of cases."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from safeguarding.cases.models import Case, Deadline
from safeguarding.cases.next_steps import Block
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import RapidReview, Reconsideration, Signature
from safeguarding.rapid_reviews.queries.checks import checks_for
from safeguarding.rapid_reviews.queries.commenting import comments_work
from safeguarding.rapid_reviews.reviewable import has_a_review
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute.decisions import names
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Partner, Role

STANDING: str = "standing"
AGAIN: str = "again"


def work(by: Acting) -> list[WorkItem]:
    """What waits for this person in the reviews that they may see."""
    return comments_work(by) + _of_reviews(by)


def _of_reviews(by: Acting) -> list[WorkItem]:
    if not any(
        by.role in roles_for(act)
        for act in (Act.SIGN_OFF, Act.SEND_TO_PANEL, Act.CERTIFY_REPORT, Act.RECONSIDER)
    ):
        return []
    items: list[WorkItem] = []
    for review in _live(by):
        due = {line.kind: line.due_on for line in review.case.deadlines.all()}
        items += _for_signer(review, by, due) + _for_chair(review, by, due) + _for_manager(review, by, due)
    return items


def _live(by: Acting) -> QuerySet[RapidReview]:
    return (
        RapidReview.objects.filter(case__in=visible_to(by).filter(closed=False))
        .select_related("case__partnership")
        .prefetch_related(
            Prefetch("signatures", Signature.objects.filter(current=True), to_attr=STANDING),
            Prefetch(
                "reconsiderations",
                Reconsideration.objects.filter(concluded_on=None).prefetch_related("positions"),
                to_attr=AGAIN,
            ),
            Prefetch("case__deadlines", Deadline.objects.order_by("due_on", "id")),
            "dispatches",
        )
    )


def _for_signer(review: RapidReview, by: Acting, due: dict[str, date]) -> list[WorkItem]:
    partner = by.role.partner
    if partner is None:
        return []
    name = words_for(review.case).name
    for second in review.again:
        given = {one.partner for one in second.positions.all() if one.current}
        if partner.value not in given and by.role in roles_for(Act.RECONSIDER):
            return [
                WorkItem(
                    "Decide again",
                    review.case,
                    "The Panel sees it differently, and we wait for your partner’s view.",
                    due.get("reconsider"),
                    reverse("rapid_reviews:again", args=[review.case.reference]),
                    "Read and decide",
                )
            ]
    given = {line.partner for line in review.standing}
    if not review.is_certified or partner.value in given or by.role.value.startswith("lsp_"):
        return []
    return [
        WorkItem(
            f"Sign off the {name}",
            review.case,
            "You sign for your partner, and only you or your deputy can.",
            due.get("plan_sign_off") or due.get("rapid_review_to_panel"),
            reverse("rapid_reviews:sign_off", args=[review.case.reference]),
            "Read and sign",
        )
    ]


def _for_chair(review: RapidReview, by: Acting, due: dict[str, date]) -> list[WorkItem]:
    if (
        by.role is not Role.LTRG_CHAIR
        or review.is_certified
        or not review.draft_id
        or review.dispatches.all()
    ):
        return []
    return [
        WorkItem(
            "Certify the report",
            review.case,
            "A draft is made. When it is a fair record, the partners can sign.",
            due.get("plan_sign_off"),
            reverse("rapid_reviews:certify", args=[review.case.reference]),
            "Read and certify",
        )
    ]


def _for_manager(review: RapidReview, by: Acting, due: dict[str, date]) -> list[WorkItem]:
    if by.role is not Role.PARTNERSHIP_MANAGER or not words_for(review.case).statutory:
        return []
    sent = list(review.dispatches.all())
    if any(dispatch.complete for dispatch in sent):
        return []
    agreed = {line.partner for line in review.standing if line.agrees}
    last = due.get("rapid_review_to_panel")
    where = reverse("rapid_reviews:panel", args=[review.case.reference])
    if len(agreed) == len(Partner):
        title = "Send the completed version to the Panel" if sent else "Send the rapid review to the Panel"
        return [
            WorkItem(
                title,
                review.case,
                "All three partners have signed.",
                None if sent else last,
                where,
                "Send it",
            )
        ]
    if not review.is_certified:
        where = reverse("rapid_reviews:workspace", args=[review.case.reference])
        return (
            []
            if sent
            else [
                WorkItem(
                    "Go on with the rapid review",
                    review.case,
                    "It is due with the Panel.",
                    last,
                    where,
                    "Open the review",
                )
            ]
        )
    missing = names(tuple(partner for partner in Partner if partner.value not in agreed))
    return [
        WorkItem(
            "Send the rapid review to the Panel",
            review.case,
            "It waits for signatures.",
            last,
            where,
            "Open",
            waiting_for=f"the sign-off of {missing}",
        )
    ]


def blocks(by: Acting, case: Case) -> list[Block]:
    """What stands between the review and the Panel, each with the page that mends it."""
    review = RapidReview.objects.filter(case=case).first()
    if review is None or not has_a_review(case) or any(d.complete for d in review.dispatches.all()):
        return []
    return [
        Block(one.check.sentence, one.href, one.button) for one in checks_for(case, review, by) if one.blocks
    ]
