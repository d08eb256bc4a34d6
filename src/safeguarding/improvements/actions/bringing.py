"""Bringing in a list of actions that a partnership keeps already: all of it at once, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Max
from django.utils import timezone

from safeguarding.documents.actions import keep_upload
from safeguarding.documents.models import new_reference
from safeguarding.documents.queries import read
from safeguarding.documents.sheet import Table, tables
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.improvements.access import may_in
from safeguarding.improvements.actions.writing import record
from safeguarding.improvements.bringing import Columns, Known, Line, Report, find_columns, read_lines
from safeguarding.improvements.bringing.rows import short_form
from safeguarding.improvements.models import Action, Batch, Source, Step
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AgencyType

KINDS = ("xlsx", "csv")
AT_ONCE = 20_000
EVERYDAY = {
    AgencyType.POLICE_FORCE: ("police",),
    AgencyType.LOCAL_AUTHORITY_CSC: ("social care", "children s social care", "children s services", "csc"),
    AgencyType.ICB: ("icb",),
    AgencyType.GP_PRIMARY_CARE: ("gp", "gps"),
}
"""What people call an agency of a kind of which there is one."""


def begin_batch(*, by: Acting, name: str, data: bytes) -> Batch:
    """Keep the file as it came, and find its columns. Nothing of it is an action yet."""
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
    table = _table(file.name.rpartition(".")[2].lower(), data)
    columns = find_columns(table.rows)
    with transaction.atomic():
        return Batch.objects.create(
            partnership=by.partnership, file=file, name=file.name, begun_by=by.seat,
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
    return Columns(header, titles, {name: int(at) for name, at in batch.columns.get("place", {}).items()})


def table_of(batch: Batch) -> Table:
    """The table in the kept file."""
    kind = "csv" if batch.file.content_type == CONTENT_TYPES["csv"] else "xlsx"
    return _table(kind, read(batch.file))


def report_on(batch: Batch, source: Source | None) -> Report:
    """Row by row: what can be brought in, what cannot and why, and what was doubtful."""
    table = table_of(batch)
    return read_lines(
        table.rows,
        columns_of(batch, table),
        known_to(batch.partnership, source),
        timezone.localdate(),
        table.merged,
    )


@transaction.atomic
def bring_in_actions(*, by: Acting, batch: Batch, source: Source, leave_out_wrong: bool) -> Batch:
    """Bring the whole list in under a source, as it stands in the file: exactly once, all or nothing.

    Raises NotAllowed while a row cannot be read, unless those rows are to be left out.
    """
    demand(may_in(by, Act.IMPORT_ACTIONS, batch.partnership))
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    _demand_open(batch)
    if source.partnership_id != batch.partnership_id or source.case_id is not None:
        raise NotAllowed(
            Refused("another_source", "That source is not for this list.", "Choose one without a case.")
        )
    Source.objects.select_for_update().get(pk=source.pk)
    report = report_on(batch, source)
    if report.wrong and not leave_out_wrong:
        raise NotAllowed(
            Refused(
                "rows_wrong", f"{len(report.wrong)} rows cannot be brought in as they are.",
                "Mend them in your file and upload it again, or tick that they are left out.",
            )
        )  # fmt: skip
    lines = report.right
    if not lines:
        raise NotAllowed(Refused("no_rows", "There is no row to bring in.", "Check which column is which."))
    if len(lines) > AT_ONCE:
        raise NotAllowed(
            Refused(
                "too_many", f"That is more than {AT_ONCE} actions.", "Split the list, and bring in the parts."
            )
        )
    write_down(lines, source, by=by)
    batch.source, batch.count, batch.brought_in_at = source, len(lines), timezone.now()
    batch.save(update_fields=["source", "count", "brought_in_at"])
    record(
        "bring_in_actions", by=by, partnership=batch.partnership, case=None,
        on={"batch": batch.short, "source": source.short, "file": batch.file.reference,
            "sha256": batch.file.sha256, "count": str(len(lines))},
    )  # fmt: skip
    return batch


def write_down(lines: Sequence[Line], source: Source, *, by: Acting) -> None:
    """Add the rows as actions, many in one statement, each with the first step of its story."""
    before = source.actions.aggregate(last=Max("number"))["last"] or 0
    today = by.today
    first = {
        "partnership_id": source.partnership_id, "source_id": source.pk, "noted_by_id": by.seat.pk,
        "noted_on": today,
        "themes": [], "kind": "", "resource": "", "evidence_wanted": "", "difference": 0,
        "challenge": "", "check_waived": "", "reopened": 0, "difference_words": "",
    }  # fmt: skip
    _insert(
        Action,
        (
            {
                **first,
                "short": new_reference(),
                "number": before + place,
                "called": line.called,
                "finding": line.finding,
                "what": line.what,
                "agency_id": line.agency,
                "owner": line.owner,
                "begins": line.begins,
                "due": line.due,
                "measure": line.measure,
                "intended_change": line.intended_change,
                "accepted_on": today,
                "news_on": today if line.progress else None,
                "done_on": line.done_on if line.done else None,
                "done_said_by_id": by.seat.pk if line.done else None,
            }
            for place, line in enumerate(lines, start=1)
        ),
    )
    keys = dict(source.actions.filter(number__gt=before).values_list("number", "pk"))
    now = timezone.now()
    _insert(
        Step,
        (
            {
                "action_id": keys[before + place], "kind": Step.Kind.BROUGHT_IN.value, "on": today,
                "words": _story(line), "seat_id": by.seat.pk, "capacity": by.capacity, "at": now,
            }
            for place, line in enumerate(lines, start=1)
        ),
    )  # fmt: skip


def known_to(partnership: Partnership, source: Source | None) -> Known:
    """The partnership's agencies by every name that they have had, and in short; and the numbers in use."""
    today = timezone.localdate()
    live: dict[str, int] = {}
    gone: dict[str, str] = {}
    short: dict[str, set[int]] = {}
    called: dict[int, str] = {}
    for agency in partnership.agencies.prefetch_related("names"):
        names = [one.name for one in agency.names.all()] or [agency.get_kind_display()]
        for name in names:
            key = _key(name)
            if agency.active_until and agency.active_until < today:
                gone[key] = name
                continue
            live[key] = agency.pk
            for form in (short_form(name), "".join(word[0] for word in key.split())):
                if len(form) > 2:
                    short.setdefault(form, set()).add(agency.pk)
        if agency.pk in live.values():
            called[agency.pk] = agency.name_on(today)
            for form in EVERYDAY.get(AgencyType(agency.kind), ()):
                short.setdefault(form, set()).add(agency.pk)
    for form, found in short.items():
        if len(found) == 1:
            live.setdefault(form, next(iter(found)))
    numbers = source.actions.exclude(called="").values_list("called", flat=True) if source else []
    return Known(live, gone, frozenset(number.casefold() for number in numbers), called)


