"""What somebody was asked by name of their capacity: second persons, what agencies know, changes of rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone

from safeguarding.cases.access import DEPUTIES
from safeguarding.cases.models import Consideration, Correction, Enquiry
from safeguarding.cases.models.rules import RuleChange
from safeguarding.cases.reminders import Open, reminding_of
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.reminding import ANSWERED_WITHIN
from safeguarding.statute.terms import Role, ThresholdPosition

CONFIRM = frozenset(Role(role) for role in roles_for(Act.CONFIRM_CORRECTION))
KNOW = frozenset(Role(role) for role in roles_for(Act.ANSWER_WHAT_IS_KNOWN)) - DEPUTIES
APPROVE = frozenset(Role(role) for role in roles_for(Act.APPROVE_RULE))
CONVENE = frozenset(Role(role) for role in roles_for(Act.CONVENE_CONSIDERATION))


def open_dates(partnerships: Collection[int] | None) -> Iterator[Open]:
    """Corrections for a second person, questions to agencies, rules to approve, looking again."""
    yield from _corrections(partnerships)
    yield from _enquiries(partnerships)
    yield from _rules(partnerships)
    yield from _looking_again(partnerships)


def _corrections(partnerships: Collection[int] | None) -> Iterator[Open]:
    found = Correction.objects.filter(settled_at__isnull=True, fact__case__closed=False)
    if partnerships is not None:
        found = found.filter(fact__case__partnership__in=partnerships)
    for one in found.select_related("fact__case__partnership"):
        case, told = one.fact.case, timezone.localdate(one.proposed_at)
        yield Open(
            add_working_days(told, ANSWERED_WITHIN),
            reminding_of(case.partnership).target,
            case.partnership_id,
            case,
            CONFIRM,
            but=frozenset({one.proposed_by_id}),
            told=told,
        )


def _enquiries(partnerships: Collection[int] | None) -> Iterator[Open]:
    found = Enquiry.objects.filter(
        answered_at__isnull=True,
        consideration__concluded_at__isnull=True,
        consideration__case__closed=False,
    )
    if partnerships is not None:
        found = found.filter(consideration__case__partnership__in=partnerships)
    for one in found.select_related("consideration__case__partnership"):
        case = one.consideration.case
        yield Open(
            one.due_on,
            reminding_of(case.partnership).target,
            case.partnership_id,
            case,
            KNOW,
            agency=one.agency_id,
            asked=True,
            told=timezone.localdate(one.asked_at),
        )


def _rules(partnerships: Collection[int] | None) -> Iterator[Open]:
    """By the day from which it would apply; not of those who proposed or approved it."""
    found = RuleChange.objects.filter(approved_at__isnull=True, ended_at__isnull=True)
    if partnerships is not None:
        found = found.filter(partnership__in=partnerships)
    for change in found.select_related("partnership").prefetch_related("approvals"):
        yield Open(
            change.since,
            reminding_of(change.partnership).target,
            change.partnership_id,
            roles=APPROVE,
            but=frozenset({change.proposed_by_id, *(one.seat_id for one in change.approvals.all())}),
            told=timezone.localdate(change.proposed_at),
        )


def _looking_again(partnerships: Collection[int] | None) -> Iterator[Open]:
    """“Considered, not notified” is looked at again on the day that was set, unless it was since."""
    found = Consideration.objects.filter(case__closed=False)
    if partnerships is not None:
        found = found.filter(case__partnership__in=partnerships)
    latest = {one.case_id: one for one in found.select_related("case__partnership").order_by("round")}
    for one in latest.values():
        if one.concluded_at and one.review_on and one.outcome == ThresholdPosition.DO_NOT_NOTIFY:
            yield Open(
                one.review_on,
                reminding_of(one.case.partnership).target,
                one.case.partnership_id,
                one.case,
                CONVENE,
            )
