"""Reasons, routes, positions, outcomes and replies."""

from safeguarding.statute.terms.words import Term


class Track(Term):
    """On what basis a case is worked. Only the statutory one has the clock and goes to the Panel as a rapid
    review."""

    STATUTORY = "statutory", "Rapid review after a notification"
    LOCAL = "local", "Local consideration"


class ReasonType(Term):
    """Why somebody refers a case."""

    SERIOUS_INCIDENT = "serious_incident", "A child has died or been seriously harmed"
    OTHER_LEARNING = "other_learning", "There may be something to learn"
    GOOD_PRACTICE = "good_practice", "Good practice worth sharing"
    SINGLE_AGENCY_CONCERN = "single_agency_concern", "Concern about how one agency worked"
    NO_INVOLVEMENT_CONCERN = "no_involvement_concern", "No agency knew the child, and that is a concern"
    THEMATIC = "thematic", "A theme across several cases"


class Route(Term):
    """Where a referral goes."""

    SERIOUS_INCIDENT = "serious_incident", "Consideration by the three partners"
    LOOKED_AFTER_DEATH = "looked_after_death", "Death of a looked-after child: notification only"
    CARE_LEAVER_DEATH = "care_leaver_death", "Death of a care leaver up to 24: notification only"
    OTHER_LEARNING = "other_learning", "Local consideration: other learning"
    SINGLE_AGENCY = "single_agency", "Local consideration: one agency"
    NO_INVOLVEMENT = "no_involvement", "Local consideration: no agency was involved"
    GOOD_PRACTICE = "good_practice", "Local consideration: good practice"
    OTHER_AREA_LEADS = "other_area_leads", "Another area leads"
    NOT_FOR_PARTNERSHIP = "not_for_partnership", "Not for the partnership"


class Notification(Term):
    """What is notified on the national system. Only the first starts a rapid review."""

    SERIOUS_INCIDENT = "serious_incident", "Serious incident"
    LOOKED_AFTER_DEATH = "looked_after_death", "Death of a looked-after child"
    CARE_LEAVER_DEATH = "care_leaver_death", "Death of a care leaver up to and including age 24"


class ThresholdPosition(Term):
    """A partner's position on whether the incident should be notified."""

    NOTIFY = "notify", "Notify the Panel"
    DO_NOT_NOTIFY = "do_not_notify", "Do not notify"
    NEED_MORE_INFORMATION = "need_more_information", "More information is needed"


class SignPosition(Term):
    """A partner's line on the rapid review. Disagreeing is a position, not a sign-off."""

    AGREE = "agree", "I agree"
    AGREE_WITH_COMMENT = "agree_with_comment", "I agree, with a comment"
    DISAGREE = "disagree", "I disagree"

    @property
    def signs(self) -> bool:
        """Whether this position is a sign-off."""
        return self is not SignPosition.DISAGREE


