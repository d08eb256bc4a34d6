"""The lawful steps of each thing, one small life cycle apiece: who moves it, what must be true, on what
authority."""

from __future__ import annotations

from dataclasses import dataclass

from safeguarding.statute.permission import Act

ARRANGEMENTS = "Children Act 2004 s.16E"
TARGET = "The partnership’s own rule"
PANEL = "Panel guidance for safeguarding partners"
SIGN_OFF = "Barnet’s published page: all three partners sign off every rapid review"
CORRECTIONS = "UK GDPR Article 5(1)(d): accuracy"


@dataclass(frozen=True)
class Step:
    """One lawful step: from one state to another, by an act, if its guard holds."""

    name: str
    source: str
    target: str
    act: Act
    guard: str
    cite: str


@dataclass(frozen=True)
class LifeCycle:
    """The steps of one thing."""

    code: str
    title: str
    begins: str
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order in which the steps first name them."""
        return tuple(
            dict.fromkeys([self.begins, *(s for step in self.steps for s in (step.source, step.target))])
        )

    def open_from(self, state: str) -> tuple[Step, ...]:
        """The steps that lead on from a state."""
        return tuple(step for step in self.steps if step.source == state)


REFERRAL = LifeCycle(
    "referral",
    "Referral and route",
    "draft",
    (
        Step(
            "Refer", "draft", "referred", Act.REFER, "The referrer’s own safeguarding lead was asked", TARGET
        ),
        Step(
            "Propose a route",
            "referred",
            "proposed",
            Act.PROPOSE_ROUTE,
            "A reason for any route but consideration",
            TARGET,
        ),
        Step(
            "Call it up",
            "proposed",
            "settled",
            Act.CALL_UP_ROUTE,
            "Before it stands; goes to consideration",
            TARGET,
        ),
        Step(
            "It stands",
            "proposed",
            "settled",
            Act.SETTLE_ROUTE,
            "A working day has passed, or all three agree",
            TARGET,
        ),
        Step("Look again", "settled", "referred", Act.LOOK_AGAIN, "Asked by the referrer, once", TARGET),
    ),
)
CONSIDERATION = LifeCycle(
    "consideration",
    "Case for consideration",
    "none",
    (
        Step("Bring together", "none", "open", Act.CONVENE_CONSIDERATION, "None is open", ARRANGEMENTS),
        Step("Type the shared record", "open", "open", Act.WRITE_CONSIDERATION, "It is open", ARRANGEMENTS),
        Step(
            "Confirm a position",
            "open",
            "open",
            Act.CONFIRM_POSITION,
            "Each partner for themselves, with a reason",
            ARRANGEMENTS,
        ),
        Step(
            "Conclude",
            "open",
            "concluded",
            Act.CONCLUDE_CONSIDERATION,
            "Three positions and the reasons on harm",
            ARRANGEMENTS,
        ),
        Step(
            "Bring together again",
            "concluded",
            "open",
            Act.CONVENE_CONSIDERATION,
            "Something new is known",
            ARRANGEMENTS,
        ),
    ),
)
NOTIFICATION = LifeCycle(
    "notification",
    "Notification to the Panel",
    "none",
    (
        Step(
            "Prepare",
            "none",
            "prepared",
            Act.PREPARE_NOTIFICATION,
            "Nothing; what is missing is listed",
            "Children Act 2004 s.16C",
        ),
        Step(
            "Record as sent, unprepared",
            "none",
            "sent",
            Act.NOTIFY_PANEL,
            "Nothing: never blocked",
            "Children Act 2004 s.16C",
        ),
        Step(
            "Record as sent",
            "prepared",
            "sent",
            Act.NOTIFY_PANEL,
            "Nothing: never blocked",
            "Children Act 2004 s.16C",
        ),
        Step(
            "Withdraw",
            "sent",
            "withdrawn",
            Act.WITHDRAW_NOTIFICATION,
            "The test was not met; reason; positions",
            PANEL,
        ),
    ),
)
RAPID_REVIEW = LifeCycle(
    "rapid_review",
    "Rapid review (or local consideration)",
    "begun",
    (
        Step(
            "Ask the agencies",
            "begun",
            "asked",
            Act.ASK_AGENCIES,
            "Education is among them",
            "Children Act 2004 s.16H",
        ),
        Step(
            "Release the returns",
            "asked",
            "released",
            Act.RELEASE_RETURNS,
            "Every agency answered, or its absence is explained",
            PANEL,
        ),
        Step("Meet", "released", "met", Act.CLOSE_MEETING, "Quorum; interests ruled on", ARRANGEMENTS),
        Step(
            "Meet without every return",
            "asked",
            "met",
            Act.CLOSE_MEETING,
            "Quorum; missing returns explained",
            ARRANGEMENTS,
        ),
        Step(
            "Decide the outcome",
            "met",
            "decided",
            Act.DECIDE_OUTCOME,
            "Aims and criteria answered with reasons",
            "SI 2018/789 reg 11",
        ),
        Step(
            "Certify",
            "decided",
            "certified",
            Act.CERTIFY_REPORT,
            "The chair finds it a fair record",
            SIGN_OFF,
        ),
        Step(
            "Send to the Panel",
            "certified",
            "sent",
            Act.SEND_TO_PANEL,
            "A notification; nothing blocks; three sign-offs, or day 15",
            PANEL,
        ),
        Step("Record the reply", "sent", "replied", Act.RECORD_PANEL_REPLY, "The Panel’s letter", PANEL),
        Step(
            "Decide again",
            "replied",
            "reconsidered",
            Act.RECONSIDER,
            "The Panel sees it otherwise; reasons",
            "SI 2018/789 reg 11(d)",
        ),
        Step(
            "Decide a practice review",
            "replied",
            "practice_review",
            Act.DECIDE_PRACTICE_REVIEW,
            "Three partners, with reasons",
            "Children Act 2004 s.16F",
        ),
        Step(
            "Decide after deciding again",
            "reconsidered",
            "practice_review",
            Act.DECIDE_PRACTICE_REVIEW,
            "Three partners, with reasons",
            "Children Act 2004 s.16F",
        ),
        Step(
            "Learn in another way",
            "replied",
            "learning",
            Act.DECIDE_LEARNING_ROUTE,
            "Scope, owner, date, how difference will show",
            TARGET,
        ),
        Step(
            "Learn after deciding again",
            "reconsidered",
            "learning",
            Act.DECIDE_LEARNING_ROUTE,
            "Scope, owner, date, how difference will show",
            TARGET,
        ),
        Step(
            "Decide locally",
            "certified",
            "practice_review",
            Act.DECIDE_PRACTICE_REVIEW,
            "No notification; three sign-offs",
            "Children Act 2004 s.16F",
        ),
        Step(
            "Learn locally",
            "certified",
            "learning",
            Act.DECIDE_LEARNING_ROUTE,
            "No notification; three sign-offs",
            TARGET,
        ),
        Step(
            "Close",
            "replied",
            "closed",
            Act.CLOSE_CASE,
            "Three sign-offs; nothing left to learn, with reasons",
            "Children Act 2004 s.16F",
        ),
        Step(
            "Close after learning",
            "learning",
            "closed",
            Act.CLOSE_CASE,
            "Three sign-offs; learning shared",
            "Children Act 2004 s.16F",
        ),
        Step("Open again", "closed", "begun", Act.REOPEN_CASE, "A reason", "Children Act 2004 s.16F"),
    ),
)
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

CYCLES: tuple[LifeCycle, ...] = (
    REFERRAL,
    CONSIDERATION,
    NOTIFICATION,
    RAPID_REVIEW,
    RETURN,
    DISAGREEMENT,
    CORRECTION,
    SIGNATURE,
    DELEGATION,
    ENTRY,
)
