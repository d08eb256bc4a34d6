"""Which area notifies and leads, and which others are concerned (circumstance C3)."""

from __future__ import annotations

from typing import Final

from safeguarding.statute.terms import Place

CITE: Final = (
    "Children Act 2004 s.16C(1); Child Safeguarding Practice Review Panel, frequently asked questions"
)


def lead(place: Place, happened: str, lives: str) -> str:
    """The area that notifies and is responsible for the rapid review: the one where the child died or was
    harmed; for harm outside England, the one where the child normally lives (s.16C(1)). Empty if not known.
    """
    return (lives if place is Place.OUTSIDE_ENGLAND_RESIDENT else happened).strip()


def others(place: Place, happened: str, lives: str, placed_by: str = "") -> tuple[str, ...]:
    """The other areas that are known to be concerned: where the child lives, and which placed the child
    there. The lead area is expected to work with them.
    """
    leading = lead(place, happened, lives).casefold()
    named = {area.strip().casefold(): area.strip() for area in (lives, placed_by)}
    return tuple(area for key, area in named.items() if key not in {"", leading})
