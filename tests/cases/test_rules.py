"""Changing the rules: one proposes, two others approve, from a day to come, for cases that begin then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.actions.rules import approve_rule, end_rule_change, propose_rule
from safeguarding.cases.models import Case, RuleChange
from safeguarding.cases.queries.rules import local_rules, profile_on
from safeguarding.cases.queries.rules import work as waiting
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.record.models import Event
from safeguarding.statute.decisions import Rule
from tests.cases.builders import notified_case, referred_case, today
from tests.cases.test_route import refused
from tests.people.cast import Cast, events, signed_in


def soon(days: int = 1) -> date:
    return today() + timedelta(days=days)


def proposed(cast: Cast, code: str = "day_plan.returns_due", value: object = 7, **more: object) -> RuleChange:
    given = {"since": soon(), "why": "The meeting needs a day to read.", **more}
    return propose_rule(by=cast.manager, code=code, value=value, **given)  # type: ignore[arg-type]


def approved(cast: Cast, *args: object, **more: object) -> RuleChange:
    change = proposed(cast, *args, **more)  # type: ignore[arg-type]
    for who in (cast.chair, cast.dsp_health):
        approve_rule(by=who, change=change)
    change.refresh_from_db()
    return change


def test_scenario_18_a_rule_changed_by_two_approvers_holds_for_new_cases_only(cast: Cast) -> None:
    before = referred_case(cast)
    approved(cast, "limit.publish", 9, source="Working Together 2026, chapter 4, paragraph 12")
    same_day = referred_case(cast, what_happened="A boy of two fell.")
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        after = referred_case(cast, what_happened="A girl of nine did not wake.")
    for case, months in ((before, 6), (same_day, 6), (after, 9)):
        case = Case.objects.get(pk=case.pk)
        assert case.editions.limit("publish") == months
    assert "limit.publish" not in Case.objects.get(pk=before.pk).rule_stamp
    assert Case.objects.get(pk=after.pk).rule_stamp["limit.publish"] == "9"


def test_dates_of_a_case_follow_the_rules_it_began_with(cast: Cast) -> None:
    approved(cast, "day_plan.meeting", 9)
    old = notified_case(cast)
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        new = notified_case(cast, what_happened="A girl of nine did not wake.")
        due = {case.pk: case.deadlines.get(kind="plan_meeting") for case in (old, new)}
        assert (old.profile.day_plan.meeting, new.profile.day_plan.meeting) == (10, 9)
        assert due[new.pk].due_on != due[old.pk].due_on
    stamp = Event.objects.filter(stream=new.stream).last()
    assert stamp is not None
    assert stamp.editions["day_plan.meeting"] == "9"


def test_one_approval_is_not_enough_and_nobody_approves_their_own(cast: Cast) -> None:
    change = proposed(cast)
    refused("not_yours", approve_rule, by=cast.manager, change=change)
    approve_rule(by=cast.chair, change=change)
    refused("approved_already", approve_rule, by=cast.chair, change=change)
    change.refresh_from_db()
    assert change.approved_at is None
    assert local_rules(cast.barnet, soon(9)) == {}
    approve_rule(by=cast.deputy_health, change=change)
    assert "standing in for Hana Siddall" in change.approvals.last().capacity  # type: ignore[union-attr]
    assert local_rules(cast.barnet, soon(9)) == {"day_plan.returns_due": 7}
    assert local_rules(cast.barnet, today()) == {}
    refused("settled", approve_rule, by=cast.dsp_la, change=change)
    assert events("approve_rule") == 2


def test_who_proposes_in_one_seat_does_not_approve_in_another(cast: Cast) -> None:
    from dataclasses import replace

    from safeguarding.people.models import Seat
    from safeguarding.statute.terms import Role

    change = proposed(cast)
    chair = Seat.objects.create(
        person=cast.manager.person, partnership=cast.barnet, role=Role.LTRG_CHAIR, since=today()
    )
    refused("own_proposal", approve_rule, by=replace(cast.manager, seat=chair), change=change)


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_rule_change_dated_today_or_in_the_past_is_refused(cast: Cast, days: int) -> None:
    refused("from_the_past", proposed, cast=cast, since=soon(days))
    assert not RuleChange.objects.exists()


def test_a_change_whose_day_has_come_before_the_second_approves_is_refused(cast: Cast) -> None:
    change = proposed(cast)
    approve_rule(by=cast.chair, change=change)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        refused("from_the_past", approve_rule, by=cast.dsp_la, change=change)


def test_only_one_change_of_a_rule_waits_at_a_time(cast: Cast) -> None:
    change = proposed(cast)
    refused("waits_already", proposed, cast=cast, value=6)
    refused("no_reason", end_rule_change, by=cast.manager, change=change, why=" ")
    end_rule_change(by=cast.manager, change=change, why="Typed wrongly.")
    assert proposed(cast, value=6)
    refused("settled", end_rule_change, by=cast.manager, change=change, why="Again.")


def test_an_approver_declines_and_somebody_else_does_neither(cast: Cast) -> None:
    change = proposed(cast)
    refused("not_yours", approve_rule, by=cast.scrutineer, change=change)
    refused("not_yours", end_rule_change, by=cast.scrutineer, change=change, why="x")
    end_rule_change(by=cast.dsp_police, change=change, why="Too short for our officers.")
    refused("settled", approve_rule, by=cast.chair, change=change)


def test_what_the_rule_would_come_to_is_asked_again_at_approval(cast: Cast) -> None:
    change = proposed(cast, "day_plan.returns_due", 9)
    approved(cast, "day_plan.meeting", 8)
    refused("out_of_order", approve_rule, by=cast.chair, change=change)


def test_only_the_manager_proposes_and_a_reason_is_needed(cast: Cast) -> None:
    def tries(by: Acting, **more: object) -> RuleChange:
        given = {"code": "limit.publish", "value": 9, "since": soon(), "why": "x", **more}
        return propose_rule(by=by, **given)  # type: ignore[arg-type]

    refused("not_yours", tries, by=cast.chair)
    refused("no_reason", tries, by=cast.manager, why=" ")
    refused("no_source", tries, by=cast.manager)


def test_approvers_are_told_and_it_waits_in_their_work(cast: Cast) -> None:
    proposed(cast)
    told = {letter.to_person for letter in Letter.objects.filter(kind="rule_to_approve")}
    assert told == {who.person for who in (cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police)}
    assert [item.title for item in waiting(cast.chair)] == ["Approve a change of rules"]
    assert waiting(cast.manager) == waiting(cast.scrutineer) == []


def test_another_partnership_neither_sees_nor_answers_it(cast: Cast) -> None:
    change = proposed(cast)
    assert signed_in(cast.devon_chair).get(f"/rules/{change.pk}/").status_code == 404
    refused("not_yours", approve_rule, by=cast.devon_chair, change=change)
    approved(cast, "notify_rule", "majority")
    assert profile_on(Partnership.objects.get(pk=cast.devon.pk), soon(9)).notify_rule is not Rule.MAJORITY


def test_the_pages_say_what_was_and_what_will_be(cast: Cast) -> None:
    change = approved(cast)
    text = signed_in(cast.author).get("/rules/").content.decode()
    assert "working day 8 of 15" in text
    assert "working day 7 of 15" in text
    one = signed_in(cast.chair).get(f"/rules/{change.pk}/").content.decode()
    assert "Every other case keeps what it began with" in one
    assert "Ines Halloran" in one
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=False):
        new = referred_case(cast)
        text = signed_in(cast.chair).get(f"/cases/{new.reference}/rules/").content.decode()
        assert "Changed before this case began" in text
