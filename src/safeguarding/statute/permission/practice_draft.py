"""The drafts of a practice review's report: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    LEADS,
    MANAGER,
    SCRUTINEER,
    SECTION_16F,
    Entry,
    let_in,
    own_agency,
    partners,
    seat,
)
from safeguarding.statute.terms import Role

ASK_MANAGER = "Ask the partnership manager."
REG_14 = "SI 2018/789 reg 14: the partners watch over the time and quality of the review"
REVIEWERS = (Role.LEAD_REVIEWER, Role.CO_REVIEWER)

ENTRIES = {
    Act.SEE_REVIEW_DRAFTS: Entry(
        (
            *seat(MANAGER, CHAIR, *LEADS, SCRUTINEER, cite=REG_14),
            *partners(REG_14),
            *let_in(*REVIEWERS),
        ),
        "Drafts of the report are read by the reviewers let into the case, the partnership manager, the "
        "independent chair, the partners and the scrutineer.",
        ASK_MANAGER,
    ),
    Act.WRITE_REVIEW_DRAFT: Entry(
        (*let_in(*REVIEWERS), *seat(MANAGER)),
        "The reviewers let into the case give in drafts of the report, or the partnership manager for them.",
        ASK_MANAGER,
    ),
    Act.CHECK_REVIEW_FACTS: Entry(
        (*let_in(*REVIEWERS), *seat(MANAGER)),
        "The reviewers let into the case, or the partnership manager, ask agencies to check the facts of a "
        "draft and answer what they say.",
        ASK_MANAGER,
    ),
    Act.ANSWER_FACT_CHECK: Entry(
        own_agency(),
        "The facts of a part of a draft are checked by the agency that it was sent to.",
        ASK_MANAGER,
    ),
    Act.RECOMMEND_REPORT: Entry(
        seat(MANAGER, CHAIR, cite=REG_14),
        "The partnership manager or the independent chair records what the review panel recommends.",
        ASK_MANAGER,
    ),
    Act.ACCEPT_REPORT: Entry(
        partners(SECTION_16F),
        "The delegated partners decide whether to accept the report.",
        "Ask one of the delegated partners.",
    ),
}
