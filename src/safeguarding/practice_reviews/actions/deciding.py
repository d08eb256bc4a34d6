"""Deciding a local practice review. The only writer of this room."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, has, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.disagreements.actions.effects import end_open
from safeguarding.disagreements.models import Disagreement
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import Position, Proposal
from safeguarding.statute import decision_records as sealed
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.criteria import CRITERIA
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import DecisionKind, Partner, Role, Track

DECIDES = {Role(role) for role in roles_for(Act.DECIDE_PRACTICE_REVIEW)}


@transaction.atomic
def decide_practice_review(
    *,
    by: Acting,
    case: Case,
    carry_out: bool,
    reason: str,
    criteria: Mapping[str, str] | None = None,
    proportionality: str = "",
    why_not_enough: str = "",
) -> Tally:
    """A partner's position on a local practice review (Children Act 2004 s.16F); the third that agrees
    decides it.

    The first partner gives the reasons against the criteria (SI 2018/789 reg 11), why a review is
    proportionate and why what is known is not enough. Positions that differ open the resolution protocol; a
    position may change. Where the rapid review's signed outcome is a practice review it is decided already,
    and this is not needed. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DECIDE_PRACTICE_REVIEW, case))
    demand(may_be_decided(case))
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "A position needs its reason.", "Say why in a sentence or two.")
        )
    proposal = case.practice_review_proposals.select_for_update().filter(decided_on__isnull=True).first()
    if proposal is None:
        proposal = _propose(
            case,
            by,
            {k: v for k, v in (criteria or {}).items() if v.strip()},
            proportionality,
            why_not_enough,
        )
    _take(case, proposal, carry_out, reason, by=by)
    result = tally_of(proposal)
    if result.split:
        disagreement_follows(
            by=by,
            case=case,
            kind=DecisionKind.LCSPR_YES,
            about="Whether to carry out a local practice review.",
            positions={
                Partner(p.partner): f"{p.words}. {p.reason}" for p in proposal.positions.filter(current=True)
            },
            opened_from=f"practice_review:{proposal.number}",
        )
    if not result.outcome and not result.split:
        given = set(proposal.positions.filter(current=True).values_list("partner", flat=True))
        waiting = {role for role in DECIDES if role.partner and role.partner.value not in given}
        tell(case, waiting, "decision_wanted", once=f"practice-review:{proposal.pk}")
    if result.outcome:
        _decided(case, proposal, Proposal.Outcome(result.outcome), unanimous=result.unanimous, by=by)
    return result


def may_be_decided(case: Case) -> Answer:
    """A rapid review comes before a practice review on a notified incident, and one is decided once."""
    if case.closed:
        return Refused("closed", "This case is closed.", "Open it again first, with the reason.")
    if has(case, Kind.PRACTICE_REVIEW_DECIDED):
        return Refused(
            "decided", "A practice review has been decided already.", "There is nothing more to decide."
        )
    if basis_of(case) == Track.STATUTORY and not has(case, Kind.SENT_TO_PANEL):
        return Refused(
            "review_first",
            "The rapid review has not gone to the Panel yet.",
            "Record a practice review as its outcome there; it is decided when all three partners have "
            "signed.",
        )
    return Allowed()


def basis_of(case: Case) -> Track:
    """Statutory after a notification that stands; local otherwise. Either can decide a practice review."""
    stands = has(case, Kind.NOTIFIED) and not has(case, Kind.NOTIFICATION_WITHDRAWN)
    return Track.STATUTORY if stands and case.basis == Track.STATUTORY else Track.LOCAL


def tally_of(proposal: Proposal) -> Tally:
    """What the positions come to, by the lead partnership's rule."""
    held = {
        Partner(p.partner): "yes" if p.carry_out else "no" for p in proposal.positions.filter(current=True)
    }
    return tally(
        {partner: held.get(partner) for partner in Partner},
        proposal.case.profile.rule_for(DecisionKind.LCSPR_YES),
    )


