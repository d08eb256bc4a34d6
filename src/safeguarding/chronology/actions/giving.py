"""Giving a chronology: a file as the agency has it, or events typed one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import orjson
from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.chronology.access import may_give, may_settle
from safeguarding.chronology.dates import Context, When, read_date
from safeguarding.chronology.entries import NO_WISHES, Entry, Wishes
from safeguarding.chronology.merge import Read, Sent, read_file
from safeguarding.chronology.models import Event, Paper, sort_key
from safeguarding.chronology.out import WHY, edtf
from safeguarding.chronology.reading.table import Unreadable
from safeguarding.chronology.times import read_time
from safeguarding.documents.actions import keep_upload
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Relation
from safeguarding.statute.terms import Handling

MOST_EVENTS = 20_000
LONGEST_TEXT = 20_000
"""Letters in one cell: some eight pages."""


def read_paper(name: str, data: bytes, returned: date, wishes: Wishes = NO_WISHES) -> Read | Refused:
    """What stands in a file, or why it cannot be read and what to send instead. `wishes`: what somebody says
    that its columns are.

    Slow, so ask before opening a transaction. The reading runs in a process of its own with limits.
    """
    try:
        read = read_file(Sent(name, "", data), returned, wishes)
    except Unreadable as problem:
        return Refused(f"paper_{problem.code}", problem.sentence, problem.mend)
    refused = _too_much(read)
    return read if refused is None else refused


def _too_much(read: Read) -> Refused | None:
    """Why what was read is more than a chronology can be, if so."""
    if len(read.entries) > MOST_EVENTS:
        return Refused(
            "too_many_events",
            f"It holds {len(read.entries):,} events. The most we can take in one file is {MOST_EVENTS:,}.",
            "Give what matters for the time that you were asked about, or split the file by year.",
        )
    for entry in read.entries:
        if max(map(len, (entry.text, entry.date_text, *entry.other, *entry.other.values()))) > LONGEST_TEXT:
            return Refused(
                "text_too_long",
                f"One cell of {entry.container}, row {entry.row}, holds more than {LONGEST_TEXT:,} letters.",
                "Divide it into several rows, or say in it what matters and send the rest as a report.",
            )
    return None


@transaction.atomic
def give_paper(
    *,
    by: Acting,
    case: Case,
    agency: Agency,
    read: Read,
    handling: str = Handling.SHAREABLE,
    replaces: Paper | None = None,
    relations: tuple[Relation, ...] = (),
) -> Paper:
    """Keep a chronology that was read, its original unaltered, and every event with every doubt about it.

    With `replaces` it takes the place of an earlier one of the same agency once it is released; the earlier
    one stays. `relations`: how the giver stands to the agency's request. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_give(by, case, agency, *relations))
    demand_handling(handling)
    demand(still_open(case))
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    if not read.entries:
        raise NotAllowed(
            Refused(
                "no_events",
                f"There are no dated events in “{read.sent.name}”.",
                "If it is a report, answer the questions with it. If it is a chronology, it needs one row "
                "for each event, with its date.",
            )
        )
    if replaces is not None and not _replaceable(case, agency, replaces):
        raise NotAllowed(
            Refused(
                "other_paper",
                "That is not a chronology of this agency that stands in the composite.",
                "Open the page again and choose anew.",
            )
        )
    file = keep_upload(by=by, stream=case.stream, name=read.sent.name, data=read.sent.data)
    paper = Paper(
        case=case, agency=agency, file=file, by_us=not relations, given_by=by.seat, replaces=replaces
    )
    events = _keep(paper, read, [handling] * len(read.entries))
    record(
        case,
        "give_chronology",
        by=by,
        on={"agency": str(agency.pk), "paper": paper.short, "sha256": file.sha256},
        keep={"sealed reading": orjson.dumps([one.said for one in events]).decode()},
    )
    return paper


