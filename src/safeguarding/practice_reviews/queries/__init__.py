"""Reading a practice review. The only readers of this room."""

from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.queries import accepting, deciding, facts
from safeguarding.practice_reviews.queries.deciding import Decided, decided, proposals, under_way

__all__ = ["Decided", "decided", "proposals", "under_way", "work"]


def work(by: Acting) -> list[WorkItem]:
    """What waits for somebody on practice reviews."""
    return [*deciding.work(by), *facts.work(by), *accepting.work(by)]
