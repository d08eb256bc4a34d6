"""What the report said at an earlier state, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from safeguarding.people.models import Person
from safeguarding.rapid_reviews.models import (
    AimAnswer,
    CriterionAnswer,
    NationalView,
    Outcome,
    RapidReview,
    Reading,
    SectionText,
)
from safeguarding.rapid_reviews.sections import BY_CODE
from safeguarding.statute.criteria import CRITERIA

SAID = (SectionText, AimAnswer, CriterionAnswer, NationalView, Outcome)
Row = SectionText | AimAnswer | CriterionAnswer | NationalView | Outcome


@dataclass(frozen=True)
class Change:
    """One place of the report: what it said then, what it says now, who changed it last and when."""

    title: str
    before: str
    after: str
    who: str
    when: datetime


def changes_since(review: RapidReview, state_number: int) -> list[Change]:
    """Every place that says something else now than at that state, the newest change first."""
    found = []
    for model in SAID:
        rows: list[Row] = list(
            model.objects.filter(review=review).select_related("seat__person").order_by("id")
        )
        by_place: dict[str, list[Row]] = {}
        for row in rows:
            by_place.setdefault(row.place, []).append(row)
        for place, versions in by_place.items():
            earlier = [row for row in versions if row.state_number <= state_number]
            now = next((row for row in versions if row.current), versions[-1])
            before = earlier[-1].as_text if earlier else ""
            if now.state_number > state_number and before != now.as_text:
                found.append(Change(_title(review, place), before, now.as_text, now.seat.person.name, now.at))
    return sorted(found, key=lambda change: change.when, reverse=True)


def last_read(review: RapidReview, person: Person) -> Reading | None:
    """The state that somebody last read, if any."""
    return Reading.objects.filter(review=review, person=person).first()


def _title(review: RapidReview, place: str) -> str:
    kind, _, code = place.partition(":")
    if kind == "section":
        return BY_CODE[code].title
    if kind == "aim":
        return next((aim.title for aim in review.case.editions.aims if aim.code == code), "An aim")
    if kind == "criterion":
        return f"Criterion: {CRITERIA[code].title}"
    return "The view on a national review" if kind == "national" else "The decision and its reasons"
