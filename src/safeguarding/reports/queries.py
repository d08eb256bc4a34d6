"""The live cases, one line each, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from safeguarding.cases import shape
from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.statute import process


def live_cases(by: Acting, waiting: Iterable[WorkItem]) -> list[dict[str, Any]]:
    """Every open case that this person may see.

    Stage in words, the day of the fifteen, what is due, who is awaited.
    """
    cases = list(visible_to(by).filter(closed=False).order_by("-pk")[:200])
    facts: dict[int, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.filter(case__in=cases, current=True).order_by("pk"):
        facts[fact.case_id].append(fact)
    due: dict[int, Deadline] = {}
    for line in Deadline.objects.filter(case__in=cases, met_on__isnull=True).order_by("due_on", "pk"):
        if not shape.passed_point(line):
            due.setdefault(line.case_id, line)
    awaited: dict[int, list[str]] = defaultdict(list)
    for item in waiting:
        if item.waiting_for and item.case:
            awaited[item.case.pk].append(item.waiting_for)
    return [
        {
            "case": case,
            "stage": process.stage([fact.pure for fact in facts[case.pk]]),
            "clock": shape.clock(facts[case.pk], case),
            "due": due.get(case.pk),
            "waiting": "; ".join(dict.fromkeys(awaited[case.pk])),
        }
        for case in cases
    ]


def ended_cases(by: Acting) -> list[Case]:
    """The cases that have ended, the latest first."""
    return list(visible_to(by).filter(closed=True).order_by("-pk")[:200])
