"""What agencies are asked and what they answer: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    CHAIR,
    LEADS,
    MANAGER,
    NEED_TO_KNOW,
    RUNS_IT,
    SCRUTINEER,
    SUPPORT,
    Entry,
    asked,
    in_emergency,
    let_in,
    own_sector,
    partners,
    seat,
)
from safeguarding.statute.terms import Role

ASK_MANAGER = "Ask the partnership manager."
YOUR_AGENCY = "If your agency should answer, ring the partnership manager."

ENTRIES = {
    Act.ASK_AGENCIES: Entry(
        RUNS_IT, "The partnership manager or business support asks the agencies.", ASK_MANAGER
    ),
    Act.SEE_RETURNS_BOARD: Entry(
        (
            *seat(MANAGER, SUPPORT, CHAIR, *LEADS, SCRUTINEER, cite=NEED_TO_KNOW),
            *partners(NEED_TO_KNOW),
            *in_emergency(),
        ),
        "Who has answered is shown to the people running the case, the chair, the partners and the "
        "scrutineer.",
        ASK_MANAGER,
    ),
    Act.READ_OWN_RETURN: Entry(
        asked(), "Until it is released, a return is open only to the agency that writes it.", YOUR_AGENCY
    ),
    Act.WRITE_RETURN: Entry(asked(), "A return is written by the agency that was asked.", YOUR_AGENCY),
    Act.CONFIRM_RETURN: Entry(
        asked(Role.AGENCY_SENIOR, Role.AGENCY_LEAD),
        "A return is confirmed by the agency’s senior or safeguarding lead.",
        "Ask your senior lead to confirm it by their own link.",
    ),
    Act.NIL_RETURN: Entry(asked(), "A nil return is given by the agency that was asked.", YOUR_AGENCY),
    Act.PASS_ON_RETURN: Entry(asked(), "A request is passed on by the agency that was asked.", YOUR_AGENCY),
    Act.ASK_FOR_TIME: Entry(asked(), "More time is asked for by the agency that was asked.", YOUR_AGENCY),
    Act.ANSWER_TIME_REQUEST: Entry(
        seat(MANAGER, CHAIR),
        "The partnership manager or the chair answers a request for more time.",
        ASK_MANAGER,
    ),
    Act.RELEASE_RETURNS: Entry(
        seat(MANAGER, CHAIR),
        "The partnership manager or the chair releases the returns to the group.",
        ASK_MANAGER,
    ),
    Act.READ_RELEASED_RETURNS: Entry(
        (
            *seat(MANAGER, SUPPORT, CHAIR, *LEADS, SCRUTINEER, cite=NEED_TO_KNOW),
            *partners(NEED_TO_KNOW),
            *let_in(),
            *in_emergency(),
        ),
        "Released returns are open to the people at the meeting.",
        ASK_MANAGER,
    ),
    Act.EXPLAIN_MISSING_RETURN: Entry(
        seat(MANAGER, CHAIR),
        "The partnership manager or the chair records why a return is missing and what was done.",
        ASK_MANAGER,
    ),
    Act.NOTE_TELEPHONE: Entry(
        RUNS_IT,
        "What was said on the telephone is noted by the partnership manager or business support.",
        ASK_MANAGER,
    ),
    Act.HOLD_CHASERS: Entry(
        seat(MANAGER), "The partnership manager says when an agency is not to be reminded.", ASK_MANAGER
    ),
    Act.CONFIRM_PASS_ON: Entry(
        RUNS_IT,
        "An address by which an agency is not known is checked by the partnership manager or business "
        "support.",
        ASK_MANAGER,
    ),
    Act.NAME_COVER: Entry(
        (*RUNS_IT, *asked()),
        "Who covers for an agency’s contact is said by the agency itself, the partnership manager or "
        "business support.",
        YOUR_AGENCY,
    ),
    Act.SEE_SECTOR: Entry(
        seat(Role.SECTOR_COORDINATOR, cite=NEED_TO_KNOW),
        "Which agencies of a sector owe an answer is shown to the coordinator for that sector.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.RING_FOR_SECTOR: Entry(
        own_sector(Role.SECTOR_COORDINATOR),
        "A call with an agency is noted by the coordinator for its sector, for an answer that is owed.",
        ASK_MANAGER,
    ),
    Act.REFUSE_RETURN: Entry(
        (*RUNS_IT, *asked()),
        "That an agency will not answer is said by the agency itself, or noted by the partnership manager or "
        "business support.",
        YOUR_AGENCY,
    ),
    Act.ISSUE_FORMAL_REQUEST: Entry(
        seat(MANAGER, cite="Children Act 2004 s.16H"),
        "The partnership manager issues the formal letter, in the name of a safeguarding partner.",
        ASK_MANAGER,
    ),
}
