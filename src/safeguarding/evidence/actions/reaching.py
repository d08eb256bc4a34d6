"""Finding somebody at an agency, and the link that leads them to their return."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from safeguarding.correspondence.actions import post_kind
from safeguarding.evidence.access import AGENCY_ROLES, SENIORS, confirm_subject, subject
from safeguarding.evidence.letters import request_letter, why
from safeguarding.evidence.models import Cover, PassedOn, PassOnAsked, Request
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat, open_door, shut_door
from safeguarding.people.models import Agency, MailboxLink, Seat
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.calendar import add_months
from safeguarding.statute.terms import Role

ORDER = (Role.AGENCY_LEAD, Role.AGENCY_CONTACT, Role.AGENCY_AUTHOR, Role.AGENCY_SENIOR)
AT_WORK = timedelta(minutes=45)
STANDS = timedelta(days=90)
WHY_CONFIRM = (
    "A colleague has answered the partnership for your organisation. It asks you to read the answer and "
    "confirm it."
)


def contact_of(agency: Agency, on: date, apart: frozenset[int] = frozenset()) -> Seat | None:
    """Who answers for the agency: its safeguarding lead, else another of its people, else its own mailbox."""
    found = contacts_of([agency], on, apart).get(agency.pk) or _mailbox_of(agency, on)
    return None if found is None or found.person_id in apart else found


def contacts_of(agencies: list[Agency], on: date, apart: frozenset[int] = frozenset()) -> dict[int, Seat]:
    """The first person of each agency who may answer for it, in one query."""
    place = {role.value: number for number, role in enumerate(ORDER)}
    held = seats().filter(in_force(on), agency__in=agencies, role__in=place)
    held = held.exclude(person__in=apart)
    found: dict[int, Seat] = {}
    for seat in sorted(held, key=lambda seat: (place[seat.role], seat.pk), reverse=True):
        if seat.agency_id is not None:
            found[seat.agency_id] = seat
    return found


def _mailbox_of(agency: Agency, on: date) -> Seat | None:
    """A seat for the agency's registered address; nobody when it has none."""
    if not agency.email:
        return None
    return give_seat(
        by=None,
        partnership=agency.partnership,
        email=agency.email,
        name="Safeguarding contact",
        role=Role.AGENCY_CONTACT,
        since=on,
        agency=agency,
        invited=False,
    )


def known_address(request: Request, email: str, by: Acting) -> bool:
    """Whether the agency is known by this address: its own domain, the asker's, or one that was checked."""
    address = email.strip().lower()
    ours = {known.rpartition("@")[2].lower() for known in (request.agency.email, by.person.email) if known}
    if address.rpartition("@")[2] in ours:
        return True
    held = seats().filter(in_force(by.today), agency=request.agency, person__email=address)
    return held.filter(role__in=[role.value for role in AGENCY_ROLES]).exists()


def colleague(
    request: Request, *, name: str, email: str, role: Role, by: Acting, any_address: bool = False
) -> Seat:
    """The seat of a named colleague of the same agency, made when they have none yet. Raises NotAllowed.

    The address must be of the same organisation as the agency's own or the asker's, because a return must
    not leave it by a slip of the keyboard; the manager may give another after checking it.
    """
    address = email.strip().lower()
    if not name.strip() or "@" not in address:
        raise NotAllowed(
            Refused("no_colleague", "Give your colleague’s name and work e-mail address.", "Both are needed.")
        )
    if not any_address and not known_address(request, address, by):
        raise NotAllowed(
            Refused(
                "other_address",
                "That address is not one of your organisation’s.",
                "Check it. If it is right, ring the partnership manager, who can send the request there.",
            )
        )
    held = seats().filter(in_force(by.today), agency=request.agency, person__email=address)
    fit = SENIORS if role in SENIORS else AGENCY_ROLES
    seat = next((one for one in held if Role(one.role) in fit), None)
    if seat is None:
        seat = give_seat(
            by=None,
            partnership=request.case.partnership,
            email=address,
            name=name,
            role=role,
            since=by.today,
            until=add_months(by.today, 12),
            agency=request.agency,
            invited=False,
        )
    if seat.person.exclusions.filter(case=request.case, ended_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "excluded",
                "That colleague cannot be asked about this case.",
                "Name somebody else in your organisation.",
            )
        )
    return seat


def send_link(request: Request, seat: Seat, *, by: Acting | None, kind: str = "", once: str) -> None:
    """Send somebody the link to their return, and whoever covers for them today, as well or instead. Without
    a kind it is the request itself.

    Whoever holds a link already and is at work keeps theirs, without a new one.
    """
    kind = kind or request_letter(request)
    cover = cover_today(request, seat)
    if cover is None or not cover.instead:
        _send(request, seat, by=by, kind=kind, once=once)
    if cover is not None:
        send_to_cover(request, cover, by=by, kind=kind, once=f"{once}:cover:{cover.pk}")


