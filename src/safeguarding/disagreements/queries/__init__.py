"""The only readers of this room."""

from safeguarding.disagreements.queries.agencies import work as agencies_work
from safeguarding.disagreements.queries.dates import dates
from safeguarding.disagreements.queries.partners import (
    any_open,
    differ_on,
    group_matters,
    matters,
    moved,
    of_case,
    running_clocks,
    steps,
    whose_turn,
    work,
)

__all__ = [
    "agencies_work",
    "any_open",
    "dates",
    "differ_on",
    "group_matters",
    "matters",
    "moved",
    "of_case",
    "running_clocks",
    "steps",
    "whose_turn",
    "work",
]
