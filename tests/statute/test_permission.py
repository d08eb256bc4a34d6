from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.answer import Allowed, NotAllowed, Refused, demand
from safeguarding.statute.permission import (
    ACTS,
    ENTRIES,
    NOT_BY_ITS_REVIEWER,
    Act,
    Relation,
    Standing,
    may,
    roles_for,
)
from safeguarding.statute.terms import Level, Role

R = Relation
HERE = frozenset({R.OWN_PARTNERSHIP})
EVERYTHING = frozenset(Relation) - {R.EXCLUDED, R.SEALED, R.REVIEWED_IT, R.ACCESS_ENDED}
ACT = st.sampled_from(Act)
ROLE = st.sampled_from(Role)
LEVEL = st.sampled_from(Level)
RELATIONS = st.frozensets(st.sampled_from(Relation))
DEPUTIES = [Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE]
DELEGATED = [Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE]


def at(role: Role, *relations: Relation, level: Level = Level.TOTP) -> Standing:
    return Standing(role, level, frozenset({R.OWN_PARTNERSHIP, *relations}))


def test_every_act_has_its_ways_and_its_sentence() -> None:
    assert set(ENTRIES) == set(Act) == set(ACTS)
    for act, entry in ENTRIES.items():
        assert entry.permits, act
        assert all(permit.roles and permit.needs and permit.cite for permit in entry.permits), act
        assert entry.who.endswith("."), act
        assert entry.mend.endswith("."), act
        assert roles_for(act) == {role for permit in entry.permits for role in permit.roles}


def test_the_table_answers_for_every_act_role_and_level() -> None:
    for act, role, level, relations in product(Act, Role, Level, (frozenset(), HERE, EVERYTHING)):
        answer = may(act, Standing(role, level, relations))
        assert isinstance(answer, Allowed | Refused)
        if isinstance(answer, Refused):
            assert answer.sentence.endswith(".")
            assert answer.mend
            assert answer.code in {"level", "not_yours", "delegation"}


@given(ACT, ROLE, LEVEL, RELATIONS)
def test_somebody_excluded_is_always_refused(
    act: Act, role: Role, level: Level, relations: frozenset[R]
) -> None:
    answer = may(act, Standing(role, level, relations | {R.EXCLUDED}))
    assert isinstance(answer, Refused)
    assert answer.code == "excluded"


@given(ACT, ROLE, LEVEL, RELATIONS)
def test_signing_in_more_surely_never_takes_anything_away(
    act: Act, role: Role, level: Level, relations: frozenset[R]
) -> None:
    if may(act, Standing(role, level, relations)):
        assert may(act, Standing(role, Level.PASSKEY, relations))


@given(ACT, ROLE, LEVEL)
def test_a_seat_that_has_ended_or_was_never_held_here_may_do_nothing(
    act: Act, role: Role, level: Level
) -> None:
    assert not may(act, Standing(role, level))


@given(ACT, ROLE, RELATIONS)
def test_nobody_acts_without_signing_in(act: Act, role: Role, relations: frozenset[R]) -> None:
    assert not may(act, Standing(role, Level.ANONYMOUS, relations))


@given(ACT, st.sampled_from([Role.SYS_ADMIN, Role.AUDITOR]), RELATIONS)
def test_a_system_administrator_and_an_auditor_see_no_case(
    act: Act, role: Role, relations: frozenset[R]
) -> None:
    if ENTRIES[act].on_case:
        assert not may(act, Standing(role, Level.PASSKEY, relations))


def test_a_sealed_case_is_open_only_to_those_named_on_it() -> None:
    for role in Role:
        answer = may(Act.SEE_CASE, at(role, R.SEALED))
        assert isinstance(answer, Refused)
        assert answer == Refused(
            "sealed", "This case is open only to people named on it.", "Ask the independent chair."
        )
    assert may(Act.SEE_CASE, at(Role.DSP_LA, R.SEALED, R.SEALED_CASE_NAMED))
    assert may(Act.SEE_CASE, at(Role.LTRG_MEMBER, R.SEALED, R.GRANTED))


