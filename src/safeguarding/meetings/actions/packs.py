"""Choosing the papers of a meeting, and keeping each reader's copy of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.packs import Offer
from safeguarding.documents.actions import keep_made
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.meetings.access import may_at
from safeguarding.meetings.actions.shared import not_closed, tell
from safeguarding.meetings.models import Meeting, Pack, PackCopy
from safeguarding.meetings.queries.packs import may_have_papers
from safeguarding.meetings.subject import locked, record, stream_of
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


@transaction.atomic
def choose_papers(*, by: Acting, meeting: Meeting, chosen: Sequence[Offer]) -> Pack:
    """Choose what goes into the papers of a meeting, in this order, and tell everybody asked. Raises
    NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_at(by, Act.RECORD_ATTENDANCE, meeting))
    demand(not_closed(meeting))
    if not chosen:
        raise NotAllowed(Refused("no_papers", "No paper is chosen.", "Tick at least one."))
    number = meeting.packs.count() + 1
    pack = Pack.objects.create(
        meeting=meeting,
        number=number,
        codes=[one.code for one in chosen],
        chosen_by=by.seat,
        chosen_at=timezone.now(),
    )
    record(meeting, "choose_papers", by=by, on={"papers": ",".join(pack.codes)})
    tell(
        meeting,
        "papers_ready",
        once=f"papers:{meeting.pk}:{number}",
        due=timezone.localdate(meeting.held_for),
        page="papers",
    )
    return pack


@transaction.atomic
def keep_copy(*, by: Acting, pack: Pack, made: bytes) -> PackCopy:
    """Keep the copy that was made for this reader; the one that they have, if they have one. Raises
    NotAllowed.
    """
    meeting = locked(pack.meeting)
    demand(may_have_papers(by, meeting))
    copy = pack.copies.filter(seat=by.seat).first()
    if copy is not None:
        return copy
    about = meeting.case.reference if meeting.case else "of the group"
    file = keep_made(
        stream=stream_of(meeting),
        name=f"Papers {about} {timezone.localdate(meeting.held_for).isoformat()}.pdf",
        content_type=CONTENT_TYPES["pdf"],
        data=made,
    )
    copy = PackCopy.objects.create(pack=pack, seat=by.seat, file=file, made_at=timezone.now())
    record(meeting, "copy_papers", by=by, on={"pack": str(pack.number), "sha256": file.sha256})
    return copy
