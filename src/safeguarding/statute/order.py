"""Which facts cannot come before which, by their dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.facts import Kind

__all__ = ["NOT_BEFORE", "Answer", "in_order"]

NOT_BEFORE: tuple[tuple[Kind, str, Kind, str], ...] = (
    (Kind.LA_AWARE, "the local authority’s awareness", Kind.INCIDENT_OCCURRED, "the incident"),
    (Kind.NOTIFIED, "the notification", Kind.LA_AWARE, "the local authority’s awareness"),
    (Kind.NOTIFICATION_WITHDRAWN, "the withdrawal", Kind.NOTIFIED, "the notification"),
    (Kind.SENT_TO_PANEL, "sending the rapid review", Kind.NOTIFIED, "the notification"),
    (Kind.PANEL_REPLIED, "the Panel’s reply", Kind.SENT_TO_PANEL, "sending the rapid review"),
)
"""Each line: a fact cannot be earlier than another.

By the calendar only; nothing here makes a step wait for another.
"""


def in_order(dates: Mapping[Kind, date]) -> Answer:
    """Whether the dates of the facts given can all be true together; otherwise says which two cannot."""
    for later, later_words, earlier, earlier_words in NOT_BEFORE:
        if later in dates and earlier in dates and dates[later] < dates[earlier]:
            return Refused(
                "out_of_order",
                f"This would put {later_words} ({_plain(dates[later])}) before {earlier_words}"
                f" ({_plain(dates[earlier])}).",
                "Check both dates. If the other one is wrong, correct it first.",
            )
    return Allowed()


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
