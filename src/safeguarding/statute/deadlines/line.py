"""A deadline, and the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safeguarding.statute.editions import Editions, Force
from safeguarding.statute.facts import Kind
from safeguarding.statute.profiles import Profile
from safeguarding.statute.terms import Role


class Due(StrEnum):
    """The name of a deadline."""

    NOTIFY_PANEL = "notify_panel"
    TELL_PARTNERS = "tell_partners"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"
    SETTLE_ROUTE = "settle_route"
    HOLD_CONSIDERATION = "hold_consideration"
    RESOLVE = "resolve"
    COPY_NOTIFICATION = "copy_notification"
    CONSULT_OTHER_AREAS = "consult_other_areas"
    PLAN_REQUESTS_OUT = "plan_requests_out"
    PLAN_PROGRESS_CHECK = "plan_progress_check"
    PLAN_RETURNS_DUE = "plan_returns_due"
    PLAN_MEETING = "plan_meeting"
    PLAN_DRAFT = "plan_draft"
    PLAN_SIGN_OFF = "plan_sign_off"
    RETURNS_DUE = "returns_due"
    SIGN_OFF = "sign_off"
    RAPID_REVIEW_TO_PANEL = "rapid_review_to_panel"
    PANEL_REPLY_EXPECTED = "panel_reply_expected"
    RECONSIDER = "reconsider"
    TELL_PANEL_DECISION = "tell_panel_decision"
    APPOINT_REVIEWER = "appoint_reviewer"
    SIGN_TERMS = "sign_terms"
    REPORTS_DUE = "reports_due"
    MONITORING_POINT = "monitoring_point"
    FACT_CHECK = "fact_check"
    PUBLISH_PRACTICE_REVIEW = "publish_practice_review"
    ADVANCE_COPIES = "advance_copies"
    KEEP_PUBLIC_UNTIL = "keep_public_until"
    SINGLE_AGENCY_REPORT = "single_agency_report"


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Deadline:
    """By when something is due, from which fact, on whose authority, and when it was met.

    `provisional` marks a count that reaches past the bank holidays announced so far. `key` tells apart
    deadlines of one kind (one return for each agency).
    """

    kind: Due
    due_on: date
    unit: Unit
    from_fact: Kind
    cite: str
    force: Force
    provisional: bool
    met_on: date | None
    owner: Role
    title: str
    key: str = ""

    def late_on(self, today: date) -> bool:
        """Whether it was met late, or is overdue today."""
        return (self.met_on or today) > self.due_on


@dataclass(frozen=True)
class Earlier:
    """The rules under which a case ran up to and with a day, before it went on under newer ones."""

    until: date
    editions: Editions
    profile: Profile
