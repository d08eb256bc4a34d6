"""Asking agencies what they know now, before the partners meet, and their answers."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.consideration.shared import open_only
from safeguarding.cases.facts import record
from safeguarding.cases.handover import Waiting, handed
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Consideration, Enquiry
from safeguarding.cases.queries.contacts import first_contact
from safeguarding.people.acting import Acting
from safeguarding.people.actions.doors import open_door, shut_door
from safeguarding.people.models import Agency, Seat
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.permission import Act, Relation


@transaction.atomic
def ask_what_is_known(*, by: Acting, consideration: Consideration, agency: Agency) -> Enquiry:
    """Ask a partner, or say the treating hospital, three short questions, due in one working day."""
    case = lock(consideration.case)
    demand(may_do(by, Act.ASK_WHAT_IS_KNOWN, case))
    open_only(Consideration.objects.get(pk=consideration.pk))
    enquiry, made = Enquiry.objects.get_or_create(
        consideration=consideration,
        agency=agency,
        defaults={"seat": first_contact(agency, by.today, case), "due_on": add_working_days(by.today, 1)},
    )
    if not made:
        raise NotAllowed(
            Refused("asked_already", "This agency has been asked already.", "Its answer will show here.")
        )
    record(case, "ask_what_is_known", by=by, on={"agency": str(agency.pk)})
    if enquiry.seat:
        _ask(case, enquiry, by=by)
    return enquiry


@transaction.atomic
def answer_what_is_known(
    *, by: Acting, enquiry: Enquiry, involvement: str, harm_and_cause: str, safety_and_processes: str
) -> Enquiry:
    """An agency's three answers.

    It may answer again until the consideration is concluded; the record keeps each.
    """
    case = lock(enquiry.consideration.case)
    demand(may_answer_enquiry(by, enquiry))
    open_only(Consideration.objects.get(pk=enquiry.consideration_id))
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    enquiry.involvement, enquiry.harm_and_cause = involvement, harm_and_cause
    enquiry.safety_and_processes = safety_and_processes
    enquiry.answered_by, enquiry.answered_at = by.seat, timezone.now()
    enquiry.save()
    record(
        case,
        "answer_what_is_known",
        by=by,
        on={"agency": str(enquiry.agency_id)},
        keep={"involvement": involvement, "harm and cause": harm_and_cause, "safety": safety_and_processes},
    )
    return enquiry


def hand_over_enquiry(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """The questions go to somebody else at the agency, with a link of their own, or to nobody for now."""
    enquiry = Enquiry.objects.select_related("consideration__case", "seat").get(pk=one.row)
    case = lock(enquiry.consideration.case)
    if enquiry.seat is not None:
        shut_door(by=by, seat=enquiry.seat, subject=_subject(enquiry))
    enquiry.seat = to
    enquiry.save(update_fields=["seat"])
    record(case, "hand_over_enquiry", by=by, on={"agency": str(enquiry.agency_id), **handed(to)})
    _ask(case, enquiry, by=by)


def may_answer_enquiry(by: Acting, enquiry: Enquiry) -> Answer:
    """An enquiry is answered by somebody of the agency that was asked, and by nobody else."""
    if by.seat.agency_id != enquiry.agency_id:
        return Refused(
            "not_your_agency",
            "Only the agency that was asked answers these questions.",
            "Ask its safeguarding lead.",
        )
    return may_do(
        by,
        Act.ANSWER_WHAT_IS_KNOWN,
        enquiry.consideration.case,
        Relation.ASKED_AGENCY,
        Relation.OWN_AGENCY,
    )


def _subject(enquiry: Enquiry) -> str:
    return f"enquiry:{enquiry.pk}"


def _ask(case: Case, enquiry: Enquiry, *, by: Acting) -> None:
    """Those who sign in find it in their work; the others get a link of their own."""
    seat = enquiry.seat
    if seat is None:
        return
    page = reverse("cases:what_is_known", args=[enquiry.pk])
    if seat.opens_by_password:
        tell(
            case,
            [seat.person],
            "what_do_you_know",
            once=f"{_subject(enquiry)}:{seat.pk}",
            due=enquiry.due_on,
            path=page,
        )
    else:
        open_door(
            by=by,
            seat=seat,
            subject=_subject(enquiry),
            to=page,
            kind="what_do_you_know",
            due=enquiry.due_on,
            why="The safeguarding partners ask three short questions before they meet.",
            stream=case.stream,
        )
