"""What the three partners decide about a finished report: publish it, the improvements only, or delay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, find, record, withdraw
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.disagreements.actions.effects import end_open
from safeguarding.disagreements.models import Disagreement
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions.finishing import may_be_prepared
from safeguarding.practice_reviews.models import Intention, Stance
from safeguarding.statute import decision_records as sealed
from safeguarding.statute import publication
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decisions import Tally, tally
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.publication import DelayReason, Way
from safeguarding.statute.terms import DecisionKind, Partner, Role

KINDS = {
    Way.PUBLISH: DecisionKind.PUBLISH,
    Way.IMPROVEMENTS: DecisionKind.PUBLISH_IMPROVEMENTS_ONLY,
    Way.DELAY: DecisionKind.DELAY_PUBLICATION,
}
MATTER = "publication"


@transaction.atomic
def intend(
    *,
    by: Acting,
    case: Case,
    way: Way,
    reasons: str,
    planned_on: date | None = None,
    delay_reason: DelayReason | None = None,
    review_on: date | None = None,
) -> Intention:
    """Put to the partners what becomes of the finished report, and agree to it oneself.

    Publishing, or publishing the improvements only, needs a day that is lawful (SI 2018/789 Part 3); not
    publishing needs a day on which that is looked at again; a delay needs its reason and a day within eight
    weeks. It takes the place of what was put to them before and is not decided. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DECIDE_PUBLICATION, case))
    demand(may_be_prepared(case))
    _demand_whole(case, way, reasons, planned_on, delay_reason, review_on, by=by)
    open_ = case.publication_intentions.filter(ended_on__isnull=True).first()
    if open_ is not None:
        open_.ended_on = by.today
        open_.save(update_fields=["ended_on"])
        end_open(case, KINDS[Way(open_.way)], Disagreement.Ending.DECIDED, "It was put another way.", by=by)
    made = Intention.objects.create(
        case=case,
        number=case.publication_intentions.count() + 1,
        way=way.value,
        reasons=reasons,
        planned_on=planned_on if way is not Way.DELAY else None,
        delay_reason=delay_reason.value if delay_reason and way is Way.DELAY else "",
        review_on=review_on if way is not Way.PUBLISH else None,
        proposed_by=by.seat,
        proposed_on=by.today,
    )
    record(
        case,
        "intend_publication",
        by=by,
        on={"intention": str(made.number), "way": way.value},
        keep={"reasons": reasons},
    )
    _take(case, made, True, reasons, by=by)
    roles = {Role(role) for role in roles_for(Act.DECIDE_PUBLICATION)}
    tell(
        case,
        {role for role in roles if role.partner and role.partner is not by.role.partner},
        "decision_wanted",
        once=f"publication:{made.pk}",
    )
    return made


@transaction.atomic
def take_stance(*, by: Acting, case: Case, number: int, agrees: bool, reason: str) -> Tally:
    """A partner's position on what was put to them; the third that agrees decides it. Positions that differ
    open the resolution protocol; a position may change. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DECIDE_PUBLICATION, case))
    demand(may_be_prepared(case))
    one = case.publication_intentions.filter(number=number, ended_on__isnull=True).first()
    if one is None:
        raise NotAllowed(
            Refused("put_anew", "Something else has been put to the partners meanwhile.", "Read that first.")
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "A position needs its reason.", "Say why in a sentence or two.")
        )
    _take(case, one, agrees, reason, by=by)
    result = tally_of(one)
    way = Way(one.way)
    if result.split:
        disagreement_follows(
            by=by,
            case=case,
            kind=KINDS[way],
            about="What becomes of the finished report.",
            positions={
                Partner(held.partner): f"{_held(way, held.agrees)}. {held.reason}"
                for held in one.positions.filter(current=True)
            },
            opened_from=f"publication:{one.number}",
        )
    if result.outcome:
        _decided(case, one, agreed=result.outcome == "yes", unanimous=result.unanimous, by=by)
    return result


def tally_of(one: Intention) -> Tally:
    """What the positions come to, by the lead partnership's rule."""
    held = {
        Partner(line.partner): "yes" if line.agrees else "no" for line in one.positions.all() if line.current
    }
    rule = one.case.profile.rule_for(KINDS[Way(one.way)])
    return tally({partner: held.get(partner) for partner in Partner}, rule)


def copies_on(case: Case) -> date | None:
    """The day on which the last of the copies went, where that is recorded."""
    fact = find(case, Kind.ADVANCE_COPIES_SENT)
    return fact.occurred if fact else None


