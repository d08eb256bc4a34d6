"""Which way a referred case goes.

The manager proposes; the partners dispose; nobody can move a case down alone.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, find, has, record, supersede
from safeguarding.cases.letters import notify_by, tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, RouteProposal
from safeguarding.people.acting import Acting
from safeguarding.statute import routes
from safeguarding.statute.answer import Answer, NotAllowed, Refused, demand
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.decision_records import Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AbuseNeglect, DecisionKind, Outcome, Role, Route

PARTNERS = {
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
}
LA_DECIDES = {Role.LA_STATUTORY_DECIDER}


@transaction.atomic
def propose_route(
    *, by: Acting, case: Case, route: Route, reason: str, other_area: str = ""
) -> RouteProposal:
    """Propose a route.

    Consideration by the partners settles at once; any other stands after one working day.

    Where a child has died or been seriously harmed and abuse or neglect is known or suspected, the only route
    is consideration by the three partners (Children Act 2004 s.16C(1)). Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.PROPOSE_ROUTE, case))
    if has(case, Kind.ROUTE_SETTLED):
        raise NotAllowed(
            Refused(
                "route_settled", "The route of this case is settled.", "Open the case to see where it is."
            )
        )
    demand(_may_take(case, route, reason, other_area))
    if case.route_proposals.filter(settled_on__isnull=True, called_up_on__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "proposal_open",
                "A route has been proposed already and waits for the partners.",
                "Wait for it to stand, or ask a partner to call it up.",
            )
        )
    now_settled = route == Route.SERIOUS_INCIDENT
    proposal = RouteProposal.objects.create(
        case=case,
        route=route.value,
        reason=reason,
        other_area=other_area,
        proposed_by=by.seat,
        proposed_on=by.today,
        stands_on=by.today if now_settled else add_working_days(by.today, 1),
        settled_on=by.today if now_settled else None,
    )
    if now_settled:
        settle(case, proposal, by=by)
    else:
        record(case, "propose_route", by=by, on={"route": route.value}, keep={"reason": reason})
        tell(case, PARTNERS, "route_proposed", once=f"route:{proposal.pk}", due=proposal.stands_on)
    return proposal


@transaction.atomic
def call_up_route(*, by: Acting, case: Case, reason: str) -> RouteProposal:
    """A partner calls a proposed route up: the case goes to consideration by all three instead."""
    case = lock(case)
    demand(may_do(by, Act.CALL_UP_ROUTE, case))
    proposal = case.route_proposals.filter(settled_on__isnull=True, called_up_on__isnull=True).first()
    if proposal is None:
        raise NotAllowed(
            Refused(
                "nothing_to_call_up",
                "No proposed route is waiting.",
                "Open the case to see which route it took.",
            )
        )
    proposal.called_up_by, proposal.called_up_on, proposal.called_up_reason = by.seat, by.today, reason
    proposal.save()
    raised = RouteProposal.objects.create(
        case=case,
        route=Route.SERIOUS_INCIDENT.value,
        reason=reason,
        proposed_by=by.seat,
        proposed_on=by.today,
        stands_on=by.today,
        settled_on=by.today,
    )
    record(case, "call_up_route", by=by, on={"route": proposal.route}, keep={"reason": reason})
    settle(case, raised, by=by)
    return raised


@transaction.atomic
def settle_route(*, by: Acting, case: Case) -> RouteProposal:
    """Let a proposal stand once its working day has passed and no partner has called it up."""
    case = lock(case)
    demand(may_do(by, Act.SETTLE_ROUTE, case))
    proposal = case.route_proposals.filter(settled_on__isnull=True, called_up_on__isnull=True).first()
    if proposal is None:
        raise NotAllowed(
            Refused("nothing_to_settle", "No proposed route is waiting.", "Propose a route first.")
        )
    if by.today <= proposal.stands_on:
        raise NotAllowed(
            Refused(
                "too_early",
                f"The partners have until the end of {guards.plain(proposal.stands_on)} to call it up.",
                "Come back the day after. Any partner can also call it up before then.",
            )
        )
    proposal.settled_on = by.today
    proposal.save(update_fields=["settled_on"])
    settle(case, proposal, by=by)
    return proposal


