"""The standing cast, for tests of the cases room."""

import pytest

from tests.people.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
