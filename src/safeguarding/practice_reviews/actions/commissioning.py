"""Finding a reviewer for a case: the shortlist, suitability, the declaration, rulings and the contract."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.access import no_part_in
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import has, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Exclusion, Grant
from safeguarding.people.acting import Acting
from safeguarding.people.actions import seat_goes_on
from safeguarding.people.models import Agency, Person, Seat
from safeguarding.people.queries import seats
from safeguarding.practice_reviews.models import Candidate, Reviewer, ReviewerRuling, WorkedFor
from safeguarding.practice_reviews.queries.conflicts import conflicts_of, involved_in, unruled
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.reviewers import (
    ContractItem,
    Suitability,
    Worked,
    contract_in_order,
    declared_in_order,
    may_rule,
)
from safeguarding.statute.terms import DecisionKind, Role

RULING = ("May review the case", "May not review the case")


@dataclass(frozen=True)
class Agreed:
    """What was agreed with a reviewer. Days are working days, the fee cap is in whole pounds."""

    begins: date | None
    ends: date | None
    days: int | None
    fee_cap: int | None
    signed_on: date | None
    settled: Collection[str] = ()


@transaction.atomic
def shortlist(*, by: Acting, case: Case, reviewer: Reviewer, place: Role) -> Candidate:
    """Put somebody from the register on the shortlist of a case. Raises NotAllowed.

    Nobody reviews a case who has a seat that is kept apart from reviewing, or has had a part in the case.
    """
    case = lock(case)
    demand(may_do(by, Act.COMMISSION_REVIEWER, case))
    demand(under_way(case))
    if reviewer.partnership_id != case.partnership_id:
        raise NotAllowed(
            Refused("other_register", "They are on another partnership’s register.", "Choose from your own.")
        )
    if case.reviewer_candidates.filter(
        reviewer=reviewer, dropped_on__isnull=True, removed_on__isnull=True
    ).exists():
        raise NotAllowed(
            Refused("shortlisted", f"{reviewer.name} is on the shortlist already.", "Open their entry below.")
        )
    demand(may_review(case, reviewer, place))
    last = case.reviewer_candidates.aggregate(last=Max("number"))["last"] or 0
    candidate = Candidate.objects.create(
        case=case, number=last + 1, reviewer=reviewer, place=place.value, shortlisted_by=by.seat,
        shortlisted_on=by.today,
    )  # fmt: skip
    record(case, "shortlist_reviewer", by=by, on=on_record(candidate))
    return candidate


@transaction.atomic
def drop_candidate(*, by: Acting, candidate: Candidate, reason: str) -> Candidate:
    """Take somebody off the shortlist, with the reason. What was recorded stays. Raises NotAllowed."""
    case, candidate = _open(by, candidate)
    if candidate.appointed_on:
        raise NotAllowed(
            Refused("appointed", "They have been appointed.", "Only the three partners can remove them.")
        )
    if candidate.proposals.filter(decided_on__isnull=True).exists():
        raise NotAllowed(
            Refused("with_partners", "The partners are deciding on them.", "Wait for their decision.")
        )
    if not reason.strip():
        raise NotAllowed(Refused("no_reason", "Say why they come off the shortlist.", "A sentence will do."))
    candidate.dropped_on, candidate.why_dropped = by.today, reason.strip()
    candidate.save(update_fields=["dropped_on", "why_dropped"])
    record(case, "drop_reviewer", by=by, on=on_record(candidate), keep={"reason": reason})
    return candidate


@transaction.atomic
def answer_suitability(*, by: Acting, candidate: Candidate, answers: Mapping[str, str]) -> Candidate:
    """Answer the points of suitability in words; what is left empty stays open. Raises NotAllowed."""
    case, candidate = _open(by, candidate)
    said = {
        one.value: answers[one.value].strip() for one in Suitability if answers.get(one.value, "").strip()
    }
    if not said:
        raise NotAllowed(Refused("nothing_said", "No point is answered.", "Answer at least one in words."))
    candidate.suitability = said
    candidate.save(update_fields=["suitability"])
    record(case, "answer_suitability", by=by, on=on_record(candidate), keep=said)
    return candidate


@transaction.atomic
def note_work(
    *, by: Acting, candidate: Candidate, agency: Agency | None, name: str, first_year: int,
    last_year: int | None,
) -> WorkedFor:  # fmt: skip
    """Note an agency for which the candidate declares to have worked, in which years. Raises NotAllowed."""
    case, candidate = _open(by, candidate)
    if agency is not None and agency.partnership_id != case.partnership_id:
        raise NotAllowed(
            Refused("other_agency", "That agency is not one of this partnership’s.", "Choose one of yours.")
        )
    called = agency.name_on(by.today) if agency else name.strip()
    demand(
        declared_in_order([Worked(called, agency.pk if agency else None, first_year, last_year)], by.today)
    )
    row = WorkedFor.objects.create(
        candidate=candidate, agency=agency, name=called, first_year=first_year, last_year=last_year
    )
    record(case, "declare_reviewers_work", by=by, on=on_record(candidate), keep={"worked for": called})
    _ask_for_ruling(case, candidate)
    return row


@transaction.atomic
def take_back_work(*, by: Acting, candidate: Candidate, row: WorkedFor) -> WorkedFor:
    """Take back a line that was noted by mistake; it stays on the record. Raises NotAllowed."""
    case, candidate = _open(by, candidate)
    row = candidate.worked.select_for_update().get(pk=row.pk)
    row.current = False
    row.save(update_fields=["current"])
    record(case, "take_back_reviewers_work", by=by, on=on_record(candidate), keep={"worked for": row.name})
    return row


@transaction.atomic
def record_declaration(
    *, by: Acting, candidate: Candidate, declared_on: date, relationships: str, other_reviews: str
) -> Candidate:
    """Record that the candidate has declared their interests: relationships, and other reviews under way.

    An empty answer is a “none”. It may be recorded again whenever something new is known. Raises NotAllowed.
    """
    case, candidate = _open(by, candidate)
    if declared_on > by.today:
        raise NotAllowed(Refused("date_to_come", "That day has not come yet.", "Give the day they declared."))
    candidate.declared_on = declared_on
    candidate.relationships, candidate.other_reviews = relationships.strip(), other_reviews.strip()
    candidate.save(update_fields=["declared_on", "relationships", "other_reviews"])
    record(
        case,
        "record_reviewers_declaration",
        by=by,
        on=on_record(candidate),
        keep={"relationships": candidate.relationships, "other reviews": candidate.other_reviews},
    )
    _ask_for_ruling(case, candidate)
    return candidate


@transaction.atomic
def rule_on_reviewer(
    *, by: Acting, candidate: Candidate, conflict: str, may_review: bool, reason: str
) -> ReviewerRuling:
    """Rule whether a candidate may review the case in spite of a conflict. Raises NotAllowed.

    The chair or a delegated partner rules, never somebody of the agency that it is about. A later ruling
    takes the place of an earlier one.
    """
    case = lock(candidate.case)
    demand(may_do(by, Act.RULE_ON_REVIEWER, case))
    candidate = locked(candidate)
    demand(still_open(candidate))
    involved = involved_in([case])[case.pk]
    found = next((one for one in conflicts_of(candidate, involved) if one.key == conflict), None)
    if found is None:
        raise NotAllowed(
            Refused("no_conflict", "There is no such conflict any more.", "Read the declaration again.")
        )
    partner = by.role.partner
    own = Agency.objects.filter(partnership=case.partnership_id, partner=partner.value) if partner else ()
    demand(
        may_rule(
            found,
            by_agency=by.seat.agency_id,
            own_agencies={one.pk for one in own},
            is_candidate=by.person.email.casefold() == candidate.reviewer.email.casefold(),
        )
    )
    if not reason.strip():
        raise NotAllowed(Refused("no_reason", "A ruling needs its reason.", "Say why in a sentence or two."))
    candidate.rulings.filter(conflict=conflict, current=True).update(current=False)
    ruling = ReviewerRuling.objects.create(
        candidate=candidate, conflict=conflict, words=found.words, may_review=may_review,
        reason=reason.strip(), seat=by.seat,
    )  # fmt: skip
    record(
        case,
        "rule_on_reviewer",
        by=by,
        on={**on_record(candidate), "may_review": "yes" if may_review else "no"},
        keep={"ruling": reason},
    )
    chosen = RULING[0 if may_review else 1]
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.CONFLICT_RULING,
        matter=f"reviewer:{candidate.number}:{conflict}",
        source=f"reviewer_ruling:{ruling.pk}",
        needs=Act.SEE_COMMISSIONING,
        said=Said(
            outcome=f"{candidate.reviewer.name}: {chosen[:1].lower()}{chosen[1:]}. {found.words}.",
            decided_on=by.today,
            reasons=reason.strip(),
            chosen=chosen,
            options=RULING,
        ),
    )
    return ruling


@transaction.atomic
def record_contract(*, by: Acting, candidate: Candidate, agreed: Agreed) -> Candidate:
    """Record the contract: its dates, days, fee cap, when it was signed and what is settled in it.

    The account of somebody appointed opens the case until the contract's last day, and moves with it. Raises
    NotAllowed.
    """
    case, candidate = _open(by, candidate)
    candidate.begins, candidate.ends, candidate.days = agreed.begins, agreed.ends, agreed.days
    candidate.fee_cap, candidate.signed_on = agreed.fee_cap, agreed.signed_on
    candidate.settled = [one.value for one in ContractItem if one.value in set(agreed.settled)]
    demand(contract_in_order(candidate.contract, by.today))
    if candidate.in_place and candidate.ends is None:
        raise NotAllowed(
            Refused("no_end", "The contract of a reviewer has a last day.", "Their account ends with it.")
        )
    candidate.save()
    record(
        case,
        "record_reviewers_contract",
        by=by,
        on={**on_record(candidate), **({"until": candidate.ends.isoformat()} if candidate.ends else {})},
    )
    if candidate.in_place:
        _account_follows(candidate, by=by)
    return candidate


def _account_follows(candidate: Candidate, *, by: Acting) -> None:
    grant, seat = candidate.grant, candidate.seat
    if grant is None or seat is None or candidate.ends is None:
        return
    running = Grant.objects.select_for_update().filter(pk=grant.pk, ended_at__isnull=True)
    if running.update(until=candidate.ends):
        seat_goes_on(by=by, seat=seat, until=candidate.ends)


def under_way(case: Case) -> Answer:
    """Reviewers are found for a practice review that has been decided, while the case goes on."""
    if case.closed:
        return Refused("closed", "This case is closed.", "Open it again first, with the reason.")
    if not has(case, Kind.PRACTICE_REVIEW_DECIDED):
        return Refused(
            "not_decided", "No practice review has been decided yet.", "The three partners decide it first."
        )
    return Allowed()


def may_review(case: Case, reviewer: Reviewer, place: Role) -> Answer:
    """Whether the person may be a reviewer of the case at all: not kept apart from it, in no seat that the
    partnership's rules keep apart from reviewing, and never in a seat for an agency of the case.
    """
    person = Person.objects.filter(email__iexact=reviewer.email).first()
    if person is None:
        return Allowed()
    if Exclusion.objects.filter(case=case, person=person, ended_at__isnull=True).exists():
        return Refused(
            "excluded",
            f"{reviewer.name} is kept apart from this case because of an interest.",
            "Choose somebody else.",
        )
    held = list(seats().filter(person=person, partnership=case.partnership_id))
    apart = _kept_apart(case, held, reviewer.name, place)
    if apart is not None:
        return apart
    families = {key for one in involved_in([case])[case.pk] for key in one.keys}
    for seat in held:
        if seat.agency is not None and seat.agency_id in families:
            return Refused(
                "agency_part",
                f"{reviewer.name} has or had a seat here for {seat.agency.name_on(seat.since)}, an agency of "
                "this case.",
                "Choose somebody who has had no part in an agency of the case.",
            )
    return no_part_in(case, person, place)


def _kept_apart(case: Case, held: Collection[Seat], name: str, place: Role) -> Refused | None:
    for seat in held:
        because = case.profile.may_not_be_one_person(Role(seat.role), place)
        if because and (seat.until is None or seat.until >= timezone.localdate()):
            return Refused(
                "kept_apart",
                f"{name} has a seat here: {Role(seat.role).label}. {because}",
                "Choose somebody else.",
            )
    return None


def _ask_for_ruling(case: Case, candidate: Candidate) -> None:
    """Tell the chair of conflicts on which nobody has ruled."""
    for one in unruled(candidate, involved_in([case])[case.pk]):
        tell(
            case,
            {Role.LTRG_CHAIR},
            "decision_wanted",
            once=f"reviewer-conflict:{candidate.pk}:{one.key}",
            path=reverse("practice_reviews:candidate", args=[case.reference, candidate.number]),
        )


def _open(by: Acting, candidate: Candidate) -> tuple[Case, Candidate]:
    case = lock(candidate.case)
    demand(may_do(by, Act.COMMISSION_REVIEWER, case))
    demand(under_way(case))
    candidate = locked(candidate)
    demand(still_open(candidate))
    candidate.case = case
    return case, candidate


def locked(candidate: Candidate) -> Candidate:
    """The candidate as it stands now, its row locked, inside an act that holds the case's lock."""
    return (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("case", "reviewer", "seat__person", "grant")
        .get(pk=candidate.pk)
    )


def still_open(candidate: Candidate) -> Answer:
    """Whether the candidate is on the shortlist, or in place."""
    if candidate.dropped_on or candidate.removed_on:
        return Refused(
            "over",
            f"{candidate.reviewer.name} is no longer on the shortlist.",
            "What was recorded stays. Shortlist them again if you need to.",
        )
    return Allowed()


def on_record(candidate: Candidate) -> dict[str, str]:
    """How the record names a candidate."""
    return {"candidate": str(candidate.number), "reviewer": str(candidate.reviewer_id)}
