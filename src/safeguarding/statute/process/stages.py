"""Where a case is, in words, worked out from its facts. Nothing stores a step; there is no single state
machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from safeguarding.statute import routes
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.terms import Notification, PanelReply, Route, ThresholdPosition, Track


class Rail(StrEnum):
    """The five stops that every case page shows."""

    REFERRED = "referred"
    CONSIDERED = "considered"
    NOTIFIED = "notified"
    RAPID_REVIEW = "rapid_review"
    LEARNING = "learning"


@dataclass(frozen=True)
class Stage:
    """A label for where a case is: its code, the words shown, the stop on the rail, and the basis it is
    worked on."""

    code: str
    label: str
    rail: Rail
    track: Track = Track.STATUTORY


class _Facts:
    """The facts of a case, asked by kind."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.last: Mapping[Kind, Fact] = {fact.kind: fact for fact in facts}
        self.turn = [f.kind for f in facts if f.kind in {Kind.CLOSED, Kind.REOPENED, Kind.TRANSFERRED}][-1:]

    def has(self, *kinds: Kind) -> bool:
        return any(kind in self.last for kind in kinds)

    def says(self, kind: Kind, key: str) -> str:
        return self.last[kind].detail.get(key, "") if kind in self.last else ""

    @property
    def serious(self) -> bool:
        """A serious incident stands notified, so that a rapid review follows."""
        kind = self.says(Kind.NOTIFIED, "notification") or Notification.SERIOUS_INCIDENT
        return self.has(Kind.NOTIFIED) and kind == Notification.SERIOUS_INCIDENT

    @property
    def review_begun(self) -> bool:
        return self.serious or self.has(Kind.AGENCIES_ASKED, Kind.MET, Kind.OUTCOME_DECIDED)


def stage(facts: Sequence[Fact]) -> Stage:
    """Where the case is, from its facts alone. The order of facts matters only between closing and opening
    again."""
    known = _Facts(facts)
    for part in _PARTS:
        if found := part(known):
            return found
    return Stage("draft_referral", "Draft of a referral", Rail.REFERRED)


def _ended(facts: _Facts) -> Stage | None:
    if facts.turn == [Kind.TRANSFERRED]:
        return Stage("transferred_out", "Another area leads", Rail.REFERRED)
    if facts.turn != [Kind.CLOSED]:
        return None
    learned = facts.has(Kind.OUTCOME_DECIDED, Kind.PRACTICE_REVIEW_DECIDED, Kind.LEARNING_ROUTE_DECIDED)
    if facts.says(Kind.CLOSED, "why") == "nfa" or (not facts.says(Kind.CLOSED, "why") and not learned):
        return Stage("closed_nfa", "Closed: no further action", Rail.LEARNING)
    return Stage("closed_learning", "Closed: learning taken forward", Rail.LEARNING)


_PRACTICE_REVIEW: tuple[tuple[Kind, str, str], ...] = (
    (Kind.PUBLISHED, "published", "The practice review is published"),
    (
        Kind.PUBLICATION_DECLINED,
        "withheld_improvements_published",
        "Improvements published instead of the report",
    ),
    (Kind.ADVANCE_COPIES_SENT, "advance_copies_sent", "Copies are with the Panel"),
    (Kind.REPORT_ACCEPTED, "publication_prepared", "Publication is being prepared"),
    (Kind.DRAFT_ISSUED, "lcspr_fact_check", "The draft’s facts are being checked"),
    (Kind.TERMS_SIGNED, "lcspr_live", "The practice review is under way"),
    (Kind.REVIEWER_APPOINTED, "lcspr_tor", "Terms of reference are being agreed"),
    (Kind.PRACTICE_REVIEW_DECIDED, "lcspr_decided", "A practice review has been decided"),
)


def _practice_review(facts: _Facts) -> Stage | None:
    if not facts.has(Kind.PRACTICE_REVIEW_DECIDED):
        return None
    code, label = next((code, label) for kind, code, label in _PRACTICE_REVIEW if facts.has(kind))
    return Stage(code, label, Rail.LEARNING)


def _learning(facts: _Facts) -> Stage | None:
    if not facts.has(Kind.LEARNING_ROUTE_DECIDED):
        return None
    track = Track.STATUTORY if facts.serious else Track.LOCAL
    if facts.says(Kind.LEARNING_ROUTE_DECIDED, "route") == "single_agency_review":
        return Stage("single_agency_review", "One agency is reviewing its part", Rail.LEARNING, track)
    return Stage("alternative_learning", "Learning in another way", Rail.LEARNING, track)


