"""Running the returns: reminding, sending to somebody else, explaining what is missing, releasing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.chronology.actions import release_papers
from safeguarding.evidence.access import answered, still_open
from safeguarding.evidence.actions.reaching import colleague, move, send_link
from safeguarding.evidence.letters import reminder_letter
from safeguarding.evidence.models import Reminder, Request, Version
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import LatenessCode, Role

READERS = {
    Role.LTRG_CHAIR,
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}


@transaction.atomic
def remind(*, by: Acting, request: Request) -> Reminder:
    """Write to the agency again, with a fresh link, unless somebody there is at work on it. Raises
    NotAllowed.
    """
    case, request = begin(by, Act.ASK_AGENCIES, request)
    if answered(request):
        raise NotAllowed(
            Refused("returned_already", "This agency has answered.", "There is nobody to remind.")
        )
    if request.contact is None:
        raise NotAllowed(
            Refused("nobody_asked", "Nobody at this agency has the request.", "Send it to somebody first.")
        )
    now = timezone.now()
    if request.reminders.filter(at__date=timezone.localdate(now)).exists():
        raise NotAllowed(Refused("reminded_today", "They were reminded today already.", "Ring them instead."))
    reminder = Reminder.objects.create(request=request, by=by.seat, at=now)
    record(case, "remind_agency", by=by, on={"agency": str(request.agency_id)})
    send_link(request, request.contact, by=by, kind=reminder_letter(request), once=f"reminder:{reminder.pk}")
    return reminder


@transaction.atomic
def send_to_another(*, by: Acting, request: Request, name: str, email: str) -> Seat:
    """Send the request to another person at the agency, at an address that the manager has checked. Raises
    NotAllowed.
    """
    case, request = begin(by, Act.ASK_AGENCIES, request)
    seat = colleague(request, name=name, email=email, role=Role.AGENCY_CONTACT, by=by, any_address=True)
    record(case, "send_to_another", by=by, on={"agency": str(request.agency_id), "to": str(seat.pk)})
    move(by, request, seat, passer=by.seat)
    return seat


@transaction.atomic
def explain_missing_return(
    *, by: Acting, request: Request, reason: str, code: LatenessCode, done: str
) -> Request:
    """Say why a return is missing and what was done about it, so that the review can go on without it.
    Raises NotAllowed.

    Panel, guidance for safeguarding partners: every involved agency answers, or it is said why not. The
    agency may still answer late, and then its return counts.
    """
    case = lock(request.case)
    demand(may_do(by, Act.EXPLAIN_MISSING_RETURN, case))
    request = Request.objects.select_for_update().get(pk=request.pk)
    request.case = case
    if answered(request):
        raise NotAllowed(
            Refused("returned_already", "This agency has answered.", "There is nothing to explain.")
        )
    if not reason.strip() or not done.strip():
        raise NotAllowed(
            Refused(
                "no_reason",
                "Say why the return is missing and what was done to get it.",
                "A sentence for each will do.",
            )
        )
    request.explained_why, request.explained_code, request.explained_done = reason, code.value, done
    request.explained_by, request.explained_at = by.seat, timezone.now()
    request.save()
    record(
        case,
        "explain_missing_return",
        by=by,
        on={"agency": str(request.agency_id)},
        grounds=code.value,
        keep={"reason": reason, "what was done": done},
    )
    return request


@transaction.atomic
def release_returns(*, by: Acting, case: Case, only: Sequence[Request] | None = None) -> list[Version]:
    """Open the returns that have come to the people of the meeting, with the chronologies that their agencies
    have checked. Before this, nobody but their agency reads them.

    Can be done again for those that come or change later. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.RELEASE_RETURNS, case))
    given = Version.objects.filter(given__request__case=case).select_related("given__request")
    if only is not None:
        given = given.filter(given__request__in=list(only))
    last = {version.given_id: version for version in given.order_by("number")}
    newest = {pk: version for pk, version in last.items() if version.released_at is None}
    agencies = None if only is None else [request.agency_id for request in only]
    papers = release_papers(by=by, case=case, agencies=agencies)
    if not newest and not papers:
        raise NotAllowed(
            Refused(
                "nothing_to_release",
                "There is no return to release.",
                "They can be released once they have come.",
            )
        )
    now = timezone.now()
    for version in newest.values():
        version.released_by, version.released_at = by.seat, now
        version.save(update_fields=["released_by", "released_at"])
    which = sorted(_named(version) for version in newest.values())
    event = record(case, "release_returns", by=by, on={"returns": ",".join(which)})
    tell(
        case,
        READERS,
        "returns_released",
        once=f"released:{case.pk}:{event.pk}",
        path=f"/cases/{case.reference}/returns/read/{'reports/' if _only_reports(newest.values()) else ''}",
    )
    return list(newest.values())


def _only_reports(released: Iterable[Version]) -> bool:
    """Whether reports were released, and no short return."""
    forms = {version.given.request.form for version in released}
    return forms == {Request.Form.REPORT.value}


def _named(version: Version) -> str:
    """A return among those released: its agency and version, and that it is a report."""
    request = version.given.request
    return f"{request.agency_id}.{version.number}" + (".report" if request.is_report else "")


def begin(by: Acting, act: Act, request: Request, *more: Relation) -> tuple[Case, Request]:
    """The case and the request as they stand now, both locked, once this person may do this and it is not
    over.
    """
    case = lock(request.case)
    demand(may_do(by, act, case, *more))
    request = (
        Request.objects.select_for_update(of=("self",))
        .select_related("agency", "contact__person")
        .get(pk=request.pk)
    )
    request.case = case
    demand(still_open(request))
    return case, request
