"""Actions, assurance rounds and national publications: who may do what in the group's weekly work."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    LEADS,
    MANAGER,
    MEMBERS,
    NEED_TO_KNOW,
    OWN_WORK,
    RUNS_IT,
    SCRUTINEER,
    SECTION_16F,
    SUPPORT,
    Entry,
    own_agency,
    partners,
    seat,
)

ASK_MANAGER = "Ask the partnership manager."
ASK_CHAIR = "Ask the independent chair."
SEES = (
    *seat(MANAGER, SUPPORT, CHAIR, *LEADS, SCRUTINEER, *MEMBERS, cite=NEED_TO_KNOW),
    *partners(NEED_TO_KNOW),
)
CHALLENGE = "The partnership’s published page: the chair requires each agency to report on steps and impact"
APART = "The partnership’s own separation of roles: the verifier is never the owner"

ENTRIES = {
    Act.SEE_ACTIONS: Entry(
        SEES, "The register of actions is open to the group that follows them.", ASK_MANAGER, on_case=False
    ),
    Act.READ_OWN_ACTION: Entry(
        own_agency(), "An action is open to its owner and to the agency that leads it.", ASK_MANAGER
    ),
    Act.NOTE_SOURCE: Entry(
        (*RUNS_IT, *seat(CHAIR)),
        "The partnership manager, business support or the chair notes where learning comes from.",
        ASK_MANAGER,
    ),
    Act.WRITE_RECOMMENDATION: Entry(
        (*RUNS_IT, *seat(CHAIR)),
        "Recommendations are written down by the partnership manager, business support or the chair.",
        ASK_MANAGER,
    ),
    Act.WRITE_ACTION: Entry(
        (*RUNS_IT, *seat(CHAIR)),
        "Actions are written down by the partnership manager, business support or the chair.",
        ASK_MANAGER,
    ),
    Act.IMPORT_ACTIONS: Entry(
        RUNS_IT,
        "The partnership manager or business support brings in a list of actions or of reviews.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.TAKE_ON_ACTION: Entry(
        own_agency(), "An action is taken on by its owner or the agency that leads it.", ASK_MANAGER
    ),
    Act.UPDATE_ACTION: Entry(
        (*own_agency(), *RUNS_IT),
        "How an action goes is said by its owner, the agency that leads it, or the partnership manager.",
        ASK_MANAGER,
    ),
    Act.ANSWER_ACTION_TIME: Entry(
        seat(MANAGER, CHAIR),
        "The partnership manager or the chair answers when more time is asked for.",
        ASK_MANAGER,
    ),
    Act.VERIFY_ACTION: Entry(
        seat(MANAGER, CHAIR, cite=APART),
        "The partnership manager or the chair sees whether an action is done; never its owner.",
        ASK_MANAGER,
    ),
    Act.NOTE_DIFFERENCE: Entry(
        seat(MANAGER, CHAIR, cite=APART),
        "The partnership manager or the chair says what difference an action has made, from the evidence.",
        ASK_MANAGER,
    ),
    Act.CHALLENGE_ACTION: Entry(
        seat(CHAIR, cite=CHALLENGE), "The independent chair challenges an action.", ASK_CHAIR
    ),
    Act.CLOSE_ACTION: Entry(
        partners(SECTION_16F), "The delegated partners close an action.", "Ask one of the delegated partners."
    ),
    Act.REOPEN_ACTION: Entry(
        (*partners(SECTION_16F), *seat(CHAIR)),
        "A delegated partner or the chair opens an action again, with a reason.",
        "Ask one of them.",
    ),
    Act.ASK_ASSURANCE: Entry(
        seat(CHAIR, cite=CHALLENGE),
        "The independent chair asks each agency to report on steps and impact.",
        ASK_CHAIR,
        on_case=False,
    ),
    Act.ANSWER_ASSURANCE: Entry(
        own_agency(), "An agency’s report is given by its own people.", ASK_MANAGER, on_case=False
    ),
    Act.MODERATE_ASSURANCE: Entry(
        seat(CHAIR, cite=CHALLENGE),
        "The independent chair challenges an agency’s report and settles it with the group.",
        ASK_CHAIR,
        on_case=False,
    ),
    Act.NOTE_PUBLICATION: Entry(
        (*RUNS_IT, *seat(CHAIR)),
        "National publications are noted by the partnership manager, business support or the chair.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.CONSIDER_PUBLICATION: Entry(
        seat(MANAGER, CHAIR, cite=OWN_WORK),
        "What the group made of a publication is written down by the chair or the partnership manager.",
        ASK_CHAIR,
        on_case=False,
    ),
    Act.REPORT_LEARNING: Entry(
        (*own_agency(), *seat(MANAGER, SUPPORT)),
        "What came of the learning is reported by the agency that led it or the partnership manager.",
        ASK_MANAGER,
    ),
}
