"""Partners, roles and levels of certainty."""

from __future__ import annotations

from enum import IntEnum

from safeguarding.statute.terms.words import Term


class Partner(Term):
    """The three statutory safeguarding partners (Children Act 2004 s.16E)."""

    LA = "la", "Local authority"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"

    @property
    def in_a_sentence(self) -> str:
        """“the local authority”, “health”, “the police”."""
        return self.label.lower() if self is Partner.HEALTH else f"the {self.label.lower()}"


class Role(Term):
    """The capacity in which somebody acts. What they may do follows from it, never from who they are."""

    PARTNERSHIP_MANAGER = "partnership_manager", "Partnership manager"
    BUSINESS_SUPPORT = "business_support", "Business support"
    LTRG_CHAIR = "ltrg_chair", "Independent chair of the group"
    DSP_LA = "dsp_la", "Delegated safeguarding partner (local authority)"
    DSP_HEALTH = "dsp_health", "Delegated safeguarding partner (health)"
    DSP_POLICE = "dsp_police", "Delegated safeguarding partner (police)"
    DEPUTY_LA = "deputy_la", "Deputy to the delegated partner (local authority)"
    DEPUTY_HEALTH = "deputy_health", "Deputy to the delegated partner (health)"
    DEPUTY_POLICE = "deputy_police", "Deputy to the delegated partner (police)"
    LSP_LA = "lsp_la", "Lead safeguarding partner (local authority)"
    LSP_HEALTH = "lsp_health", "Lead safeguarding partner (health)"
    LSP_POLICE = "lsp_police", "Lead safeguarding partner (police)"
    LA_NOTIFIER = "la_notifier", "Notifier for the local authority"
    LA_STATUTORY_DECIDER = "la_statutory_decider", "Decision maker for the local authority"
    AGENCY_LEAD = "agency_lead", "Agency’s safeguarding lead"
    AGENCY_AUTHOR = "agency_author", "Author for an agency"
    AGENCY_SENIOR = "agency_senior", "Senior lead of an agency"
    LTRG_MEMBER = "ltrg_member", "Member of the group"
    EDUCATION_LEAD = "education_lead", "Education lead"
    PUBLIC_HEALTH = "public_health", "Public health lead"
    LEGAL_ADVISER = "legal_adviser", "Legal adviser"
    COMMUNITY_SAFETY = "community_safety", "Community safety lead"
    LEAD_REVIEWER = "lead_reviewer", "Lead reviewer"
    CO_REVIEWER = "co_reviewer", "Second reviewer"
    REVIEW_PANEL_MEMBER = "review_panel_member", "Member of the review panel"
    INDEPENDENT_SCRUTINEER = "independent_scrutineer", "Independent scrutineer"
    COMMUNICATIONS_LEAD = "communications_lead", "Communications lead"
    FAMILY_LIAISON = "family_liaison", "Named contact for the family"
    INFORMATION_GOVERNANCE_LEAD = "information_governance_lead", "Information governance lead"
    REFERRER = "referrer", "Referrer"
    AGENCY_CONTACT = "agency_contact", "Contact at an agency"
    ACTION_OWNER = "action_owner", "Owner of an action"
    EXTERNAL_PARTNERSHIP = "external_partnership", "Another area’s partnership"
    SECTOR_COORDINATOR = "sector_coordinator", "Coordinator for a sector"
    SYS_ADMIN = "sys_admin", "System administrator"
    AUDITOR = "auditor", "Auditor of the record"

    @property
    def partner(self) -> Partner | None:
        """The statutory partner for which this role speaks, if it speaks for one."""
        stem, _, last = self.value.rpartition("_")
        return Partner(last) if stem in {"dsp", "deputy", "lsp"} else None


DELEGATED_BY = {
    Role.DEPUTY_LA: Role.DSP_LA,
    Role.DEPUTY_HEALTH: Role.DSP_HEALTH,
    Role.DEPUTY_POLICE: Role.DSP_POLICE,
}
"""For each deputy's role, that of the delegated partner who confirms them."""


class Level(IntEnum):
    """How sure we are that it is really the person: a mailbox proves less than a second factor."""

    ANONYMOUS = 0
    MAILBOX = 1
    TOTP = 2
    PASSKEY = 3

    @property
    def label(self) -> str:
        return _LEVELS[self]


_LEVELS = {
    Level.ANONYMOUS: "Not signed in",
    Level.MAILBOX: "By a link and a one-time code sent to their address",
    Level.TOTP: "Signed in with a code from an app",
    Level.PASSKEY: "Signed in with a passkey",
}
