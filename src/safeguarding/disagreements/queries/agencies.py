"""Reading disagreements between agencies: whose they are, where each stands, and what waits for whom."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.cases.queries.rules import profile_on
from safeguarding.cases.work import WorkItem
from safeguarding.disagreements.access import may_answer, may_in, speaks_for
from safeguarding.disagreements.models import AgencyDisagreement
from safeguarding.disagreements.queries.step import Step, of_level
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import Role


def visible(by: Acting) -> QuerySet[AgencyDisagreement]:
    """Those that exist for this person: all of the partnership's for the partners, the chair, the manager and
    the scrutineer; for others those of their own agency.
    """
    here = (
        AgencyDisagreement.objects.filter(partnership=by.seat.partnership_id)
        .select_related(
            "partnership", "raised_by", "other", "opened_by__person", "settled_by__agency", "ended_by__person"
        )
        .prefetch_related("raised_by__names", "other__names", "levels")
    )
    if may_here(by, Act.SEE_AGENCY_DISAGREEMENT, by.partnership) and by.seat.in_force(by.today):
        return here
    if not may_in(by, Act.SEE_AGENCY_DISAGREEMENT):
        return here.none()
    return here.filter(Q(raised_by=by.seat.agency_id) | Q(other=by.seat.agency_id))


def listed(by: Acting) -> list[AgencyDisagreement]:
    """The open ones first, then the newest."""
    return list(visible(by).order_by("ended_at", "-id"))


def steps(row: AgencyDisagreement) -> list[Step]:
    """The ladder from the bottom: what was done, what runs now, and how long the next ones would have."""
    held = {level.code: level for level in row.levels.all()}
    found = []
    for rung in profile_on(row.partnership, row.opened_on).practice_ladder:
        level = held.get(rung.level.value)
        if level is None:
            days = rung.within(for_safety=row.for_safety)
            state = "Not needed" if row.ended_at else "Not yet"
            within = f"within {days} working day{'' if days == 1 else 's'}"
            found.append(Step(rung.level.value, rung.title, None, False, state, "grey", None, within))
        else:
            found.append(of_level(level))
    return found


def work(by: Acting) -> list[WorkItem]:
    """Those that wait for this person at the level that they have reached."""
    if not may_in(by, Act.SEE_AGENCY_DISAGREEMENT):
        return []
    rows = list(visible(by).filter(ended_at__isnull=True).order_by("id"))
    mine = speaks_for(by) if any(row.settled_by_id for row in rows) else set()
    items = []
    for row in rows:
        level = next(one for one in row.levels.all() if one.code == row.level)
        why, waiting = _waits(by, row, mine)
        late = by.role is Role.PARTNERSHIP_MANAGER and level.due_on < by.today
        if late and not why:
            why = "Its time is over. Ask the two how it stands, and note it."
        if why or waiting:
            items.append(
                WorkItem(
                    title="A disagreement between agencies",
                    case=None,
                    why=why or f"{row.raised_by.name_on(by.today)} and {row.other.name_on(by.today)}",
                    due=level.due_on,
                    href=reverse("disagreements:between", args=[row.short]),
                    button="Open",
                    waiting_for=waiting,
                )
            )
    return items


def _waits(by: Acting, row: AgencyDisagreement, mine: set[int]) -> tuple[str, str]:
    """Why it waits for this person, or for whom else it waits."""
    party = by.seat.agency_id in {row.raised_by_id, row.other_id}
    if row.settled_by is not None and party:
        if not may_answer(by, row, mine):
            others = row.other if row.raised_by_id == row.settled_for_id else row.raised_by
            return "", others.name_on(by.today)
        return "The other side says that it is settled. Say whether you see it so.", ""
    if row.level == LevelCode.D3.value:
        decides = bool(may_here(by, Act.DECIDE_AGENCY_DISAGREEMENT, row.partnership)) and not party
        return ("The two could not settle it. You say what happens.", "") if decides else ("", "")
    return ("Talk it over with the other agency, and record what came of it.", "") if party else ("", "")
