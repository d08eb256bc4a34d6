"""Other processes beside the case."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, ParallelProcess
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import ParallelKind


@transaction.atomic
def note_parallel_process(
    *,
    by: Acting,
    case: Case,
    kind: ParallelKind,
    lead_body: str,
    contact: str = "",
    reached: str = "",
    next_date: date | None = None,
    constraints: str = "",
) -> ParallelProcess:
    """Note another process, and what it asks of us. A criminal trial never stops a rapid review."""
    case = lock(case)
    demand(may_do(by, Act.NOTE_PARALLEL_PROCESS, case))
    process, _ = ParallelProcess.objects.update_or_create(
        case=case,
        kind=kind.value,
        defaults={
            "lead_body": lead_body,
            "contact": contact,
            "status": reached,
            "next_date": next_date,
            "constraints": constraints,
        },
    )
    record(case, "note_parallel_process", by=by, on={"kind": kind.value}, keep={"constraints": constraints})
    return process
