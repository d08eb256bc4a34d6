"""The chronologies of a case, as far as somebody may see them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from safeguarding.cases.models import Case
from safeguarding.chronology.access import readable
from safeguarding.chronology.models import Event, Paper
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency


def _counted(papers: QuerySet[Paper], theirs: Q) -> QuerySet[Paper]:
    """With how many events each has that this reader may read."""
    return (
        papers.select_related("file", "agency", "given_by__person", "checked_by__person", "replaces")
        .prefetch_related("agency__names")
        .annotate(
            count=Count("events", filter=~Q(events__settled=Event.Settled.NO_EVENT) & theirs),
        )
        .order_by("id")
    )


def of_agency(case: Case, agency: Agency) -> list[Paper]:
    """Every chronology of one agency, with how many events each has. Only for the agency's own pages."""
    theirs = Q(by_us=False) | Q(released_at__isnull=False)  # the office may have picked the wrong agency
    return list(_counted(Paper.objects.filter(theirs, case=case, agency=agency), Q()))


def of_case(case: Case, by: Acting) -> list[Paper]:
    """Those that the people running the case may know of: released, or brought in by themselves."""
    seen = Q(released_at__isnull=False) | Q(by_us=True)
    return list(_counted(Paper.objects.filter(seen, case=case), readable(by, case, "events__")))


def not_yet_released(case: Case) -> dict[int, int]:
    """How many checked chronologies of each agency wait for release: that they came, not what they say."""
    waiting = Paper.objects.filter(case=case, checked_at__isnull=False, released_at=None, withdrawn_at=None)
    return dict(waiting.order_by().values_list("agency").annotate(n=Count("pk")))


def waiting_rows(paper: Paper) -> list[Event]:
    """The rows of a paper that need a decision, decided ones included, in its own order."""
    return [event for event in paper.events.order_by("number") if event.why]
