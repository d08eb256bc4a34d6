"""The standing cast, for tests of the meetings; and the record verifies after each."""

import pytest

from tests.people.cast import Cast, make_cast


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()
