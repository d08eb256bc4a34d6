"""Recording what happened at a level of the ladder."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.disagreements import ladder
from safeguarding.disagreements.actions.opening import close_level, current_level, go_up, hold
from safeguarding.disagreements.models import Disagreement, Level
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner


@transaction.atomic
def record_level(
    *,
    by: Acting,
    disagreement: Disagreement,
    level: str,
    participants: str,
    issue: str,
    words: str,
    positions: Mapping[Partner, str],
    came_together: bool,
    agency: str = "",
) -> Level:
    """Write down who spoke at this level, about what, and what each partner (and the agency concerned) holds
    now.

    Not settled, it goes up at once, to the next level with its own time. Where they came to agree, a partner
    then ends it. `level` is the level that the page showed, so that a page left open cannot record the next
    one by mistake.
    """
    case = lock(disagreement.case)
    demand(may_do(by, Act.RECORD_LEVEL, case))
    row = Disagreement.objects.select_for_update().get(pk=disagreement.pk)
    _still_open(row)
    now = current_level(row)
    if now.code != level or now.ended_at:
        raise NotAllowed(
            Refused("level_recorded", "This level has been recorded already.", "Look at where it stands now.")
        )
    if not came_together and ladder.after(row, now.code) is None:
        raise NotAllowed(
            Refused(
                "last_level",
                "This is the last level: there is nobody above to ask.",
                "Whoever acts at this level ends it, and every position is kept.",
            )
        )
    now.participants, now.issue, now.words = participants, issue, words
    hold(row, positions, by=by, agency=agency)
    record(
        case,
        "record_level",
        by=by,
        on={"disagreement": str(row.number), "level": now.code, "agreed": "yes" if came_together else "no"},
        keep={"participants": participants, "issue": issue, "outcome": words},
    )
    if came_together:
        close_level(now, Level.Result.CAME_TOGETHER, by=by)
    else:
        go_up(row, now, by=by, words=words)
    return now


def _still_open(row: Disagreement) -> None:
    if row.ended_at:
        raise NotAllowed(
            Refused("ended", "This disagreement has ended.", "If the partners differ again, open another.")
        )
