"""Which column of somebody's list holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def _known(label: str, words: str) -> tuple[str, tuple[str, ...]]:
    return label, tuple(words.split("|"))


@dataclass(frozen=True)
class Shape:
    """What a list of one kind may say: what we call each thing, and what others call its column.

    Without what is `needed` a row is nothing; a row that says nothing of what it is known by is passed over.
    A merged cell of `speaks_for_many` over several rows is how such a list is written.
    """

    fields: Mapping[str, tuple[str, tuple[str, ...]]]
    needed: tuple[str, ...]
    known_by: tuple[str, ...]
    speaks_for_many: frozenset[str] = frozenset()

    @property
    def labels(self) -> dict[str, str]:
        """What we call each thing."""
        return {name: label for name, (label, _) in self.fields.items()}


ACTIONS = Shape(
    {
        "called": _known("Number", "no|number|action no|action number|ref|reference|id|#"),
        "finding": _known("Finding", "finding|learning|learning point|what we learned|issue|gap"),
        "recommendation": _known("Recommendation", "recommendation|rec|recommendations"),
        "what": _known("Action", "action|actions|action required|what|task|agreed action|activity"),
        "agency": _known("Agency", "agency|lead agency|organisation|partner|lead organisation|service"),
        "owner": _known(
            "Owner",
            "owner|lead|lead officer|named lead|responsible|who|by whom|action owner|responsible person|"
            "lead person|named owner",
        ),
        "email": _known("Owner’s e-mail", "email|e mail|owner email|contact|lead email"),
        "begins": _known("Start", "start|start date|date set|date agreed"),
        "due": _known(
            "Due",
            "due|due date|by when|deadline|timescale|timescales|target date|target|completion date|when",
        ),
        "progress": _known(
            "Progress", "progress|update|updates|progress update|comments|notes|latest update|progress note"
        ),
        "status": _known("Status", "status|rag|rag rating|rag status|state|complete"),
        "done_on": _known(
            "Done on", "date completed|completed|completed on|done|done on|date of completion|closed on"
        ),
        "measure": _known(
            "Measure",
            "measure|success measure|success criteria|measure of success|how will we know|outcome measure",
        ),
        "intended_change": _known(
            "Change for children",
            "intended change|outcome|intended outcome|impact on children|difference for children|outcomes|"
            "expected outcome|what will be different",
        ),
        "evidence": _known("Evidence", "evidence|evidence of completion|evidence required|evidence link"),
        "impact": _known("Impact", "impact|impact evidence|evidence of impact|difference made"),
    },
    needed=("what", "due"),
    known_by=("what",),
    speaks_for_many=frozenset({"recommendation", "finding"}),
)

REVIEWS = Shape(
    {
        "title": _known(
            "Title", "title|name|review|serious case review|scr|case|case name|name of review|report"
        ),
        "dated": _known(
            "Date published",
            "date published|published|published on|publication date|date of publication|date|year|"
            "year published|year of publication|completed|date completed|finished",
        ),
        "publisher": _known(
            "Published by",
            "published by|publisher|area|board|lscb|partnership|local authority|safeguarding board|author",
        ),
        "where": _known(
            "Where to read it",
            "where to read it|where it can be read|link|url|web address|web link|address|where|website|"
            "location",
        ),
        "note": _known(
            "What it says",
            "what it says|summary|findings|key findings|learning|key learning|themes|description|about|"
            "overview|abstract|notes",
        ),
        "recommended": _known(
            "Number of recommendations",
            "number of recommendations|no of recommendations|recommendations|recs|recommendation count",
        ),
    },
    needed=("title", "dated"),
    known_by=("title", "dated"),
    speaks_for_many=frozenset({"publisher"}),
)

LOOK_DOWN = 25
"""How many rows may stand above the header: a logo, a title, a key to the colours."""


@dataclass(frozen=True)
class Columns:
    """In which row the header stands, what it says, and which column is which."""

    header: int
    titles: tuple[str, ...]
    place: Mapping[str, int] = field(default_factory=dict)
    shape: Shape = ACTIONS

    @property
    def missing(self) -> list[str]:
        """What cannot be done without and was not found."""
        return [self.shape.labels[name] for name in self.shape.needed if name not in self.place]


def find_columns(rows: Sequence[Sequence[str]], shape: Shape = ACTIONS) -> Columns:
    """The header is the row, near the top, in which most columns are known."""
    best = Columns(0, tuple(rows[0]) if rows else (), {}, shape)
    for number, row in enumerate(rows[:LOOK_DOWN]):
        place = _match(row, shape)
        if len(place) > len(best.place):
            best = Columns(number, tuple(row), place, shape)
    return best


def _match(row: Sequence[str], shape: Shape) -> dict[str, int]:
    """The best column for each thing: its exact name first, then one that begins with it or has it."""
    titles = [_plain(title) for title in row]
    place: dict[str, int] = {}
    for fits in (_exactly, _begins, _has):
        for name, (_, known) in shape.fields.items():
            if name in place:
                continue
            for column, title in enumerate(titles):
                if title and column not in place.values() and any(fits(title, word) for word in known):
                    place[name] = column
                    break
    return place


def _exactly(title: str, word: str) -> bool:
    return title == word


def _begins(title: str, word: str) -> bool:
    return len(word) > 3 and title.startswith(f"{word} ")


def _has(title: str, word: str) -> bool:
    return len(word) > 5 and len(title) < 60 and word in title


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[^a-z#]+", " ", title.lower()).split())
