"""The Case for Consideration: bringing the three partners together about the threshold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import SCOPES, may_do
from safeguarding.cases.facts import establish, find, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Consideration, Enquiry, LocalAuthorityDecision, Position
from safeguarding.cases.queries.contacts import first_contact
from safeguarding.people.acting import Acting
from safeguarding.people.actions.doors import open_door
from safeguarding.people.models import Agency, Seat
from safeguarding.people.queries import delegation_in_force
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import (
    AbuseNeglect,
    DecisionKind,
    Outcome,
    Partner,
    Place,
    Role,
    ThresholdPosition,
)

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}
ADVISERS = {Role.LTRG_CHAIR, Role.INDEPENDENT_SCRUTINEER}


@dataclass(frozen=True)
class Line:
    """What a partner says: each limb of the test, and whether to notify."""

    abuse_neglect: AbuseNeglect
    harm: Outcome
    place: Place
    position: ThresholdPosition
    reason: str


@transaction.atomic
def convene_consideration(*, by: Acting, case: Case, convened_for: datetime, how: str) -> Consideration:
    """Bring the three partners together. Tells them, the chair and the scrutineer when. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.CONVENE_CONSIDERATION, case))
    if case.considerations.filter(concluded_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "already_convened",
                "The partners have already been brought together about this case.",
                "Use the consideration that is open.",
            )
        )
    consideration = Consideration.objects.create(
        case=case,
        round=case.considerations.count() + 1,
        convened_for=convened_for,
        how=how,
        convened_by=by.seat,
    )
    record(case, "convene_consideration", by=by, on={"consideration": str(consideration.pk)})
    tell(
        case,
        PARTNERS | ADVISERS,
        "bring_together",
        once=f"consideration:{consideration.pk}",
        due=timezone.localdate(convened_for),
    )
    return consideration


@transaction.atomic
def ask_what_is_known(*, by: Acting, consideration: Consideration, agency: Agency) -> Enquiry:
    """Ask a partner, or say the treating hospital, three short questions, due in one working day."""
    case = lock(consideration.case)
    demand(may_do(by, Act.ASK_WHAT_IS_KNOWN, case))
    _open_only(Consideration.objects.get(pk=consideration.pk))
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
    _open_only(Consideration.objects.get(pk=enquiry.consideration_id))
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


