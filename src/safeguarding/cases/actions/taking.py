"""Taking something away from a case as a file: for what and for whom is said first, and kept."""

from __future__ import annotations

from django.db import models, transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


class Purpose(models.TextChoices):
    """What a file is taken away for (UK GDPR Article 5(1)(b): purpose limitation)."""

    READ = "read", "To read it myself, for this case"
    MEETING = "meeting", "For a meeting of the group or the partners"
    PANEL = "panel", "For the Panel, the Department or Ofsted"
    OUTSIDE = "outside", "For somebody outside: police, court, another area, a reviewer"


NAMED = (Purpose.PANEL, Purpose.OUTSIDE)
"""Purposes for which the recipient is named."""


@transaction.atomic
def take_document(
    *, by: Acting, case: Case, document: Document, form: str, purpose: str, recipient: str = ""
) -> None:
    """Keep for what and for whom a paper is taken away. Whether the reader may have it is asked by its page.

    Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DOWNLOAD_DOCUMENT, case))
    on = {"document": document.reference, "paper": document.kind, "form": form}
    _keep(case, "take_document", by, on, Purpose(purpose), recipient)


@transaction.atomic
def take_looks(*, by: Acting, case: Case, purpose: str, recipient: str = "") -> None:
    """Keep for what and for whom the list of who has looked is taken away. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.SEE_LOOKS, case))
    _keep(case, "take_looks", by, {}, Purpose(purpose), recipient)


def _keep(case: Case, act: str, by: Acting, on: dict[str, str], purpose: Purpose, recipient: str) -> None:
    if purpose in NAMED and not recipient.strip():
        raise NotAllowed(
            Refused(
                "no_recipient", "Say who receives it.", "Name and organisation; it stands with the record."
            )
        )
    whom = f". Received by: {recipient.strip()}" if recipient.strip() else ""
    record(case, act, by=by, on={**on, "purpose": purpose.value}, keep={"reason": f"{purpose.label}{whom}."})
