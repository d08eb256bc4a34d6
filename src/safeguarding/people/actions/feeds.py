"""The private link by which somebody's own calendar program reads their dates."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from safeguarding.people.acting import Acting
from safeguarding.people.actions.sign_in import hashed
from safeguarding.people.models import CalendarFeed, Seat
from safeguarding.record.actions import look, write
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.terms import Level


def feed_token(by: Acting, once: str) -> str:
    """The secret of the link that this sending of the form makes: sent twice, it makes the same one.

    So it can be shown again to whoever pressed twice, and is stored nowhere.
    """
    return salted_hmac("safeguarding.feed", f"{by.seat.pk}:{once}", algorithm="sha256").hexdigest()


@transaction.atomic
def make_feed(*, by: Acting, token: str) -> CalendarFeed:
    """Make the link of this seat. The one before stops working. Raises NotAllowed."""
    demand(_signed_in(by))
    _take_back(by)
    made = CalendarFeed.objects.create(seat=by.seat, token_hash=hashed(token), made_at=timezone.now())
    _record(by, "make_calendar_feed", made)
    return made


@transaction.atomic
def revoke_feed(*, by: Acting) -> None:
    """Take the link of this seat back: it answers nothing from now on. Raises NotAllowed."""
    demand(_signed_in(by))
    for one in _take_back(by):
        _record(by, "revoke_calendar_feed", one)


@transaction.atomic
def note_reading(*, feed: CalendarFeed, by: Acting) -> None:
    """Keep that a calendar program read the link: once a day, however often it asks."""
    earlier = Q(read_on__isnull=True) | Q(read_on__lt=by.today)
    if CalendarFeed.objects.filter(earlier, pk=feed.pk).update(read_on=by.today):
        assert by.partnership.stream is not None  # noqa: S101 - every partnership is founded with one
        look(
            stream=by.partnership.stream,
            actor=by.actor,
            kind="downloaded",
            what=f"calendar feed {feed.pk}",
        )


def _signed_in(by: Acting) -> Answer:
    if by.level < Level.TOTP or not by.seat.in_force(by.today):
        return Refused(
            "calendar_needs_sign_in",
            "Only somebody who signs in with a second step has a calendar here.",
            "Ring the partnership if you need a seat.",
        )
    return Allowed()


def _take_back(by: Acting) -> list[CalendarFeed]:
    """Two who do this at once wait for each other on the seat."""
    Seat.objects.select_for_update(of=("self",)).get(pk=by.seat.pk)
    standing = list(CalendarFeed.objects.filter(seat=by.seat, revoked_at__isnull=True))
    CalendarFeed.objects.filter(pk__in=[one.pk for one in standing]).update(revoked_at=timezone.now())
    return standing


def _record(by: Acting, act: str, feed: CalendarFeed) -> None:
    assert by.partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(
        stream=by.partnership.stream,
        act=act,
        actor=by.actor,
        on={"feed": str(feed.pk), "seat": str(by.seat.pk)},
    )
