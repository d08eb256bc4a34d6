"""Kinds of document, and their protective marking."""

from __future__ import annotations

from collections.abc import Iterable

from safeguarding.statute.terms.words import Term


class Marking(Term):
    """The handling marking of a paper (Government Security Classifications)."""

    OFFICIAL = "OFFICIAL", "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"


class Handling(Term):
    """How far what an agency gave may go. The agency says so, and the mark follows it wherever it goes: into
    the chronology, papers and exports; what was disclosed to whom is a list (Criminal Procedure and
    Investigations Act 1996: the prosecutor may ask).
    """

    SHAREABLE = "shareable", "Everybody at the meeting may read it, and it may be used in the report"
    PARTNERS = "partners_and_chair_only", "Only the three partners and the chair may read it"
    NOT_FOR_REPORT = "not_for_the_report", "The meeting may read it, but it must not be used in the report"
    ASK_ME = "ask_me_first", "The meeting may read it, but ask us before it is used anywhere else"

    @property
    def mark(self) -> str:
        """The mark in a few words; empty for what is free."""
        return _MARKS[self]

    @classmethod
    def strictest(cls, marks: Iterable[str]) -> Handling:
        """The mark that holds where several meet: the one that lets the fewest read or use it."""
        held, order = set(marks), (cls.PARTNERS, cls.NOT_FOR_REPORT, cls.ASK_ME)
        return next((mark for mark in order if mark in held), cls.SHAREABLE)


_MARKS = {
    Handling.SHAREABLE: "",
    Handling.PARTNERS: "Partners and chair only",
    Handling.NOT_FOR_REPORT: "Not for the report",
    Handling.ASK_ME: "Ask the agency first",
}


class FileKind(Term):
    """What a file is that was given, or is made when asked for; papers of our own are documents."""

    RECEIPT = "receipt", "the receipt of the notification"
    AGENCY_CHRONOLOGY = "agency_chronology", "an agency’s chronology as it came"
    ACTION_EVIDENCE = "action_evidence", "evidence of an action"
    SIGNATURE_EVIDENCE = "signature_evidence", "the e-mail behind a signature"
    CHRONOLOGY = "chronology", "the chronology of all agencies"
    ANSWER_FORM = "answer_form", "the Word form for an agency’s answers"
    DRAFT_COMMENTS = "draft_comments", "a draft with somebody’s changes and comments"
    LOOKS = "looks", "the list of who has looked"
    PAPERS = "papers", "the papers of a meeting"
    LETTER_RECEIVED = "letter_received", "a letter as it went or came"
    LETTER_LOG = "letter_log", "the list of formal letters"
    FINAL_REPORT = "final_report", "the finished report of a practice review"


class DocumentKind(Term):
    """What a document is."""

    REFERRAL_FORM = "referral_form", "Referral"
    CONSIDERATION_RECORD = "consideration_record", "Record of the consideration"
    SIN_PREP_SHEET = "sin_prep_sheet", "Preparation sheet for the notification"
    SIN_RECEIPT = "sin_receipt", "Receipt for the notification"
    SCOPING_LETTER = "scoping_letter", "Letter asking an agency"
    S16H_REQUEST = "s16h_request", "Formal request for information"
    AGENCY_SUMMARY = "agency_summary", "Agency’s return"
    NIL_RETURN = "nil_return", "Nil return"
    CHRONOLOGY_AGENCY = "chronology_agency", "Agency’s chronology"
    CHRONOLOGY_MERGED = "chronology_merged", "Chronology of all agencies"
    GENOGRAM = "genogram", "Family tree"
    RR_AGENDA = "rr_agenda", "Agenda"
    RR_MINUTES = "rr_minutes", "Minutes"
    RR_REPORT = "rr_report", "Rapid review report"
    RR_IDENTIFYING_ANNEX = "rr_identifying_annex", "Annex with names"
    SIGNOFF_CERTIFICATE = "signoff_certificate", "Record of sign-off"
    PANEL_LETTER = "panel_letter", "Letter to the Panel"
    PARTNER_REPLY_TO_PANEL = "partner_reply_to_panel", "Partners’ reply to the Panel"
    DECISION_RECORD = "decision_record", "Record of a decision"
    LEGAL_ADVICE = "legal_advice", "Legal advice (privileged)"
    TOR = "tor", "Terms of reference"
    KLOE = "kloe", "Lines of enquiry"
    REVIEWER_BRIEF = "reviewer_brief", "Brief for the reviewer"
    REVIEWER_CONTRACT = "reviewer_contract", "Reviewer’s contract"
    CONFLICT_DECLARATION = "conflict_declaration", "Declaration of interest"
    REVIEWER_PROGRESS_REQUEST = "reviewer_progress_request", "Written request to the reviewer"
    MONITORING_NOTE = "monitoring_note", "Note on time and quality"
    PRACTITIONER_EVENT_NOTE = "practitioner_event_note", "Note of a practitioners’ event"
    FAMILY_LETTER = "family_letter", "Letter to the family"
    FAMILY_VIEWS = "family_views", "Family’s views"
    REPORT_DRAFT = "report_draft", "Draft report"
    FACT_CHECK_RESPONSE = "fact_check_response", "Answer to a check of facts"
    REPORT_FINAL = "report_final", "Final report"
    IMPROVEMENT_INFORMATION = "improvement_information", "Improvements published instead of the report"
    NONPUBLICATION_JUSTIFICATION = "nonpublication_justification", "Reasons for not publishing"
    DELAY_LETTER = "delay_letter", "Letter about a delay"
    ADVANCE_COPY_LETTER = "advance_copy_letter", "Letter with an advance copy"
    COMMS_PLAN = "comms_plan", "Communications plan"
    MEDIA_STATEMENT = "media_statement", "Statement for the media"
    PARTNER_RESPONSE = "partner_response", "Partners’ published response"
    ACTION_PLAN = "action_plan", "Action plan"
    AGENCY_UPDATE = "agency_update", "Agency’s update"
    IMPACT_EVIDENCE = "impact_evidence", "Evidence of difference made"
    LEARNING_BRIEFING = "learning_briefing", "Learning briefing"
    LEARNING_PODCAST_SCRIPT = "learning_podcast_script", "Script of a learning podcast"
    SINGLE_AGENCY_REPORT = "single_agency_report", "Report of a single-agency review"
    NATIONAL_REVIEW_RESPONSE = "national_review_response", "Response to a national review"
    YEARLY_REPORT = "yearly_report", "Yearly report"
    CLOSURE_RECORD = "closure_record", "Record of closing"
    FOI_RECORD = "foi_record", "Freedom of information record"
    COMPLAINT_RECORD = "complaint_record", "Complaint"
    LETTER = "letter", "Letter"
