"""The reviewers of a practice review: who keeps the register, appoints, rules and removes."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    LEADS,
    MANAGER,
    NEED_TO_KNOW,
    SUPPORT,
    Entry,
    partners,
    seat,
)
from safeguarding.statute.terms import Role

GOVERNANCE = Role.INFORMATION_GOVERNANCE_LEAD
ASK_MANAGER = "Ask the partnership manager."
ASK_PARTNERS = "Ask one of the delegated partners."
REG_12 = "SI 2018/789 reg 12"
REG_13 = "SI 2018/789 reg 13"

ENTRIES = {
    Act.SEE_REVIEWERS: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS), *partners()),
        "The register of reviewers is shown to the manager, business support, the chair and the partners.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.KEEP_REVIEWERS: Entry(
        seat(MANAGER, SUPPORT),
        "The partnership manager or business support keeps the register of reviewers.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_REVIEWER_COMPLAINTS: Entry(
        seat(MANAGER, GOVERNANCE, *LEADS, cite=NEED_TO_KNOW),
        "Complaints about reviewers are shown to the manager, the information governance lead and the lead "
        "safeguarding partners.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.KEEP_REVIEWER_COMPLAINTS: Entry(
        seat(MANAGER, GOVERNANCE, cite=NEED_TO_KNOW),
        "The manager or the information governance lead keeps the complaints about reviewers.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_COMMISSIONING: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS, cite=NEED_TO_KNOW), *partners(NEED_TO_KNOW)),
        "How a reviewer is found is shown to the manager, business support, the chair and the partners.",
        ASK_MANAGER,
    ),
    Act.COMMISSION_REVIEWER: Entry(
        seat(MANAGER, cite=REG_12),
        "The partnership manager puts reviewers to the partners.",
        ASK_MANAGER,
    ),
    Act.RULE_ON_REVIEWER: Entry(
        (*seat(CHAIR), *partners()),
        "The chair or a delegated partner rules on a reviewer’s interest.",
        "Ask the independent chair.",
    ),
    Act.APPOINT_REVIEWER: Entry(
        partners(REG_12), "The three delegated partners appoint a reviewer.", ASK_PARTNERS
    ),
    Act.REMOVE_REVIEWER: Entry(
        partners(REG_13), "The three delegated partners remove a reviewer.", ASK_PARTNERS
    ),
}
