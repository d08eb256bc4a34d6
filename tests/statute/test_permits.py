"""The kinds of permit that the table is made of, each spelled out."""

from __future__ import annotations

from safeguarding.statute.permission.acts import Permit, Relation
from safeguarding.statute.permission.permits import (
    asked,
    chair_or_lead,
    in_the_chair,
    let_in,
    other_area,
    own_referral,
    partners,
    seat,
)
from safeguarding.statute.terms import Level, Role

OWN = Relation.OWN_PARTNERSHIP
DELEGATED = frozenset({Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE})
DEPUTIES = frozenset({Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE})
AGENCY = frozenset({Role.AGENCY_LEAD, Role.AGENCY_AUTHOR, Role.AGENCY_SENIOR, Role.AGENCY_CONTACT})
PROFESSIONALS = frozenset(Role) - {Role.SYS_ADMIN, Role.AUDITOR}
ARRANGEMENTS = "Children Act 2004 s.16E: the partners’ own arrangements"
NEED_TO_KNOW = "UK GDPR Article 5(1)(c) and (f): need to know"
AUTHORITY = "Working Together: whoever acts for a partner speaks with authority and can commit it"
INFORMATION = "Children Act 2004 s.16H"


def permit(roles: frozenset[Role], *needs: Relation, level: Level = Level.TOTP, cite: str) -> Permit:
    return Permit(roles, frozenset(needs), level, cite)


def test_a_seat_is_one_in_the_partnership_that_leads() -> None:
    assert seat(Role.REFERRER) == (permit(frozenset({Role.REFERRER}), OWN, cite=ARRANGEMENTS),)
    assert seat(Role.REFERRER, level=Level.MAILBOX, cite="x") == (
        permit(frozenset({Role.REFERRER}), OWN, level=Level.MAILBOX, cite="x"),
    )


def test_a_partner_acts_in_person_or_by_a_deputy_whose_delegation_is_in_force() -> None:
    for level in (Level.TOTP, Level.MAILBOX):
        assert partners("x", level) == (
            permit(DELEGATED, OWN, level=level, cite="x"),
            permit(DEPUTIES, OWN, Relation.DELEGATION_IN_FORCE, level=level, cite="x"),
        )
    assert partners() == partners(AUTHORITY, Level.TOTP)


def test_anybody_but_a_technician_may_be_let_in_by_name() -> None:
    assert let_in() == (permit(PROFESSIONALS, Relation.GRANTED, cite=NEED_TO_KNOW),)
    assert let_in(Role.LEGAL_ADVISER, cite="x") == (
        permit(frozenset({Role.LEGAL_ADVISER}), Relation.GRANTED, cite="x"),
    )


def test_an_agency_answers_for_itself_from_its_own_mailbox() -> None:
    assert asked() == (permit(AGENCY, Relation.ASKED_AGENCY, level=Level.MAILBOX, cite=INFORMATION),)
    assert asked(Role.AGENCY_LEAD, cite="x") == (
        permit(frozenset({Role.AGENCY_LEAD}), Relation.ASKED_AGENCY, level=Level.MAILBOX, cite="x"),
    )


def test_a_referral_is_its_referrers_own() -> None:
    assert own_referral() == (
        permit(PROFESSIONALS, Relation.OWN_REFERRAL, level=Level.MAILBOX, cite=NEED_TO_KNOW),
    )


def test_the_chair_is_taken_by_the_chair_or_by_whom_the_partners_agreed() -> None:
    assert in_the_chair() == (
        permit(frozenset({Role.LTRG_CHAIR}), OWN, cite=ARRANGEMENTS),
        permit(DELEGATED | {Role.LTRG_MEMBER}, OWN, Relation.IN_THE_CHAIR, cite=ARRANGEMENTS),
    )


def test_for_want_of_a_chair_a_lead_partner_agrees() -> None:
    leads = frozenset({Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE})
    assert chair_or_lead() == (
        permit(frozenset({Role.LTRG_CHAIR}), OWN, cite=ARRANGEMENTS),
        permit(leads, OWN, Relation.NO_CHAIR, cite=AUTHORITY),
    )


def test_another_area_stands_by_its_contribution() -> None:
    guest = frozenset({Role.EXTERNAL_PARTNERSHIP})
    assert other_area(Role.EXTERNAL_PARTNERSHIP) == (
        permit(guest, Relation.CONTRIBUTING_AREA, cite=INFORMATION),
    )
    (anybody,) = other_area()
    assert {Role.EXTERNAL_PARTNERSHIP, Role.PARTNERSHIP_MANAGER, Role.LSP_POLICE} <= anybody.roles
    assert Role.AGENCY_AUTHOR not in anybody.roles
    assert anybody.needs == {Relation.CONTRIBUTING_AREA}
