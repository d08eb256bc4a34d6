"""The three partners appoint a reviewer, or remove one, and what follows for their account."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.access import access_ends, access_follows
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, has, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Grant
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.disagreements.actions.effects import end_open
from safeguarding.disagreements.models import Disagreement
from safeguarding.people.acting import Acting
from safeguarding.people.actions import end_sessions, seat_ends, seat_follows, seat_goes_on
from safeguarding.people.models import Seat
from safeguarding.practice_reviews.actions.commissioning import (
    locked,
    may_review,
    on_record,
    still_open,
    under_way,
)
from safeguarding.practice_reviews.models import Candidate, ReviewerPosition, ReviewerProposal
from safeguarding.practice_reviews.queries.conflicts import conflicts_of, involved_in, ruled
from safeguarding.statute import decision_records as sealed
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.reviewers import Suitability, may_appoint, may_remove
from safeguarding.statute.terms import DecisionKind, Partner, Role

ACT = {
    ReviewerProposal.What.APPOINT: Act.APPOINT_REVIEWER,
    ReviewerProposal.What.REMOVE: Act.REMOVE_REVIEWER,
}
KIND = {
    ReviewerProposal.What.APPOINT: DecisionKind.REVIEWER_APPOINT,
    ReviewerProposal.What.REMOVE: DecisionKind.REVIEWER_REMOVE,
}


@transaction.atomic
def propose_appointment(*, by: Acting, candidate: Candidate, reason: str) -> ReviewerProposal:
    """Put a candidate to the three partners, once everything is known that the appointment needs (SI 2018/789
    reg 12). Raises NotAllowed.
    """
    case = lock(candidate.case)
    demand(may_do(by, Act.COMMISSION_REVIEWER, case))
    demand(under_way(case))
    candidate = locked(candidate)
    demand(may_be_appointed(case, candidate, by))
    made = _propose(case, candidate, ReviewerProposal.What.APPOINT, reason, by=by)
    _tell_partners(case, made)
    return made


@transaction.atomic
def propose_removal(*, by: Acting, candidate: Candidate, reason: str, replace: bool) -> Tally:
    """A partner asks for a reviewer's removal, and holds so from the start (SI 2018/789 reg 13).

    `replace`: whether another reviewer is then to be appointed. Raises NotAllowed.
    """
    case = lock(candidate.case)
    demand(may_do(by, Act.REMOVE_REVIEWER, case))
    candidate = locked(candidate)
    demand(_may_go(case, candidate))
    made = _propose(case, candidate, ReviewerProposal.What.REMOVE, reason, by=by, replace=replace)
    return _position(case, made, True, reason, by=by)


@transaction.atomic
def take_position(*, by: Acting, proposal: ReviewerProposal, agrees: bool, reason: str) -> Tally:
    """A partner's position on appointing or removing a reviewer; the third that agrees decides it.

    Positions that differ open the resolution protocol; a position may change. Raises NotAllowed.
    """
    case = lock(proposal.case)
    proposal = ReviewerProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    what = ReviewerProposal.What(proposal.what)
    demand(may_do(by, ACT[what], case))
    if proposal.decided_on:
        raise NotAllowed(
            Refused("decided", "The partners have decided this already.", "There is nothing more to do.")
        )
    candidate = locked(proposal.candidate)
    if what is ReviewerProposal.What.APPOINT and agrees:
        demand(under_way(case))
        demand(may_be_appointed(case, candidate, by))
    return _position(case, proposal, agrees, reason, by=by)


def may_be_appointed(case: Case, candidate: Candidate, by: Acting) -> Answer:
    """Whether the candidate may be appointed today: the person, everything that is asked, and the place."""
    checks = (
        still_open(candidate),
        may_review(case, candidate.reviewer, Role(candidate.place)),
        may_appoint(
            suitability=candidate.suitability,
            declared=candidate.declared_on is not None,
            found=conflicts_of(candidate, involved_in([case])[case.pk]),
            ruled=ruled(candidate),
            contract=candidate.contract,
            in_place=[Role(one.place) for one in in_place(case)],
            role=Role(candidate.place),
            on=by.today,
        ),
    )
    return next((answer for answer in checks if not answer), checks[0])


def in_place(case: Case) -> list[Candidate]:
    """The reviewers of the case: appointed and not removed."""
    found = case.reviewer_candidates.filter(appointed_on__isnull=False, removed_on__isnull=True)
    return list(found.select_related("reviewer", "seat__person", "grant"))


def tally_of(proposal: ReviewerProposal) -> Tally:
    """What the positions come to, by the lead partnership's rule."""
    held = {Partner(p.partner): "yes" if p.agrees else "no" for p in proposal.positions.filter(current=True)}
    kind = KIND[ReviewerProposal.What(proposal.what)]
    return tally({one: held.get(one) for one in Partner}, proposal.case.profile.rule_for(kind))


