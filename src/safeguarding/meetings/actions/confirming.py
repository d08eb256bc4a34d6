"""A senior lead of the member's own agency says that they may speak for it."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.meetings.actions.group import locked, record, subject, withdraw
from safeguarding.meetings.models import Attestation, Member
from safeguarding.meetings.queries.members import seniors
from safeguarding.people import posting
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat, open_door
from safeguarding.people.models import Seat
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.authority import MemberKind, confirmed_until, needs_confirmation
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.permission.permits import DELEGATED
from safeguarding.statute.terms import Role

WHY_CONFIRM = (
    "A colleague speaks for your organisation in the partnership’s group. You are asked to confirm that they "
    "may, as their senior lead. It takes two minutes."
)


@transaction.atomic
def ask_to_confirm(
    *, by: Acting, member: Member, senior: Seat | None = None, name: str = "", email: str = ""
) -> Attestation:
    """Ask a senior lead of the member's own agency to confirm the three tests; for a partner, their lead.

    Somebody without a seat is given one as the agency's senior lead, and comes by a link and a code. Asking
    anew takes back the question before. Raises NotAllowed.
    """
    member = locked(by, member)
    kind, role = MemberKind(member.kind), Role(member.seat.role)
    if not needs_confirmation(role, kind, for_agency=member.seat.agency_id is not None):
        raise NotAllowed(
            Refused(
                "not_needed",
                "Nobody has to confirm this member: they represent no agency, or a delegation says it.",
                "A deputy is confirmed by the delegated partner, on the page of deputies.",
            )
        )
    if member.last_day is not None and member.last_day < by.today:
        raise NotAllowed(
            Refused("term_over", "The term of this member has ended.", "Renew the term first, then ask.")
        )
    if senior is None:
        senior = _new_senior(by, member, name, email)
    elif senior.pk not in {seat.pk for seat in seniors(member, by.today)}:
        raise NotAllowed(
            Refused(
                "not_their_senior",
                "Only a senior lead of the member’s own agency can confirm them, and never they themselves; "
                "a delegated partner is confirmed by the lead partner.",
                "Choose from the list, or give the name of their senior lead.",
            )
        )
    withdraw(by, member)
    made = Attestation.objects.create(
        member=member, asked_of=senior, asked_by=by.seat, asked_at=timezone.now()
    )
    record(by, "ask_to_confirm_member", member, attestation=made.pk, senior=senior.pk)
    _send(by, made)
    return made


def _new_senior(by: Acting, member: Member, name: str, email: str) -> Seat:
    if Role(member.seat.role) in DELEGATED:
        raise NotAllowed(
            Refused(
                "lead_partner_confirms",
                "A delegated partner is confirmed by their lead safeguarding partner.",
                "Choose the lead partner. If nobody holds that seat, give it first.",
            )
        )
    if not name.strip() or "@" not in email:
        raise NotAllowed(
            Refused(
                "no_senior",
                "Say who is to confirm them.",
                "Choose somebody, or give the senior lead’s name and work e-mail address.",
            )
        )
    address = email.strip().lower()
    if _letterbox(address) == _letterbox(member.seat.person.email):
        raise NotAllowed(
            Refused(
                "own_authority", "Nobody confirms their own authority.", "Give their senior lead’s address."
            )
        )
    held = next((seat for seat in seniors(member, by.today) if seat.person.email == address), None)
    return held or give_seat(
        by=by,
        partnership=member.seat.partnership,
        email=address,
        name=name,
        role=Role.AGENCY_SENIOR,
        agency=member.seat.agency,
        since=by.today,
        invited=False,
    )


def _letterbox(address: str) -> str:
    """Where an address leads: what stands after a plus sign leads to the same place."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _send(by: Acting, made: Attestation) -> None:
    """A link to the one question for a senior lead without a sign-in; for the others the page itself."""
    seat, path = made.asked_of, reverse("meetings:confirm_member", args=[made.pk])
    if seat.person.has_usable_password() and seat.opens_by_password:
        posting.post(
            partnership=seat.partnership,
            to=seat.person,
            kind="member_to_confirm",
            link=path,
            once_key=f"member:{made.pk}",
        )
        return
    open_door(
        by=by,
        seat=seat,
        subject=subject(made),
        to=path,
        why=WHY_CONFIRM,
        kind="member_to_confirm",
        asked_by=f"The {seat.partnership.name}",
        once_key=f"member:{made.pk}",
    )


@transaction.atomic
def confirm_member(
    *,
    by: Acting,
    attestation: Attestation,
    speaks_with_authority: bool,
    commits_the_agency: bool,
    holds_to_account: bool,
) -> Attestation:
    """The senior lead confirms all three tests for a year from today. Raises NotAllowed.

    Working Together 2018, chapter 3; the partnership's published page: a representative must be able to speak
    with authority, commit the agency on policy and practice, and hold it to account.
    """
    Attestation.objects.select_for_update().get(pk=attestation.pk)
    found = Attestation.objects.select_related(
        "member__seat__person", "member__seat__agency", "member__partnership", "asked_of__person"
    ).get(pk=attestation.pk)
    member = found.member
    own = (Relation.OWN_AGENCY,) if by.seat.pk == found.asked_of_id else ()
    demand(may_here(by, Act.CONFIRM_MEMBER, member.partnership, *own))
    if by.person.pk == member.seat.person_id:
        raise NotAllowed(
            Refused("own_authority", "Nobody confirms their own authority.", "Ring the partnership manager.")
        )
    if found.confirmed_at is not None:
        return found
    if found.withdrawn_at is not None or (member.last_day is not None and member.last_day < by.today):
        raise NotAllowed(
            Refused(
                "not_asked_any_more",
                "This is not asked any more: somebody else was asked, or the membership has ended.",
                "There is nothing more to do. Ring the partnership manager if you think that this is wrong.",
            )
        )
    if not (speaks_with_authority and commits_the_agency and holds_to_account):
        raise NotAllowed(
            Refused(
                "attestations_missing",
                "Whoever speaks for your organisation must meet all three tests.",
                "Confirm all three, or ring the partnership manager and name somebody else.",
            )
        )
    found.speaks_with_authority = found.commits_the_agency = found.holds_to_account = True
    found.confirmed_at, found.capacity = timezone.now(), by.capacity
    found.until = confirmed_until(by.today)
    found.save()
    record(by, "confirm_member", member, attestation=found.pk, until=found.until)
    return found
