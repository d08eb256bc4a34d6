"""The agenda of a meeting, and its minutes: what came of each item, typed while people talk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.matters import Matter
from safeguarding.documents import actions as documents
from safeguarding.documents.queries import latest
from safeguarding.meetings.access import chairing
from safeguarding.meetings.actions.shared import locked, not_closed
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.meetings.papers import agenda_paper, minutes_paper
from safeguarding.people.acting import Acting
from safeguarding.record.models import Stream
from safeguarding.statute import agenda
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

State = AgendaItem.State


@dataclass(frozen=True)
class Typed:
    """What was typed at one item; `version` is the one that the page showed."""

    number: int
    version: int
    words: str
    state: str
    deferred_to: date | None = None
    because: str = ""


@transaction.atomic
def make_agenda(*, by: Acting, meeting: Meeting, matters: Sequence[Matter] = ()) -> list[AgendaItem]:
    """Make the agenda: what earlier meetings of the case deferred, the items of this kind of meeting, and
    `matters`, what is open on the case now. Its paper is made with it. Raises NotAllowed.
    """
    case, meeting = locked(meeting)
    demand(may_do(by, Act.RECORD_ATTENDANCE, case, *chairing(by, meeting)))
    demand(not_closed(meeting))
    if meeting.items.exists():
        raise NotAllowed(
            Refused("made_already", "The agenda has been made already.", "Add an item to it instead.")
        )
    carried = list(
        AgendaItem.objects.filter(
            meeting__case=case,
            meeting__state=Meeting.State.CLOSED,
            state=State.DEFERRED,
            carried_to__isnull=True,
        ).order_by("meeting__held_for", "number")
    )
    rows = [
        *(
            AgendaItem(title=f"Deferred before: {one.title}", prompt=one.because, carried_from=one)
            for one in carried
        ),
        *(
            AgendaItem(code=line.code, title=line.title, prompt=line.prompt)
            for line in agenda.agenda_of(meeting.kind, case.profile.quorum_words)
        ),
        *(AgendaItem(title=one.title, prompt=one.why, href=one.href) for one in matters),
    ]
    for number, row in enumerate(rows, start=1):
        row.meeting, row.number = meeting, number
    AgendaItem.objects.bulk_create(rows)
    record(case, "make_agenda", by=by, on={"meeting": str(meeting.pk), "items": str(len(rows))})
    _draft_agenda(meeting, by=by)
    return rows


@transaction.atomic
def add_agenda_item(*, by: Acting, meeting: Meeting, title: str) -> AgendaItem:
    """Add an item at the end of the agenda. Raises NotAllowed."""
    case, meeting = locked(meeting)
    demand(may_do(by, Act.RECORD_ATTENDANCE, case, *chairing(by, meeting)))
    demand(not_closed(meeting))
    last = meeting.items.order_by("-number").first()
    if last is None:
        raise NotAllowed(
            Refused("no_agenda", "There is no agenda yet.", "Make the agenda first, then add to it.")
        )
    if not title.strip():
        raise NotAllowed(Refused("no_words", "The item has no title.", "A few words will do."))
    item = AgendaItem.objects.create(meeting=meeting, number=last.number + 1, title=title.strip())
    record(
        case,
        "add_agenda_item",
        by=by,
        on={"meeting": str(meeting.pk), "item": str(item.number)},
        keep={"title": item.title},
    )
    _draft_agenda(meeting, by=by)
    return item


@transaction.atomic
def type_minutes(*, by: Acting, meeting: Meeting, typed: Iterable[Typed]) -> list[AgendaItem]:
    """Keep what was typed at the items that have changed. After the meeting is closed, until its minutes are
    agreed, words can still be put right, but not what was settled.

    Where somebody else has written at an item since the page was opened, nothing is kept, and whose words
    stand there is said. Raises NotAllowed.
    """
    case, meeting = locked(meeting)
    demand(may_do(by, Act.RECORD_ATTENDANCE, case, *chairing(by, meeting)))
    if meeting.minutes_agreed_at:
        raise NotAllowed(
            Refused(
                "agreed",
                "These minutes have been agreed.",
                "Put a correction on the agenda of the next meeting.",
            )
        )
    closed = meeting.state == Meeting.State.CLOSED
    items = {item.number: item for item in meeting.items.select_related("typed_by__person")}
    changed = []
    for said in typed:
        item = items.get(said.number)
        if item is None or not _differs(item, said):
            continue
        _demand_unchanged(item, said)
        if closed and _settled(item) != (said.state, said.deferred_to):
            raise NotAllowed(
                Refused(
                    "closed",
                    f"The meeting is closed, so what came of “{item.title}” stays as it was.",
                    "Its words can still be put right until the minutes are agreed.",
                )
            )
        _demand_whole(item, said, by)
        item.words, item.state, item.because = said.words.strip(), said.state, said.because.strip()
        item.deferred_to = said.deferred_to if said.state == State.DEFERRED else None
        item.version, item.typed_by, item.typed_at = item.version + 1, by.seat, timezone.now()
        item.save()
        changed.append(item)
    if changed:
        record(
            case,
            "type_minutes",
            by=by,
            on={"meeting": str(meeting.pk), "items": ",".join(str(item.number) for item in changed)},
            keep={str(item.number): f"{item.get_state_display()}. {item.words}" for item in changed},
        )
        if closed and meeting.standing != Meeting.Standing.RECONVENED:
            draft_minutes(meeting, by=by)
    return changed


@transaction.atomic
def agree_minutes(*, by: Acting, meeting: Meeting, read: str) -> Meeting:
    """Whoever may close the meeting agrees its minutes, which are sealed as they were read.

    `read` is the reference of the draft that the page showed. Raises NotAllowed.
    """
    case, meeting = locked(meeting)
    demand(may_do(by, Act.CLOSE_MEETING, case, *chairing(by, meeting)))
    draft = latest(_stream(meeting), DocumentKind.RR_MINUTES, _about(meeting))
    if meeting.minutes_agreed_at or draft is None:
        raise NotAllowed(
            Refused(
                "nothing_to_agree",
                "There are no minutes to agree.",
                "They are made when the meeting is closed, and agreed once.",
            )
        )
    if draft.reference != read:
        raise NotAllowed(
            Refused(
                "changed_meanwhile",
                "Somebody has put words right since you opened the page.",
                "Read the minutes again, then agree them.",
            )
        )
    meeting.minutes_agreed_at, meeting.minutes_agreed_by = timezone.now(), by.seat
    meeting.save(update_fields=["minutes_agreed_at", "minutes_agreed_by"])
    sealed = documents.seal(by=by, document=draft, data=minutes_paper(meeting))
    record(case, "agree_minutes", by=by, on={"meeting": str(meeting.pk), "document": sealed.reference})
    return meeting


def draft_minutes(meeting: Meeting, *, by: Acting) -> None:
    """The minutes as a paper to be agreed; where there was no agenda there are none."""
    if meeting.items.exists():
        documents.draft(
            by=by,
            stream=_stream(meeting),
            kind=DocumentKind.RR_MINUTES,
            data=minutes_paper(meeting),
            about=_about(meeting),
        )


def unsettled(meeting: Meeting) -> list[str]:
    """The items that are neither dealt with nor deferred."""
    return [item.title for item in meeting.items.filter(state=State.OPEN)]


def _draft_agenda(meeting: Meeting, *, by: Acting) -> None:
    documents.draft(
        by=by,
        stream=_stream(meeting),
        kind=DocumentKind.RR_AGENDA,
        data=agenda_paper(meeting),
        about=_about(meeting),
    )


def _about(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def _stream(meeting: Meeting) -> Stream:
    stream = meeting.case.stream
    if stream is None:
        raise RuntimeError(f"Case {meeting.case.pk} has no stream.")
    return stream


def _settled(item: AgendaItem) -> tuple[str, date | None]:
    return item.state, item.deferred_to


def _differs(item: AgendaItem, said: Typed) -> bool:
    to = said.deferred_to if said.state == State.DEFERRED else None
    now = (item.words, item.state, item.deferred_to, item.because)
    return now != (said.words.strip(), said.state, to, said.because.strip())


def _demand_unchanged(item: AgendaItem, said: Typed) -> None:
    if item.version != said.version:
        who = item.typed_by.person.name if item.typed_by else "Somebody"
        raise NotAllowed(
            Refused(
                "changed_meanwhile",
                f"{who} has written at “{item.title}” since you opened the page: {item.words}",
                "Put their words and yours together, then save again. Nothing of yours is lost.",
            )
        )


def _demand_whole(item: AgendaItem, said: Typed, by: Acting) -> None:
    if said.state == State.DEFERRED and (said.deferred_to is None or not said.because.strip()):
        raise NotAllowed(
            Refused(
                "deferred_to_when",
                f"“{item.title}” is deferred, but not said to when and why.",
                "Give the day, and the reason in a few words.",
            )
        )
    if said.state == State.DEFERRED and said.deferred_to and said.deferred_to < by.today:
        raise NotAllowed(
            Refused(
                "date_past",
                f"“{item.title}” cannot be deferred to a day that has passed.",
                "Choose today or a later day.",
            )
        )
