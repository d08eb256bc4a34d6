"""Issuing the papers of this room."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Consideration
from safeguarding.cases.paper import decision_record
from safeguarding.documents.actions import publish_now
from safeguarding.documents.models import Document
from safeguarding.documents.queries import latest_sealed
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind


@transaction.atomic
def issue_decision_record(*, by: Acting, consideration: Consideration) -> Document:
    """Seal the decision record of a concluded consideration, in Word and PDF. A later one supersedes it.

    Raises NotAllowed while the consideration is open.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.WRITE_CONSIDERATION, case))
    consideration = Consideration.objects.select_related("case__partnership").get(pk=consideration.pk)
    if not consideration.concluded_at:
        raise NotAllowed(
            Refused(
                "not_concluded",
                "The consideration has not been concluded yet.",
                "Conclude it first; the paper then shows each partner’s confirmed position.",
            )
        )
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    about = f"consideration:{consideration.pk}"
    kind = DocumentKind.CONSIDERATION_RECORD
    return publish_now(
        by=by,
        stream=case.stream,
        kind=kind,
        data=decision_record(consideration),
        about=about,
        supersedes=latest_sealed(case.stream, kind, about),
    )
