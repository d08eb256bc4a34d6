"""Reading cases; every query begins with who asks."""

from safeguarding.cases.queries.visible import people_who_see, visible_to

__all__ = ["people_who_see", "visible_to"]
