"""Who may come near an agency's chronology: its agency, whoever brought it in for them, and after its release
the people of the meeting.
"""

from __future__ import annotations

from django.db.models import Q

from safeguarding.cases.access import may_do, reads_all
from safeguarding.cases.models import Case
from safeguarding.chronology.models import Paper
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.answer import Answer
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import Handling


def may_give(by: Acting, case: Case, agency: Agency, *more: Relation) -> Answer:
    """Whether somebody may give a chronology for this agency, and settle how it is read.

    `more` is how the room that asked the agency knows them to stand to its request; without it, only whoever
    runs the case may, for an agency that sent its paper by e-mail.
    """
    return may_do(by, Act.GIVE_CHRONOLOGY if more else Act.BRING_IN_CHRONOLOGY, case, *more)


def may_settle(by: Acting, paper: Paper, *more: Relation) -> Answer:
    """Whether somebody may settle how this paper is read: its agency, or the office that brought it in."""
    act = Act.GIVE_CHRONOLOGY if not paper.by_us or more else Act.BRING_IN_CHRONOLOGY
    return may_do(by, act, paper.case, *more)


def readable(by: Acting, case: Case, of: str = "") -> Q:
    """The events whose mark lets this reader read them; `of` leads to the events from another table."""
    return Q() if reads_all(by, case) else ~Q(**{f"{of}handling": Handling.PARTNERS.value})
