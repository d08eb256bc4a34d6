"""Whether a case has anything to review."""

from __future__ import annotations

from safeguarding.cases import facts
from safeguarding.cases.models import Case
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.facts import Kind
from safeguarding.statute.routes import LOCAL
from safeguarding.statute.terms import Notification


def has_a_review(case: Case) -> Answer:
    """Whether there is anything to review: a notified serious incident, or a local consideration."""
    if case.basis == LOCAL:
        return Allowed()
    sent = facts.find(case, Kind.NOTIFIED)
    if sent is None:
        return Refused(
            "never_notified",
            "This case has not been notified to the Panel, so in law there is no rapid review.",
            "If the local authority notifies, the rapid review begins. Otherwise the case can go on as a "
            "local consideration.",
        )
    if sent.detail.get("notification", Notification.SERIOUS_INCIDENT.value) != Notification.SERIOUS_INCIDENT:
        return Refused(
            "notified_only",
            "This death was notified because the child was looked after or a care leaver. It has no rapid "
            "review.",
            "If there may be something to learn, the case can go on as a local consideration.",
        )
    if facts.has(case, Kind.NOTIFICATION_WITHDRAWN):
        return Refused(
            "withdrawn",
            "The notification was withdrawn, so the rapid review has ended.",
            "If there may be something to learn, the case can go on as a local consideration.",
        )
    return Allowed()
