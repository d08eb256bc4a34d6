"""The chain that a case's papers and looks hang on."""

from __future__ import annotations

from safeguarding.cases.models import Case
from safeguarding.record.models import Stream


def stream_of(case: Case) -> Stream:
    """The case's own chain; every case has one from its first event."""
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    return case.stream
