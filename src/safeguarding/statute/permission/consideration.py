"""Considering the threshold, notifying, disagreeing: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    AUTHORITY,
    CHAIR,
    DECIDER,
    LEADS,
    MANAGER,
    NOTIFIER,
    RUNS_IT,
    SCRUTINEER,
    SECTION_16C,
    SUPPORT,
    Entry,
    asked,
    let_in,
    partners,
    party,
    seat,
)
from safeguarding.statute.terms import Role

ASK_MANAGER = "Ask the partnership manager."

ENTRIES = {
    Act.CONVENE_CONSIDERATION: Entry(
        RUNS_IT,
        "The partnership manager or business support brings the three partners together.",
        ASK_MANAGER,
    ),
    Act.ASK_WHAT_IS_KNOWN: Entry(
        RUNS_IT, "The partnership manager or business support asks what is known now.", ASK_MANAGER
    ),
    Act.ANSWER_WHAT_IS_KNOWN: Entry(
        (*partners(), *asked()),
        "“What do you know now?” is answered by the agencies that were asked.",
        "If your agency should answer, ring the partnership manager.",
    ),
    Act.WRITE_CONSIDERATION: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR), *partners()),
        "The shared record is typed by the manager, business support, the chair or a partner.",
        ASK_MANAGER,
    ),
    Act.CONFIRM_POSITION: Entry(
        partners(),
        "Each delegated partner, or their deputy, confirms or changes their own position; nobody does it for "
        "them.",
        "Ask the partner whose position it is.",
    ),
    Act.CONCLUDE_CONSIDERATION: Entry(
        seat(MANAGER), "The partnership manager records how the consideration ended.", ASK_MANAGER
    ),
    Act.DECIDE_FOR_LOCAL_AUTHORITY: Entry(
        seat(DECIDER, cite=SECTION_16C),
        "Only the local authority’s own decision maker records whether it will notify.",
        "Ring the local authority’s decision maker.",
    ),
    Act.PREPARE_NOTIFICATION: Entry(
        seat(NOTIFIER, MANAGER, SUPPORT, cite=SECTION_16C),
        "The notifier prepares the notification; the manager and business support may fill in facts.",
        "Ask the notifier or the partnership manager.",
    ),
    Act.NOTIFY_PANEL: Entry(
        seat(NOTIFIER, cite=SECTION_16C),
        "Only a notifier of the local authority records the notification as sent.",
        "Ring a notifier of the local authority now: the time to notify is running.",
    ),
    Act.WITHDRAW_NOTIFICATION: Entry(
        seat(DECIDER, cite=SECTION_16C),
        "Only the local authority’s decision maker withdraws a notification, with the partners’ positions.",
        "Ring the local authority’s decision maker.",
    ),
    Act.SEE_DISAGREEMENTS: Entry(
        (*seat(MANAGER, CHAIR, SCRUTINEER, *LEADS), *partners()),
        "How disagreements went is shown to the manager, the chair, the partners and the scrutineer.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.OPEN_DISAGREEMENT: Entry(
        (*partners(), *seat(*LEADS, MANAGER, CHAIR)),
        "A partner, the chair or the partnership manager opens a disagreement.",
        ASK_MANAGER,
    ),
    Act.RECORD_LEVEL: Entry(
        seat(MANAGER, CHAIR),
        "The chair or the partnership manager records each level of a disagreement.",
        ASK_MANAGER,
    ),
    Act.ADVISE_ON_DISAGREEMENT: Entry(
        (*seat(CHAIR, SCRUTINEER), *let_in(Role.LEGAL_ADVISER)),
        "Advice comes from the scrutineer, the chair or the legal adviser; it is not a vote.",
        "Ask the independent scrutineer.",
    ),
    Act.RESOLVE_DISAGREEMENT: Entry(
        (*partners(), *seat(*LEADS, cite=AUTHORITY), *seat(DECIDER, cite=SECTION_16C)),
        "A disagreement is ended by the delegated partners, then by the lead partners; on notifying, the "
        "local "
        "authority decides in the end.",
        "Ask the partner who acts at this level.",
    ),
    Act.RAISE_AGENCY_DISAGREEMENT: Entry(
        (*party(), *seat(MANAGER)),
        "A disagreement between agencies is raised by somebody who speaks for one of them, or noted by the "
        "partnership manager.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_AGENCY_DISAGREEMENT: Entry(
        (*party(), *seat(MANAGER, CHAIR, SCRUTINEER, *LEADS), *partners()),
        "A disagreement between agencies is for the two, the partners, the chair and the scrutineer.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.RECORD_AGENCY_LEVEL: Entry(
        (*party(), *seat(MANAGER)),
        "What came of a talk is recorded by one of the two agencies, or by the partnership manager.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.CONFIRM_AGENCY_SETTLEMENT: Entry(
        (*party(), *seat(MANAGER)),
        "That it is settled is confirmed by the other agency, or noted for it by the partnership manager.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.DECIDE_AGENCY_DISAGREEMENT: Entry(
        partners(),
        "In the end a delegated partner says what happens.",
        "Ask a delegated partner whose own agency is not one of the two.",
        on_case=False,
    ),
    Act.WITHDRAW_AGENCY_DISAGREEMENT: Entry(
        (*party(), *seat(MANAGER)),
        "Whoever raised it takes it back.",
        ASK_MANAGER,
        on_case=False,
    ),
}
