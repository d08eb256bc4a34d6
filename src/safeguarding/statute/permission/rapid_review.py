"""The meeting, the report, the signatures and the Panel: who may do what."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Act
from safeguarding.statute.permission.permits import (
    AUTHORITY,
    CHAIR,
    DELEGATED,
    DEPUTIES,
    LEADS,
    MANAGER,
    NEED_TO_KNOW,
    PROFESSIONALS,
    RUNS_IT,
    SCRUTINEER,
    SECTION_16F,
    SUPPORT,
    Entry,
    asked,
    chair_or_lead,
    in_the_chair,
    let_in,
    own_agency,
    partners,
    partners_on_the_chair,
    seat,
)
from safeguarding.statute.terms import Level

ASK_MANAGER = "Ask the partnership manager."
ASK_CHAIR = "Ask the independent chair."
ASK_PARTNERS = "Ask one of the delegated partners."
REG_11 = "SI 2018/789 reg 11"
REG_3 = "SI 2018/789 reg 3"

DISCUSSES = (*seat(MANAGER, SUPPORT, CHAIR), *partners())
SIGNS = (*partners(), *seat(*LEADS, cite=AUTHORITY))
SIGNS_BY_LINK = (*partners(level=Level.MAILBOX), *seat(*LEADS, cite=AUTHORITY, level=Level.MAILBOX))

ENTRIES = {
    Act.HOLD_MEETING: Entry(
        (*in_the_chair(), *seat(MANAGER)),
        "The chair or the partnership manager calls a meeting.",
        ASK_MANAGER,
    ),
    Act.RECORD_ATTENDANCE: Entry(
        (*in_the_chair(), *RUNS_IT),
        "The chair, the partnership manager or business support records who was there.",
        ASK_MANAGER,
    ),
    Act.DECLARE_INTEREST: Entry(
        (*seat(*PROFESSIONALS, level=Level.MAILBOX), *let_in(), *asked()),
        "Everybody who works on the case declares their own interest.",
        ASK_MANAGER,
    ),
    Act.NOTE_INTEREST: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS), *partners()),
        "That somebody else has an interest is noted by the manager, business support, the chair "
        "or a partner.",
        ASK_MANAGER,
    ),
    Act.RULE_ON_INTEREST: Entry(
        (*seat(CHAIR), *partners_on_the_chair()),
        "The independent chair rules on an interest. On the chair’s own, and where nobody can act as chair, "
        "two of the three partners rule.",
        ASK_CHAIR,
    ),
    Act.CONFIRM_VICE_CHAIR: Entry(
        chair_or_lead(),
        "Who takes the chair instead is agreed by the independent chair. Where there is none, a lead "
        "safeguarding partner agrees.",
        "Ask the independent chair. If nobody can act as chair, ring a lead safeguarding partner.",
    ),
    Act.CLOSE_MEETING: Entry(in_the_chair(), "Whoever chairs the meeting closes it.", ASK_CHAIR),
    Act.ANSWER_AIM: Entry(
        DISCUSSES,
        "The group’s answers are typed by the manager, business support, the chair or a partner.",
        ASK_MANAGER,
    ),
    Act.ANSWER_CRITERION: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, cite=REG_11), *partners(REG_11)),
        "The criteria are answered by the group; the manager, business support, the chair or a partner types "
        "it.",
        ASK_MANAGER,
    ),
    Act.GIVE_NATIONAL_VIEW: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, cite=REG_3), *partners(REG_3)),
        "The group’s view on a national review is typed by the manager, business support, the chair or a "
        "partner.",
        ASK_MANAGER,
    ),
    Act.DECIDE_OUTCOME: Entry(
        in_the_chair(), "The group decides under its chair, and the chair records the decision.", ASK_CHAIR
    ),
    Act.GIVE_DIRECTION: Entry(seat(CHAIR), "The independent chair gives directions.", ASK_CHAIR),
    Act.ANSWER_DIRECTION: Entry(
        own_agency(), "A direction is answered by the person or the agency that it was given to.", ASK_CHAIR
    ),
    Act.WRITE_REPORT: Entry(
        RUNS_IT, "The partnership manager and business support write the report.", ASK_MANAGER
    ),
    Act.ASK_FOR_COMMENTS: Entry(
        seat(MANAGER, CHAIR),
        "The partnership manager or the independent chair asks for comments on the draft.",
        ASK_MANAGER,
    ),
    Act.COMMENT_ON_REPORT: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, SCRUTINEER, *LEADS), *partners(), *let_in(), *asked()),
        "The draft is open for comment to the people at the meeting and the agencies that answered.",
        ASK_MANAGER,
    ),
    Act.CERTIFY_REPORT: Entry(
        in_the_chair(), "Whoever chaired the meeting certifies the report as a fair record.", ASK_CHAIR
    ),
    Act.SIGN_OFF: Entry(
        SIGNS,
        "Each partner signs their own line: the delegated partner, their deputy, or their own lead partner "
        "if they "
        "are silent.",
        "Ask the partner whose line it is. Nobody else can sign for them.",
    ),
    Act.SIGN_BY_LINK: Entry(
        SIGNS_BY_LINK,
        "A partner who has lost their second factor signs their own line by a link and a code.",
        "Ask the partner whose line it is, or ask the partnership manager for a link.",
    ),
    Act.RECORD_EVIDENCED_SIGNATURE: Entry(
        RUNS_IT,
        "A signature given by e-mail is recorded by the partnership manager or business support, and "
        "confirmed by a "
        "second person.",
        ASK_MANAGER,
    ),
    Act.CONFIRM_EVIDENCED_SIGNATURE: Entry(
        seat(MANAGER, SUPPORT, CHAIR),
        "A second person confirms a signature given by e-mail: the manager, business support or the chair.",
        "Ask one of them; it cannot be whoever recorded it.",
    ),
    Act.REPUDIATE_SIGNATURE: Entry(
        seat(*DELEGATED, *DEPUTIES, *LEADS, cite=AUTHORITY, level=Level.MAILBOX),
        "Only the person named as signing may say that they did not.",
        "Ask the person named.",
    ),
    Act.AUTHORISE_INCOMPLETE: Entry(
        seat(*LEADS, cite=AUTHORITY),
        "The lead safeguarding partner of the partner who is silent may let it go as awaiting their "
        "sign-off.",
        "Ring that lead partner, or tell the Panel before the day.",
    ),
    Act.TELL_PANEL_LATE: Entry(
        seat(MANAGER),
        "The partnership manager tells the Panel that it will be late or incomplete.",
        ASK_MANAGER,
    ),
    Act.SEND_TO_PANEL: Entry(
        seat(MANAGER),
        "The partnership manager records that the rapid review was sent to the Panel.",
        ASK_MANAGER,
    ),
    Act.RECORD_PANEL_REPLY: Entry(
        RUNS_IT, "The partnership manager or business support records the Panel’s reply.", ASK_MANAGER
    ),
    Act.RECONSIDER: Entry(
        partners(REG_11), "The three delegated partners decide again after the Panel’s reply.", ASK_PARTNERS
    ),
    Act.READ_FORMAL_LETTERS: Entry(
        (*seat(MANAGER, SUPPORT, CHAIR, *LEADS, cite=NEED_TO_KNOW), *partners(NEED_TO_KNOW)),
        "Formal letters are read by the manager, business support, the chair and the partners.",
        ASK_MANAGER,
    ),
    Act.KEEP_FORMAL_LETTERS: Entry(
        seat(MANAGER), "The partnership manager writes formal letters and keeps their log.", ASK_MANAGER
    ),
    Act.DECIDE_LEARNING_ROUTE: Entry(
        partners(SECTION_16F), "The delegated partners agree how learning goes forward.", ASK_PARTNERS
    ),
}
