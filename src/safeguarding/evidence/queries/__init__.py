"""The only readers of this room."""

from safeguarding.evidence.queries import letters
from safeguarding.evidence.queries.board import Line, board
from safeguarding.evidence.queries.dates import dates
from safeguarding.evidence.queries.own import may_keep_draft
from safeguarding.evidence.queries.refusals import refused
from safeguarding.evidence.queries.released import Item, Released, all_nil, released_answers
from safeguarding.evidence.queries.sector import SectorLine, sector
from safeguarding.evidence.queries.work import Missing, blocks, matters, missing, work

__all__ = [
    "Item",
    "Line",
    "Missing",
    "Released",
    "SectorLine",
    "all_nil",
    "blocks",
    "board",
    "dates",
    "letters",
    "matters",
    "may_keep_draft",
    "missing",
    "refused",
    "released_answers",
    "sector",
    "work",
]
