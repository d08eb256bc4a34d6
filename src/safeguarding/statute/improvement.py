"""How an action stands, what it still needs, and when it may be closed.

An action has two lights: Done, and Difference made. Hints help whoever writes one; they are never a score on
anybody's work (a study of recommendations from serious case reviews criticised a purely SMART approach,
DFE-RR157).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.calendar import add_months, working_days_between
from safeguarding.statute.terms import ActionKind, Difference, Partner

CHECK_AFTER_MONTHS: Final = 6
"""Calendar months from “verified as done” to the look whether it lasted (the partnership's own default)."""

BADLY_LATE: Final = 20
"""Working days past its date from which an action is overdue rather than at risk (local convention)."""

CYCLE_WEEKS: Final = 6
"""Weeks between two meetings of the group; an action without news for two of them is red."""

TWO_MONTHS: Final = timedelta(days=60)
"""Far more than twenty working days: nobody counts the working days of years."""

SOFT: Final = frozenset({ActionKind.GUIDANCE, ActionKind.TRAINING, ActionKind.REMINDER})


class Delivery(StrEnum):
    """The first light of an action."""

    MERGED = "merged"
    CLOSED = "closed"
    DONE = "done"
    SAID_DONE = "said_done"
    OVERDUE = "overdue"
    SILENT = "silent"
    AT_RISK = "at_risk"
    NOT_STARTED = "not_started"
    ON_COURSE = "on_course"

    @property
    def label(self) -> str:
        """In words."""
        return _LIGHTS[self][0]

    @property
    def colour(self) -> str:
        """The colour of its tag; red is kept for overdue."""
        return _LIGHTS[self][1]

    @property
    def open(self) -> bool:
        """Whether somebody still has something to deliver."""
        return self in {
            Delivery.OVERDUE,
            Delivery.SILENT,
            Delivery.AT_RISK,
            Delivery.NOT_STARTED,
            Delivery.ON_COURSE,
        }


_LIGHTS: Final = {
    Delivery.MERGED: ("Part of another action", "purple"),
    Delivery.CLOSED: ("Closed", "blue"),
    Delivery.DONE: ("Done", "teal"),
    Delivery.SAID_DONE: ("Said to be done", "yellow"),
    Delivery.OVERDUE: ("Overdue", "red"),
    Delivery.SILENT: ("No news for two meetings", "red"),
    Delivery.AT_RISK: ("At risk", "orange"),
    Delivery.NOT_STARTED: ("Not taken on yet", "grey"),
    Delivery.ON_COURSE: ("On course", "green"),
}


@dataclass(frozen=True)
class Progress:
    """What is known of an action."""

    due: date
    noted_on: date
    accepted_on: date | None = None
    news_on: date | None = None
    said_done_on: date | None = None
    verified_on: date | None = None
    closed_on: date | None = None
    merged: bool = False
    challenged: bool = False
    differed: bool = False
    difference: Difference = Difference.NONE
    check_on: date | None = None
    checked_on: date | None = None
    waived: bool = False
    has_evidence: bool = False
    agency_partner: Partner | None = None


def delivery(action: Progress, today: date) -> Delivery:
    """The first light. At risk up to twenty working days late, overdue after that; and red as well without
    news for two meetings of the group.
    """
    if action.merged:
        return Delivery.MERGED
    if action.closed_on:
        return Delivery.CLOSED
    if action.verified_on:
        return Delivery.DONE
    if action.said_done_on:
        return Delivery.SAID_DONE
    late = today > action.due
    if late and working_days_between(action.due, min(today, action.due + TWO_MONTHS)) > BADLY_LATE:
        return Delivery.OVERDUE
    if silent(max(day for day in (action.noted_on, action.accepted_on, action.news_on) if day), today):
        return Delivery.SILENT
    if late:
        return Delivery.AT_RISK
    return Delivery.NOT_STARTED if action.accepted_on is None else Delivery.ON_COURSE


def silent(heard: date, today: date) -> bool:
    """Whether nothing has been heard for two cycles of the group's meetings."""
    return (today - heard).days > 2 * CYCLE_WEEKS * 7


def check_due(verified_on: date) -> date:
    """When to look whether it lasted: six calendar months after it was verified, by default."""
    return add_months(verified_on, CHECK_AFTER_MONTHS)


def may_verify(said_by: int | None, owned_by: int | None, verifier: int) -> Answer:
    """Whoever owns an action, or says that it is done, is not the one who sees that it is: the verifier is
    never the owner. The numbers are those of people, not of seats.
    """
    if said_by is None:
        return Refused(
            "not_said_done", "Nobody has said yet that this action is done.", "Ask its owner how it stands."
        )
    if verifier in {said_by, owned_by}:
        return Refused(
            "own_action",
            "You own this action or said yourself that it is done, so somebody else must see that it is.",
            "Ask the partnership manager or another of the group.",
        )
    return Allowed()


def may_close(action: Progress, closer: Partner | None, today: date) -> Answer:
    """Closed by a delegated partner once it is seen to be done with evidence, the chair's challenge is
    answered, no disagreement about it is open, and the look whether it lasted has been taken or waived. A
    partner does not close what their own agency did.
    """
    if action.closed_on or action.merged:
        return Refused("closed", "This action is closed already.", "There is nothing more to do.")
    if action.verified_on is None:
        return Refused(
            "not_verified",
            "Nobody has seen yet that this action is done.",
            "Somebody other than its owner looks at the evidence first.",
        )
    if not action.has_evidence:
        return Refused(
            "no_evidence", "There is no evidence that it was done.", "Add some, with its own date."
        )
    if action.challenged:
        return Refused(
            "challenged", "The chair’s challenge has not been answered.", "Answer it on this page first."
        )
    if action.differed:
        return Refused(
            "partners_differ",
            "Whether this action can be closed is in disagreement.",
            "It stays open until the disagreement has ended.",
        )
    if action.checked_on is None and not action.waived:
        when = action.check_on or check_due(action.verified_on)
        return Refused(
            "not_checked",
            f"Whether it lasted is to be looked at on {when.day} {when:%B %Y}.",
            "Look now and say what you found, or waive it with a reason."
            if when > today
            else "Say what you found, or waive it with a reason.",
        )
    if closer is not None and closer is action.agency_partner:
        return Refused(
            "own_agency",
            "Your own agency did this, so another partner closes it.",
            "Ask one of the other two delegated partners.",
        )
    return Allowed()


def hints(what: str, kind: ActionKind | None, measure: str, intended_change: str) -> list[str]:
    """What would make an action easier to do and to see. Help while writing; it stops nobody."""
    found = []
    if len(what.split()) < 5:
        found.append("Say who does what: somebody new to it should know what to do on Monday.")
    if kind in SOFT:
        found.append(
            "Training, guidance and reminders fade. What could change in the system, so that the right thing "
            "happens without anybody having to remember?"
        )
    if not measure.strip():
        found.append("How will you see that it happened? A number before and after is best.")
    if not intended_change.strip():
        found.append("What should be different for children? If you cannot say, is it the right action?")
    return found


def plan_hint(kinds: Iterable[ActionKind]) -> str:
    """A word on a whole plan in which nothing changes the system itself; empty otherwise."""
    listed = list(kinds)
    if listed and all(kind in SOFT for kind in listed):
        return (
            "Every action here is guidance, training or a reminder. At least one that changes the system "
            "itself would last longer."
        )
    return ""
