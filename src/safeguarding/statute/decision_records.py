"""What the record of a decision holds, and what it should hold for each kind of decision.

A record is clear, can be defended and was made in time (Social Care Institute for Excellence, quality markers
for reviews). What a kind of decision asks for and nobody wrote down is said in its record; it never stops the
decision, which is the partners' own (Children Act 2004 ss.16C to 16F).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from safeguarding.statute.terms import DecisionKind, RapidReviewOutcome, ThresholdPosition
from safeguarding.statute.terms.words import Term

K = DecisionKind


class Part(Term):
    """A part of the record of a decision."""

    REASONS = "reasons", "the reasons"
    OPTIONS = "options", "the options considered"
    CRITERIA = "criteria", "the criteria, each with its reason"
    POSITIONS = "positions", "each partner’s position"
    CHAIR_ADVICE = "chair_advice", "the chair’s advice"
    CONDITIONS = "conditions", "conditions"
    REVIEW_ON = "review_on", "the day on which it is looked at again"


@dataclass(frozen=True)
class Position:
    """What one partner held, who said so and in which capacity."""

    partner: str
    position: str
    name: str
    capacity: str
    reason: str = ""


@dataclass(frozen=True)
class Criterion:
    """One question of the law, its answer and why."""

    question: str
    answer: str
    reason: str


@dataclass(frozen=True)
class Said:
    """What a deciding act says of its decision. `outcome` is a sentence; `chosen` is the option taken."""

    outcome: str
    decided_on: date
    reasons: str = ""
    chosen: str = ""
    options: tuple[str, ...] = ()
    weighed: str = ""
    criteria: tuple[Criterion, ...] = ()
    positions: tuple[Position, ...] = ()
    unanimous: bool | None = None
    dissent: str = ""
    chair_advice: str = ""
    legal_advice: str = ""
    conditions: str = ""
    review_on: date | None = None
    meeting: str = ""
    resolution: str = ""


@dataclass(frozen=True)
class Asked:
    """Which parts a kind of decision asks for, who decides it, and where that is said."""

    who: str
    parts: frozenset[Part]
    source: str


PARTNERS = "the three safeguarding partners"
WEIGHED = frozenset({Part.REASONS, Part.OPTIONS})
EACH = WEIGHED | {Part.POSITIONS}

S16C = "Children Act 2004 s.16C"
S16F = "Children Act 2004 s.16F"
REG_11 = "SI 2018/789 reg 11"
WT_5 = "Working Together 2023, chapter 5"

ASKED: Mapping[DecisionKind, Asked] = MappingProxyType(
    {
        K.TRIAGE_ROUTE: Asked("the partnership manager; a partner may call it up", WEIGHED, S16C),
        K.THRESHOLD_POSITION: Asked(PARTNERS, EACH | {Part.CRITERIA}, S16C),
        K.LA_NOTIFY: Asked("the local authority", WEIGHED, S16C),
        K.DO_NOT_NOTIFY: Asked("the local authority", WEIGHED, S16C),
        K.WITHDRAW_SIN: Asked("the local authority, with the partners’ positions", EACH, WT_5),
        K.IMMEDIATE_SAFETY_ACTION: Asked("whoever sees to it", frozenset(), "Children Act 2004 s.11"),
        K.LCSPR_YES: Asked(PARTNERS, EACH | {Part.CRITERIA}, REG_11),
        K.LCSPR_NO: Asked(PARTNERS, EACH | {Part.CRITERIA}, REG_11),
        K.NATIONAL_RECOMMEND: Asked(PARTNERS, EACH | {Part.CRITERIA}, "SI 2018/789 reg 3"),
        K.ALTERNATIVE_LEARNING: Asked(PARTNERS, EACH, S16F),
        K.NFA: Asked(PARTNERS, EACH, S16F),
        K.RR_SIGN_OFF: Asked(PARTNERS, EACH - {Part.REASONS}, WT_5),
        K.REVIEWER_APPOINT: Asked(PARTNERS, EACH, "SI 2018/789 reg 12"),
        K.REVIEWER_REMOVE: Asked(PARTNERS, EACH, "SI 2018/789 reg 13"),
        K.TOR_APPROVE: Asked(PARTNERS, EACH, WT_5),
        K.TOR_CHANGE: Asked(PARTNERS, EACH, WT_5),
        K.EXTEND_LCSPR: Asked(PARTNERS, EACH | {Part.REVIEW_ON}, WT_5),
        K.PAUSE_CONTACT: Asked(PARTNERS, WEIGHED | {Part.REVIEW_ON}, WT_5),
        K.REPORT_ACCEPT: Asked(PARTNERS, EACH, WT_5),
        K.PUBLISH: Asked(PARTNERS, EACH, "SI 2018/789 reg 17"),
        K.PUBLISH_IMPROVEMENTS_ONLY: Asked(PARTNERS, EACH, "SI 2018/789 reg 17"),
        K.DELAY_PUBLICATION: Asked(PARTNERS, EACH | {Part.REVIEW_ON}, "SI 2018/789 reg 17"),
        K.ACTION_ACCEPT: Asked("the owner of the action", frozenset({Part.OPTIONS}), S16F),
        K.ACTION_CLOSE: Asked("a delegated safeguarding partner", WEIGHED, S16F),
        K.CASE_CLOSE: Asked("a delegated safeguarding partner", WEIGHED, S16F),
        K.CASE_REOPEN: Asked("a delegated safeguarding partner or the chair", WEIGHED, S16F),
        K.TRANSFER: Asked("both areas", WEIGHED, WT_5),
        K.RESOLUTION_OUTCOME: Asked(
            "the level that the disagreement had reached", EACH - {Part.OPTIONS}, WT_5
        ),
        K.DELEGATION: Asked(
            "the delegated safeguarding partner", WEIGHED, "Working Together 2023, chapter 2"
        ),
        K.CONFLICT_RULING: Asked("the chair; on the chair’s own, two partners", WEIGHED, "Local rule"),
        K.RULESET_RESTAMP: Asked("two people, the second confirming", WEIGHED, "Local rule"),
        K.REQUIRE_INFORMATION: Asked("a safeguarding partner", WEIGHED, "Children Act 2004 s.16H"),
        K.MEETING_DECISION: Asked("the meeting", frozenset({Part.REASONS}), "Local rule"),
    }
)

OUTCOMES = tuple(one.label for one in RapidReviewOutcome)
PUBLISHING = ("Publish the report", "Publish the improvements only", "Delay publication")

OPTIONS: Mapping[DecisionKind, tuple[str, ...]] = MappingProxyType(
    {
        K.THRESHOLD_POSITION: tuple(one.label for one in ThresholdPosition),
        K.LA_NOTIFY: ("Notify the Panel", "Do not notify"),
        K.DO_NOT_NOTIFY: ("Notify the Panel", "Do not notify"),
        K.WITHDRAW_SIN: ("Withdraw the notification", "Let it stand and carry out the rapid review"),
        K.LCSPR_YES: OUTCOMES,
        K.LCSPR_NO: OUTCOMES,
        K.NATIONAL_RECOMMEND: OUTCOMES,
        K.ALTERNATIVE_LEARNING: OUTCOMES,
        K.NFA: OUTCOMES,
        K.RR_SIGN_OFF: ("Sign off the rapid review", "Do not sign it off"),
        K.REVIEWER_APPOINT: ("Appoint the reviewer", "Do not appoint"),
        K.REVIEWER_REMOVE: ("Remove the reviewer", "Keep the reviewer"),
        K.TOR_APPROVE: ("Approve the terms of reference", "Ask for changes"),
        K.TOR_CHANGE: ("Change the terms of reference", "Leave them as they are"),
        K.EXTEND_LCSPR: ("Give the review more time", "Keep to the date"),
        K.PAUSE_CONTACT: ("Pause contact", "Go on with contact"),
        K.REPORT_ACCEPT: ("Accept the report", "Ask for changes"),
        K.PUBLISH: PUBLISHING,
        K.PUBLISH_IMPROVEMENTS_ONLY: PUBLISHING,
        K.DELAY_PUBLICATION: PUBLISHING,
        K.ACTION_ACCEPT: ("Take the action on", "Hand it back"),
        K.ACTION_CLOSE: ("Close the action", "Keep it open"),
        K.CASE_CLOSE: ("Close the case", "Keep the case open"),
        K.CASE_REOPEN: ("Open the case again", "Leave it closed"),
        K.TRANSFER: ("Pass the lead on", "Keep the lead"),
        K.DELEGATION: ("Confirm the deputy", "Do not confirm"),
        K.CONFLICT_RULING: ("Kept apart from the case", "May see the case"),
        K.RULESET_RESTAMP: ("Go on under the newer rules", "Keep the rules that the case began with"),
        K.REQUIRE_INFORMATION: ("Require it in writing", "Go on without it"),
    }
)
"""What could lawfully be chosen, where the deciding page does not say so itself."""

OF_OUTCOME: Mapping[RapidReviewOutcome, DecisionKind] = MappingProxyType(
    {
        RapidReviewOutcome.NATIONAL_REVIEW_RECOMMENDED: K.NATIONAL_RECOMMEND,
        RapidReviewOutcome.LOCAL_REVIEW: K.LCSPR_YES,
        RapidReviewOutcome.ALTERNATIVE_LEARNING: K.ALTERNATIVE_LEARNING,
        RapidReviewOutcome.SINGLE_AGENCY_REVIEW: K.ALTERNATIVE_LEARNING,
        RapidReviewOutcome.NO_FURTHER_ACTION: K.NFA,
    }
)
"""Which kind of decision an outcome of a rapid review is."""


def options(kind: DecisionKind, said: Said) -> tuple[str, ...]:
    """The options that were open: the act's own, else what the law leaves; the one chosen among them."""
    open_ = said.options or OPTIONS.get(kind, ())
    return open_ if not said.chosen or said.chosen in open_ else (said.chosen, *open_)


def missing(kind: DecisionKind, said: Said) -> tuple[Part, ...]:
    """The parts that this kind of decision asks for and that nobody wrote down."""
    held: dict[Part, bool] = {
        part: bool(getattr(said, part.value)) for part in Part if part is not Part.OPTIONS
    }
    held[Part.OPTIONS] = bool(said.chosen) and len(options(kind, said)) > 1
    return tuple(part for part in Part if part in ASKED[kind].parts and not held[part])


def content(kind: DecisionKind, said: Said) -> dict[str, Any]:
    """The record's own words, plain enough to be kept as text and read back in ten years."""
    plain = asdict(said)
    return {
        **plain,
        "decided_on": said.decided_on.isoformat(),
        "review_on": said.review_on.isoformat() if said.review_on else "",
        "options": list(options(kind, said)),
        "criteria": list(plain["criteria"]),
        "positions": list(plain["positions"]),
        "who": ASKED[kind].who,
        "source": ASKED[kind].source,
        "missing": [part.label for part in missing(kind, said)],
    }
