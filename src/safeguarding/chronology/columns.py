"""Which table is a chronology, and which of its columns is which: synonyms, and what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from safeguarding.chronology import dates
from safeguarding.chronology.reading.table import MOST_COLUMNS, Row

LOOK_DOWN = 15
"""How many rows may stand above the header: a title, guidance, a key."""

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    name: tuple(" ".join(word.split()) for word in words.split(";"))
    for name, words in {
        "date": """
            date; dates; date s; date of event; date of contact; date of incident; event date;
            contact date; incident date; date of entry; entry date; date and time; date time;
            date time of event; date and time of event; when; when did it happen; day; day date;
            date from; start date; from; from date; date of occurrence; date of record; date
            recorded; datetime; date logged; log date; dated; date of significant event; date of
            activity; activity date; created; created on; created date; occurred; occurred on;
            date of contact event; timeline; date dd mm yyyy; date dd mm yy; date if known; date
            approx; approx date; date of attendance
        """,
        "to": "to; date to; to date; end date; until; end; finish date; date ended",
        "time": """
            time; times; time of event; time of contact; start time; time if known; hours; time
            24hr; time 24 hr; time 24 hour; time hrs; at
        """,
        "event": """
            event; events; significant event; significant events; event details; details of
            event; description of event; event description; what happened; incident; incident
            details; details; detail; description; summary; summary of event; summary of
            contact; contact; contact details; contact event; event contact; nature of contact;
            nature of event; entry; narrative; note; notes; case note; case notes; information;
            observation; observations; concern; nature of concern; occurrence; activity; what
            was seen or heard; what was recorded; record of event; event incident; incident
            event; details of contact; brief details; text; content; what happened and who was
            there; key event; key events; summary of information; reason for contact;
            consultation; episode; history; significant incident; contact or event; event or
            contact; log; entry text; comments and events; what we did or saw; what was said or
            done; case recording; what; circumstances
        """,
        "action": """
            action; actions; action outcome; outcome; outcomes; action taken; actions taken;
            response; decision; decisions; what was done; follow up; result; agency response;
            outcome action; actions and outcome; action and outcome; intervention; plan;
            disposal; next step; next steps
        """,
        "source": """
            source; source of information; sources; source of evidence; record; evidence;
            system; source document; reference; ref; ref no; record source; document; where
            recorded; file; source record; data source; log ref; information source; record type
        """,
        "comment": """
            comment; comments; analysis; author s comment; author s comments; reviewer comment;
            reviewer s comment; commentary; analyst comment; author comment; remarks; author s
            analysis; comment analysis; comments analysis
        """,
        "significance": "significance; significant; rag; priority; level",
        "person": """
            person; persons; people; who; child; child name; patient; subject; individual;
            family member; name; names; person s; who was involved; people involved; present;
            pupil; student
        """,
        "seen": """
            child seen; seen; was the child seen; child ren seen; children seen; child seen y n;
            child seen alone
        """,
        "voice": """
            child s voice; voice of the child; child voice; voice; wishes and feelings; child s
            wishes and feelings; lived experience; child s lived experience
        """,
        "by": """
            added by; recorded by; professional; worker; staff; author; practitioner; entered
            by; clinician; officer; staff member; by whom; initials
        """,
        "agency": "agency; organisation; service; agency name; team",
        "category": """
            category; type; event type; type of contact; contact type; type of event; heading;
            theme
        """,
    }.items()
}
_KNOWN = {word: name for name, words in SYNONYMS.items() for word in words}
_NEVER_A_DATE = re.compile(
    r"search|request|birth|\bdob\b|\bdue\b|target|complet|review|deadline|return|signed|reported on|version"
)
_NO_CHRONOLOGY = re.compile(
    r"\b(?:telephone|phone|e ?mail|abbreviation|genogram|relationship)\b|\bwhat was expected\b"
)
_SURELY_EVENTS = re.compile(r"\b(?:events?|happened|incidents?|narrative|details?|description)\b")
_WHEN_WRITTEN = re.compile(r"record|log|creat|enter|entry")
_OTHER_TABLE = re.compile(
    r"\b(?:abbreviation|meaning|relationship|telephone|phone|e ?mail|version|criterion|d ?o ?b|date of birth"
    r"|genogram|target date|due date|by when|deadline|owner|lead officer|nhs (?:no|number)|job title"
    r"|post held|progress)\b"
)


@dataclass(frozen=True)
class Columns:
    """In which row the header stands (-1: none), its words, and which column is which. `more`: further
    columns that tell what happened.
    """

    header: int
    titles: tuple[str, ...]
    place: Mapping[str, int] = field(default_factory=dict)
    width: int = 0
    more: tuple[int, ...] = ()

    def taken_as(self, wishes: Mapping[int, str]) -> Columns:
        """The same table with its columns as somebody says they are; of several for what happened, the first
        leads. As it was where no date or nothing that happened is named.
        """
        place: dict[str, int] = {}
        more = []
        for column, name in sorted(wishes.items()):
            if name in MEANINGS and column < MOST_COLUMNS:
                if name == "event" and name in place:
                    more.append(column)
                place.setdefault(name, column)
        return replace(self, place=place, more=tuple(more)) if {"date", "event"} <= place.keys() else self

    def understood(self, rows: Sequence[Row]) -> list[tuple[str, int, str]]:
        """Each column’s title as it stands, its number, and what it was taken for; empty where it is kept as
        it is.
        """
        means = {column: name for name, column in self.place.items()}
        means |= dict.fromkeys(self.more, "event")
        head = rows[self.header].cells if self.header >= 0 else []
        titles = [cell.text.strip() for cell in head] or [""] * (self.width or max(means) + 1)
        return [
            (" ".join(title.split()) or f"Column {number + 1}", number, means.get(number, ""))
            for number, title in enumerate(titles)
            if title or number in means
        ]


MEANINGS = {
    "date": "the date",
    "to": "the last day",
    "time": "the time",
    "event": "what happened",
    "action": "what was done",
    "source": "where it is recorded",
    "comment": "a comment",
    "significance": "how much it weighs",
    "person": "whom it is about",
    "seen": "whether the child was seen",
    "voice": "the child’s voice",
    "by": "who recorded it",
    "agency": "which agency it is",
    "category": "what kind of event it is",
}
"""What a column can be taken for, in words."""


def find_columns(rows: Sequence[Row], *, shown: Sequence[bool] | None = None) -> Columns | None:
    """The columns of a table, if it is a chronology: a header with a date and an event."""
    for number, row in enumerate(rows[:LOOK_DOWN]):
        titles = tuple(plain(cell.text) for cell in row.cells)
        if len({title for title in titles if title}) < 2:
            continue
        if any(
            cell.value is not None or (cell.text[:1].isdigit() and _dated(cell.text)) for cell in row.own()
        ):
            continue  # a header holds no date
        place = _match(titles)
        said = " | ".join(titles)
        if "date" in place and _OTHER_TABLE.search(said) and "event" not in place:
            return None
        if _NO_CHRONOLOGY.search(said) and ("expected" in said or not _SURELY_EVENTS.search(said)):
            return None
        if "date" not in place:
            if _OTHER_TABLE.search(said) and _looks_like_header(row):
                return None
            continue
        if (
            _OTHER_TABLE.search(said)
            and re.search(r"search|request|birth|\bd ?o ?b\b", said)
            and not {"event", "action", "source"} & place.keys()
        ):
            return None
        if "event" not in place:
            longest = _longest(
                rows[number + 1 :],
                len(titles),
                set(place.values()) - {place.get("comment"), place.get("action")},
            )
            if longest is None or not _mostly_dated(rows[number + 1 :], place["date"]):
                continue
            place = {name: column for name, column in place.items() if column != longest} | {"event": longest}
        more = [
            column
            for column, title in enumerate(titles)
            if _KNOWN.get(title) == "event" and column not in place.values() and titles.index(title) == column
        ]
        return Columns(number, titles, place, len(titles), tuple(more))
    return None


def without_header(
    rows: Sequence[Row], width: int | None = None, place: Mapping[str, int] | None = None
) -> Columns | None:
    """The columns of a table without a header: those of the chronology before it, where it has as many."""
    rows = [row for row in rows if len(row.own()) > 1]
    if place is not None and width is not None:
        fits = rows and all(len(row.cells) == width for row in rows)
        dated = sum(
            _dated(row.at(place["date"]).text) or row.at(place["date"]).value is not None for row in rows
        )
        return Columns(-1, (), place, width) if fits and dated else None
    if len(rows) < 3:
        return None
    for column in (0, 1):
        if sum(_dated(row.at(column).text) for row in rows) >= 0.6 * len(rows):
            event = _longest(rows, max(len(row.cells) for row in rows), {column})
            if event is not None and sum(len(row.at(event).text) for row in rows) >= 30 * len(rows):
                return Columns(-1, (), {"date": column, "event": event}, len(rows[0].cells))
    return None


def _looks_like_header(row: Row) -> bool:
    own = row.own()
    return len(own) >= 2 and all(len(cell.text) < 40 for cell in own)


def _match(titles: Sequence[str]) -> dict[str, int]:
    """The column for each thing: whole titles first, then those that hold a known word."""
    place: dict[str, int] = {}
    for column, title in enumerate(titles):
        name = _KNOWN.get(title)
        if name == "date" and "date" in place and _WHEN_WRITTEN.search(titles[place["date"]]):
            place[name] = column  # the day it happened, not the day it was written down
        if name and name not in place and not (title == "to" and "date" not in place):
            place[name] = column
    for column, title in enumerate(titles):
        if not title or len(title) > 80 or column in place.values() or titles.index(title) != column:
            continue
        name = _part(title)
        if name and name not in place:
            place[name] = column
    return place


def _part(title: str) -> str | None:
    words = title.split()
    if _NEVER_A_DATE.search(title):
        return None
    if "date" in words or "dates" in words or title.startswith("when "):
        return "to" if "end" in words or "to" in words[-1:] else "date"
    if "time" in words and len(words) <= 4:
        return "time"
    if "seen" in words:
        return "seen"
    if "voice" in words or "wishes" in words:
        return "voice"
    for name, known in (
        (
            "event",
            (
                "event",
                "events",
                "happened",
                "incident",
                "narrative",
                "description",
                "details",
                "contact",
                "concern",
            ),
        ),
        ("source", ("source", "evidence", "recorded")),
        ("action", ("action", "actions", "outcome", "response", "decision", "done")),
        ("comment", ("comment", "comments", "analysis")),
        ("event", ("detail", "summary", "notes", "information")),
        ("significance", ("significance",)),
        ("person", ("child", "patient", "person")),
    ):
        if any(word in words for word in known):
            return name
    return None


def _longest(rows: Sequence[Row], width: int, taken: Collection[int | None]) -> int | None:
    """The column with the most words, if any has sentences."""
    sizes = {
        column: sum(len(row.at(column).text) for row in rows[:200])
        for column in range(width)
        if column not in taken
    }
    best = max(sizes, key=lambda one: sizes[one], default=None)
    return best if best is not None and sizes[best] >= 15 * max(1, len(rows[:200])) else None


def _mostly_dated(rows: Sequence[Row], column: int) -> bool:
    said = [cell for row in rows[:200] if (cell := row.at(column)) and len(row.own()) > 1]
    return bool(said) and 2 * sum(cell.value is not None or _dated(cell.text) for cell in said) >= len(said)


def _dated(text: str) -> bool:
    return len(text) < 60 and dates.read_date(text).earliest is not None


def plain(title: str) -> str:
    """A title in small letters, without signs."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", dates.fold(title)).split())
