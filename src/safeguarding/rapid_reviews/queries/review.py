"""Finding a review with everything that its pages show, in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from safeguarding.cases.models import Case
from safeguarding.rapid_reviews.models import (
    AimAnswer,
    CriterionAnswer,
    Dispatch,
    NationalView,
    Outcome,
    RapidReview,
    SectionText,
    Signature,
)
from safeguarding.statute.terms import RapidReviewOutcome


def review_of(case: Case) -> RapidReview | None:
    """The case's review, with what stands in it today under `standing_…`; None where none has begun."""
    found = (
        RapidReview.objects.filter(case=case)
        .select_related(
            "draft__pdf", "draft__word", "sealed__pdf", "sealed__word", "annex__pdf", "certified_by__person"
        )
        .prefetch_related(
            _standing("sections", SectionText),
            _standing("aims", AimAnswer),
            _standing("criteria", CriterionAnswer),
            _standing("national_views", NationalView),
            _standing("outcomes", Outcome),
            Prefetch(
                "signatures",
                Signature.objects.select_related(
                    "seat__person", "seat__agency", "entered_by__person", "confirmed_by__person"
                ).prefetch_related("seat__agency__names"),
                to_attr=_name("all_signatures"),
            ),
            Prefetch(
                "dispatches",
                Dispatch.objects.select_related("document__pdf", "seat__person"),
                to_attr=_name("all_dispatches"),
            ),
        )
        .first()
    )
    if found is not None:
        found.case = case
    return found


def _standing(
    name: str, model: type[SectionText | AimAnswer | CriterionAnswer | NationalView | Outcome]
) -> Prefetch[Any]:
    return Prefetch(
        name,
        model.objects.filter(current=True).select_related("seat__person"),
        to_attr=_name(f"standing_{name}"),
    )


def _name(attribute: str) -> str:
    """Where the rows are put; the attributes are declared on the model."""
    return attribute


def standing_outcome(review: RapidReview) -> RapidReviewOutcome | None:
    """What stands decided: the last second decision of the partners, or else the group's."""
    again = review.reconsiderations.exclude(concluded_on=None).order_by("-reply__number").first()
    if again:
        return RapidReviewOutcome(again.outcome)
    first = review.outcomes.filter(current=True).first()
    return first.decision if first else None