def _demand_whole(
    case: Case,
    way: Way,
    reasons: str,
    planned_on: date | None,
    delay_reason: DelayReason | None,
    review_on: date | None,
    *,
    by: Acting,
) -> None:
    if not reasons.strip():
        raise NotAllowed(Refused("no_reason", "What is put to the partners needs its reasons.", "Say why."))
    if way is Way.DELAY:
        if delay_reason is None:
            raise NotAllowed(
                Refused("no_delay_reason", "Say what the delay comes from.", "Choose a reason from the list.")
            )
        if review_on is None:
            raise NotAllowed(
                Refused("no_review", "Say when the delay is looked at again.", "Within eight weeks.")
            )
        demand(publication.may_hold(review_on, today=by.today))
        return
    if planned_on is None:
        raise NotAllowed(
            Refused(
                "no_day",
                "Say on which day it is to be published.",
                "The earliest lawful day is shown on this page.",
            )
        )
    demand(publication.may_plan(planned_on, today=by.today, copies_on=copies_on(case)))
    if way is Way.IMPROVEMENTS and (review_on is None or review_on <= by.today):
        raise NotAllowed(
            Refused(
                "no_retest",
                "Say when it is looked at again whether the report can be published after all.",
                "Give a day that lies ahead.",
            )
        )


def _take(case: Case, one: Intention, agrees: bool, reason: str, *, by: Acting) -> None:
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - narrows the type; only partners may do this
    one.positions.filter(partner=partner.value, current=True).update(current=False)
    Stance.objects.create(
        intention=one, partner=partner.value, agrees=agrees, reason=reason, seat=by.seat, capacity=by.capacity
    )
    record(
        case,
        "position_on_publication",
        by=by,
        on={"intention": str(one.number), "partner": partner.value, "position": "yes" if agrees else "no"},
        keep={"reason": reason},
    )


def _held(way: Way, agrees: bool) -> str:
    return f"{way.label}: {'agreed' if agrees else 'not agreed'}"


def _decided(case: Case, one: Intention, *, agreed: bool, unanimous: bool, by: Acting) -> None:
    way = Way(one.way)
    one.ended_on, one.agreed = by.today, agreed
    one.save(update_fields=["ended_on", "agreed"])
    ending = Disagreement.Ending.AGREED if unanimous else Disagreement.Ending.DECIDED
    end_open(case, KINDS[way], ending, f"{_held(way, agreed)}.", by=by)
    if not agreed:
        record(case, "publication_not_agreed", by=by, on={"intention": str(one.number)})
        return
    EFFECTS[way](case, one, by)
    lines = list(one.positions.filter(current=True).select_related("seat__person"))
    seal_decision(
        by=by,
        case=case,
        kind=KINDS[way],
        matter=MATTER,
        source=f"publication:{one.number}",
        said=sealed.Said(
            outcome=f"{way.label}.",
            decided_on=by.today,
            reasons=one.reasons,
            chosen=sealed.OPTIONS[KINDS[way]][list(Way).index(way)],
            positions=tuple(
                sealed.Position(
                    Partner(line.partner).label, _held(way, line.agrees), line.seat.person.name,
                    line.capacity, line.reason,
                )
                for line in lines
            ),
            unanimous=unanimous,
            dissent=" ".join(
                f"{Partner(line.partner).label} did not agree. {line.reason}"
                for line in lines
                if not line.agrees
            ),
            conditions=DelayReason(one.delay_reason).label if one.delay_reason else "",
            review_on=one.review_on,
        ),
    )  # fmt: skip


def _forget(case: Case, *kinds: Kind) -> None:
    """What an earlier decision planned no longer stands."""
    for kind in kinds:
        if (fact := find(case, kind)) is not None:
            withdraw(fact)


def _plan(case: Case, one: Intention, by: Acting) -> None:
    assert one.planned_on is not None  # noqa: S101 - asked for when it was put to the partners
    _forget(case, Kind.PUBLICATION, Kind.PUBLICATION_DECLINED)
    establish(
        case, Kind.PUBLICATION, by=by, occurred=one.planned_on, act="publication_planned",
        on={"intention": str(one.number)},
    )  # fmt: skip


def _improvements(case: Case, one: Intention, by: Acting) -> None:
    _plan(case, one, by)
    establish(
        case, Kind.PUBLICATION_DECLINED, by=by, occurred=by.today, act="publication_declined",
        on={"intention": str(one.number)},
    )  # fmt: skip


def _delay(case: Case, one: Intention, by: Acting) -> None:
    _forget(case, Kind.PUBLICATION)
    establish(
        case, Kind.PUBLICATION_DELAYED, by=by, occurred=by.today, act="publication_delayed",
        key=str(one.number), on={"intention": str(one.number), "reason": one.delay_reason},
    )  # fmt: skip


EFFECTS: dict[Way, Callable[[Case, Intention, Acting], None]] = {
    Way.PUBLISH: _plan,
    Way.IMPROVEMENTS: _improvements,
    Way.DELAY: _delay,
}
