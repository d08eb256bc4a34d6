"""Settling how a paper is read, before anything of it is merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.chronology.access import may_settle
from safeguarding.chronology.actions.giving import demand_handling, open_paper, said_date, still_open
from safeguarding.chronology.models import Event, Paper
from safeguarding.chronology.out import edtf
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Relation

Relations = tuple[Relation, ...]


@dataclass(frozen=True)
class Decision:
    """What somebody decided about one row: what is so, and the date where it is another."""

    number: int
    settled: str
    date_text: str = ""


@transaction.atomic
def settle_events(
    *, by: Acting, paper: Paper, decisions: Sequence[Decision], relations: Relations = ()
) -> list[Event]:
    """Decide doubts about rows: the reading is right, the date is another or not known, or the row is no
    event. What the agency wrote stays as it was. Can be decided anew until the paper is checked. Raises
    NotAllowed.
    """
    case, paper = open_paper(by, paper, relations)
    chosen = {one.number: one for one in decisions}
    if not chosen or {one.settled for one in decisions} - set(Event.Settled.values):
        raise NotAllowed(
            Refused("no_answer", "Nothing was decided.", "Choose one of the answers for at least one row.")
        )
    events = list(paper.events.select_for_update().filter(number__in=chosen))
    for event in events:
        _decide(event, chosen[event.number], by)
    Event.objects.bulk_update(
        events,
        ["earliest", "latest", "at", "uncertain", "edtf", "sorts", "settled", "settled_date", "settled_by",
         "settled_at"],
    )  # fmt: skip
    record(
        case,
        "settle_event",
        by=by,
        on={"paper": paper.short, "rows": ",".join(f"{one.number}.{one.settled}" for one in events)},
        keep={"sealed dates": "; ".join(one.settled_date for one in events)},
    )
    return events


def _decide(event: Event, said: Decision, by: Acting) -> None:
    event.settled, event.settled_by, event.settled_at = said.settled, by.seat, timezone.now()
    event.settled_date = ""
    event.back_to_reading()
    if said.settled == Event.Settled.DATED:
        when = said_date(said.date_text, by.today)
        event.settled_date = said.date_text.strip()
        event.earliest, event.latest, event.uncertain = when.earliest, when.latest, when.uncertain
        event.at = when.time or event.at
    elif said.settled == Event.Settled.UNDATED:
        event.earliest, event.latest, event.uncertain = None, None, True
    elif said.settled == Event.Settled.RIGHT and event.earliest is None:
        raise NotAllowed(
            Refused(
                "nothing_read",
                "We could not read a date here, so there is no reading to agree with.",
                "Give the date, or say that it is not known.",
            )
        )
    event.edtf = edtf(event.earliest, event.latest, uncertain=event.uncertain)
    event.sorts = event.sorting()


@transaction.atomic
def mark_events(
    *, by: Acting, paper: Paper, numbers: Sequence[int], handling: str, relations: Relations = ()
) -> int:
    """Say how far events of a paper may go: handling by the originator. Their agency can change it as long as
    the case is open; what it agreed to before is then to be asked anew. Raises NotAllowed.
    """
    case = lock(paper.case)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    paper.case = case
    demand(may_settle(by, paper, *relations))
    demand_handling(handling)
    demand(still_open(case))
    if paper.released_at and not relations:
        raise NotAllowed(
            Refused(
                "released", "How far a released event may go is for its agency to say.", "Ask the agency."
            )
        )
    changed = paper.events.filter(number__in=numbers).update(
        handling=handling, allowed_words="", allowed_by=None, allowed_at=None
    )
    if not changed:
        raise NotAllowed(Refused("nothing_chosen", "No event was chosen.", "Tick at least one event."))
    record(
        case,
        "mark_event",
        by=by,
        on={"paper": paper.short, "numbers": ",".join(map(str, sorted(numbers))), "handling": handling},
    )
    return changed


@transaction.atomic
def finish_checking(*, by: Acting, paper: Paper, relations: Relations = ()) -> Paper:
    """Say that the paper is read rightly: every doubt is settled, and it can be released. Raises
    NotAllowed.
    """
    case, paper = open_paper(by, paper, relations)
    waiting = sum(event.waits for event in paper.events.only("why", "settled"))
    if waiting:
        rows = "row needs" if waiting == 1 else "rows need"
        raise NotAllowed(
            Refused(
                "doubts_left",
                f"{waiting} {rows} a decision before this chronology can be used.",
                "Decide each of them below.",
            )
        )
    paper.checked_by, paper.checked_at = by.seat, timezone.now()
    paper.save(update_fields=["checked_by", "checked_at"])
    record(case, "finish_checking", by=by, on={"agency": str(paper.agency_id), "paper": paper.short})
    return paper


@transaction.atomic
def withdraw_paper(*, by: Acting, paper: Paper, why: str, relations: Relations = ()) -> Paper:
    """Take back a chronology that was not released: the wrong file, say. It stays on record and is used for
    nothing. One that was released is corrected by giving another in its place. Raises NotAllowed.
    """
    case = lock(paper.case)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    paper.case = case
    demand(may_settle(by, paper, *relations))
    demand(still_open(case))
    if paper.released_at:
        raise NotAllowed(
            Refused(
                "released",
                "The people of the meeting have read this chronology, so it cannot be taken back.",
                "Give a corrected one in its place: both stay on record.",
            )
        )
    if paper.withdrawn_at:
        raise NotAllowed(Refused("withdrawn", "It has been taken back already.", "Nothing more is needed."))
    if not why.strip():
        raise NotAllowed(Refused("no_reason", "It is not said why.", "A few words will do."))
    paper.withdrawn_by, paper.withdrawn_at, paper.withdrawn_why = by.seat, timezone.now(), why
    paper.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    record(
        case,
        "withdraw_chronology",
        by=by,
        on={"agency": str(paper.agency_id), "paper": paper.short},
        keep={"sealed reason": why},
    )
    return paper
