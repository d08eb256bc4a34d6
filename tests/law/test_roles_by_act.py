"""The permission table read back as a person would check it: act by act, who may in their partnership."""

from __future__ import annotations

import pytest

from safeguarding.statute.permission import Act, Relation, Standing, may
from safeguarding.statute.terms import Level, Role

R = Relation
FULL = {
    R.OWN_PARTNERSHIP, R.DELEGATION_IN_FORCE, R.ASKED_AGENCY, R.OWN_AGENCY, R.OWN_REFERRAL,
    R.SEALED_CASE_NAMED, R.OWN_SECTOR, R.GROUP_MEMBER, }  # fmt: skip
MANAGER, SUPPORT, CHAIR = "partnership_manager", "business_support", "ltrg_chair"
DSP, DEPUTY, LSP = (
    "dsp_la dsp_health dsp_police",
    "deputy_la deputy_health deputy_police",
    "lsp_la lsp_health lsp_police",
)
PARTNERS = f"{DSP} {DEPUTY}"
AGENCY = "agency_lead agency_author agency_senior agency_contact"
MEMBERS = "ltrg_member education_lead public_health legal_adviser community_safety"
SPEAKS = f"agency_lead agency_senior {MEMBERS} {DSP}"
NOTIFIER, DECIDER, SCRUTINEER = "la_notifier", "la_statutory_decider", "independent_scrutineer"
TABLE = [
    (Act.SEE_MEMBERS, f"{MANAGER} {SUPPORT} {CHAIR} {LSP} {SCRUTINEER} {MEMBERS} {PARTNERS}"),
    (
        Act.SEE_GROUP_MEETING,
        f"{MANAGER} {SUPPORT} {CHAIR} {LSP} {SCRUTINEER} {MEMBERS} {PARTNERS} agency_lead agency_senior "
        "sector_coordinator",
    ),
    (Act.KEEP_MEMBERS, f"{MANAGER} {SUPPORT}"),
    (Act.CONFIRM_MEMBER, f"agency_lead agency_senior {LSP}"),
    (Act.NAME_AGENCY, f"{MANAGER} {SUPPORT}"),
    (Act.ACKNOWLEDGE_REFERRAL, f"{MANAGER} {SUPPORT}"),
    (Act.LOOK_AGAIN, CHAIR),
    (Act.PROPOSE_ROUTE, MANAGER),
    (Act.CALL_UP_ROUTE, f"{PARTNERS} {LSP}"),
    (Act.SETTLE_ROUTE, f"{MANAGER} {PARTNERS}"),
    (Act.SEE_CASE, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {LSP} {NOTIFIER} {DECIDER} {SCRUTINEER}"),
    (Act.EDIT_CASE, f"{MANAGER} {SUPPORT} {NOTIFIER}"),
    (Act.SHOW_NAME, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {LSP} {NOTIFIER} {DECIDER} {AGENCY}"),
    (Act.SHOW_NAME_AFTER_SIGN_OFF, f"{MANAGER} {NOTIFIER} {PARTNERS}"),
    (Act.FIND_BY_NAME, f"{MANAGER} {SUPPORT} {CHAIR} {NOTIFIER} {DECIDER} {PARTNERS}"),
    (Act.SEE_RECORD, f"{MANAGER} {CHAIR} {PARTNERS} {LSP} {SCRUTINEER}"),
    (Act.CONFIRM_AWARENESS, NOTIFIER),
    (Act.CORRECT_FACT, f"{MANAGER} {SUPPORT} {NOTIFIER}"),
    (Act.CONFIRM_CORRECTION, f"{MANAGER} {NOTIFIER} {CHAIR} {DECIDER} {PARTNERS}"),
    (Act.LOG_SAFETY_STEP, f"{MANAGER} {SUPPORT} {CHAIR} {NOTIFIER} {PARTNERS} {LSP} {AGENCY}"),
    (Act.COMPLETE_SAFETY_STEP, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {AGENCY}"),
    (Act.NOTE_PARALLEL_PROCESS, f"{MANAGER} {SUPPORT} {CHAIR} {NOTIFIER} {PARTNERS} {AGENCY}"),
    (Act.NOTE_EARLY_LEARNING, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {AGENCY}"),
    (Act.GIVE_ADVICE, f"{CHAIR} {SCRUTINEER}"),
    (Act.TRANSFER_CASE, PARTNERS),
    (Act.CLOSE_CASE, PARTNERS),
    (Act.REOPEN_CASE, f"{PARTNERS} {CHAIR}"),
    (Act.ENTER_CASE_WHERE_IT_IS, f"{MANAGER} {SUPPORT}"),
    (Act.CONFIRM_ENTRY, f"{MANAGER} {CHAIR} {NOTIFIER} {DECIDER} {PARTNERS}"),
    (Act.RESTAMP_EDITION, MANAGER),
    (Act.CONFIRM_RESTAMP, f"{CHAIR} {PARTNERS}"),
    (Act.CONVENE_CONSIDERATION, f"{MANAGER} {SUPPORT}"),
    (Act.ASK_WHAT_IS_KNOWN, f"{MANAGER} {SUPPORT}"),
    (Act.ANSWER_WHAT_IS_KNOWN, f"{PARTNERS} {AGENCY}"),
    (Act.WRITE_CONSIDERATION, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS}"),
    (Act.READ_FORMAL_LETTERS, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {LSP}"),
    (Act.KEEP_FORMAL_LETTERS, MANAGER),
    (Act.CONFIRM_POSITION, PARTNERS),
    (Act.CONCLUDE_CONSIDERATION, MANAGER),
    (Act.DECIDE_FOR_LOCAL_AUTHORITY, DECIDER),
    (Act.PREPARE_NOTIFICATION, f"{NOTIFIER} {MANAGER} {SUPPORT}"),
    (Act.NOTIFY_PANEL, NOTIFIER),
    (Act.WITHDRAW_NOTIFICATION, DECIDER),
    (Act.OPEN_DISAGREEMENT, f"{PARTNERS} {LSP} {MANAGER} {CHAIR}"),
    (Act.RECORD_LEVEL, f"{MANAGER} {CHAIR}"),
    (Act.ADVISE_ON_DISAGREEMENT, f"{CHAIR} {SCRUTINEER}"),
    (Act.RESOLVE_DISAGREEMENT, f"{PARTNERS} {LSP} {DECIDER}"),
    (Act.RAISE_AGENCY_DISAGREEMENT, f"{MANAGER} {SPEAKS}"),
    (Act.SEE_AGENCY_DISAGREEMENT, f"{MANAGER} {CHAIR} {SCRUTINEER} {LSP} {DEPUTY} {SPEAKS}"),
    (Act.RECORD_AGENCY_LEVEL, f"{MANAGER} {SPEAKS}"),
    (Act.CONFIRM_AGENCY_SETTLEMENT, f"{MANAGER} {SPEAKS}"),
    (Act.DECIDE_AGENCY_DISAGREEMENT, PARTNERS),
    (Act.WITHDRAW_AGENCY_DISAGREEMENT, f"{MANAGER} {SPEAKS}"),
    (Act.ASK_AGENCIES, f"{MANAGER} {SUPPORT}"),
    (Act.SEE_RETURNS_BOARD, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {LSP} {SCRUTINEER}"),
    (Act.WRITE_RETURN, AGENCY),
    (Act.CONFIRM_RETURN, "agency_senior agency_lead"),
    (Act.NIL_RETURN, AGENCY),
    (Act.RELEASE_RETURNS, f"{MANAGER} {CHAIR}"),
    (Act.ANSWER_TIME_REQUEST, f"{MANAGER} {CHAIR}"),
    (Act.EXPLAIN_MISSING_RETURN, f"{MANAGER} {CHAIR}"),
    (Act.NOTE_TELEPHONE, f"{MANAGER} {SUPPORT}"),
    (Act.HOLD_CHASERS, MANAGER),
    (Act.REFUSE_RETURN, f"{MANAGER} {SUPPORT} {AGENCY}"),
    (Act.ISSUE_FORMAL_REQUEST, MANAGER),
    (Act.CONFIRM_PASS_ON, f"{MANAGER} {SUPPORT}"),
    (Act.NAME_COVER, f"{MANAGER} {SUPPORT} {AGENCY}"),
    (Act.SEE_SECTOR, "sector_coordinator"),
    (Act.RING_FOR_SECTOR, "sector_coordinator"),
    (Act.HOLD_MEETING, f"{MANAGER} {CHAIR}"),
    (Act.RECORD_ATTENDANCE, f"{MANAGER} {SUPPORT} {CHAIR}"),
    (Act.RULE_ON_INTEREST, CHAIR),
    (Act.CONFIRM_VICE_CHAIR, CHAIR),
    (Act.CLOSE_MEETING, CHAIR),
    (Act.ANSWER_CRITERION, f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS}"),
    (Act.DECIDE_OUTCOME, CHAIR),
    (Act.GIVE_DIRECTION, CHAIR),
    (Act.WRITE_REPORT, f"{MANAGER} {SUPPORT}"),
    (Act.CERTIFY_REPORT, CHAIR),
    (Act.SIGN_OFF, f"{PARTNERS} {LSP}"),
    (Act.AUTHORISE_INCOMPLETE, LSP),
    (Act.SEND_TO_PANEL, MANAGER),
    (Act.TELL_PANEL_LATE, MANAGER),
    (Act.RECORD_PANEL_REPLY, f"{MANAGER} {SUPPORT}"),
    (Act.RECONSIDER, PARTNERS),
    (Act.DECIDE_PRACTICE_REVIEW, PARTNERS),
    (Act.WRITE_LINES_OF_ENQUIRY, MANAGER),
    (
        Act.SEE_ACTIONS,
        f"{MANAGER} {SUPPORT} {CHAIR} {PARTNERS} {LSP} {SCRUTINEER} {MEMBERS}",
    ),
    (Act.READ_OWN_ACTION, f"{MANAGER} {SUPPORT} {PARTNERS} {AGENCY} {MEMBERS} action_owner"),
    (Act.WRITE_ACTION, f"{MANAGER} {SUPPORT} {CHAIR}"),
    (Act.IMPORT_ACTIONS, f"{MANAGER} {SUPPORT}"),
    (Act.VERIFY_ACTION, f"{MANAGER} {CHAIR}"),
    (Act.NOTE_DIFFERENCE, f"{MANAGER} {CHAIR}"),
    (Act.CHALLENGE_ACTION, CHAIR),
    (Act.CLOSE_ACTION, PARTNERS),
    (Act.REOPEN_ACTION, f"{PARTNERS} {CHAIR}"),
    (Act.ASK_ASSURANCE, CHAIR),
    (Act.MODERATE_ASSURANCE, CHAIR),
    (Act.CONSIDER_PUBLICATION, f"{MANAGER} {CHAIR}"),
    (Act.GRANT_ACCESS, f"{MANAGER} {CHAIR}"),
    (Act.END_EXCLUSION, CHAIR),
    (Act.UNSEAL_CASE, CHAIR),
    (Act.REVIEW_BREAK_GLASS, f"{CHAIR} {LSP} information_governance_lead"),
    (Act.NAME_STAND_IN, LSP),
    (Act.SEE_DISAGREEMENTS, f"{MANAGER} {CHAIR} {SCRUTINEER} {LSP} {PARTNERS}"),
    (Act.HAND_ON_WORK, f"{MANAGER} {SUPPORT} {CHAIR}"),
    (Act.PROPOSE_RULE, MANAGER),
    (Act.APPROVE_RULE, f"{CHAIR} {PARTNERS}"),
    (Act.SEE_LOOKS, f"{MANAGER} {CHAIR} {SCRUTINEER}"),
    (Act.CONFIRM_STAND_IN, f"{MANAGER} {CHAIR} {LSP} {PARTNERS}"),
    (Act.NOTE_INTEREST, f"{MANAGER} {SUPPORT} {CHAIR} {LSP} {PARTNERS}"),
    (Act.SEE_LETTERS, f"{MANAGER} {SUPPORT} sys_admin"),
    (Act.TRY_LETTER_AGAIN, f"{MANAGER} {SUPPORT} sys_admin"),
    (Act.SEE_JOBS, "sys_admin"),
    (Act.GIVE_SEAT, f"{MANAGER} {SUPPORT}"),
    (Act.END_SEAT, f"{MANAGER} {SUPPORT} sys_admin"),
    (Act.CONFIRM_DELEGATION, DSP),
    (Act.VERIFY_RECORD, f"{MANAGER} {SCRUTINEER} information_governance_lead sys_admin auditor"),
]


@pytest.mark.parametrize(("act", "who"), TABLE, ids=[act.value for act, _ in TABLE])
def test_the_act_is_open_to_these_roles_and_to_no_other(act: Act, who: str) -> None:
    open_to = {role.value for role in Role if may(act, Standing(role, Level.TOTP, frozenset(FULL)))}
    assert open_to == set(who.split())
