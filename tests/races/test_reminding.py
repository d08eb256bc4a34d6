"""Several workers at the same morning's round: one digest a person, one letter for a limit passed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest

from safeguarding.cases.actions.reminding import remind
from safeguarding.cases.models import Deadline
from safeguarding.correspondence.models import Letter
from safeguarding.people.models import ReminderRound
from safeguarding.record import rows
from safeguarding.record.models import Event
from safeguarding.statute.calendar import add_working_days
from tests.cases.builders import notified_case, today
from tests.people.cast import make_cast
from tests.races.conftest import Race

pytestmark = pytest.mark.race
ROUNDS = int(os.environ.get("RACE_ROUNDS", "6"))


def test_two_workers_at_the_same_round_remind_everybody_once(transactional_db: None, race: Race) -> None:
    cast = make_cast()
    case = notified_case(cast)
    Deadline.objects.filter(case=case).exclude(kind="rapid_review_to_panel").delete()
    days: list[date] = [today()]

    def scene(_: int) -> list[Callable[[], int]]:
        Deadline.objects.filter(case=case).update(due_on=add_working_days(days[-1], 1))
        days.append(add_working_days(days[-1], 2))
        return [work] * 3

    def work() -> int:
        with rows.scope("all"):
            return remind(days[-1])

    for number, ran in enumerate(race(scene, rounds=ROUNDS)):
        assert [one.error for one in ran if one.error] == [], f"round {number}"
    digests = Letter.objects.filter(kind="digest", to_person=cast.manager.person)
    assert digests.count() == ROUNDS
    assert ReminderRound.objects.count() == ROUNDS
    limits = Letter.objects.filter(kind="limit_passed", to_person=cast.chair.person)
    assert limits.count() == ROUNDS
    told = Event.objects.filter(stream=case.stream, act="tell_limit_passed")
    assert sum(event.on["told"] == "ltrg_chair" for event in told) == ROUNDS