def test_a_seal_never_stands_before_the_notification_or_an_emergency() -> None:
    assert may(Act.NOTIFY_PANEL, at(Role.LA_NOTIFIER, R.SEALED))
    assert may(Act.BREAK_GLASS, at(Role.INDEPENDENT_SCRUTINEER, R.SEALED))
    assert not may(Act.PREPARE_NOTIFICATION, at(Role.LA_NOTIFIER, R.SEALED))


def test_on_the_chairs_own_interest_the_delegated_partners_rule() -> None:
    for role in DELEGATED:
        assert may(Act.RULE_ON_INTEREST, at(role, R.CHAIRS_OWN))
        assert not may(Act.RULE_ON_INTEREST, at(role))
    assert not may(Act.RULE_ON_INTEREST, at(Role.DEPUTY_LA, R.CHAIRS_OWN))
    assert may(Act.RULE_ON_INTEREST, at(Role.DEPUTY_LA, R.CHAIRS_OWN, R.DELEGATION_IN_FORCE))


READS = {
    Act.SEE_REFERRAL, Act.SEE_CASE, Act.SHOW_NAME, Act.SHOW_NAME_AFTER_SIGN_OFF, Act.DOWNLOAD_DOCUMENT,
    Act.LOG_SAFETY_STEP, Act.SEE_RETURNS_BOARD, Act.READ_RELEASED_RETURNS, Act.READ_CHRONOLOGY,
}  # fmt: skip


@given(ACT, ROLE, st.booleans())
def test_an_emergency_lets_somebody_read_and_log_a_safety_step_and_nothing_else(
    act: Act, role: Role, here: bool
) -> None:
    relations = {R.EMERGENCY, R.SEALED, *([R.OWN_PARTNERSHIP] if here else [])}
    allowed = may(act, Standing(role, Level.TOTP, frozenset(relations)))
    without = may(act, Standing(role, Level.TOTP, frozenset(relations - {R.EMERGENCY})))
    opens = may(Act.BREAK_GLASS, at(role, R.SEALED))
    assert bool(allowed) == bool(without) or (bool(opens) and act in READS)
    if opens and act in READS:
        assert allowed
    assert not may(act, Standing(role, Level.TOTP, frozenset({*relations, R.EXCLUDED})))


def test_the_notifier_may_always_notify_and_nobody_else_may() -> None:
    for role in Role:
        assert bool(may(Act.NOTIFY_PANEL, at(role, *EVERYTHING))) == (role is Role.LA_NOTIFIER)


def test_an_excluded_notifier_is_told_that_another_notifier_must_do_it() -> None:
    answer = may(Act.NOTIFY_PANEL, at(Role.LA_NOTIFIER, R.EXCLUDED))
    assert isinstance(answer, Refused)
    assert answer.code == "excluded"
    assert str(answer) == (
        "You are kept apart from this case because of an interest, so another notifier of the local "
        "authority must do "
        "it. Ring another notifier now: the time to notify is still running."
    )


def test_anybody_else_excluded_is_told_to_ring_the_chair() -> None:
    answer = may(Act.SIGN_OFF, at(Role.DSP_LA, R.EXCLUDED))
    assert str(answer) == (
        "You are kept apart from this case because of an interest, so somebody else must do this. "
        "Ring the independent chair if you think that this is wrong."
    )


@pytest.mark.parametrize("role", DEPUTIES)
@pytest.mark.parametrize(
    "act", [Act.CONFIRM_POSITION, Act.SIGN_OFF, Act.RECONSIDER, Act.DECIDE_PRACTICE_REVIEW, Act.SEE_CASE]
)
def test_a_deputy_acts_only_while_the_delegation_is_in_force(act: Act, role: Role) -> None:
    assert may(act, at(role, R.DELEGATION_IN_FORCE))
    answer = may(act, at(role))
    assert isinstance(answer, Refused)
    assert answer.code == "delegation"
    assert answer.sentence == f"Your delegation is not in force, so you may not act as “{role.label}”."
    assert answer.mend == (
        "Ring the delegated partner you stand for: they can act themselves, or renew your delegation and "
        "confirm it."
    )


