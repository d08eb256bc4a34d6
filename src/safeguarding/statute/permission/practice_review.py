"""A local child safeguarding practice review: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import SECTION_16F, Entry, partners

ASK_PARTNERS = "Ask one of the delegated partners."

ENTRIES = {
    Act.DECIDE_PRACTICE_REVIEW: Entry(
        partners(SECTION_16F),
        "The delegated partners decide whether to carry out a local practice review.",
        ASK_PARTNERS,
    ),
}
