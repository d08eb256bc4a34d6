"""The group's own meetings: one held, whose minutes wait to be accepted, and the next with its agenda."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from safeguarding.cases.matters import group_matters_of
from safeguarding.config.demo import clock, words
from safeguarding.config.demo.areas import Area
from safeguarding.meetings.actions import (
    Typed,
    add_agenda_item,
    close_meeting,
    hold_group_meeting,
    make_agenda,
    record_attendance,
    type_minutes,
)
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.statute.calendar import add_working_days

WEEKS = 6
DEFERRED = "disagreements"


def group_meets(area: Area, today: date) -> str:
    """Held some five weeks ago; the next is in a week's time, six weeks after it."""
    coming = add_working_days(today, 5)
    _held(area, coming - timedelta(weeks=WEEKS), coming)
    with clock.on(today, "09:10"):
        meeting = hold_group_meeting(
            by=area["manager"], held_for=_at(coming), place="Committee Room 1, and by video"
        )
        make_agenda(by=area["manager"], meeting=meeting, matters=group_matters_of(area["manager"]))
        add_agenda_item(by=area["manager"], meeting=meeting, title="Learning days of the spring: who comes?")
    return "/group/meetings/"


def _held(area: Area, on: date, coming: date) -> None:
    with clock.on(on - timedelta(days=9), "09:30"):
        meeting = hold_group_meeting(by=area["manager"], held_for=_at(on), place="Committee Room 1")
        make_agenda(by=area["manager"], meeting=meeting)
    with clock.on(on, "10:00"):
        for who in (area["chair"], *area.partners, area["education_lead"]):
            record_attendance(by=area["support"], meeting=meeting, seat=who.seat, interest="none")
        record_attendance(
            by=area["support"], meeting=meeting, seat=area["member"].seat, interest="organisational",
            interest_words="The trust owes two of the answers.",
        )  # fmt: skip
        record_attendance(
            by=area["support"], meeting=meeting, seat=area["legal"].seat, present=False,
            apology="In court; nobody comes instead.",
        )  # fmt: skip
    with clock.on(on, "12:00"):
        type_minutes(
            by=area["support"], meeting=meeting,
            typed=[_said(item, coming) for item in meeting.items.all()],
        )  # fmt: skip
        close_meeting(by=area["chair"], meeting=Meeting.objects.get(pk=meeting.pk))


def _said(item: AgendaItem, coming: date) -> Typed:
    said = words.GROUP_MINUTES.get(item.code, "Taken in its turn; nothing to decide.")
    if item.code == DEFERRED:
        because = "The figures of the half-year were not there yet."
        return Typed(item.number, item.version, said, "deferred", coming, because)
    return Typed(item.number, item.version, said, "done")


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
