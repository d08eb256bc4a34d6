"""Who has looked at a case, and what somebody has looked at: in sentences, from the looks and the record."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate

from safeguarding.cases.access import kept_back
from safeguarding.cases.models import Case
from safeguarding.cases.queries.visible import visible_to
from safeguarding.cases.sentences import TAKEN
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.record.models import Event, Look, LookKind, Stream
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import FileKind

CHANGED = "changed"
KINDS: dict[str, str] = {
    LookKind.OPENED: "Opened",
    LookKind.DOWNLOADED: "Downloaded",
    LookKind.NAMED: "Saw names",
    LookKind.SEARCHED: "Searched",
    LookKind.REFUSED: "Was refused",
    CHANGED: "Changed something",
}
HANDED_OUT = TAKEN - {"take_chronology"}
"""Acts beside which the look of a download always stands; a chronology is made first and downloaded later."""
DAYS = 14
"""How many days with looks one page shows."""
_AN_ADDRESS = re.compile(r"(?=.*\d)[\w-]+|[23456789bcdfghjkmnpqrstvwxyz]{10,12}", re.IGNORECASE)
"""A part of an address that names one row and is no word."""


@dataclass
class Line:
    """What one person did to one case on one day, in one capacity."""

    day: date
    who: str
    capacity: str
    seat: int
    person: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    named: int = 0
    refused: int = 0
    searched: int = 0
    changed: int = 0

    @property
    def sentence(self) -> str:
        """“opened returns, board twice and overview; saw names once”."""
        parts = []
        if self.pages:
            parts.append("opened " + _listed(self.pages))
        if self.files:
            parts.append("downloaded " + _listed(self.files))
        for times, words in (
            (self.named, "saw names"),
            (self.searched, "searched"),
            (self.refused, "tried what was not theirs to see or do"),
            (self.changed, "changed something on the record"),
        ):
            if times:
                parts.append(f"{words}{_times(times)}")
        return "; ".join(parts)


def _times(count: int) -> str:
    return {1: "", 2: " twice"}.get(count, f" {count} times")


def _listed(found: Counter[str]) -> str:
    words = [f"{name}{_times(count)}" for name, count in found.most_common()]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def in_words(path: str) -> str:
    """A page of a case from its address: “the overview”, “returns, read”."""
    of_a_case = path.partition("/cases/")[2].strip("/").split("/")[1:]
    parts = of_a_case if path.startswith("/cases/") else path.strip("/").split("/")[:1]
    words = [part.replace("-", " ") for part in parts if not _AN_ADDRESS.fullmatch(part)]
    return ", ".join(filter(None, words)) or "the overview"


@dataclass(frozen=True)
class Wanted:
    """What is asked for: one person's, one kind, between two days."""

    person: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


def _looks(streams: Iterable[Stream | int], wanted: Wanted) -> QuerySet[Look]:
    found = Look.objects.filter(stream__in=streams)
    if wanted.person is not None:
        found = found.filter(person=str(wanted.person))
    if wanted.kind:
        found = found.filter(kind=wanted.kind) if wanted.kind != CHANGED else found.none()
    if wanted.since:
        found = found.filter(day__gte=wanted.since)
    return found.filter(day__lte=wanted.until) if wanted.until else found


def _changes(streams: Iterable[Stream | int]) -> QuerySet[Event]:
    """What people did; a file that was handed out is told as a download instead."""
    return Event.objects.filter(stream__in=streams).exclude(seat="").exclude(act__in=HANDED_OUT)


def _events(streams: Iterable[Stream | int], wanted: Wanted) -> Any:
    """Rows of day, seat and capacity; how a query of values is typed is past saying."""
    found = _changes(streams)
    if wanted.person is not None:
        found = found.filter(person=str(wanted.person))
    if wanted.kind not in {"", CHANGED}:
        found = found.none()
    days = found.annotate(day=TruncDate("at"))
    if wanted.since:
        days = days.filter(day__gte=wanted.since)
    if wanted.until:
        days = days.filter(day__lte=wanted.until)
    return days.values("day", "seat", "capacity")


