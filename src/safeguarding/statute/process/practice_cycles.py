"""The life cycle of a practice review's reviewer."""

from __future__ import annotations

from safeguarding.statute.permission import Act
from safeguarding.statute.process.cycle import LifeCycle, Step
from safeguarding.statute.reviewers import APPOINT_CITE, CONFLICT_CITE, REMOVE_CITE, SUITABILITY_CITE

TARGET = "The partnership’s own rule"

REVIEWER = LifeCycle(
    "reviewer",
    "The reviewer of a case",
    "register",
    (
        Step("Shortlist", "register", "shortlisted", Act.COMMISSION_REVIEWER,
             "A practice review is decided; no part in the case", SUITABILITY_CITE),
        Step("Take off", "shortlisted", "register", Act.COMMISSION_REVIEWER, "A reason", TARGET),
        Step("Rule on an interest", "shortlisted", "shortlisted", Act.RULE_ON_REVIEWER,
             "Nobody of the agency that it is about", CONFLICT_CITE),
        Step("Put to the partners", "shortlisted", "proposed", Act.COMMISSION_REVIEWER,
             "Six points answered, interests declared and ruled on, contract signed", APPOINT_CITE),
        Step("Decide against", "proposed", "shortlisted", Act.APPOINT_REVIEWER,
             "Three partners", APPOINT_CITE),
        Step("Appoint", "proposed", "appointed", Act.APPOINT_REVIEWER,
             "Three partners; one lead, one beside them at most", APPOINT_CITE),
        Step("Remove", "appointed", "removed", Act.REMOVE_REVIEWER,
             "Three partners, with reasons, before publication; the account stops at once", REMOVE_CITE),
    ),
)  # fmt: skip
