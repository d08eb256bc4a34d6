"""The agenda of a meeting, and its minutes: what came of each item, typed while people talk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.guards import plain
from safeguarding.cases.locking import lock
from safeguarding.cases.matters import Matter, group_matters_of
from safeguarding.documents import actions as documents
from safeguarding.documents.queries import latest
from safeguarding.meetings.access import may_at
from safeguarding.meetings.actions.shared import not_closed
from safeguarding.meetings.group import coming, to_accept
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.meetings.papers import agenda_paper, minutes_paper
from safeguarding.meetings.queries.minutes import items_of, seen_items
from safeguarding.meetings.subject import locked, profile_of, record, stream_of
from safeguarding.people.acting import Acting
from safeguarding.record import rows as walls
from safeguarding.statute import agenda
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

State = AgendaItem.State
DEFERRED = "Deferred before: "


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
    """Make the agenda: what earlier meetings deferred, the items of this kind of meeting, and `matters`, what
    is open now. Its paper is made with it. Raises NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_at(by, Act.RECORD_ATTENDANCE, meeting))
    demand(not_closed(meeting))
    if meeting.items.exists():
        raise NotAllowed(
            Refused("made_already", "The agenda has been made already.", "Add an item to it instead.")
        )
    rows = _rows(meeting, _carried(by, meeting), matters)
    for number, row in enumerate(rows, start=1):
        row.meeting, row.number = meeting, number
    AgendaItem.objects.bulk_create(rows)
    record(meeting, "make_agenda", by=by, on={"items": str(len(rows))})
    _draft_agenda(meeting, by=by, matters=matters)
    return rows


def _rows(meeting: Meeting, carried: list[AgendaItem], matters: Sequence[Matter]) -> list[AgendaItem]:
    """Case by case, what was deferred comes first and what is open now last. The group begins with its last
    minutes, and each case that comes to it is an item of its own; its other matters stand under their items.
    """
    lines = [
        AgendaItem(code=line.code, title=line.title, prompt=line.prompt)
        for line in agenda.agenda_of(meeting.kind, profile_of(meeting).quorum_words)
    ]
    if meeting.case is not None:
        return [*carried, *lines, *(AgendaItem(title=m.title, prompt=m.why, href=m.href) for m in matters)]
    before = {item.about_id for item in carried}
    named = [
        AgendaItem(title=m.title, prompt=m.why, href=m.href, about=m.case)
        for m in matters
        if m.code == agenda.CASES.code and m.case is not None and m.case.pk not in before
    ]
    at = next(place for place, line in enumerate(lines, start=1) if line.code == agenda.CASES.code)
    return [*lines[: agenda.BEGINS], *carried, *lines[agenda.BEGINS : at], *named, *lines[at:]]


def _carried(by: Acting, meeting: Meeting) -> list[AgendaItem]:
    """What earlier meetings deferred to a later one, and matters of single cases that nobody got to."""
    found = (
        AgendaItem.objects.filter(
            Q(state=State.DEFERRED) | Q(state=State.OPEN, about__isnull=False),
            meeting__partnership=meeting.partnership,
            meeting__case=meeting.case,
            meeting__state=Meeting.State.CLOSED,
            carried_to__isnull=True,
        )
        .exclude(code=agenda.LAST_MINUTES.code)  # every agenda begins with those that wait
        .order_by("meeting__held_for", "number")
    )
    return [
        AgendaItem(
            title=one.title if one.title.startswith(DEFERRED) else f"{DEFERRED}{one.title}",
            prompt=one.because, href=one.href, about=one.about, carried_from=one,
        )
        for one in seen_items(by, found)
    ]  # fmt: skip


@transaction.atomic
def add_agenda_item(*, by: Acting, meeting: Meeting, title: str) -> AgendaItem:
    """Add an item at the end of the agenda. Raises NotAllowed."""
    meeting = locked(meeting)
    demand(may_at(by, Act.RECORD_ATTENDANCE, meeting))
    demand(not_closed(meeting))
    with walls.past_walls():  # an item about a case that is hidden from whoever adds has its number too
        last = meeting.items.order_by("-number").values_list("number", flat=True).first()
    if last is None:
        raise NotAllowed(
            Refused("no_agenda", "There is no agenda yet.", "Make the agenda first, then add to it.")
        )
    if not title.strip():
        raise NotAllowed(Refused("no_words", "The item has no title.", "A few words will do."))
    item = AgendaItem.objects.create(meeting=meeting, number=last + 1, title=title.strip())
    record(meeting, "add_agenda_item", by=by, on={"item": str(item.number)}, keep={"title": item.title})
    _draft_agenda(meeting, by=by, matters=() if meeting.case else group_matters_of(by))
    return item


