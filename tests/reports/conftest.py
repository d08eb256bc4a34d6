"""The cast, and a record that must verify after every test."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people.cast import Cast, make_cast


@pytest.fixture(autouse=True)
def _no_static_files(settings: Any) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()
