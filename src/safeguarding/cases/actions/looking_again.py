"""A referrer who is told that a case is not for the partnership may ask the chair, once, to look again."""

from __future__ import annotations

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.route import settle
from safeguarding.cases.facts import find, record, withdraw
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Referral, RouteProposal
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import Role, Route

ENDED_WITHOUT_US = {Route.NOT_FOR_PARTNERSHIP.value, Route.OTHER_AREA_LEADS.value}


def may_ask(by: Acting, referral: Referral) -> Answer:
    """Whether this referrer may still ask, for this referral."""
    more = (Relation.OWN_REFERRAL,) if referral.seat_id == by.seat.pk else ()
    answer = may_do(by, Act.ASK_TO_LOOK_AGAIN, referral.case, *more)
    if not answer:
        return answer
    route = find(referral.case, Kind.ROUTE_SETTLED)
    if route is None or route.detail.get("route") not in ENDED_WITHOUT_US:
        return Refused(
            "being_worked",
            "The partnership is working on this case.",
            "Ring the partnership if you know more.",
        )
    if referral.looked_at_again:
        return Refused(
            "asked_once",
            "The chair has been asked once already.",
            "If there is something new, send a new referral.",
        )
    return answer


@transaction.atomic
def ask_to_look_again(*, by: Acting, referral: Referral, reason: str) -> Referral:
    """Ask the chair to look again. It can be asked once a referral. Raises NotAllowed."""
    case = lock(referral.case)
    referral = Referral.objects.select_for_update().select_related("case").get(pk=referral.pk)
    demand(may_ask(by, referral))
    referral.looked_at_again = True
    referral.save(update_fields=["looked_at_again"])
    record(case, "ask_to_look_again", by=by, keep={"reason": reason})
    tell(case, {Role.LTRG_CHAIR}, "position_wanted", once=f"look-again:{referral.pk}")
    return referral


@transaction.atomic
def look_again(*, by: Acting, case: Case, consider: bool, reason: str) -> Case:
    """The chair's answer: the route stands, or the three partners consider the case after all."""
    case = lock(case)
    demand(may_do(by, Act.LOOK_AGAIN, case))
    if not waits_for_chair(case):
        raise NotAllowed(
            Refused("not_asked", "Nobody waits for you to look again.", "There is nothing more to do.")
        )
    if consider:
        settled = find(case, Kind.ROUTE_SETTLED)
        if settled:
            withdraw(settled)
        proposal = RouteProposal.objects.create(
            case=case,
            route=Route.SERIOUS_INCIDENT.value,
            reason=reason,
            proposed_by=by.seat,
            proposed_on=by.today,
            stands_on=by.today,
            settled_on=by.today,
        )
        settle(case, proposal, by=by)
    record(
        case,
        "look_again",
        by=by,
        on={"answer": "consider" if consider else "stands"},
        keep={"reason": reason},
    )
    tell(case, [case.referral.seat.person], "referral_outcome", once=f"looked-again:{case.pk}")
    return case


def waits_for_chair(case: Case) -> bool:
    """Whether the referrer has asked and the chair has not answered."""
    referral = getattr(case, "referral", None)
    if referral is None or not referral.looked_at_again or case.stream is None:
        return False
    return not case.stream.events.filter(act="look_again").exists()
