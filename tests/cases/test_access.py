"""Who sees a case: what somebody may not see does not exist for them; an exclusion wins over everything."""

from datetime import timedelta

import pytest

from safeguarding.cases.actions.access import end_access, grant_access, show_names
from safeguarding.cases.actions.interests import (
    declare_interest,
    exclude_person,
    note_interest,
    rule_on_interest,
)
from safeguarding.cases.models import Interest
from safeguarding.cases.queries import visible_to
from safeguarding.people.actions import give_seat
from safeguarding.people.models import Seat
from safeguarding.record.models import Look
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Role
from tests.cases.builders import considered_case, notified_case, referred_case, today
from tests.cases.test_route import refused
from tests.people.cast import Cast

HOLDERS = ("manager", "support", "chair", "dsp_la", "dsp_health", "dsp_police", "lsp_la", "deputy_health",
           "notifier", "decider", "scrutineer")  # fmt: skip

STRANGERS = ("lapsed_deputy", "member", "author", "reviewer", "sys_admin", "auditor", "stranger", "referrer",
             "contact", "devon_chair")  # fmt: skip


def test_those_who_hold_the_case_see_it_and_nobody_else(cast: Cast) -> None:
    case = referred_case(cast)
    seen = {name for name, who in cast.everybody.items() if visible_to(who).filter(pk=case.pk).exists()}
    assert set(HOLDERS) <= seen
    assert not seen & set(STRANGERS)


def test_a_grant_lets_one_seat_in_until_it_ends(cast: Cast) -> None:
    case = referred_case(cast)
    grant = grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor's advice.")
    assert visible_to(cast.member).exists()
    refused("granted_already", grant_access, by=cast.manager, case=case, seat=cast.member.seat, reason="x")
    end_access(by=cast.manager, grant=grant)
    assert not visible_to(cast.member).exists()


def test_a_sealed_case_is_seen_only_by_people_named_on_it(cast: Cast) -> None:
    case = referred_case(cast)
    grant_access(by=cast.manager, case=case, seat=cast.chair.seat, reason="Named.")
    case.sealed = True
    case.save()
    assert visible_to(cast.chair).exists()
    assert not visible_to(cast.dsp_la).exists()


def test_a_personal_interest_is_walled_at_once_and_an_organisations_is_noted(cast: Cast) -> None:
    case = referred_case(cast)
    declare_interest(by=cast.dsp_health, case=case, kind=Interest.Kind.ORGANISATIONAL, words="Our midwives.")
    assert visible_to(cast.dsp_health).exists()
    interest = declare_interest(
        by=cast.dsp_police, case=case, kind=Interest.Kind.PERSONAL, words="A neighbour."
    )
    assert not visible_to(cast.dsp_police).exists()
    with pytest.raises(NotAllowed):
        rule_on_interest(by=cast.manager, interest=interest, walled=False, ruling="x")
    rule_on_interest(by=cast.chair, interest=interest, walled=False, ruling="Only by sight.")
    assert visible_to(cast.dsp_police).exists()


def test_nobody_rules_on_their_own_interest(cast: Cast) -> None:
    case = referred_case(cast)
    interest = note_interest(
        by=cast.manager, case=case, person=cast.chair.person, kind="personal", words="Kin."
    )
    with pytest.raises(NotAllowed):
        rule_on_interest(by=cast.chair, interest=interest, walled=False, ruling="x")


def test_an_excluded_person_sees_nothing_in_any_seat_and_cannot_be_let_in(cast: Cast) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.excluded.person, reason="Managed the worker.")
    refused("excluded", grant_access, by=cast.manager, case=case, seat=cast.excluded.seat, reason="x")
    exclude_person(by=cast.chair, case=case, person=cast.dsp_la.person, reason="Named.")
    assert not visible_to(cast.dsp_la).exists()


def test_showing_names_is_kept_among_the_looks(cast: Cast) -> None:
    case = notified_case(cast)
    identities = show_names(by=cast.dsp_police, case=case)
    assert "Tobias Quillfeather" in [identity.details["name"] for identity in identities]
    assert Look.objects.filter(kind="named").count() == 1
    with pytest.raises(NotAllowed):
        show_names(by=cast.sys_admin, case=case)


def test_who_had_a_part_that_the_rules_keep_apart_is_not_let_in_as_its_reviewer(cast: Cast) -> None:
    """Whoever decided on a case is no independent reviewer of it, also when their old seat has ended."""
    case = considered_case(cast)
    reviewer = give_seat(
        by=None, partnership=cast.barnet, email="leo.reviews@example.org", name="Leo Marchbank",
        role=Role.LEAD_REVIEWER, since=today(), invited=False,
    )  # fmt: skip
    Seat.objects.filter(pk=reviewer.pk).update(person=cast.dsp_la.person)
    Seat.objects.filter(pk=cast.dsp_la.seat.pk).update(until=today() - timedelta(days=1))
    with pytest.raises(NotAllowed) as no:
        grant_access(
            by=cast.chair, case=case, seat=Seat.objects.get(pk=reviewer.pk), reason="She writes the report."
        )
    assert no.value.refused.code == "part_kept_apart"
    assert "independent of those who decide" in no.value.refused.sentence
    assert grant_access(by=cast.chair, case=case, seat=cast.reviewer.seat, reason="He writes it.").pk
