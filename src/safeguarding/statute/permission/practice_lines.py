"""The lines of enquiry of a local practice review: who reads and who writes them."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    MANAGER,
    NEED_TO_KNOW,
    SECTION_16F,
    SUPPORT,
    Entry,
    let_in,
    partners,
    seat,
)
from safeguarding.statute.terms import Role

WRITERS = (*seat(MANAGER, cite=SECTION_16F), *let_in(Role.LEAD_REVIEWER, cite=SECTION_16F))

ENTRIES = {
    Act.SEE_LINES_OF_ENQUIRY: Entry(
        (*WRITERS, *seat(SUPPORT, CHAIR), *partners(NEED_TO_KNOW), *let_in(Role.CO_REVIEWER)),
        "Lines of enquiry are open to the manager, business support, the chair, the partners and the "
        "reviewers let into the case.",
        "Ask the partnership manager.",
    ),
    Act.WRITE_LINES_OF_ENQUIRY: Entry(
        WRITERS,
        "The partnership manager and the lead reviewer of the case write the lines of enquiry.",
        "Ask the partnership manager.",
    ),
}
