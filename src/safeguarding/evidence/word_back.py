"""Reading a Word form that came back: every answer with its mark, and no word lost.

People split tables, merge them, add rows and write words where a number was asked for. Whatever stands in a
table of ours goes to a question; where marks disagree the strictest holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from safeguarding.chronology.reading.apart import Apart
from safeguarding.chronology.reading.table import Unreadable
from safeguarding.evidence.models import Request
from safeguarding.evidence.questions import ENTRIES, How, Part, Question
from safeguarding.evidence.word_form import ANSWER, MARK, MARKS, NOTHING, head
from safeguarding.statute.answer import Refused
from safeguarding.statute.terms import Handling

MOST_ROWS = 3_000
MOST_LETTERS = 2_000_000
NOT_OURS = Refused(
    "not_our_form",
    "None of our questions is in this file.",
    "Download the form on this page, fill it in, and give us that. A chronology has a page of its own.",
)
NOT_WORD = Refused(
    "not_word", "This is not a Word document.", "Save the form as a Word document (.docx), and give us that."
)
TOO_MUCH = Refused(
    "form_too_much",
    "There is more in this file than in any form of ours.",
    "Put long papers into a chronology or leave them with you, and give us the form alone.",
)

Row = list[str]


@dataclass(frozen=True)
class Filled:
    """One answer as it stands in a form that came back: its text, or what was said to its parts."""

    text: str
    handling: str
    said: object = None


@dataclass
class _Block:
    """The rows under one heading of ours, and those of a table without a heading that goes on with them."""

    question: Question
    rows: list[Row] = field(default_factory=list)


def read_form(
    name: str, data: bytes, asked: Request, questions: Sequence[Question]
) -> dict[str, Filled] | Refused:
    """The answers of a form that came back, by question; or why it cannot be read and what to do.

    Slow, so ask before opening a transaction; the file is read in a process of its own with limits.
    """
    if name.lower().endswith((".csv", ".txt", ".xlsx")):
        return NOT_WORD
    try:
        with Apart() as apart:
            tables = apart.tables(name, data)
    except Unreadable as problem:
        return Refused(f"form_{problem.code}", problem.sentence, problem.mend)
    rows = [row for table in tables for row in table]
    if len(rows) > MOST_ROWS or sum(len(cell) for row in rows for cell in row) > MOST_LETTERS:
        return TOO_MUCH
    blocks = _blocks(tables, head(asked), {question.number: question for question in questions})
    found: dict[str, list[_Block]] = {}
    for block in blocks:
        found.setdefault(block.question.key, []).append(block)
    return {key: _filled(ours[0].question, ours) for key, ours in found.items()} or NOT_OURS


def _blocks(tables: Sequence[Sequence[Row]], word: str, questions: Mapping[int, Question]) -> list[_Block]:
    """The rows of every table by the heading they stand under, also where one begins in the middle of a table
    or the table below has lost its own.
    """
    pattern = re.compile(rf"{word} ([0-9]{{1,2}})(?:, \w+ [0-9]{{1,2}})?", re.IGNORECASE)
    blocks: list[_Block] = []
    for table in tables:
        rows = [[cell.strip() for cell in row] for row in table if row]
        heads = [pattern.fullmatch(row[0]) for row in rows]
        goes_on = bool(blocks) and _continues(blocks[-1].question, rows)
        current = blocks[-1] if goes_on else None
        for row, one in zip(rows, heads, strict=True):
            if one is not None:
                question = questions.get(int(one[1]))
                current = _Block(question) if question is not None else None
                blocks += [current] if current is not None else []
            elif current is not None:
                current.rows.append(row)
    return blocks


def _continues(question: Question, rows: Sequence[Row]) -> bool:
    """Whether a table without a heading is the rest of the one above: it has a label of ours."""
    labels = {ANSWER, MARK, NOTHING, *(part.label for part in question.parts)}
    return any(row[0] in labels for row in rows)


def _filled(question: Question, blocks: Sequence[_Block]) -> Filled:
    """Everything that stands under a question's headings, and its mark; without one of the four marks the
    answer is kept to the partners and the chair.
    """
    marks: list[str] = []
    nothing, texts = False, []
    entries: list[dict[str, list[Any]]] = [] if question.entry else [{}]
    for block in blocks:
        entry: dict[str, list[Any]] = {} if question.entry else entries[0]
        for label, *cells in block.rows:
            words = "\n".join(dict.fromkeys(cells))
            if label == MARK:
                number = words.rstrip(".")
                known = number in {"1", "2", "3", "4"}
                marks.append((MARKS[int(number) - 1] if known else Handling.PARTNERS).value)
            elif label == NOTHING and words.lower().rstrip(".") in {"", "yes", "no"}:
                nothing = nothing or words.lower().startswith("yes")
            elif not question.parts:
                texts += [words] if label == ANSWER else [label, words]
            else:
                _put(question, entry, label, words)
        if question.entry and entry:
            entries.append(entry)
    mark = Handling.strictest(marks or [Handling.PARTNERS.value]).value
    if not question.parts:
        return Filled("\n".join(filter(None, texts)).strip(), mark)
    said = [
        {key: _joined(question, key, values) for key, values in entry.items()} for entry in entries if entry
    ]
    if not said:
        return Filled(question.nothing if nothing else "", mark)
    return Filled("", mark, _within(question, said) if question.entry else said[0])


def _put(question: Question, entry: dict[str, list[Any]], label: str, words: str) -> None:
    """What stands beside a label goes to its part. What is no number of the list, and what stands beside
    words that are not ours, goes to the first part that takes words, under its label.
    """
    if not words:
        return
    part = next((one for one in question.parts if one.label == label), None)
    if part is None or not part.options:
        place, kept = (
            (part, words) if part is not None else (_open_part(question), f"{label}\n{words}".strip())
        )
        entry.setdefault(place.key, []).append(kept)
        return
    codes, whole = _chosen(part, words)
    if codes:
        entry.setdefault(part.key, []).extend(codes)
    if not whole:
        entry.setdefault(_open_part(question).key, []).append(f"{label}\n{words}")


def _chosen(part: Part, words: str) -> tuple[list[str], bool]:
    """The answers that the numbers stand for, and whether that is all that was written."""
    tokens = [one for one in re.split(r"[\s,;.]+", words) if one and one != "and"]
    codes = []
    for token in tokens:
        number = int(token) if re.fullmatch(r"[0-9]{1,3}", token) else 0
        if 1 <= number <= len(part.options):
            codes.append(part.options[number - 1][0])
    whole = len(codes) == len(tokens) and (part.how is How.SOME or len(codes) == 1)
    return (codes if part.how is How.SOME else codes[:1]), whole


def _joined(question: Question, key: str, values: list[Any]) -> Any:
    """What was said to one part: chosen answers each once, words one below the other."""
    part = next(one for one in question.parts if one.key == key)
    if part.how is How.SOME:
        return list(dict.fromkeys(values))
    return values[0] if part.how is How.ONE else "\n\n".join(values)


def _open_part(question: Question) -> Part:
    return next(one for one in question.parts if one.how is How.WORDS)


def _within(question: Question, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """No more entries than an answer can have: what is over stands, in words, in the last one."""
    kept, over = entries[:ENTRIES], entries[ENTRIES:]
    if over:
        key = _open_part(question).key
        kept[-1][key] = "\n\n".join([kept[-1].get(key, ""), question.words(over)]).strip()
    return kept
