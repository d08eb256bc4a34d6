"""The life cycles of what people do within a case: returns, disagreements, corrections, signatures."""

from __future__ import annotations

from safeguarding.statute.permission import Act
from safeguarding.statute.process.cycle import LifeCycle, Step

ARRANGEMENTS = "Children Act 2004 s.16E"
AUTHORITY = "Working Together: whoever acts for a partner speaks with authority and can commit it"
TARGET = "The partnership’s own rule"
PANEL = "Panel guidance for safeguarding partners"
SIGN_OFF = "Barnet’s published page: all three partners sign off every rapid review"
CORRECTIONS = "UK GDPR Article 5(1)(d): accuracy"

RETURN = LifeCycle(
    "return",
    "Return from an agency",
    "asked",
    (
        Step(
            "Open the request",
            "asked",
            "opened",
            Act.READ_OWN_RETURN,
            "The agency’s own link",
            "Children Act 2004 s.16H",
        ),
        Step("Pass it on", "opened", "asked", Act.PASS_ON_RETURN, "To somebody in the same agency", TARGET),
        Step("Begin", "opened", "started", Act.WRITE_RETURN, "It was not released", TARGET),
        Step("Answer “no record”", "opened", "returned", Act.NIL_RETURN, "Says what was searched", TARGET),
        Step(
            "Return",
            "started",
            "returned",
            Act.WRITE_RETURN,
            "Every question answered; interest declared",
            TARGET,
        ),
        Step(
            "Confirm", "returned", "confirmed", Act.CONFIRM_RETURN, "A senior lead of the same agency", TARGET
        ),
        Step(
            "Release unconfirmed",
            "returned",
            "released",
            Act.RELEASE_RETURNS,
            "Released to the meeting",
            TARGET,
        ),
        Step("Release", "confirmed", "released", Act.RELEASE_RETURNS, "Released to the meeting", TARGET),
        Step(
            "Explain, never opened",
            "asked",
            "not_returned",
            Act.EXPLAIN_MISSING_RETURN,
            "Why, and what was done",
            PANEL,
        ),
        Step(
            "Explain, opened",
            "opened",
            "not_returned",
            Act.EXPLAIN_MISSING_RETURN,
            "Why, and what was done",
            PANEL,
        ),
        Step(
            "Explain, begun",
            "started",
            "not_returned",
            Act.EXPLAIN_MISSING_RETURN,
            "Why, and what was done",
            PANEL,
        ),
        Step(
            "Answer late",
            "not_returned",
            "returned",
            Act.WRITE_RETURN,
            "Always open until sent to the Panel",
            TARGET,
        ),
    ),
)
DISAGREEMENT = LifeCycle(
    "disagreement",
    "Disagreement (no clock pauses)",
    "none",
    (
        Step(
            "Open",
            "none",
            "D0",
            Act.OPEN_DISAGREEMENT,
            "Positions differ, or more information is wanted",
            TARGET,
        ),
        Step("To the delegated partners", "D0", "D1", Act.RECORD_LEVEL, "Not settled in the meeting", TARGET),
        Step("To the lead partners", "D1", "D2", Act.RECORD_LEVEL, "Not settled at D1", TARGET),
        Step(
            "To what the law says",
            "D2",
            "D3",
            Act.RECORD_LEVEL,
            "Not settled at D2",
            "Children Act 2004 s.16C",
        ),
        Step("Settle at D0", "D0", "settled", Act.RESOLVE_DISAGREEMENT, "All agree", TARGET),
        Step(
            "Settle at D1",
            "D1",
            "settled",
            Act.RESOLVE_DISAGREEMENT,
            "All agree, or the local rule decides",
            TARGET,
        ),
        Step("Settle at D2", "D2", "settled", Act.RESOLVE_DISAGREEMENT, "The lead partners decide", TARGET),
        Step(
            "Settle at D3",
            "D3",
            "settled",
            Act.RESOLVE_DISAGREEMENT,
            "Dissent kept",
            "Children Act 2004 s.16C",
        ),
    ),
)
AGENCIES_DISAGREE = LifeCycle(
    "agency_disagreement",
    "Disagreement between two agencies (each keeps to its duties meanwhile)",
    "none",
    (
        Step(
            "Raise", "none", "D0", Act.RAISE_AGENCY_DISAGREEMENT, "Two agencies; what the one holds", TARGET
        ),
        Step(
            "To their managers", "D0", "D1", Act.RECORD_AGENCY_LEVEL, "Not settled in a working week", TARGET
        ),
        Step("To the senior leads", "D1", "D2", Act.RECORD_AGENCY_LEVEL, "Not settled at D1", TARGET),
        Step("To the delegated partners", "D2", "D3", Act.RECORD_AGENCY_LEVEL, "Not settled at D2", TARGET),
        *(
            Step(
                f"Settle at {level}",
                level,
                "settled",
                Act.CONFIRM_AGENCY_SETTLEMENT,
                "Each of the two says so",
                TARGET,
            )
            for level in ("D0", "D1", "D2", "D3")
        ),
        Step(
            "Say what happens",
            "D3",
            "settled",
            Act.DECIDE_AGENCY_DISAGREEMENT,
            "A partner whose own agency is neither",
            TARGET,
        ),
        *(
            Step(
                f"Take back at {level}",
                level,
                "withdrawn",
                Act.WITHDRAW_AGENCY_DISAGREEMENT,
                "By the agency that raised it",
                TARGET,
            )
            for level in ("D0", "D1", "D2", "D3")
        ),
    ),
)
CORRECTION = LifeCycle(
    "correction",
    "Correction of a fact",
    "none",
    (
        Step(
            "Propose",
            "none",
            "proposed",
            Act.CORRECT_FACT,
            "A reason; dates in a possible order",
            CORRECTIONS,
        ),
        Step(
            "Confirm",
            "proposed",
            "confirmed",
            Act.CONFIRM_CORRECTION,
            "By somebody else; both values are kept",
            CORRECTIONS,
        ),
        Step("Let it fall", "proposed", "refused", Act.CONFIRM_CORRECTION, "By somebody else", CORRECTIONS),
    ),
)
SIGNATURE = LifeCycle(
    "signature",
    "A partner’s sign-off",
    "waiting",
    (
        Step("Sign", "waiting", "signed", Act.SIGN_OFF, "Own line; the version last read", SIGN_OFF),
        Step(
            "Sign by link",
            "waiting",
            "signed",
            Act.SIGN_BY_LINK,
            "Link and code to the registered address",
            SIGN_OFF,
        ),
        Step("Disagree", "waiting", "disagreed", Act.SIGN_OFF, "A reason; opens a disagreement", SIGN_OFF),
        Step(
            "Agree after all", "disagreed", "signed", Act.SIGN_OFF, "A new row; the old one stays", SIGN_OFF
        ),
        Step(
            "Record from an e-mail",
            "waiting",
            "evidenced",
            Act.RECORD_EVIDENCED_SIGNATURE,
            "The e-mail is attached",
            SIGN_OFF,
        ),
        Step(
            "Confirm the record",
            "evidenced",
            "signed",
            Act.CONFIRM_EVIDENCED_SIGNATURE,
            "By a second person; the signatory is told",
            SIGN_OFF,
        ),
        Step(
            "“I did not sign”", "signed", "waiting", Act.REPUDIATE_SIGNATURE, "By the person named", SIGN_OFF
        ),
    ),
)
DELEGATION = LifeCycle(
    "delegation",
    "A deputy’s delegation",
    "none",
    (
        Step(
            "Name a deputy", "none", "proposed", Act.DELEGATE, "Dates; nobody for two partners", ARRANGEMENTS
        ),
        Step(
            "Confirm",
            "proposed",
            "in_force",
            Act.CONFIRM_DELEGATION,
            "By the partner; authority, commitment, holding to account",
            ARRANGEMENTS,
        ),
        Step("End", "in_force", "ended", Act.END_DELEGATION, "Or its last day passes", ARRANGEMENTS),
        Step("Withdraw", "proposed", "ended", Act.END_DELEGATION, "Before it is confirmed", ARRANGEMENTS),
    ),
)
MEMBER = LifeCycle(
    "member",
    "A member’s authority in the group",
    "member",
    (
        Step("Ask", "member", "asked", Act.KEEP_MEMBERS, "A senior lead of their own agency", AUTHORITY),
        Step(
            "Confirm",
            "asked",
            "confirmed",
            Act.CONFIRM_MEMBER,
            "Authority, commitment, holding to account; never by the member",
            AUTHORITY,
        ),
        Step("Ask anew", "confirmed", "asked", Act.KEEP_MEMBERS, "Each year", TARGET),
        Step("End", "member", "ended", Act.KEEP_MEMBERS, "What they did stands", ARRANGEMENTS),
        Step("End while asked", "asked", "ended", Act.KEEP_MEMBERS, "The link is shut", ARRANGEMENTS),
        Step(
            "End when confirmed", "confirmed", "ended", Act.KEEP_MEMBERS, "Or the term is over", ARRANGEMENTS
        ),
    ),
)
ENTRY = LifeCycle(
    "entry",
    "A case entered where it is",
    "none",
    (
        Step(
            "Enter",
            "none",
            "entered",
            Act.ENTER_CASE_WHERE_IT_IS,
            "True dates in a possible order; evidence",
            TARGET,
        ),
        Step("Confirm", "entered", "confirmed", Act.CONFIRM_ENTRY, "By somebody else", TARGET),
    ),
)
