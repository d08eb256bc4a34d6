"""What a round of comments asks of people: “Your work”, their calendar, and their digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.dates import Dated
from safeguarding.cases.queries import visible_to
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.models import Asked, Comment, Contribution, RapidReview, Suggestion
from safeguarding.statute.editions import Force
from safeguarding.statute.permission import Act, roles_for


def comments_work(by: Acting) -> list[WorkItem]:
    """A draft to comment on, for those who are asked; and open points, for those who write the report."""
    items = [
        WorkItem(
            "Comment on the draft report",
            row.review.case,
            "You are asked. Saying that you have nothing to add is enough.",
            row.round.until if row.let_in_at is None else None,
            _where(row.review),
            "Read and comment",
        )
        for row in _waiting().filter(seat=by.seat, review__case__in=visible_to(by))
    ]
    if by.role not in roles_for(Act.WRITE_REPORT):
        return items
    changes = Suggestion.objects.filter(review=OuterRef("pk"), state="open", contribution__current=True)
    said = Comment.objects.filter(review=OuterRef("pk"), contribution__current=True, answered_at=None)
    reviews = RapidReview.objects.filter(
        Q(Exists(changes)) | Q(Exists(said)), case__in=visible_to(by).filter(closed=False)
    )
    return items + [
        WorkItem(
            "Work through the comments",
            review.case,
            "People have proposed changes to the draft report, or commented on it.",
            None,
            _where(review),
            "Read the comments",
        )
        for review in reviews.select_related("case__partnership")
    ]


def dates(by: Acting, until: date) -> list[Dated]:
    """Until when they can comment on a draft, for those who are asked and have not."""
    rows = _waiting().filter(
        seat=by.seat, review__case__in=visible_to(by), let_in_at=None, round__until__lte=until
    )
    return [
        Dated(
            row.round.until,
            "Comments on the draft report",
            _where(row.review),
            f"comments:{row.pk}",
            row.review.case,
            Force.INTERNAL.value,
        )
        for row in rows
    ]


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """For everybody who is asked and has not answered."""
    found = _waiting().filter(let_in_at=None)
    if partnerships is not None:
        found = found.filter(review__case__partnership__in=partnerships)
    for row in found:
        case = row.review.case
        plan = reminding_of(case.partnership).plan(Force.INTERNAL)
        yield Open(row.round.until, plan, case.partnership_id, case, seat=row.seat_id)


def _waiting() -> QuerySet[Asked]:
    """Those who are asked in a round that they can still answer, and have not."""
    came = Contribution.objects.filter(round=OuterRef("round"), seat=OuterRef("seat"))
    runs = Q(round__closed_at=None, round__until__gte=timezone.localdate()) | Q(let_in_at__isnull=False)
    rows = Asked.objects.filter(runs, review__case__closed=False).exclude(Exists(came))
    return rows.select_related("round", "review__case__partnership").order_by("round__until", "pk")


def _where(review: RapidReview) -> str:
    return reverse("rapid_reviews:comments", args=[review.case.reference])
