"""The acts that people do, and how somebody may stand to a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safeguarding.statute.terms import Level, Role


class Act(StrEnum):
    """One thing that a person does, named by its verb."""

    # Referral and route
    REFER = "refer"
    SAVE_REFERRAL_DRAFT = "save_referral_draft"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"
    SEE_REFERRAL = "see_referral"
    ASK_TO_LOOK_AGAIN = "ask_to_look_again"
    LOOK_AGAIN = "look_again"
    PROPOSE_ROUTE = "propose_route"
    CALL_UP_ROUTE = "call_up_route"
    SETTLE_ROUTE = "settle_route"
    # The case
    SEE_CASE = "see_case"
    EDIT_CASE = "edit_case"
    SHOW_NAME = "show_name"
    SHOW_NAME_AFTER_SIGN_OFF = "show_name_after_sign_off"
    FIND_BY_NAME = "find_by_name"
    SEE_RECORD = "see_record"
    DOWNLOAD_DOCUMENT = "download_document"
    CONFIRM_AWARENESS = "confirm_awareness"
    CORRECT_FACT = "correct_fact"
    CONFIRM_CORRECTION = "confirm_correction"
    LOG_SAFETY_STEP = "log_safety_step"
    COMPLETE_SAFETY_STEP = "complete_safety_step"
    NOTE_PARALLEL_PROCESS = "note_parallel_process"
    NOTE_EARLY_LEARNING = "note_early_learning"
    NOTE_FAMILY_CONTACT = "note_family_contact"
    GIVE_ADVICE = "give_advice"
    INVITE_AREA = "invite_area"
    SEE_SHARED_VIEW = "see_shared_view"
    TRANSFER_CASE = "transfer_case"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    ENTER_CASE_WHERE_IT_IS = "enter_case_where_it_is"
    CONFIRM_ENTRY = "confirm_entry"
    RESTAMP_EDITION = "restamp_edition"
    CONFIRM_RESTAMP = "confirm_restamp"
    # Consideration and notification
    CONVENE_CONSIDERATION = "convene_consideration"
    ASK_WHAT_IS_KNOWN = "ask_what_is_known"
    ANSWER_WHAT_IS_KNOWN = "answer_what_is_known"
    WRITE_CONSIDERATION = "write_consideration"
    CONFIRM_POSITION = "confirm_position"
    CONCLUDE_CONSIDERATION = "conclude_consideration"
    DECIDE_FOR_LOCAL_AUTHORITY = "decide_for_local_authority"
    PREPARE_NOTIFICATION = "prepare_notification"
    NOTIFY_PANEL = "notify_panel"
    WITHDRAW_NOTIFICATION = "withdraw_notification"
    # Disagreement
    OPEN_DISAGREEMENT = "open_disagreement"
    RECORD_LEVEL = "record_level"
    ADVISE_ON_DISAGREEMENT = "advise_on_disagreement"
    RESOLVE_DISAGREEMENT = "resolve_disagreement"
    # Returns
    ASK_AGENCIES = "ask_agencies"
    SEE_RETURNS_BOARD = "see_returns_board"
    READ_OWN_RETURN = "read_own_return"
    WRITE_RETURN = "write_return"
    CONFIRM_RETURN = "confirm_return"
    NIL_RETURN = "nil_return"
    PASS_ON_RETURN = "pass_on_return"  # noqa: S105  # an act, not a password
    ASK_FOR_TIME = "ask_for_time"
    ANSWER_TIME_REQUEST = "answer_time_request"
    RELEASE_RETURNS = "release_returns"
    READ_RELEASED_RETURNS = "read_released_returns"
    EXPLAIN_MISSING_RETURN = "explain_missing_return"
    NOTE_TELEPHONE = "note_telephone"
    HOLD_CHASERS = "hold_chasers"
    CONFIRM_PASS_ON = "confirm_pass_on"  # noqa: S105  # an act, not a password
    NAME_COVER = "name_cover"
    REFUSE_RETURN = "refuse_return"
    SEE_SECTOR = "see_sector"
    RING_FOR_SECTOR = "ring_for_sector"
    ISSUE_FORMAL_REQUEST = "issue_formal_request"
    # Chronology
    GIVE_CHRONOLOGY = "give_chronology"
    BRING_IN_CHRONOLOGY = "bring_in_chronology"
    READ_CHRONOLOGY = "read_chronology"
    WORK_ON_CHRONOLOGY = "work_on_chronology"
    TAKE_CHRONOLOGY = "take_chronology"
    # Meeting
    HOLD_MEETING = "hold_meeting"
    RECORD_ATTENDANCE = "record_attendance"
    DECLARE_INTEREST = "declare_interest"
    RULE_ON_INTEREST = "rule_on_interest"
    CONFIRM_VICE_CHAIR = "confirm_vice_chair"
    CLOSE_MEETING = "close_meeting"
    ANSWER_AIM = "answer_aim"
    ANSWER_CRITERION = "answer_criterion"
    GIVE_NATIONAL_VIEW = "give_national_view"
    DECIDE_OUTCOME = "decide_outcome"
    GIVE_DIRECTION = "give_direction"
    ANSWER_DIRECTION = "answer_direction"
    # Report, signatures, Panel
    WRITE_REPORT = "write_report"
    COMMENT_ON_REPORT = "comment_on_report"
    CERTIFY_REPORT = "certify_report"
    SIGN_OFF = "sign_off"
    SIGN_BY_LINK = "sign_by_link"
    RECORD_EVIDENCED_SIGNATURE = "record_evidenced_signature"
    CONFIRM_EVIDENCED_SIGNATURE = "confirm_evidenced_signature"
    REPUDIATE_SIGNATURE = "repudiate_signature"
    AUTHORISE_INCOMPLETE = "authorise_incomplete"
    TELL_PANEL_LATE = "tell_panel_late"
    SEND_TO_PANEL = "send_to_panel"
    RECORD_PANEL_REPLY = "record_panel_reply"
    RECONSIDER = "reconsider"
    DECIDE_LEARNING_ROUTE = "decide_learning_route"
    DECIDE_PRACTICE_REVIEW = "decide_practice_review"
    # Actions, assurance and publications: the group's weekly work
    SEE_ACTIONS = "see_actions"
    READ_OWN_ACTION = "read_own_action"
    NOTE_SOURCE = "note_source"
    WRITE_RECOMMENDATION = "write_recommendation"
    WRITE_ACTION = "write_action"
    IMPORT_ACTIONS = "import_actions"
    TAKE_ON_ACTION = "take_on_action"
    UPDATE_ACTION = "update_action"
    ANSWER_ACTION_TIME = "answer_action_time"
    VERIFY_ACTION = "verify_action"
    NOTE_DIFFERENCE = "note_difference"
    CHALLENGE_ACTION = "challenge_action"
    CLOSE_ACTION = "close_action"
    REOPEN_ACTION = "reopen_action"
    ASK_ASSURANCE = "ask_assurance"
    ANSWER_ASSURANCE = "answer_assurance"
    MODERATE_ASSURANCE = "moderate_assurance"
    NOTE_PUBLICATION = "note_publication"
    CONSIDER_PUBLICATION = "consider_publication"
    REPORT_LEARNING = "report_learning"
    # People and access
    GRANT_ACCESS = "grant_access"
    END_ACCESS = "end_access"
    EXCLUDE_PERSON = "exclude_person"
    END_EXCLUSION = "end_exclusion"
    SEAL_CASE = "seal_case"
    UNSEAL_CASE = "unseal_case"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    SEE_PEOPLE = "see_people"
    GIVE_SEAT = "give_seat"
    END_SEAT = "end_seat"
    HAND_ON_WORK = "hand_on_work"
    DELEGATE = "delegate"
    CONFIRM_DELEGATION = "confirm_delegation"
    END_DELEGATION = "end_delegation"
    RESET_SECOND_FACTOR = "reset_second_factor"
    CONFIRM_RESET_SECOND_FACTOR = "confirm_reset_second_factor"
    # The partnership
    SEE_LIVE_CASES = "see_live_cases"
    SEE_RULES = "see_rules"
    VERIFY_RECORD = "verify_record"


class Relation(StrEnum):
    """How somebody stands to the case (or to the partnership, where there is no case yet)."""

    OWN_PARTNERSHIP = "own_partnership"
    """Holds a seat, in force, in the case's lead partnership."""
    GRANTED = "granted"
    """Has been let into this case by name, with a reason, until a date."""
    OWN_AGENCY = "own_agency"
    """The thing is addressed to the agency for which they sit."""
    ASKED_AGENCY = "asked_agency"
    """Their agency was asked about this case."""
    OWN_SECTOR = "own_sector"
    """The agency that was asked is one of the sector that they coordinate."""
    DELEGATION_IN_FORCE = "delegation_in_force"
    """A deputy whose delegation runs today and was confirmed."""
    OWN_REFERRAL = "own_referral"
    """They made this referral."""
    CONTRIBUTING_AREA = "contributing_area"
    """Their area contributes to a case that another area leads."""
    IN_THE_CHAIR = "in_the_chair"
    """The partners have agreed that they take the chair for this case's meeting."""
    NO_CHAIR = "no_chair"
    """Nobody can act as the independent chair: the seat is empty, or its holder is kept apart."""
    SEALED = "sealed"
    """The case is sealed: only people named on it may come near."""
    SEALED_CASE_NAMED = "sealed_case_named"
    """They are named on the sealed case."""
    EXCLUDED = "excluded"
    """They are walled off from the case. It wins over everything."""


@dataclass(frozen=True)
class Permit:
    """One way in which an act is allowed: these roles, at this level or better, standing so to the case."""

    roles: frozenset[Role]
    needs: frozenset[Relation]
    level: Level
    cite: str


@dataclass(frozen=True)
class Standing:
    """Somebody in a seat, how sure we are that it is they, and how they stand to the case."""

    role: Role
    level: Level
    relations: frozenset[Relation] = frozenset()
