"""Reading the check of a draft's facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.visible import past_the_seal
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import AskedAgency, Draft, FactCheck, FactPoint
from safeguarding.statute.editions import Force
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role

CHECKS = frozenset(Role(role) for role in roles_for(Act.CHECK_REVIEW_FACTS))
ANSWERS = frozenset(Role(role) for role in roles_for(Act.ANSWER_FACT_CHECK))


@dataclass(frozen=True)
class Line:
    """A numbered paragraph of the draft, as the page and its form name it."""

    part: int
    paragraph: int
    text: str

    @property
    def place(self) -> str:
        return f"{self.part + 1}.{self.paragraph + 1}"


@dataclass(frozen=True)
class Shown:
    """One part of the draft with its numbered paragraphs."""

    number: int
    heading: str
    lines: list[Line]


def rounds(case: Case) -> QuerySet[FactCheck]:
    """Every round with the agencies asked and their points, the newest first."""
    found = case.fact_checks.select_related("draft", "opened_by__person", "closed_by__person")
    return found.prefetch_related(
        "asked__agency__names", "asked__points__settled_by__person", "asked__finished_by__person"
    ).order_by("-id")


def asked_by_short() -> QuerySet[AskedAgency]:
    """What agencies were sent, with all that their page shows."""
    return AskedAgency.objects.select_related(
        "check_of__case__partnership", "check_of__case__stream", "check_of__draft", "agency"
    ).prefetch_related("agency__names", "points")


def shown(draft: Draft, places: Collection[int]) -> list[Shown]:
    """These parts of a draft, their paragraphs numbered as in the whole."""
    return [
        Shown(
            number + 1,
            part["heading"],
            [Line(number, place, text) for place, text in enumerate(part["paragraphs"])],
        )
        for number, part in enumerate(draft.parts)
        if number in places
    ]


def quoted(point: FactPoint, draft: Draft) -> str:
    """The paragraph that a point is about."""
    return str(draft.parts[point.part]["paragraphs"][point.paragraph])


def point_of(case: Case, pk: int) -> FactPoint | None:
    """One point of the case."""
    found = FactPoint.objects.filter(asked__check_of__case=case, pk=pk)
    return found.select_related("asked__check_of__draft", "asked__agency").first()


def _waiting() -> QuerySet[AskedAgency]:
    """Agencies that can still answer."""
    found = AskedAgency.objects.filter(
        finished_on=None, check_of__closed_on=None, check_of__case__closed=False
    )
    return found.select_related("check_of__case__partnership").order_by("pk")


def _mine(by: Acting) -> QuerySet[AskedAgency]:
    if by.seat.agency_id is None or by.role not in ANSWERS:
        return AskedAgency.objects.none()
    return (
        _waiting()
        .filter(past_the_seal(by, "check_of__case"), agency=by.seat.agency_id)
        .exclude(check_of__case__exclusions__in=by.person.exclusions.filter(ended_at__isnull=True))
    )


def work(by: Acting) -> list[WorkItem]:
    """Parts of a draft to check, and points to answer."""
    items = [
        WorkItem(
            title="Check the facts of a draft", case=row.check_of.case,
            why="A part of it concerns your organisation. Nothing to correct is an answer too.",
            due=row.check_of.until,
            href=reverse("practice_reviews:fact_check", args=[row.short]), button="Check the facts",
        )
        for row in _mine(by)
    ]  # fmt: skip
    if by.role not in CHECKS:
        return items
    open_points = FactPoint.objects.filter(asked__check_of=OuterRef("pk"), outcome="")
    checks = FactCheck.objects.filter(
        Exists(open_points), closed_on=None, case__in=visible_to(by).filter(closed=False)
    )
    return items + [
        WorkItem(
            title="Answer what agencies point out in a draft", case=row.case,
            why="Each point needs its answer before the check is closed.", due=None,
            href=reverse("practice_reviews:facts", args=[row.case.reference]), button="Read the points",
        )
        for row in checks.select_related("case__partnership")
    ]  # fmt: skip


def dates(by: Acting, until: date) -> list[Dated]:
    """Until when this person's agency is asked to check facts."""
    return [
        Dated(
            row.check_of.until,
            "Check the facts of a draft",
            reverse("practice_reviews:fact_check", args=[row.short]),
            f"facts:{row.pk}",
            row.check_of.case,
            Force.INTERNAL.value,
        )
        for row in _mine(by).filter(check_of__until__lte=until)
    ]


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """For the people of every agency that is asked and has not answered."""
    found = _waiting()
    if partnerships is not None:
        found = found.filter(check_of__case__partnership__in=partnerships)
    for row in found:
        case = row.check_of.case
        plan = reminding_of(case.partnership).plan(Force.INTERNAL)
        yield Open(
            row.check_of.until, plan, case.partnership_id, case, ANSWERS, agency=row.agency_id, asked=True
        )