def _may_go(case: Case, candidate: Candidate) -> Answer:
    return may_remove(
        appointed=candidate.in_place,
        published=has(case, Kind.PUBLISHED) or has(case, Kind.PUBLICATION_DECLINED),
    )


def _propose(
    case: Case,
    candidate: Candidate,
    what: ReviewerProposal.What,
    reason: str,
    *,
    by: Acting,
    replace: bool | None = None,
) -> ReviewerProposal:
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "The partners need the reason.", "Say why in a sentence or two.")
        )
    if case.reviewer_proposals.filter(decided_on__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "one_at_a_time",
                "The partners are deciding on a reviewer of this case already.",
                "Put the next one to them when they have decided.",
            )
        )
    last = case.reviewer_proposals.aggregate(last=Max("number"))["last"] or 0
    made = ReviewerProposal.objects.create(
        case=case, candidate=candidate, what=what, number=last + 1, reason=reason.strip(), replace=replace,
        proposed_by=by.seat, proposed_on=by.today,
    )  # fmt: skip
    record(
        case,
        f"propose_to_{what.value}_reviewer",
        by=by,
        on={**on_record(candidate), "proposal": str(made.number)},
        keep={"reason": reason},
    )
    return made


def _position(case: Case, proposal: ReviewerProposal, agrees: bool, reason: str, *, by: Acting) -> Tally:
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "A position needs its reason.", "Say why in a sentence or two.")
        )
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - narrows the type; only partners may do this
    proposal.positions.filter(partner=partner.value, current=True).update(current=False)
    ReviewerPosition.objects.create(
        proposal=proposal, partner=partner.value, agrees=agrees, reason=reason.strip(), seat=by.seat,
        capacity=by.capacity,
    )  # fmt: skip
    record(
        case,
        f"position_to_{proposal.what}_reviewer",
        by=by,
        on={"proposal": str(proposal.number), "partner": partner.value, "position": _yes(agrees)},
        keep={"reason": reason},
    )
    result = tally_of(proposal)
    if result.split:
        _disagree(case, proposal, by=by)
    if not result.outcome and not result.split:
        _tell_partners(case, proposal)
    if result.outcome:
        _decided(case, proposal, result.outcome == "yes", unanimous=result.unanimous, by=by)
    return result


def _tell_partners(case: Case, proposal: ReviewerProposal) -> None:
    given = set(proposal.positions.filter(current=True).values_list("partner", flat=True))
    decides = {Role(role) for role in roles_for(ACT[ReviewerProposal.What(proposal.what)])}
    waiting = {role for role in decides if role.partner and role.partner.value not in given}
    where = reverse("practice_reviews:candidate", args=[case.reference, proposal.candidate.number])
    tell(case, waiting, "decision_wanted", once=f"reviewer-proposal:{proposal.pk}", path=where)


def _disagree(case: Case, proposal: ReviewerProposal, *, by: Acting) -> None:
    about = "Whether to remove a reviewer." if proposal.removes else "Whether to appoint a reviewer."
    disagreement_follows(
        by=by,
        case=case,
        kind=KIND[ReviewerProposal.What(proposal.what)],
        about=about,
        positions={
            Partner(one.partner): f"{one.words}. {one.reason}"
            for one in proposal.positions.filter(current=True)
        },
        opened_from=f"reviewer_proposal:{proposal.number}",
    )


def _decided(case: Case, proposal: ReviewerProposal, agreed: bool, *, unanimous: bool, by: Acting) -> None:
    proposal.decided_on, proposal.agreed = by.today, agreed
    proposal.save(update_fields=["decided_on", "agreed"])
    candidate = locked(proposal.candidate)
    ending = Disagreement.Ending.AGREED if unanimous else Disagreement.Ending.DECIDED
    kind = KIND[ReviewerProposal.What(proposal.what)]
    end_open(case, kind, ending, f"{proposal.words_for(agreed)}.", by=by)
    if not agreed:
        kept = "reviewer_kept" if proposal.removes else "reviewer_not_appointed"
        record(case, kept, by=by, on=on_record(candidate))
    elif proposal.removes:
        _remove(case, candidate, bool(proposal.replace), by=by)
    else:
        _appoint(case, candidate, by=by)
    _seal(case, proposal, candidate, agreed, unanimous=unanimous, by=by)


