"""Giving a return: short or a report, “no record”, the senior's confirmation, and corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.correspondence.actions import post_kind
from safeguarding.evidence.access import SENIORS, SMALL, answered
from safeguarding.evidence.actions.reaching import colleague, letterbox, send_confirm_link
from safeguarding.evidence.actions.refusing import settle_refusal
from safeguarding.evidence.actions.sealed import answer_of, latest, locked, refuse_interested
from safeguarding.evidence.models import Request, Return, Version
from safeguarding.evidence.questions import Question, questions_for
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Handling, Role


@transaction.atomic
def give_return(
    *,
    by: Acting,
    request: Request,
    systems_searched: Sequence[str],
    searched_on: date,
    also_senior: bool = False,
    senior_name: str = "",
    senior_email: str = "",
    why_changed: str = "",
) -> Version:
    """Give the short return or the report, with the author's declaration. It counts at once; a senior lead
    confirms afterwards.

    Every question that is asked has an answer (“nothing” is one), the author's interest is declared, and it
    is said what was searched. After it was given, the same act corrects it: a new version with the reason,
    and the old one stays. Late is allowed while answers are still taken. Raises NotAllowed.
    """
    case, request = locked(by, Act.WRITE_RETURN, request)
    refuse_interested(by, case)
    answer = answer_of(request)
    before = latest(answer)
    if answer.author_id != by.seat.pk:
        raise NotAllowed(
            Refused(
                "no_author",
                "You have not said yet whether you have an interest of your own.",
                "Answer section 1 first.",
            )
        )
    demand(may_return(request, answer, before, systems_searched, searched_on, why_changed, today=by.today))
    if request.is_report and not (also_senior or senior_name.strip() or known_senior(by, request, answer)):
        raise NotAllowed(
            Refused(
                "no_senior",
                "A report is confirmed by a senior lead of your organisation.",
                "Give your senior lead’s name and work e-mail address.",
            )
        )
    kept = {
        question.key: {
            key: answer.answers[question.key][key]
            for key in ("text", "handling", "said")
            if key in answer.answers[question.key]
        }
        for question in asked_of(request, answer)
    }
    version = _give(
        by,
        case,
        request,
        answer,
        before,
        kind=Version.Kind.REPORT if request.is_report else Version.Kind.SHORT,
        answers=kept,
        interest=answer.interest,
        systems_searched=systems_searched,
        searched_on=searched_on,
        why_changed=why_changed,
    )
    _to_confirm(
        by, case, request, answer, version, also_senior=also_senior, name=senior_name, email=senior_email
    )
    return version


@transaction.atomic
def nil_return(
    *,
    by: Acting,
    request: Request,
    systems_searched: Sequence[str],
    searched_on: date,
    concern: str = "",
    why_changed: str = "",
) -> Version:
    """“We have no record”: a whole, dated answer that says what was searched and when.

    `concern` is for the rare case of no record but a worry all the same. The author declares no interest of
    their own by giving it. Raises NotAllowed.
    """
    case, request = locked(by, Act.NIL_RETURN, request)
    refuse_interested(by, case)
    answer = answer_of(request)
    before = latest(answer)
    demand(may_give(before, systems_searched, searched_on, why_changed, today=by.today))
    kept = {"concern": {"text": concern, "handling": Handling.SHAREABLE.value}} if concern.strip() else {}
    answer.author, answer.interest, answer.saved_at = by.seat, Return.Interest.NONE, timezone.now()
    answer.save(update_fields=["author", "interest", "saved_at"])
    version = _give(
        by,
        case,
        request,
        answer,
        before,
        kind=Version.Kind.NIL,
        answers=kept,
        interest=Return.Interest.NONE,
        systems_searched=systems_searched,
        searched_on=searched_on,
        why_changed=why_changed,
    )
    _to_confirm(by, case, request, answer, version, also_senior=may_confirm_own(by, request))
    return version


@transaction.atomic
def name_senior(*, by: Acting, request: Request, name: str, email: str) -> Seat:
    """Name the senior lead who confirms, after the return was given. They get a link of their own. Raises
    NotAllowed.
    """
    case, request = locked(by, Act.WRITE_RETURN, request, writing=False)
    answer = answer_of(request)
    version = latest(answer)
    if version is None:
        raise NotAllowed(Refused("not_returned", "The return has not been given yet.", "Give it first."))
    if version.confirmed_at:
        raise NotAllowed(
            Refused("confirmed", "This return has been confirmed already.", "There is nothing more to do.")
        )
    return _ask_senior(by, case, request, answer, version, name=name, email=email)


@transaction.atomic
def confirm_return(*, by: Acting, request: Request) -> Version:
    """A senior lead of the same agency confirms the return as it was last given. Raises NotAllowed.

    The author does not confirm their own, but for a small agency whose lead is both (a school's head, say).
    """
    case, request = locked(by, Act.CONFIRM_RETURN, request, writing=False)
    version = latest(answer_of(request))
    if version is None:
        raise NotAllowed(
            Refused("not_returned", "The return has not been given yet.", "We write to you when it has.")
        )
    if version.confirmed_at:
        raise NotAllowed(
            Refused("confirmed", "This return has been confirmed already.", "There is nothing more to do.")
        )
    if version.author.person_id == by.person.pk and not may_confirm_own(by, request):
        raise NotAllowed(
            Refused(
                "own_return",
                "Whoever wrote the return does not also confirm it.",
                "Name your senior lead instead.",
            )
        )
    return _confirm(by, case, request, version)


def may_confirm_own(by: Acting, request: Request) -> bool:
    """Whether one person may write and confirm: the lead of a small agency, such as a school's head."""
    return by.role in SENIORS and request.agency.kind in SMALL


def may_give(
    before: Version | None, systems: Sequence[str], searched_on: date, why_changed: str, *, today: date
) -> Answer:
    """Given once, unless it is corrected with a reason; and it says what was searched, on a day that has
    come.
    """
    if before is not None and not why_changed.strip():
        return Refused(
            "returned_already",
            "Your organisation has returned this already, and we have it.",
            "To change it, open it and choose “Correct this return”, and say why.",
        )
    if not [one for one in systems if one.strip()]:
        return Refused(
            "nothing_searched",
            "It does not say yet what was searched.",
            "Tick or name at least one record system.",
        )
    if searched_on > today:
        return Refused("date_to_come", "The day on which you searched has not come yet.", "Check the date.")
    return Allowed()


def asked_of(request: Request, answer: Return) -> tuple[Question, ...]:
    """What this agency is asked, given what it has answered so far."""
    return questions_for(request.form, request.agency.kind, answer.answers)


def may_return(
    request: Request,
    answer: Return,
    before: Version | None,
    systems: Sequence[str],
    searched_on: date,
    why_changed: str,
    *,
    today: date,
) -> Answer:
    """What is still missing before a return or a report can be given."""
    if not answer.interest:
        return Refused(
            "no_author",
            "It is not said yet who writes and whether they have an interest.",
            "Answer section 1.",
        )
    missing = [q.title for q in asked_of(request, answer) if q.lacks(answer.answers.get(q.key, {}))]
    if missing:
        return Refused(
            "unanswered",
            f"Not answered yet: {', '.join(missing)}.",
            "“Nothing” and “not known” are answers. Open each and save it.",
        )
    return may_give(before, systems, searched_on, why_changed, today=today)


def _give(
    by: Acting,
    case: Case,
    request: Request,
    answer: Return,
    before: Version | None,
    *,
    kind: str,
    answers: Mapping[str, Any],
    interest: str,
    systems_searched: Sequence[str],
    searched_on: date,
    why_changed: str,
) -> Version:
    systems = [one.strip() for one in systems_searched if one.strip()]
    sealed = orjson.dumps(
        {
            "kind": kind,
            "answers": dict(answers),
            "systems": systems,
            "on": searched_on.isoformat(),
            "interest": interest,
            "why changed": why_changed,
        },
        option=orjson.OPT_SORT_KEYS,
    )
    version = Version.objects.create(
        given=answer,
        number=before.number + 1 if before else 1,
        kind=kind,
        answers=dict(answers),
        systems_searched=systems,
        searched_on=searched_on,
        why_changed=why_changed,
        sha256=hashlib.sha256(sealed).hexdigest(),
        author=by.seat,
        author_name=by.person.name,
        author_capacity=by.capacity,
        interest=interest,
        returned_at=timezone.now(),
    )
    # The record says that the agency returned, never what: not even whether it had a record.
    on = {"agency": str(request.agency_id), "version": str(version.number)}
    if answered(request):
        record(case, "correct_return", by=by, on=on, keep={"sealed return": sealed.decode()})
        tell(
            case,
            {Role.PARTNERSHIP_MANAGER},
            "return_needs_you",
            once=f"corrected:{version.pk}",
            path=f"/cases/{case.reference}/returns/",
        )
    else:
        establish(
            case,
            request.answered_as,
            by=by,
            occurred=by.today,
            at=version.returned_at,
            act="give_report" if request.is_report else "give_return",
            key=str(request.agency_id),
            on=on,
            keep={"sealed return": sealed.decode()},
        )
        settle_refusal(case, request, "The agency has answered.", by=by)
    post_kind(
        partnership=case.partnership,
        to=by.person,
        kind="return_received",
        stream=case.stream,
        subject_context={},
        once_key=f"returned:{version.pk}",
    )
    return version


def _to_confirm(
    by: Acting,
    case: Case,
    request: Request,
    answer: Return,
    version: Version,
    *,
    also_senior: bool,
    name: str = "",
    email: str = "",
) -> None:
    """Have it confirmed: by the author who is also the senior lead, by whoever is named, or by the lead we
    know of.
    """
    if also_senior:
        if not may_confirm_own(by, request):
            raise NotAllowed(
                Refused(
                    "not_senior",
                    "Only the lead of a small agency may both write and confirm.",
                    "Name your senior lead.",
                )
            )
        _confirm(by, case, request, version)
    elif name.strip() or email.strip():
        _ask_senior(by, case, request, answer, version, name=name, email=email)
    elif known := known_senior(by, request, answer):
        answer.senior = known
        answer.save(update_fields=["senior"])
        send_confirm_link(request, known, by=by, once=f"confirm:{version.pk}:{known.pk}")


def known_senior(by: Acting, request: Request, answer: Return) -> Seat | None:
    """The senior lead named before, or the one that the agency's directory has, other than the author."""
    held = (
        seats()
        .filter(in_force(by.today), agency=request.agency, role__in=[role.value for role in SENIORS])
        .exclude(person=by.person)
    )
    walled = request.case.exclusions.filter(ended_at__isnull=True).values("person")
    found = {seat.pk: seat for seat in held.exclude(person__in=walled).order_by("pk")}
    if answer.senior_id in found:
        return found[answer.senior_id]
    return min(found.values(), key=lambda seat: (seat.role != Role.AGENCY_SENIOR, seat.pk), default=None)


def _ask_senior(
    by: Acting, case: Case, request: Request, answer: Return, version: Version, *, name: str, email: str
) -> Seat:
    if letterbox(email) == letterbox(by.person.email):
        raise NotAllowed(
            Refused(
                "own_return",
                "Whoever wrote the return does not also confirm it.",
                "Give your senior lead’s address.",
            )
        )
    seat = colleague(request, name=name, email=email, role=Role.AGENCY_SENIOR, by=by)
    answer.senior = seat
    answer.save(update_fields=["senior"])
    record(case, "name_senior", by=by, on={"agency": str(request.agency_id), "senior": str(seat.pk)})
    send_confirm_link(request, seat, by=by, once=f"confirm:{version.pk}:{seat.pk}")
    return seat


def _mailbox(email: str) -> str:
    """The letterbox behind an address: what stands after a plus sign leads to the same one."""
    local, _, domain = email.strip().lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _confirm(by: Acting, case: Case, request: Request, version: Version) -> Version:
    version.confirmed_by, version.confirmed_at = by.seat, timezone.now()
    version.save(update_fields=["confirmed_by", "confirmed_at"])
    record(
        case, "confirm_return", by=by, on={"agency": str(request.agency_id), "version": str(version.number)}
    )
    return version
