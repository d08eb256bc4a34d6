"""The short return as a Word form: filled in away from the system, and read back with nothing lost.

It names nobody: who the child is stands only behind the sign-in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeguarding.chronology.reading.apart import Apart
from safeguarding.chronology.reading.table import Unreadable
from safeguarding.documents.shape import check_paper
from safeguarding.documents.word import render_docx
from safeguarding.evidence.models import Request, Return
from safeguarding.evidence.questions import QUESTIONS, Question
from safeguarding.statute.answer import Refused
from safeguarding.statute.terms import Handling

ANSWER, MARK = "Your answer", "Who may read it (1 to 4)"
MARKS = list(Handling)
BY_NUMBER = {f"question {question.number}": question for question in QUESTIONS}
HOW = (
    "Write in the boxes beside “Your answer”; they grow. “Nothing” and “not known” are answers. Leave the "
    "words on the left as they are, save the file, and give it back on the same page."
)
NOT_OURS = Refused(
    "not_our_form",
    "None of our questions is in this file.",
    "Download the form on this page, fill it in, and give us that. A chronology has a page of its own.",
)


@dataclass(frozen=True)
class Filled:
    """One answer as it stands in a form that came back."""

    text: str
    handling: str


def word_form(asked: Request, answer: Return, agency: str, today: date) -> bytes:
    """The form as a Word document, with what has been answered so far."""
    case = asked.case
    options = [f"{number}: {one.label}." for number, one in enumerate(MARKS, start=1)]
    told = [
        {"kind": "para", "text": HOW},
        {"kind": "heading", "text": "Who may read an answer: write 1, 2, 3 or 4"},
        {"kind": "list", "items": options},
    ]  # fmt: skip
    paper = {
        "title": "A short return",
        "subtitle": agency,
        "reference": case.reference,
        "marking": case.marking,
        "prepared_on": today.isoformat(),
        "organisation": case.partnership.name,
        "summary": [
            ["Asked by", case.partnership.name],
            ["Due", f"{asked.due_on.day} {asked.due_on:%B %Y}"],
            ["Look from", f"{asked.period_from:%d/%m/%Y} to {asked.period_to:%d/%m/%Y}"],
        ],
        "sections": [
            {"title": "How to fill this in", "blocks": told},
            *(_section(question, answer.answers.get(question.key, {})) for question in QUESTIONS),
        ],
    }
    return render_docx("agency_summary", check_paper(paper, version=1, draft=False))


def _section(question: Question, kept: Mapping[str, Any]) -> dict[str, Any]:
    handling = Handling(kept.get("handling", Handling.SHAREABLE))
    table = {
        "kind": "table",
        "caption": question.title,
        "head": [f"Question {question.number}", question.ask],
        "rows": [[ANSWER, kept.get("text", "")], [MARK, str(MARKS.index(handling) + 1)]],
        "widths": [22, 78],
    }
    return {
        "number": str(question.number),
        "title": question.title,
        "blocks": [{"kind": "list", "items": list(question.help)}, table],
    }


def read_form(name: str, data: bytes) -> dict[str, Filled] | Refused:
    """The answers of a form that came back, by question; or why it cannot be read and what to do.

    Slow, so ask before opening a transaction; the file is read in a process of its own with limits.
    """
    try:
        with Apart() as apart:
            tables = apart.tables(name, data)
    except Unreadable as problem:
        return Refused(f"form_{problem.code}", problem.sentence, problem.mend)
    found = {}
    for table in tables:
        question = _asked(table)
        if question is not None:
            found[question.key] = _filled(table)
    return found or NOT_OURS


def _asked(table: list[list[str]]) -> Question | None:
    heads = [row[0].strip().lower() for row in table if row]
    return next((BY_NUMBER[head] for head in heads if head in BY_NUMBER), None)


def _filled(table: list[list[str]]) -> Filled:
    """Everything that stands beside “Your answer” or in rows that somebody added, and the mark; without one
    of the four marks the answer is kept to the partners and the chair.
    """
    texts, mark = [], Handling.PARTNERS
    for label, *cells in ([cell.strip() for cell in row] for row in table if row):
        words = "\n".join(dict.fromkeys(cells))
        if label == MARK:
            number = words.rstrip(".")
            mark = MARKS[int(number) - 1] if number in {"1", "2", "3", "4"} else Handling.PARTNERS
        elif label.lower() not in BY_NUMBER:
            texts.append(words if label == ANSWER else "\n".join(filter(None, [label, words])))
    return Filled("\n".join(filter(None, texts)).strip(), mark.value)
