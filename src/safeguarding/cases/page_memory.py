"""What the showing of one page of a case looks up only once.

Acts lock the case first, which reads it anew, so that none of them rests on what is remembered here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from safeguarding.cases.models import Case

_KEPT = "_kept_for_this_page"
T = TypeVar("T")


def begin(case: Case) -> None:
    """From here on, what is looked up about this very object is remembered; it lives for one request."""
    setattr(case, _KEPT, {})


def once(case: Case, key: Hashable, look_up: Callable[[], T]) -> T:
    """The answer from before, or a fresh look where nothing is remembered."""
    kept: dict[Hashable, T] | None = getattr(case, _KEPT, None)
    if kept is None:
        return look_up()
    if key not in kept:
        kept[key] = look_up()
    return kept[key]
