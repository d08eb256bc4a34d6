"""Taking something away from a case as a file: for what and for whom is said first, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.record.actions import write
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, FileKind


class Purpose(models.TextChoices):
    """What a file is taken away for (UK GDPR Article 5(1)(b): purpose limitation)."""

    READ = "read", "To read it myself, for this case"
    MEETING = "meeting", "For a meeting of the group or the partners"
    PANEL = "panel", "For the Panel, the Department or Ofsted"
    OUTSIDE = "outside", "For somebody outside: police, court, another area, a reviewer"


NAMED = (Purpose.PANEL, Purpose.OUTSIDE)
"""Purposes for which the recipient is named."""


@transaction.atomic
def take_file(
    *,
    by: Acting,
    case: Case | None,
    file: File,
    kind: FileKind | DocumentKind,
    may: Callable[[Any], Answer],
    purpose: str,
    recipient: str = "",
) -> None:
    """Keep for what and for whom a file is taken away, in the chain to which the file belongs.

    Its page has asked whether the reader may have it; `may` asks again once the case, where there is one, is
    locked. Raises NotAllowed.
    """
    on = {"file": file.reference, "what": kind.value, "purpose": purpose}
    keep = {"reason": _said(purpose, recipient)}
    if case is None:
        demand(may(None))
        write(stream=file.stream, act="take_file", actor=by.actor, on=on, keep=keep)
        return
    case = lock(case)
    demand(may(case))
    record(case, "take_file", by=by, on=on, keep=keep)


@transaction.atomic
def take_looks(*, by: Acting, case: Case, purpose: str, recipient: str = "") -> None:
    """Keep for what and for whom the list of who has looked is taken away. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.SEE_LOOKS, case))
    keep = {"reason": _said(purpose, recipient)}
    record(case, "take_looks", by=by, on={"purpose": purpose}, keep=keep)


@transaction.atomic
def take_letter_log(*, by: Acting, case: Case | None, purpose: str, recipient: str = "") -> None:
    """Keep for what and for whom the list of formal letters is taken away. Raises NotAllowed."""
    keep, on = {"reason": _said(purpose, recipient)}, {"purpose": purpose}
    if case is not None:
        case = lock(case)
        demand(may_do(by, Act.READ_FORMAL_LETTERS, case))
        record(case, "take_letter_log", by=by, on=on, keep=keep)
        return
    demand(may_do(by, Act.READ_FORMAL_LETTERS))
    assert by.partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=by.partnership.stream, act="take_letter_log", actor=by.actor, on=on, keep=keep)


def for_whom(purpose: str, recipient: str) -> str:
    """For what and for whom, in words."""
    return f"{purpose}. Received by: {recipient.strip()}." if recipient.strip() else f"{purpose}."


def _said(purpose: str, recipient: str) -> str:
    if purpose not in Purpose.values:
        raise NotAllowed(Refused("no_purpose", "It is not said what for.", "Choose a purpose."))
    if purpose in NAMED and not recipient.strip():
        raise NotAllowed(
            Refused(
                "no_recipient", "Say who receives it.", "Name and organisation; it stands with the record."
            )
        )
    return for_whom(Purpose(purpose).label, recipient)
