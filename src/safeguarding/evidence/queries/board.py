"""The returns board: which agency has answered. Of a return that is not released it says only that it has
come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.models import Case, Fact
from safeguarding.cases.page_memory import once
from safeguarding.evidence import wording
from safeguarding.evidence.models import (
    ChaserHold,
    PassedOn,
    PassOnAsked,
    Refusal,
    Reminder,
    Request,
    Return,
    TelephoneLine,
    TimeRequest,
    Version,
)
from safeguarding.statute.calendar import working_days_between
from safeguarding.statute.facts import Kind


@dataclass(frozen=True)
class Line:
    """One agency on the board, in words."""

    case_id: int
    form: str
    agency_id: int
    agency: str
    short: str
    code: str
    state: str
    colour: str
    note: str
    asked_on: date
    due_on: date
    returned_on: date | None
    late: int
    last_chased: datetime | None
    step: str
    held: bool
    call: str
    sent_to: str
    wants_until: date | None
    confirmed: bool
    released: bool
    waits_for_release: bool
    href: str

    @property
    def returned(self) -> bool:
        """Whether the agency has answered."""
        return self.returned_on is not None

    @property
    def is_report(self) -> bool:
        """Whether it asks for the report of a practice review."""
        return self.form == Request.Form.REPORT

    @property
    def missing(self) -> bool:
        """Neither heard from nor explained."""
        return not self.returned and self.code != "explained"

    @property
    def awaited(self) -> str:
        """The agency as one waits for it: “Mill Lane Surgery (rang Monday, promised Wednesday)”."""
        return f"{self.agency} ({self.call[:1].lower()}{self.call[1:]})" if self.call else self.agency


def board(case: Case, form: str = Request.Form.SHORT) -> list[Line]:
    """Every agency asked for a short return, or for its report, on a case; those that owe it first."""
    both = once(case, "board", lambda: lines_of(Request.objects.filter(case=case)))
    found = [line for _, line in both if line.form == form]
    return sorted(found, key=lambda line: (line.returned, line.code == "explained", line.due_on, line.agency))


def lines_of(asked: QuerySet[Request]) -> list[tuple[Case, Line]]:
    """The lines of these requests, each with its case, in a fixed number of queries. No answer is even
    decrypted.
    """
    requests = list(
        asked.defer("search_for", "purpose", "legal_basis")
        .select_related("case__partnership", "agency", "contact__person")
        .prefetch_related("agency__names")
    )
    keys = [request.pk for request in requests]
    saved = dict(Return.objects.filter(request__in=keys).values_list("request", "saved_at"))
    versions: dict[int, list[tuple[int, datetime | None, datetime | None]]] = {}
    for pk, number, confirmed, released in (
        Version.objects.filter(given__request__in=keys)
        .order_by("number")
        .values_list("given__request", "number", "confirmed_at", "released_at")
    ):
        versions.setdefault(pk, []).append((number, confirmed, released))
    wants = dict(
        TimeRequest.objects.filter(request__in=keys, answered_at__isnull=True).values_list(
            "request", "wanted_until"
        )
    )
    chased = {
        pk: (at, f"step {step} of {steps}" if step else "")
        for pk, at, step, steps in Reminder.objects.filter(request__in=keys)
        .order_by("at")
        .values_list("request", "at", "step", "steps")
    }
    held = set(
        ChaserHold.objects.filter(request__in=keys, ended_at__isnull=True).values_list("request", flat=True)
    )
    passes = set(
        PassOnAsked.objects.filter(request__in=keys, answered_at__isnull=True).values_list(
            "request", flat=True
        )
    )
    refused: dict[int, date | None] = dict(
        Refusal.objects.filter(request__in=keys, ended_at__isnull=True).values_list(
            "request", "formal__due_on"
        )
    )
    calls = {
        pk: (rang_on, promised_on)
        for pk, rang_on, promised_on in TelephoneLine.objects.filter(request__in=keys)
        .order_by("id")
        .values_list("request", "rang_on", "promised_on")
    }
    stepped = set(
        PassedOn.objects.filter(request__in=keys, to__isnull=True).values_list("request", flat=True)
    )
    returned = {
        (case, kind, int(key)): day
        for case, kind, key, day in Fact.objects.filter(
            case__in={request.case_id for request in requests},
            current=True,
            kind__in=[Kind.RETURNED.value, Kind.REPORTED.value],
        ).values_list("case", "kind", "key", "occurred")
    }
    today = timezone.localdate()
    found = []
    for request in requests:
        line = _line(
            request,
            today,
            saved.get(request.pk),
            versions.get(request.pk, []),
            wants.get(request.pk),
            chased.get(request.pk, (None, "")),
            returned.get((request.case_id, request.answered_as.value, request.agency_id)),
            request.pk in stepped,
            request.pk in held,
            calls.get(request.pk),
            refused,
            request.pk in passes,
        )
        found.append((request.case, line))
    return found


def _line(
    request: Request,
    today: date,
    saved: datetime | None,
    versions: list[tuple[int, datetime | None, datetime | None]],
    wants: date | None,
    chased: tuple[datetime | None, str],
    returned_on: date | None,
    stepped: bool,
    held: bool,
    call: tuple[date, date | None] | None,
    refused: dict[int, date | None],
    passes: bool,
) -> Line:
    confirmed = bool(versions and versions[-1][1])
    released = any(version[2] for version in versions)
    waits = bool(versions) and versions[-1][2] is None
    code, state, colour, note = _state(
        request, saved, wants, confirmed, released, waits, len(versions), stepped, refused, passes
    )
    late = working_days_between(request.due_on, returned_on or today)
    return Line(
        case_id=request.case_id,
        form=request.form,
        agency_id=request.agency_id,
        agency=request.agency.name_on(today),
        short=request.short,
        code=code,
        state=state,
        colour=colour,
        note=note,
        asked_on=request.asked_on,
        due_on=request.due_on,
        returned_on=returned_on,
        late=max(late, 1 if (returned_on or today) > request.due_on else 0),
        last_chased=chased[0],
        step=chased[1],
        held=held and returned_on is None,
        call=wording.rang(*call, today) if call and returned_on is None else "",
        sent_to=f"{request.contact.person.name}, {request.contact.person.email}" if request.contact else "",
        wants_until=wants,
        confirmed=confirmed,
        released=released,
        waits_for_release=waits,
        href=reverse("evidence:one", args=[request.case.reference, request.short]),
    )


def _state(
    request: Request,
    saved: datetime | None,
    wants: date | None,
    confirmed: bool,
    released: bool,
    waits: bool,
    versions: int,
    stepped: bool,
    refused: dict[int, date | None],
    passes: bool,
) -> tuple[str, str, str, str]:
    """A code, the state in words, a colour that only helps, and a quiet note."""
    senior = "Confirmed by a senior lead" if confirmed else "A senior lead has not confirmed it yet"
    if versions and waits and released:
        return "corrected", "Corrected since release", "purple", senior
    if released:
        return "released", "Released", "teal", senior
    if versions:
        return "returned", "Returned", "teal", senior
    if request.pk in refused and not request.explained_at:
        formal = refused[request.pk]
        if formal is None:
            return "refused", "Will not answer", "orange", "No formal letter yet"
        return "refused", "Will not answer", "orange", f"Formal letter sent, due {formal.day} {formal:%B}"
    if wants:
        return "wants_time", "Asks for more time", "orange", ""
    if passes and not request.explained_at:
        return "passes", "Wants to pass it on", "orange", "Check the address they gave"
    if request.explained_at:
        return "explained", "Explained, not returned", "grey", request.explained_why
    if request.contact_id is None:
        note = "The person asked has an interest of their own" if stepped else "We have no address for them"
        return "nobody", "Needs somebody to ask", "orange", note
    if saved:
        return "started", "Being written", "blue", ""
    if request.opened_at:
        return "opened", "Opened", "blue", ""
    return "asked", "Asked, not opened yet", "grey", ""
