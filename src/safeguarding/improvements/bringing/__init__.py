"""Reading a partnership's own lists: which column is which, what each row says. No Django here."""

from safeguarding.improvements.bringing.actions import Known, Line, read_lines
from safeguarding.improvements.bringing.columns import ACTIONS, REVIEWS, Columns, Shape, find_columns
from safeguarding.improvements.bringing.reviews import KnownReviews, Review, read_reviews
from safeguarding.improvements.bringing.rows import Report

__all__ = [
    "ACTIONS",
    "REVIEWS",
    "Columns",
    "Known",
    "KnownReviews",
    "Line",
    "Report",
    "Review",
    "Shape",
    "find_columns",
    "read_lines",
    "read_reviews",
]