@transaction.atomic
def type_minutes(*, by: Acting, meeting: Meeting, typed: Iterable[Typed]) -> list[AgendaItem]:
    """Keep what was typed at the items that have changed. After the meeting is closed, until its minutes are
    agreed, words can still be put right, but not what was settled.

    Where somebody else has written at an item since the page was opened, nothing is kept, and whose words
    stand there is said. Raises NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_at(by, Act.RECORD_ATTENDANCE, meeting))
    if meeting.minutes_agreed_at:
        raise NotAllowed(
            Refused(
                "agreed",
                "These minutes have been agreed.",
                "Put a correction on the agenda of the next meeting.",
            )
        )
    closed = meeting.state == Meeting.State.CLOSED
    items = {item.number: item for item in items_of(by, meeting)}
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
        _demand_accepted(item, said, meeting)
        item.words, item.state, item.because = said.words.strip(), said.state, said.because.strip()
        item.deferred_to = said.deferred_to if said.state == State.DEFERRED else None
        item.version, item.typed_by, item.typed_at = item.version + 1, by.seat, timezone.now()
        item.save()
        changed.append(item)
    if changed:
        _record_typed(meeting, changed, by=by)
        if closed and meeting.standing != Meeting.Standing.RECONVENED:
            draft_minutes(meeting, by=by)
    return changed


def _record_typed(meeting: Meeting, changed: list[AgendaItem], *, by: Acting) -> None:
    """What was typed; words about a single case are kept with that case and nowhere else."""
    general = [item for item in changed if item.about is None]
    if general:
        record(meeting, "type_minutes", by=by, on=_numbers(general), keep=_words(general))
    for item in sorted(changed, key=lambda item: item.about.reference if item.about else ""):
        if item.about is not None:
            facts.record(
                lock(item.about), "type_minutes", by=by,
                on={"meeting": str(meeting.pk), **_numbers([item])}, keep=_words([item]),
            )  # fmt: skip


def _numbers(items: list[AgendaItem]) -> dict[str, str]:
    return {"items": ",".join(str(item.number) for item in items)}


def _words(items: list[AgendaItem]) -> dict[str, str]:
    return {str(item.number): f"{item.get_state_display()}. {item.words}" for item in items}


@transaction.atomic
def agree_minutes(*, by: Acting, meeting: Meeting, read: str) -> Meeting:
    """Whoever may close the meeting agrees its minutes, which are sealed as they were read.

    The group's are accepted at its next meeting, by whoever chairs that one; it is that meeting's first item.
    `read` is the reference of the draft that the page showed. Raises NotAllowed.
    """
    meeting = locked(meeting)
    now = coming(meeting.partnership) if meeting.case is None else None
    demand(may_at(by, Act.CLOSE_MEETING, now or meeting))
    draft = latest(stream_of(meeting), DocumentKind.RR_MINUTES, _about(meeting))
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
    if meeting.case is None:
        demand(may_accept_now(now, meeting))
    meeting.minutes_agreed_at, meeting.minutes_agreed_by = timezone.now(), by.seat
    meeting.save(update_fields=["minutes_agreed_at", "minutes_agreed_by"])
    sealed = documents.seal(by=by, document=draft, data=minutes_paper(meeting))
    record(meeting, "agree_minutes", by=by, on={"document": sealed.reference})
    if now is not None:
        _accepted(now, meeting, by)
    return meeting


def may_accept_now(now: Meeting | None, meeting: Meeting) -> Answer:
    """Whether the group is together, with these minutes on its agenda."""
    if now is not None and now.state == Meeting.State.OPEN and meeting in to_accept(now):
        if now.items.filter(code=agenda.LAST_MINUTES.code).exists():
            return Allowed()
        return Refused("no_agenda", "The meeting has no agenda yet.", "Make the agenda first.")
    return Refused(
        "next_meeting",
        "The group accepts its minutes at its next meeting, and that has not begun.",
        "Record there who has come; then accept them as its first item.",
    )


def _accepted(now: Meeting, meeting: Meeting, by: Acting) -> None:
    """The first item of the meeting at which they were accepted says so; once none wait, it is dealt with."""
    item = now.items.select_for_update().get(code=agenda.LAST_MINUTES.code)
    said = f"The minutes of {plain(timezone.localdate(meeting.held_for))} were accepted as a true record."
    item.words = "\n\n".join(filter(None, [item.words, said]))
    if not to_accept(now):
        item.state, item.deferred_to, item.because = State.DONE, None, ""
    item.version, item.typed_by, item.typed_at = item.version + 1, by.seat, timezone.now()
    item.save()


def draft_minutes(meeting: Meeting, *, by: Acting) -> None:
    """The minutes as a paper to be agreed; where there was no agenda there are none."""
    if meeting.items.exists():
        documents.draft(
            by=by,
            stream=stream_of(meeting),
            kind=DocumentKind.RR_MINUTES,
            data=minutes_paper(meeting),
            about=_about(meeting),
        )


def unsettled(by: Acting, meeting: Meeting) -> list[str]:
    """The items that are neither dealt with nor deferred. A matter of a case that is hidden from whoever
    closes does not keep them: it comes back on the next agenda.
    """
    return [item.title for item in items_of(by, meeting) if item.state == State.OPEN]


def _draft_agenda(meeting: Meeting, *, by: Acting, matters: Sequence[Matter]) -> None:
    documents.draft(
        by=by,
        stream=stream_of(meeting),
        kind=DocumentKind.RR_AGENDA,
        data=agenda_paper(meeting, matters),
        about=_about(meeting),
    )


def _about(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


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


def _demand_accepted(item: AgendaItem, said: Typed, meeting: Meeting) -> None:
    """Minutes are dealt with by being accepted, which is an act of its own."""
    if item.code != agenda.LAST_MINUTES.code or said.state != State.DONE or item.state == State.DONE:
        return
    if to_accept(meeting):
        raise NotAllowed(
            Refused(
                "not_accepted",
                "The minutes of an earlier meeting have not been accepted.",
                "Whoever chairs accepts them on their page; or defer them, and say why.",
            )
        )
