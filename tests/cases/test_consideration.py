"""The Case for Consideration: three positions on the test of s.16C, and the local authority’s decision."""

from datetime import timedelta

import pytest

from safeguarding.cases.actions.consideration import (
    answer_what_is_known,
    ask_what_is_known,
    conclude_consideration,
    confirm_position,
    convene_consideration,
    decide_for_local_authority,
    type_position,
)
from safeguarding.cases.actions.notification import notify_panel
from safeguarding.cases.facts import has
from safeguarding.disagreements.models import Disagreement
from safeguarding.people.models import Delegation
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import DecisionKind, Partner, ThresholdPosition
from tests.cases.builders import considered_case, convened, line, routed_case, today
from tests.cases.test_route import refused
from tests.people.cast import Cast


def test_a_partner_confirms_in_one_press_what_was_typed_for_them(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    type_position(by=cast.manager, consideration=consideration, partner=Partner.POLICE, line=line())
    position = confirm_position(by=cast.dsp_police, consideration=consideration)
    assert position.confirmed_by == cast.dsp_police.seat
    assert position.typed_by == cast.manager.seat


def test_a_changed_mind_is_a_new_row_and_both_stay(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    confirm_position(
        by=cast.dsp_health, consideration=consideration, line=line(ThresholdPosition.DO_NOT_NOTIFY)
    )
    confirm_position(by=cast.dsp_health, consideration=consideration, line=line())
    rows = consideration.positions.order_by("pk").values_list("position", "current")
    assert list(rows) == [("do_not_notify", False), ("notify", True)]


def test_scenario_2_a_deputy_whose_delegation_ended_cannot_speak_and_is_told_whom_to_ring(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    with pytest.raises(NotAllowed) as no:
        confirm_position(by=cast.lapsed_deputy, consideration=consideration, line=line())
    assert "delegation" in no.value.refused.sentence.lower()
    position = confirm_position(by=cast.deputy_health, consideration=consideration, line=line())
    assert "standing in for Hana Siddall" in position.capacity


def test_a_deputy_of_two_stands_for_whoever_let_them_decide_this(cast: Cast) -> None:
    held = Delegation.objects.get(principal=cast.dsp_health.seat, deputy=cast.deputy_health.seat)
    Delegation.objects.filter(pk=held.pk).update(scopes=[DecisionKind.CASE_CLOSE.value])
    held.pk, held.principal, held.scopes = (
        None,
        cast.lsp_health.seat,
        [DecisionKind.THRESHOLD_POSITION.value],
    )
    held.save()
    consideration = convened(cast, routed_case(cast))
    position = confirm_position(by=cast.deputy_health, consideration=consideration, line=line())
    assert "standing in for Samir Duguid" in position.capacity


def test_nobody_outside_the_three_partners_takes_a_position(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    for who in (cast.manager, cast.chair, cast.notifier, cast.scrutineer, cast.member, cast.devon_police):
        with pytest.raises(NotAllowed):
            confirm_position(by=who, consideration=consideration, line=line())


def test_it_is_concluded_only_when_all_three_have_confirmed(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    confirm_position(by=cast.dsp_la, consideration=consideration, line=line())
    with pytest.raises(NotAllowed) as no:
        conclude_consideration(by=cast.manager, consideration=consideration, reason="x")
    assert "Health" in no.value.refused.sentence
    assert "Police" in no.value.refused.sentence


def test_considered_not_notified_needs_a_date_to_look_again(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    for partner in (cast.dsp_la, cast.dsp_health, cast.dsp_police):
        confirm_position(by=partner, consideration=consideration, line=line(ThresholdPosition.DO_NOT_NOTIFY))
    given = {"by": cast.manager, "consideration": consideration, "reason": "Accident."}
    refused("no_review_date", conclude_consideration, **given)
    conclude_consideration(**given, review_on=today() + timedelta(days=60))  # type: ignore[arg-type]
    consideration.refresh_from_db()
    assert consideration.outcome == "do_not_notify"


def test_scenario_1_a_split_never_stops_the_local_authority_or_the_clock(cast: Cast) -> None:
    case = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    assert Disagreement.objects.filter(case=case).exists()
    decision = decide_for_local_authority(
        by=cast.decider, case=case, notify=True, reason="Both limbs are met."
    )
    assert decision.against == [Partner.HEALTH.value]
    from django.utils import timezone

    notification = notify_panel(
        by=cast.notifier, case=case, sent_at=timezone.now(), panel_reference="X", sender="N. Brill"
    )
    assert notification.decision_basis == "local_authority_statutory_duty"
    assert case.deadlines.filter(kind="rapid_review_to_panel", met_on=None).exists()
    assert has(case, Kind.NOTIFIED)


def test_only_the_decision_maker_of_the_local_authority_decides_for_it_and_gives_a_reason(cast: Cast) -> None:
    case = considered_case(cast)
    for who in (cast.manager, cast.chair, cast.dsp_police, cast.devon_decider):
        with pytest.raises(NotAllowed):
            decide_for_local_authority(by=who, case=case, notify=True, reason="x")
    refused("no_reason", decide_for_local_authority, by=cast.decider, case=case, notify=True, reason=" ")


def test_an_agency_answers_three_questions_and_only_the_one_that_was_asked(cast: Cast) -> None:
    consideration = convened(cast, routed_case(cast))
    enquiry = ask_what_is_known(by=cast.manager, consideration=consideration, agency=cast.hospital)
    refused(
        "asked_already", ask_what_is_known, by=cast.manager, consideration=consideration, agency=cast.hospital
    )
    said = {"involvement": "Yes", "harm_and_cause": "Head injury", "safety_and_processes": "Police"}
    for who in (cast.school_author, cast.dsp_police, cast.stranger):
        with pytest.raises(NotAllowed):
            answer_what_is_known(by=who, enquiry=enquiry, **said)
    answer_what_is_known(by=cast.author, enquiry=enquiry, **said)
    enquiry.refresh_from_db()
    assert enquiry.answered_at


def test_the_partners_can_be_brought_together_once_at_a_time(cast: Cast) -> None:
    case = routed_case(cast)
    consideration = convened(cast, case)
    refused(
        "already_convened", convene_consideration,
        by=cast.manager, case=case, convened_for=consideration.convened_for, how="Call",
    )  # fmt: skip
