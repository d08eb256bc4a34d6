"""The short return, or the report, as a Word form to fill in away from the system; `word_back` reads it.

It names nobody: who the child is stands only behind the sign-in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from safeguarding.documents.shape import check_paper
from safeguarding.documents.word import render_docx
from safeguarding.evidence.models import Request
from safeguarding.evidence.questions import ENTRIES, How, Part, Question
from safeguarding.evidence.wording import who_may_read
from safeguarding.statute.terms import Handling

ANSWER, MARK = "Your answer", "Who may read it (1 to 4)"
NOTHING = "Nothing to say here? Write “yes”"
BLANK = 3
"""Empty entries in a form, beside those that are filled in already."""
MARKS = list(Handling)
HOW = (
    "Write in the boxes on the right; they grow. “Nothing” and “not known” are answers. Leave the words on "
    "the left as they are, save the file, and give it back on the same page."
)
ENTRY = (
    "Where there are boxes for several, fill in as many as you need. More of them can be added on the page."
)


def head(request: Request) -> str:
    """What the number of a question stands behind: a short return given back as a report is noticed."""
    return "Section" if request.is_report else "Question"


def word_form(
    asked: Request,
    questions: Sequence[Question],
    answers: Mapping[str, Mapping[str, Any]],
    agency: str,
    today: date,
) -> bytes:
    """The form as a Word document, with what has been answered so far."""
    case = asked.case
    options = [f"{number}: {label}." for number, (_, label) in enumerate(who_may_read(asked.form), start=1)]
    told = [
        {"kind": "para", "text": HOW},
        *([{"kind": "para", "text": ENTRY}] if asked.is_report else []),
        {"kind": "heading", "text": "Who may read an answer: write 1, 2, 3 or 4"},
        {"kind": "list", "items": options},
    ]
    paper = {
        "title": "A report for a practice review" if asked.is_report else "A short return",
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
            *(_section(head(asked), question, answers.get(question.key, {})) for question in questions),
        ],
    }
    return render_docx("agency_summary", check_paper(paper, version=1, draft=False))


def _section(word: str, question: Question, kept: Mapping[str, Any]) -> dict[str, Any]:
    mark = [MARK, str(MARKS.index(Handling(kept.get("handling", Handling.SHAREABLE))) + 1)]
    first = f"{word} {question.number}"
    if not question.parts:
        tables = [_table(question.title, [first, question.ask], [[ANSWER, kept.get("text", "")], mark])]
    else:
        tables = _tables(first, question, kept, mark)
    return {
        "number": str(question.number),
        "title": question.title,
        "blocks": [{"kind": "list", "items": list(question.help)}, *_lists(question), *tables],
    }


def _lists(question: Question) -> list[dict[str, Any]]:
    """The numbered answers of each part that has some."""
    found: list[dict[str, Any]] = []
    for part in question.parts:
        if part.options:
            several = "one or several numbers" if part.how is How.SOME else "one number"
            found += [
                {"kind": "heading", "text": f"{part.label} Write {several}"},
                {"kind": "list", "items": [f"{n}: {label}" for n, (_, label) in enumerate(part.options, 1)]},
            ]
    return found


def _tables(first: str, question: Question, kept: Mapping[str, Any], mark: list[str]) -> list[dict[str, Any]]:
    entries = question.entries(kept.get("said"))
    none = bool(kept.get("text")) and not entries
    rows = [[NOTHING, "yes" if none else ""]] if question.nothing else []
    if not question.entry:
        said = entries[0] if entries else {}
        rows = [*([part.label, _written(part, said.get(part.key))] for part in question.parts), *rows, mark]
        return [_table(question.title, [first, question.ask], rows)]
    tables = [_table(question.title, [first, question.ask], [*rows, mark])]
    for number in range(1, min(len(entries) + BLANK, ENTRIES) + 1):
        said = entries[number - 1] if number <= len(entries) else {}
        title = f"{question.entry.capitalize()} {number}"
        tables.append(
            _table(
                title,
                [f"{first}, {question.entry} {number}", title],
                [[part.label, _written(part, said.get(part.key))] for part in question.parts],
            )
        )
    return tables


def _table(caption: str, heads: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"kind": "table", "caption": caption, "head": heads, "rows": rows, "widths": [28, 72]}


def _written(part: Part, value: Any) -> str:
    """An answer as it stands in the form: numbers for what is chosen from a list."""
    if not part.options:
        return str(value or "")
    chosen = value if isinstance(value, list) else [value]
    codes = [code for code, _ in part.options]
    return ", ".join(str(codes.index(one) + 1) for one in chosen if one in codes)