def _propose(
    case: Case, by: Acting, criteria: dict[str, str], proportionality: str, why_not_enough: str
) -> Proposal:
    for missing, code, sentence in (
        (not criteria, "no_criteria", "Give the reason against at least one criterion."),
        (not proportionality.strip(), "no_proportionality", "Say why it is proportionate."),
        (not why_not_enough.strip(), "no_need", "Say why what is known already is, or is not, enough."),
    ):
        if missing:
            raise NotAllowed(
                Refused(code, sentence, "The three partners and the Panel rely on these reasons.")
            )
    last = case.practice_review_proposals.aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        case=case,
        number=last + 1,
        basis=basis_of(case).value,
        criteria=criteria,
        proportionality=proportionality,
        why_not_enough=why_not_enough,
        proposed_by=by.seat,
        proposed_on=by.today,
    )
    record(
        case,
        "propose_practice_review",
        by=by,
        on={"proposal": str(proposal.number), "basis": proposal.basis},
        keep={
            **criteria,
            "proportionality": proportionality,
            "why what is known is not enough": why_not_enough,
        },
    )
    return proposal


def _take(case: Case, proposal: Proposal, carry_out: bool, reason: str, *, by: Acting) -> None:
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - narrows the type; only partners may do this
    proposal.positions.filter(partner=partner.value, current=True).update(current=False)
    Position.objects.create(
        proposal=proposal,
        partner=partner.value,
        carry_out=carry_out,
        reason=reason,
        seat=by.seat,
        capacity=by.capacity,
    )
    record(
        case,
        "decide_practice_review",
        by=by,
        on={
            "proposal": str(proposal.number),
            "partner": partner.value,
            "position": "yes" if carry_out else "no",
        },
        keep={"reason": reason},
    )


def _decided(
    case: Case, proposal: Proposal, outcome: Proposal.Outcome, *, unanimous: bool, by: Acting
) -> None:
    proposal.decided_on, proposal.outcome = by.today, outcome.value
    proposal.save(update_fields=["decided_on", "outcome"])
    ending = Disagreement.Ending.AGREED if unanimous else Disagreement.Ending.DECIDED
    end_open(case, DecisionKind.LCSPR_YES, ending, f"{outcome.label}.", by=by)
    if outcome is Proposal.Outcome.YES:
        establish(
            case,
            Kind.PRACTICE_REVIEW_DECIDED,
            by=by,
            occurred=by.today,
            act="practice_review_decided",
            detail={"from": "partners", "basis": proposal.basis},
            on={"proposal": str(proposal.number)},
        )
    else:
        record(case, "practice_review_not_decided", by=by, on={"proposal": str(proposal.number)})
    _seal(case, proposal, outcome, unanimous=unanimous, by=by)


def _seal(case: Case, proposal: Proposal, outcome: Proposal.Outcome, *, unanimous: bool, by: Acting) -> None:
    """The record of the decision, with the reasons against the criteria (SI 2018/789 reg 11)."""
    lines = list(proposal.positions.filter(current=True).select_related("seat__person"))
    yes = outcome is Proposal.Outcome.YES
    options = ("Carry out a practice review", "No practice review")
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.LCSPR_YES if yes else DecisionKind.LCSPR_NO,
        matter="outcome",
        source=f"practice_review:{proposal.number}",
        said=sealed.Said(
            outcome=f"{outcome.label}.",
            decided_on=by.today,
            reasons=f"{proposal.proportionality}\n\n{proposal.why_not_enough}",
            chosen=options[0 if yes else 1],
            options=options,
            criteria=tuple(
                sealed.Criterion(CRITERIA[code].title if code in CRITERIA else code, "Considered", reason)
                for code, reason in proposal.criteria.items()
            ),
            positions=tuple(
                sealed.Position(
                    Partner(one.partner).label, one.words, one.seat.person.name, one.capacity, one.reason
                )
                for one in lines
            ),
            unanimous=unanimous,
            dissent=" ".join(
                f"{Partner(one.partner).label} held: {one.words}. {one.reason}"
                for one in lines
                if one.carry_out is not yes
            ),
        ),
    )
