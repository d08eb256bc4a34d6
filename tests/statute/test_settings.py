"""Institutional settings: what runs beside, by regulator and by how a child was held."""

from __future__ import annotations

from safeguarding.statute.settings import Held, Regulator, beside
from safeguarding.statute.terms import ParallelKind as Kind


def test_an_allegation_against_staff_is_always_asked_about() -> None:
    for regulator in Regulator:
        for held in Held:
            assert beside(regulator, held)[0] is Kind.LADO_ALLEGATION


def test_the_regulators_own_process_is_asked_about() -> None:
    assert Kind.OFSTED_REGULATORY in beside(Regulator.OFSTED, Held.NO)
    assert Kind.CQC_REGULATORY in beside(Regulator.CQC, Held.NO)
    assert beside(Regulator.NONE, Held.NO) == beside(Regulator.ISI, Held.NO) == (Kind.LADO_ALLEGATION,)


def test_a_child_in_custody_or_under_the_mental_health_act_has_a_process_of_that_system() -> None:
    assert Kind.PPO_PRISON in beside(Regulator.HMIP, Held.CUSTODY)
    assert Kind.NHS_PATIENT_SAFETY_PSIRF in beside(Regulator.CQC, Held.MENTAL_HEALTH_ACT)
    assert Kind.PPO_PRISON not in beside(Regulator.OFSTED, Held.WELFARE)
