"""The cast, and the rooms up to people."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from tests.people.cast import Cast, make_cast


@pytest.fixture(autouse=True)
def _own_rooms(settings: Any) -> None:
    settings.ROOT_URLCONF = settings.SAFEGUARDING_WIRING = "tests.people.urls"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody; tries and used codes counted from nothing."""
    cache.clear()
    return make_cast()
