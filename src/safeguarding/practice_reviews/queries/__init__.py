"""Reading a practice review. The only readers of this room."""

from datetime import date

from safeguarding.cases.dates import Dated
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.queries import (
    accepting,
    commissioning,
    deciding,
    facts,
    lines,
    monitoring,
    publication,
)
from safeguarding.practice_reviews.queries.deciding import Decided, decided, proposals, under_way
from safeguarding.practice_reviews.queries.lines import left_open, lines_of

__all__ = ["Decided", "dates", "decided", "left_open", "lines_of", "proposals", "under_way", "work"]


def work(by: Acting) -> list[WorkItem]:
    """What waits for somebody on practice reviews."""
    rooms = (deciding, commissioning, lines, monitoring, facts, accepting, publication)
    return [item for room in rooms for item in room.work(by)]


def dates(by: Acting, until: date) -> list[Dated]:
    """The days of practice reviews, for somebody's calendar."""
    return [item for room in (commissioning, facts, publication) for item in room.dates(by, until)]