def _appoint(case: Case, candidate: Candidate, *, by: Acting) -> None:
    """The fact, and an account that opens this one case from the contract's first day to its last."""
    assert candidate.begins is not None  # noqa: S101 - `may_appoint` has asked for the contract
    assert candidate.ends is not None  # noqa: S101
    since = max(candidate.begins, by.today)
    establish(
        case,
        Kind.REVIEWER_APPOINTED,
        by=by,
        occurred=by.today,
        act="reviewer_appointed",
        key=str(candidate.number),
        detail={"place": candidate.place},
        on=on_record(candidate),
    )
    seat = _seat_for(case, candidate, by=by)
    candidate.seat = seat
    candidate.grant = _let_in(case, candidate, seat, since, by=by)
    candidate.appointed_on = by.today
    candidate.save(update_fields=["seat", "grant", "appointed_on"])


def _let_in(case: Case, candidate: Candidate, seat: Seat, since: date, *, by: Acting) -> Grant:
    """Access until the contract's last day, also for somebody who has been let in already."""
    held = Grant.objects.select_for_update().filter(case=case, seat=seat, ended_at__isnull=True)
    standing = held.exclude(until__lt=by.today).first()
    if standing is not None:
        standing.until = candidate.ends
        standing.save(update_fields=["until"])
        return standing
    return access_follows(
        by=by,
        case=case,
        seat=seat,
        reason="Appointed by the three partners as a reviewer of this case.",
        since=max(since, seat.since),
        until=candidate.ends,
    )


def _seat_for(case: Case, candidate: Candidate, *, by: Acting) -> Seat:
    """The reviewer's seat: one that they hold here already, as long as this contract; else a new one."""
    assert candidate.begins is not None  # noqa: S101 - `may_appoint` has asked for the contract
    assert candidate.ends is not None  # noqa: S101
    held = Seat.objects.filter(
        Q(until__isnull=True) | Q(until__gte=by.today),
        person__email__iexact=candidate.reviewer.email,
        partnership=case.partnership,
        role=candidate.place,
        agency__isnull=True,
    ).first()
    if held is not None:
        return seat_goes_on(by=by, seat=held, until=candidate.ends)
    return seat_follows(
        by=by,
        partnership=case.partnership,
        email=candidate.reviewer.email,
        name=candidate.reviewer.name,
        role=Role(candidate.place),
        since=max(candidate.begins, by.today),
        until=candidate.ends,
        organisation=candidate.reviewer.organisation,
    )


def _remove(case: Case, candidate: Candidate, replace: bool, *, by: Acting) -> None:
    """The fact; and in the same transaction the account no longer opens the case, the seat ends if it opened
    no other, and every session of theirs is over. The date to publish by stays as it was.
    """
    demand(_may_go(case, candidate))
    establish(
        case,
        Kind.REVIEWER_REMOVED,
        by=by,
        occurred=by.today,
        act="reviewer_removed",
        key=str(candidate.number),
        detail={"replace": _yes(replace)},
        on={**on_record(candidate), "replace": _yes(replace)},
    )
    candidate.removed_on, candidate.replace = by.today, replace
    candidate.save(update_fields=["removed_on", "replace"])
    seat = candidate.seat
    if seat is None:
        return
    for grant in Grant.objects.select_for_update().filter(case=case, seat=seat, ended_at__isnull=True):
        access_ends(by=by, case=case, grant=grant)
    elsewhere = Grant.objects.filter(seat=seat, ended_at__isnull=True).exclude(until__lt=by.today)
    if not elsewhere.exists() and (seat.until is None or seat.until >= by.today):
        seat_ends(by=by, seat=seat, last_day=by.today - timedelta(days=1))
    end_sessions(person=seat.person)


def _seal(
    case: Case,
    proposal: ReviewerProposal,
    candidate: Candidate,
    agreed: bool,
    *,
    unanimous: bool,
    by: Acting,
) -> None:
    """The record of the decision, for those who see how a reviewer is found; never for the reviewer."""
    lines = list(proposal.positions.filter(current=True).select_related("seat__person"))
    chosen = proposal.words_for(agreed)
    then = ""
    if proposal.removes and agreed:
        then = " Another reviewer is to be appointed." if candidate.replace else " Nobody takes their place."
    seal_decision(
        by=by,
        case=case,
        kind=KIND[ReviewerProposal.What(proposal.what)],
        matter=f"reviewer:{candidate.number}",
        source=f"reviewer_proposal:{proposal.number}",
        needs=Act.SEE_COMMISSIONING,
        said=sealed.Said(
            outcome=f"{chosen}: {candidate.reviewer.name}, {candidate.get_place_display().lower()}.{then}",
            decided_on=by.today,
            reasons=proposal.reason,
            chosen=chosen,
            options=(proposal.words_for(True), proposal.words_for(False)),
            criteria=()
            if proposal.removes
            else tuple(
                sealed.Criterion(one.label, "Considered", candidate.suitability.get(one.value, ""))
                for one in Suitability
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
                if one.agrees is not agreed
            ),
        ),
    )


def _yes(one: bool) -> str:
    return "yes" if one else "no"
