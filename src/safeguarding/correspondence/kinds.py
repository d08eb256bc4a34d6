"""Every e-mail that the product can send. Each has one fixed template, which carries no case content."""

from dataclasses import dataclass
from enum import StrEnum


class LetterKind(StrEnum):
    """What an e-mail is about. The value names its template."""

    ACTION_ASKED = "action_asked"
    ACTION_LINK = "action_link"
    ACKNOWLEDGEMENT = "acknowledgement"
    AGENCY_DISAGREEMENT = "agency_disagreement"
    AGENCY_LATE = "agency_late"
    AGENCY_REQUEST = "agency_request"
    ALL_SIGNED = "all_signed"
    AREA_ANSWERED = "area_answered"
    AREA_INVITED = "area_invited"
    ASSURANCE_ASKED = "assurance_asked"
    AWARENESS_TO_CONFIRM = "awareness_to_confirm"
    BREAK_GLASS = "break_glass"
    BRING_TOGETHER = "bring_together"
    COMMENTS_ASKED = "comments_asked"
    CORRECTION_TO_CONFIRM = "correction_to_confirm"
    DECISION_WANTED = "decision_wanted"
    DELEGATION_ENDED = "delegation_ended"
    DELEGATION_ENDS = "delegation_ends"
    DELEGATION_TO_CONFIRM = "delegation_to_confirm"
    DIGEST = "digest"
    DIRECTION = "direction"
    DISAGREEMENT_OPENED = "disagreement_opened"
    FACTS_ASKED = "facts_asked"
    FORMAL_REQUEST = "formal_request"
    INVITATION = "invitation"
    KEPT_APART = "kept_apart"
    LIMIT_PASSED = "limit_passed"
    MAILBOX_LINK = "mailbox_link"
    MEETING_CALLED = "meeting_called"
    MEETING_HELD = "meeting_held"
    MEMBER_TO_CONFIRM = "member_to_confirm"
    NOTIFICATION_WANTED = "notification_wanted"
    NOTIFIED = "notified"
    PANEL_LATE = "panel_late"
    PANEL_REPLIED = "panel_replied"
    PAPERS_READY = "papers_ready"
    PASS_ON_ANSWERED = "pass_on_answered"  # noqa: S105 - a kind of letter
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of letter
    POSITION_WANTED = "position_wanted"
    RECORD_ANCHOR = "record_anchor"
    REFERRAL_OUTCOME = "referral_outcome"
    REPORT_REMINDER = "report_reminder"
    REPORT_REQUEST = "report_request"
    RESTAMP_TO_CONFIRM = "restamp_to_confirm"
    RETURNS_RELEASED = "returns_released"
    RETURN_NEEDS_YOU = "return_needs_you"
    RETURN_RECEIVED = "return_received"
    RETURN_REMINDER = "return_reminder"
    RETURN_TO_CONFIRM = "return_to_confirm"
    ROUTE_CAN_STAND = "route_can_stand"
    ROUTE_PROPOSED = "route_proposed"
    RULE_TO_APPROVE = "rule_to_approve"
    SAFETY_MATTER = "safety_matter"
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    SENT_TO_PANEL = "sent_to_panel"
    SIGN_IN_CODE = "sign_in_code"
    SIGN_OFF_ASKED = "sign_off_asked"
    SIGN_OFF_BY_LINK = "sign_off_by_link"
    STAND_IN_WANTED = "stand_in_wanted"
    TEMPLATE_ANSWERED = "template_answered"
    TEMPLATE_TO_APPROVE = "template_to_approve"
    TIME_ANSWERED = "time_answered"
    TIME_ASKED = "time_asked"
    WHAT_DO_YOU_KNOW = "what_do_you_know"


@dataclass(frozen=True)
class Notice:
    """What is asked of somebody at once, and about how many minutes it takes.

    With `own_day` the letter says in its own words what its date means; otherwise it is the day to do it by.
    """

    asks: str
    minutes: int
    own_day: bool = False


NOTICES = {
    LetterKind.AGENCY_DISAGREEMENT: Notice("Your part in settling a disagreement", 10),
    LetterKind.AWARENESS_TO_CONFIRM: Notice("Your confirmation of a date", 5),
    LetterKind.BREAK_GLASS: Notice("Your look at an emergency opening", 10),
    LetterKind.BRING_TOGETHER: Notice("Your position", 10, own_day=True),
    LetterKind.CORRECTION_TO_CONFIRM: Notice("Your confirmation as a second person", 5),
    LetterKind.DECISION_WANTED: Notice("Your decision", 10),
    LetterKind.DELEGATION_TO_CONFIRM: Notice("Your confirmation of a deputy", 5),
    LetterKind.DISAGREEMENT_OPENED: Notice("A disagreement to resolve", 10),
    LetterKind.NOTIFICATION_WANTED: Notice("Your notification to the national Panel", 20),
    LetterKind.POSITION_WANTED: Notice("Your position", 10),
    LetterKind.RESTAMP_TO_CONFIRM: Notice("Your confirmation as a second person", 10),
    LetterKind.ROUTE_CAN_STAND: Notice("Your settling of a route", 5),
    LetterKind.ROUTE_PROPOSED: Notice("A proposed route to look at", 5, own_day=True),
    LetterKind.RULE_TO_APPROVE: Notice("Your approval", 5),
    LetterKind.SAFETY_MATTER: Notice("A safety matter to look at now", 5),
    LetterKind.SIGN_OFF_ASKED: Notice("Your sign-off", 10),
    LetterKind.SIGN_OFF_BY_LINK: Notice("Your sign-off", 10),
    LetterKind.STAND_IN_WANTED: Notice("Your word on who decides", 10),
}
"""Sent at once, quiet days or not: a new decision, a sign-off or a safety matter."""


# Letters that open a door. Once delivered, production keeps that they were sent but not what they said.
SECRET = frozenset(
    {
        LetterKind.ACTION_LINK,
        LetterKind.AGENCY_REQUEST,
        LetterKind.ASSURANCE_ASKED,
        LetterKind.DIRECTION,
        LetterKind.FACTS_ASKED,
        LetterKind.FORMAL_REQUEST,
        LetterKind.INVITATION,
        LetterKind.MAILBOX_LINK,
        LetterKind.MEMBER_TO_CONFIRM,
        LetterKind.PASS_ON_ANSWERED,
        LetterKind.PASSWORD_RESET,
        LetterKind.REPORT_REMINDER,
        LetterKind.REPORT_REQUEST,
        LetterKind.RETURN_REMINDER,
        LetterKind.RETURN_TO_CONFIRM,
        LetterKind.SIGN_IN_CODE,
        LetterKind.SIGN_OFF_BY_LINK,
        LetterKind.TIME_ANSWERED,
        LetterKind.WHAT_DO_YOU_KNOW,
    }
)
