"""What stands between a case and its closing, and what is still open beside it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from safeguarding.cases.models import Case, ClosingStatement
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Refused
from safeguarding.statute.decisions import names
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.routes import NOTIFY_ONLY
from safeguarding.statute.terms import (
    Notification,
    PanelReply,
    Partner,
    Route,
    SignPosition,
    ThresholdPosition,
)

STILL_OPEN = (
    ("disagreements", Q(ended_at__isnull=True), "disagreement is", "disagreements are", "not ended"),
    ("safety_steps", Q(done_on__isnull=True), "safety step is", "safety steps are", "not confirmed as done"),
    ("actions", Q(closed_on__isnull=True), "action is", "actions are", "not closed"),
    ("directions", ~Q(answers__accepted=True), "direction of the chair is", "directions of the chair are",
     "not answered and accepted"),
)  # fmt: skip
"""What higher rooms hang on a case. They are counted here by their relation to it, and never stop the
closing.
"""


def blocks(case: Case, why: str, by: Acting | None = None) -> list[Refused]:
    """Every reason for which the case cannot be closed in this way now, each with what to do."""
    facts = [fact.pure for fact in case.facts.filter(current=True).order_by("id")]
    held: dict[Kind, Fact] = {fact.kind: fact for fact in facts}
    if case.closed:
        return [Refused("closed", "This case is closed already.", "There is nothing more to do.")]
    found = [*_before_notifying(case, held), *_review(case, facts, held), *_practice_review(held)]
    learning = {Kind.OUTCOME_DECIDED, Kind.LEARNING_ROUTE_DECIDED, Kind.PRACTICE_REVIEW_DECIDED} & held.keys()
    if why == "nfa":
        if {Kind.LEARNING_ROUTE_DECIDED, Kind.PRACTICE_REVIEW_DECIDED} & held.keys():
            found.append(
                Refused(
                    "learning_decided",
                    "The partners have decided how learning goes forward.",
                    "Close it as “learning has been taken forward” once that is done.",
                )
            )
        found += _statements(case)
    else:
        found += _actions(case)
    if why != "nfa" and not learning:
        found.append(
            Refused(
                "no_learning",
                "Nothing has been decided yet about what is learned from this case.",
                "Decide an outcome first, or close it with no further action.",
            )
        )
    return [*found, *_own_agency(case, by)]


def warnings(case: Case) -> list[str]:
    """What is still open beside the case, in sentences. It is shown and kept, and stops nothing."""
    found = []
    for name, still, one, many, state in STILL_OPEN:
        rows: QuerySet[Any] = getattr(case, name).filter(still).distinct()
        count = rows.count()
        if count:
            found.append(f"{count} {one if count == 1 else many} {state}.")
    return found


def current_round(case: Case) -> int:
    """Which closing comes next: the first, or the one after each time that the case was opened again."""
    return case.closings.filter(reopened_on__isnull=False).count() + 1


def statements(case: Case) -> list[ClosingStatement]:
    """What the partners say now on whether there is more to learn."""
    return list(
        case.closing_statements.filter(round=current_round(case), current=True).select_related("seat__person")
    )


def _before_notifying(case: Case, held: dict[Kind, Fact]) -> list[Refused]:
    """The threshold has been considered, and what was to be notified has been."""
    if Kind.NOTIFIED in held:
        return []
    route = held[Kind.ROUTE_SETTLED].detail.get("route", "") if Kind.ROUTE_SETTLED in held else ""
    decided = held[Kind.LA_DECIDED].detail.get("notify") if Kind.LA_DECIDED in held else None
    outcome = held[Kind.CONSIDERED].detail.get("outcome") if Kind.CONSIDERED in held else None
    if not route and outcome is None and decided is None:
        return [Refused("no_route", "The route of this case is not settled.", "Settle the route first.")]
    if route in NOTIFY_ONLY or decided == "yes" or (outcome == ThresholdPosition.NOTIFY and decided is None):
        return [Refused("not_notified", "This case is to be notified, and that is not recorded as sent.",
                        "Ring a notifier of the local authority now.")]  # fmt: skip
    if route == Route.SERIOUS_INCIDENT and outcome is None and decided is None:
        return [Refused("not_considered", "The three partners have not considered this case yet.",
                        "Bring them together first.")]  # fmt: skip
    if outcome in {"split", ThresholdPosition.NEED_MORE_INFORMATION} and decided is None:
        return [Refused("not_decided", "The partners differ, and the local authority has not decided yet.",
                        "Ring the local authority’s decision maker.")]  # fmt: skip
    return []


def _review(case: Case, facts: list[Fact], held: dict[Kind, Fact]) -> list[Refused]:
    """A statutory rapid review is sent, signed by all three, and the Panel's differing reply is answered."""
    sent = held.get(Kind.NOTIFIED)
    if sent is None or Kind.NOTIFICATION_WITHDRAWN in held:
        return []
    if sent.detail.get("notification", Notification.SERIOUS_INCIDENT) != Notification.SERIOUS_INCIDENT:
        return []
    found = []
    if Kind.SENT_TO_PANEL not in held:
        found.append(
            Refused(
                "not_sent",
                "The rapid review has not been sent to the Panel.",
                "Finish and send it, or withdraw the notification if the test was not met.",
            )
        )
    signed = {
        fact.detail.get("key")
        for fact in facts
        if fact.kind is Kind.SIGNED_OFF
        and SignPosition(fact.detail.get("position") or SignPosition.AGREE).signs
    }
    silent = tuple(partner for partner in Partner if partner.value not in signed)
    if silent:
        found.append(
            Refused(
                "not_signed",
                f"Still to sign off the rapid review: {names(silent)}.",
                "A case is not closed without all three sign-offs. Ask for theirs; if they are silent, "
                "their own"
                " lead safeguarding partner may sign.",
            )
        )
    reply = held[Kind.PANEL_REPLIED].detail.get("reply", "") if Kind.PANEL_REPLIED in held else ""
    if reply and PanelReply(reply).differs and Kind.RECONSIDERED not in held:
        found.append(
            Refused(
                "not_reconsidered",
                "The Panel sees it otherwise, and the partners have not decided again yet.",
                "Let the three partners decide again, with their reasons.",
            )
        )
    return found


