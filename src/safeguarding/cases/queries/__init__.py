"""Reading cases; every query begins with who asks."""

from safeguarding.cases.queries.visible import decided_with, people_who_see, visible_to
from safeguarding.cases.queries.walls import people_who_review

__all__ = ["decided_with", "people_who_review", "people_who_see", "visible_to"]
