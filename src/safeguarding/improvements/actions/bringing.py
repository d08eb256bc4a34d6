"""Bringing in a list that a partnership keeps already: all of it at once, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from safeguarding.documents.actions import keep_upload
from safeguarding.documents.queries import read
from safeguarding.documents.sheet import Table, tables
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.improvements.access import may_in
from safeguarding.improvements.actions.lists import known_reviews, known_to, write_down, write_down_reviews
from safeguarding.improvements.actions.writing import record
from safeguarding.improvements.bringing import (
    ACTIONS,
    REVIEWS,
    Columns,
    Report,
    Shape,
    find_columns,
    read_lines,
    read_reviews,
)
from safeguarding.improvements.bringing.rows import Row
from safeguarding.improvements.models import Batch, Source
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.ui.words import plural

R = TypeVar("R", bound=Row)
SHAPES: Mapping[str, Shape] = {Batch.Brings.ACTIONS: ACTIONS, Batch.Brings.REVIEWS: REVIEWS}
KINDS = ("xlsx", "csv")
AT_ONCE = 20_000


def begin_batch(*, by: Acting, name: str, data: bytes, brings: Batch.Brings = Batch.Brings.ACTIONS) -> Batch:
    """Keep the file as it came, and find its columns. Nothing of it has come in yet."""
    demand(may_in(by, Act.IMPORT_ACTIONS, by.partnership))
    if name.rpartition(".")[2].lower() not in KINDS:
        raise NotAllowed(
            Refused(
                "not_a_table", f"“{name}” is not an Excel workbook or a CSV file.",
                "Save the list as .xlsx or .csv, then upload that.",
            )
        )  # fmt: skip
    stream = by.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    file = keep_upload(by=by, stream=stream, name=name, data=data)
    table = _table(file.name.rpartition(".")[2].lower(), data, SHAPES[brings])
    columns = find_columns(table.rows, SHAPES[brings])
    with transaction.atomic():
        return Batch.objects.create(
            partnership=by.partnership, brings=brings.value, file=file, name=file.name, begun_by=by.seat,
            columns={"header": columns.header, "place": dict(columns.place)},
        )  # fmt: skip


@transaction.atomic
def match_columns(*, by: Acting, batch: Batch, place: Mapping[str, int]) -> Batch:
    """Say which column is which, where we guessed wrong."""
    demand(may_in(by, Act.IMPORT_ACTIONS, batch.partnership))
    _demand_open(batch)
    batch.columns = {**batch.columns, "place": dict(place)}
    batch.save(update_fields=["columns"])
    return batch


def columns_of(batch: Batch, table: Table) -> Columns:
    """The columns as they are matched now."""
    header = int(batch.columns.get("header", 0))
    titles = tuple(table.rows[header]) if header < len(table.rows) else ()
    place = {name: int(at) for name, at in batch.columns.get("place", {}).items()}
    return Columns(header, titles, place, SHAPES[batch.brings])


def table_of(batch: Batch) -> Table:
    """The table in the kept file."""
    kind = "csv" if batch.file.content_type == CONTENT_TYPES["csv"] else "xlsx"
    return _table(kind, read(batch.file), SHAPES[batch.brings])


def report_on(batch: Batch, source: Source | None, table: Table | None = None) -> Report[Any]:
    """Row by row: what can be brought in, what cannot and why, and what was doubtful. Whoever has read the
    kept file already, which never changes, gives its table.
    """
    table, today = table or table_of(batch), timezone.localdate()
    columns = columns_of(batch, table)
    if batch.brings == Batch.Brings.REVIEWS:
        return read_reviews(table.rows, columns, known_reviews(batch.partnership), today, table.merged)
    return read_lines(table.rows, columns, known_to(batch.partnership, source), today, table.merged)


@transaction.atomic
def bring_in_actions(
    *, by: Acting, batch: Batch, source: Source, leave_out_wrong: bool, table: Table | None = None
) -> Batch:
    """Bring the whole list in under a source, as it stands in the file: exactly once, all or nothing.

    Raises NotAllowed while a row cannot be read, unless those rows are to be left out.
    """
    batch = _to_bring_in(batch, Batch.Brings.ACTIONS, by=by)
    if source.partnership_id != batch.partnership_id or source.case_id is not None:
        raise NotAllowed(
            Refused("another_source", "That source is not for this list.", "Choose one without a case.")
        )
    Source.objects.select_for_update().get(pk=source.pk)
    lines = _right(report_on(batch, source, table), leave_out_wrong=leave_out_wrong)
    write_down(lines, source, by=by)
    batch.source = source
    return _brought_in(batch, "bring_in_actions", len(lines), by=by, on={"source": source.short})


@transaction.atomic
def bring_in_reviews(*, by: Acting, batch: Batch, leave_out_wrong: bool, table: Table | None = None) -> Batch:
    """Bring in a whole list of serious case reviews as sources to learn from: exactly once, all or nothing.

    Two lists of one partnership wait for each other, so that neither brings in what the other just has.
    Raises NotAllowed as for actions.
    """
    Partnership.objects.select_for_update().get(pk=batch.partnership_id)
    batch = _to_bring_in(batch, Batch.Brings.REVIEWS, by=by)
    lines = _right(report_on(batch, None, table), leave_out_wrong=leave_out_wrong)
    write_down_reviews(lines, batch.partnership, by=by)
    return _brought_in(batch, "bring_in_reviews", len(lines), by=by, on={})


def _to_bring_in(batch: Batch, brings: Batch.Brings, *, by: Acting) -> Batch:
    """The list as it stands now, held until the end, if it is theirs to bring in as what it is."""
    demand(may_in(by, Act.IMPORT_ACTIONS, batch.partnership))
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    _demand_open(batch)
    if batch.brings != brings:
        raise NotAllowed(
            Refused(
                "another_kind", f"This is not a list of {brings.label}s.", "Begin again with the right page."
            )
        )
    return batch


def _right(report: Report[R], *, leave_out_wrong: bool) -> list[R]:
    """The rows to bring in, or why none is."""
    if report.wrong and not leave_out_wrong:
        whose = "it is" if len(report.wrong) == 1 else "they are"
        raise NotAllowed(
            Refused(
                "rows_wrong", f"{plural(len(report.wrong), 'row')} cannot be brought in as {whose}.",
                "Mend them in your file and upload it again, or tick that they are left out.",
            )
        )  # fmt: skip
    lines = report.right
    if not lines:
        raise NotAllowed(Refused("no_rows", "There is no row to bring in.", "Check which column is which."))
    if len(lines) > AT_ONCE:
        raise NotAllowed(
            Refused(
                "too_many", f"That is more than {AT_ONCE} rows.", "Split the list, and bring in the parts."
            )
        )
    return lines


def _brought_in(batch: Batch, act: str, count: int, *, by: Acting, on: dict[str, str]) -> Batch:
    batch.count, batch.brought_in_at = count, timezone.now()
    batch.save(update_fields=["source", "count", "brought_in_at"])
    record(
        act, by=by, partnership=batch.partnership, case=None,
        on={"batch": batch.short, **on, "file": batch.file.reference, "sha256": batch.file.sha256,
            "count": str(count)},
    )  # fmt: skip
    return batch


def _table(kind: str, data: bytes, shape: Shape) -> Table:
    found = tables(kind, data)
    if not found:
        raise NotAllowed(
            Refused("empty_table", "The file holds no table.", "Check that it is the right file.")
        )
    return max(found, key=lambda table: (len(find_columns(table.rows, shape).place), len(table.rows)))


def _demand_open(batch: Batch) -> None:
    if batch.brought_in_at is not None:
        raise NotAllowed(
            Refused("brought_in", "This list has been brought in already.", "What came of it is here.")
        )
