"""Returns, each given by the acts that agencies call."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from safeguarding.correspondence.models import Letter
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions import (
    declare_author,
    nil_return,
    release_returns,
    give_return,
    save_return,
)
from safeguarding.evidence.models import Request, Version
from safeguarding.evidence.questions import SHORT
from safeguarding.people.acting import Acting
from safeguarding.statute.terms import Level
from tests.people.cast import Cast


def letters(kind: str) -> list[Letter]:
    """Every letter of a kind, in order. Addresses are encrypted, so that they are compared here."""
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def author_of(request: Request) -> Acting:
    """Whoever was sent the request, come by the link and the code."""
    assert request.contact is not None
    return Acting(request.contact, Level.MAILBOX, subject(request))


def fill(request: Request, by: Acting | None = None, **changes: str | tuple[str, str]) -> Acting:
    """Section 1 and the eight answers; a change is a text, or a text with its mark."""
    who = by or author_of(request)
    declare_author(by=who, request=request, interest="organisational")
    given: Mapping[str, str | tuple[str, str]] = {
        q.key: f"{q.title} as we saw it." for q in SHORT
    } | changes
    for key, said in given.items():
        text, handling = said if isinstance(said, tuple) else (said, "shareable")
        save_return(by=who, request=request, question=key, text=text, handling=handling)
    return who


def give_short(request: Request, by: Acting | None = None, **changes: str | tuple[str, str]) -> Version:
    """A short return, given today."""
    who = fill(request, by, **changes)
    return give_return(
        by=who, request=request, systems_searched=["Our main case records"], searched_on=timezone.localdate()
    )


def give_nil(request: Request, by: Acting | None = None) -> Version:
    """“We have no record”, given today."""
    return nil_return(
        by=by or author_of(request),
        request=request,
        systems_searched=["Our main case records"],
        searched_on=timezone.localdate(),
    )


def give_all(cast: Cast, case: object, *, nil: bool = False, release: bool = True) -> None:
    """Every agency asked about a case answers, and the manager releases the answers."""
    for request in Request.objects.filter(case=case).select_related("contact__person", "case"):
        (give_nil if nil else give_short)(request)
    if release:
        release_returns(by=cast.manager, case=case)  # type: ignore[arg-type]
