"""When somebody leaves: what must not be left without a holder, and what has to be said first.

National guidance leaves who does the work to the partners' own arrangements (Children Act 2004 s.16E). It
names those without whom it cannot be done: the three lead safeguarding partners and their delegated partners
(Working Together, chapter 2), and the local authority, whose own duty it is to notify (s.16C).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.terms import Role

OWN = "Children Act 2004 s.16E: the partners’ own arrangements"
PARTNERS = "Working Together, chapter 2: each partner is led and represented by a named person"
NOTIFYING = "Children Act 2004 s.16C: the local authority’s own duty to notify"

ALWAYS_HELD: Mapping[Role, str] = MappingProxyType(
    {
        Role.PARTNERSHIP_MANAGER: OWN,
        Role.LTRG_CHAIR: OWN,
        Role.LSP_LA: PARTNERS,
        Role.LSP_HEALTH: PARTNERS,
        Role.LSP_POLICE: PARTNERS,
        Role.DSP_LA: PARTNERS,
        Role.DSP_HEALTH: PARTNERS,
        Role.DSP_POLICE: PARTNERS,
        Role.LA_NOTIFIER: NOTIFYING,
        Role.LA_STATUTORY_DECIDER: NOTIFYING,
    }
)
"""Seats without whose holder something that the law or the partners want can be done by nobody, and why."""

ASKS = (Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT)
"""Who asks who takes over what waits for nobody."""


def may_leave(name: str, role: Role, *, undecided: int, held_after: bool, knows: bool, asks: bool) -> Answer:
    """Whether somebody's seat can end: everything that waits for them has been given to somebody, or left for
    whoever runs the partnership to ask; a seat that must always be held is held after them, or it is known
    that it is not; and somebody remains who asks.

    `undecided` is how many things that whoever ends the seat may see are neither given nor left.
    """
    if not asks:
        return Refused(
            "nobody_to_ask",
            f"After {name}, nobody would run the partnership: there is no other manager or business support.",
            "Give somebody the manager’s seat first.",
        )
    if undecided:
        return Refused(
            "still_waits",
            f"Something still waits for {name}.",
            "Say for each thing who takes it on, or that nobody does for now. Something may have come in "
            "since you opened this page.",
        )
    if role in ALWAYS_HELD and not held_after and not knows:
        return Refused(
            "held_by_nobody",
            f"Nobody else holds this seat: {role.label.lower()}.",
            "Give it to somebody first, or tick that nobody holds it for now.",
        )
    return Allowed()
