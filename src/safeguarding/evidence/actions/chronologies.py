"""The agency's own chronologies, given and checked with its return."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from safeguarding.chronology import actions
from safeguarding.chronology.merge import Read
from safeguarding.chronology.models import Event, Paper
from safeguarding.evidence.actions.sealed import locked, refuse_interested
from safeguarding.evidence.models import Request
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act, Relation

ASKED = (Relation.ASKED_AGENCY, Relation.OWN_AGENCY)
"""How whoever answers the agency's request stands to its chronologies."""


def still_theirs(*, by: Acting, request: Request) -> None:
    """What every change to a chronology rests on, asked under the lock inside the change's own transaction:
    that this person still answers this request, and that its answers are still taken. Raises NotAllowed.
    """
    case, _ = locked(by, Act.GIVE_CHRONOLOGY, request)
    refuse_interested(by, case)


@transaction.atomic
def give_chronology(
    *, by: Acting, request: Request, read: Read, handling: str, replaces: Paper | None = None
) -> Paper:
    """Give a chronology with the return or the report, while that is still taken. Raises NotAllowed."""
    case, request = locked(by, Act.GIVE_CHRONOLOGY, request)
    refuse_interested(by, case)
    return actions.give_paper(
        by=by,
        case=case,
        agency=request.agency,
        read=read,
        handling=handling,
        replaces=replaces,
        relations=ASKED,
    )


@transaction.atomic
def type_event(*, by: Acting, request: Request, **said: Any) -> Event:
    """Type one event into the agency's chronology, while its return or report is taken. Raises NotAllowed."""
    case, request = locked(by, Act.GIVE_CHRONOLOGY, request)
    refuse_interested(by, case)
    return actions.type_event(by=by, case=case, agency=request.agency, relations=ASKED, **said)
