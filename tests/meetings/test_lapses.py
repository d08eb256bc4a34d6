"""Authority that has run out: it blocks with a sentence, and whoever gave it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.queries.history import history
from safeguarding.config import schedule
from safeguarding.correspondence.models import Letter
from safeguarding.meetings.queries import members_work
from safeguarding.people.models import Delegation
from safeguarding.rapid_reviews.actions.signing import sign_off
from safeguarding.rapid_reviews.models import Signature
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import SignPosition
from tests.cases.builders import today
from tests.people.cast import Cast, signed_in, stand_in
from tests.rapid_reviews.builders import certified_case

pytestmark = pytest.mark.django_db


def test_scenario_2_a_deputy_whose_delegation_ended_yesterday_cannot_sign_and_the_partner_is_prompted(
    cast: Cast,
) -> None:
    case = certified_case(cast)
    with pytest.raises(NotAllowed) as no:
        sign_off(by=cast.lapsed_deputy, case=case, position=SignPosition.AGREE)
    assert no.value.refused.code == "delegation"
    assert "Ring the delegated partner you stand for" in no.value.refused.mend
    assert not Signature.objects.exists()
    mine = members_work(cast.dsp_police)
    assert [item.title for item in mine] == ["Dennis Oakshott can no longer stand in for Piers Vantongeren"]
    assert mine[0].href == "/delegation/name/"
    assert "Dennis Oakshott can no longer stand in" in signed_in(cast.dsp_police).get("/").content.decode()
    assert members_work(cast.dsp_la) == []
    schedule.remind_of_deputies(today())
    schedule.remind_of_deputies(today())
    told = Letter.objects.get(kind="delegation_ended")
    assert told.to_person == cast.dsp_police.person
    for secret in (case.reference, case.pseudonym, "Dennis"):
        assert secret not in told.subject + told.body
    stand_in(cast.dsp_police, cast.lapsed_deputy, until=today() + timedelta(days=60))
    assert members_work(cast.dsp_police) == []
    sign_off(by=cast.lapsed_deputy, case=case, position=SignPosition.AGREE)


def test_a_partner_is_told_once_that_a_deputys_time_runs_out_soon(cast: Cast) -> None:
    Delegation.objects.filter(deputy=cast.deputy_health.seat).update(until=today() + timedelta(days=28))
    assert [item.due for item in members_work(cast.dsp_health)] == [today() + timedelta(days=28)]
    schedule.remind_of_deputies(today())
    schedule.remind_of_deputies(today() + timedelta(days=1))
    assert Letter.objects.filter(kind="delegation_ends", to_person=cast.dsp_health.person).count() == 1


def test_the_record_says_for_whom_a_deputy_stood(cast: Cast) -> None:
    case = certified_case(cast)
    sign_off(by=cast.deputy_health, case=case, position=SignPosition.AGREE)
    lines = [line["text"] for line in history(case, cast.chair)]
    assert any("Dilys Ferrant" in text and "standing in for Hana Siddall" in text for text in lines)
    assert "standing in for Hana Siddall" in Signature.objects.get().capacity
    Delegation.objects.filter(deputy=cast.deputy_health.seat).update(
        ended_at=timezone.now(), until=today() + timedelta(days=1)
    )
    again = [line["text"] for line in history(case, cast.chair)]
    assert any("standing in for Hana Siddall" in text for text in again), (
        "the past changes with the delegation"
    )


def test_whom_a_deputy_waits_for_is_among_the_things_to_do(cast: Cast) -> None:
    from safeguarding.people.actions import delegate

    delegate(
        by=cast.manager, principal=cast.dsp_health.seat, deputy=cast.deputy_health.seat,
        since=today(), until=today() + timedelta(days=90),
    )  # fmt: skip
    assert [i.title for i in members_work(cast.dsp_health)] == ["Confirm Dilys Ferrant as your deputy"]
