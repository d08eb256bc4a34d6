"""The life cycles of the group's weekly work: an action, an agency's report, a publication, learning."""

from __future__ import annotations

from safeguarding.statute.permission import Act
from safeguarding.statute.process.cycle import LifeCycle, Step

TARGET = "The partnership’s own rule"
CHAIR_ASKS = "The partnership’s published page: the chair requires each agency to report on steps and impact"
PARTNERS = "Children Act 2004 s.16F: the partners’ own function"
ATTENDS = "The partnership’s published page: the Panel’s publications are attended to"

ACTION = LifeCycle(
    "action",
    "An action",
    "noted",
    (
        Step("Take it on", "noted", "taken_on", Act.TAKE_ON_ACTION, "Its owner, or their agency", TARGET),
        Step("Hand it back", "taken_on", "noted", Act.TAKE_ON_ACTION, "A reason", TARGET),
        Step("Give it to somebody", "taken_on", "noted", Act.WRITE_ACTION, "Somebody who is there", TARGET),
        Step("Say how it goes", "taken_on", "taken_on", Act.UPDATE_ACTION, "Words", TARGET),
        Step("Give more time", "taken_on", "taken_on", Act.ANSWER_ACTION_TIME, "It was asked for", TARGET),
        Step("Say it is done", "taken_on", "said_done", Act.UPDATE_ACTION, "A day that has come", TARGET),
        Step("Say it is done at once", "noted", "said_done", Act.UPDATE_ACTION, "A day that came", TARGET),
        Step("Send it back", "said_done", "taken_on", Act.VERIFY_ACTION, "What is still wanted", TARGET),
        Step("See that it is done", "said_done", "done", Act.VERIFY_ACTION,
             "Evidence; never its owner or whoever said so", TARGET),
        Step("Find that it did not last", "done", "taken_on", Act.NOTE_DIFFERENCE, "What was found", TARGET),
        Step("Close it", "done", "closed", Act.CLOSE_ACTION,
             "Challenge answered; looked at later, or waived; another partner than the owning agency’s",
             PARTNERS),
        Step("Open it again", "closed", "taken_on", Act.REOPEN_ACTION, "A reason; counted", PARTNERS),
        Step("Make it part of another", "noted", "merged", Act.WRITE_ACTION, "An open action", TARGET),
    ),
)  # fmt: skip

ASSURANCE = LifeCycle(
    "assurance",
    "An agency’s report on steps and impact",
    "asked",
    (
        Step("Report", "asked", "returned", Act.ANSWER_ASSURANCE,
             "Every theme; how a change is known", CHAIR_ASKS),
        Step("Challenge", "returned", "challenged", Act.MODERATE_ASSURANCE, "A question", CHAIR_ASKS),
        Step("Answer", "challenged", "returned", Act.ANSWER_ASSURANCE, "Every theme", CHAIR_ASKS),
        Step("Settle", "returned", "settled", Act.MODERATE_ASSURANCE,
             "A reason where the level differs from the agency’s own", CHAIR_ASKS),
    ),
)  # fmt: skip

PUBLICATION = LifeCycle(
    "publication",
    "A national publication",
    "noted",
    (
        Step("Consider it", "noted", "considered", Act.CONSIDER_PUBLICATION,
             "Practice here, what is missing, our response", ATTENDS),
    ),
)  # fmt: skip

LEARNING = LifeCycle(
    "learning",
    "Another way of learning",
    "proposed",
    (
        Step("Agree", "proposed", "decided", Act.DECIDE_LEARNING_ROUTE, "All three partners", PARTNERS),
        Step("Report", "decided", "reported", Act.REPORT_LEARNING, "Findings; how they were shared", TARGET),
        Step("Report a concern", "decided", "back_to_triage", Act.REPORT_LEARNING,
             "About agencies together, or about harm, on a case that was not notified", PARTNERS),
    ),
)  # fmt: skip
