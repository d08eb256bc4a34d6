"""The lawful steps of each thing, one small life cycle apiece: who moves it, on what authority."""

from __future__ import annotations

from safeguarding.statute.process.access_cycles import EMERGENCY, INTEREST, RESTAMP, RULE, TRANSFER
from safeguarding.statute.process.case_cycles import CONSIDERATION, NOTIFICATION, RAPID_REVIEW, REFERRAL
from safeguarding.statute.process.cycle import LifeCycle, Step
from safeguarding.statute.process.learning_cycles import ACTION, ASSURANCE, LEARNING, PUBLICATION
from safeguarding.statute.process.people_cycles import (
    AGENCIES_DISAGREE,
    CORRECTION,
    DELEGATION,
    DISAGREEMENT,
    ENTRY,
    MEMBER,
    RETURN,
    SIGNATURE,
)
from safeguarding.statute.process.practice_cycles import REVIEWER

__all__ = ["CYCLES", "LifeCycle", "Step"]

CYCLES: tuple[LifeCycle, ...] = (
    REFERRAL,
    CONSIDERATION,
    NOTIFICATION,
    RAPID_REVIEW,
    RETURN,
    AGENCIES_DISAGREE,
    DISAGREEMENT,
    CORRECTION,
    SIGNATURE,
    DELEGATION,
    MEMBER,
    ENTRY,
    INTEREST,
    EMERGENCY,
    TRANSFER,
    RULE,
    RESTAMP,
    REVIEWER,
    ACTION,
    ASSURANCE,
    LEARNING,
    PUBLICATION,
)
