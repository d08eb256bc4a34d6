"""The first screen of a large composite: 60 agencies × 1,000 events, as the chair opens it.

    uv run --group benchmarks python -m benchmarks.composite [events for each agency]

Ours: the whole page, from the request to its last byte, in this process. Beside it, in the same run: the
limit of 0.5 s of server time, and the same hundred rows read and decrypted with nothing else, which no
page can undercut. The number of queries is printed for a small case and for the large one.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

LIMIT = 0.5
ROUNDS = 7
AGENCIES = 60


def main() -> None:
    """Build, time, print."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    os.environ |= {
        "SAFEGUARDING_MODE": "test",
        "SAFEGUARDING_VAR": tempfile.mkdtemp(),
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings",
    }
    os.environ["SAFEGUARDING_DATABASE"] = str(Path(os.environ["SAFEGUARDING_VAR"]) / "composite.sqlite3")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from django.test.utils import setup_test_environment

    setup_test_environment()
    case, cast = _case()
    _fill(case, 20, AGENCIES, 1)
    few = _opened(case, cast, 1)
    _fill(case, each, AGENCIES, 2)
    whole = _opened(case, cast, ROUNDS)
    rows = _rows(case)
    took = statistics.median(whole[0])
    for line in (
        f"{AGENCIES} agencies × {each} events: the first screen in {took:.3f} s; "
        f"limit {LIMIT} s, ratio {took / LIMIT:.2f}",
        f"The same hundred rows read and decrypted alone: {rows:.3f} s, ratio {took / rows:.1f}",
        f"Queries: {few[1]} with {AGENCIES * 20} events, {whole[1]} with {AGENCIES * (each + 20)}",
    ):
        sys.stdout.write(line + "\n")


def _case():  # type: ignore[no-untyped-def]  # a benchmark's own helper
    from tests.cases.builders import notified_case
    from tests.people.cast import make_cast

    cast = make_cast()
    return notified_case(cast), cast


def _fill(case, each, agencies, round_):  # type: ignore[no-untyped-def]  # a benchmark's own helper
    from django.utils import timezone

    from safeguarding.chronology.models import Event, Paper, sort_key
    from safeguarding.people.actions import add_agency
    from safeguarding.people.models import Agency
    from safeguarding.statute.terms import AgencyType

    cast_seat = case.referral.seat
    now = timezone.now()
    for number in range(agencies):
        name = f"Charity {number:02d}"
        agency = Agency.objects.filter(names__name=name, partnership=case.partnership).first() or add_agency(
            partnership=case.partnership, kind=AgencyType.CHARITY_VCS, name=name, email=f"c{number}@c.example"
        )
        paper = Paper.objects.create(
            case=case, agency=agency, given_by=cast_seat, given_at=now, checked_by=cast_seat, checked_at=now,
            released_by=cast_seat, released_at=now,
        )  # fmt: skip
        events = []
        for row in range(each):
            day = date(2023, 1, 1) + timedelta(days=(row * 7 + number * 13 + round_) % 1200)
            said = {
                "container": "table 1", "row": row + 1, "date": f"{day:%d/%m/%Y}", "carried": "",
                "text": f"Row {row}: a visit to Tobias Quillfeather; he was seen and said little. " * 2,
                "other": {"action": "Next visit agreed.", "source": "Case notes"},
                "read": {"earliest": f"{day}", "latest": f"{day}", "time": None, "uncertain": False},
            }  # fmt: skip
            events.append(
                Event(
                    paper=paper,
                    case=case,
                    agency=agency,
                    number=row + 1,
                    said=said,
                    earliest=day,
                    latest=day,
                    sorts=sort_key(day, None, None, paper.pk, row + 1),
                )
            )
        Event.objects.bulk_create(events, batch_size=500)


def _opened(case, cast, rounds):  # type: ignore[no-untyped-def]  # a benchmark's own helper
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.people.cast import signed_in

    browser = signed_in(cast.chair)
    where = f"/cases/{case.reference}/chronology/"
    browser.get(where)
    times = []
    for _ in range(rounds):
        began = perf_counter()
        answer = browser.get(where)
        times.append(perf_counter() - began)
        assert answer.status_code == 200  # noqa: S101 - a page that fails is not timed
    with CaptureQueriesContext(connection) as counted:
        browser.get(where)
    return times, len(counted)


def _rows(case):  # type: ignore[no-untyped-def]  # a benchmark's own helper
    from safeguarding.chronology.models import Event

    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        list(Event.objects.filter(case=case).order_by("sorts")[:100])
        times.append(perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
