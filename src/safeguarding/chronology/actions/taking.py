"""Taking the chronology away: recorded, stamped, and kept as it was taken."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do, may_show_names
from safeguarding.cases.actions.taking import for_whom
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.chronology.models import Taken
from safeguarding.chronology.writing_out import Made
from safeguarding.documents.actions import keep_made
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


@transaction.atomic
def take_chronology(
    *, by: Acting, case: Case, made: Made, purpose: str, named: bool, whom: str = ""
) -> Taken:
    """Keep the file that was made and that this person took it, what for, and how much was held back. Raises
    NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.TAKE_CHRONOLOGY, case))
    if named:
        demand(may_show_names(by, case))
    if purpose not in Taken.Purpose.values:
        raise NotAllowed(Refused("no_purpose", "It is not said what for.", "Choose a purpose."))
    if purpose == Taken.Purpose.DISCLOSURE and not whom.strip():
        raise NotAllowed(
            Refused("nobody", "It is not said who gets it.", "Name the person and the organisation.")
        )
    if not made.events:
        raise NotAllowed(
            Refused(
                "nothing_there", "There is no event that may be used for this.", "Choose another purpose."
            )
        )
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    file = keep_made(stream=case.stream, name=made.name, content_type=made.content_type, data=made.data)
    taken = Taken.objects.create(
        case=case, purpose=purpose, whom=whom, named=named, file=file, events=made.events,
        held_back=made.held_back, by=by.seat, at=timezone.now(),
    )  # fmt: skip
    record(
        case,
        "take_chronology",
        by=by,
        on={"taken": str(taken.pk), "sha256": file.sha256, "purpose": purpose,
            "named": "yes" if named else "no"},
        keep={"reason": for_whom(Taken.Purpose(purpose).label, whom)},
    )  # fmt: skip
    return taken
