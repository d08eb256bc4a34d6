"""Certified reports that partners have not signed, for their digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import F

from safeguarding.cases.models import Deadline
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.rapid_reviews.models import RapidReview, Signature
from safeguarding.statute.deadlines import Due
from safeguarding.statute.terms import Partner, Role

BY = (Due.PLAN_SIGN_OFF, Due.SIGN_OFF, Due.RAPID_REVIEW_TO_PANEL)
"""The day by which to sign: the planned one, else the last one that runs."""


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """For each partner who has not signed what is certified, and whoever may stand in."""
    found = RapidReview.objects.filter(certified_state=F("state_number"), case__closed=False)
    if partnerships is not None:
        found = found.filter(case__partnership__in=partnerships)
    reviews = list(found.select_related("case__partnership"))
    given = set(Signature.objects.filter(review__in=reviews, current=True).values_list("review", "partner"))
    due: dict[int, dict[str, Deadline]] = defaultdict(dict)
    for line in Deadline.objects.filter(
        case__in=[review.case_id for review in reviews], met_on__isnull=True, kind__in=BY
    ):
        due[line.case_id].setdefault(line.kind, line)
    for review in reviews:
        by = next((due[review.case_id][kind] for kind in BY if kind in due[review.case_id]), None)
        waits = [partner for partner in Partner if (review.pk, partner.value) not in given]
        if by is not None:
            for partner in waits:
                yield Open(
                    by.due_on,
                    reminding_of(review.case.partnership).plan(by.force),
                    review.case.partnership_id,
                    review.case,
                    frozenset({Role(f"dsp_{partner}"), Role(f"deputy_{partner}")}),
                )
