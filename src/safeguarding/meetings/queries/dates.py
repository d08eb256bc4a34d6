"""The meetings that are still to be held or closed, as dates."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.dates import Dated
from safeguarding.cases.models import Fact
from safeguarding.cases.queries import visible_to
from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind


def dates(by: Acting, until: date) -> list[Dated]:
    """Those of the cases that this person may see."""
    sent = Fact.objects.filter(case=OuterRef("case"), current=True, kind=Kind.SENT_TO_PANEL.value)
    found = (
        Meeting.objects.filter(case__in=visible_to(by).filter(closed=False), held_for__date__lte=until)
        .exclude(state=Meeting.State.CLOSED)
        .exclude(Exists(sent), kind=Meeting.Kind.SIGN_OFF)
        .select_related("case")
    )
    return [of(meeting) for meeting in found]


def of(meeting: Meeting) -> Dated:
    """One meeting as a date."""
    return Dated(
        timezone.localdate(meeting.held_for),
        meeting.get_kind_display(),
        reverse("meetings:meeting", args=[meeting.case.reference, meeting.pk]),
        f"meeting:{meeting.pk}",
        meeting.case,
        at=meeting.held_for,
        moved=meeting.moved,
    )
