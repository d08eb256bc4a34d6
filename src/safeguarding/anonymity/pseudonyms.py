"""Pseudonyms for children, drawn at random so that they say nothing about the child."""

from __future__ import annotations

import secrets
from collections.abc import Collection

TREES = [
    "Alder",
    "Ash",
    "Aspen",
    "Bay",
    "Beech",
    "Birch",
    "Bramble",
    "Briar",
    "Cedar",
    "Clover",
    "Cypress",
    "Elder",
    "Elm",
    "Fern",
    "Fir",
    "Gorse",
    "Hawthorn",
    "Hazel",
    "Heather",
    "Holly",
    "Hornbeam",
    "Ivy",
    "Juniper",
    "Larch",
    "Laurel",
    "Linden",
    "Maple",
    "Mulberry",
    "Myrtle",
    "Oak",
    "Olive",
    "Osier",
    "Pine",
    "Poplar",
    "Quince",
    "Rowan",
    "Rush",
    "Sage",
    "Sedge",
    "Sorrel",
    "Spruce",
    "Sycamore",
    "Tamarisk",
    "Teasel",
    "Thyme",
    "Walnut",
    "Willow",
    "Yarrow",
    "Yew",
]


def draw(taken: Collection[str]) -> str:
    """A pseudonym that no case of the partnership uses yet.

    “Child Rowan”, then “Child Rowan Elm” once all are taken.
    """
    free = [f"Child {tree}" for tree in TREES if f"Child {tree}" not in taken]
    while not free:
        pair = f"Child {secrets.choice(TREES)} {secrets.choice(TREES)}"
        if pair not in taken:
            free = [pair]
    return secrets.choice(free)
