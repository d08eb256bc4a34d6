"""Access, seats, deputies, and the partnership as a whole: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    AUTHORITY,
    CHAIR,
    DECIDER,
    DELEGATED,
    LEADS,
    MANAGER,
    MEMBERS,
    NEED_TO_KNOW,
    NOTIFIER,
    OPENS_IN_EMERGENCY,
    PROFESSIONALS,
    RUNS_IT,
    SCRUTINEER,
    SUPPORT,
    TECHNICAL,
    Entry,
    in_the_group,
    own_senior,
    partners,
    seat,
)
from safeguarding.statute.terms import Level, Role

GOVERNANCE = Role.INFORMATION_GOVERNANCE_LEAD
ASK_MANAGER = "Ask the partnership manager."
ASK_CHAIR = "Ask the independent chair."
ASK_DELEGATED = "Ask the delegated partner."

ENTRIES = {
    Act.GRANT_ACCESS: Entry(
        seat(MANAGER, CHAIR, cite=NEED_TO_KNOW),
        "The partnership manager or the chair lets people into a case.",
        ASK_MANAGER,
    ),
    Act.END_ACCESS: Entry(
        seat(MANAGER, CHAIR, cite=NEED_TO_KNOW),
        "The partnership manager or the chair ends access to a case.",
        ASK_MANAGER,
    ),
    Act.EXCLUDE_PERSON: Entry(
        seat(MANAGER, CHAIR),
        "The chair or the partnership manager keeps a person apart from a case.",
        ASK_CHAIR,
    ),
    Act.END_EXCLUSION: Entry(
        seat(CHAIR), "Only the independent chair lets a person back into a case.", ASK_CHAIR
    ),
    Act.SEAL_CASE: Entry(
        seat(MANAGER, CHAIR, cite=NEED_TO_KNOW),
        "The chair or the partnership manager seals a case.",
        ASK_CHAIR,
    ),
    Act.UNSEAL_CASE: Entry(
        seat(CHAIR, cite=NEED_TO_KNOW), "Only the independent chair unseals a case.", ASK_CHAIR
    ),
    Act.BREAK_GLASS: Entry(
        seat(*OPENS_IN_EMERGENCY, cite=NEED_TO_KNOW),
        "In an emergency a case may be opened by the manager, the chair, a partner, the notifier or decision "
        "maker, the "
        "scrutineer, the legal adviser or the information governance lead.",
        "If a child is in danger now, ring 999. Otherwise ring the partnership manager.",
    ),
    Act.REVIEW_BREAK_GLASS: Entry(
        seat(CHAIR, GOVERNANCE, *LEADS, cite=NEED_TO_KNOW),
        "An emergency opening is looked at afterwards by the chair, the information governance lead or a "
        "lead safeguarding partner.",
        "Ask one of them; it cannot be whoever opened the case.",
    ),
    Act.NAME_STAND_IN: Entry(
        seat(*LEADS, cite=AUTHORITY),
        "Where an interest leaves a partner nobody to decide, its lead safeguarding partner names somebody "
        "else.",
        "Ring that lead safeguarding partner.",
    ),
    Act.CONFIRM_STAND_IN: Entry(
        (*seat(CHAIR, MANAGER, *LEADS, cite=AUTHORITY), *partners()),
        "A second person confirms who stands in: the chair, the manager, another lead or a delegated "
        "partner.",
        "Ask one of them; it cannot be whoever named them, nor whoever was named.",
    ),
    Act.SEE_PEOPLE: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS, Role.SYS_ADMIN, GOVERNANCE), *partners()),
        "Who holds which seat is shown to the people who run the partnership.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.GIVE_SEAT: Entry(
        RUNS_IT, "The partnership manager or business support gives a seat.", ASK_MANAGER, on_case=False
    ),
    Act.END_SEAT: Entry(
        seat(MANAGER, SUPPORT, Role.SYS_ADMIN),
        "The partnership manager, business support or the system administrator ends a seat.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.HAND_ON_WORK: Entry(
        seat(MANAGER, SUPPORT, CHAIR),
        "What waited for somebody who has gone is handed on by the partnership manager, business support or "
        "the independent chair.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.DELEGATE: Entry(
        (*seat(*DELEGATED, MANAGER, SUPPORT, cite=AUTHORITY),),
        "A deputy is named by the delegated partner, or for them by the partnership manager or business "
        "support.",
        ASK_DELEGATED,
        on_case=False,
    ),
    Act.CONFIRM_DELEGATION: Entry(
        seat(*DELEGATED, cite=AUTHORITY),
        "Only the delegated partner whom a deputy stands for confirms the delegation.",
        ASK_DELEGATED,
        on_case=False,
    ),
    Act.END_DELEGATION: Entry(
        seat(*DELEGATED, *LEADS, MANAGER, SUPPORT, cite=AUTHORITY),
        "A delegation is ended by the delegated partner, their lead partner or the partnership manager.",
        ASK_DELEGATED,
        on_case=False,
    ),
    Act.SEE_MEMBERS: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS, SCRUTINEER, *MEMBERS), *partners()),
        "Who belongs to the group is shown to the group, its lead partners and the scrutineer.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_GROUP_MEETING: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS, SCRUTINEER), *partners(), *in_the_group()),
        "The group’s meetings are open to those who belong to it, its lead partners and the scrutineer.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.KEEP_MEMBERS: Entry(
        RUNS_IT,
        "The partnership manager or business support keeps the list of the group’s members.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.CONFIRM_MEMBER: Entry(
        own_senior(*LEADS),
        "A member is confirmed by a senior lead of their own agency; a delegated partner by their lead "
        "partner.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.NAME_AGENCY: Entry(
        RUNS_IT,
        "The partnership manager or business support keeps the agencies’ names and dates.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.RESET_SECOND_FACTOR: Entry(
        seat(MANAGER, SUPPORT, Role.SYS_ADMIN),
        "A lost second factor is reset by the manager, business support or the system administrator, two "
        "together.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.CONFIRM_RESET_SECOND_FACTOR: Entry(
        seat(MANAGER, SUPPORT, Role.SYS_ADMIN),
        "A second member of staff confirms the reset of a second factor.",
        "Ask a second member of staff; it cannot be whoever proposed it.",
        on_case=False,
    ),
    Act.SEE_LIVE_CASES: Entry(
        (
            *seat(MANAGER, SUPPORT, CHAIR, *LEADS, NOTIFIER, DECIDER, SCRUTINEER, cite=NEED_TO_KNOW),
            *partners(NEED_TO_KNOW),
        ),
        "The list of live cases is shown to the people who hold cases.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_RULES: Entry(
        seat(*PROFESSIONALS, *TECHNICAL, level=Level.MAILBOX),
        "The rules are shown to anybody with a seat in the partnership.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_TEMPLATES: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR), *partners()),
        "The templates of papers are shown to those who make them and those who approve them.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.VERIFY_RECORD: Entry(
        seat(MANAGER, SCRUTINEER, GOVERNANCE, *TECHNICAL, cite="UK GDPR Article 5(2): accountability"),
        "The record is checked by the manager, the scrutineer, the information governance lead, the auditor "
        "or the "
        "system administrator.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_LETTERS: Entry(
        seat(MANAGER, SUPPORT, Role.SYS_ADMIN),
        "Letters that were not delivered are seen to by the manager, business support and the administrator.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.TRY_LETTER_AGAIN: Entry(
        seat(MANAGER, SUPPORT, Role.SYS_ADMIN),
        "A letter is tried again by the manager, business support or the administrator.",
        ASK_MANAGER,
        on_case=False,
    ),
    Act.SEE_JOBS: Entry(
        seat(Role.SYS_ADMIN),
        "Background work is looked after by the system administrator.",
        "Ask the system administrator.",
        on_case=False,
    ),
}