def _table(kind: str, data: bytes) -> Table:
    found = tables(kind, data)
    if not found:
        raise NotAllowed(
            Refused("empty_table", "The file holds no table.", "Check that it is the right file.")
        )
    return max(found, key=lambda table: (len(find_columns(table.rows).place), len(table.rows)))


def _demand_open(batch: Batch) -> None:
    if batch.brought_in_at is not None:
        raise NotAllowed(
            Refused(
                "brought_in", "This list has been brought in already.", "Its actions stand on the register."
            )
        )


def _story(line: Line) -> str:
    parts = (
        ("", line.progress), ("Recommendation: ", line.recommendation), ("Evidence: ", line.evidence),
        ("Impact: ", line.impact), ("", " ".join(line.doubts)),
    )  # fmt: skip
    return "\n".join(f"{title}{text}" for title, text in parts if text)


def _key(words: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words.lower()).split())


def _insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows with one prepared statement: `bulk_create` builds an object for each, which takes most of the
    time.

    Texts and numbers go in as they are; other values are prepared by the model's own field, the same one only
    once. A column that is not named takes NULL, so that one forgotten here fails on its constraint.
    """
    listed = list(rows)
    if not listed:
        return
    database = connections["default"]
    columns = [model._meta.get_field(name.removesuffix("_id")) for name in listed[0]]
    names = ", ".join(f'"{column.column}"' for column in columns)  # type: ignore[union-attr]  # all have one
    marks = ", ".join(["%s"] * len(columns))
    once: dict[tuple[int, str], Any] = {}

    def prepared(place: int, value: Any) -> Any:
        if value is None or type(value) in {str, int}:
            return value
        key = (place, repr(value))
        if key not in once:
            once[key] = columns[place].get_db_prep_save(value, database)  # type: ignore[union-attr]  # a field
        return once[key]

    with database.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})',  # noqa: S608 - our own names
            [[prepared(place, value) for place, value in enumerate(row.values())] for row in listed],
        )
