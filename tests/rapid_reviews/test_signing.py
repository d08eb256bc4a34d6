"""Each partner signs its own line; with the third the report is sealed and the decision takes effect."""

from __future__ import annotations

from datetime import timedelta

import pytest

from safeguarding.cases import facts
from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.actions.writing import write_section
from safeguarding.rapid_reviews.models import Signature
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import DecisionKind, DocumentKind, Partner, RapidReviewOutcome, SignPosition
from tests.decisions import sealed
from tests.people.cast import Cast
from tests.rapid_reviews.builders import AGREE, certified_case, decided_case, review, signed_case


def refused(by: Acting, case: Case, position: SignPosition = AGREE, comment: str = "") -> str:
    with pytest.raises(NotAllowed) as no:
        sign_off(by=by, case=case, position=position, comment=comment)
    assert no.value.refused.sentence
    return no.value.refused.code


def test_three_partners_sign_and_the_decision_takes_effect_once(cast: Cast) -> None:
    case = signed_case(cast)
    assert case.facts.filter(kind=Kind.SIGNED_OFF, current=True).count() == len(Partner)
    assert case.facts.filter(kind=Kind.PRACTICE_REVIEW_DECIDED, current=True).count() == 1
    report = review(case).sealed
    assert report is not None
    assert report.is_sealed
    assert (
        Document.objects.filter(stream=case.stream, kind=DocumentKind.RR_REPORT, state="sealed").count() == 1
    )
    (outcome,), (signed,) = sealed("lcspr_yes"), sealed("rr_sign_off")
    for record in (outcome, signed):
        assert len(record.words["positions"]) == len(Partner)
    assert report.sha256 in {paper["sha256"] for paper in outcome.words["documents"]}


def test_nothing_is_signed_before_the_chair_certifies(cast: Cast) -> None:
    assert refused(cast.dsp_la, decided_case(cast)) == "not_certified"


def test_scenario_2_a_deputy_whose_delegation_ended_yesterday_cannot_sign(cast: Cast) -> None:
    case = certified_case(cast)
    assert refused(cast.lapsed_deputy, case) == "delegation"
    assert not Signature.objects.filter(review__case=case).exists()


def test_a_deputy_with_a_delegation_in_force_signs_and_the_record_says_for_whom(cast: Cast) -> None:
    case = certified_case(cast)
    line = sign_off(by=cast.deputy_health, case=case, position=AGREE)
    assert line.partner == Partner.HEALTH
    assert "standing in for Hana Siddall" in line.capacity


def test_a_second_press_of_agree_has_no_second_effect(cast: Cast) -> None:
    case = certified_case(cast)
    sign_off(by=cast.dsp_la, case=case, position=AGREE)
    assert refused(cast.dsp_la, case) == "signed_already"
    assert Signature.objects.filter(review__case=case).count() == 1


def test_the_chair_the_manager_and_strangers_cannot_sign(cast: Cast) -> None:
    case = certified_case(cast)
    for who in (cast.chair, cast.manager, cast.member, cast.stranger, cast.devon_la, cast.scrutineer):
        assert refused(who, case) in {"not_yours", "not_let_in"}


def test_whoever_wrote_part_of_the_report_cannot_sign_it(cast: Cast) -> None:
    case = certified_case(cast)
    seat = review(case).sections.first()
    assert seat is not None
    seat.seat = cast.dsp_la.seat
    seat.save()
    assert refused(cast.dsp_la, case) == "drafter"


def test_agreeing_with_a_comment_signs_and_disagreeing_does_not(cast: Cast) -> None:
    case = certified_case(cast)
    assert refused(cast.dsp_la, case, SignPosition.AGREE_WITH_COMMENT) == "no_reason"
    sign_off(
        by=cast.dsp_la,
        case=case,
        position=SignPosition.AGREE_WITH_COMMENT,
        comment="Mind the school holidays.",
    )
    assert facts.has(case, Kind.SIGNED_OFF, "la")
    sign_off(
        by=cast.dsp_health, case=case, position=SignPosition.DISAGREE, comment="The harm was not known to us."
    )
    assert not facts.has(case, Kind.SIGNED_OFF, "health")
    assert case.disagreements.filter(kind=DecisionKind.RR_SIGN_OFF, ended_at=None).count() == 1


def test_a_changed_mind_replaces_the_line_and_both_stay(cast: Cast) -> None:
    case = certified_case(cast)
    sign_off(by=cast.dsp_health, case=case, position=SignPosition.DISAGREE, comment="Not yet.")
    sign_off(by=cast.dsp_health, case=case, position=AGREE)
    lines = Signature.objects.filter(review__case=case, partner="health").order_by("id")
    assert [line.current for line in lines] == [False, True]
    assert facts.has(case, Kind.SIGNED_OFF, "health")


def test_a_lead_safeguarding_partner_signs_only_for_their_own_silent_partner(cast: Cast) -> None:
    case = certified_case(cast)
    line = sign_off(by=cast.lsp_police, case=case, position=AGREE)
    assert line.instead_of_silent
    assert line.partner == Partner.POLICE
    sign_off(by=cast.dsp_la, case=case, position=AGREE)
    assert refused(cast.lsp_la, case) == "not_silent"


def test_a_change_to_the_report_takes_signatures_back_and_says_what_changed(cast: Cast) -> None:
    case = signed_case(cast)
    text = review(case).sections.get(code="incident", current=True)
    write_section(by=cast.manager, case=case, section="incident", text="Another account.", base=str(text.pk))
    assert not facts.has(case, Kind.SIGNED_OFF, "la")
    assert not facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)
    ended = Signature.objects.filter(review__case=case, partner="la").get()
    assert "What happened, in short" in ended.ended_why
    assert refused(cast.dsp_la, case) == "not_certified"


def test_an_outcome_without_a_review_decides_another_way_of_learning(cast: Cast) -> None:
    case = signed_case(cast, outcome=RapidReviewOutcome.ALTERNATIVE_LEARNING)
    assert facts.has(case, Kind.LEARNING_ROUTE_DECIDED)
    assert not facts.has(case, Kind.PRACTICE_REVIEW_DECIDED)


def test_signing_keeps_to_a_fixed_time_limit(cast: Cast) -> None:
    case = certified_case(cast, sent_on=None)
    line = case.deadlines.get(kind="rapid_review_to_panel")
    assert line.due_on - review(case).opened_at.date() > timedelta(days=14)
