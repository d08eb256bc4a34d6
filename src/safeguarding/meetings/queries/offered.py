"""Which kinds of meeting can be held about a case now."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from safeguarding.cases.models import Case
from safeguarding.meetings.models import Meeting
from safeguarding.statute.answer import Allowed, Answer, Refused

WANTS = {
    Meeting.Kind.PANEL.value: "A review panel meets where a practice review has been decided.",
    Meeting.Kind.RESOLUTION.value: "Such a meeting is about a disagreement that is open on the case.",
}


def may_be_held(case: Case, kind: Meeting.Kind) -> Answer:
    """Whether there is what a meeting of that kind is about, as its room says (`config.wiring.MEETS_ON`)."""
    there = import_string(settings.SAFEGUARDING_WIRING + ".MEETS_ON").get(kind.value)
    if kind != Meeting.Kind.GROUP and (there is None or there(case)):
        return Allowed()
    return Refused(
        "nothing_to_meet_on",
        WANTS.get(kind.value, "The group’s own meetings are about no case."),
        "Choose another kind of meeting.",
    )


def offered(case: Case) -> list[tuple[str, str]]:
    """The kinds to choose from, with their words."""
    return [(kind.value, kind.label) for kind in Meeting.Kind if may_be_held(case, kind)]
