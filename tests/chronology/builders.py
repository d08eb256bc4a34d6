"""Chronologies given, checked and released by the acts that people call."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.chronology.actions import finish_checking, give_paper, read_paper
from safeguarding.chronology.merge import Read
from safeguarding.chronology.models import Event, Paper
from safeguarding.evidence.actions import give_chronology, release_returns
from safeguarding.evidence.actions.chronologies import ASKED
from safeguarding.evidence.models import Request
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from tests.chronology.papers import chronology, word
from tests.people.cast import Cast

Row = tuple[str, str, str]
"""The date, the time and what happened."""
HOSPITAL: Sequence[Row] = (
    ("3 March 2026", "10:15", "Tobias Quillfeather was brought to the emergency department with a bruise."),
    ("about May 2026", "", "A call to Esme Quillfeather. No answer."),
    ("12 September 2026", "14:00", "A visit by the health visitor. Toby was seen and smiled."),
)
PRACTICE: Sequence[Row] = (
    ("03/03/2026", "10.20", "Tobias was taken to the emergency department with a bruise to the cheek."),
    ("1 October 2026", "", "Was not brought to his review."),
)
DOUBTFUL: Sequence[Row] = (*PRACTICE, ("31/02/2026", "", "A letter came back."), ("", "", "Rang twice."))


def paper(*rows: Row) -> bytes:
    """A Word document with these rows."""
    return word(chronology(*[(day, at, "Notes", text, "") for day, at, text in rows]))


def read(rows: Sequence[Row] = HOSPITAL, name: str = "Our chronology.docx") -> Read:
    """What is read in such a document."""
    found = read_paper(name, paper(*rows), timezone.localdate())
    assert isinstance(found, Read), found
    return found


def author_of(request: Request) -> Acting:
    """Whoever was sent the request, come by the link and the code."""
    from tests.evidence.builders import author_of

    return author_of(request)


def give(request: Request, rows: Sequence[Row] = HOSPITAL, handling: str = "shareable") -> Paper:
    """A chronology given by the agency's own author."""
    return give_chronology(by=author_of(request), request=request, read=read(rows), handling=handling)


def checked(request: Request, rows: Sequence[Row] = HOSPITAL, handling: str = "shareable") -> Paper:
    """The same, found right by its author."""
    return finish_checking(by=author_of(request), paper=give(request, rows, handling), relations=ASKED)


def composite(cast: Cast, case: Case) -> dict[str, Event]:
    """Two agencies' chronologies, released; the events by their first words."""
    for agency, rows in ((cast.hospital, HOSPITAL), (cast.gp, PRACTICE)):
        checked(Request.objects.select_related("contact__person").get(case=case, agency=agency), rows)
    release_returns(by=cast.manager, case=case)
    return {" ".join(event.text.split()[:3]): event for event in Event.objects.filter(case=case)}


def brought_in(cast: Cast, case: Case, agency: Agency, rows: Sequence[Row] = HOSPITAL) -> Paper:
    """A chronology that the office brought in for an agency."""
    return give_paper(by=cast.support, case=case, agency=agency, read=read(rows))
