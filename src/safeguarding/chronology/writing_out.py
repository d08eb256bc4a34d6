"""The composite as a file: what may go into it, under which names, and its stamp."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.cases.naming import people_of
from safeguarding.chronology import merge, out
from safeguarding.chronology.models import Event, Pair, Taken
from safeguarding.chronology.proposing import pure
from safeguarding.chronology.queries import spellings
from safeguarding.chronology.queries.composite import usable, visible
from safeguarding.chronology.queries.pairs import told_twice
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.ui.words import moment

FORMS = {
    "docx": "Word document",
    "pdf": "PDF",
    "xlsx": "Excel workbook",
    "csv": "CSV (a plain list)",
    "json": "JSON (for another program)",
}
TYPES = {**CONTENT_TYPES, "json": "application/json", "zip": "application/zip"}


@dataclass(frozen=True)
class Made:
    """A file of the composite: what is in it and what was held back."""

    name: str
    content_type: str
    data: bytes
    events: int
    held_back: int


def make(case: Case, by: Acting, *, purpose: str, form: str, named: bool) -> Made:
    """The file, from what this reader may read and this purpose may use. Slow: make it before a
    transaction.
    """
    chosen = usable(case, by, for_report=purpose != Taken.Purpose.MEETING)
    merged = composed(case, by, chosen, named=named)
    names = "Names stand as the agencies wrote them" if named else "Names are replaced by pseudonyms"
    stamp = (
        f"{Taken.Purpose(purpose).label}. {case.reference}. Taken by {by.person.name}, {by.capacity}, on "
        f"{moment(timezone.now())}. {names}."
    )
    data, ending = _bytes(merged, form, stamp, case)
    held_back = visible(case, by).count() - len(merged.events)
    name = f"Chronology {case.reference}.{ending}"
    return Made(name, TYPES[ending], data, len(merged.events), held_back)


def composed(case: Case, by: Acting, chosen: QuerySet[Event], *, named: bool) -> merge.Merged:
    """The events as the pure core knows them, with names or pseudonyms, and what is told twice."""
    events = list(chosen.order_by("sorts").select_related("paper"))
    agencies = Agency.objects.filter(pk__in={event.agency_id for event in events}).prefetch_related("names")
    called = {one.pk: one.name_on(by.today) for one in agencies}
    plain = [pure(event, called[event.agency_id]) for event in events]
    if not named:
        people, also, nobody = people_of(case), spellings.meant(case), spellings.nobody(case)
        for one in plain:
            one.entry.text = people.hide(one.entry.text, also, nobody)
            one.entry.container = people.hide(one.entry.container, also, nobody)
            one.entry.date_text = people.hide(one.entry.date_text, also, nobody)
            one.entry.carried_from = people.hide(one.entry.carried_from, also, nobody)
            one.entry.other = {
                people.hide(title, also, nobody): people.hide(words, also, nobody)
                for title, words in one.entry.other.items()
            }
    twice = told_twice(case, by, events)
    there = {event.pk for event in events}
    for event, one in zip(events, plain, strict=True):
        told = [(pair, other) for pair, other in twice.get(event.pk, ()) if other.pk in there]
        one.notes = tuple(_note(pair, other, called) for pair, other in told)
    return merge.Merged(plain, [], {}, [])


def _note(pair: Pair, other: Event, called: dict[int, str]) -> str:
    said = {
        Pair.Judged.SAME.value: "One event, also told by",
        Pair.Judged.CONFLICT.value: "One event, told otherwise by",
    }.get(pair.judged, "Perhaps one event with that of")
    when = out.in_words(other.earliest, other.latest, other.at, uncertain=other.uncertain)
    return f"{said} {called[other.agency_id]} ({when})."


def _bytes(merged: merge.Merged, form: str, stamp: str, case: Case) -> tuple[bytes, str]:
    """The file and its ending: a long chronology comes as several volumes in one ZIP."""
    if form == "csv":
        return out.as_csv(merged, stamp), form
    if form == "json":
        return out.as_json(merged), form
    if form == "xlsx":
        return out.as_workbook(merged, stamp), form
    papers = out.as_papers(merged, stamp, timezone.localdate(), case.partnership.name)
    made = out.as_word(papers) if form == "docx" else out.as_pdf(papers)
    return (made[0], form) if len(made) == 1 else (out.as_zip(made, form), "zip")
