"""A local child safeguarding practice review: who may do what."""

from __future__ import annotations

from safeguarding.statute.monitoring import REG_14
from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    LEADS,
    MANAGER,
    SCRUTINEER,
    SECTION_16F,
    SUPPORT,
    Entry,
    partners,
    seat,
)

ASK_MANAGER = "Ask the partnership manager."
ASK_PARTNERS = "Ask one of the delegated partners."

ENTRIES = {
    Act.DECIDE_PRACTICE_REVIEW: Entry(
        partners(SECTION_16F),
        "The delegated partners decide whether to carry out a local practice review.",
        ASK_PARTNERS,
    ),
    Act.READ_MONITORING: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, SCRUTINEER, *LEADS, cite=REG_14), *partners(REG_14)),
        "How a practice review keeps to its time and quality is for the partners and those who run it.",
        ASK_MANAGER,
    ),
    Act.MONITOR_REVIEW: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, cite=REG_14), *partners(REG_14)),
        "The partners look at the time and quality of a practice review; the chair, the partnership manager "
        "and business support keep it for them.",
        ASK_MANAGER,
    ),
}
