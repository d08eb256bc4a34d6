"""The only writers of the record."""

from safeguarding.record.actions.anchors import anchor, anchor_file, anchor_lines
from safeguarding.record.actions.decisions import KEPT_AS, seal
from safeguarding.record.actions.disposal import DISPOSED, dispose
from safeguarding.record.actions.events import SYSTEM, Actor, open_stream, write
from safeguarding.record.actions.looks import SEALED, TooSoon, look, seal_day

__all__ = [
    "DISPOSED",
    "KEPT_AS",
    "SEALED",
    "SYSTEM",
    "Actor",
    "TooSoon",
    "anchor",
    "anchor_file",
    "anchor_lines",
    "dispose",
    "look",
    "open_stream",
    "seal",
    "seal_day",
    "write",
]
