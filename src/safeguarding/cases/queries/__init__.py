"""Reading cases; every query begins with who asks."""

from safeguarding.cases.queries.visible import people_who_see, visible_to
from safeguarding.cases.queries.walls import people_who_review

__all__ = ["people_who_review", "people_who_see", "visible_to"]
