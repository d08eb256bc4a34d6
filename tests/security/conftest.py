"""The standing cast, for attacks; the record must verify after every one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people.cast import Cast, make_cast


@pytest.fixture
def cast(db: None, settings: Any, chain_verifies: None) -> Cast:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_cast()
