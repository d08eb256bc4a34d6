"""Computing who is reminded of 10,000 due things, beside asking thing by thing, in one run.

    python -m benchmarks.reminding [things]
    SAFEGUARDING_DATABASE=postgresql://… python -m benchmarks.reminding [things]

Ours: `digests`, for everybody at once. The usual way: each thing that is due, then who may see its case (the
query that every letter about a case asks), as a job that loops over due rows does; a twentieth is timed and
multiplied. Ten partnerships of twenty people, on a new SQLite file or the empty PostgreSQL database that is
named. What is printed is the time and the number of queries of both, and the ratio: never one alone.
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

ROUNDS = 3
PARTNERSHIPS = 10
CASES = 10
SHARE = 20
"""Of how many things one is asked after in the usual way."""
TODAY = date(2026, 12, 3)


def main() -> None:
    """Time both in turn, and print medians and their ratio."""
    things = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
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

        from safeguarding.record import rows

        call_command("migrate", verbosity=0)
        with rows.scope("all"):
            _world(things)
            _timed(_ours), _timed(_usual)  # the first of each also loads what it needs
            ours, usual = [], []
            for _ in range(ROUNDS):
                ours.append(_timed(_ours))
                usual.append(SHARE * _timed(_usual))
            people, queries = _counted(_ours)
            _, usual_queries = _counted(_usual)
        took, usually = statistics.median(ours), statistics.median(usual)
        sys.stdout.write(
            json.dumps(
                {
                    "database": connection.vendor,
                    "things": things,
                    "people reminded": people,
                    "ours, seconds": round(took, 2),
                    "ours, queries": queries,
                    "thing by thing, seconds": round(usually, 1),
                    "thing by thing, queries": SHARE * usual_queries,
                    "ratio": round(statistics.median(u / o for o, u in zip(ours, usual, strict=True)), 1),
                },
                indent=2,
            )
            + "\n"
        )


def _timed(do) -> float:  # type: ignore[no-untyped-def]  # a function of this file
    began = perf_counter()
    do()
    return perf_counter() - began


def _counted(do) -> tuple[int, int]:  # type: ignore[no-untyped-def]  # a function of this file
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        people = do()
    return people, len(asked)


def _ours() -> int:
    from safeguarding.cases.queries.reminding import digests

    return len(digests(TODAY))


def _usual() -> int:
    from safeguarding.cases.models import Deadline
    from safeguarding.cases.queries import people_who_see
    from safeguarding.cases.reminders import reminding_of
    from safeguarding.statute.reminding import in_digest
    from safeguarding.statute.terms import Role

    told = set()
    due = Deadline.objects.filter(met_on__isnull=True, case__closed=False, kind="plan_draft")
    due = due.select_related("case__partnership")
    for line in due.order_by("pk")[: due.count() // SHARE]:
        if in_digest(reminding_of(line.case.partnership).plan(line.force), line.due_on, None, TODAY):
            told |= {person.pk for person in people_who_see(line.case, {Role(line.owner)})}
    return len(told)


def _world(things: int) -> None:
    from tests.cases.builders import answers

    from safeguarding.cases.actions.referral import refer
    from safeguarding.cases.models import Deadline
    from safeguarding.people.acting import Acting
    from safeguarding.people.actions import found_partnership, give_seat
    from safeguarding.statute.terms import Level, Role

    each = things // (PARTNERSHIPS * CASES)
    owners = (Role.PARTNERSHIP_MANAGER, Role.LTRG_CHAIR, Role.BUSINESS_SUPPORT, Role.LA_NOTIFIER)
    for number in range(PARTNERSHIPS):
        home = found_partnership(
            name=f"Bench {number}", short_name=f"B{number}", slug=f"b{number}", profile="barnet",
            email=f"b{number}@b.example", telephone="1",
        )  # fmt: skip
        seats = [
            give_seat(by=None, partnership=home, email=f"p{one}@b{number}.example", name=f"P {one}",
                      role=owners[one % len(owners)], since=date(2020, 1, 1), invited=False)
            for one in range(20)
        ]  # fmt: skip
        for _ in range(CASES):
            case = refer(by=Acting(seats[0], Level.TOTP), answers=answers())
            Deadline.objects.filter(case=case).delete()
            Deadline.objects.bulk_create(
                Deadline(case=case, kind="plan_draft", title="Draft", due_on=TODAY + timedelta(one % 9 - 4),
                         unit="working_days", force=("internal", "national_guidance")[one % 2], cite="",
                         from_fact="notified", owner=owners[one % len(owners)], key=str(one))
                for one in range(each)
            )  # fmt: skip


if __name__ == "__main__":
    main()
