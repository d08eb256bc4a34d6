"""Reading the papers of a meeting."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.packs import Offer
from safeguarding.documents.pack import render_pack
from safeguarding.meetings.models import Meeting, Pack, PackCopy
from safeguarding.meetings.queries.minutes import may_read_minutes
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.permission import Act
from safeguarding.ui.words import moment


def may_have_papers(by: Acting, meeting: Meeting, case: Case) -> Answer:
    """Whoever reads the agenda and may have papers of the case at all; each paper asks again for itself."""
    answer = may_do(by, Act.DOWNLOAD_DOCUMENT, case)
    if not answer or may_read_minutes(by, meeting):
        return answer
    return Refused(
        "not_asked", "The papers are for the people of the meeting.", "Ask the partnership manager."
    )


def pack_of(meeting: Meeting) -> Pack | None:
    """The choice that stands."""
    return meeting.packs.select_related("chosen_by__person").first()


def copy_of(pack: Pack, by: Acting) -> PackCopy | None:
    """This reader's copy, once it was made."""
    return pack.copies.filter(seat=by.seat).select_related("file__stream").first()


def in_pack(pack: Pack, offers: dict[str, Offer]) -> list[Offer]:
    """What this reader's copy holds: what was chosen and they may read, in the order of the choice."""
    return [offers[code] for code in pack.codes if code in offers]


def make_copy(pack: Pack, case: Case, chosen: list[Offer], by: Acting) -> bytes:
    """The papers as this reader may read them. Slow: make it before a transaction. Raises NotAllowed."""
    parts = [paper for offer in chosen for paper in offer.papers()]
    return render_pack(_cover(case, pack.meeting, by), parts)


def _cover(case: Case, meeting: Meeting, by: Acting) -> dict[str, Any]:
    return {
        "title": f"Papers: {meeting.get_kind_display().lower()}",
        "subtitle": case.pseudonym,
        "reference": case.reference,
        "marking": case.marking,
        "prepared_on": timezone.localdate().isoformat(),
        "organisation": case.partnership.name,
        "summary": [
            ["Meeting", moment(meeting.held_for)],
            ["Where", meeting.place or "Not said"],
            ["Copy for", f"{by.person.name}, {by.capacity}"],
        ],
    }
