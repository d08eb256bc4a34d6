"""Referral, route, and the case itself: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    AUTHORITY,
    CHAIR,
    DECIDER,
    DELEGATED,
    LEADS,
    MANAGER,
    NEED_TO_KNOW,
    NOTIFIER,
    PROFESSIONALS,
    READS_CASE,
    RUNS_IT,
    SCRUTINEER,
    SECTION_16F,
    SUPPORT,
    Entry,
    asked,
    in_emergency,
    let_in,
    other_area,
    own_referral,
    partners,
    seat,
)
from safeguarding.statute.terms import Level, Role

ANY_PROFESSIONAL = seat(*PROFESSIONALS, level=Level.MAILBOX)
ASK_MANAGER = "Ask the partnership manager."
ASK_PARTNER = "Ask your agency’s delegated safeguarding partner."

ENTRIES = {
    Act.REFER: Entry(
        ANY_PROFESSIONAL,
        "A professional refers a case, after speaking to their own safeguarding lead.",
        "Ask for a link to refer, or ring the partnership. If a child is in danger now, ring 999.",
        on_case=False,
    ),
    Act.SAVE_REFERRAL_DRAFT: Entry(
        ANY_PROFESSIONAL,
        "A referral is kept as a draft for the professional who is writing it.",
        "Ask for a link to refer, or ring the partnership.",
        on_case=False,
    ),
    Act.ACKNOWLEDGE_REFERRAL: Entry(
        RUNS_IT, "The partnership manager or business support acknowledges a referral.", ASK_MANAGER
    ),
    Act.SEE_REFERRAL: Entry(
        (*own_referral(), *READS_CASE),
        "A referral is open to whoever made it and to people working on the case.",
        ASK_MANAGER,
    ),
    Act.ASK_TO_LOOK_AGAIN: Entry(
        own_referral(), "Only whoever made the referral may ask the chair to look at it again.", ASK_MANAGER
    ),
    Act.LOOK_AGAIN: Entry(
        seat(CHAIR),
        "The independent chair looks at a referral again when the referrer asks.",
        "Ask the independent chair.",
    ),
    Act.PROPOSE_ROUTE: Entry(
        seat(MANAGER), "The partnership manager proposes the route of a referral.", ASK_MANAGER
    ),
    Act.CALL_UP_ROUTE: Entry(
        (*partners(), *seat(*LEADS, cite=AUTHORITY)),
        "A statutory partner may call a route up so that all three consider the case.",
        ASK_PARTNER,
    ),
    Act.SETTLE_ROUTE: Entry(
        (*seat(MANAGER), *partners()),
        "The partnership manager records that a route stands, once the partners have had a working day to "
        "call it up.",
        ASK_MANAGER,
    ),
    Act.SEE_CASE: Entry(READS_CASE, "This case is open only to people working on it.", ASK_MANAGER),
    Act.EDIT_CASE: Entry(
        seat(MANAGER, SUPPORT, NOTIFIER),
        "The partnership manager, business support or the notifier keeps the case’s facts about children and "
        "family.",
        ASK_MANAGER,
    ),
    Act.SHOW_NAME: Entry(
        (
            *seat(MANAGER, SUPPORT, CHAIR, NOTIFIER, DECIDER, *LEADS, cite=NEED_TO_KNOW),
            *partners(NEED_TO_KNOW),
            *asked(),
            *other_area(),
            *in_emergency(),
        ),
        "Names are shown to people holding the case, and to agencies so that they can search their own "
        "records.",
        ASK_MANAGER,
    ),
    Act.SHOW_NAME_AFTER_SIGN_OFF: Entry(
        (
            *seat(MANAGER, NOTIFIER, cite=NEED_TO_KNOW),
            *partners(NEED_TO_KNOW),
            *let_in(Role.LEAD_REVIEWER, Role.CO_REVIEWER, Role.FAMILY_LIAISON),
            *in_emergency(),
        ),
        "After sign-off, names are shown only to the partnership manager, the delegated partners, the "
        "notifier and "
        "people let in for the review or for the family.",
        ASK_MANAGER,
    ),
    Act.FIND_BY_NAME: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, NOTIFIER, DECIDER, cite=NEED_TO_KNOW), *partners(NEED_TO_KNOW)),
        "People who hold cases may find a case by a name, among the cases that they may see.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_RECORD: Entry(
        (*seat(MANAGER, CHAIR, *LEADS, SCRUTINEER, cite=NEED_TO_KNOW), *partners(NEED_TO_KNOW)),
        "The full record of a case is open to the manager, the chair, the partners and the scrutineer.",
        ASK_MANAGER,
    ),
    Act.SEE_LOOKS: Entry(
        seat(
            MANAGER, CHAIR, SCRUTINEER, cite="UK GDPR Article 5(1)(f) and 5(2): security and accountability"
        ),
        "Who has looked is shown to the manager, the chair and the scrutineer.",
        ASK_MANAGER,
    ),
    Act.DOWNLOAD_DOCUMENT: Entry(
        READS_CASE, "Documents of a case are open only to people working on it.", ASK_MANAGER
    ),
    Act.CONFIRM_AWARENESS: Entry(
        seat(NOTIFIER, cite="Children Act 2004 s.16C"),
        "Only the local authority’s notifier confirms when the local authority became aware.",
        "Ask the notifier to confirm the date.",
    ),
    Act.CORRECT_FACT: Entry(
        seat(MANAGER, SUPPORT, NOTIFIER),
        "The partnership manager, business support or the notifier proposes a correction.",
        ASK_MANAGER,
    ),
    Act.CONFIRM_CORRECTION: Entry(
        (*seat(MANAGER, NOTIFIER, CHAIR, DECIDER), *partners()),
        "A correction is confirmed by a second person: the manager, the notifier, the chair or a delegated "
        "partner.",
        "Ask one of them; it cannot be whoever proposed it.",
    ),
    Act.LOG_SAFETY_STEP: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, NOTIFIER, *LEADS), *partners(), *asked(), *in_emergency()),
        "Safety steps are logged by people holding the case and by the agencies asked about it.",
        "If a child is in danger now, ring 999. Otherwise ring the partnership manager.",
    ),
    Act.COMPLETE_SAFETY_STEP: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR), *partners(), *asked(), *let_in(Role.ACTION_OWNER)),
        "A safety step is marked as done by its owner, the agency or the people running the case.",
        ASK_MANAGER,
    ),
    Act.NOTE_PARALLEL_PROCESS: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, NOTIFIER), *partners(), *asked(), *let_in(Role.LEGAL_ADVISER)),
        "Other processes are noted by people holding the case, the legal adviser and the agencies asked.",
        ASK_MANAGER,
    ),
    Act.NOTE_EARLY_LEARNING: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR), *partners(), *asked(), *let_in()),
        "Early learning is noted by people working on the case.",
        ASK_MANAGER,
    ),
    Act.NOTE_FAMILY_CONTACT: Entry(
        (*RUNS_IT, *let_in(Role.FAMILY_LIAISON)),
        "Contact with the family is noted by their named contact or the partnership manager.",
        ASK_MANAGER,
    ),
    Act.GIVE_ADVICE: Entry(
        (
            *seat(CHAIR, SCRUTINEER),
            *let_in(Role.LEGAL_ADVISER, Role.EDUCATION_LEAD, Role.PUBLIC_HEALTH, Role.COMMUNITY_SAFETY),
        ),
        "Advice is given by the chair, the scrutineer and the advisers let into the case.",
        ASK_MANAGER,
    ),
    Act.INVITE_AREA: Entry(
        seat(MANAGER, cite="Children Act 2004 s.16H"),
        "The partnership manager invites another area to contribute.",
        ASK_MANAGER,
    ),
    Act.SEE_SHARED_VIEW: Entry(
        other_area(),
        "The shared view is for the partnership of an area that contributes.",
        "Ask that area’s manager.",
    ),
    Act.ANSWER_FOR_AREA: Entry(
        other_area(Role.EXTERNAL_PARTNERSHIP, MANAGER, *DELEGATED),
        "The manager or a delegated partner of the area that was invited answers for it.",
        "Ask that area’s manager.",
    ),
    Act.PROPOSE_AGREEMENT: Entry(
        (*seat(MANAGER), *partners()),
        "The manager or a delegated partner of the area that leads proposes what the areas agree.",
        ASK_MANAGER,
    ),
    Act.ANSWER_AGREEMENT: Entry(
        other_area(Role.EXTERNAL_PARTNERSHIP, MANAGER, *DELEGATED),
        "The manager or a delegated partner of the area that was invited agrees, or says otherwise.",
        "Ask that area’s manager.",
    ),
    Act.NOTE_STAY: Entry(
        seat(MANAGER, SUPPORT, NOTIFIER),
        "The manager, business support or the notifier says in which setting a child was.",
        ASK_MANAGER,
    ),
    Act.KEEP_SETTING: Entry(
        seat(MANAGER, SUPPORT),
        "The manager or business support keeps the register of settings.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_SETTINGS: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, NOTIFIER, DECIDER, SCRUTINEER, *LEADS), *partners()),
        "The register of settings is for the people who hold cases.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.TRANSFER_CASE: Entry(
        partners(), "The delegated partners pass the lead to another area.", ASK_PARTNER
    ),
    Act.ANSWER_TRANSFER: Entry(
        other_area(Role.EXTERNAL_PARTNERSHIP, MANAGER, *DELEGATED),
        "The manager or a delegated partner of the area that is asked takes the lead, or does not.",
        "Ask that area’s manager.",
    ),
    Act.CLOSE_CASE: Entry(
        partners(SECTION_16F), "The delegated partners close a case.", "Ask one of the delegated partners."
    ),
    Act.REOPEN_CASE: Entry(
        (*partners(SECTION_16F), *seat(CHAIR)),
        "A delegated partner or the independent chair opens a case again, with a reason.",
        "Ask one of them.",
    ),
    Act.ENTER_CASE_WHERE_IT_IS: Entry(
        RUNS_IT,
        "The partnership manager or business support enters a case that began before this system.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.CONFIRM_ENTRY: Entry(
        (*seat(MANAGER, CHAIR, NOTIFIER, DECIDER), *partners()),
        "A second person confirms a case entered where it is: the manager, the chair, the notifier or a "
        "partner.",
        "Ask one of them; it cannot be whoever entered it.",
    ),
    Act.PROPOSE_RULE: Entry(
        seat(MANAGER), "The partnership manager proposes a change of rules.", ASK_MANAGER, on_case=False
    ),
    Act.APPROVE_RULE: Entry(
        (*seat(CHAIR), *partners()),
        "A change of rules is approved by two people: the independent chair and delegated partners.",
        "Ask one of them; it cannot be whoever proposed it.",
        on_case=False,
    ),
    Act.PROPOSE_TEMPLATE: Entry(
        seat(MANAGER), "The partnership manager proposes a template for papers.", ASK_MANAGER, on_case=False
    ),
    Act.APPROVE_TEMPLATE: Entry(
        (*seat(CHAIR), *partners()),
        "A template for papers is approved by the independent chair or a delegated partner.",
        "Ask one of them; it cannot be whoever proposed it.",
        on_case=False,
    ),
    Act.RESTAMP_EDITION: Entry(
        seat(MANAGER),
        "The partnership manager proposes which edition of the rules a case keeps.",
        ASK_MANAGER,
    ),
    Act.CONFIRM_RESTAMP: Entry(
        (*seat(CHAIR), *partners()),
        "The independent chair or a delegated partner confirms a change of edition.",
        "Ask one of them; it cannot be whoever proposed it.",
    ),
}
