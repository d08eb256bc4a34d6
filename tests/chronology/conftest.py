"""A cast and a case on which the Panel has just been notified, so that the agencies have been asked."""

from __future__ import annotations

import pytest

from safeguarding.cases.models import Case
from safeguarding.evidence.models import Request
from tests.cases.builders import notified_case
from tests.people.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def case(cast: Cast, chain_verifies: None) -> Case:
    return notified_case(cast)


@pytest.fixture
def hospital(cast: Cast, case: Case) -> Request:
    """The request to the hospital, whose author has a seat."""
    return Request.objects.get(case=case, agency=cast.hospital)


@pytest.fixture
def practice(cast: Cast, case: Case) -> Request:
    """The request to the surgery, which answers by a link."""
    return Request.objects.get(case=case, agency=cast.gp)