@transaction.atomic
def write_consideration(
    *,
    by: Acting,
    consideration: Consideration,
    facts_relied_on: str,
    harm_basis: list[str],
    harm_reasoning: str,
    notes: str = "",
    chair_advice: str = "",
    legal_advice_taken: bool = False,
) -> Consideration:
    """Keep the one shared record as the meeting talks."""
    case = lock(consideration.case)
    demand(may_do(by, Act.WRITE_CONSIDERATION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    _open_only(consideration)
    consideration.facts_relied_on, consideration.harm_basis = facts_relied_on, harm_basis
    consideration.harm_reasoning, consideration.notes = harm_reasoning, notes
    consideration.chair_advice, consideration.legal_advice_taken = chair_advice, legal_advice_taken
    consideration.save()
    record(
        case,
        "write_consideration",
        by=by,
        on={"consideration": str(consideration.pk)},
        keep={"facts relied on": facts_relied_on, "harm reasoning": harm_reasoning, "notes": notes},
    )
    return consideration


@transaction.atomic
def type_position(*, by: Acting, consideration: Consideration, partner: Partner, line: Line) -> Position:
    """Type what a partner says in the meeting, for that partner to confirm in one press, signed in as
    themselves. What a partner has confirmed only they can change. Raises NotAllowed.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.WRITE_CONSIDERATION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    _open_only(consideration)
    confirmed = consideration.positions.filter(
        partner=partner.value, current=True, confirmed_at__isnull=False
    )
    if confirmed.exists():
        raise NotAllowed(
            Refused(
                "confirmed_by_them",
                f"{partner.label} has confirmed a position, so only they can change it.",
                "Ask them to change it on this page, signed in as themselves.",
            )
        )
    return _put(case, consideration, partner, line, by=by, confirmed=False)


@transaction.atomic
def confirm_position(
    *, by: Acting, consideration: Consideration, line: Line | None = None, read: str = ""
) -> Position:
    """A partner confirms the line typed for them, or says another. A deputy only with a delegation in force.

    `read` is the line that was on their page: if another was typed meanwhile, they read that first.
    Positions may change after discussion; each is a row of its own and stays. Raises NotAllowed.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.CONFIRM_POSITION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    _open_only(consideration)
    partner = by.role.partner
    if partner is None:
        raise NotAllowed(
            Refused("no_partner", "You do not act for a statutory partner.", "Change the seat you act in.")
        )
    standing = consideration.positions.filter(partner=partner.value, current=True).first()
    if line is None:
        if standing is None:
            raise NotAllowed(
                Refused(
                    "nothing_to_confirm",
                    "Nothing has been typed for you yet.",
                    "Give your position yourself below.",
                )
            )
        if standing.confirmed_at:
            raise NotAllowed(
                Refused(
                    "confirmed_already",
                    "Your position is confirmed already.",
                    "To change it, give another below.",
                )
            )
        if read and read != str(standing.pk):
            raise NotAllowed(
                Refused(
                    "typed_meanwhile",
                    "What was typed for you has changed since you opened this page.",
                    "Read what it says now, then confirm it or give another position.",
                )
            )
        standing.confirmed_by, standing.confirmed_at, standing.capacity = (
            by.seat,
            timezone.now(),
            _capacity(by),
        )
        standing.save()
        _record_position(case, standing, by=by)
        return standing
    return _put(case, consideration, partner, line, by=by, confirmed=True)


@transaction.atomic
def decide_for_local_authority(
    *, by: Acting, case: Case, notify: bool, reason: str
) -> LocalAuthorityDecision:
    """The local authority's statutory decision (Children Act 2004 s.16C).

    A field of its own with its own signatory.

    Allowed against the other partners' positions, with a reason; the dissent is kept beside it.
    """
    case = lock(case)
    demand(may_do(by, Act.DECIDE_FOR_LOCAL_AUTHORITY, case))
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "The decision needs its reason.", "Say why in a sentence or two.")
        )
    latest = case.considerations.order_by("-round").first()
    wanted = ThresholdPosition.NOTIFY if notify else ThresholdPosition.DO_NOT_NOTIFY
    against = (
        sorted(
            latest.positions.filter(current=True, confirmed_at__isnull=False)
            .exclude(position=wanted.value)
            .exclude(partner=Partner.LA.value)
            .values_list("partner", flat=True)
        )
        if latest
        else []
    )
    case.local_authority_decisions.filter(current=True).update(current=False)
    decision = LocalAuthorityDecision.objects.create(
        case=case, notify=notify, reason=reason, against=against, seat=by.seat, decided_on=by.today
    )
    standing = find(case, Kind.LA_DECIDED)
    if standing:
        standing.current = False
        standing.save(update_fields=["current"])
    establish(
        case,
        Kind.LA_DECIDED,
        by=by,
        occurred=by.today,
        act="decide_for_local_authority",
        detail={"notify": "yes" if notify else "no", "against": ",".join(against)},
        keep={"reason": reason},
    )
    return decision


