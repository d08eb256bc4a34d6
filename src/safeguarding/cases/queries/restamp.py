"""Which newer rules a running case could go on under, what would change, and which proposals wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from safeguarding.cases import own_dates
from safeguarding.cases.facts import current
from safeguarding.cases.models import Case, Restamp, RuleChange
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.statute import restamping
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.restamping import Change, Difference, Moved, Stamp, Version
from safeguarding.ui.words import long_date


def newer(case: Case, today: date) -> list[Version]:
    """The rules that have taken effect by today after those that the case keeps."""
    approved = RuleChange.objects.filter(
        partnership=case.partnership_id, approved_at__isnull=False, ended_at__isnull=True, since__lte=today
    ).order_by("since", "approved_at", "pk")
    return restamping.newer(case.stamp, [Change(c.since, c.code, c.value) for c in approved], today)


def differences(case: Case, was: Stamp, will: Stamp) -> list[Difference]:
    """Every rule that would say something else in this case."""
    return restamping.differences(was, will, case.partnership.profile, case.incident.occurred)


def moved(case: Case, will: Stamp, today: date) -> list[Moved]:
    """Every open date of the case that would be another, in every room."""
    facts = [fact.pure for fact in current(case)]
    profile = case.partnership.profile
    lines = restamping.moved(facts, case.stamp, will, profile, case.earlier, today)
    under = case.under(will)
    return lines + [line for room in own_dates.rooms() for line in room.moved(under)]


def of_case(case: Case) -> QuerySet[Restamp]:
    """Every proposal for the case, the newest first."""
    return case.restamps.select_related(
        "case__partnership", "proposed_by__person", "settled_by__person"
    ).order_by("-pk")


def restamps_work(cases: Mapping[int, Case], by: Acting) -> list[WorkItem]:
    """Proposals that wait for this person's answer, or for somebody else's."""
    confirms = by.role in roles_for(Act.CONFIRM_RESTAMP)
    if not confirms and by.role not in roles_for(Act.RESTAMP_EDITION):
        return []
    waiting = Restamp.objects.filter(case__in=cases, settled_at__isnull=True).select_related("proposed_by")
    return [
        WorkItem(
            title="Confirm newer rules for a case" if answers else "Newer rules for a case",
            case=cases[one.case_id],
            why=f"{cases[one.case_id].pseudonym}. The rules in force since {long_date(one.since)}.",
            due=None,
            href=reverse("cases:restamp", args=[cases[one.case_id].reference, one.pk]),
            button="Read and answer" if answers else "See it",
            waiting_for="" if answers else "the chair or a delegated partner",
        )
        for one in waiting
        for answers in [confirms and one.proposed_by.person_id != by.person.pk]
    ]
