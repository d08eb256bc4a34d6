"""What the acts of a consideration share."""

from __future__ import annotations

from safeguarding.cases.models import Consideration
from safeguarding.statute.answer import NotAllowed, Refused


def open_only(consideration: Consideration) -> None:
    """A consideration that has been concluded is never changed. Raises NotAllowed."""
    if consideration.concluded_at:
        raise NotAllowed(
            Refused(
                "concluded",
                "This consideration has been concluded.",
                "To look at it again, bring the partners together anew.",
            )
        )
