"""What a review is called.

Without a notification there is no rapid review in law, and nothing is called one.
"""

from __future__ import annotations

from dataclasses import dataclass

from safeguarding.cases.models import Case
from safeguarding.statute.routes import LOCAL


@dataclass(frozen=True)
class Words:
    """The review's name in a sentence, at its beginning, and its report's title."""

    name: str
    title: str
    report: str
    statutory: bool


RAPID = Words("rapid review", "Rapid review", "Rapid review report", True)
CONSIDERED_LOCALLY = Words(
    "local consideration", "Local consideration", "Report of the local consideration", False
)


def words_for(case: Case) -> Words:
    """How this case's review is named."""
    return CONSIDERED_LOCALLY if case.basis == LOCAL else RAPID