@transaction.atomic
def conclude_consideration(
    *,
    by: Acting,
    consideration: Consideration,
    reason: str,
    held_on: date | None = None,
    review_on: date | None = None,
) -> Tally:
    """Close the shared record.

    Agreement is computed by the profile's rule; a split opens the resolution protocol.

    “Considered, not notified” needs a date on which it is looked at again, because a late medical opinion can
    change it. Raises NotAllowed.
    """
    case = lock(consideration.case)
    demand(may_do(by, Act.CONCLUDE_CONSIDERATION, case))
    consideration = Consideration.objects.select_for_update().get(pk=consideration.pk)
    _open_only(consideration)
    result = tally_of(consideration)
    if not result.complete:
        waiting = " and ".join(partner.label for partner in result.waiting)
        raise NotAllowed(
            Refused(
                "positions_wanted",
                f"{waiting} have not confirmed a position yet.",
                "Ask them to confirm their own line. The clock keeps running meanwhile.",
            )
        )
    if not consideration.harm_reasoning.strip():
        raise NotAllowed(
            Refused(
                "no_reasoning",
                "The record does not say yet why the harm is or is not serious.",
                "Fill in “Why the harm is or is not serious”.",
            )
        )
    outcome = result.outcome or "split"
    if outcome == ThresholdPosition.DO_NOT_NOTIFY and not review_on:
        raise NotAllowed(
            Refused(
                "no_review_date",
                "“Considered, not notified” needs a date on which it is looked at again.",
                "Give a review date: a later medical opinion or charge may change the answer.",
            )
        )
    consideration.concluded_at, consideration.outcome = timezone.now(), outcome
    consideration.held_on = held_on or by.today
    consideration.review_on, consideration.conclusion_reason = review_on, reason
    consideration.save()
    establish(
        case,
        Kind.CONSIDERED,
        by=by,
        occurred=consideration.held_on,
        act="conclude_consideration",
        key=str(consideration.round),
        detail={"outcome": outcome, "unanimous": "yes" if result.unanimous else "no"},
        on={"consideration": str(consideration.pk), "outcome": outcome},
        keep={"reason": reason},
    )
    return result


def tally_of(consideration: Consideration) -> Tally:
    """What the confirmed positions come to, by the lead partnership's rule for this decision."""
    confirmed = dict(
        consideration.positions.filter(current=True, confirmed_at__isnull=False).values_list(
            "partner", "position"
        )
    )
    profile = consideration.case.profile
    return tally(
        {partner: confirmed.get(partner.value) for partner in Partner},
        profile.rule_for(DecisionKind.THRESHOLD_POSITION),
        positive=ThresholdPosition.NOTIFY.value,
    )


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
            once=f"enquiry:{enquiry.pk}",
            due=enquiry.due_on,
            path=page,
        )
    else:
        open_door(
            by=by,
            seat=seat,
            subject=f"enquiry:{enquiry.pk}",
            to=page,
            kind="what_do_you_know",
            due=enquiry.due_on,
            why="The safeguarding partners ask three short questions before they meet.",
            stream=case.stream,
        )


def _put(
    case: Case, consideration: Consideration, partner: Partner, line: Line, *, by: Acting, confirmed: bool
) -> Position:
    if not line.reason.strip():
        raise NotAllowed(
            Refused("no_reason", "A position needs its reason.", "Say why in a sentence or two.")
        )
    consideration.positions.filter(partner=partner.value, current=True).update(current=False)
    position = Position.objects.create(
        consideration=consideration,
        partner=partner.value,
        abuse_neglect=line.abuse_neglect.value,
        harm=line.harm.value,
        place=line.place.value,
        position=line.position.value,
        reason=line.reason,
        typed_by=by.seat,
        confirmed_by=by.seat if confirmed else None,
        confirmed_at=timezone.now() if confirmed else None,
        capacity=_capacity(by) if confirmed else "",
    )
    if confirmed:
        _record_position(case, position, by=by)
    else:
        record(
            case,
            "type_position",
            by=by,
            on={"partner": partner.value, "position": line.position.value},
            keep={"reason": line.reason},
        )
    return position


def _record_position(case: Case, position: Position, *, by: Acting) -> None:
    record(
        case,
        "confirm_position",
        by=by,
        on={
            "partner": position.partner,
            "position": position.position,
            "abuse_neglect": position.abuse_neglect,
            "harm": position.harm,
            "place": position.place,
        },
        keep={"reason": position.reason},
    )


def _capacity(by: Acting) -> str:
    """The capacity as a record shows it; a deputy's says for whom they stood, under the delegation that
    covers this decision.
    """
    delegation = delegation_in_force(by.seat, SCOPES[Act.CONFIRM_POSITION], by.today)
    if delegation:
        principal: Seat = delegation.principal
        return f"{by.capacity}, standing in for {principal.person.name}"
    return by.capacity


def _open_only(consideration: Consideration) -> None:
    if consideration.concluded_at:
        raise NotAllowed(
            Refused(
                "concluded",
                "This consideration has been concluded.",
                "To look at it again, bring the partners together anew.",
            )
        )
