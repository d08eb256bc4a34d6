"""The rules of a partnership on a day, and the changes that wait or are to come."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from safeguarding.cases.models.rules import RuleChange
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.people.permission import may_here
from safeguarding.statute import changing
from safeguarding.statute.editions import Editions, pinned
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import Profile


def local_rules(partnership: Partnership, on: date) -> dict[str, changing.Value]:
    """What the partnership has changed by that day: the last approved change of each rule."""
    approved = RuleChange.objects.filter(
        partnership=partnership, approved_at__isnull=False, ended_at__isnull=True, since__lte=on
    )
    return {change.code: change.value for change in approved.order_by("since", "approved_at", "pk")}


def profile_on(partnership: Partnership, on: date) -> Profile:
    """How the partnership works on a day, apart from any case."""
    return changing.profile_with(partnership.profile, local_rules(partnership, on))


def editions_on(partnership: Partnership, on: date) -> Editions:
    """The guidance in force on a day, with the numbers that the partnership has taken over."""
    return changing.apply_to_editions(pinned(on), local_rules(partnership, on))


def changes_of(by: Acting) -> list[RuleChange]:
    """Every change of this person's partnership, the latest first."""
    return list(
        RuleChange.objects.filter(partnership=by.seat.partnership_id)
        .select_related("proposed_by__person", "ended_by__person", "partnership")
        .prefetch_related("approvals__seat__person")
    )


def work(by: Acting) -> list[WorkItem]:
    """Changes of rules that wait for this person's approval."""
    if not may_here(by, Act.APPROVE_RULE, by.partnership):
        return []
    waiting = RuleChange.objects.filter(
        partnership=by.seat.partnership_id, approved_at__isnull=True, ended_at__isnull=True
    )
    return [
        WorkItem(
            title="Approve a change of rules",
            case=None,
            why=f"{change.rule.title}: {change.in_words}, from {change.since:%-d %B %Y}.",
            due=change.since,
            href=reverse("cases:rule_change", args=[change.pk]),
            button="Read and approve",
        )
        for change in waiting.exclude(proposed_by__person=by.person).exclude(approvals__person=by.person)
    ]
