"""The life cycles of who may see a case and who decides in it: interests, emergencies, other areas, rules."""

from __future__ import annotations

from safeguarding.statute.permission import Act
from safeguarding.statute.process.cycle import LifeCycle, Step

NEED = "UK GDPR Article 5(1)(c) and (f): need to know"
ARRANGEMENTS = "Children Act 2004 s.16E"
INFORMATION = "Children Act 2004 s.16H"

INTEREST = LifeCycle(
    "interest",
    "A personal or direct interest",
    "none",
    (
        Step("Declare one’s own", "none", "walled", Act.DECLARE_INTEREST, "The case closes at once", NEED),
        Step(
            "Note somebody else’s", "none", "walled", Act.NOTE_INTEREST, "They are told to whom to turn", NEED
        ),
        Step(
            "Rule that they stay apart",
            "walled",
            "apart",
            Act.RULE_ON_INTEREST,
            "The chair; on the chair’s own two of the three partners",
            ARRANGEMENTS,
        ),
        Step(
            "Rule that they may see it",
            "walled",
            "let_back",
            Act.RULE_ON_INTEREST,
            "The chair; on the chair’s own two of the three partners",
            ARRANGEMENTS,
        ),
        Step("Let back", "apart", "let_back", Act.END_EXCLUSION, "With a reason; the chair alone", NEED),
    ),
)

EMERGENCY = LifeCycle(
    "emergency",
    "Emergency opening of a case",
    "closed",
    (
        Step("Open it", "closed", "open", Act.BREAK_GLASS, "A reason, the second step, 60 minutes", NEED),
        Step("Look at it afterwards", "open", "looked_at", Act.REVIEW_BREAK_GLASS, "Somebody else", NEED),
    ),
)

TRANSFER = LifeCycle(
    "transfer",
    "The lead passing to another area",
    "leads",
    (
        Step("Offer it", "leads", "offered", Act.TRANSFER_CASE, "No clock stops", INFORMATION),
        Step(
            "Take the offer back", "offered", "leads", Act.TRANSFER_CASE, "It was not answered", INFORMATION
        ),
        Step("Take the lead", "offered", "transferred", Act.ANSWER_TRANSFER, "The other area", INFORMATION),
        Step("Not take it", "offered", "leads", Act.ANSWER_TRANSFER, "The other area, with why", INFORMATION),
    ),
)

RULE = LifeCycle(
    "rule",
    "A change of the partnership’s rules",
    "as_it_is",
    (
        Step(
            "Propose", "as_it_is", "proposed", Act.PROPOSE_RULE, "From tomorrow at the earliest", ARRANGEMENTS
        ),
        Step("Approve", "proposed", "approved_once", Act.APPROVE_RULE, "Not the proposer", ARRANGEMENTS),
        Step("Approve, second", "approved_once", "approved", Act.APPROVE_RULE, "Somebody else", ARRANGEMENTS),
        Step("Decline", "proposed", "as_it_is", Act.APPROVE_RULE, "With a reason", ARRANGEMENTS),
        Step("Decline late", "approved_once", "as_it_is", Act.APPROVE_RULE, "With a reason", ARRANGEMENTS),
    ),
)

RESTAMP = LifeCycle(
    "restamp",
    "Newer rules for a running case",
    "as_it_began",
    (
        Step(
            "Propose",
            "as_it_began",
            "proposed",
            Act.RESTAMP_EDITION,
            "Rules in force by today; a reason; the case runs",
            ARRANGEMENTS,
        ),
        Step(
            "Confirm",
            "proposed",
            "moved",
            Act.CONFIRM_RESTAMP,
            "Not the proposer; nothing newer",
            ARRANGEMENTS,
        ),
        Step("Decline", "proposed", "as_it_began", Act.CONFIRM_RESTAMP, "With a reason", ARRANGEMENTS),
        Step("Take it back", "proposed", "as_it_began", Act.RESTAMP_EDITION, "With a reason", ARRANGEMENTS),
        Step("Propose again", "moved", "proposed", Act.RESTAMP_EDITION, "Still newer rules", ARRANGEMENTS),
    ),
)
