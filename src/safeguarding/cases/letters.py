"""Telling people about a case: letters that carry nothing of it, to people who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from safeguarding.cases.models import Case, Deadline, Exclusion, Grant
from safeguarding.cases.queries import people_who_see
from safeguarding.correspondence.actions import post_kind
from safeguarding.correspondence.kinds import LetterKind
from safeguarding.correspondence.models import Letter
from safeguarding.people.models import Person
from safeguarding.statute.deadlines import Due
from safeguarding.statute.terms import Role


def still_reaches(letter: Letter) -> bool:
    """Whether a letter that waits may still go: not to whoever has been kept apart from its case meanwhile,
    nor with the address of a sealed case to somebody who is not named on it, nor to somebody who has gone.

    Asked when it is sent (`config.wiring.STILL_REACHES`); that somebody is kept apart is still told.
    """
    person = letter.to_person
    if person is None or letter.kind == LetterKind.KEPT_APART.value:
        return True
    if not person.is_active:
        return False
    case = Case.objects.filter(stream=letter.stream_id).first() if letter.stream_id else None
    if case is None:
        return True
    if Exclusion.objects.filter(case=case, person=person, ended_at__isnull=True).exists():
        return False
    named = Grant.objects.filter(case=case, seat__person=person, ended_at__isnull=True)
    return not case.sealed or f"/cases/{case.reference}/" not in letter.body or named.exists()


NOON, FIVE = time(12), time(17)
"""The hours by which a level of a disagreement and the decision to notify end."""


def notify_by(case: Case) -> datetime | None:
    """When the Panel is notified at the latest, for a letter: five o’clock on the last day."""
    line = Deadline.objects.filter(case=case, kind=Due.NOTIFY_PANEL, met_on__isnull=True).first()
    return at(line.due_on, FIVE) if line else None


def at(day: date, hour: time) -> datetime:
    """That day at an hour, where a time is set by the hour."""
    return timezone.make_aware(datetime.combine(day, hour))


def tell(
    case: Case,
    whom: Iterable[Person] | set[Role],
    kind: str,
    *,
    once: str,
    due: date | None = None,
    path: str = "",
    invitation: str = "",
) -> None:
    """Queue one letter of this kind to each person (or to whoever holds these roles and may see the case).

    `once` names the occasion, so that the same occasion never tells the same person twice.
    """
    people = list(whom)
    roles = {entry for entry in people if isinstance(entry, Role)}
    listed = [entry for entry in people if isinstance(entry, Person)]
    if roles:
        listed += people_who_see(case, roles)
    apart = set(
        Exclusion.objects.filter(case=case, ended_at__isnull=True).values_list("person_id", flat=True)
    )
    if case.sealed and path:
        named = Grant.objects.filter(case=case, ended_at__isnull=True)
        apart |= {person.pk for person in listed} - set(named.values_list("seat__person_id", flat=True))
    for person in listed:
        if person.pk in apart:
            continue
        post_kind(
            partnership=case.partnership,
            to=person,
            kind=kind,
            stream=case.stream,
            subject_context={"link": path or "/", **({"due": due} if due else {})},
            once_key=f"{once}:{person.pk}",
            invitation=invitation,
        )
