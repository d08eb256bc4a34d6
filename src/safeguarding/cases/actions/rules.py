"""Changing a partnership's rules: proposed by one, approved by two others, from a day to come."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.models import RuleApproval, RuleChange
from safeguarding.cases.queries import rules as queries
from safeguarding.correspondence.actions import post_kind
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.people.permission import may_here
from safeguarding.people.queries import delegation_in_force, who_holds
from safeguarding.record.actions import write
from safeguarding.statute import changing
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.editions import Editions
from safeguarding.statute.permission import Act
from safeguarding.statute.profiles import Profile
from safeguarding.statute.terms import Role

WHO = (Role.LTRG_CHAIR, Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE)


@transaction.atomic
def propose_rule(
    *, by: Acting, code: str, value: changing.Value, since: date, why: str, source: str = ""
) -> RuleChange:
    """Propose that a rule says something else from a day on, for cases that begin then. Raises NotAllowed."""
    partnership = Partnership.objects.select_for_update().get(pk=by.partnership.pk)
    demand(may_here(by, Act.PROPOSE_RULE, partnership))
    if not why.strip():
        raise NotAllowed(
            Refused("no_reason", "A change of rules needs its reason.", "Say why in a sentence.")
        )
    if RuleChange.objects.filter(
        partnership=partnership, code=code, approved_at__isnull=True, ended_at__isnull=True
    ).exists():
        raise NotAllowed(
            Refused(
                "waits_already",
                "A change of this rule waits for approval already.",
                "Take that one back first, or wait for it.",
            )
        )
    profile, editions = _as_they_will_be(partnership, since)
    demand(changing.may_become(code, value, profile, editions, source=source, on=since, today=by.today))
    change = RuleChange.objects.create(
        partnership=partnership, code=code, was=changing.PARAMETERS[code].read(profile, editions),
        value=value, since=since, why=why.strip(), source=source.strip(), proposed_by=by.seat,
    )  # fmt: skip
    _record(by, "propose_rule", change, why=change.why, source=change.source)
    for role in WHO:
        for seat in who_holds(partnership, role, by.today):
            post_kind(
                partnership=partnership, to=seat.person, kind="rule_to_approve", stream=partnership.stream,
                subject_context={"link": "/"}, once_key=f"rule:{change.pk}:{seat.person_id}",
            )  # fmt: skip
    return change


def _as_they_will_be(partnership: Partnership, on: date) -> tuple[Profile, Editions]:
    return queries.profile_on(partnership, on), queries.editions_on(partnership, on)


@transaction.atomic
def approve_rule(*, by: Acting, change: RuleChange) -> RuleChange:
    """One of two who approve. With the second, it is in force from its day. Raises NotAllowed.

    What it would come to is asked again, as other rules may have changed meanwhile; a day that has passed
    before the second approved it is a day in the past.
    """
    change = _open(by, change)
    demand(may_here(by, Act.APPROVE_RULE, change.partnership))
    if change.proposed_by.person_id == by.person.pk:
        raise NotAllowed(
            Refused("own_proposal", "Nobody approves what they proposed.", "Two others approve it.")
        )
    if change.approvals.filter(person=by.person).exists():
        raise NotAllowed(
            Refused("approved_already", "You have approved it already.", "A second person has to.")
        )
    profile, editions = _as_they_will_be(change.partnership, change.since)
    demand(
        changing.may_become(
            change.code,
            change.value,
            profile,
            editions,
            source=change.source,
            on=change.since,
            today=by.today,
        )
    )
    delegation = delegation_in_force(by.seat, None, by.today)
    stands = f", standing in for {delegation.principal.person.name}" if delegation else ""
    RuleApproval.objects.create(
        change=change, person=by.person, seat=by.seat, capacity=f"{by.capacity}{stands}"
    )
    if change.approvals.count() >= changing.APPROVERS:
        change.approved_at = timezone.now()
        change.save(update_fields=["approved_at"])
    _record(by, "approve_rule", change)
    return change


@transaction.atomic
def end_rule_change(*, by: Acting, change: RuleChange, why: str) -> RuleChange:
    """The proposer takes a proposal back, or an approver declines it. Raises NotAllowed."""
    change = _open(by, change)
    if change.proposed_by.person_id != by.person.pk:
        demand(may_here(by, Act.APPROVE_RULE, change.partnership))
    if not why.strip():
        raise NotAllowed(Refused("no_reason", "That needs its reason.", "Say why in a sentence."))
    change.ended_by, change.ended_at, change.ended_why = by.seat, timezone.now(), why.strip()
    change.save(update_fields=["ended_by", "ended_at", "ended_why"])
    _record(by, "end_rule_change", change, why=change.ended_why)
    return change


def _open(by: Acting, change: RuleChange) -> RuleChange:
    Partnership.objects.select_for_update().get(pk=change.partnership_id)
    found = RuleChange.objects.select_related("partnership__stream", "proposed_by").get(pk=change.pk)
    if not found.is_open:
        raise NotAllowed(
            Refused("settled", "This has been approved or has ended already.", "There is nothing more to do.")
        )
    return found


def _record(by: Acting, act: str, change: RuleChange, **keep: str) -> None:
    stream = change.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    write(
        stream=stream,
        act=act,
        actor=by.actor,
        on={
            "change": str(change.pk),
            "rule": change.code,
            "was": str(change.was),
            "value": str(change.value),
            "since": change.since.isoformat(),
            "approvals": str(change.approvals.count()),
        },
        keep={what: text for what, text in keep.items() if text},
    )
