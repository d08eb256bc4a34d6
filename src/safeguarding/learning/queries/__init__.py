"""The only readers of directions, ways of learning, assurance rounds and publications."""

from safeguarding.learning.queries.assurance import agencies_by_theme, reports_of, rounds, visible_reports
from safeguarding.learning.queries.dates import dates
from safeguarding.learning.queries.publications import publications
from safeguarding.learning.queries.routes import decided, directions, report_due, routes
from safeguarding.learning.queries.work import work

__all__ = [
    "agencies_by_theme",
    "dates",
    "decided",
    "directions",
    "publications",
    "report_due",
    "reports_of",
    "rounds",
    "routes",
    "visible_reports",
    "work",
]