@transaction.atomic
def confirm_awareness(*, by: Acting, case: Case, aware_on: date, evidence: str) -> None:
    """The local authority's notifier confirms when it became aware.

    Where the referrer did not know, this gives the first true value; where a date was given, a different one
    is a correction and takes two people (`correct_fact`).
    """
    case = lock(case)
    demand(may_do(by, Act.CONFIRM_AWARENESS, case))
    fact = find(case, Kind.LA_AWARE)
    if fact is None:
        raise NotAllowed(
            Refused(
                "no_awareness", "No date of awareness has been given yet.", "Ask the Partnership Manager."
            )
        )
    if fact.detail.get("basis") == "confirmed":
        raise NotAllowed(
            Refused(
                "confirmed_already",
                "The date has been confirmed already.",
                "To change it, propose a correction.",
            )
        )
    demand(
        guards.happened_by(
            aware_on,
            today=by.today,
            after=case.incident.occurred,
            what="Becoming aware",
            after_what="the incident",
        )
    )
    if fact.detail.get("basis") == "given" and aware_on != fact.occurred:
        raise NotAllowed(
            Refused(
                "needs_two",
                f"The referral says {guards.plain(fact.occurred)}. Changing it takes two people.",
                "Propose a correction; a second person then confirms it, and both dates stay on the record.",
            )
        )
    new = supersede(fact, by=by, occurred=aware_on, act="confirm_awareness", keep={"evidence": evidence})
    new.detail = {**new.detail, "basis": "confirmed"}
    new.save(update_fields=["detail"])


def _may_take(case: Case, route: Route, reason: str, other_area: str) -> Answer:
    """Whether what is known of the incident and of its children leaves this route open."""
    children = list(case.children.all())
    return routes.may_take(
        route,
        abuse_neglect=AbuseNeglect(case.incident.abuse_neglect),
        outcomes=frozenset(Outcome(child.outcome) for child in children if child.outcome),
        looked_after=any(child.looked_after for child in children),
        care_leaver=any(child.kind == "care_leaver" for child in children),
        reason=reason,
        other_area=other_area,
    )


def settle(case: Case, proposal: RouteProposal, *, by: Acting) -> None:
    """The route stands: the basis follows from it, and whoever referred is told where it ends with us."""
    basis = routes.basis_of(Route(proposal.route))
    if basis:
        case.basis = basis
    establish(
        case,
        Kind.ROUTE_SETTLED,
        by=by,
        occurred=by.today,
        act="settle_route",
        detail={"route": proposal.route, "other_area": proposal.other_area},
        on={"route": proposal.route},
        keep={"reason": proposal.reason},
    )
    if proposal.route == Route.SERIOUS_INCIDENT and not has(case, Kind.LA_DECIDED):
        tell(case, LA_DECIDES, "decision_wanted", once=f"local-authority:{case.pk}", due=notify_by(case))
    route = Route(proposal.route)
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.TRIAGE_ROUTE,
        matter="route",
        source=f"route:{proposal.pk}",
        said=Said(
            outcome=f"The route is: {route.label}.",
            decided_on=by.today,
            reasons=proposal.reason or "The law leaves no other route open.",
            chosen=route.label,
            options=tuple(one.label for one in Route if _may_take(case, one, "asked", "asked")),
        ),
        told=[f"outcome:{case.pk}", f"route:{proposal.pk}"],
    )
    if proposal.route in {Route.NOT_FOR_PARTNERSHIP, Route.OTHER_AREA_LEADS}:
        tell(case, [case.referral.seat.person], "referral_outcome", once=f"outcome:{case.pk}")
        case.referral.outcome_told_on = by.today
        case.referral.save(update_fields=["outcome_told_on"])
