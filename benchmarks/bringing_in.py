"""Bringing in 20,000 actions, beside the usual way: one `full_clean` and `save` for each row, in one run.

    python benchmarks/bringing_in.py [rows]
    SAFEGUARDING_DATABASE=postgresql://… python benchmarks/bringing_in.py [rows]

Both validate each row and write it with the first step of its story, in one transaction on the same database:
a new SQLite file at full durability, or the empty PostgreSQL database that is named. The list and the source
stand ready before the clock starts. What is printed is rows a second of each, and the ratio: never one alone.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

ROUNDS = 7


def main() -> None:
    """Time both in turn, and print medians and their ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings", "SAFEGUARDING_MODE": "test",
            "SAFEGUARDING_VAR": folder,
        }  # fmt: skip
        os.environ.setdefault("SAFEGUARDING_DATABASE", str(Path(folder) / "bench.sqlite3"))
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        usual_rows = max(rows // 20, 200)
        _timed(_ours, 50), _timed(_usual, 50)  # the first of each also loads what it needs
        ours, usual = [], []
        for _ in range(ROUNDS):
            ours.append(rows / _timed(_ours, rows))
            usual.append(usual_rows / _timed(_usual, usual_rows))
        ratio = statistics.median(o / u for o, u in zip(ours, usual, strict=True))
        sys.stdout.write(
            json.dumps(
                {
                    "database": connection.vendor,
                    "rows": rows,
                    "ours, rows a second": round(statistics.median(ours)),
                    "full_clean and save, rows a second": round(statistics.median(usual)),
                    "ratio": round(ratio, 1),
                },
                indent=2,
            )
            + "\n"
        )


def _timed(do, rows: int) -> float:  # type: ignore[no-untyped-def]  # a function of this file
    from django.db import transaction

    sheet = _sheet(rows)
    with transaction.atomic():
        world = _world()
        began = perf_counter()
        do(sheet, *world)
        took = perf_counter() - began
        transaction.set_rollback(True)
    return took


def _sheet(rows: int) -> list[list[str]]:
    day = date(2026, 1, 5)
    head = ["No", "Recommendation", "Action", "Lead agency", "Owner", "Due date", "Status", "Progress"]
    return [
        head,
        *(
            [f"A{n}", "Plans name who does what.", f"Put name {n} on every plan.", "Larkfield NHS Trust",
             "Named nurse", (day + timedelta(days=n % 900)).strftime("%d/%m/%Y"),
             ("Complete", "In progress", "Not started")[n % 3], "Two wards done."]
            for n in range(rows)
        ),
    ]  # fmt: skip


def _world():  # type: ignore[no-untyped-def]  # a partnership, an agency, a seat and a source
    from safeguarding.improvements.actions import note_source
    from safeguarding.people.acting import Acting
    from safeguarding.people.actions import add_agency, found_partnership, give_seat
    from safeguarding.statute.terms import AgencyType, LearningSource, Level, Role

    home = found_partnership(
        name="Bench", short_name="Bench", slug="bench", profile="barnet", email="b@b.example", telephone="1"
    )
    agency = add_agency(
        partnership=home, kind=AgencyType.ACUTE_TRUST, name="Larkfield NHS Trust", email="l@l.example"
    )
    seat = give_seat(by=None, partnership=home, email="m@b.example", name="M", role=Role.PARTNERSHIP_MANAGER,
                     since=date(2020, 1, 1), invited=False)  # fmt: skip
    by = Acting(seat, Level.TOTP)
    source = note_source(by=by, kind=LearningSource.AUDIT, title="Bench", dated=date(2026, 1, 1))
    return by, agency, source


def _ours(sheet, by, _, source) -> None:  # type: ignore[no-untyped-def]  # what `_sheet` and `_world` give
    from safeguarding.improvements.actions.lists import known_to, write_down
    from safeguarding.improvements.bringing import find_columns, read_lines

    report = read_lines(sheet, find_columns(sheet), known_to(source.partnership, source), date(2026, 11, 27))
    assert not report.wrong, report.wrong[0].problems  # noqa: S101 - a benchmark that reads nothing measures nothing
    write_down(report.right, source, by=by)
    assert source.actions.count() == len(sheet) - 1  # noqa: S101 - as above


def _usual(sheet, by, agency, source) -> None:  # type: ignore[no-untyped-def]  # as above
    from safeguarding.improvements.models import Action, Step

    for number, row in enumerate(sheet[1:], start=1):
        day, month, year = (int(part) for part in row[5].split("/"))
        action = Action(
            partnership=source.partnership, source=source, number=number, called=row[0], finding=row[1],
            what=row[2], agency=agency, owner=row[4], due=date(year, month, day), intended_change="x",
            noted_by=by.seat, noted_on=by.today,
        )  # fmt: skip
        action.full_clean()
        action.save()
        step = Step(action=action, kind="brought_in", on=by.today, words=row[7], seat=by.seat, capacity="x")
        step.full_clean()
        step.save()


if __name__ == "__main__":
    main()
