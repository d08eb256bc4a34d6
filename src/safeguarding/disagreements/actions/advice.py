"""Written advice on a disagreement."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.disagreements.models import Advice, Disagreement
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


@transaction.atomic
def advise_on_disagreement(*, by: Acting, disagreement: Disagreement, words: str) -> Advice:
    """The scrutineer, the chair or the legal adviser advises in writing.

    Advice is never counted as a position.
    """
    case = lock(disagreement.case)
    demand(may_do(by, Act.ADVISE_ON_DISAGREEMENT, case))
    row = Disagreement.objects.select_for_update().get(pk=disagreement.pk)
    if row.ended_at:
        raise NotAllowed(
            Refused(
                "ended",
                "This disagreement has ended, so advice can no longer be added to it.",
                "Write to the partners instead.",
            )
        )
    if not words.strip():
        raise NotAllowed(Refused("no_words", "The advice is empty.", "Write it, then give it."))
    advice = Advice.objects.create(
        disagreement=row, level=row.level, seat=by.seat, capacity=by.capacity, words=words
    )
    record(
        case,
        "advise_on_disagreement",
        by=by,
        on={"disagreement": str(row.number), "level": row.level},
        keep={"advice": words},
    )
    return advice
