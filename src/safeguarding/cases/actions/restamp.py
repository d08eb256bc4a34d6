"""Moving a running case to newer rules: two people, what was met kept as it was, the old rules kept."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import own_dates
from safeguarding.cases.access import SCOPES, capacity_in, may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import record, refresh
from safeguarding.cases.guards import plain
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Restamp
from safeguarding.cases.queries import restamp as queries
from safeguarding.people.acting import Acting
from safeguarding.statute import restamping
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Said
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.restamping import Stamp
from safeguarding.statute.terms import DecisionKind, Role


@transaction.atomic
def propose_restamp(*, by: Acting, case: Case, since: date, reason: str) -> Restamp:
    """Propose that a case goes on under the rules in force since a day. Nothing changes until a second person
    confirms. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.RESTAMP_EDITION, case))
    waits = case.restamps.filter(settled_at__isnull=True).exists()
    demand(restamping.may_propose(closed=case.closed, waits=waits, reason=reason))
    chosen = next((one for one in queries.newer(case, by.today) if one.since == since), None)
    if chosen is None:
        raise NotAllowed(
            Refused(
                "not_newer",
                "These rules are not newer than those that the case keeps.",
                "Open the rules of the case again and choose from what stands there.",
            )
        )
    restamp = Restamp.objects.create(
        case=case, since=since, was=case.stamp.plain, will=chosen.stamp.plain, reason=reason.strip(),
        proposed_by=by.seat,
    )  # fmt: skip
    _record(by, "propose_restamp", restamp, reason=restamp.reason)
    tell(
        case,
        {Role(one) for one in roles_for(Act.CONFIRM_RESTAMP)},
        "restamp_to_confirm",
        once=f"restamp:{restamp.pk}",
    )
    return restamp


@transaction.atomic
def confirm_restamp(*, by: Acting, restamp: Restamp) -> Restamp:
    """A second person confirms: from now on the case keeps the newer rules, and its open dates follow them.
    Raises NotAllowed.
    """
    case = lock(restamp.case)
    demand(may_do(by, Act.CONFIRM_RESTAMP, case))
    restamp = _open(case, restamp)
    proposal = restamp.version
    demand(
        restamping.may_confirm(
            proposal,
            closed=case.closed,
            own=restamp.proposed_by.person_id == by.person.pk,
            proposed_on=timezone.localdate(restamp.proposed_at),
            choice=queries.newer(case, by.today),
        )
    )
    moved = queries.moved(case, proposal.stamp, by.today)
    restamp.moved = [[one.title, one.was.isoformat(), one.will.isoformat()] for one in moved]
    _settle(by, restamp, confirmed=True)
    case.working_together, case.panel_guidance = (
        proposal.stamp.working_together,
        proposal.stamp.panel_guidance,
    )
    case.local_rules = dict(proposal.stamp.local)
    case.save(update_fields=["working_together", "panel_guidance", "local_rules"])
    _record(by, "confirm_restamp", restamp, reason=restamp.reason)
    refresh(case)
    for room in own_dates.rooms():
        room.move(case)
    kind = DecisionKind.RULESET_RESTAMP
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter="rules",
        source=f"restamp:{restamp.pk}",
        said=Said(
            outcome=f"The case goes on under the rules in force since {plain(restamp.since)}.",
            decided_on=by.today,
            reasons=restamp.reason,
            chosen=OPTIONS[kind][0],
            conditions=f"Proposed by {restamp.proposed_by.person.name}; confirmed by a second person.",
        ),
        told=[f"restamp:{restamp.pk}"],
    )
    return restamp


@transaction.atomic
def decline_restamp(*, by: Acting, restamp: Restamp, why: str) -> Restamp:
    """Who could confirm does not: the case keeps its rules. Raises NotAllowed."""
    return _end(by, restamp, why, Act.CONFIRM_RESTAMP, "decline_restamp")


@transaction.atomic
def take_back_restamp(*, by: Acting, restamp: Restamp, why: str) -> Restamp:
    """Who could propose takes it back: the case keeps its rules. Raises NotAllowed."""
    return _end(by, restamp, why, Act.RESTAMP_EDITION, "take_back_restamp")


def _end(by: Acting, restamp: Restamp, why: str, act: Act, name: str) -> Restamp:
    case = lock(restamp.case)
    demand(may_do(by, act, case))
    restamp = _open(case, restamp)
    if not why.strip():
        raise NotAllowed(Refused("no_reason", "That needs its reason.", "Say why in a sentence."))
    restamp.why_not = why.strip()
    _settle(by, restamp, confirmed=False)
    _record(by, name, restamp, reason=restamp.why_not)
    return restamp


def _open(case: Case, restamp: Restamp) -> Restamp:
    found = Restamp.objects.select_related("proposed_by").get(pk=restamp.pk, case=case)
    if found.settled_at:
        raise NotAllowed(
            Refused("settled", "This proposal has been answered already.", "There is nothing more to do.")
        )
    found.case = case
    return found


def _settle(by: Acting, restamp: Restamp, *, confirmed: bool) -> None:
    restamp.settled_by, restamp.settled_at, restamp.confirmed = by.seat, timezone.now(), confirmed
    restamp.settled_as = capacity_in(restamp.case, by.seat, SCOPES[Act.CONFIRM_RESTAMP], by.today)
    restamp.save()


def _record(by: Acting, act: str, restamp: Restamp, *, reason: str) -> None:
    record(
        restamp.case,
        act,
        by=by,
        on={
            "restamp": str(restamp.pk),
            "decision": SCOPES[Act.CONFIRM_RESTAMP].value,
            "since": restamp.since.isoformat(),
            "from": _said(restamp.before),
            "to": _said(restamp.version.stamp),
        },
        keep={"reason": reason},
    )


def _said(stamp: Stamp) -> str:
    """The rules as the record names them."""
    changed = [f"{code}={value}" for code, value in sorted(stamp.local.items())]
    return ", ".join([stamp.working_together, stamp.panel_guidance, *changed])
