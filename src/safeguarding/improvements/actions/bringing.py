"""Bringing in a list of actions that a partnership keeps already: all of it at once, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from safeguarding.documents.actions import keep_upload
from safeguarding.documents.models import new_reference
from safeguarding.documents.queries import read
from safeguarding.documents.sheet import Table, tables
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.improvements.access import may_in
from safeguarding.improvements.actions.inserting import insert
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


def report_on(batch: Batch, source: Source | None, table: Table | None = None) -> Report:
    """Row by row: what can be brought in, what cannot and why, and what was doubtful. Whoever has read the
    kept file already, which never changes, gives its table.
    """
    table = table or table_of(batch)
    return read_lines(
        table.rows,
        columns_of(batch, table),
        known_to(batch.partnership, source),
        timezone.localdate(),
        table.merged,
    )


@transaction.atomic
def bring_in_actions(
    *, by: Acting, batch: Batch, source: Source, leave_out_wrong: bool, table: Table | None = None
) -> Batch:
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
    report = report_on(batch, source, table)
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
    """Add the rows as actions, all in one statement, each with the first step of its story."""
    before = source.actions.aggregate(last=Max("number"))["last"] or 0
    today, mine, numbers = by.today, by.seat.pk, range(before + 1, before + len(lines) + 1)
    insert(
        Action,
        {
            "partnership_id": source.partnership_id, "source_id": source.pk, "noted_by_id": mine,
            "noted_on": today, "accepted_on": today,
            "themes": [], "kind": "", "resource": "", "evidence_wanted": "", "difference": 0,
            "challenge": "", "check_waived": "", "reopened": 0, "difference_words": "",
        },
        {
            "short": [new_reference() for _ in lines],
            "number": numbers,
            "called": [line.called for line in lines],
            "finding": [line.finding for line in lines],
            "what": [line.what for line in lines],
            "agency_id": [line.agency for line in lines],
            "owner": [line.owner for line in lines],
            "begins": [line.begins for line in lines],
            "due": [line.due for line in lines],
            "measure": [line.measure for line in lines],
            "intended_change": [line.intended_change for line in lines],
            "news_on": [today if line.progress else None for line in lines],
            "done_on": [line.done_on if line.done else None for line in lines],
            "done_said_by_id": [mine if line.done else None for line in lines],
        },
    )  # fmt: skip
    keys = dict(source.actions.filter(number__gt=before).values_list("number", "pk"))
    insert(
        Step,
        {
            "kind": Step.Kind.BROUGHT_IN.value, "on": today, "seat_id": mine, "capacity": by.capacity,
            "at": timezone.now(),
        },
        {"action_id": [keys[number] for number in numbers], "words": [_story(line) for line in lines]},
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
    return "\n".join([title + text for title, text in parts if text])


def _key(words: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words.lower()).split())
