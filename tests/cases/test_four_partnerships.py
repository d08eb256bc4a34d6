"""The same story under four partnerships' rules: referral, split, decision, notification, plan of days.

Where their published rules differ, so does what happens; the law's own limits hold in all four.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from safeguarding.cases.actions.consideration import decide_for_local_authority
from safeguarding.cases.facts import has
from safeguarding.cases.models import Case
from safeguarding.statute.calendar import Counting, add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Role, ThresholdPosition
from tests.cases.builders import considered_case, today
from tests.cases.test_notification import send
from tests.people.cast import Cast

PLAN = {
    "plan_requests_out": 1,
    "plan_progress_check": 4,
    "plan_returns_due": 8,
    "plan_meeting": 10,
    "plan_draft": 12,
    "plan_sign_off": 14,
    "rapid_review_to_panel": 15,
}
PROTOCOL = ["D0", "D1", "D2", "D3"]


@dataclass(frozen=True)
class Outcome:
    """What this partnership's rules make of the story."""

    counting: Counting
    ladder: list[str]
    settled_by_the_split_itself: bool = False
    independent_view: bool = False


OUTCOMES = {
    "barnet": Outcome(Counting.EXCLUSIVE, PROTOCOL),
    "devon": Outcome(Counting.INCLUSIVE, ["D0", "D1"], settled_by_the_split_itself=True),
    "cambridgeshire_peterborough": Outcome(Counting.EXCLUSIVE, PROTOCOL),
    "leeds": Outcome(Counting.EXCLUSIVE, PROTOCOL, independent_view=True),
}


def due(case: Case, start: date, counting: Counting) -> None:
    kept = dict(case.deadlines.filter(kind__in=PLAN).values_list("kind", "due_on"))
    assert kept == {kind: add_working_days(start, days, counting) for kind, days in PLAN.items()}


@pytest.mark.parametrize(("code", "outcome"), OUTCOMES.items(), ids=OUTCOMES.keys())
def test_the_same_story_under_each_partnerships_rules(cast: Cast, code: str, outcome: Outcome) -> None:
    partnership = cast.manager.seat.partnership
    partnership.profile = code
    partnership.save()

    case = Case.objects.get(pk=considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY).pk)
    assert case.rule_stamp["profile"] == code

    split = case.disagreements.get()
    assert (split.ending == "decided") is outcome.settled_by_the_split_itself
    assert split.positions.get(partner="health").words.startswith("Do not notify")
    rungs = case.profile.ladder_dates(split.decision, split.opened_on, split.aware_on)
    assert [rung.rung.level.value for rung in rungs] == outcome.ladder
    assert any(Role.INDEPENDENT_SCRUTINEER in rung.rung.who for rung in rungs) is outcome.independent_view
    assert rungs[-1].rung.who == (Role.LA_STATUTORY_DECIDER,)

    decide_for_local_authority(by=cast.decider, case=case, notify=True, reason="Both limbs are met.")
    send(cast, case)
    case.refresh_from_db()
    assert has(case, Kind.NOTIFIED)
    due(case, today(), outcome.counting)