def _practice_review(held: dict[Kind, Fact]) -> list[Refused]:
    ended = {Kind.PUBLISHED, Kind.PUBLICATION_DECLINED} & held.keys()
    if Kind.PRACTICE_REVIEW_DECIDED not in held or ended:
        return []
    return [
        Refused("review_not_published", "A practice review has been decided, and nothing is published yet.",
                "Its report, or the improvements instead of it, are published first.")
    ]  # fmt: skip


def _statements(case: Case) -> list[Refused]:
    """All three partners have stated, each for themselves, that there is nothing more to learn."""
    held = {Partner(line.partner): line.nothing_more for line in statements(case)}
    more = tuple(partner for partner in Partner if held.get(partner) is False)
    if more:
        return [Refused("more_to_learn", f"There is more to learn in the view of {names(more)}.",
                        "Decide how to learn it. If the partners differ, open a disagreement: the case "
                        "stays open.")]  # fmt: skip
    silent = tuple(partner for partner in Partner if partner not in held)
    if silent:
        return [Refused("statements_wanted", f"Still to state that there is nothing more to learn: "
                                             f"{names(silent)}.",
                        "Each delegated partner states it here in their own name.")]  # fmt: skip
    return []


def _actions(case: Case) -> list[Refused]:
    """Learning is taken forward once each action is done, seen by another, looked at later, and closed."""
    rows: QuerySet[Any] = getattr(case, "actions").filter(closed_on__isnull=True)  # noqa: B009 - a higher room's
    count = rows.count()
    if not count:
        return []
    return [Refused("actions_open", f"{count} {'action is' if count == 1 else 'actions are'} not closed.",
                    "Each is seen to be done, looked at some months later or waived, and closed by a "
                    "partner.")]  # fmt: skip


def _own_agency(case: Case, by: Acting | None) -> list[Refused]:
    """Where one partner's own agency reviewed its part, another partner closes the case."""
    partner = by.role.partner if by else None
    if partner is None:
        return []
    rows: QuerySet[Any] = case.learning_routes.all()
    reviewed = rows.filter(kind="single_agency_review", agency__partner=partner.value)
    if not reviewed.exists():
        return []
    return [Refused("own_agency", "Your own agency reviewed its part in this case, so another partner "
                                  "closes it.",
                    "Ask one of the other two delegated partners.")]  # fmt: skip