class CriterionAnswer(Term):
    """Whether a criterion is met, for now."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNCLEAR = "unclear", "Not clear yet"


class RapidReviewOutcome(Term):
    """What the group decides after a rapid review or a local consideration."""

    NATIONAL_REVIEW_RECOMMENDED = "national_review_recommended", "Recommend a national review"
    LOCAL_REVIEW = "local_review", "Local child safeguarding practice review"
    ALTERNATIVE_LEARNING = "alternative_learning", "Learn in another way"
    SINGLE_AGENCY_REVIEW = "single_agency_review", "Review by one agency"
    NO_FURTHER_ACTION = "no_further_action", "No further action"


class AlternativeRoute(Term):
    """How learning goes forward without a practice review."""

    ALTERNATIVE_LEARNING = "alternative_learning", "Learning led by the partnership"
    SINGLE_AGENCY_REVIEW = "single_agency_review", "Review by one agency"


class PanelReply(Term):
    """What the Panel answered."""

    AGREES = "panel_agrees", "The Panel agrees with the partners"
    SUGGESTS_REVIEW = "panel_suggests_lcspr", "The Panel suggests a local review"
    SUGGESTS_NO_REVIEW = "panel_suggests_no_lcspr", "The Panel suggests that no local review is needed"
    QUALITY_FEEDBACK = "panel_quality_feedback", "The Panel comments on the quality of the rapid review"
    REQUESTS_INFORMATION = "panel_requests_information", "The Panel asks for information"
    NATIONAL_REVIEW = "panel_national_review", "The Panel will carry out a national review"

    @property
    def differs(self) -> bool:
        """Whether the partners must decide again (SI 2018/789 reg 11(d): a view to take into account, not an
        order)."""
        return self in {PanelReply.SUGGESTS_REVIEW, PanelReply.SUGGESTS_NO_REVIEW}


class ParallelKind(Term):
    """Another process about the same events."""

    POLICE_INVESTIGATION = "police_investigation", "Police investigation"
    CPS_PROSECUTION = "cps_prosecution", "Prosecution"
    CORONER_INQUEST = "coroner_inquest", "Inquest"
    CHILD_DEATH_REVIEW_CDOP = "child_death_review_cdop", "Child death review"
    FAMILY_COURT = "family_court", "Family court"
    LADO_ALLEGATION = "lado_allegation", "Allegation against somebody who works with children"
    DARDR_DHR = "dardr_dhr", "Domestic abuse related death review"
    SAFEGUARDING_ADULT_REVIEW = "safeguarding_adult_review", "Safeguarding adult review"
    MAPPA_SCR = "mappa_scr", "Serious case review of offender management"
    OFFENSIVE_WEAPONS_HOMICIDE_REVIEW = (
        "offensive_weapons_homicide_review",
        "Offensive weapons homicide review",
    )
    NHS_PATIENT_SAFETY_PSIRF = "nhs_patient_safety_psirf", "NHS patient safety response"
    MENTAL_HEALTH_HOMICIDE = "mental_health_homicide", "Mental health homicide review"
    IOPC = "iopc", "Independent Office for Police Conduct"
    PPO_PRISON = "ppo_prison", "Prisons and Probation Ombudsman"
    HSE = "hse", "Health and Safety Executive"
    OFSTED_REGULATORY = "ofsted_regulatory", "Ofsted regulation"
    CQC_REGULATORY = "cqc_regulatory", "Care Quality Commission regulation"
    EMPLOYER_DISCIPLINARY = "employer_disciplinary", "Employer’s own process"
    PROFESSIONAL_REGULATOR = "professional_regulator", "Professional regulator"
    CIVIL_CLAIM = "civil_claim", "Civil claim"
    PUBLIC_INQUIRY = "public_inquiry", "Public inquiry"
    NATIONAL_CSPR = "national_cspr", "National review"
    OTHER_AREA_REVIEW = "other_area_review", "Another area’s review"
    JTAI_INSPECTION = "jtai_inspection", "Joint inspection"


class LatenessCode(Term):
    """Why something was late. It explains; it blames nobody."""

    AGENCY_RETURN_LATE = "agency_return_late", "A return came late"
    CROSS_BOUNDARY = "cross_boundary", "More than one area was involved"
    POLICE_RESTRICTION = "police_restriction", "The police asked us to wait"
    PARTNER_SIGNOFF = "partner_signoff", "A partner’s sign-off was awaited"
    INFORMATION_DISPUTE = "information_dispute", "Sharing of information was disputed"
    MEDICAL_OPINION_AWAITED = "medical_opinion_awaited", "A medical opinion was awaited"
    IDENTITY_UNCLEAR = "identity_unclear", "It was not clear who the child was"
    CAPACITY = "capacity", "There were not enough people"
    BANK_HOLIDAY_ERROR = "bank_holiday_error", "The days were miscounted"
    RESOLUTION_PROTOCOL = "resolution_protocol", "A disagreement was being resolved"
    NATIONAL_VARIATION = "national_variation", "The national limit was changed"
    OTHER = "other", "Another reason"


class DecisionKind(Term):
    """What is decided."""

    TRIAGE_ROUTE = "triage_route", "Route of a referral"
    THRESHOLD_POSITION = "threshold_position", "Whether the threshold is met"
    LA_NOTIFY = "la_notify", "The local authority notifies"
    DO_NOT_NOTIFY = "do_not_notify", "The local authority does not notify"
    WITHDRAW_SIN = "withdraw_sin", "Withdraw the notification"
    IMMEDIATE_SAFETY_ACTION = "immediate_safety_action", "Immediate safety step"
    LCSPR_YES = "lcspr_yes", "Carry out a local practice review"
    LCSPR_NO = "lcspr_no", "No local practice review"
    NATIONAL_RECOMMEND = "national_recommend", "Recommend a national review"
    ALTERNATIVE_LEARNING = "alternative_learning", "Learn in another way"
    NFA = "nfa", "No further action"
    RR_SIGN_OFF = "rr_sign_off", "Sign-off of the rapid review"
    REVIEWER_APPOINT = "reviewer_appoint", "Appoint a reviewer"
    REVIEWER_REMOVE = "reviewer_remove", "Remove a reviewer"
    TOR_APPROVE = "tor_approve", "Approve the terms of reference"
    TOR_CHANGE = "tor_change", "Change the terms of reference"
    EXTEND_LCSPR = "extend_lcspr", "Extend the review"
    PAUSE_CONTACT = "pause_contact", "Pause contact"
    REPORT_ACCEPT = "report_accept", "Accept the report"
    PUBLISH = "publish", "Publish"
    PUBLISH_IMPROVEMENTS_ONLY = "publish_improvements_only", "Publish the improvements only"
    DELAY_PUBLICATION = "delay_publication", "Delay publication"
    ACTION_ACCEPT = "action_accept", "Accept an action"
    ACTION_CLOSE = "action_close", "Close an action"
    CASE_CLOSE = "case_close", "Close the case"
    CASE_REOPEN = "case_reopen", "Open the case again"
    TRANSFER = "transfer", "Pass the lead to another area"
    RESOLUTION_OUTCOME = "resolution_outcome", "End of a disagreement"
    DELEGATION = "delegation", "Naming a deputy"
    CONFLICT_RULING = "conflict_ruling", "Ruling on an interest"
    RULESET_RESTAMP = "ruleset_restamp", "Change of the rules that a case keeps"
    REQUIRE_INFORMATION = "require_information", "Whether information must be given"
    MEETING_DECISION = "meeting_decision", "Decision of a meeting"
