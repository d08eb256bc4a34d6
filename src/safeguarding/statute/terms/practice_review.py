"""Words of a local practice review."""

from safeguarding.statute.terms.words import Term


class ReasonForLine(Term):
    """What a line of enquiry answers to."""

    GAP = "gap", "A question that the review before it left open"
    CRITERION = "criterion", "A criterion for a practice review"
    THEME = "theme", "A theme from earlier learning"
