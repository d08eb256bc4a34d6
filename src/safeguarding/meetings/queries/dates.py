"""The meetings that are still to be held or closed, as dates."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from safeguarding.cases.dates import Dated
from safeguarding.cases.models import Fact
from safeguarding.cases.queries import visible_to
from safeguarding.meetings.access import may_see_group
from safeguarding.meetings.group import of_group
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.subject import link
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind


def dates(by: Acting, until: date) -> list[Dated]:
    """Those of the cases that this person may see, and of the group where they belong to it."""
    sent = Fact.objects.filter(case=OuterRef("case"), current=True, kind=Kind.SENT_TO_PANEL.value)
    found = (
        Meeting.objects.filter(case__in=visible_to(by).filter(closed=False), held_for__date__lte=until)
        .exclude(state=Meeting.State.CLOSED)
        .exclude(Exists(sent), kind=Meeting.Kind.SIGN_OFF)
        .select_related("case")
    )
    group = of_group(by.partnership).filter(held_for__date__lte=until) if may_see_group(by) else []
    return [of(meeting) for meeting in (*found, *group) if meeting.state != Meeting.State.CLOSED]


def of(meeting: Meeting) -> Dated:
    """One meeting as a date."""
    return Dated(
        timezone.localdate(meeting.held_for),
        meeting.get_kind_display(),
        link(meeting),
        f"meeting:{meeting.pk}",
        meeting.case,
        at=meeting.held_for,
        moved=meeting.moved,
    )