def _keep(paper: Paper, read: Read, marks: Sequence[str]) -> list[Event]:
    """Keep a paper with every event that was read in it, each with its mark."""
    paper.matched = [asdict(one) for one in read.matched]
    paper.warnings = [asdict(one) for one in read.warnings]
    paper.given_at = timezone.now()
    paper.save()
    events = [
        _event(paper, number, entry, mark)
        for number, (entry, mark) in enumerate(zip(read.entries, marks, strict=True), start=1)
    ]
    return Event.objects.bulk_create(events, batch_size=500)


@transaction.atomic
def read_again(*, by: Acting, paper: Paper, read: Read, relations: tuple[Relation, ...] = ()) -> Paper:
    """Keep what the same file says with its columns understood otherwise, in place of the first reading,
    which is taken back. Nothing is lost: the first one stays on record, and how far events may go is carried
    over. Doubts are decided anew. Raises NotAllowed.
    """
    case, first = open_paper(by, paper, relations)
    if first.file is None:
        raise NotAllowed(Refused("no_file", "There is no file to read again.", "Type its events anew."))
    if not read.entries:
        raise NotAllowed(
            Refused(
                "no_events",
                "With these columns there is no event in it.",
                "Say which column has the date, and which says what happened.",
            )
        )
    again = Paper(
        case=case, agency=first.agency, file=first.file, by_us=first.by_us, given_by=by.seat,
        replaces=first.replaces,
    )  # fmt: skip
    first.withdrawn_by, first.withdrawn_at = by.seat, timezone.now()
    first.withdrawn_why = "Its columns were understood otherwise, and it was read again."
    first.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    events = _keep(again, read, _marks(first, read))
    record(
        case,
        "read_again",
        by=by,
        on={"agency": str(again.agency_id), "paper": again.short, "before": first.short},
        keep={"sealed reading": orjson.dumps([one.said for one in events]).decode()},
    )
    return again


def _marks(first: Paper, read: Read) -> list[str]:
    """The mark of each event as it was given to the first reading; what cannot be found there again has the
    strictest of them.
    """
    before = [(one.text, one.handling) for one in first.events.all()]
    held = {handling for _, handling in before}
    strictest = Handling.strictest(held).value
    times = Counter(text for text, _ in before)
    found = {text: handling for text, handling in before if times[text] == 1}
    return [found.get(entry.text, strictest) for entry in read.entries]


@transaction.atomic
def type_event(
    *,
    by: Acting,
    case: Case,
    agency: Agency,
    date_text: str,
    text: str,
    time_text: str = "",
    source: str = "",
    handling: str = Handling.SHAREABLE,
    relations: tuple[Relation, ...] = (),
) -> Event:
    """Add one event by hand, with its date as people write dates. Raises NotAllowed."""
    case = lock(case)
    demand(may_give(by, case, agency, *relations))
    demand_handling(handling)
    demand(still_open(case))
    when = said_date(date_text, by.today)
    at, wrong = read_time(time_text.strip().lower()) if time_text.strip() else (when.time, False)
    if wrong:
        raise NotAllowed(
            Refused("no_such_time", f"“{time_text}” is not a time of day.", "Write it like 14:30.")
        )
    if not text.strip():
        raise NotAllowed(Refused("no_words", "Nothing is said of what happened.", "Write what happened."))
    paper = _typed(by, case, agency, by_us=not relations)
    entry = Entry(
        container="",
        row=0,
        date_text=date_text.strip(),
        when=When(when.earliest, when.latest, when.uncertain, at),
        text=text.strip(),
        other={"source": source.strip()} if source.strip() else {},
    )
    last = paper.events.order_by("-number").first()
    event = _event(paper, last.number + 1 if last else 1, entry, handling)
    event.save()
    record(
        case,
        "type_event",
        by=by,
        on={"agency": str(agency.pk), "paper": paper.short, "number": str(event.number)},
        keep={"sealed event": orjson.dumps(event.said).decode()},
    )
    return event


