"""Opening checked chronologies to the people of the meeting, and looking for what was told twice."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from safeguarding.cases.facts import record
from safeguarding.cases.models import Case
from safeguarding.chronology.models import Paper
from safeguarding.chronology.tasks import look_for_pairs
from safeguarding.people.acting import Acting


def release_papers(*, by: Acting, case: Case, agencies: Collection[int] | None = None) -> list[Paper]:
    """Release the chronologies that were checked, with the returns; called inside that act, which has locked
    the case and asked permission.

    A paper given in the place of another supersedes it now. Which records may tell of one event is looked for
    afterwards, in the background.
    """
    waiting = Paper.objects.filter(case=case, checked_at__isnull=False, released_at=None, withdrawn_at=None)
    if agencies is not None:
        waiting = waiting.filter(agency__in=agencies)
    papers = list(waiting.select_for_update())
    if not papers:
        return []
    now = timezone.now()
    Paper.objects.filter(pk__in=[one.pk for one in papers]).update(released_by=by.seat, released_at=now)
    Paper.objects.filter(replaced_by__in=papers, superseded_at=None).update(superseded_at=now)
    record(
        case,
        "release_chronologies",
        by=by,
        on={"papers": ",".join(one.short for one in papers)},
    )
    look_for_pairs.enqueue(case.pk)
    return papers