def _panel(facts: _Facts) -> Stage | None:
    if not facts.has(Kind.SENT_TO_PANEL):
        return None
    if not facts.has(Kind.PANEL_REPLIED):
        return Stage("panel_response_awaited", "Waiting for the Panel’s reply", Rail.RAPID_REVIEW)
    reply = facts.says(Kind.PANEL_REPLIED, "reply")
    if reply == PanelReply.NATIONAL_REVIEW:
        return Stage("national_review_live", "The Panel is carrying out a national review", Rail.RAPID_REVIEW)
    if facts.has(Kind.RECONSIDERED):
        return Stage("panel_responded", "The partners have decided again", Rail.RAPID_REVIEW)
    if reply and PanelReply(reply).differs:
        return Stage("reconsideration", "The partners are deciding again", Rail.RAPID_REVIEW)
    return Stage("panel_responded", "The Panel has replied", Rail.RAPID_REVIEW)


def _withdrawn(facts: _Facts) -> Stage | None:
    if not facts.has(Kind.NOTIFICATION_WITHDRAWN):
        return None
    return Stage("sin_withdrawn", "The notification was withdrawn", Rail.NOTIFIED, Track.LOCAL)


def _review(facts: _Facts) -> Stage | None:
    if not facts.review_begun:
        return None
    name, track = ("Rapid review", Track.STATUTORY) if facts.serious else ("Local consideration", Track.LOCAL)
    steps: tuple[tuple[bool, str, str], ...] = (
        (facts.has(Kind.SIGNED_OFF), "rr_signoff", "sign-off"),
        (facts.has(Kind.OUTCOME_DECIDED), "rr_drafting", "writing the report"),
        (facts.has(Kind.MET), "rr_meeting", "met, outcome to be decided"),
        (facts.has(Kind.AGENCIES_ASKED), "rr_summaries", "returns from the agencies"),
        (True, "rr_scoping", "agencies to be asked"),
    )
    code, words = next((code, words) for reached, code, words in steps if reached)
    return Stage(code, f"{name}: {words}", Rail.RAPID_REVIEW, track)


def _notified(facts: _Facts) -> Stage | None:
    """What is left here are deaths notified without abuse or neglect: no rapid review follows."""
    if not facts.has(Kind.NOTIFIED):
        return None
    return Stage("sin_sent", "Notified; no rapid review follows", Rail.NOTIFIED)


def _considered(facts: _Facts) -> Stage | None:
    decided = facts.says(Kind.LA_DECIDED, "notify")
    outcome = facts.says(Kind.CONSIDERED, "outcome")
    if decided == "yes":
        return Stage("sin_preparing", "The notification is being prepared", Rail.CONSIDERED)
    if decided == "no" or outcome == ThresholdPosition.DO_NOT_NOTIFY:
        return Stage("not_notified", "Considered, not notified", Rail.CONSIDERED)
    if outcome in {"split", ThresholdPosition.NEED_MORE_INFORMATION}:
        return Stage("in_resolution", "The partners do not agree yet", Rail.CONSIDERED)
    if facts.has(Kind.CONSIDERED):
        return Stage("sin_preparing", "The notification is being prepared", Rail.CONSIDERED)
    return None


def _routed(facts: _Facts) -> Stage | None:
    if not facts.has(Kind.ROUTE_SETTLED):
        return None
    route = facts.says(Kind.ROUTE_SETTLED, "route")
    if route in routes.NOTIFY_ONLY:
        return Stage("sin_preparing", "The notification is being prepared", Rail.CONSIDERED)
    if route in routes.LOCAL_ROUTES:
        return Stage(
            "rr_scoping", "Local consideration: agencies to be asked", Rail.RAPID_REVIEW, Track.LOCAL
        )
    if route == Route.OTHER_AREA_LEADS:
        return Stage("triage", "Waiting for the other area to take the lead", Rail.REFERRED)
    if route == Route.NOT_FOR_PARTNERSHIP:
        return Stage("triage", "Not for the partnership; to be closed", Rail.REFERRED)
    return Stage("consideration_scheduled", "The three partners are being brought together", Rail.CONSIDERED)


def _referred(facts: _Facts) -> Stage | None:
    if not facts.last:
        return None
    return Stage("referred", "Referred; the route is being settled", Rail.REFERRED)


_PARTS: tuple[Callable[[_Facts], Stage | None], ...] = (
    _ended,
    _practice_review,
    _learning,
    _panel,
    _withdrawn,
    _review,
    _notified,
    _considered,
    _routed,
    _referred,
)
