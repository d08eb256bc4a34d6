"""Who owns an action, and the link that leads them to it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.queries.contacts import first_contact
from safeguarding.correspondence.actions import post_kind
from safeguarding.correspondence.letters import is_address
from safeguarding.improvements.access import subject
from safeguarding.improvements.actions.writing import tell_story
from safeguarding.improvements.models import Action, Step
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat, open_door, shut_door
from safeguarding.people.models import Seat
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.calendar import add_months
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Role

STANDS = timedelta(days=90)
WHY = "An action from what the partnership has learned stands in your name."


def owner_seat(action: Action, name: str, email: str, *, by: Acting) -> Seat | None:
    """The seat of whoever owns the action: found by their address, or made for them to come by link and code.
    Without an address it goes to the agency's own contact. Raises NotAllowed for an owner who has left.
    """
    address = email.strip().lower()
    if not address:
        return first_contact(action.agency, by.today, action.case) if action.agency else None
    if not is_address(address):
        raise NotAllowed(
            Refused("no_address", f"“{address}” is not an e-mail address.", "Check it for a slip.")
        )
    fit = roles_for(Act.READ_OWN_ACTION)
    held = [
        seat
        for seat in seats().filter(partnership=action.partnership, person__email=address).order_by("-since")
        if seat.role in fit and (action.agency_id is None or seat.agency_id in {None, action.agency_id})
    ]
    now = next((seat for seat in held if seat.in_force(by.today)), None)
    if now is not None:
        return now
    if held:
        ended = held[0].until
        raise NotAllowed(
            Refused(
                "owner_left",
                f"{held[0].person.name} has left"
                f"{f' (on {ended.day} {ended:%B %Y})' if ended and ended < by.today else ''}.",
                "Name whoever has taken over.",
            )
        )
    called, _, post = name.partition(",")
    return give_seat(
        by=None,
        partnership=action.partnership,
        email=address,
        name=called.strip(),
        post=post.strip(),
        role=Role.ACTION_OWNER,
        since=by.today,
        until=add_months(by.today, 24),
        agency=action.agency,
        invited=False,
    )


def hand_over(action: Action, seat: Seat | None, *, by: Acting) -> None:
    """Put the action in a seat's name and send its holder there; without one it waits for the office."""
    action.owner_seat = seat
    action.save(update_fields=["owner_seat"])
    tell_story(action, Step.Kind.HANDED, by=by, words=action.owner)
    if seat is not None:
        send_link(action, seat, by=by, once=f"action:{action.short}:handed:{action.steps.count()}")


def send_link(action: Action, seat: Seat, *, by: Acting, once: str) -> None:
    """Those who sign in get a letter that leads there; the others a link that opens this action only."""
    page = reverse("improvements:action", args=[action.short])
    stream = action.case.stream if action.case else action.partnership.stream
    if seat.opens_by_password and seat.person.has_usable_password():
        post_kind(
            partnership=action.partnership, to=seat.person, kind="action_asked", stream=stream,
            subject_context={"link": page, "due": action.due}, once_key=once,
        )  # fmt: skip
        return
    open_door(
        by=by, seat=seat, subject=subject(action), to=page, why=WHY, kind="action_link", due=action.due,
        asked_by=f"The {action.partnership.name}", expires=timezone.now() + STANDS, stream=stream,
        once_key=once,
    )  # fmt: skip


def take_links_back(action: Action, *, by: Acting) -> None:
    """Whoever had the action by link no longer has."""
    if action.owner_seat is not None:
        shut_door(by=by, seat=action.owner_seat, subject=subject(action))


def can_be_reached(action: Action) -> bool:
    """Whether whoever owns it still holds the seat in which they do."""
    seat = action.owner_seat
    return seat is not None and seats().filter(in_force(timezone.localdate()), pk=seat.pk).exists()
