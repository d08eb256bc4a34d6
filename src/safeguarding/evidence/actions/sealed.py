"""What every act of an agency on its return begins with."""

from __future__ import annotations

from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Interest
from safeguarding.evidence.access import may_on, still_open
from safeguarding.evidence.models import Request, Return, Version
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act


def locked(by: Acting, act: Act, request: Request, *, writing: bool = True) -> tuple[Case, Request]:
    """The case and the request as they stand now, both locked, once this person is known to be allowed."""
    case = lock(request.case)
    request = (
        Request.objects.select_for_update(of=("self",))
        .select_related("agency", "contact__person")
        .get(pk=request.pk)
    )
    request.case = case
    demand(may_on(by, act, request))
    if writing:
        demand(still_open(request))
    return case, request


def answer_of(request: Request) -> Return:
    """The return as it is being written; begun when first needed."""
    return Return.objects.get_or_create(request=request)[0]


def latest(given: Return) -> Version | None:
    """The return as it was last given, if it was."""
    return given.versions.order_by("-number").first()


def refuse_interested(by: Acting, case: Case) -> None:
    """Somebody with a personal or direct interest does not write the return, whatever was decided about the
    rest.
    """
    held = Interest.objects.filter(case=case, person=by.person).exclude(kind=Interest.Kind.ORGANISATIONAL)
    if held.exclude(walled=False).exists():
        raise NotAllowed(
            Refused(
                "own_interest",
                "You told us of an interest of your own, so somebody else writes this return.",
                "Pass it on to a colleague.",
            )
        )
