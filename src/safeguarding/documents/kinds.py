"""Which papers are made from a template, grouped as a person would look for them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safeguarding.statute.terms import DocumentKind as K

GROUPS: Final[Mapping[str, tuple[K, ...]]] = MappingProxyType(
    {
        "Letters": (
            K.LETTER, K.SCOPING_LETTER, K.S16H_REQUEST, K.PANEL_LETTER, K.FAMILY_LETTER, K.DELAY_LETTER,
            K.ADVANCE_COPY_LETTER, K.PARTNER_REPLY_TO_PANEL,
        ),
        "Meetings": (K.RR_AGENDA, K.RR_MINUTES),
        "Rapid review": (
            K.CONSIDERATION_RECORD, K.SIN_PREP_SHEET, K.RR_REPORT, K.RR_IDENTIFYING_ANNEX,
            K.SIGNOFF_CERTIFICATE, K.DECISION_RECORD,
        ),
        "Practice review": (
            K.TOR, K.KLOE, K.REVIEWER_BRIEF, K.REVIEWER_CONTRACT, K.CONFLICT_DECLARATION,
            K.REVIEWER_PROGRESS_REQUEST, K.MONITORING_NOTE, K.PRACTITIONER_EVENT_NOTE, K.REPORT_DRAFT,
            K.REPORT_FINAL, K.IMPROVEMENT_INFORMATION, K.NONPUBLICATION_JUSTIFICATION, K.COMMS_PLAN,
            K.MEDIA_STATEMENT, K.PARTNER_RESPONSE,
        ),
        "Action and learning": (
            K.ACTION_PLAN, K.LEARNING_BRIEFING, K.LEARNING_PODCAST_SCRIPT, K.NATIONAL_REVIEW_RESPONSE,
            K.YEARLY_REPORT, K.CLOSURE_RECORD, K.FOI_RECORD, K.COMPLAINT_RECORD,
        ),
    }
)  # fmt: skip

GIVEN: Final = frozenset(
    {
        K.REFERRAL_FORM, K.SIN_RECEIPT, K.NIL_RETURN, K.CHRONOLOGY_AGENCY, K.GENOGRAM, K.LEGAL_ADVICE,
        K.FAMILY_VIEWS, K.FACT_CHECK_RESPONSE, K.AGENCY_UPDATE, K.IMPACT_EVIDENCE, K.SINGLE_AGENCY_REPORT,
    }
)  # fmt: skip
"""What people give us, as a file or by typing it in."""

FIXED: Final = frozenset({K.AGENCY_SUMMARY, K.CHRONOLOGY_MERGED})
"""Made here, but in a form that nobody changes: agencies' forms are read back in, and a chronology is one
long table."""

WITH_TEMPLATE: Final = frozenset(kind for kinds in GROUPS.values() for kind in kinds)
