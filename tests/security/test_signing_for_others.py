"""Signatures are those of people who may sign; a deputy decides only what the delegation covers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.actions.closing import state_nothing_to_learn
from safeguarding.cases.actions.interests import declare_interest, exclude_person, rule_on_interest
from safeguarding.documents.actions import keep_upload
from safeguarding.learning.actions import decide_learning_route
from safeguarding.learning.models import LearningRoute
from safeguarding.people.models import Delegation
from safeguarding.rapid_reviews.actions.signing import (
    confirm_evidenced_signature,
    record_evidenced_signature,
)
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import DecisionKind, SignPosition
from tests.cases.builders import notified_case, referred_case, today
from tests.people.cast import Cast, signed_in
from tests.rapid_reviews.builders import certified_case


def mail(cast, case):
    return keep_upload(
        by=cast.support,
        stream=case.stream,
        name="agree.eml",
        data=b"From: a@b.example\r\nSubject: Sign-off\r\n\r\nI agree.\r\n",
    )


def by_email(cast, case, who):
    line = record_evidenced_signature(
        by=cast.support, case=case, seat=who.seat, position=SignPosition.AGREE, evidence=mail(cast, case)
    )
    return confirm_evidenced_signature(by=cast.manager, signature=line)


def test_lapsed_deputy_by_email(cast: Cast) -> None:
    case = certified_case(cast)
    with pytest.raises(NotAllowed):
        by_email(cast, case, cast.lapsed_deputy)


def test_deputy_not_covered_by_email(cast: Cast) -> None:
    Delegation.objects.filter(deputy=cast.deputy_health.seat).update(scopes=["threshold_position"])
    case = certified_case(cast)
    with pytest.raises(NotAllowed):
        by_email(cast, case, cast.deputy_health)


def test_excluded_partner_by_email(cast: Cast) -> None:
    case = certified_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="Named in it.")
    with pytest.raises(NotAllowed):
        by_email(cast, case, cast.dsp_police)


def scope_only(cast: Cast, kind: DecisionKind) -> None:
    Delegation.objects.filter(deputy=cast.deputy_health.seat).update(scopes=[kind.value])


def test_scoped_deputy_states_nothing_to_learn(cast: Cast) -> None:
    scope_only(cast, DecisionKind.TRIAGE_ROUTE)
    case = notified_case(cast)
    with pytest.raises(NotAllowed):
        state_nothing_to_learn(by=cast.deputy_health, case=case, nothing_more=True, words="Nothing.")


def test_scoped_deputy_decides_learning_route(cast: Cast) -> None:
    scope_only(cast, DecisionKind.TRIAGE_ROUTE)
    case = notified_case(cast)
    with pytest.raises(NotAllowed):
        decide_learning_route(
            by=cast.deputy_health,
            case=case,
            kind=LearningRoute.Kind.PRACTITIONER_EVENT,
            scope="s",
            question="q?",
            owner="o",
            due=today() + timedelta(weeks=2),
            product="p",
            impact="i",
        )


def test_partner_rules_on_an_interest_that_is_not_the_chairs(cast: Cast) -> None:
    case = referred_case(cast)
    declare_interest(by=cast.notifier, case=case, kind="personal", words="The mother is my sister.")
    interest = case.interests.get()
    with pytest.raises(NotAllowed):
        rule_on_interest(by=cast.dsp_la, interest=interest, walled=False, ruling="We need her.")


def test_a_wall_put_up_by_the_manager_is_not_lifted_with_an_interest(cast: Cast) -> None:
    from safeguarding.cases.queries import visible_to

    case = referred_case(cast)
    interest = declare_interest(by=cast.notifier, case=case, kind="personal", words="A neighbour.")
    exclude_person(by=cast.manager, case=case, person=cast.notifier.person, reason="Supervised the worker.")
    rule_on_interest(by=cast.chair, interest=interest, walled=False, ruling="Only by sight.")
    assert not visible_to(cast.notifier).exists()


def test_sign_off_asks_for_the_second_step_again(cast: Cast) -> None:
    """security.md 7.5.3: re-authentication for sign-off."""
    from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as KEY

    case = certified_case(cast)
    client = signed_in(cast.dsp_la)
    session = client.session
    session[KEY] = [{"method": "mfa", "type": "totp", "at": timezone.now().timestamp() - 6 * 3600}]
    session.save()
    answer = client.post(f"/cases/{case.reference}/sign-off/", {"position": "agree", "once": "a"})
    assert case.facts.filter(kind="signed_off").count() == 0
    assert "confirm" in answer.headers.get("Location", "")


def test_one_partner_does_not_end_as_agreed_what_the_others_hold_otherwise(cast: Cast) -> None:
    from safeguarding.disagreements.actions import open_disagreement, resolve_disagreement
    from safeguarding.disagreements.models import Disagreement
    from safeguarding.statute.terms import Partner

    case = notified_case(cast)
    row = open_disagreement(
        by=cast.manager,
        case=case,
        kind=DecisionKind.LCSPR_YES,
        about="Whether.",
        positions={Partner.LA: "Yes", Partner.HEALTH: "No", Partner.POLICE: "No"},
    )
    with pytest.raises(NotAllowed):
        resolve_disagreement(
            by=cast.dsp_la,
            disagreement=row,
            ending=Disagreement.Ending.AGREED,
            outcome="All agree.",
            positions={Partner.HEALTH: "Yes", Partner.POLICE: "Yes"},
        )


def test_a_seat_that_ended_while_an_act_waited_for_the_lock_does_nothing_more(cast: Cast) -> None:
    from safeguarding.cases.actions.parallel import note_parallel_process
    from safeguarding.people.actions import end_seat
    from safeguarding.statute.terms import ParallelKind

    case = referred_case(cast)
    end_seat(by=cast.support, seat=cast.notifier.seat, last_day=today() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        note_parallel_process(by=cast.notifier, case=case, kind=next(iter(ParallelKind)), lead_body="x")
