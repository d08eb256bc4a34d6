"""Reading agendas and minutes: who may, what stands there, and which wait to be agreed."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.documents.models import Document
from safeguarding.documents.queries import latest
from safeguarding.meetings.access import may_about, may_at, may_see_group
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.meetings.subject import link, stream_of
from safeguarding.people.acting import Acting
from safeguarding.statute.agenda import minutes_due
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import DocumentKind


def may_read_minutes(by: Acting, meeting: Meeting) -> bool:
    """Whoever sees who has answered, and whoever was there: an agenda names agencies that did not answer."""
    if meeting.case is None:
        return bool(may_see_group(by))
    if may_about(by, Act.SEE_RETURNS_BOARD, meeting) or may_type(by, meeting):
        return True
    return any(line.seat_id == by.seat.pk and line.counts for line in meeting.attendances.all())


def may_type(by: Acting, meeting: Meeting) -> bool:
    """Whether somebody writes the minutes of this meeting."""
    return bool(may_at(by, Act.RECORD_ATTENDANCE, meeting))


def may_keep_draft(by: Acting, subject: str) -> bool:
    """Whether somebody writes the minutes to which a draft belongs (the meeting's number)."""
    if not subject.isdecimal() or len(subject) > 12:
        return False
    own = Q(case__in=visible_to(by)) | Q(case__isnull=True, partnership=by.partnership)
    found = Meeting.objects.filter(own, pk=int(subject)).select_related("case__partnership", "partnership")
    meeting = found.first()
    return meeting is not None and may_type(by, meeting)


def items_of(by: Acting, meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order, with who wrote last; what is about a single case, to those who may see it."""
    items = meeting.items.select_related("typed_by__person")
    return list(items if meeting.case is not None else seen_items(by, items))


def seen_items(by: Acting, items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Those that are about no single case, or about one that this person may see."""
    seen = Q(about__isnull=True) | Q(about__in=visible_to(by))
    return items.filter(seen).select_related("about__partnership", "about__stream")


def papers_of(meeting: Meeting) -> list[Document]:
    """The agenda and the minutes as papers, the newest of each."""
    stream = stream_of(meeting)
    about = f"meeting:{meeting.pk}"
    found = [latest(stream, kind, about) for kind in (DocumentKind.RR_AGENDA, DocumentKind.RR_MINUTES)]
    return [paper for paper in found if paper is not None]


def to_agree(by: Acting) -> list[WorkItem]:
    """Minutes that wait for whoever closes meetings to agree them."""
    if by.role not in roles_for(Act.CLOSE_MEETING):
        return []
    found = (
        Meeting.objects.filter(
            case__in=visible_to(by), state=Meeting.State.CLOSED, minutes_agreed_at__isnull=True,
            items__isnull=False,
        )
        .exclude(standing=Meeting.Standing.RECONVENED)
        .distinct()
        .select_related("case__partnership")
        .order_by("closed_at", "pk")
    )  # fmt: skip
    return [
        WorkItem(
            title="Agree the minutes",
            case=meeting.case,
            why=f"{meeting.case.pseudonym}. The {meeting.get_kind_display().lower()} is over.",
            due=minutes_due(timezone.localdate(meeting.closed_at)),
            href=link(meeting, "minutes"),
            button="Read and agree",
        )
        for meeting in found
        if meeting.case and may_at(by, Act.CLOSE_MEETING, meeting)
    ]
