"""The short return, or the report, as a Word form: filled in away from the system, and read back with nothing
lost.

It names nobody: who the child is stands only behind the sign-in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeguarding.chronology.reading.apart import Apart
from safeguarding.chronology.reading.table import Unreadable
from safeguarding.documents.shape import check_paper
from safeguarding.documents.word import render_docx
from safeguarding.evidence.models import Request
from safeguarding.evidence.questions import ENTRIES, How, Part, Question
from safeguarding.evidence.wording import who_may_read
from safeguarding.statute.answer import Refused
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
NOT_OURS = Refused(
    "not_our_form",
    "None of our questions is in this file.",
    "Download the form on this page, fill it in, and give us that. A chronology has a page of its own.",
)


@dataclass(frozen=True)
class Filled:
    """One answer as it stands in a form that came back: its text, or what was said to its parts."""

    text: str
    handling: str
    said: object = None


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


def read_form(
    name: str, data: bytes, asked: Request, questions: Sequence[Question]
) -> dict[str, Filled] | Refused:
    """The answers of a form that came back, by question; or why it cannot be read and what to do.

    Slow, so ask before opening a transaction; the file is read in a process of its own with limits.
    """
    try:
        with Apart() as apart:
            tables = apart.tables(name, data)
    except Unreadable as problem:
        return Refused(f"form_{problem.code}", problem.sentence, problem.mend)
    by_number = {question.number: question for question in questions}
    pattern = re.compile(rf"{head(asked)} (\d{{1,2}})(?:, \w+ (\d{{1,2}}))?", re.IGNORECASE)
    found: dict[str, list[list[list[str]]]] = {}
    for table in tables:
        heads = (pattern.fullmatch(row[0].strip()) for row in table if row)
        one = next((found for found in heads if found), None)
        if one is not None and (question := by_number.get(int(one[1]))) is not None:
            rows = [
                [cell.strip() for cell in row]
                for row in table
                if row and not pattern.fullmatch(row[0].strip())
            ]
            found.setdefault(question.key, []).append(rows)
    keyed = {question.key: question for question in questions}
    return {key: _filled(keyed[key], tables) for key, tables in found.items()} or NOT_OURS


def _filled(question: Question, tables: list[list[list[str]]]) -> Filled:
    """Everything that stands in a question's tables, and its mark; without one of the four the answer is kept
    to the partners and the chair.
    """
    mark, nothing, entries, texts = Handling.PARTNERS, False, [], []
    for table in tables:
        entry: dict[str, Any] = {}
        for label, *cells in table:
            words = "\n".join(dict.fromkeys(cells))
            if label == MARK:
                number = words.rstrip(".")
                mark = MARKS[int(number) - 1] if number in {"1", "2", "3", "4"} else Handling.PARTNERS
            elif label == NOTHING and words.lower().rstrip(".") in {"", "yes", "no"}:
                nothing = nothing or words.lower().startswith("yes")
            elif not question.parts:
                texts.append(words if label == ANSWER else "\n".join(filter(None, [label, words])))
            else:
                _put(question, entry, label, words)
        if entry:
            entries.append(entry)
    if not question.parts:
        return Filled("\n".join(filter(None, texts)).strip(), mark.value)
    said: object = None
    if entries:
        said = _within(question, entries) if question.entry else entries[0]
    return Filled(question.nothing if nothing and not entries else "", mark.value, said)


def _within(question: Question, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """No more entries than an answer can have: what is over stands, in words, in the last one."""
    kept, over = entries[:ENTRIES], entries[ENTRIES:]
    if over:
        open_one = next(one for one in question.parts if one.how is How.WORDS)
        kept[-1][open_one.key] = "\n\n".join([kept[-1].get(open_one.key, ""), question.words(over)]).strip()
    return kept


def _put(question: Question, entry: dict[str, Any], label: str, words: str) -> None:
    """What stands beside a label goes to its part; what is not a number of the list, and what stands beside
    words that are not ours, goes to the first part that takes words, under its label.
    """
    if not words:
        return
    part = next((one for one in question.parts if one.label == label), None)
    rest = words if part is None else ""
    if part is not None and part.options:
        numbers = [int(one) for one in re.findall(r"\d+", words)]
        codes = [part.options[one - 1][0] for one in numbers if 1 <= one <= len(part.options)]
        if codes:
            entry[part.key] = codes if part.how is How.SOME else codes[0]
        plain = not re.sub(r"[\d\s,;.]|and", "", words) and len(codes) == len(numbers)
        rest = "" if plain and (part.how is How.SOME or len(codes) == 1) else words
    elif part is not None:
        entry[part.key] = "\n".join(filter(None, [entry.get(part.key, ""), words]))
    if rest:
        open_one = next(one for one in question.parts if one.how is How.WORDS)
        told = f"{label}\n{rest}".strip()
        entry[open_one.key] = "\n\n".join(filter(None, [entry.get(open_one.key, ""), told]))
