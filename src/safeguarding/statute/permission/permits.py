"""Sets of roles, and the kinds of permit that the tables are made of."""

from __future__ import annotations

from dataclasses import dataclass

from safeguarding.statute.permission.acts import Permit, Relation
from safeguarding.statute.terms import Level, Role

MANAGER = Role.PARTNERSHIP_MANAGER
SUPPORT = Role.BUSINESS_SUPPORT
CHAIR = Role.LTRG_CHAIR
NOTIFIER = Role.LA_NOTIFIER
DECIDER = Role.LA_STATUTORY_DECIDER
SCRUTINEER = Role.INDEPENDENT_SCRUTINEER
DELEGATED = (Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE)
DEPUTIES = (Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE)
LEADS = (Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE)
AGENCY = (Role.AGENCY_LEAD, Role.AGENCY_AUTHOR, Role.AGENCY_SENIOR, Role.AGENCY_CONTACT)
MEMBERS = (
    Role.LTRG_MEMBER,
    Role.EDUCATION_LEAD,
    Role.PUBLIC_HEALTH,
    Role.LEGAL_ADVISER,
    Role.COMMUNITY_SAFETY,
)
TECHNICAL = (Role.SYS_ADMIN, Role.AUDITOR)
PROFESSIONALS = tuple(role for role in Role if role not in TECHNICAL)

OWN_WORK = "Children Act 2004 s.16E: the partners’ own arrangements"
NEED_TO_KNOW = "UK GDPR Article 5(1)(c) and (f): need to know"
AUTHORITY = "Working Together: whoever acts for a partner speaks with authority and can commit it"
SECTION_16C = "Children Act 2004 s.16C"
SECTION_16F = "Children Act 2004 s.16F"


@dataclass(frozen=True)
class Entry:
    """One row of the table: the ways in which an act is allowed, and what anybody else is told."""

    permits: tuple[Permit, ...]
    who: str
    mend: str
    on_case: bool = True


def seat(*roles: Role, cite: str = OWN_WORK, level: Level = Level.TOTP) -> tuple[Permit, ...]:
    """Somebody with one of these seats in the partnership that leads."""
    return (Permit(frozenset(roles), frozenset({Relation.OWN_PARTNERSHIP}), level, cite),)


def partners(cite: str = AUTHORITY, level: Level = Level.TOTP) -> tuple[Permit, ...]:
    """A delegated safeguarding partner, or their deputy while a confirmed delegation is in force."""
    stands_in = frozenset({Relation.OWN_PARTNERSHIP, Relation.DELEGATION_IN_FORCE})
    return (*seat(*DELEGATED, cite=cite, level=level), Permit(frozenset(DEPUTIES), stands_in, level, cite))


def let_in(*roles: Role, cite: str = NEED_TO_KNOW) -> tuple[Permit, ...]:
    """Somebody let into this case by name."""
    return (Permit(frozenset(roles or PROFESSIONALS), frozenset({Relation.GRANTED}), Level.TOTP, cite),)


def asked(*roles: Role, cite: str = "Children Act 2004 s.16H") -> tuple[Permit, ...]:
    """Somebody at an agency that was asked about this case; their own mailbox proves enough for their own
    answer."""
    return (Permit(frozenset(roles or AGENCY), frozenset({Relation.ASKED_AGENCY}), Level.MAILBOX, cite),)


def own_sector(*roles: Role) -> tuple[Permit, ...]:
    """Somebody who coordinates the sector of the agency that was asked; of the case they see nothing."""
    needs = frozenset({Relation.OWN_PARTNERSHIP, Relation.OWN_SECTOR})
    return (Permit(frozenset(roles), needs, Level.TOTP, NEED_TO_KNOW),)


def own_agency() -> tuple[Permit, ...]:
    """Somebody for whom, or for whose agency, the thing is meant; their own mailbox proves enough."""
    roles = frozenset((*AGENCY, Role.ACTION_OWNER, *DELEGATED, *DEPUTIES, MANAGER, SUPPORT, *MEMBERS))
    return (Permit(roles, frozenset({Relation.OWN_AGENCY}), Level.MAILBOX, OWN_WORK),)


