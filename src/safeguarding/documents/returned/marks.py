"""How a text that may be changed is marked in a draft, so that it is found again. Pure.

Each stands between the ends of a bookmark, which Word and LibreOffice keep. A content control would hold it
more firmly in Word, and makes LibreOffice lose the changes that are tracked in it. The name says the paper,
its version and the part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOOKMARK = re.compile(r"d([0-9]{1,6})_([a-z_]{1,24}?)__([A-Za-z0-9_]{1,30})")


@dataclass(frozen=True)
class Mark:
    """Of which paper, in which version, a text is which part."""

    reference: str
    version: int
    part: str

    @property
    def bookmark(self) -> str:
        return f"d{self.version}_{self.part}__{_flat(self.reference)}"

    def is_of(self, reference: str) -> bool:
        """Whether this is a mark of the paper with that reference; a bookmark has no hyphens."""
        return _flat(self.reference) == _flat(reference)


def read_mark(text: str) -> Mark | None:
    """The mark that the name of a bookmark says; None for anybody else's."""
    if found := _BOOKMARK.fullmatch(text):
        return Mark(found[3], int(found[1]), found[2])
    return None


def _flat(reference: str) -> str:
    return reference.upper().replace("-", "_")
