"""What waits for somebody in this room."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from safeguarding.cases.work import WorkItem
from safeguarding.improvements.access import owns
from safeguarding.improvements.models import Action
from safeguarding.improvements.queries.actions import visible_actions, with_names
from safeguarding.improvements.queries.safety import to_confirm
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, roles_for

MOST = 30
"""How many actions of one kind “Your work” takes in; more than that is for the register."""


def work(by: Acting) -> list[WorkItem]:
    """Safety to confirm; actions that wait for this person to take on, answer, look at or close."""
    found = to_confirm(by)
    seen = with_names(visible_actions(by)).filter(closed_on__isnull=True)
    if by.role in roles_for(Act.READ_OWN_ACTION):
        found += _own(by, seen)
    if by.role in roles_for(Act.VERIFY_ACTION):
        found += _to_look_at(by, seen)
    if by.role in roles_for(Act.CLOSE_ACTION):
        found += _to_close(by, seen)
    return found


def _own(by: Acting, seen: QuerySet[Action]) -> list[WorkItem]:
    mine = [a for a in _of(seen, Q(done_on__isnull=True), own=by) if owns(by, a)]
    items = []
    for action in mine:
        if action.challenge:
            items.append(_item(action, "Answer the chair about an action", action.challenge, "Answer", None))
        elif action.accepted_on is None:
            items.append(_item(action, "Take on an action", action.title, "Read it", action.due))
        elif action.due <= by.today or action.delivery(by.today).colour == "red":
            items.append(_item(action, "Say how an action goes", action.title, "Say how it goes", action.due))
    return items


def _to_look_at(by: Acting, seen: QuerySet[Action]) -> list[WorkItem]:
    items = []
    wanted = (
        Q(wants_until__isnull=False)
        | Q(done_on__isnull=False, verified_on__isnull=True)
        | Q(verified_on__isnull=False, check_on__lte=by.today, checked_on__isnull=True, check_waived="")
        | Q(owner_seat__isnull=True, agency__isnull=True, done_on__isnull=True)
    )
    for action in _of(seen, wanted):
        if action.wants_until is not None:
            items.append(_item(action, "More time is asked for", action.title, "Answer", action.due))
        elif action.done_on is None:
            items.append(_item(action, "Find an owner for an action", action.title, "Find one", action.due))
        elif action.verified_on is None:
            if action.done_said_by_id != by.seat.pk:
                items.append(_item(action, "See whether an action is done", action.title, "Look at it", None))
        else:
            items.append(_item(action, "Look whether it lasted", action.title, "Look", action.check_on))
    return items


def _to_close(by: Acting, seen: QuerySet[Action]) -> list[WorkItem]:
    partner = by.role.partner
    ready = Q(verified_on__isnull=False, challenge="") & (Q(checked_on__isnull=False) | ~Q(check_waived=""))
    return [
        _item(action, "Close an action", action.title, "Read and close", None)
        for action in _of(seen, ready)
        if not (action.agency and partner and action.agency.partner == partner.value)
    ]


def _of(seen: QuerySet[Action], wanted: Q, own: Acting | None = None) -> list[Action]:
    found = seen.filter(wanted)
    if own is not None:
        mine = Q(owner_seat=own.seat)
        if own.seat.agency_id:
            mine |= Q(agency=own.seat.agency_id)
        found = found.filter(mine)
    return list(found.order_by("due", "pk")[:MOST])


def _item(action: Action, title: str, why: str, button: str, due: date | None) -> WorkItem:
    return WorkItem(
        title=title,
        case=action.case,
        why=why,
        due=due,
        href=reverse("improvements:action", args=[action.short]),
        button=button,
    )
