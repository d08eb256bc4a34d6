"""Letting people into a case, ending that, and names shown."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from safeguarding.anonymity.models import Identity
from safeguarding.cases.access import may_do, may_show_names, names_are_open
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Area, Case, Exclusion, Grant
from safeguarding.cases.queries.sharing import contributing
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person, Seat
from safeguarding.record.actions import look
from safeguarding.record.models import Event
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def grant_access(*, by: Acting, case: Case, seat: Seat, reason: str, until: date | None = None) -> Grant:
    """Let a seat into one case, with the reason and until when. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.GRANT_ACCESS, case))
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Letting somebody in needs a reason.", "Say why they need this case.")
        )
    return access_follows(by=by, case=case, seat=seat, reason=reason, since=by.today, until=until)


def access_follows(
    *, by: Acting, case: Case, seat: Seat, reason: str, since: date, until: date | None
) -> Grant:
    """Let a seat in because of a decision lawfully taken, inside the act that has locked the case.

    Raises NotAllowed for somebody kept apart from the case, or who has had a part in it that the local rules
    keep apart from this one.
    """
    if not seat.in_force(max(since, by.today)):
        raise NotAllowed(
            Refused("seat_ended", "That seat is not in force today.", "Check its dates under People.")
        )
    if Exclusion.objects.filter(case=case, person=seat.person, ended_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "excluded",
                "This person must not see the case because of an interest that has been ruled on.",
                "Choose somebody else from their organisation.",
            )
        )
    if seat.role == Role.EXTERNAL_PARTNERSHIP:
        raise NotAllowed(
            Refused(
                "guest",
                "Somebody of another area sees that area’s share of a case, not all of it.",
                "Invite their area under “Other areas”.",
            )
        )
    demand(independent(case, seat))
    end_lapsed(case, by)
    if Grant.objects.filter(case=case, seat=seat, ended_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "granted_already", "This person can see the case already.", "There is nothing more to do."
            )
        )
    grant = Grant.objects.create(
        case=case, seat=seat, reason=reason, since=since, until=until, given_by=by.seat
    )
    record(case, "grant_access", by=by, on={"seat": str(seat.pk)}, keep={"reason": reason})
    return grant


def independent(case: Case, seat: Seat) -> Answer:
    """Whether the person has had no part in this case, in whatever seat, that the local rules keep apart from
    the seat in which they are let in.
    """
    return no_part_in(case, seat.person, Role(seat.role))


def no_part_in(case: Case, person: Person, role_now: Role) -> Answer:
    """The same, of somebody who may come to act in a capacity."""
    acted = Event.objects.filter(stream=case.stream_id, person=str(person.pk))
    held = {int(key) for key in acted.values_list("seat", flat=True).distinct() if key}
    part = Seat.objects.filter(person=person.pk).filter(Q(pk__in=held) | Q(grants__case=case))
    for role in part.values_list("role", flat=True).distinct():
        because = case.profile.may_not_be_one_person(role_now, Role(role))
        if because:
            return Refused(
                "part_kept_apart",
                f"{person.name} has had a part in this case as {Role(role).label.lower()}. {because}",
                "Choose somebody who has had no such part in it.",
            )
    return Allowed()


def end_lapsed(case: Case, by: Acting) -> None:
    """Mark grants whose last day has passed as ended, so that the same seat can be let in afresh."""
    Grant.objects.filter(case=case, ended_at__isnull=True, until__lt=by.today).update(ended_at=timezone.now())


@transaction.atomic
def end_access(*, by: Acting, grant: Grant) -> Grant:
    """End a grant; it stops at the person's next request."""
    case = lock(grant.case)
    demand(may_do(by, Act.END_ACCESS, case))
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.ended_at:
        raise NotAllowed(Refused("ended", "This access has ended already.", "There is nothing more to do."))
    return access_ends(by=by, case=case, grant=grant)


def access_ends(*, by: Acting, case: Case, grant: Grant) -> Grant:
    """End a grant because of a decision lawfully taken, inside the act that has locked the case."""
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    record(case, "end_access", by=by, on={"seat": str(grant.seat_id)})
    return grant


@transaction.atomic
def show_names(*, by: Acting, case: Case) -> list[Identity]:
    """Show who the people in the case are. Each showing is kept among the looks.

    Up to the rapid review's sign-off, everybody who holds the case; after it, the few whom the table names.
    """
    demand(may_show_names(by, case))
    return _show(by, case)


@transaction.atomic
def show_shared_names(*, by: Acting, area: Area) -> list[Identity]:
    """Show an area that was asked whom it is asked about, so that it can search. It is kept as a look.

    Up to the third signature, as for everybody else. Raises NotAllowed.
    """
    demand(may_do(by, Act.SHOW_NAME, area.case, *contributing(by, area)))
    demand(names_are_open(area.case))
    return _show(by, area.case)


def _show(by: Acting, case: Case) -> list[Identity]:
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    look(stream=case.stream, actor=by.actor, kind="named", what="names of the people in the case")
    members = [
        *case.children.values_list("identity_id", flat=True),
        *case.family.values_list("identity_id", flat=True),
    ]
    return list(Identity.objects.filter(pk__in=members, disposed_at__isnull=True))
