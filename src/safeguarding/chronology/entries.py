"""The events of a table: each row's date, time and words, and every doubt about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType

from safeguarding.chronology import times
from safeguarding.chronology.columns import Columns, find_columns, plain, without_header
from safeguarding.chronology.dates import BLANK, MONTHS, Context, When, fold, read_date
from safeguarding.chronology.reading.excel import from_serial
from safeguarding.chronology.reading.table import Cell, Matched, Paper, Row, Table

_HEADING = re.compile(
    r"(?:year\s*:?\s*)?(?:(?P<month>[a-z]+)\.?\s+)?(?P<year>(?:19|20)\d{2})(?!\s*[-/]\s*\d)"
    r"(?:\s*[-(:,].{0,40})?:?"
)
_EXAMPLE = re.compile(
    r"delete (?:this (?:row|line) )?before sending|\bfor example only\b"
    r"|^\W*example(?: row| entry)?\W*(?:$|[-:(])"
)
_PERHAPS_EXAMPLE = re.compile(r"^\W*(?:example|e\.g\.|sample)\b|^\W*\[?insert ")
_GUIDANCE = re.compile(
    r"\bdd\W?mm\W?yy|\bhh\W?mm\b|\b24 ?h(?:ou)?rs? clock\b"
    r"|^please (?:enter|give|state|use|complete|list)\b|^format\b"
)
_TOTAL = re.compile(
    r"(?:sub)?total\b.*|number of (?:entries|events|contacts|rows)\b.*|\d+ (?:entries|events|rows)\b.*"
    r"|end of (?:chronology|record|report|document|table)\b.*"
)
LONGEST_GUIDANCE = 200
NO_WISHES: Mapping[int, Mapping[int, str]] = MappingProxyType({})
_BIG_DAY = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(?:\d{4}|\d{2})\b")


@dataclass(slots=True)
class Entry:
    """One event as an agency recorded it, and as it was read."""

    container: str
    row: int
    date_text: str
    when: When
    text: str
    other: dict[str, str] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    carried_from: str = ""

    @property
    def needs_person(self) -> bool:
        """Whether a person must look at it before it is relied upon."""
        return bool(self.why)


Wishes = Mapping[int, Mapping[int, str]]
"""What somebody says that columns are: by table, in the order in which tables were matched, and by column."""


def read_entries(paper: Paper, returned: date | None = None, wishes: Wishes = NO_WISHES) -> list[Entry]:
    """Every event of a file, in the order of its rows. `returned`: the day the agency sent it."""
    found: list[Entry] = []
    before: Columns | None = None
    for table in paper.tables:
        columns = find_columns(table.rows)
        if columns is None and before is not None:
            columns = without_header(table.rows, before.width, before.place)
        if columns is None and not _has_nested(table):
            columns = without_header(table.rows)
        if columns is not None:
            found += _told(paper, table, columns, returned, wishes)
            before = columns
        else:
            found += [entry for inner in _nested(table) for entry in _inner(paper, inner, returned, wishes)]
    return found


def _inner(paper: Paper, table: Table, returned: date | None, wishes: Wishes) -> list[Entry]:
    columns = find_columns(table.rows)
    if columns is not None:
        return _told(paper, table, columns, returned, wishes)
    return [entry for inner in _nested(table) for entry in _inner(paper, inner, returned, wishes)]


def _told(paper: Paper, table: Table, columns: Columns, returned: date | None, wishes: Wishes) -> list[Entry]:
    """The events of a table; the paper remembers how its columns were understood."""
    columns = columns.taken_as(wishes.get(len(paper.matched), {}))
    paper.matched.append(Matched(table.name, columns.understood(table.rows)))
    return _Reading(table, columns, returned).entries()


def _nested(table: Table) -> Iterator[Table]:
    seen: set[int] = set()
    for row in table.rows:
        for cell in row.cells:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from cell.nested


def _has_nested(table: Table) -> bool:
    return next(_nested(table), None) is not None


class _Reading:
    """One table, row by row, with what the rows above say."""

    def __init__(self, table: Table, columns: Columns, returned: date | None) -> None:
        self.table, self.columns, self.returned = table, columns, returned
        self.place = columns.place
        self.year: int | None = None
        self.month: int | None = None
        self.last: Entry | None = None
        self.above: date | None = None
        self.last_when: tuple[When, str, list[str]] | None = None
        self.number = 0
        head = table.rows[columns.header].cells if columns.header >= 0 else []
        self.titles = frozenset(cell.text.strip().lower() for cell in head) - {""}
        self.others = self._others()
        self.mixed = _was_mixed(table.rows[columns.header + 1 :], columns.place["date"])

    def entries(self) -> list[Entry]:
        found: list[Entry] = []
        for row in self.table.rows[self.columns.header + 1 :]:
            entry = self._row(row)
            if entry is not None:
                found.append(entry)
                self.last = entry
        return found

    def _row(self, row: Row) -> Entry | None:
        own = row.own()
        if not own or self._is_header_again(row) or self._is_other(own):
            return None
        if self._is_heading(row, own):
            return None
        date_cell, event_cell = row.at(self.place["date"]), row.at(self.place["event"])
        spans_both = date_cell is event_cell and date_cell.wide > 1
        if spans_both:  # a bar across the table: a title or a remark
            return None
        text = event_cell.text.strip()
        if self.columns.more:
            told = [text, *(row.at(column).text.strip() for column in self.columns.more)]
            text = "\n".join(dict.fromkeys(filter(None, told)))
        other = self._other(row)
        if not text and event_cell.merged_with is not None and self.last is not None:
            self._add_to_last(other)
            return None
        if not text:
            text = " ".join(
                other.get(name, "") for name in ("action", "comment", "voice", "category") if other.get(name)
            )
        when, why, carried = self._when(row, date_cell)
        if not text:
            if when.earliest is not None and not when.blank:
                self.above, self.last_when = when.earliest, (when, date_cell.text.strip(), why)
            return None
        self.number += 1
        if row.hidden:
            why.append("hidden_row")
        if not self.table.hidden_columns.isdisjoint({self.place["date"], self.place["event"]}):
            why.append("hidden_column")
        if self.table.hidden:
            why.append("hidden_sheet")
        written = date_cell.text.strip() or (
            date_cell.merged_with.text.strip() if date_cell.merged_with else ""
        )
        return Entry(
            self.table.name, self.number, written, when, text, other, list(dict.fromkeys(why)), carried
        )

    # The date ------------------------------------------------------------------------------------------

    def _when(self, row: Row, cell: Cell) -> tuple[When, list[str], str]:
        when = self._said(cell)
        at, wrong_time = self._time(row)
        why = list(when.why)
        carried = ""
        if when.blank:
            own_time = when.time
            if self.last_when is None:
                when, why = replace(when, uncertain=True), [*why, "date_missing"]
            else:
                above, carried, above_why = self.last_when
                when = replace(above, time=own_time, blank=False)
                why = [*above_why, *why]
        else:
            if when.earliest is not None:
                self.above = when.earliest
            self.last_when = (when, cell.text.strip(), [one for one in why if one != "impossible_time"])
        when = self._ended(row, when)
        if wrong_time:
            why.append("impossible_time")
        if at is None or at == when.time:
            return when, why, carried
        return when.at(at), why, carried

    def _said(self, cell: Cell) -> When:
        if cell.error:
            return When(why=("formula_error",), uncertain=True)
        value = cell.value
        if isinstance(value, datetime):
            on = value.date()
            why = ["mixed_date_import"] * self.mixed
            why += ["future_date"] * bool(self.returned and on > self.returned)
            at = value.time().replace(second=0, microsecond=0)
            return When(on, on, time=at if at != time(0) else None, why=tuple(why))
        if isinstance(value, time):
            return replace(BLANK, time=value)
        context = Context(self.above, self.year, self.month, self.returned)
        if isinstance(value, float):
            return self._number(value, context)
        when = read_date(cell.text, context)
        return self._number(float(cell.text.strip()), context) if "bare_serial" in when.why else when

    def _number(self, value: float, context: Context) -> When:
        if 1900 <= value <= 2100 and value.is_integer():
            return read_date(f"{value:.0f}", context)
        moment = from_serial(value, since_1904=self.table.since_1904)
        if isinstance(moment, datetime) and 1900 < moment.year <= 2100 and value > 366:
            on = moment.date()
            future = bool(self.returned and on > self.returned)
            return When(on, on, why=("bare_serial", *["future_date"] * future))
        return read_date(f"{value:.15g}", context)

    def _ended(self, row: Row, when: When) -> When:
        """With a column for the last day: until then."""
        column = self.place.get("to")
        if column is None or when.latest is None or not row.at(column):
            return when
        ended = self._said(row.at(column))
        if ended.latest is not None and ended.latest >= when.latest:
            return replace(when, latest=ended.latest, uncertain=when.uncertain or ended.uncertain)
        return when

    def _time(self, row: Row) -> tuple[time | None, bool]:
        column = self.place.get("time")
        if column is None:
            return None, False
        cell = row.at(column)
        if cell is row.at(
            self.place["date"]
        ):  # one cell over both columns: the date has been read with its time
            return None, False
        if isinstance(cell.value, time):
            return cell.value.replace(second=0, microsecond=0), False
        if isinstance(cell.value, datetime):
            return cell.value.time().replace(second=0, microsecond=0), False
        if isinstance(cell.value, float):
            moment = from_serial(cell.value) if cell.value < 1 else None
            if isinstance(moment, time):
                return moment.replace(second=0, microsecond=0), False
            return times.read_time(f"{cell.value:04.0f}" if cell.value.is_integer() else f"{cell.value:.2f}")
        return times.read_time(fold(cell.text))

    # Rows that are no events -----------------------------------------------------------------------------

    def _is_header_again(self, row: Row) -> bool:
        if self.titles.isdisjoint([cell.text.strip().lower() for cell in row.cells]):
            return False
        titles = [plain(cell.text) for cell in row.cells]
        said = {title for title in titles if title}
        known = {title for title in self.columns.titles if title}
        return len(said) >= 2 and len(said & known) >= max(2, 0.6 * len(said))

    def _is_heading(self, row: Row, own: Sequence[Cell]) -> bool:
        if len(own) != 1:
            return False
        cell = own[0]
        said = fold(cell.text)
        found = _HEADING.fullmatch(said)
        if isinstance(cell.value, float) and 1900 <= cell.value <= 2100 and cell.value.is_integer():
            self.year, self.month = int(cell.value), None
        elif found and (not found["month"] or _month(found["month"])):
            self.year, self.month = int(found["year"]), _month(found["month"] or "")
        elif self.year is not None and _month(said):
            self.month = _month(said)
        else:  # alone in the column of events it is one; alone in that of dates, the rows below share it
            own_column = cell in (row.at(self.place["event"]), row.at(self.place["date"]))
            return not (own_column and cell.wide == 1)
        self.last_when = None
        self.above = None
        return True

    def _is_other(self, own: Sequence[Cell]) -> bool:
        """Guidance, an example, or a total."""
        if len(own) <= 2 and _TOTAL.fullmatch(fold(own[0].text)):
            return True
        said = [cell.text.lower() for cell in own if len(cell.text) < LONGEST_GUIDANCE]
        if any(("example" in one or "delete" in one) and _EXAMPLE.search(one) for one in said):
            return True
        if own[0].value is not None or read_date(own[0].text).earliest is not None:
            return False
        return bool(said and _PERHAPS_EXAMPLE.search(said[0])) or any(
            _GUIDANCE.search(one) for one in said[:3]
        )

    # The rest --------------------------------------------------------------------------------------------

    def _other(self, row: Row) -> dict[str, str]:
        event = row.at(self.place["event"])
        found: dict[str, str] = {}
        for name, column in self.others:
            cell = row.at(column)
            if cell is not event and (text := cell.text.strip()):
                found.setdefault(name, text)
        return found

    def _others(self) -> list[tuple[str, int]]:
        """The further columns and their names: first those that are known, then by their titles."""
        named = [
            (name, column)
            for name, column in self.place.items()
            if name not in {"date", "time", "to", "event"} and column not in self.table.hidden_columns
        ]
        known = self.table.hidden_columns | set(self.place.values()) | set(self.columns.more)
        titles = enumerate(self.columns.titles)
        return named + [(title, column) for column, title in titles if title and column not in known]

    def _add_to_last(self, other: dict[str, str]) -> None:
        if self.last is not None:
            said = self.last.other
            for name, words in other.items():
                said[name] = "\n".join(filter(None, [said.get(name), words]))


def _was_mixed(rows: Sequence[Row], column: int) -> bool:
    """Whether the dates went through an American import: all real dates have a day up to 12, and every day
    above that stands there as text.
    """
    real = [cell.value.day for row in rows if isinstance((cell := row.at(column)).value, datetime)]
    if len(real) < 2 or max(real) > 12:
        return False
    texts = [
        found
        for row in rows
        if (cell := row.at(column)).value is None and (found := _BIG_DAY.match(cell.text))
    ]
    big = [found for found in texts if int(found[1]) > 12 or int(found[2]) > 12]
    return len(big) >= 2


def _month(word: str) -> int | None:
    return MONTHS.get(word.rstrip("."))
