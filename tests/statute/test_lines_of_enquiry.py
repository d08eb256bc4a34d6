"""The number of lines of enquiry is advised on and never blocks."""

from __future__ import annotations

import pytest

from safeguarding.statute.lines_of_enquiry import advice


@pytest.mark.parametrize(
    ("count", "says"),
    [(0, "Add what"), (2, "Add what"), (7, "two of them"), (8, "two of them"), (9, "six months")],
)
def test_too_few_and_too_many_are_advised_on(count: int, says: str) -> None:
    assert says in advice(count)


@pytest.mark.parametrize("count", [3, 6])
def test_three_to_six_need_no_advice(count: int) -> None:
    assert advice(count) == ""
