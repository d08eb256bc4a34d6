"""The only readers of this room."""

from safeguarding.evidence.queries.board import Line, board, boards
from safeguarding.evidence.queries.released import Item, Released, all_nil, reads_all, released_answers
from safeguarding.evidence.queries.sector import SectorLine, sector
from safeguarding.evidence.queries.work import Missing, blocks, missing, work

__all__ = [
    "Item",
    "Line",
    "Missing",
    "Released",
    "SectorLine",
    "all_nil",
    "blocks",
    "board",
    "boards",
    "missing",
    "reads_all",
    "released_answers",
    "sector",
    "work",
]
