"""Writing down what is done about something learned, by whom and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max

from safeguarding.cases.access import may_do
from safeguarding.cases.guards import plain
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.improvements.access import may_on
from safeguarding.improvements.actions.reaching import hand_over, owner_seat, take_links_back
from safeguarding.improvements.actions.sources import demand_there, source_of_early_learning
from safeguarding.improvements.actions.writing import demand_open, demand_words, locked, record, tell_story
from safeguarding.improvements.models import Action, Recommendation, Source, Step
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import ActionKind, Theme


@dataclass(frozen=True)
class Plan:
    """What an action says: the columns that partnerships keep of one."""

    finding: str
    what: str
    owner: str
    due: date
    intended_change: str
    agency: Agency | None = None
    owner_email: str = ""
    kind: ActionKind | None = None
    measure: str = ""
    evidence_wanted: str = ""
    resource: str = ""
    begins: date | None = None
    called: str = ""
    themes: Sequence[Theme] = ()
    supporting: Iterable[Agency] = field(default_factory=tuple)


@transaction.atomic
def plan_action(
    *, by: Acting, source: Source, plan: Plan, recommendation: Recommendation | None = None
) -> Action:
    """Write an action down under its source, and send it to whoever owns it to take on.

    Raises NotAllowed: without an owner, a change for children or a date to come, for an agency that is gone,
    or for an owner who has left.
    """
    case = lock(source.case) if source.case else None
    demand(may_do(by, Act.WRITE_ACTION, case) if case else may_here(by, Act.WRITE_ACTION, source.partnership))
    demand_whole(plan, by.today)
    if recommendation is not None and recommendation.source_id != source.pk:
        raise NotAllowed(
            Refused("another_source", "That recommendation belongs to another review.", "Choose again.")
        )
    action = _write_down(source, case, plan, recommendation, by=by)
    hand_over(action, owner_seat(action, plan.owner, plan.owner_email, by=by), by=by)
    return action


@transaction.atomic
def note_early_learning(
    *,
    by: Acting,
    case: Case,
    finding: str,
    what: str,
    owner: str,
    due: date,
    intended_change: str,
    agency: Agency | None = None,
    relations: tuple[Relation, ...] = (),
) -> Action:
    """Note something learned that cannot wait, what is done about it, by whom and when, and what changes
    for children. Learning starts at the notification. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.NOTE_EARLY_LEARNING, case, *relations))
    plan = Plan(finding, what, owner, due, intended_change, agency=agency)
    demand_whole(plan, by.today)
    source = source_of_early_learning(case, by=by)
    return _write_down(source, case, plan, None, by=by, act="note_early_learning")


@transaction.atomic
def reassign_action(*, by: Acting, action: Action, owner: str, email: str, agency: Agency | None) -> Action:
    """Give an action to somebody else, because its owner has left or handed it back; they take it on anew."""
    action = locked(action)
    demand(may_on(by, Act.WRITE_ACTION, action))
    demand_open(action)
    demand_words(owner, "Say who sees to it.", "A person and their job.", "no_owner")
    if agency is not None:
        demand_there(agency, by.today)
    take_links_back(action, by=by)
    action.owner, action.agency, action.accepted_on = owner.strip(), agency, None
    action.owner_seat = None
    action.save(update_fields=["owner", "agency", "accepted_on", "owner_seat"])
    hand_over(action, owner_seat(action, owner, email, by=by), by=by)
    return action


@transaction.atomic
def merge_action(*, by: Acting, action: Action, into: Action, reason: str) -> Action:
    """Make an action part of another that says the same, so that nobody is asked twice. Its story stays."""
    action = locked(action)
    demand(may_on(by, Act.WRITE_ACTION, action))
    demand_open(action)
    demand(may_on(by, Act.WRITE_ACTION, into))
    demand_words(reason, "Say why the two are one.", code="no_reason")
    if (
        into.pk == action.pk
        or into.merged_into_id is not None
        or into.partnership_id != action.partnership_id
    ):
        raise NotAllowed(
            Refused("not_into_that", "It cannot become part of that action.", "Choose an open action.")
        )
    take_links_back(action, by=by)
    action.merged_into, action.closed_on, action.closed_by = into, by.today, by.seat
    action.save(update_fields=["merged_into", "closed_on", "closed_by"])
    tell_story(action, Step.Kind.MERGED, by=by, words=reason, also={"into": into.short})
    return action


def demand_whole(plan: Plan, today: date) -> None:
    """Refuse a plan that leaves something out that nobody can do without."""
    for text, code, sentence in (
        (plan.finding, "no_finding", "Say what was learned."),
        (plan.what, "no_action", "Say what is done about it."),
        (plan.owner, "no_owner", "Say who sees to it."),
        (plan.intended_change, "no_change", "Say what it should change for children."),
    ):
        demand_words(text, sentence, code=code)
    if plan.due < today:
        raise NotAllowed(
            Refused("date_past", f"{plain(plan.due)} has passed.", "Give a day that they can still meet.")
        )
    if plan.begins and plan.begins > plan.due:
        raise NotAllowed(
            Refused("begins_late", "It would begin after the day it is due.", "Check both dates.")
        )
    if plan.agency is not None:
        demand_there(plan.agency, today)


def _write_down(
    source: Source,
    case: Case | None,
    plan: Plan,
    recommendation: Recommendation | None,
    *,
    by: Acting,
    act: str = "write_action",
) -> Action:
    Source.objects.select_for_update().get(pk=source.pk)
    action = Action.objects.create(
        partnership=source.partnership,
        source=source,
        case=case,
        recommendation=recommendation,
        number=(source.actions.aggregate(last=Max("number"))["last"] or 0) + 1,
        called=plan.called,
        finding=plan.finding.strip(),
        what=plan.what.strip(),
        kind=plan.kind.value if plan.kind else "",
        themes=[theme.value for theme in plan.themes] or (recommendation.themes if recommendation else []),
        agency=plan.agency,
        owner=plan.owner.strip(),
        begins=plan.begins,
        due=plan.due,
        resource=plan.resource.strip(),
        measure=plan.measure.strip(),
        intended_change=plan.intended_change.strip(),
        evidence_wanted=plan.evidence_wanted.strip(),
        noted_by=by.seat,
        noted_on=by.today,
    )
    action.supporting.set(plan.supporting)
    Step.objects.create(action=action, kind=Step.Kind.NOTED, on=by.today, seat=by.seat, capacity=by.capacity)
    record(
        act, by=by, partnership=source.partnership, case=case,
        on={"action": action.short, "source": source.short},
        keep={"finding": action.finding, "what": action.what, "owner": action.owner,
              "intended change": action.intended_change},
    )  # fmt: skip
    return action
