"""Establishing facts: the one way in which anything happens to a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case, Deadline, Fact
from safeguarding.people.acting import Acting
from safeguarding.record.actions import SYSTEM, write
from safeguarding.record.models import Event
from safeguarding.statute import deadlines, process
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.facts import Kind


def establish(
    case: Case,
    kind: Kind,
    *,
    by: Acting,
    occurred: date,
    act: str,
    at: datetime | None = None,
    key: str = "",
    detail: Mapping[str, str] | None = None,
    keep: Mapping[str, str] | None = None,
    on: Mapping[str, str] | None = None,
    grounds: str = "",
    before_system: bool = False,
    effects: bool = True,
) -> Fact:
    """Write the event, add the fact, recompute what follows from it, and run what it sets off, in one
    transaction.

    The caller has locked the case, asked permission and asked its guards. Raises NotAllowed for a date to
    come, unless it is that of a planned publication.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A fact is established inside an act's transaction.")
    if occurred > by.today and kind is not Kind.PUBLICATION:
        raise NotAllowed(
            Refused(
                "date_to_come", f"{_plain(occurred)} has not come yet.", "Give the date on which it happened."
            )
        )
    event = record(
        case,
        act,
        by=by,
        on={"fact": kind.value, "occurred": occurred.isoformat(), **(on or {})},
        keep=keep,
        grounds=grounds,
    )
    fact = Fact.objects.create(
        case=case,
        kind=kind.value,
        key=key,
        occurred=occurred,
        at=at,
        seat=by.seat,
        event=event,
        detail=dict(detail or {}),
        before_system=before_system,
    )
    refresh(case)
    if effects:
        for effect in import_string(settings.SAFEGUARDING_WIRING + ".AFTER").get(kind, ()):
            effect(case=case, fact=fact, by=by)
    return fact


def record(
    case: Case,
    act: str,
    *,
    by: Acting | None,
    on: Mapping[str, str] | None = None,
    keep: Mapping[str, str] | None = None,
    grounds: str = "",
) -> Event:
    """Write an event in the case's stream that is not a fact of its own (a draft kept, a position typed).

    `by=None`: the system, with time.
    """
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    return write(
        stream=case.stream,
        act=act,
        actor=by.actor if by else SYSTEM,
        on={"case": str(case.pk), **(on or {})},
        grounds=grounds,
        editions=case.rule_stamp,
        keep=dict(keep or {}),
    )


def current(case: Case) -> list[Fact]:
    """The facts that stand today, in the order in which they were recorded."""
    return list(case.facts.filter(current=True).order_by("id"))


def has(case: Case, kind: Kind, key: str | None = None) -> bool:
    """Whether such a fact stands."""
    found = case.facts.filter(current=True, kind=kind.value)
    return (found if key is None else found.filter(key=key)).exists()


def find(case: Case, kind: Kind, key: str = "") -> Fact | None:
    """The fact of that kind that stands, if any."""
    return case.facts.filter(current=True, kind=kind.value, key=key).first()


def supersede(old: Fact, *, by: Acting, occurred: date, act: str, keep: Mapping[str, str]) -> Fact:
    """Correct the date of a fact.

    The old row stays, marked no longer current, and what follows is computed anew.
    """
    case = old.case
    event = record(
        case,
        act,
        by=by,
        keep=keep,
        on={"fact": old.kind, "from": old.occurred.isoformat(), "to": occurred.isoformat()},
    )
    old.current = False
    old.save(update_fields=["current"])
    new = Fact.objects.create(
        case=case,
        kind=old.kind,
        key=old.key,
        occurred=occurred,
        at=None,
        seat=by.seat,
        event=event,
        detail=old.detail,
        supersedes=old,
        before_system=old.before_system,
    )
    refresh(case)
    return new


def withdraw(old: Fact) -> None:
    """A later act has overtaken the fact (a partner's signature on a version that has changed, say)."""
    old.current = False
    old.save(update_fields=["current"])
    refresh(old.case)


def refresh(case: Case) -> None:
    """Bring the stored copies (stage, basis, deadlines) into line with the facts."""
    pure = [fact.pure for fact in current(case)]
    stage = process.stage(pure)
    case.stage = stage.code
    case.closed = stage.code.startswith("closed") or stage.code == "transferred_out"
    case.save(update_fields=["stage", "closed", "basis"])
    case.deadlines.all().delete()
    Deadline.objects.bulk_create(
        _row(case, line) for line in deadlines.derive(pure, case.editions, case.profile, case.earlier)
    )


def _row(case: Case, line: deadlines.Deadline) -> Deadline:
    return Deadline(
        case=case,
        kind=line.kind,
        title=line.title,
        due_on=line.due_on,
        unit=line.unit,
        force=line.force,
        cite=line.cite,
        from_fact=line.from_fact,
        provisional=line.provisional,
        met_on=line.met_on,
        owner=line.owner,
        key=line.key,
    )


def differences(cases: Sequence[Case]) -> list[str]:
    """Where a stored stage or deadline is not what the facts give; empty when all agree.

    For `safeguarding verify`.
    """
    wrong = []
    for case in cases:
        pure = [fact.pure for fact in current(case)]
        if case.stage != process.stage(pure).code:
            wrong.append(f"The stage kept for case {case.reference} is not what its facts give.")
        kept = {(d.kind, d.key, d.due_on, d.met_on) for d in case.deadlines.all()}
        if kept != {
            (d.kind, d.key, d.due_on, d.met_on)
            for d in deadlines.derive(pure, case.editions, case.profile, case.earlier)
        }:
            wrong.append(f"A deadline kept for case {case.reference} is not what its facts give.")
    return wrong


def _plain(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
