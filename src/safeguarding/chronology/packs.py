"""The chronology among the papers of a meeting."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.packs import Offer
from safeguarding.chronology.models import Taken
from safeguarding.chronology.out import as_papers
from safeguarding.chronology.queries.composite import usable
from safeguarding.chronology.writing_out import composed
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act


def offers(by: Acting, case: Case) -> list[Offer]:
    """All that was released and this reader may read, by pseudonyms; for whoever may take it away."""
    if not may_do(by, Act.TAKE_CHRONOLOGY, case):
        return []
    chosen = usable(case, by, for_report=False)
    if not chosen.exists():
        return []

    def papers() -> list[dict[str, Any]]:
        merged = composed(case, by, chosen, named=False)
        stamp = f"{Taken.Purpose.MEETING.label}. Names are replaced by pseudonyms."
        return as_papers(merged, stamp, timezone.localdate(), case.partnership.name)

    return [Offer("chronology", "Chronology of all agencies", "As released, by pseudonyms", True, papers)]
