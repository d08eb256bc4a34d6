"""Reading a review. Whoever calls has found the case among those that the asker may see."""

from safeguarding.rapid_reviews.queries import letters
from safeguarding.rapid_reviews.queries.checks import checks_for
from safeguarding.rapid_reviews.queries.review import review_of, standing_outcome
from safeguarding.rapid_reviews.queries.work import blocks, work

__all__ = ["blocks", "checks_for", "letters", "review_of", "standing_outcome", "work"]
