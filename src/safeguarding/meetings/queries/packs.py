"""Reading the papers of a meeting."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.packs import Offer, offer_of, offers_for
from safeguarding.documents.pack import render_pack
from safeguarding.meetings.access import may_see_group
from safeguarding.meetings.group import to_accept
from safeguarding.meetings.models import Meeting, Pack, PackCopy
from safeguarding.meetings.queries.minutes import may_read_minutes, papers_of
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, Marking
from safeguarding.ui.words import moment


def may_have_papers(by: Acting, meeting: Meeting) -> Answer:
    """Whoever reads the agenda and may have papers of the case at all; each paper asks again for itself."""
    if meeting.case is None:
        return may_see_group(by)
    answer = may_do(by, Act.DOWNLOAD_DOCUMENT, meeting.case)
    if not answer or may_read_minutes(by, meeting):
        return answer
    return Refused(
        "not_asked", "The papers are for the people of the meeting.", "Ask the partnership manager."
    )


def offers_at(by: Acting, meeting: Meeting) -> dict[str, Offer]:
    """Everything that this reader could have in their copy, by code.

    For the group: its agenda, and the minutes that it is to accept; both are the same for everybody in it.
    """
    if meeting.case is not None:
        return offers_for(by, meeting.case)
    found = [paper for one in (meeting, *to_accept(meeting)) for paper in papers_of(one)]
    agenda = [paper for paper in found if paper.kind == DocumentKind.RR_AGENDA][:1]
    minutes = [paper for paper in found if paper.kind == DocumentKind.RR_MINUTES]
    return {offer.code: offer for offer in (offer_of(paper, usual=True) for paper in (*agenda, *minutes))}


def pack_of(meeting: Meeting) -> Pack | None:
    """The choice that stands."""
    return meeting.packs.select_related("chosen_by__person").first()


def copy_of(pack: Pack, by: Acting) -> PackCopy | None:
    """This reader's copy, once it was made."""
    return pack.copies.filter(seat=by.seat).select_related("file__stream").first()


def in_pack(pack: Pack, offers: dict[str, Offer]) -> list[Offer]:
    """What this reader's copy holds: what was chosen and they may read, in the order of the choice."""
    return [offers[code] for code in pack.codes if code in offers]


def make_copy(pack: Pack, chosen: list[Offer], by: Acting) -> bytes:
    """The papers as this reader may read them. Slow: make it before a transaction. Raises NotAllowed."""
    parts = [paper for offer in chosen for paper in offer.papers()]
    return render_pack(_cover(pack.meeting, by), parts)


def _cover(meeting: Meeting, by: Acting) -> dict[str, Any]:
    case = meeting.case
    return {
        "title": f"Papers: {meeting.get_kind_display().lower()}",
        "subtitle": case.pseudonym if case else "",
        "reference": case.reference if case else meeting.partnership.short_name,
        "marking": case.marking if case else Marking.OFFICIAL_SENSITIVE.value,
        "prepared_on": timezone.localdate().isoformat(),
        "organisation": meeting.partnership.name,
        "summary": [
            ["Meeting", moment(meeting.held_for)],
            ["Where", meeting.place or "Not said"],
            ["Copy for", f"{by.person.name}, {by.capacity}"],
        ],
    }
