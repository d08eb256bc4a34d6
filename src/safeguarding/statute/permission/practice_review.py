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
    let_in,
    partners,
    seat,
)
from safeguarding.statute.publication import PART_3
from safeguarding.statute.terms import Role

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
    Act.SEE_PUBLICATION: Entry(
        (
            *seat(MANAGER, SUPPORT, CHAIR, SCRUTINEER, *LEADS, cite=PART_3),
            *partners(PART_3),
            *let_in(Role.COMMUNICATIONS_LEAD, Role.LEGAL_ADVISER, Role.FAMILY_LIAISON, cite=PART_3),
        ),
        "A report on its way to the public is for the partners and those who prepare it.",
        ASK_MANAGER,
    ),
    Act.PREPARE_PUBLICATION: Entry(
        (*seat(MANAGER, SUPPORT, cite=PART_3), *let_in(Role.COMMUNICATIONS_LEAD, cite=PART_3)),
        "The partnership manager, business support or the communications lead prepares what is published.",
        ASK_MANAGER,
    ),
    Act.READ_BEFORE_RELEASE: Entry(
        (
            *seat(MANAGER, CHAIR, *LEADS, cite=PART_3),
            *partners(PART_3),
            *let_in(Role.LEGAL_ADVISER, cite=PART_3),
        ),
        "The partners, the chair, the manager or the legal adviser say whether it can go out.",
        ASK_MANAGER,
    ),
    Act.DECIDE_PUBLICATION: Entry(
        partners(SECTION_16F),
        "The delegated partners decide whether and when a report is published.",
        ASK_PARTNERS,
    ),
}
