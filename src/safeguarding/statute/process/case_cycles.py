"""The life cycles of a case: referral, consideration, notification, rapid review."""

from __future__ import annotations

from safeguarding.statute.permission import Act
from safeguarding.statute.process.cycle import LifeCycle, Step

ARRANGEMENTS = "Children Act 2004 s.16E"
TARGET = "The partnership’s own rule"
PANEL = "Panel guidance for safeguarding partners"
SIGN_OFF = "Barnet’s published page: all three partners sign off every rapid review"

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
