"""Reading the drafts of a practice review's report."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from safeguarding.cases.models import Case
from safeguarding.practice_reviews.models import Draft
from safeguarding.practice_reviews.papers.comparing import Section, compare
from safeguarding.practice_reviews.papers.reading import BESIDE, Part
from safeguarding.ui.words import plural


def drafts(case: Case) -> QuerySet[Draft]:
    """Every version without its text, the newest first."""
    found = case.review_drafts.select_related("file__stream", "given_by__person").defer("parts")
    return found.order_by("-number")


def draft_of(case: Case, number: int) -> Draft | None:
    """One version with its text."""
    return case.review_drafts.select_related("file__stream", "given_by__person").filter(number=number).first()


def parts_of(draft: Draft) -> list[Part]:
    """The text of a version."""
    return [Part(one["heading"], tuple(one["paragraphs"])) for one in draft.parts]


def not_read(draft: Draft) -> list[str]:
    """What stands in the file of a version and not in its text, in words."""
    return [BESIDE.get(one, one) for one in draft.beside]


def changes(older: Draft, newer: Draft) -> list[Section]:
    """How the newer of two versions differs from the older."""
    return compare(parts_of(older), parts_of(newer))


def told(sections: Iterable[Section]) -> str:
    """How much has changed, in a sentence."""
    states = [one.state for one in sections]
    said = [
        f"{plural(states.count(state), 'section')} {word}"
        for state, word in (("changed", "changed"), ("new", "new"), ("gone", "taken out"))
        if state in states
    ]
    if not said:
        return "The words of these two versions are the same."
    return f"{', '.join(said)}; {states.count('same')} the same."
