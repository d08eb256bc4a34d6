"""Background work: which records of a case may tell of one event, and whom each names."""

from django_tasks import task

from safeguarding.chronology.proposing import propose
from safeguarding.record import rows


@task()
def look_for_pairs(case_id: int) -> int:
    """Propose pairs among all that was released of a case. Run again, it proposes nothing twice."""
    with rows.scope("all"):
        return propose(case_id)
