"""How somebody stands to a case, as the permission table reads it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from safeguarding.cases.models import Case, EmergencyOpening, Exclusion, Grant, StandIn
from safeguarding.cases.page_memory import once
from safeguarding.documents.models import Document
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.queries import delegation_in_force, in_force
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, Relation, Standing, may
from safeguarding.statute.reviewers import REVIEWERS
from safeguarding.statute.terms import DecisionKind, DocumentKind, Partner, Role

DEPUTIES = {Role.DEPUTY_LA, Role.DEPUTY_HEALTH, Role.DEPUTY_POLICE}


SCOPES = {
    Act.CONFIRM_POSITION: DecisionKind.THRESHOLD_POSITION,
    Act.SIGN_OFF: DecisionKind.RR_SIGN_OFF,
    Act.RECONSIDER: DecisionKind.LCSPR_YES,
    Act.DECIDE_PRACTICE_REVIEW: DecisionKind.LCSPR_YES,
    Act.DECIDE_PUBLICATION: DecisionKind.PUBLISH,
    Act.APPOINT_REVIEWER: DecisionKind.REVIEWER_APPOINT,
    Act.REMOVE_REVIEWER: DecisionKind.REVIEWER_REMOVE,
    Act.RULE_ON_REVIEWER: DecisionKind.CONFLICT_RULING,
    Act.ACCEPT_REPORT: DecisionKind.REPORT_ACCEPT,
    Act.DECIDE_LEARNING_ROUTE: DecisionKind.ALTERNATIVE_LEARNING,
    Act.CALL_UP_ROUTE: DecisionKind.TRIAGE_ROUTE,
    Act.SETTLE_ROUTE: DecisionKind.TRIAGE_ROUTE,
    Act.CLOSE_CASE: DecisionKind.CASE_CLOSE,
    Act.REOPEN_CASE: DecisionKind.CASE_REOPEN,
    Act.CONFIRM_RESTAMP: DecisionKind.RULESET_RESTAMP,
}
"""What a deputy's delegation must cover for an act; for other acts any delegation in force does."""


def standing(by: Acting, case: Case | None = None, *more: Relation, scope: str | None = None) -> Standing:
    """The seat, level and relations of somebody to a case (or to their partnership where there is no case
    yet).

    `scope` is the kind of decision that a deputy's delegation must cover.
    """
    if not _still_held(by, case):
        return Standing(
            by.role, by.level, frozenset({Relation.ACCESS_ENDED} if _was_let_in(by, case) else ())
        )
    relations = {Relation.OWN_PARTNERSHIP}
    if case is not None:
        relations = set(once(case, ("standing", by.seat.pk), lambda: _to_case(by, case)))
    relations |= set(more)
    if by.role in DEPUTIES:
        if _delegated(by, case, scope):
            relations.add(Relation.DELEGATION_IN_FORCE)
        elif not _delegated(by, case, None):
            # Whoever let a deputy in did so while they stood in for somebody.
            relations.discard(Relation.GRANTED)
    return Standing(by.role, by.level, frozenset(relations))


def _still_held(by: Acting, case: Case | None) -> bool:
    """Whether the seat is in force: asked anew under the case’s lock, as it may have ended meanwhile."""
    if case is None or not by.seat.in_force(by.today):
        return by.seat.in_force(by.today)
    held = Seat.objects.filter(in_force(by.today), pk=by.seat.pk)
    return once(case, ("held", by.seat.pk), held.exists)


def _was_let_in(by: Acting, case: Case | None) -> bool:
    return case is not None and Grant.objects.filter(case=case, seat=by.seat).exists()


def _to_case(by: Acting, case: Case) -> frozenset[Relation]:
    relations = set()
    if case.partnership_id == by.seat.partnership_id:
        relations.add(Relation.OWN_PARTNERSHIP)
    let_in = _let_in(by, case)
    if (by.seat.pk, True) in {(seat, runs) for seat, _, runs in let_in}:
        relations |= {Relation.GRANTED, Relation.SEALED_CASE_NAMED}
    elif by.seat.pk in {seat for seat, _, _ in let_in}:
        relations.add(Relation.ACCESS_ENDED)
    if by.role not in REVIEWERS and any(role in REVIEWERS for _, role, _ in let_in):
        relations.add(Relation.REVIEWED_IT)
    if case.sealed:
        relations.add(Relation.SEALED)
    if EmergencyOpening.objects.filter(case=case, seat=by.seat, until__gt=timezone.now()).exists():
        relations.add(Relation.EMERGENCY)
    if Exclusion.objects.filter(case=case, person=by.person, ended_at__isnull=True).exists():
        relations.add(Relation.EXCLUDED)
    return frozenset(relations)


