"""What blocks the next step of a case, each with the page that mends it. A notification is never blocked."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind
from safeguarding.statute.routes import NOTIFY_ONLY
from safeguarding.statute.terms import Route


@dataclass(frozen=True)
class Block:
    """A sentence, and the page and words of the link that mends it."""

    text: str
    href: str
    button: str


def blocks(by: Acting, case: Case) -> list[Block]:
    """Everything that stands in the way, from every room."""
    found: list[Block] = []
    for room in import_string(settings.SAFEGUARDING_WIRING + ".BLOCKS"):
        found += room(by, case)
    return found


def mine(by: Acting, case: Case) -> list[WorkItem]:
    """What waits for this person on this case, from every room."""
    found = _asked(by, "WORK")
    return [item for item in found if item.case and item.case.pk == case.pk and not item.waiting_for]


def work(by: Acting) -> list[WorkItem]:
    """What waits for this person, from every room, the soonest first."""
    return _asked(by, "WORK", "WORK_BETWEEN_CASES")


def _asked(by: Acting, *tables: str) -> list[WorkItem]:
    rooms = [room for table in tables for room in import_string(f"{settings.SAFEGUARDING_WIRING}.{table}")]
    found = [item for room in rooms for item in room(by)]
    return sorted(found, key=lambda item: (item.due is None, item.due, item.title))


def before_notification(by: Acting, case: Case) -> list[Block]:
    """This room's own.

    Route, awareness, the partners' consideration, the local authority's decision, notifying.
    """
    facts = {fact.kind: fact for fact in case.facts.filter(current=True)}
    if case.closed or Kind.NOTIFIED.value in facts:
        return []
    ref = case.reference
    found: list[Block] = []
    route = facts.get(Kind.ROUTE_SETTLED.value)
    if route is None:
        found.append(
            Block("The route is not settled.", reverse("cases:route", args=[ref]), "Look at the route")
        )
    aware = facts.get(Kind.LA_AWARE.value)
    if aware is not None and aware.detail.get("basis") != "confirmed":
        found.append(
            Block(
                "The local authority has not confirmed when it became aware.",
                reverse("cases:awareness", args=[ref]),
                "Confirm the date",
            )
        )
    if route is None or route.detail.get("route") != Route.SERIOUS_INCIDENT:
        if route is not None and route.detail["route"] in NOTIFY_ONLY:
            found.append(
                Block(
                    "The notification has not been sent.",
                    reverse("cases:notification", args=[ref]),
                    "Prepare it",
                )
            )
        return found
    considered = [fact for kind, fact in facts.items() if kind == Kind.CONSIDERED.value]
    if not considered:
        found.append(
            Block(
                "The three partners have not concluded their consideration.",
                reverse("cases:consideration", args=[ref]),
                "Open the consideration",
            )
        )
    decided = facts.get(Kind.LA_DECIDED.value)
    if decided is None:
        found.append(
            Block(
                "The local authority has not recorded its own decision.",
                reverse("cases:consideration", args=[ref]),
                "See the decision",
            )
        )
    elif decided.detail.get("notify") == "yes":
        found.append(
            Block(
                "The notification has not been recorded as sent.",
                reverse("cases:notification", args=[ref]),
                "Record it",
            )
        )
    return found
