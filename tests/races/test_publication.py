"""The last two partners at the same moment, and two who publish at once: it is decided and published once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from safeguarding.practice_reviews.actions import intending, publishing
from safeguarding.practice_reviews.models import PublicPage, Stance
from safeguarding.record.models import DecisionRecord
from safeguarding.record.verify import verify_all
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.publication import Way
from tests.cases.builders import notified_case
from tests.people.cast import Cast, make_cast
from tests.practice_reviews.test_deciding import by_signature
from tests.practice_reviews.test_monitoring import fact
from tests.practice_reviews.test_publication import give, lawful, ready
from tests.races.conftest import run_together


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    yield make_cast()
    report = verify_all()
    assert report.ok, report.first_broken


@pytest.mark.race
def test_the_last_two_partners_at_once_decide_it_once(cast: Cast) -> None:
    case = notified_case(cast)
    by_signature(cast, case)
    fact(case, Kind.REPORT_ACCEPTED, cast.dsp_la)
    give(cast, case)
    one = intending.intend(
        by=cast.dsp_la, case=case, way=Way.PUBLISH, reasons="To learn.", planned_on=lawful()
    )
    ran = run_together(
        [
            lambda who=who: intending.take_stance(
                by=who, case=case, number=one.number, agrees=True, reason="Yes."
            )
            for who in (cast.dsp_health, cast.dsp_police)
        ]
    )
    assert [done.error for done in ran if done.error] == []
    assert Stance.objects.filter(current=True).count() == 3
    assert DecisionRecord.objects.filter(kind="publish").count() == 1
    assert case.facts.filter(kind=Kind.PUBLICATION.value, current=True).count() == 1


@pytest.mark.race
def test_two_who_publish_at_once_publish_it_once(cast: Cast) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=16)):
        case = notified_case(cast)
        by_signature(cast, case)
        fact(case, Kind.REPORT_ACCEPTED, cast.dsp_la)
        report = ready(cast, case)
    made = publishing.typeset(report)
    ran = run_together(
        [
            lambda who=who: publishing.publish(by=who, case=case, number=report.number, pdf=made)
            for who in (cast.manager, cast.support, cast.manager)
        ]
    )
    errors = [done.error for done in ran if done.error]
    assert [type(error) for error in errors] == [NotAllowed, NotAllowed]
    assert PublicPage.objects.count() == 1
    assert case.facts.filter(kind=Kind.PUBLISHED.value, current=True).count() == 1
