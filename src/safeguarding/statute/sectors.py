"""Sectors: which safeguarding partner an agency that owes an answer is taken up with.

National guidance leaves this to the partners' own arrangements (Children Act 2004 s.16E); what stands here is
local practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from safeguarding.statute.terms import AgencyType as A
from safeguarding.statute.terms import Partner

CITE = "Children Act 2004 s.16E: the partners’ own arrangements"

HEALTH = frozenset(
    {
        A.ICB,
        A.ACUTE_TRUST,
        A.COMMUNITY_TRUST,
        A.MENTAL_HEALTH_TRUST,
        A.GP_PRIMARY_CARE,
        A.AMBULANCE,
        A.MATERNITY,
        A.HEALTH_VISITING,
        A.HOSPITAL_PLACEMENT,
    }
)
POLICE = frozenset({A.POLICE_FORCE, A.BTP})

SCHOOLS = frozenset(
    {
        A.SCHOOL_MAINTAINED,
        A.ACADEMY_TRUST,
        A.INDEPENDENT_SCHOOL,
        A.COLLEGE,
        A.EARLY_YEARS,
        A.ALTERNATIVE_PROVISION,
    }
)

COORDINATES: Mapping[A, frozenset[A]] = MappingProxyType(
    {A.ICB: frozenset({A.GP_PRIMARY_CARE}), A.LOCAL_AUTHORITY_EDUCATION: SCHOOLS}
)
"""Whose many small agencies a coordinator at each body looks after: the practices, and the schools."""

PARTNERS: Mapping[A, Partner] = MappingProxyType(
    {**dict.fromkeys(HEALTH, Partner.HEALTH), **dict.fromkeys(POLICE, Partner.POLICE)}
)


def partner_of(kind: A) -> Partner:
    """The safeguarding partner for an agency's sector: health, the police, and the local authority for all
    others.
    """
    return PARTNERS.get(kind, Partner.LA)