def _let_in(by: Acting, case: Case) -> list[tuple[int, str, bool]]:
    """The seats of this person that were ever let into the case by name, and whether that runs today."""
    rows = Grant.objects.filter(case=case, seat__person=by.person).values_list(
        "seat", "seat__role", "since", "until", "ended_at"
    )
    return [
        (seat, role, ended is None and since <= by.today and (until is None or by.today <= until))
        for seat, role, since, until, ended in rows
    ]


def _delegated(by: Acting, case: Case | None, scope: str | None) -> bool:
    def look_up() -> bool:
        if delegation_in_force(by.seat, scope, by.today) is not None:
            return True
        return case is not None and stand_in_of(by.seat, case) is not None

    return look_up() if case is None else once(case, ("delegated", by.seat.pk, scope), look_up)


def stand_in_of(seat: Seat, case: Case) -> StandIn | None:
    """Under which confirmed naming the seat decides for its partner in this one case, if any."""
    named = StandIn.objects.filter(case=case, seat=seat, confirmed_at__isnull=False, ended_at__isnull=True)
    return named.select_related("named_by__person").first()


def capacity_in(case: Case, seat: Seat, scope: str | None, on: date) -> str:
    """The capacity as a record of the case shows it; a deputy's says for whom they stand in.

    `scope` is the kind of decision that the delegation must cover.
    """
    words = seat.capacity_on(on)
    delegation = delegation_in_force(seat, scope, on)
    if delegation:
        return f"{words}, standing in for {delegation.principal.person.name}"
    named = stand_in_of(seat, case)
    return f"{words}, named for this case by {named.named_by.person.name}" if named else words


def may_do(by: Acting, act: Act, case: Case | None = None, *more: Relation) -> Answer:
    """Whether this person, in this seat, at this level, may do this act on this case; with the sentence if
    not.
    """
    return may(act, standing(by, case, *more, scope=SCOPES.get(act)))


PARTNERS_AND_CHAIR = frozenset(
    {
        Role.DSP_LA,
        Role.DSP_HEALTH,
        Role.DSP_POLICE,
        Role.LSP_LA,
        Role.LSP_HEALTH,
        Role.LSP_POLICE,
        Role.LTRG_CHAIR,
    }
)


def reads_all(by: Acting, case: Case) -> bool:
    """Whether somebody is one of the three partners (or stands in for one today), or the chair: whom an
    agency may let read what nobody else reads.
    """
    if by.role in DEPUTIES:
        return _delegated(by, case, None)
    return by.role in PARTNERS_AND_CHAIR


def drafts_kept_back(by: Acting, case: Case) -> Q:
    """The papers kept from whoever does not see who has answered: drafts of the report, which name them.

    The sealed report is for everybody who works on the case.
    """
    if may_do(by, Act.SEE_RETURNS_BOARD, case):
        return Q(pk__in=[])
    return Q(kind=DocumentKind.RR_REPORT.value, state=Document.DRAFT)


KNOW_WHO_REFERS = {
    Role.PARTNERSHIP_MANAGER,
    Role.BUSINESS_SUPPORT,
    Role.LTRG_CHAIR,
    *(role for role in Role if role.partner),
}


def kept_back(by: Acting, case: Case) -> int | None:
    """The seat whose holder’s name is kept from this reader: a referrer who asked for it."""
    referral = getattr(case, "referral", None)
    if referral is None or not referral.confidential or by.role in KNOW_WHO_REFERS:
        return None
    return None if referral.seat_id == by.seat.pk else int(referral.seat_id)


def may_show_names(by: Acting, case: Case) -> Answer:
    """Whether this person may see who the people in the case are.

    Up to the third signature, everybody who holds the case; after it, the few whom the table names (UK GDPR
    Article 5(1)(c): no longer needed by the others).
    """
    return may_do(by, Act.SHOW_NAME if names_are_open(case) else Act.SHOW_NAME_AFTER_SIGN_OFF, case)


def names_are_open(case: Case) -> Answer:
    """Whether the three have not all signed yet; after that, names are for the few."""
    signed = case.facts.filter(kind=Kind.SIGNED_OFF.value, current=True).values("key").distinct().count()
    if signed < len(Partner):
        return Allowed()
    return Refused(
        "signed_off",
        "The review is signed off, so names are no longer shown to agencies and other areas.",
        "Ask the partnership manager of the area that leads.",
    )