def lines(by: Acting, case: Case, wanted: Wanted, page: int = 1) -> tuple[list[Line], bool]:
    """Who looked at the case, the latest day first, and whether there are earlier days.

    A fixed number of queries; `page` 0 is all of it.
    """
    if case.stream is None:
        return [], False
    looks, events = _looks([case.stream], wanted), _events([case.stream], wanted)
    if wanted.person is not None and (hidden := kept_back(by, case)) is not None:
        looks, events = looks.exclude(seat=str(hidden)), events.exclude(seat=str(hidden))
    days = sorted(
        {*looks.values_list("day", flat=True).distinct(), *events.values_list("day", flat=True).distinct()},
        reverse=True,
    )
    shown = days[(page - 1) * DAYS : page * DAYS] if page else days
    found: dict[tuple[date, str, str], Line] = {}

    def line(row: Mapping[str, Any]) -> Line:
        key = (row["day"], row["seat"], row["capacity"])
        if key not in found:
            found[key] = Line(row["day"], "", row["capacity"], int(row["seat"] or 0))
        return found[key]

    counted = looks.filter(day__in=shown).values("day", "seat", "capacity", "kind", "what")
    rows = list(counted.annotate(times=Count("id")).order_by("kind", "what"))
    files = {row["what"].split(" ")[-1] for row in rows if row["kind"] == LookKind.DOWNLOADED}
    names = dict(File.objects.filter(reference__in=files).values_list("reference", "name"))
    for row in rows:
        _add(line(row), row["kind"], row["what"], row["times"], names)
    for row in events.filter(day__in=shown).annotate(times=Count("id")).order_by("day"):
        line(row).changed += row["times"]
    _name(by, case, list(found.values()))
    order = sorted(found.values(), key=lambda one: one.who)
    return sorted(order, key=lambda one: one.day, reverse=True), len(days) > page * DAYS


def _add(line: Line, kind: str, what: str, times: int, names: dict[str, str]) -> None:
    if kind == LookKind.OPENED:
        line.pages[in_words(what)] += times
    elif kind == LookKind.DOWNLOADED:
        line.files[_file(what, names)] += times
    elif kind == LookKind.NAMED:
        line.named += times
    elif kind == LookKind.SEARCHED:
        line.searched += times
    else:
        line.refused += times


def _file(what: str, names: dict[str, str]) -> str:
    """“the receipt of the notification (Receipt.pdf)”; a paper of our own says by its name what it is."""
    kind, _, reference = what.rpartition(" ")
    name = names.get(reference, "")
    label = next((one.label for one in FileKind if one in {kind, what}), "")
    return f"{label} ({name})" if label and name else label or name or "a file"


def _name(by: Acting, case: Case, found: list[Line]) -> None:
    held = Seat.objects.filter(pk__in={line.seat for line in found}).select_related("person")
    people, hidden = {seat.pk: seat.person for seat in held}, kept_back(by, case)
    for line in found:
        if line.seat == hidden:
            line.who = "Name kept back"
        elif line.seat in people:
            line.who, line.person = people[line.seat].name, people[line.seat].pk
        else:
            line.who = "The system"


def people_who_looked(by: Acting, case: Case) -> list[tuple[int, str]]:
    """Everybody who looked at the case or changed something in it, to choose from; no name kept back."""
    if case.stream is None:
        return []
    seats = {
        *Look.objects.filter(stream=case.stream).values_list("seat", flat=True).distinct(),
        *Event.objects.filter(stream=case.stream).values_list("seat", flat=True).distinct(),
    }
    named = {int(seat) for seat in seats if seat.isdigit()} - {kept_back(by, case)}
    held = Seat.objects.filter(pk__in=named)
    return sorted(set(held.values_list("person_id", "person__name")), key=lambda one: one[1])


def looked_at(by: Acting, person: int) -> list[dict[str, object]]:
    """The cases at which somebody has looked or in which they changed something, among those that the asker
    may see, the latest first.
    """
    if by.role not in roles_for(Act.SEE_LOOKS):
        return []
    cases = {case.stream_id: case for case in visible_to(by).select_related("referral") if case.stream_id}
    hidden = {(stream, str(kept_back(by, case))) for stream, case in cases.items()}
    looks = _looks(cases, Wanted(person)).values("stream", "seat", "kind")
    changes = _changes(cases).filter(person=str(person)).values("stream", "seat")
    counted: list[dict[str, Any]] = [
        *looks.annotate(n=Count("id"), last=Max("at")).order_by("stream", "kind"),
        *(
            {"kind": CHANGED, **row}
            for row in changes.annotate(n=Count("id"), last=Max("at")).order_by("stream")
        ),
    ]
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    last: dict[int, datetime] = {}
    for row in counted:
        if (row["stream"], row["seat"]) in hidden:
            continue
        kinds[row["stream"]][row["kind"]] += row["n"]
        last[row["stream"]] = max(last.get(row["stream"], row["last"]), row["last"])
    return [
        {
            "case": cases[stream],
            "last": last[stream],
            "did": "; ".join(f"{KINDS[kind].lower()}{_times(n) or ' once'}" for kind, n in found.items()),
        }
        for stream, found in sorted(kinds.items(), key=lambda one: last[one[0]], reverse=True)
    ]
