"""Actions that are not done, and safety that nobody has confirmed, for people's digests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.db.models import Q

from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.improvements.models import Action, SafetyStep
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """What stands in somebody's name or their agency's; and for the manager, safety to confirm."""
    yield from _actions(partnerships)
    yield from _safety(partnerships)


def _actions(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Before its day only while nobody has taken an action on: one that is under way shows from its day."""
    found = Action.objects.filter(
        Q(owner_seat__isnull=False) | Q(agency__isnull=False),
        closed_on__isnull=True,
        done_on__isnull=True,
        merged_into__isnull=True,
    )
    if partnerships is not None:
        found = found.filter(partnership__in=partnerships)
    roles = frozenset(Role(role) for role in roles_for(Act.READ_OWN_ACTION))
    for action in found.select_related("case", "partnership", "owner_seat"):
        plan = reminding_of(action.partnership).target
        owner = action.owner_seat
        yield Open(
            action.due,
            replace(plan, before=(0,)) if action.accepted_on else plan,
            action.partnership_id,
            action.case,
            roles if action.agency_id else frozenset(),
            agency=action.agency_id,
            seat=owner.pk if owner and owner.role in roles else None,
            asked=True,
        )


def _safety(partnerships: Collection[int] | None) -> Iterator[Open]:
    """One thing a case, by the first day of its steps."""
    found = SafetyStep.objects.filter(case__closed=False, done_on__isnull=True, due__isnull=False)
    if partnerships is not None:
        found = found.filter(case__partnership__in=partnerships)
    first: dict[int, SafetyStep] = {}
    for step in found.select_related("case__partnership").order_by("due"):
        first.setdefault(step.case_id, step)
    for step in first.values():
        assert step.due is not None  # noqa: S101 - only such are asked for
        yield Open(
            step.due,
            reminding_of(step.case.partnership).target,
            step.case.partnership_id,
            step.case,
            frozenset({Role.PARTNERSHIP_MANAGER}),
        )
