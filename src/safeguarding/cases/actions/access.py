"""Letting people into a case, ending that, interests declared and ruled on, and names shown."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.anonymity.models import Identity
from safeguarding.cases.access import may_do, may_show_names
from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Exclusion, Grant, Interest
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person, Seat
from safeguarding.record.actions import look
from safeguarding.statute.answer import NotAllowed, Refused, demand
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
    if not seat.in_force(by.today):
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
    end_lapsed(case, by)
    if Grant.objects.filter(case=case, seat=seat, ended_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "granted_already", "This person can see the case already.", "There is nothing more to do."
            )
        )
    grant = Grant.objects.create(
        case=case, seat=seat, reason=reason, since=by.today, until=until, given_by=by.seat
    )
    record(case, "grant_access", by=by, on={"seat": str(seat.pk)}, keep={"reason": reason})
    return grant


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
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    record(case, "end_access", by=by, on={"seat": str(grant.seat_id)})
    return grant


@transaction.atomic
def declare_interest(
    *, by: Acting, case: Case, kind: str, words: str, person: Person | None = None
) -> Interest:
    """Declare one's own interest, or another's.

    An organisation's is noted; a personal or direct one is walled at once, until the chair rules on it (so
    that nothing is seen meanwhile).
    """
    case = lock(case)
    demand(may_do(by, Act.DECLARE_INTEREST, case))
    whose = person or by.person
    if not words.strip():
        raise NotAllowed(
            Refused(
                "no_words", "Say in a sentence what the interest is.", "No detail about the child is needed."
            )
        )
    interest = Interest.objects.create(
        case=case,
        person=whose,
        agency=by.agency if whose == by.person else None,
        kind=kind,
        words=words,
        declared_by=by.seat,
    )
    record(case, "declare_interest", by=by, on={"person": str(whose.pk), "kind": kind}, keep={"words": words})
    if kind != Interest.Kind.ORGANISATIONAL:
        _wall(case, whose, words, by=by)
        tell(
            case,
            {Role.LTRG_CHAIR, Role.PARTNERSHIP_MANAGER},
            "position_wanted",
            once=f"interest:{interest.pk}",
        )
    return interest


@transaction.atomic
def rule_on_interest(*, by: Acting, interest: Interest, walled: bool, ruling: str) -> Interest:
    """The chair rules whether the person stays walled off. Nobody rules on their own interest."""
    case = lock(interest.case)
    demand(may_do(by, Act.RULE_ON_INTEREST, case))
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    if interest.person_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_interest",
                "Nobody rules on their own interest.",
                "Two of the three partners rule on the chair’s.",
            )
        )
    if by.role is not Role.LTRG_CHAIR and not _chairs(interest.person, case, by):
        raise NotAllowed(
            Refused(
                "chair_rules",
                "The independent chair rules on this interest; a partner rules on the chair’s own only.",
                "Ask the independent chair.",
            )
        )
    if interest.ruled_at:
        raise NotAllowed(
            Refused("ruled", "This interest has been ruled on already.", "There is nothing more to do.")
        )
    if not ruling.strip():
        raise NotAllowed(Refused("no_reason", "A ruling needs its reason.", "Say why in a sentence or two."))
    interest.ruled_by, interest.ruled_at, interest.walled, interest.ruling = (
        by.seat,
        timezone.now(),
        walled,
        ruling,
    )
    interest.save()
    record(
        case,
        "rule_on_interest",
        by=by,
        on={"person": str(interest.person_id), "walled": "yes" if walled else "no"},
        keep={"ruling": ruling},
    )
    if walled:
        _wall(case, interest.person, ruling, by=by)
    else:
        _let_back(interest)
    return interest


@transaction.atomic
def exclude_person(*, by: Acting, case: Case, person: Person, reason: str) -> None:
    """Wall a person off from a case at once. Their past acts stay on the record."""
    case = lock(case)
    demand(may_do(by, Act.EXCLUDE_PERSON, case))
    if person.pk == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_interest", "To step away yourself, declare your interest.", "Use “Declare an interest”."
            )
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Walling somebody off needs a reason.", "Say why in a sentence or two.")
        )
    _wall(case, person, reason, by=by)
    # A wall that an interest put up now stands for this reason, and does not fall with the interest.
    Exclusion.objects.filter(case=case, person=person, ended_at__isnull=True).update(
        reason=reason, by=by.seat
    )
    record(case, "exclude_person", by=by, on={"person": str(person.pk)}, keep={"reason": reason})


@transaction.atomic
def show_names(*, by: Acting, case: Case) -> list[Identity]:
    """Show who the people in the case are. Each showing is kept among the looks.

    Up to the rapid review's sign-off, everybody who holds the case; after it, the few whom the table names.
    """
    demand(may_show_names(by, case))
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    look(stream=case.stream, actor=by.actor, kind="named", what="names of the people in the case")
    members = [
        *case.children.values_list("identity_id", flat=True),
        *case.family.values_list("identity_id", flat=True),
    ]
    return list(Identity.objects.filter(pk__in=members, disposed_at__isnull=True))


def _chairs(person: Person, case: Case, by: Acting) -> bool:
    held = Seat.objects.filter(person=person, partnership=case.partnership_id, role=Role.LTRG_CHAIR)
    return any(seat.in_force(by.today) for seat in held)


def _wall(case: Case, person: Person, reason: str, *, by: Acting) -> None:
    if not Exclusion.objects.filter(case=case, person=person, ended_at__isnull=True).exists():
        Exclusion.objects.create(case=case, person=person, reason=reason, by=by.seat)


def _let_back(interest: Interest) -> None:
    """End the wall that interests put up, once none of them stands. A wall with another reason stays."""
    told = Interest.objects.filter(case=interest.case_id, person=interest.person_id)
    if told.exclude(kind=Interest.Kind.ORGANISATIONAL).exclude(walled=False).exists():
        return
    reasons = [text for pair in told.values_list("words", "ruling") for text in pair]
    Exclusion.objects.filter(
        case=interest.case_id, person=interest.person_id, ended_at__isnull=True, reason__in=reasons
    ).update(ended_at=timezone.now())
