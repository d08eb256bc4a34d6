"""Reading the safety log: for the case page, the rapid review's checks and “Your work”."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from safeguarding.cases.matters import Matter
from safeguarding.cases.models import Case, Child
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.improvements.models import SafetyStep
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import Role


@dataclass(frozen=True)
class ChildSafety:
    """A child and the steps that keep it safe."""

    child: Child
    steps: tuple[SafetyStep, ...]

    @property
    def answered(self) -> bool:
        """Somebody has said whether this child is safe and what is done."""
        return bool(self.steps)

    @property
    def confirmed(self) -> bool:
        """Every step for the child is confirmed as done."""
        return self.answered and all(step.done_on for step in self.steps)


def steps_of(case: Case) -> QuerySet[SafetyStep]:
    """Every step of the case, with those who logged and confirmed it."""
    return case.safety_steps.select_related(
        "child", "agency", "logged_by__person", "confirmed_by__person"
    ).prefetch_related("agency__names")


def safety(case: Case) -> list[ChildSafety]:
    """Each child of the case with its steps, in a fixed number of queries."""
    held = list(steps_of(case))
    return [
        ChildSafety(child, tuple(step for step in held if step.child_id == child.pk))
        for child in case.children.all()
    ]


def safety_of_others(case: Case) -> list[SafetyStep]:
    """The steps for other children and adults."""
    return [step for step in steps_of(case) if step.child_id is None]


def children_without_answer(case: Case) -> list[str]:
    """The pseudonyms of children for whom nobody has said what keeps them safe."""
    return [line.child.pseudonym for line in safety(case) if not line.answered]


def safety_answered(case: Case) -> bool:
    """Every child has an answer (the check of the rapid review on immediate safety)."""
    return not children_without_answer(case)


def matters(by: Acting, case: Case) -> list[Matter]:
    """Children without an answer on their safety, and steps without an owner, for a meeting's agenda."""
    href = reverse("improvements:safety", args=[case.reference])
    found = [
        Matter(f"How {name} is safe", "Nobody has said yet what keeps this child safe.", href)
        for name in children_without_answer(case)
    ]
    if unowned_steps(case):
        found.append(Matter("Safety steps without an owner", "Nobody has taken them on by a date.", href))
    return found


def unowned_steps(case: Case) -> int:
    """Steps not done that nobody has taken on by a date."""
    return sum(not step.owned for step in case.safety_steps.all())


def others_safe(case: Case) -> bool:
    """Somebody has said whether other children and adults are safe."""
    return case.safety_steps.filter(child__isnull=True).exists()


def to_confirm(by: Acting) -> list[WorkItem]:
    """For the manager: children about whom nobody has confirmed safety.

    One item a case, whatever the number of cases.
    """
    if by.role is not Role.PARTNERSHIP_MANAGER:
        return []
    waiting = (
        SafetyStep.objects.filter(case__in=visible_to(by).filter(closed=False), done_on__isnull=True)
        .select_related("case__partnership", "child")
        .order_by("case_id", "id")
    )
    by_case: dict[int, list[SafetyStep]] = {}
    for step in waiting:
        by_case.setdefault(step.case_id, []).append(step)
    return [_item(steps) for steps in by_case.values()]


def _item(steps: list[SafetyStep]) -> WorkItem:
    case = steps[0].case
    whom = ", ".join(dict.fromkeys(step.whom for step in steps))
    return WorkItem(
        title="Confirm what keeps everybody safe",
        case=case,
        why=f"{case.pseudonym}. Not confirmed yet: {whom}.",
        due=min((step.due for step in steps if step.due), default=None),
        href=reverse("improvements:safety", args=[case.reference]),
        button="Open the safety log",
    )
