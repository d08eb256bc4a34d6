"""A meeting as a calendar file: whose it is, when and where, and of a case nothing but its reference."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from safeguarding.anonymity.models import Identity
from safeguarding.anonymity.names import People
from safeguarding.cases.dates import USUAL_LENGTH, uid
from safeguarding.cases.models import Case
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.subject import link
from safeguarding.ui import ics


def invitation(meeting: Meeting) -> bytes:
    """The file. Sent again after the meeting has moved, it takes the place of the one before."""
    entry = ics.Entry(
        uid=uid(f"meeting:{meeting.pk}"),
        summary=f"Meeting of {meeting.partnership.short_name}",
        starts=meeting.held_for,
        ends=meeting.held_for + USUAL_LENGTH,
        link=settings.SAFEGUARDING_URL.rstrip("/") + link(meeting),
        place="" if meeting.case and says_who(meeting.case, meeting.place) else meeting.place,
        sequence=meeting.moved,
    )
    return ics.calendar([entry], made=timezone.now())


def says_who(case: Case, place: str) -> bool:
    """Whether the words of a place name somebody of the case, so that they stay out of diaries."""
    if not place:
        return False
    rows = [*case.children.values_list("identity_id", "pseudonym"),
            *case.family.values_list("identity_id", "pseudonym")]  # fmt: skip
    called = {identity: pseudonym for identity, pseudonym in rows if identity is not None}
    known = Identity.objects.filter(pk__in=called, disposed_at__isnull=True)
    people = People.from_details((called[one.pk], one.details) for one in known)
    pseudonyms = {case.pseudonym, *(pseudonym for _, pseudonym in rows)}
    return people.hide(place) != place or any(one.casefold() in place.casefold() for one in pseudonyms if one)
