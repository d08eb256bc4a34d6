"""What agencies are asked: the short return for a rapid review, the report for a practice review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from safeguarding.evidence.questions.question import ENTRIES, Block, How, Part, Question
from safeguarding.evidence.questions.report import REPORT, report_for
from safeguarding.evidence.questions.short import SHORT

__all__ = [
    "CONCERN",
    "ENTRIES",
    "REPORT",
    "SHORT",
    "Block",
    "How",
    "Part",
    "Question",
    "every_question",
    "questions_for",
]

CONCERN: Final = Question(
    "concern", 9, "A worry all the same", "Is there anything that worries you all the same?", (), "", "", ""
)
"""What an agency without a record may add to its nil return."""


def every_question(form: str) -> tuple[Question, ...]:
    """All that a form can ask, in order, whomever it is asked of."""
    return REPORT if form == "report" else SHORT


def questions_for(form: str, kind: str, answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """What this form asks an agency of this kind, given what it has answered so far."""
    if form != "report":
        return SHORT
    how = ((answers.get("involved") or {}).get("said") or {}).get("how", "")
    return tuple(one for one in report_for(kind) if how not in one.not_for)
