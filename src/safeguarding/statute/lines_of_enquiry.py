"""How many lines of enquiry a local practice review can carry.

The purpose is to identify improvements, and a review is proportionate to what can be learned (Children Act
2004 s.16F; Working Together, chapter 5). The numbers are not law: they are our own, and they never block.
"""

from __future__ import annotations

from typing import Final

FEWEST: Final = 3
USUAL: Final = 6
MOST: Final = 8


def advice(count: int) -> str:
    """What to do about the number of lines that stand, as a sentence; nothing where it is as expected."""
    if count < FEWEST:
        return (
            f"A review usually has {FEWEST} to {USUAL} lines of enquiry. Add what is still to be found out."
        )
    if count > MOST:
        return (
            f"More than {MOST} lines of enquiry are hard to answer well in six months. Join those that ask "
            "the same, or withdraw what is known already."
        )
    if count > USUAL:
        return (
            f"A review usually has {FEWEST} to {USUAL} lines of enquiry. "
            "See whether two of them ask the same."
        )
    return ""
