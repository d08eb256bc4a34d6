"""A rapid review (or local consideration) and what hangs on it, by noun."""

from safeguarding.rapid_reviews.models.answers import AimAnswer, CriterionAnswer, NationalView, Outcome
from safeguarding.rapid_reviews.models.comments import Asked, Contribution, Round, Suggestion
from safeguarding.rapid_reviews.models.panel import (
    Dispatch,
    IncompleteAuthority,
    LateNotice,
    Reconsideration,
    Reply,
    SecondPosition,
)
from safeguarding.rapid_reviews.models.review import Comment, RapidReview, Reading, SectionText
from safeguarding.rapid_reviews.models.signature import Signature

__all__ = [
    "AimAnswer",
    "Asked",
    "Comment",
    "Contribution",
    "CriterionAnswer",
    "Dispatch",
    "IncompleteAuthority",
    "LateNotice",
    "NationalView",
    "Outcome",
    "RapidReview",
    "Reading",
    "Reconsideration",
    "Reply",
    "Round",
    "SecondPosition",
    "SectionText",
    "Signature",
    "Suggestion",
]
