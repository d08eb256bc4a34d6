"""More time: asked for by the agency, answered by the manager or the chair. The law's clock does not move."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, find, record, withdraw
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.evidence.access import answered
from safeguarding.evidence.actions.reaching import send_link
from safeguarding.evidence.actions.sealed import locked
from safeguarding.evidence.models import Request, TimeRequest
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role


@transaction.atomic
def ask_for_time(*, by: Acting, request: Request, wanted_until: date, reason: str) -> TimeRequest:
    """Ask for more time, with a reason. One question stands at a time. Raises NotAllowed."""
    case, request = locked(by, Act.ASK_FOR_TIME, request)
    if answered(request):
        raise NotAllowed(
            Refused("returned_already", "Your organisation has answered already.", "No more time is needed.")
        )
    if wanted_until <= max(by.today, request.due_on):
        raise NotAllowed(
            Refused(
                "not_later",
                "That day is not later than the one you have.",
                "Choose a later day, or return what you have.",
            )
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Say in a sentence why you need more time.", "No case detail is needed.")
        )
    if request.time_requests.filter(answered_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "asked_already",
                "You have asked for more time, and the answer has not come yet.",
                "Ring the partnership if it is urgent.",
            )
        )
    asked = TimeRequest.objects.create(
        request=request, wanted_until=wanted_until, reason=reason, asked_by=by.seat, asked_at=timezone.now()
    )
    record(
        case,
        "ask_for_time",
        by=by,
        on={"agency": str(request.agency_id), "until": wanted_until.isoformat()},
        keep={"why more time": reason},
    )
    tell(
        case,
        {Role.PARTNERSHIP_MANAGER},
        "time_asked",
        once=f"time:{asked.pk}",
        path=f"/cases/{case.reference}/returns/{request.short}/",
    )
    return asked


@transaction.atomic
def answer_time_request(
    *, by: Acting, asked: TimeRequest, granted: bool, until: date | None = None, words: str = ""
) -> TimeRequest:
    """Grant more time (to the day wanted or another), or say what is needed by when. Raises NotAllowed."""
    case = lock(asked.request.case)
    demand(may_do(by, Act.ANSWER_TIME_REQUEST, case))
    asked = TimeRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.answered_at:
        raise NotAllowed(
            Refused("answered", "This has been answered already.", "There is nothing more to do.")
        )
    request = Request.objects.select_for_update().get(pk=asked.request_id)
    request.case = case
    day = (until or asked.wanted_until) if granted else None
    if day and day <= by.today:
        raise NotAllowed(Refused("date_past", "The new day must be after today.", "Choose a later day."))
    if not granted and not words.strip():
        raise NotAllowed(
            Refused(
                "no_reason",
                "Say why more time is not possible, and what would do by the day.",
                "A short return with what is known may be enough.",
            )
        )
    asked.answer = TimeRequest.Answer.GRANTED if granted else TimeRequest.Answer.REFUSED
    asked.granted_until, asked.words, asked.answered_by, asked.answered_at = (
        day,
        words,
        by.seat,
        timezone.now(),
    )
    asked.save()
    on = {"agency": str(request.agency_id), "answer": asked.answer}
    old = find(case, request.asked_as, str(request.agency_id))
    if day and old:
        request.due_on = day
        request.save(update_fields=["due_on"])
        withdraw(old)
        establish(
            case,
            request.asked_as,
            by=by,
            occurred=old.occurred,
            act="give_more_time",
            key=old.key,
            detail={**old.detail, "due": day.isoformat()},
            on={**on, "to": day.isoformat()},
            keep={"answer to more time": words},
            effects=False,
            before_system=old.before_system,
        )
    else:
        record(case, "refuse_more_time", by=by, on=on, keep={"answer to more time": words})
    # Handed on since it was asked: the answer goes to whoever has the request now.
    since = request.passed.filter(at__gte=asked.asked_at).exists()
    whom = request.contact if since else asked.asked_by
    if whom is None:
        return asked
    send_link(request, whom, by=by, kind="time_answered", once=f"time:{asked.pk}:answer")
    return asked
