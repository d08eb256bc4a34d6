"""Two partners close a case at the same moment: it is closed once."""

from __future__ import annotations

import pytest

from safeguarding.cases.actions.closing import Told, close_case
from safeguarding.cases.models import Case, Closing, Fact
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Partner
from tests.cases.test_closing import sent_case
from tests.people.cast import Cast, make_cast
from tests.races.conftest import Race

pytestmark = pytest.mark.race


def test_racing_closings_close_once(race: Race) -> None:
    cast: Cast = make_cast()
    made: list[Case] = []

    def scene(_number: int) -> list[object]:
        case = sent_case(cast)
        made.append(case)
        return [
            lambda who=who: close_case(
                by=who,
                case=case,
                why=Closing.Why.LEARNING,
                code=Closing.Code.LEARNED,
                reason="All done.",
                told=Told("In a letter.", "At a talk.", "One page."),
            )
            for who in (
                cast.partners[Partner.LA],
                cast.partners[Partner.HEALTH],
                cast.partners[Partner.POLICE],
            )
        ]

    for ran in race(scene, rounds=5):
        assert sum(one.error is None for one in ran) == 1
        lost = [one.error for one in ran if one.error]
        assert all(isinstance(error, NotAllowed) and error.refused.code == "closed" for error in lost)
    for case in made:
        assert Closing.objects.filter(case=case).count() == 1
        assert Fact.objects.filter(case=case, kind="closed", current=True).count() == 1
