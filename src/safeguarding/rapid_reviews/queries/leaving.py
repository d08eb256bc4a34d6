"""What stays in the name of somebody who leaves."""

from __future__ import annotations

from safeguarding.cases.handover import Waiting, Whose
from safeguarding.rapid_reviews.models import Signature


def evidenced(whose: Whose) -> list[Waiting]:
    """Signatures by e-mail that they recorded, and that wait for a second member of staff."""
    found = Signature.objects.filter(
        entered_by__in=whose.seats,
        way=Signature.Way.EVIDENCED,
        confirmed_by__isnull=True,
        ended_at__isnull=True,
    )
    return [
        Waiting(
            "signature",
            one.pk,
            f"A signature by e-mail for {one.get_partner_display().lower()}",
            one.review.case,
        )
        for one in found.select_related("review__case").order_by("pk")
    ]
