"""What meetings decided, and which of it is to be looked at again."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from safeguarding.cases.dates import Dated
from safeguarding.cases.matters import Matter
from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.meetings.access import may_see_group
from safeguarding.meetings.models import Decision, Meeting
from safeguarding.meetings.subject import link
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import Role

KEEP_IT = frozenset({Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT, Role.LTRG_CHAIR})
AGAIN = "A meeting decided it, and to look at it again on this day."


def in_force(meeting: Meeting) -> QuerySet[Decision]:
    """The decisions of this meeting's case, or of the group, in whose place none has been taken."""
    about = (
        Q(meeting__case=meeting.case)
        if meeting.case
        else Q(meeting__case__isnull=True, meeting__partnership=meeting.partnership)
    )
    return Decision.objects.filter(about, superseded_by__isnull=True).select_related("meeting")


def looked_at_again(by: Acting, until: date) -> list[Decision]:
    """Those that this person may read and that are to be looked at again by then; a closed case's are not."""
    cases = Q(meeting__case__in=visible_to(by).filter(closed=False))
    group = Q(meeting__case__isnull=True, meeting__partnership=by.partnership)
    return list(
        Decision.objects.filter(
            cases | group if may_see_group(by) else cases, superseded_by__isnull=True, review_on__lte=until
        )
        .select_related("meeting__case__partnership", "meeting__partnership")
        .order_by("review_on", "pk")
    )


def work(by: Acting) -> list[WorkItem]:
    """Decisions whose day has come, for those who record what meetings decide."""
    if by.role not in KEEP_IT:
        return []
    return [
        WorkItem(
            title="Look at a decision of a meeting again", case=one.meeting.case, why=AGAIN,
            due=one.review_on, href=link(one.meeting), button="Open the meeting",
        )
        for one in looked_at_again(by, by.today)
    ]  # fmt: skip


def dates(by: Acting, until: date) -> list[Dated]:
    """The same as days in a calendar."""
    return [
        Dated(
            one.review_on,
            "Look at a decision of a meeting again",
            link(one.meeting),
            f"meeting-decision:{one.pk}",
            one.meeting.case,
        )
        for one in looked_at_again(by, until)
        if one.review_on is not None
    ]


def matters(by: Acting, case: Case) -> list[Matter]:
    """What the case's next meeting looks at again."""
    return [
        Matter("A decision to look at again", one.words, link(one.meeting))
        for one in looked_at_again(by, by.today)
        if one.meeting.case_id == case.pk
    ]
