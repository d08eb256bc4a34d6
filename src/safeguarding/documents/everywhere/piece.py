"""Words found in a file, and where; and what of it could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_PRINTED = re.compile(rb"[\x20-\x7e\xc0-\xff]{5,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
MOST_RUNS = 4_000_000


@dataclass(frozen=True)
class Piece:
    """Words that stand together. A `token` has its words run together, as a link or the name of a file has.

    `sure` is for what is hardly a text (the bytes of a program), where a short name turns up by chance.
    `where` says more exactly where some of its letters stand; `standing` is text that a reader sees. `own` is
    what was not even read by those with whom the work is shared.
    """

    place: str
    text: str
    token: bool = False
    sure: bool = False
    where: Callable[[int, int], str] | None = None
    standing: bool = False
    own: bool = False


@dataclass
class Notes:
    """What of a file could not be read, which keeps it from being called clean; and words hidden by a box
    only, as (place, words). `share` is which of how many shares of the pages is wanted.
    """

    problems: list[str] = field(default_factory=list)
    covered: list[tuple[str, str]] = field(default_factory=list)
    share: tuple[int, int] = (0, 1)

    def problem(self, within: str, what: str) -> None:
        """Something that could not be read, said once."""
        said = f"{within}{what}"
        if said not in self.problems:
            self.problems.append(said[:1].upper() + said[1:])


def runs(place: str, data: bytes) -> Iterator[Piece]:
    """What can be read in bytes that we do not understand: letters in a row, narrow or wide."""
    data = data[:MOST_RUNS]
    for odd in (data, data[1:]):
        wide = "\n".join(found[0].decode("utf-16-le") for found in _WIDE.finditer(odd))
        if wide:
            yield Piece(place, wide, sure=True)
    narrow = "\n".join(found[0].decode("utf-8", "replace") for found in _PRINTED.finditer(data))
    if narrow:
        yield Piece(place, narrow, sure=True)