def own_senior(*leads: Role) -> tuple[Permit, ...]:
    """Whoever answers for the agency at the top, asked about one of its own people."""
    roles = frozenset((Role.AGENCY_LEAD, Role.AGENCY_SENIOR, *leads))
    needs = frozenset({Relation.OWN_PARTNERSHIP, Relation.OWN_AGENCY})
    return (Permit(roles, needs, Level.MAILBOX, AUTHORITY),)


def in_the_group() -> tuple[Permit, ...]:
    """Somebody who belongs to the standing group today, whatever their seat."""
    roles = frozenset((*MEMBERS, Role.AGENCY_LEAD, Role.AGENCY_SENIOR, Role.SECTOR_COORDINATOR))
    needs = frozenset({Relation.OWN_PARTNERSHIP, Relation.GROUP_MEMBER})
    return (Permit(roles, needs, Level.TOTP, OWN_WORK),)


AT_AN_AGENCY = (Role.AGENCY_LEAD, Role.AGENCY_SENIOR, *MEMBERS, *DELEGATED)


def party() -> tuple[Permit, ...]:
    """Somebody who speaks for one of the two agencies that disagree."""
    needs = frozenset({Relation.OWN_PARTNERSHIP, Relation.OWN_AGENCY})
    return (Permit(frozenset(AT_AN_AGENCY), needs, Level.TOTP, OWN_WORK),)


def own_referral() -> tuple[Permit, ...]:
    """Whoever made the referral."""
    return (
        Permit(frozenset(PROFESSIONALS), frozenset({Relation.OWN_REFERRAL}), Level.MAILBOX, NEED_TO_KNOW),
    )


def in_the_chair() -> tuple[Permit, ...]:
    """The independent chair, or whoever the partners have agreed takes the chair."""
    stand_in = frozenset({Relation.OWN_PARTNERSHIP, Relation.IN_THE_CHAIR})
    return (*seat(CHAIR), Permit(frozenset((*DELEGATED, Role.LTRG_MEMBER)), stand_in, Level.TOTP, OWN_WORK))


def partners_on_the_chair() -> tuple[Permit, ...]:
    """The delegated partners, on the chair's own interest or where nobody can act as chair."""
    own = frozenset({Relation.CHAIRS_OWN})
    return tuple(Permit(p.roles, p.needs | own, p.level, p.cite) for p in partners())


def chair_or_lead() -> tuple[Permit, ...]:
    """The independent chair; where nobody can act as chair, a lead safeguarding partner."""
    for_want = frozenset({Relation.OWN_PARTNERSHIP, Relation.NO_CHAIR})
    return (*seat(CHAIR), Permit(frozenset(LEADS), for_want, Level.TOTP, AUTHORITY))


def other_area(*roles: Role) -> tuple[Permit, ...]:
    """Somebody of an invited area: of its own partnership here, or by a guest's seat."""
    relation = frozenset({Relation.CONTRIBUTING_AREA})
    who = frozenset(roles or (Role.EXTERNAL_PARTNERSHIP, MANAGER, SUPPORT, CHAIR, *DELEGATED, *LEADS))
    return (Permit(who, relation, Level.TOTP, "Children Act 2004 s.16H"),)


OPENS_IN_EMERGENCY = (
    MANAGER,
    CHAIR,
    NOTIFIER,
    DECIDER,
    SCRUTINEER,
    *DELEGATED,
    *LEADS,
    Role.INFORMATION_GOVERNANCE_LEAD,
    Role.LEGAL_ADVISER,
)


EMERGENCY_MINUTES = 60
"""How long an emergency opening lasts: the partnership's own rule, as short as reading a case needs (UK GDPR
Article 5(1)(c): no more than is necessary)."""


def in_emergency() -> tuple[Permit, ...]:
    """Somebody who opened the case in an emergency, for the hour that it lasts."""
    needs = frozenset({Relation.EMERGENCY})
    cite = "UK GDPR Article 9(2)(c) and Data Protection Act 2018 Schedule 1 paragraph 18: a child at risk"
    return (Permit(frozenset(OPENS_IN_EMERGENCY), needs, Level.TOTP, cite),)


RUNS_IT = seat(MANAGER, SUPPORT)
HOLDS_CASE = (
    *seat(MANAGER, SUPPORT, CHAIR, *LEADS, NOTIFIER, DECIDER, SCRUTINEER, cite=NEED_TO_KNOW),
    *partners(NEED_TO_KNOW),
)
READS_CASE = (*HOLDS_CASE, *let_in(), *in_emergency())