@pytest.mark.parametrize("role", DEPUTIES)
def test_a_deputy_of_another_partnership_is_not_told_about_delegations(role: Role) -> None:
    answer = may(Act.SIGN_OFF, Standing(role, Level.TOTP, frozenset({R.DELEGATION_IN_FORCE})))
    assert isinstance(answer, Refused)
    assert answer.code == "not_yours"


@pytest.mark.parametrize("role", DEPUTIES)
def test_a_deputy_signed_in_too_lightly_is_told_so_first_when_only_that_is_wanting(role: Role) -> None:
    answer = may(Act.SIGN_OFF, at(role, R.DELEGATION_IN_FORCE, level=Level.MAILBOX))
    assert isinstance(answer, Refused)
    assert answer.code == "level"


def test_a_level_too_low_says_what_is_needed() -> None:
    assert str(may(Act.SIGN_OFF, at(Role.DSP_LA, level=Level.MAILBOX))) == (
        "This needs you to be signed in with your second factor. Sign in and try again. What you typed is "
        "kept."
    )
    assert str(may(Act.REFER, at(Role.REFERRER, level=Level.ANONYMOUS))) == (
        "This needs the link and the code that we send to your address. Sign in and try again. What you "
        "typed is kept."
    )


def test_a_partner_who_lost_their_second_factor_signs_one_line_by_link() -> None:
    for role in DELEGATED:
        assert may(Act.SIGN_BY_LINK, at(role, level=Level.MAILBOX))
        assert not may(Act.SIGN_OFF, at(role, level=Level.MAILBOX))
    assert not may(Act.SIGN_BY_LINK, at(Role.DEPUTY_LA, level=Level.MAILBOX))


def test_only_the_local_authoritys_own_decision_maker_decides_and_withdraws_for_it() -> None:
    for act in (Act.DECIDE_FOR_LOCAL_AUTHORITY, Act.WITHDRAW_NOTIFICATION):
        assert roles_for(act) == {Role.LA_STATUTORY_DECIDER}


def test_no_member_of_staff_signs_or_decides_for_a_partner() -> None:
    for act in (
        Act.SIGN_OFF,
        Act.SIGN_BY_LINK,
        Act.CONFIRM_POSITION,
        Act.DECIDE_PRACTICE_REVIEW,
        Act.RECONSIDER,
    ):
        for role in (Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT, Role.LTRG_CHAIR):
            assert not may(act, at(role, *EVERYTHING)), (act, role)


def test_an_unreleased_return_is_open_only_to_the_agency_that_writes_it() -> None:
    for role in Role:
        seen = may(Act.READ_OWN_RETURN, Standing(role, Level.MAILBOX, frozenset({R.ASKED_AGENCY})))
        assert bool(seen) == role.value.startswith("agency_")
    assert not may(Act.READ_OWN_RETURN, at(Role.PARTNERSHIP_MANAGER, R.GRANTED))


def test_a_referrer_sees_their_own_referral_and_not_the_case() -> None:
    mine = Standing(Role.REFERRER, Level.MAILBOX, frozenset({R.OWN_PARTNERSHIP, R.OWN_REFERRAL}))
    assert may(Act.SEE_REFERRAL, mine)
    assert not may(Act.SEE_CASE, mine)
    assert not may(Act.SEE_REFERRAL, at(Role.REFERRER))


def test_a_grant_from_another_partnership_opens_the_case_but_not_its_running() -> None:
    guest = Standing(Role.PARTNERSHIP_MANAGER, Level.TOTP, frozenset({R.GRANTED}))
    assert may(Act.SEE_CASE, guest)
    assert not may(Act.SEND_TO_PANEL, guest)
    assert not may(Act.GRANT_ACCESS, guest)


