"""What the group's meetings ask of somebody, and what this room brings to their agenda."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.matters import Matter
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.meetings.access import may_at, may_see_group
from safeguarding.meetings.group import coming, in_the_group, of_group, to_accept
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import members
from safeguarding.meetings.queries.lapses import vacancies
from safeguarding.meetings.queries.meetings import SOON, who_agrees
from safeguarding.meetings.subject import link
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.permission import Act

PREPARE = 10
"""Working days before the group's meeting in which its agenda is made: the partnership's own custom."""
COMES_TO_THE_GROUP = (Meeting.Kind.RAPID_REVIEW, Meeting.Kind.LEARNING, Meeting.Kind.PANEL)


def group_work(by: Acting) -> list[WorkItem]:
    """Preparing the meeting, coming to it, closing it, and accepting the minutes of the one before."""
    if not may_see_group(by):
        return []
    holds = may_here(by, Act.HOLD_MEETING, by.partnership)
    meeting = coming(by.partnership)
    if meeting is None:
        if not holds or not of_group(by.partnership).exists():
            return []
        return [_item("Hold the group’s next meeting", "No time is held for it.", "meetings:group_hold")]
    day = timezone.localdate(meeting.held_for)
    found = []
    types = may_at(by, Act.RECORD_ATTENDANCE, meeting)
    if types and day <= add_working_days(by.today, PREPARE) and not meeting.items.exists():
        found.append(
            _at(meeting, "Make the agenda of the group’s meeting", "It has none yet.", day, page="minutes")
        )
    if day < by.today:
        if may_at(by, Act.CLOSE_MEETING, meeting):
            found.append(
                _at(meeting, "Close the group’s meeting", "It is over and has not been closed.", day)
            )
    elif day <= add_working_days(by.today, SOON) and in_the_group(by.seat, day):
        found.append(_at(meeting, "Come to the group’s meeting", "Your place at the table is held.", day))
    if meeting.vice_chair and not meeting.vice_chair_confirmed_at and by.person in who_agrees(meeting):
        why = f"{meeting.vice_chair.person.name} is named, and waits for you."
        found.append(_at(meeting, "Agree who takes the chair of the group’s meeting", why, day))
    if meeting.state == Meeting.State.OPEN and may_at(by, Act.CLOSE_MEETING, meeting):
        why = "The group is together, and they are its first item."
        title = "Accept the minutes of the last meeting"
        found += [_at(last, title, why, day, page="minutes") for last in to_accept(meeting)]
    return found


def _at(meeting: Meeting, title: str, why: str, due: date, page: str = "meeting") -> WorkItem:
    return WorkItem(title=title, case=None, why=why, due=due, href=link(meeting, page), button="Open it")


def _item(title: str, why: str, page: str) -> WorkItem:
    return WorkItem(title=title, case=None, why=why, due=None, href=reverse(page), button="Choose a time")


def matters(by: Acting) -> list[Matter]:
    """Cases on which the group meets soon, by reference; empty places, and terms that end."""
    return [*_cases(by), *(_members(by) if may_here(by, Act.SEE_MEMBERS, by.partnership) else [])]


def _cases(by: Acting) -> list[Matter]:
    held = Meeting.objects.filter(
        case__in=visible_to(by).filter(closed=False, partnership=by.partnership), kind__in=COMES_TO_THE_GROUP
    ).exclude(state=Meeting.State.CLOSED)
    found: dict[int, Matter] = {}
    for one in held.select_related("case__partnership").order_by("held_for", "pk"):
        case, on = one.case, timezone.localdate(one.held_for)
        if case is not None and case.pk not in found:
            why = f"{one.get_kind_display()}, {on:%A} {on.day} {on:%B %Y}."
            href = reverse("cases:overview", args=[case.reference])
            found[case.pk] = Matter(f"Case {case.reference}", why, href, "cases", case)
    return list(found.values())


def _members(by: Acting) -> list[Matter]:
    page = reverse("meetings:members")
    empty = [
        Matter("An empty place", v.sentence, page, "members") for v in vacancies(by.partnership, by.today)
    ]
    return empty + [
        Matter(
            line.member.seat.person.name,
            f"{line.due_sentence}.",
            reverse("meetings:member", args=[line.member.pk]),
            "members",
        )
        for line in members.present(by)
        if line.lapses
    ]


USUAL_WEEKS = 6


def next_time(by: Acting) -> date | None:
    """The day that the last two meetings suggest for the next: as far on again, or six weeks on."""
    held = list(of_group(by.partnership).order_by("-held_for").values_list("held_for", flat=True)[:2])
    if not held:
        return None
    days = [timezone.localdate(at) for at in held]
    apart = days[0] - days[1] if len(days) > 1 and days[0] > days[1] else timedelta(weeks=USUAL_WEEKS)
    return max(days[0] + apart, by.today)