def said_date(words: str, today: date) -> When:
    """A date that somebody types: any of the ways in docs/guide/dates.md, or “not known”. Nothing is guessed.
    Raises NotAllowed where it says no day that can be.
    """
    when = read_date(words, Context(returned=today))
    if "date_unknown" in when.why:
        return When(uncertain=True)
    if when.why or when.earliest is None:
        reason = WHY.get(when.why[0], "") if when.why else ""
        raise NotAllowed(
            Refused(
                "no_such_date",
                f"“{words.strip()}” cannot be read as a date. {reason}".strip(),
                "Write it like 5 March 2026, March 2026, about 5 March 2026, or “not known”.",
            )
        )
    return when


def open_paper(by: Acting, paper: Paper, relations: tuple[Relation, ...]) -> tuple[Case, Paper]:
    """The paper as it stands now, locked, while its reading can still be settled."""
    case = lock(paper.case)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    paper.case = case
    demand(may_settle(by, paper, *relations))
    demand(still_open(case))
    if not paper.open:
        raise NotAllowed(
            Refused(
                "paper_closed",
                "This chronology has been checked or taken back, so its reading no longer changes.",
                "Give a corrected one in its place.",
            )
        )
    return case, paper


def still_open(case: Case) -> Answer:
    """Nothing is brought in or changed once the case has ended."""
    if case.closed:
        return Refused(
            "case_closed", "The case has ended, so nothing more is brought in.", "Reopen the case first."
        )
    return Allowed()


def demand_handling(handling: str) -> None:
    """A mark is one of the four. Raises NotAllowed."""
    if handling not in {one.value for one in Handling}:
        raise NotAllowed(Refused("no_handling", "Say who may read it.", "Choose one of the four."))


def _replaceable(case: Case, agency: Agency, paper: Paper) -> bool:
    standing = Paper.objects.filter(case=case, agency=agency, released_at__isnull=False, superseded_at=None)
    replaced = Paper.objects.filter(replaces__isnull=False, withdrawn_at=None).values("replaces")
    return standing.filter(pk=paper.pk).exclude(pk__in=replaced).exists()


def _typed(by: Acting, case: Case, agency: Agency, *, by_us: bool) -> Paper:
    """The paper of what the agency types here, while it is still being written."""
    kept = Paper.objects.filter(
        case=case, agency=agency, file=None, by_us=by_us, checked_at=None, withdrawn_at=None
    ).first()
    return kept or Paper.objects.create(
        case=case, agency=agency, by_us=by_us, given_by=by.seat, given_at=timezone.now()
    )


def _event(paper: Paper, number: int, entry: Entry, handling: str) -> Event:
    when = entry.when
    return Event(
        paper=paper,
        case=paper.case,
        agency=paper.agency,
        number=number,
        said={
            "container": entry.container,
            "row": entry.row,
            "date": entry.date_text,
            "text": entry.text,
            "other": entry.other,
            "carried": entry.carried_from,
            "read": {
                "earliest": when.earliest.isoformat() if when.earliest else None,
                "latest": when.latest.isoformat() if when.latest else None,
                "time": f"{when.time:%H:%M}" if when.time else None,
                "uncertain": when.uncertain,
            },
        },
        earliest=when.earliest,
        latest=when.latest,
        at=when.time,
        uncertain=when.uncertain,
        edtf=edtf(when.earliest, when.latest, uncertain=when.uncertain),
        sorts=sort_key(when.earliest, None, when.time, paper.pk, number),
        why=list(entry.why),
        seen=_seen(entry.other.get("seen", "")),
        handling=handling,
    )


def _seen(words: str) -> str:
    """What an agency's column “child seen?” says, where it says yes or no."""
    said = words.strip().lower()
    if said.startswith(("y", "seen")):
        return Event.Seen.YES
    return Event.Seen.NO if said.startswith(("n", "not")) and not said.startswith(("n/", "nk")) else ""
