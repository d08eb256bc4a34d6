"""Two people at one template at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safeguarding.correspondence.models import Letter
from safeguarding.documents.actions.templates import Fit, approve_template, propose_template
from safeguarding.documents.filling import Judgement
from safeguarding.documents.models import Template
from safeguarding.statute.terms import DocumentKind
from tests.people.cast import Cast, make_cast
from tests.races.conftest import Race
from tests.races.test_acts_of_a_case import ROUNDS, done, refused

pytestmark = pytest.mark.race
REPORT = DocumentKind.RR_REPORT


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_a_template_is_proposed_and_approved_once(cast: Cast, race: Race) -> None:
    """Two propose one at once, then two approve it at once: one stands."""

    def propose(number: int) -> list[Callable[[], Any]]:
        fit = Fit(REPORT, f"PK {number}".encode(), Judgement([], [], []))
        return [lambda: propose_template(by=cast.manager, kind=REPORT, why="Ours.", fit=fit)] * 2

    def approve(_: int) -> list[Callable[[], Any]]:
        waits = Template.objects.get(approved_at=None)
        return [lambda who=who: approve_template(by=who, template=waits) for who in (cast.chair, cast.dsp_la)]

    for number in range(ROUNDS):
        [ran] = race(lambda _, number=number: propose(number))
        assert (done(ran), refused(ran)) == (1, ["waits_already"])
        [ran] = race(approve)
        assert (done(ran), refused(ran)) == (1, ["settled"])
    assert Template.objects.filter(approved_at__isnull=False).count() == ROUNDS
    assert Letter.objects.filter(kind="template_answered").count() == ROUNDS
