"""Deciding how learning goes forward without a practice review."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, record
from safeguarding.cases.guards import plain
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Fact
from safeguarding.learning.models import LearningAgreement, LearningRoute
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Position, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import AlternativeRoute, DecisionKind, Partner, Role

SIGNED = {"sign_off", "reconsideration"}
DECIDES = {Role(role) for role in roles_for(Act.DECIDE_LEARNING_ROUTE)}


@transaction.atomic
def decide_learning_route(
    *,
    by: Acting,
    case: Case,
    kind: LearningRoute.Kind,
    scope: str,
    question: str,
    owner: str,
    due: date,
    product: str,
    impact: str,
    agency: Agency | None = None,
) -> LearningRoute:
    """A partner says how learning goes forward. It stands when all three agree (Children Act 2004 s.16F).

    Where the three have signed an outcome that says so, this plans it and it stands at once. Raises
    NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DECIDE_LEARNING_ROUTE, case))
    demand(
        _whole(
            by, kind, agency, due, scope=scope, question=question, owner=owner, product=product, impact=impact
        )
    )
    if case.learning_routes.filter(decided_on__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "proposal_open",
                "Another way of learning waits for the partners’ agreement.",
                "Agree to that one first.",
            )
        )
    route = LearningRoute.objects.create(
        case=case,
        number=(case.learning_routes.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=kind.value,
        scope=scope,
        question=question,
        agency=agency,
        owner=owner,
        due=due,
        product=product,
        impact=impact,
        proposed_by=by.seat,
        proposed_on=by.today,
    )
    record(
        case,
        "plan_learning_route",
        by=by,
        on={"route": str(route.number), "kind": kind.value},
        keep={"scope": scope, "question": question, "owner": owner, "product": product, "impact": impact},
    )
    signed = signed_intent(case)
    if signed:
        _stand(case, route, signed, by=by)
    else:
        _agree(case, route, by=by)
    return route


@transaction.atomic
def agree_learning_route(*, by: Acting, route: LearningRoute) -> LearningRoute:
    """A partner agrees to a way of learning that another proposed; the third agreement decides it, once."""
    case = lock(route.case)
    demand(may_do(by, Act.DECIDE_LEARNING_ROUTE, case))
    route = LearningRoute.objects.select_for_update(of=("self",)).get(pk=route.pk)
    if route.decided_on:
        raise NotAllowed(Refused("decided", "This has been decided already.", "There is nothing more to do."))
    partner = by.role.partner
    if route.agreements.filter(partner=partner).exists():
        raise NotAllowed(
            Refused(
                "agreed_already", "Your agreement is written down already.", "We wait for the other partners."
            )
        )
    _agree(case, route, by=by)
    return route


def signed_intent(case: Case) -> Fact | None:
    """The fact that the three partners signed an outcome which takes learning forward in another way, not
    planned yet.
    """
    planned = case.learning_routes.filter(decided_on__isnull=False).exists()
    if planned:
        return None
    for fact in case.facts.filter(current=True, kind=Kind.LEARNING_ROUTE_DECIDED.value):
        if fact.detail.get("from") in SIGNED:
            return fact
    return None


def _agree(case: Case, route: LearningRoute, *, by: Acting) -> None:
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - narrows the type; only partners may do this
    LearningAgreement.objects.create(
        route=route, partner=partner.value, seat=by.seat, capacity=by.capacity, agreed_on=by.today
    )
    record(case, "agree_learning_route", by=by, on={"route": str(route.number), "partner": partner.value})
    if route.agreements.count() == len(Partner):
        _stand(case, route, None, by=by)
        return
    agreed = set(route.agreements.values_list("partner", flat=True))
    waiting = {role for role in DECIDES if role.partner and role.partner.value not in agreed}
    tell(case, waiting, "decision_wanted", once=f"learning-route:{route.pk}")


def _stand(case: Case, route: LearningRoute, signed: Fact | None, *, by: Acting) -> None:
    """It is decided. A fact that already says the same is enough; another is established beside it."""
    route.decided_on = by.today
    route.save(update_fields=["decided_on"])
    one = AlternativeRoute.SINGLE_AGENCY_REVIEW.value
    same = signed is not None and (signed.detail.get("route") == one) == (route.kind == one)
    _seal(case, route, by=by)
    if same:
        return
    establish(
        case,
        Kind.LEARNING_ROUTE_DECIDED,
        by=by,
        occurred=by.today,
        act="learning_route_decided",
        key=str(route.number),
        detail={"from": "partners", "route": route.kind},
        on={"route": str(route.number)},
    )


def _seal(case: Case, route: LearningRoute, *, by: Acting) -> None:
    """How learning goes forward, and each partner's agreement where it was asked for: an outcome that all
    three have signed already says so itself.
    """
    words = LearningRoute.Kind(route.kind).label
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.ALTERNATIVE_LEARNING,
        matter=f"learning:{route.number}",
        source=f"learning:{route.number}",
        said=Said(
            outcome=f"{words}, by {plain(route.due)}: {route.product}",
            decided_on=by.today,
            reasons=f"{route.question}\n\n{route.impact}",
            chosen=words,
            options=tuple(one.label for one in LearningRoute.Kind),
            weighed=route.scope,
            positions=_agreed(case, route),
            unanimous=True,
            review_on=route.due,
        ),
    )


def _agreed(case: Case, route: LearningRoute) -> tuple[Position, ...]:
    """Who agreed to it; where the three had signed an outcome that says so, their signatures."""
    lines = route.agreements.select_related("seat__person").order_by("pk")
    signed = case.facts.filter(current=True, kind=Kind.SIGNED_OFF.value).select_related("seat__person")
    return tuple(
        Position(Partner(one.partner).label, "Agrees", one.seat.person.name, one.capacity) for one in lines
    ) or tuple(
        Position(Partner(one.key).label, "Signed", one.seat.person.name, one.seat.capacity_on(one.occurred))
        for one in signed.order_by("pk")
    )


def _whole(by: Acting, kind: LearningRoute.Kind, agency: Agency | None, due: date, **texts: str) -> Answer:
    wanted = {
        "scope": "what it covers", "question": "the question it answers", "owner": "who leads it",
        "product": "what will come of it", "impact": "how you will see that it made a difference",
    }  # fmt: skip
    missing = [words for name, words in wanted.items() if not texts[name].strip()]
    if missing:
        return Refused(
            "not_whole", f"Still to say: {'; '.join(missing)}.", "Without these nobody can follow it up."
        )
    if kind == LearningRoute.Kind.SINGLE_AGENCY_REVIEW and agency is None:
        return Refused("no_agency", "Say which agency reviews its part.", "Choose the agency.")
    if due < by.today:
        return Refused("date_past", f"{plain(due)} has passed.", "Give a day to come.")
    return Allowed()
