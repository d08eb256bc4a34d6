"""Looking through what was released of a case: whom each event names, and which may be told twice."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.models import Case
from safeguarding.cases.naming import identities, people_of
from safeguarding.chronology import merge
from safeguarding.chronology.dates import When
from safeguarding.chronology.duplicates import likely_pairs
from safeguarding.chronology.entries import Entry
from safeguarding.chronology.models import Event, Mention, Pair
from safeguarding.chronology.queries.composite import released
from safeguarding.chronology.queries.spellings import meant, nobody


def propose(case_id: int) -> int:
    """Find mentions and likely pairs anew. What people have judged stays; returns how many pairs are new."""
    case = Case.objects.get(pk=case_id)
    events = list(released(case).order_by("sorts").select_related("paper"))
    people, also = people_of(case), meant(case)
    by_pseudonym = {pseudonym: key for key, pseudonym in identities(case).items()}
    mentions = [
        Mention(event=event, identity_id=by_pseudonym[name])
        for event in events
        for name in people.named_in(event.text, also)
        if name in by_pseudonym
    ]
    names = {one.pk: one.name_on(one.active_from) for one in {event.agency for event in events}}
    plain = [pure(event, names[event.agency_id]) for event in events]
    nobody_of_the_case = nobody(case)
    for one in plain:  # the reasons are read by people who may not see names
        one.entry.text = people.hide(one.entry.text, also, nobody_of_the_case)
    found = []
    for place, beside, likeness in likely_pairs(plain):
        first, second = sorted((events[place], events[beside]), key=lambda event: event.pk)
        found.append(
            Pair(case=case, first=first, second=second, score=likeness.score, reasons=list(likeness.reasons))
        )
    with transaction.atomic():
        before = Pair.objects.filter(case=case).count()
        Mention.objects.bulk_create(mentions, ignore_conflicts=True, batch_size=500)
        Pair.objects.bulk_create(found, ignore_conflicts=True, batch_size=200)
        return Pair.objects.filter(case=case).count() - before


def pure(event: Event, agency: str) -> merge.Event:
    """An event as the pure core and what it writes out know it."""
    said = event.said
    entry = Entry(
        container=said["container"],
        row=said["row"],
        date_text=said["date"],
        when=When(event.earliest, event.latest, event.uncertain, event.at),
        text=said["text"],
        other=dict(said["other"]),
        why=[] if event.settled else list(event.why),
        carried_from=said["carried"],
    )
    return merge.Event(agency, event.paper.short, entry)
