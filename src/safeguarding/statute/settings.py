"""Institutional settings: what kind they are, who regulates them, and which processes usually run beside.

Circumstance C4 of the partners' arrangements: where a child was harmed while living in, or detained in, a
setting, every authority that placed a child there is asked, and the regulator's own process is linked.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safeguarding.statute.terms import ParallelKind
from safeguarding.statute.terms.words import Term

CITE: Final = "Children Act 2004 s.16H; Children’s Homes (England) Regulations 2015 reg 40: events notified"


class SettingKind(Term):
    """A kind of institution where children live, are placed or are held."""

    CHILDRENS_HOME = "childrens_home", "Children’s home"
    SECURE_CHILDRENS_HOME = "secure_childrens_home", "Secure children’s home"
    SECURE_TRAINING_CENTRE = "secure_training_centre", "Secure training centre or secure school"
    YOUNG_OFFENDER_INSTITUTION = "young_offender_institution", "Young offender institution"
    HOSPITAL = "hospital", "Hospital ward"
    MENTAL_HEALTH_WARD = "mental_health_ward", "Mental health ward"
    BOARDING_SCHOOL = "boarding_school", "Boarding or residential special school"
    SUPPORTED_ACCOMMODATION = "supported_accommodation", "Supported accommodation"
    IMMIGRATION_ACCOMMODATION = "immigration_accommodation", "Immigration accommodation"
    FOSTERING_AGENCY = "fostering_agency", "Independent fostering agency"
    NURSERY = "nursery", "Nursery or childminder"
    OTHER = "other", "Another setting"


class Regulator(Term):
    """Who inspects a setting."""

    OFSTED = "ofsted", "Ofsted"
    CQC = "cqc", "Care Quality Commission"
    HMIP = "hmip", "HM Inspectorate of Prisons"
    ISI = "isi", "Independent Schools Inspectorate"
    NONE = "none", "Nobody that we know of"


class Held(Term):
    """Whether a child was held there against their will."""

    NO = "no", "No"
    CUSTODY = "custody", "Yes: in custody"
    MENTAL_HEALTH_ACT = "mental_health_act", "Yes: under the Mental Health Act"
    WELFARE = "welfare", "Yes: secure for their own welfare"
    DEPRIVATION_OF_LIBERTY = "deprivation_of_liberty", "Yes: by an order of the court"


_BY_REGULATOR: Mapping[Regulator, ParallelKind] = MappingProxyType(
    {
        Regulator.OFSTED: ParallelKind.OFSTED_REGULATORY,
        Regulator.CQC: ParallelKind.CQC_REGULATORY,
    }
)


def beside(regulator: Regulator, held: Held) -> tuple[ParallelKind, ...]:
    """The other processes to ask about: the regulator's, an allegation against staff, and for a child in
    custody the ombudsman's (who investigates every death there).
    """
    found = [ParallelKind.LADO_ALLEGATION]
    if regulator in _BY_REGULATOR:
        found.append(_BY_REGULATOR[regulator])
    if held is Held.CUSTODY:
        found.append(ParallelKind.PPO_PRISON)
    if held is Held.MENTAL_HEALTH_ACT:
        found.append(ParallelKind.NHS_PATIENT_SAFETY_PSIRF)
    return tuple(found)
