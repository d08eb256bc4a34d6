"""Reading disagreements: where each stands, whose turn it is, and which clocks run meanwhile."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.matters import Matter
from safeguarding.cases.models import Case, Deadline
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.disagreements import ladder
from safeguarding.disagreements.defaults import default_for
from safeguarding.disagreements.models import AgencyDisagreement, Disagreement, Level
from safeguarding.disagreements.queries.agencies import visible
from safeguarding.disagreements.queries.step import Step, of_level
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.permission import may_here
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.editions import Force
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.restamping import Moved
from safeguarding.statute.terms import DecisionKind, Role

BINDING = {Force.LAW.value, Force.STATUTORY_GUIDANCE.value, Force.NATIONAL_GUIDANCE.value}
RECORDERS = {Role.LTRG_CHAIR, Role.PARTNERSHIP_MANAGER}


def of_case(case: Case, by: Acting) -> QuerySet[Disagreement]:
    """Every disagreement of a case that this person may see, the open ones first, then the newest.

    Which agency will not share is for those who see who has answered.
    """
    found = case.disagreements.select_related(
        "case__partnership", "opened_by__person", "ended_by__person", "agency"
    ).order_by("ended_at", "-id")
    if may_do(by, Act.SEE_RETURNS_BOARD, case):
        return found
    return found.exclude(kind=DecisionKind.REQUIRE_INFORMATION)


def differ_on(key: str) -> bool:
    """Whether a disagreement about this one thing is open."""
    return any(
        kind.objects.filter(subject=key, ended_at__isnull=True).exists()
        for kind in (Disagreement, AgencyDisagreement)
    )


def steps(row: Disagreement) -> list[Step]:
    """The ladder from the bottom: what was done, what runs now, what would come next."""
    held = {level.code: level for level in row.levels.select_related("ended_by__person")}
    state = "Not needed" if row.ended_at else "Not yet"
    return [
        of_level(held[due.rung.level.value])
        if due.rung.level.value in held
        else Step(due.rung.level.value, due.rung.title, due.due_on, due.rung.by_noon, state, "grey", None)
        for due in ladder.rungs(row)
    ]


def whose_turn(row: Disagreement, level: Level) -> list[Seat]:
    """The people who act at this level, by seat."""
    held = seats().filter(
        in_force(timezone.localdate()), partnership=row.case.partnership_id, role__in=level.who
    )
    return list(held.order_by("role", "pk"))


def matters(by: Acting, case: Case) -> list[Matter]:
    """Open disagreements that this person may see, for the agenda of a meeting."""
    return [
        Matter(
            row.title,
            "The partners differ; what each holds stands on its page.",
            reverse("disagreements:one", args=[case.reference, row.number]),
        )
        for row in of_case(case, by).filter(ended_at__isnull=True)
    ]


def any_open(case: Case) -> bool:
    """Whether the partners differ on something in the case now."""
    return Disagreement.objects.filter(case=case, ended_at__isnull=True).exists()


def group_matters(by: Acting) -> list[Matter]:
    """How many disagreements are open, for the agenda of the group: figures only."""
    if not may_here(by, Act.SEE_DISAGREEMENTS, by.partnership):
        return []
    partners = Disagreement.objects.filter(case__in=visible_to(by), ended_at__isnull=True).count()
    agencies = visible(by).filter(ended_at__isnull=True).count()
    found = []
    if partners:
        why = f"{partners} open, between partners." if partners > 1 else "One is open, between partners."
        found.append(Matter("On cases", why, reverse("disagreements:statistics"), "disagreements"))
    if agencies:
        why = f"{agencies} open." if agencies > 1 else "One is open."
        found.append(Matter("Between agencies", why, reverse("disagreements:agencies"), "disagreements"))
    return found


def running_clocks(case: Case) -> list[Deadline]:
    """The times set by law or guidance that run on while the partners differ."""
    return list(case.deadlines.filter(met_on__isnull=True, force__in=BINDING)[:3])


def moved(case: Case) -> list[Moved]:
    """The running levels that the rules of the case put on another day."""
    return [
        Moved(f"{level.disagreement.title}: {level.title}", level.due_on, due.due_on)
        for level, due in ladder.overtaken(case)
    ]


def work(by: Acting) -> list[WorkItem]:
    """Disagreements that wait for this person at the level that they have reached."""
    open_rows = (
        Disagreement.objects.filter(case__in=visible_to(by), ended_at__isnull=True)
        .select_related("case__partnership")
        .prefetch_related("levels")
        .order_by("id")
    )
    items = []
    for row in open_rows:
        level = next((held for held in row.levels.all() if held.code == row.level), None)
        if level is None:
            continue
        why = _why(by.role, row, level)
        if why:
            items.append(
                WorkItem(
                    title=f"A disagreement: {row.title[0].lower()}{row.title[1:]}",
                    case=row.case,
                    why=why,
                    due=level.due_on,
                    href=reverse("disagreements:one", args=[row.case.reference, row.number]),
                    button="Open",
                )
            )
    return items


def _why(role: Role, row: Disagreement, level: Level) -> str:
    if level.result == Level.Result.CAME_TOGETHER:
        return "The partners came to agree; one of them ends it." if role.partner else ""
    if role in level.roles:
        return "It is your turn to settle it. No clock waits."
    if level.code == LevelCode.D3.value and role in default_for(row.decision).who:
        return "The time for agreeing is over; you say what applies."
    if role in RECORDERS and level.code != LevelCode.D3.value:
        return "You record what happens at this level."
    return ""
