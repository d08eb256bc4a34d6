"""Taking away the list of who has looked, with the purpose and the recipient said first."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


@transaction.atomic
def take_looks(*, by: Acting, case: Case, purpose: str, recipient: str) -> None:
    """Keep for what and for whom the list is taken away. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.SEE_LOOKS, case))
    if not purpose.strip() or not recipient.strip():
        raise NotAllowed(
            Refused(
                "no_purpose",
                "Say what the list is for, and who receives it.",
                "It stands with the record of the case.",
            )
        )
    record(case, "take_looks", by=by, keep={"reason": purpose.strip(), "recipient": recipient.strip()})
