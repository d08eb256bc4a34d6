"""Actions whose owner leaves."""

from __future__ import annotations

from safeguarding.cases.handover import Waiting
from safeguarding.improvements.actions.reaching import hand_over, take_links_back
from safeguarding.improvements.actions.writing import locked, tell_story
from safeguarding.improvements.models import Action, Step
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat

NOBODY = "Nobody now"


def hand_over_action(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """The action stands in somebody else's name, who takes it on anew and is sent there; or in nobody's."""
    action = locked(Action.objects.select_related("case").get(pk=one.row))
    before = action.owner_seat
    take_links_back(action, by=by)
    action.accepted_on, action.owner_seat = None, None
    action.owner = ", ".join(filter(None, (to.person.name, to.post))) if to else NOBODY
    action.save(update_fields=["accepted_on", "owner_seat", "owner"])
    if to is not None:
        hand_over(action, to, by=by)
    else:
        left = f"{before.person.name} has left." if before else ""
        tell_story(action, Step.Kind.HANDED_BACK, by=by, words=left)
