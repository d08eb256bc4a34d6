"""Choosing the papers of a meeting, and keeping each reader's copy of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.packs import Offer
from safeguarding.documents.actions import keep_made
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.meetings.access import chairing
from safeguarding.meetings.actions.shared import audience, locked, not_closed, page
from safeguarding.meetings.models import Meeting, Pack, PackCopy
from safeguarding.meetings.queries.packs import may_have_papers
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


@transaction.atomic
def choose_papers(*, by: Acting, meeting: Meeting, chosen: Sequence[Offer]) -> Pack:
    """Choose what goes into the papers of a meeting, in this order, and tell everybody asked. Raises
    NotAllowed.
    """
    case, meeting = locked(meeting)
    demand(may_do(by, Act.RECORD_ATTENDANCE, case, *chairing(by, meeting)))
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
    record(case, "choose_papers", by=by, on={"meeting": str(meeting.pk), "papers": ",".join(pack.codes)})
    tell(
        case,
        audience(meeting),
        "papers_ready",
        once=f"papers:{meeting.pk}:{number}",
        due=timezone.localdate(meeting.held_for),
        path=f"{page(meeting)}papers/",
    )
    return pack


@transaction.atomic
def keep_copy(*, by: Acting, pack: Pack, made: bytes) -> PackCopy:
    """Keep the copy that was made for this reader; the one that they have, if they have one. Raises
    NotAllowed.
    """
    case, meeting = locked(pack.meeting)
    demand(may_have_papers(by, meeting))
    copy = pack.copies.filter(seat=by.seat).first()
    if copy is not None:
        return copy
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    file = keep_made(
        stream=case.stream,
        name=f"Papers {case.reference} {timezone.localdate(meeting.held_for).isoformat()}.pdf",
        content_type=CONTENT_TYPES["pdf"],
        data=made,
    )
    copy = PackCopy.objects.create(pack=pack, seat=by.seat, file=file, made_at=timezone.now())
    record(
        case,
        "copy_papers",
        by=by,
        on={"meeting": str(meeting.pk), "pack": str(pack.number), "sha256": file.sha256},
    )
    return copy
