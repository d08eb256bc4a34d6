"""The dates of this room: deadlines, what is known now, other processes, and delegations that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from safeguarding.cases import shape
from safeguarding.cases.dates import Dated
from safeguarding.cases.models import Deadline, ParallelProcess
from safeguarding.cases.queries.visible import visible_to
from safeguarding.cases.queries.work import enquiries
from safeguarding.people import queries as people
from safeguarding.people.acting import Acting
from safeguarding.statute.deadlines import Due
from safeguarding.statute.editions import Force
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role

WHOLE = roles_for(Act.ASK_AGENCIES) | {Role.LTRG_CHAIR}
"""Whoever runs or chairs a case keeps all its dates; others what they own and what binds everybody."""
OF_AGENCIES = {Due.RETURNS_DUE.value, Due.REPORTS_DUE.value}


def dates(by: Acting, until: date) -> list[Dated]:
    """What is due on the cases that this person may see and concerns them."""
    return [*_deadlines(by, until), *_enquiries(by, until), *_processes(by, until), *_delegations(by, until)]


def _deadlines(by: Acting, until: date) -> Iterator[Dated]:
    lines = Deadline.objects.filter(case__in=visible_to(by), met_on__isnull=True, due_on__lte=until)
    if by.role not in WHOLE:
        lines = lines.filter(Q(owner=by.role.value) | ~Q(force=Force.INTERNAL.value))
    if by.role not in roles_for(Act.SEE_RETURNS_BOARD):
        lines = lines.exclude(kind__in=OF_AGENCIES)
    told = set()
    for line in lines.select_related("case").order_by("due_on", "pk"):
        once = (line.case_id, line.title, line.due_on)
        if once not in told and not shape.passed_point(line):
            told.add(once)
            yield Dated(
                line.due_on,
                line.title,
                reverse("cases:overview", args=[line.case.reference]),
                f"deadline:{line.case_id}:{line.kind}:{line.key}",
                line.case,
                line.force,
            )


def _enquiries(by: Acting, until: date) -> Iterator[Dated]:
    for row in enquiries(by):
        if row.due_on <= until:
            where = reverse("cases:what_is_known", args=[row.pk])
            yield Dated(row.due_on, "Say what you know now", where, f"enquiry:{row.pk}",
                        row.consideration.case, Force.INTERNAL)  # fmt: skip


def _processes(by: Acting, until: date) -> Iterator[Dated]:
    """What others do on a day that is still to come; when it has passed, nothing is owed here."""
    found = ParallelProcess.objects.filter(case__in=visible_to(by), next_date__range=(by.today, until))
    for row in found.select_related("case"):
        assert row.next_date is not None  # noqa: S101 - filtered
        where = reverse("cases:parallel", args=[row.case.reference])
        words = f"{row.get_kind_display()}: its next date"
        yield Dated(row.next_date, words, where, f"process:{row.pk}", row.case)


def _delegations(by: Acting, until: date) -> Iterator[Dated]:
    """The last day of authority given to or by this person; for the manager, of everybody's."""
    for one in people.delegations_of(by.partnership, by.today):
        own = by.seat.pk in {one.principal_id, one.deputy_id}
        if one.confirmed_at and one.until <= until and (own or by.role is Role.PARTNERSHIP_MANAGER):
            words = f"{one.deputy.person.name} can stand in for {one.principal.person.name} until this day"
            yield Dated(one.until, words, reverse("delegation"), f"delegation:{one.pk}")
