"""Drafts of a report for the tests: short Word documents under two headings."""

from __future__ import annotations

import io
from datetime import timedelta

import docx

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions import give_in_draft
from safeguarding.practice_reviews.models import Draft
from safeguarding.practice_reviews.papers.reading import ReadDraft, read_draft
from tests.cases.builders import today
from tests.people.cast import Cast
from tests.practice_reviews.test_deciding import local_case, take

FIRST = {
    "What happened": ["A boy was seen twice in one week.", "Nobody rang the school."],
    "What we learned": ["The duty number was not known."],
}
SECOND = {
    "What happened": ["A boy was seen three times in one week.", "Nobody rang the school."],
    "What we learned": ["The duty number was not known."],
    "What should change": ["The number stands on every screen."],
}


def report(parts: dict[str, list[str]], before: str = "") -> bytes:
    """A Word document with these headings and paragraphs."""
    paper = docx.Document()
    if before:
        paper.add_paragraph(before)
    for heading, paragraphs in parts.items():
        paper.add_heading(heading, 1)
        for words in paragraphs:
            paper.add_paragraph(words)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def reviewed_case(cast: Cast) -> Case:
    """A case on which a practice review was decided, with its reviewer let in."""
    case = local_case(cast)
    for who in cast.partners.values():
        take(who, case)
    grant_access(
        by=cast.manager, case=case, seat=cast.reviewer.seat, reason="Reviews it.",
        until=today() + timedelta(days=200),
    )  # fmt: skip
    case.refresh_from_db()
    return case


def given_in(by: Acting, case: Case, parts: dict[str, list[str]], note: str = "") -> Draft:
    """A draft given in as the page does it."""
    read = read_draft("draft.docx", report(parts))
    assert isinstance(read, ReadDraft), read
    return give_in_draft(by=by, case=case, read=read, note=note)
