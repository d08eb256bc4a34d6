"""Deputies: naming, confirming, ending."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from safeguarding.people import posting, queries
from safeguarding.people.acting import Acting
from safeguarding.people.actions.deciding import seal_for_partnership
from safeguarding.people.models import Delegation, Partnership, Seat
from safeguarding.people.permission import may_here
from safeguarding.record.actions import write
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.authority import stands_in_circle
from safeguarding.statute.decision_records import OPTIONS, Said
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind

LONGEST = timedelta(days=366)


@transaction.atomic
def delegate(
    *,
    by: Acting,
    principal: Seat,
    deputy: Seat,
    since: date,
    until: date,
    scopes: Sequence[str] = (),
    evidence: str = "",
) -> Delegation:
    """Name a delegated partner's deputy between two dates, for all decisions or for some kinds.

    It has no force until the delegated partner confirms the three attestations; they are asked by letter.
    """
    demand(may_here(by, Act.DELEGATE, principal.partnership))
    Partnership.objects.select_for_update().get(pk=principal.partnership_id)
    demand(may_stand_in(by, principal, deputy, since, until, scopes))
    made = Delegation.objects.create(
        principal=principal,
        deputy=deputy,
        since=since,
        until=until,
        scopes=sorted(set(scopes)),
        evidence=evidence.strip(),
    )
    record_delegation(by, "delegate", made, evidence=made.evidence)
    if by.seat.pk != principal.pk:
        posting.post(
            partnership=principal.partnership,
            to=principal.person,
            kind="delegation_to_confirm",
            link="/delegation/",
            once_key=f"delegation:{made.pk}",
        )
    return made


def may_stand_in(
    by: Acting, principal: Seat, deputy: Seat, since: date, until: date, scopes: Sequence[str]
) -> Answer:
    """Only for the same partner, both seats in force, and between two dates at most a year apart."""
    if not principal.role.startswith("dsp_"):
        return Refused("not_a_delegated_partner", "Only a delegated safeguarding partner has deputies.", "")
    if by.role.value.startswith("dsp_") and by.seat.pk != principal.pk:
        return Refused(
            "not_your_deputy", "You can name deputies for your own seat only.", "Ask that partner to do it."
        )
    if deputy.partnership_id != principal.partnership_id or deputy.partner != principal.partner:
        return Refused(
            "other_partner",
            "A deputy stands in for one statutory partner only, and this seat is for another.",
            "Give the person a deputy’s seat for this partner first.",
        )
    if not deputy.role.startswith("deputy_"):
        return Refused(
            "not_a_deputy", "This seat is not a deputy’s.", "Give the person a deputy’s seat first."
        )
    if deputy.person_id == principal.person_id:
        return Refused("own_deputy", "Nobody is their own deputy.", "Choose somebody else.")
    if until < since:
        return Refused(
            "ends_before_it_begins", "The delegation would end before it begins.", "Change one of the dates."
        )
    if until < by.today:
        return Refused(
            "over_already", "The delegation would be over already.", "Choose a last day from today on."
        )
    if until - since > LONGEST:
        return Refused(
            "too_long", "A delegation lasts a year at most.", "Choose an earlier last day and renew it then."
        )
    if not set(scopes) <= {kind.value for kind in DecisionKind}:
        return Refused("unknown_scope", "That is not a kind of decision.", "Choose from the list.")
    first = max(since, by.today)
    for seat, whose in ((principal, "The partner’s"), (deputy, "The deputy’s")):
        if not seat.in_force(first):
            return Refused(
                "seat_ended",
                f"{whose} own seat is not in force then.",
                "Choose other dates, or another seat.",
            )
    return _not_in_a_circle(principal, deputy, since, until)


def _not_in_a_circle(principal: Seat, deputy: Seat, since: date, until: date) -> Answer:
    """Nobody may in the end stand in for themselves, by way of whomever they stand in for in those days.

    Somebody may hold a partner's seat and a deputy's for the same partner, so circles are of people.
    """
    days = queries.delegations().filter(
        principal__partnership=principal.partnership_id,
        ended_at__isnull=True,
        since__lte=until,
        until__gte=since,
    )
    stands_for: dict[int, frozenset[int]] = {}
    for held in days:
        one, other = held.deputy.person, held.principal.person
        stands_for[one.pk] = stands_for.get(one.pk, frozenset()) | {other.pk}
    if stands_in_circle(stands_for, principal.person_id, deputy.person_id):
        return Refused(
            "circular",
            f"{principal.person.name} stands in for {deputy.person.name} in those days, directly or through "
            "others. Authority cannot go round in a circle.",
            "Choose another deputy, or end the other delegation first.",
        )
    return Allowed()


@transaction.atomic
def confirm_delegation(
    *,
    by: Acting,
    delegation: Delegation,
    speaks_with_authority: bool,
    commits_the_agency: bool,
    holds_to_account: bool,
) -> Delegation:
    """The delegated partner confirms their deputy: only then may the deputy act.

    Working Together 2018, chapter 3: whoever stands in must be able to speak with authority, take decisions
    and commit the organisation on policy, resourcing and practice matters, and hold it to account.
    """
    delegation = _locked(delegation)
    demand(may_here(by, Act.CONFIRM_DELEGATION, delegation.principal.partnership))
    if by.seat.pk != delegation.principal_id:
        raise NotAllowed(
            Refused(
                "not_your_deputy",
                "Only the delegated partner for whom a deputy stands in can confirm them.",
                f"Ask {delegation.principal.person.name} to confirm.",
            )
        )
    if delegation.ended_at is not None or delegation.until < by.today:
        raise NotAllowed(Refused("delegation_ended", "This delegation has ended.", "Name the deputy again."))
    if not (speaks_with_authority and commits_the_agency and holds_to_account):
        raise NotAllowed(
            Refused(
                "attestations_missing",
                "A deputy must meet all three tests: speak with authority, commit the organisation, "
                "and hold it to account.",
                "Confirm all three, or choose another deputy.",
            )
        )
    if delegation.confirmed_at is None:
        delegation.speaks_with_authority = delegation.commits_the_agency = delegation.holds_to_account = True
        delegation.confirmed_by, delegation.confirmed_at = by.seat, timezone.now()
        delegation.save()
        record_delegation(by, "confirm_delegation", delegation)
        _seal(
            by,
            delegation,
            "may stand in",
            "They can speak with authority, commit the organisation, and hold it to account.",
            OPTIONS[DecisionKind.DELEGATION][0],
        )
    return delegation


def _seal(by: Acting, delegation: Delegation, outcome: str, reasons: str, chosen: str) -> None:
    """Confirming a deputy, and ending that, is a decision of its own, and keeps what it rested on."""
    kind = DecisionKind.DELEGATION
    deputy, principal = delegation.deputy.person.name, delegation.principal.person.name
    seal_for_partnership(
        by=by,
        partnership=delegation.principal.partnership,
        kind=kind,
        matter=f"delegation:{delegation.pk}",
        said=Said(
            outcome=f"{deputy} {outcome} for {principal}.",
            decided_on=by.today,
            reasons=reasons,
            chosen=chosen,
            conditions=delegation.covers,
            review_on=delegation.until,
        ),
    )


@transaction.atomic
def end_delegation(*, by: Acting, delegation: Delegation) -> Delegation:
    """End a delegation at once. What the deputy did under it stands."""
    delegation = _locked(delegation)
    own = by.seat.pk in {delegation.principal_id, delegation.deputy_id}
    if not own:
        if by.role.partner and by.role.partner != delegation.principal.partner:
            raise NotAllowed(
                Refused(
                    "other_partner",
                    "You can end delegations of your own partner only.",
                    f"Ask {delegation.principal.person.name}.",
                )
            )
        demand(may_here(by, Act.END_DELEGATION, delegation.principal.partnership))
    if delegation.ended_at is None:
        delegation.ended_at = timezone.now()
        delegation.save(update_fields=["ended_at"])
        record_delegation(by, "end_delegation", delegation)
        if delegation.confirmed_at is not None:
            _seal(by, delegation, "no longer stands in", "The delegation was ended.", "End the delegation")
    return delegation


def _locked(delegation: Delegation) -> Delegation:
    Delegation.objects.select_for_update().get(pk=delegation.pk)
    return queries.delegations().get(pk=delegation.pk)


def record_delegation(by: Acting, act: str, delegation: Delegation, **keep: str) -> None:
    """Write down that something happened to a delegation, in the partnership's chain."""
    stream = delegation.principal.partnership.stream
    assert stream is not None  # noqa: S101
    write(
        stream=stream,
        act=act,
        actor=by.actor,
        on={
            "delegation": str(delegation.pk),
            "principal": str(delegation.principal_id),
            "deputy": str(delegation.deputy_id),
            "since": delegation.since.isoformat(),
            "until": delegation.until.isoformat(),
            "scopes": ",".join(delegation.scopes) or "all",
        },
        keep={what: text for what, text in keep.items() if text},
    )