def test_another_area_sees_only_the_shared_view() -> None:
    other = Standing(Role.EXTERNAL_PARTNERSHIP, Level.TOTP, frozenset({R.CONTRIBUTING_AREA}))
    assert may(Act.SEE_SHARED_VIEW, other)
    assert not may(Act.SEE_CASE, other)


def test_who_takes_the_chair_by_agreement_may_decide_the_outcome_with_the_group() -> None:
    assert may(Act.DECIDE_OUTCOME, at(Role.LTRG_CHAIR))
    assert not may(Act.DECIDE_OUTCOME, at(Role.DSP_HEALTH))
    assert may(Act.DECIDE_OUTCOME, at(Role.DSP_HEALTH, R.IN_THE_CHAIR))


def test_who_takes_the_chair_is_agreed_by_the_chair_or_for_want_of_one_by_a_lead_partner() -> None:
    assert may(Act.CONFIRM_VICE_CHAIR, at(Role.LTRG_CHAIR))
    assert not may(Act.CONFIRM_VICE_CHAIR, at(Role.PARTNERSHIP_MANAGER, R.NO_CHAIR))
    assert not may(Act.CONFIRM_VICE_CHAIR, at(Role.LSP_HEALTH))
    assert may(Act.CONFIRM_VICE_CHAIR, at(Role.LSP_HEALTH, R.NO_CHAIR))
    assert not may(Act.CONFIRM_VICE_CHAIR, at(Role.LSP_HEALTH, R.NO_CHAIR, R.EXCLUDED))


def test_after_sign_off_names_are_open_to_few() -> None:
    assert may(Act.SHOW_NAME, at(Role.LTRG_CHAIR))
    assert not may(Act.SHOW_NAME_AFTER_SIGN_OFF, at(Role.LTRG_CHAIR))
    assert may(Act.SHOW_NAME_AFTER_SIGN_OFF, at(Role.LEAD_REVIEWER, R.GRANTED))


def test_demanding_what_is_allowed_goes_on_and_what_is_refused_stops() -> None:
    assert demand(Allowed(("late",))) == Allowed(("late",))
    refused = Refused("code", "No.", "Ask.")
    with pytest.raises(NotAllowed, match=r"No\. Ask\.") as stopped:
        demand(refused)
    assert stopped.value.refused is refused
    assert not refused
    assert Allowed()
    assert str(Refused("code", "No.")) == "No."


@given(ROLE, LEVEL, RELATIONS, st.sampled_from(sorted(NOT_BY_ITS_REVIEWER)))
def test_whoever_reviewed_a_case_has_no_part_in_deciding_on_it(
    role: Role, level: Level, relations: frozenset[R], act: Act
) -> None:
    answer = may(act, Standing(role, level, (relations | {R.REVIEWED_IT}) - {R.EXCLUDED}))
    assert isinstance(answer, Refused)
    assert answer.code == "reviewed_it"


def test_having_reviewed_a_case_never_stands_before_the_notification_nor_before_reading() -> None:
    assert may(Act.NOTIFY_PANEL, at(Role.LA_NOTIFIER, R.REVIEWED_IT))
    assert may(Act.SEE_CASE, at(Role.DSP_LA, R.REVIEWED_IT))
    assert may(Act.DECLARE_INTEREST, at(Role.DSP_LA, R.REVIEWED_IT))


def test_somebody_whose_access_has_ended_is_told_that_nothing_was_kept() -> None:
    ended = Standing(Role.LEAD_REVIEWER, Level.TOTP, frozenset({R.ACCESS_ENDED}))
    answer = may(Act.WORK_ON_CHRONOLOGY, ended)
    assert isinstance(answer, Refused)
    assert answer.code == "access_ended"
    assert "nothing was kept" in answer.sentence
