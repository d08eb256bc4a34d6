"""An agency that will not answer: its words, and the formal letter under Children Act 2004 s.16H."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import record
from safeguarding.cases.guards import plain
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions.effects import end_open
from safeguarding.disagreements.models import Disagreement
from safeguarding.documents.actions import publish_now
from safeguarding.evidence.access import answered, subject
from safeguarding.evidence.actions.reaching import STANDS, colleague
from safeguarding.evidence.actions.running import begin
from safeguarding.evidence.actions.sealed import locked
from safeguarding.evidence.letters import why
from safeguarding.evidence.models import FormalRequest, Refusal, Request
from safeguarding.evidence.papers import formal_request
from safeguarding.people.acting import Acting
from safeguarding.people.actions import open_door
from safeguarding.record.models import Stream
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Said
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, DocumentKind, Partner, Role


@transaction.atomic
def refuse_return(*, by: Acting, request: Request, words: str, said_by: str = "") -> Refusal:
    """Note that an agency will not answer, in its words: by itself, or by whoever runs the case.

    It ends nothing: the agency can answer at any time, and then its answer counts. Raises NotAllowed.
    """
    case, request = locked(by, Act.REFUSE_RETURN, request)
    itself = by.seat.agency_id == request.agency_id
    who = by.person.name if itself else said_by.strip()
    demand(may_refuse(request, words, who))
    refusal = Refusal.objects.create(
        request=request, words=words.strip(), said_by=who, by=by.seat, at=timezone.now()
    )
    record(
        case,
        "refuse_return" if itself else "note_refusal",
        by=by,
        on={"agency": str(request.agency_id)},
        keep={"why not": refusal.words, "said by": who},
    )
    if itself:
        tell(
            case,
            {Role.PARTNERSHIP_MANAGER},
            "return_needs_you",
            once=f"refused:{refusal.pk}",
            path=f"/cases/{case.reference}/returns/{request.short}/",
        )
    return refusal


def may_refuse(request: Request, words: str, who: str) -> Answer:
    """It says who and why, once, and of an answer that has not come."""
    if answered(request):
        return Refused(
            "returned_already", "This return has been given already.", "It can be corrected with a reason."
        )
    if request.refusals.filter(ended_at__isnull=True).exists():
        return Refused(
            "refused_already",
            "We know already that it will not be shared.",
            "It can be answered at any time, or taken back.",
        )
    if not words.strip() or not who:
        return Refused("no_words", "Say who will not share it, and why.", "A sentence will do.")
    return Allowed()


@transaction.atomic
def withdraw_refusal(*, by: Acting, request: Request) -> Refusal:
    """The agency will answer after all. Its first word stays in the record. Raises NotAllowed."""
    case, request = locked(by, Act.REFUSE_RETURN, request)
    refusal = _standing(request)
    refusal.ended_by, refusal.ended_at = by.seat, timezone.now()
    refusal.save(update_fields=["ended_by", "ended_at"])
    record(case, "withdraw_refusal", by=by, on={"agency": str(request.agency_id)})
    settle_refusal(case, request, "The agency will share it after all.", by=by)
    if by.seat.agency_id == request.agency_id:
        tell(
            case,
            {Role.PARTNERSHIP_MANAGER},
            "return_needs_you",
            once=f"shares:{refusal.pk}",
            path=f"/cases/{case.reference}/returns/{request.short}/",
        )
    return refusal


def settle_refusal(case: Case, request: Request, words: str, *, by: Acting) -> None:
    """End what the partners have begun about information that now comes."""
    end_open(
        case,
        DecisionKind.REQUIRE_INFORMATION,
        Disagreement.Ending.AGREED,
        words,
        by=by,
        subject=subject(request),
    )


@transaction.atomic
def issue_formal_request(
    *, by: Acting, request: Request, name: str, email: str, partner: Partner, asks: str, due_on: date
) -> FormalRequest:
    """Seal the formal letter and send whoever leads the agency a link to it, with nothing of the case.

    Children Act 2004 s.16H: a safeguarding partner asks, whoever is asked must comply, and only the partner
    that asked may go to court; so the letter is made in one partner's name, with that partner's agreement.
    The link opens the letter and the request itself. Raises NotAllowed.
    """
    case, request = begin(by, Act.ISSUE_FORMAL_REQUEST, request)
    if answered(request):
        raise NotAllowed(
            Refused("returned_already", "This agency has answered.", "There is nothing to ask for.")
        )
    refusal = _standing(request)
    if hasattr(refusal, "formal"):
        raise NotAllowed(
            Refused(
                "written_already",
                "The formal letter has been sent.",
                "If it stays unanswered, take legal advice with that partner, and explain what is missing.",
            )
        )
    demand(may_issue(asks, due_on, today=by.today))
    seat = colleague(request, name=name, email=email, role=Role.AGENCY_SENIOR, by=by, any_address=True)
    refusal.request = request
    document = publish_now(
        by=by,
        stream=stream_of(case),
        kind=DocumentKind.S16H_REQUEST,
        about=f"request:{request.pk}",
        data=formal_request(
            refusal,
            addressee=seat.person.name,
            partner=Partner(partner),
            asks=asks,
            due_on=due_on,
            on=by.today,
        ),
    )
    formal = FormalRequest.objects.create(
        refusal=refusal,
        document=document,
        partner=partner,
        to=seat,
        due_on=due_on,
        by=by.seat,
        at=timezone.now(),
    )
    record(
        case,
        "issue_formal_request",
        by=by,
        on={
            "agency": str(request.agency_id),
            "to": str(seat.pk),
            "partner": Partner(partner).value,
            "due": due_on.isoformat(),
            "document": document.reference,
        },
    )
    kind, whose = DecisionKind.REQUIRE_INFORMATION, Partner(partner).label
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter=subject(request),
        source=f"formal:{formal.pk}",
        said=Said(
            outcome=f"{whose} requires information of {request.agency.name_on(by.today)} by {plain(due_on)}.",
            decided_on=by.today,
            reasons=f"It would not share it: {refusal.words}",
            chosen=OPTIONS[kind][0],
            conditions=asks,
            review_on=due_on,
        ),
        told=[f"formal:{formal.pk}"],
        needs=Act.SEE_RETURNS_BOARD,
    )
    open_door(
        by=by,
        seat=seat,
        subject=subject(request),
        to=f"/returns/{request.short}/letter/",
        why=why(request),
        kind="formal_request",
        asked_by=case.partnership.name,
        due=due_on,
        expires=timezone.now() + STANDS,
        stream=case.stream,
        once_key=f"formal:{formal.pk}",
    )
    return formal


def may_issue(asks: str, due_on: date, *, today: date) -> Answer:
    """The letter says what is asked, by a day to come."""
    if not asks.strip():
        return Refused("no_words", "Say what is asked for.", "The usual words can stay.")
    if due_on <= today:
        return Refused(
            "due_past", "The day by which to answer must be after today.", "Give them a few working days."
        )
    return Allowed()


def stream_of(case: Case) -> Stream:
    """The chain of a case, which its papers stand in."""
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    return case.stream


def _standing(request: Request) -> Refusal:
    refusal = request.refusals.filter(ended_at__isnull=True).first()
    if refusal is None:
        raise NotAllowed(
            Refused(
                "not_refused",
                "Nobody has told us that this will not be shared.",
                "Note what the agency said first.",
            )
        )
    return refusal
