"""Reading a practice review. The only readers of this room."""

from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.queries import deciding, lines
from safeguarding.practice_reviews.queries.deciding import Decided, decided, proposals, under_way
from safeguarding.practice_reviews.queries.lines import left_open, lines_of

__all__ = ["Decided", "decided", "left_open", "lines_of", "proposals", "under_way", "work"]


def work(by: Acting) -> list[WorkItem]:
    """What waits for somebody on practice reviews."""
    return [*deciding.work(by), *lines.work(by)]