def move(by: Acting, request: Request, to: Seat, *, passer: Seat, why: str = "") -> None:
    """The request goes over to another seat: the old links are shut, and a new one is sent.

    An address that waited to be checked has been overtaken.
    """
    now = timezone.now()
    passed = PassedOn.objects.create(request=request, by=passer, to=to, why=why, at=now)
    request.pass_ons.filter(answered_at__isnull=True).update(
        answer=PassOnAsked.Answer.REFUSED,
        words="The request went to somebody else.",
        answered_by=by.seat,
        answered_at=now,
    )
    before, request.contact, request.stepped_back_at = request.contact, to, None
    request.save(update_fields=["contact", "stepped_back_at"])
    for old in {passer.pk: passer, **({before.pk: before} if before else {})}.values():
        shut_links(request, old, by=by, keeps=to)
    send_link(request, to, by=by, once=f"passed:{passed.pk}")


def shut_links(request: Request, seat: Seat, *, by: Acting, keeps: Seat) -> None:
    """The links of whoever had the request, and of whoever covers for them, stop working."""
    covers = Cover.objects.filter(seat=seat, ended_at__isnull=True).select_related("cover")
    for one in [seat, *(cover.cover for cover in covers)]:
        if one.pk != keeps.pk:
            shut_door(by=by, seat=one, subject=subject(request))


def cover_today(request: Request, seat: Seat) -> Cover | None:
    """Who covers for this seat today; nobody who is walled off from the case."""
    today = timezone.localdate()
    held = Cover.objects.filter(seat=seat, since__lte=today, until__gte=today, ended_at__isnull=True)
    held = held.exclude(cover__until__lt=today)
    apart = request.case.exclusions.filter(ended_at__isnull=True).values("person")
    return held.exclude(cover__person__in=apart).select_related("cover__person", "cover__partnership").last()


def send_to_cover(request: Request, cover: Cover, *, by: Acting | None, kind: str, once: str) -> None:
    """The link of somebody who covers ends with the last day of the cover."""
    last = timezone.make_aware(datetime.combine(cover.until + timedelta(days=1), time()))
    _send(request, cover.cover, by=by, kind=kind, once=once, expires=min(last, timezone.now() + STANDS))


def _send(
    request: Request,
    seat: Seat,
    *,
    by: Acting | None,
    kind: str,
    once: str,
    expires: datetime | None = None,
) -> None:
    if seat.person.has_usable_password() and seat.opens_by_password:
        _post(request, seat, kind, f"/returns/{request.short}/", once)
    elif at_work(request, seat):
        _post(request, seat, kind, "", once)
    else:
        open_door(
            by=by,
            seat=seat,
            subject=subject(request),
            to=f"/returns/{request.short}/",
            why=why(request),
            kind=kind,
            asked_by=request.case.partnership.name,
            due=request.due_on,
            expires=expires or timezone.now() + STANDS,
            stream=request.case.stream,
            once_key=once,
        )


def send_confirm_link(request: Request, seat: Seat, *, by: Acting, once: str) -> None:
    """Send a senior lead their own link to read the return and confirm it."""
    path = f"/returns/{request.short}/confirm/"
    if seat.person.has_usable_password() and seat.opens_by_password:
        _post(request, seat, "return_to_confirm", path, once)
        return
    open_door(
        by=by,
        seat=seat,
        subject=confirm_subject(request),
        to=path,
        why=WHY_CONFIRM,
        kind="return_to_confirm",
        asked_by=request.case.partnership.name,
        expires=timezone.now() + STANDS,
        stream=request.case.stream,
        once_key=once,
    )


def at_work(request: Request, seat: Seat) -> bool:
    """Whether somebody came in by their link, or saved, so lately that a new link would put them out in
    mid-sentence.
    """
    since = timezone.now() - AT_WORK
    saved = getattr(getattr(request, "answer", None), "saved_at", None)
    return (
        bool(saved and saved > since)
        or MailboxLink.objects.filter(
            seat=seat, subject=subject(request), revoked_at__isnull=True, opened_at__gt=since
        ).exists()
    )


def _post(request: Request, seat: Seat, kind: str, path: str, once: str) -> None:
    post_kind(
        partnership=request.case.partnership,
        to=seat.person,
        kind=kind,
        stream=request.case.stream,
        subject_context={**({"link": path} if path else {}), "due": request.due_on},
        once_key=once,
    )


def letterbox(email: str) -> str:
    """The letterbox behind an address: what stands after a plus sign leads to the same one."""
    local, _, domain = email.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
