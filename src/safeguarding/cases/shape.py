"""What every page of a case shows about it: where it is, what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.statute import calendar, process
from safeguarding.statute.facts import Kind

RAIL = (
    ("referred", "Referred", Kind.REFERRED),
    ("considered", "Considered", Kind.CONSIDERED),
    ("notified", "Notified", Kind.NOTIFIED),
    ("rapid_review", "Rapid review", Kind.SENT_TO_PANEL),
    ("learning", "Learning", Kind.CLOSED),
)


def of(case: Case) -> dict[str, Any]:
    """The stage in words, the five stops with their dates, what is due next, and the day of the fifteen."""
    facts = list(case.facts.filter(current=True).order_by("id"))
    stage = process.stage([fact.pure for fact in facts])
    due = [line for line in case.deadlines.all() if line.met_on is None and not passed_point(line)]
    return {
        "stage": stage,
        "stops": _stops(facts, stage.rail),
        "due": due,
        "due_once": list({(line.title, line.due_on): line for line in reversed(due)}.values())[::-1],
        "due_next": due[0] if due else None,
        "clock": clock(facts, case),
        "today": timezone.localdate(),
    }


PASSING = {"plan_progress_check", "plan_requests_out", "plan_returns_due", "copy_notification"}
"""Points of the internal plan: once their day has gone by, what comes after them matters."""


def passed_point(line: Deadline) -> bool:
    """Whether a line is a point of the plan whose day has gone by."""
    return line.kind in PASSING and line.due_on < timezone.localdate()


def _stops(facts: list[Fact], rail: str) -> list[dict[str, Any]]:
    dates = {fact.kind: fact.occurred for fact in facts}
    codes = [code for code, _, _ in RAIL]
    now = codes.index(rail) if rail in codes else 0
    return [
        {
            "label": label,
            "date": dates.get(kind.value),
            "state": "now" if i == now else "done" if i < now else "later",
        }
        for i, (_, label, kind) in enumerate(RAIL)
    ]


def clock(facts: list[Fact], case: Case) -> dict[str, Any] | None:
    """Day N of 15 while the rapid review's clock runs (working days from the notification), else nothing."""
    sent = next(
        (
            f
            for f in facts
            if f.kind == Kind.NOTIFIED
            and f.detail.get("notification", "serious_incident") == "serious_incident"
        ),
        None,
    )
    ended = any(f.kind in {Kind.SENT_TO_PANEL, Kind.NOTIFICATION_WITHDRAWN} for f in facts)
    if sent is None or ended:
        return None
    today: date = timezone.localdate()
    return {"day": calendar.working_day_number(sent.occurred, today, case.profile.counting), "of": 15}
