"""Ending a disagreement: by agreement at any level, by those whose turn it is, or by what the law says."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import standing
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import has, record
from safeguarding.cases.locking import lock
from safeguarding.disagreements.actions.opening import close_level, current_level, hold
from safeguarding.disagreements.defaults import default_for
from safeguarding.disagreements.models import Disagreement, Level
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Position, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, may
from safeguarding.statute.profiles import LevelCode
from safeguarding.statute.terms import DecisionKind, Partner

Ending = Disagreement.Ending


@transaction.atomic
def resolve_disagreement(
    *,
    by: Acting,
    disagreement: Disagreement,
    ending: Disagreement.Ending,
    outcome: str,
    positions: Mapping[Partner, str],
) -> Disagreement:
    """End a disagreement. Every position, and every earlier one, stays on the record. Raises NotAllowed."""
    case = lock(disagreement.case)
    demand(may(Act.RESOLVE_DISAGREEMENT, standing(by, case, scope=disagreement.kind)))
    row = Disagreement.objects.select_for_update().get(pk=disagreement.pk)
    if row.ended_at:
        raise NotAllowed(
            Refused("ended", "This disagreement has ended already.", "There is nothing more to do.")
        )
    if not outcome.strip():
        raise NotAllowed(Refused("no_outcome", "Say how it ended.", "One or two plain sentences will do."))
    row.case = case
    demand(may_end(by, row, ending, positions))
    hold(row, positions, by=by)
    end(row, ending, outcome, by=by)
    return row


def may_end(
    by: Acting, row: Disagreement, ending: Disagreement.Ending, positions: Mapping[Partner, str]
) -> Answer:
    """Whether it may end in this way now: all three agree, or it is this person's turn, or the law's turn
    has come.
    """
    level = current_level(row)
    held = row.positions.filter(current=True, agency=None).values_list("partner", flat=True)
    said = {p for p, words in positions.items() if words.strip()} | {Partner(p) for p in held}
    missing = [partner.label for partner in Partner if partner not in said]
    if ending == Ending.DEFAULT:
        return _by_default(by, row, level)
    if missing:
        return Refused(
            "positions_wanted",
            f"What {' and '.join(missing)} holds now is not written down.",
            "Write down the position of each partner, then end it.",
        )
    if ending == Ending.AGREED:
        return _each_for_themselves(by, level, positions)
    delegated = {role for role in level.roles if role.value.startswith("dsp_")}
    if by.role not in level.roles or by.role in delegated:
        return Refused(
            "not_your_turn",
            f"At this level it is the turn of others: {level.title}.",
            "If all three partners now agree, end it as agreed. Otherwise let the chair record the level.",
        )
    return Allowed()


def _each_for_themselves(by: Acting, level: Level, positions: Mapping[Partner, str]) -> Answer:
    """Nobody ends as agreed what they have written down in another's name, unless the chair or the manager
    has recorded that the partners came to agree.
    """
    others = [p.label for p, words in positions.items() if words.strip() and p is not by.role.partner]
    if others and level.result != Level.Result.CAME_TOGETHER:
        return Refused(
            "others_positions",
            f"What {' and '.join(others)} holds is theirs to say.",
            "Let the chair or the partnership manager record that the partners came to agree. Then end it.",
        )
    return Allowed()


def _by_default(by: Acting, row: Disagreement, level: Level) -> Answer:
    default = default_for(row.decision)
    if by.role not in default.who:
        people = " or ".join(dict.fromkeys(role.label for role in default.who))
        return Refused("not_your_turn", "Others record that the law’s answer applies.", f"Ask: {people}.")
    if row.decision == DecisionKind.THRESHOLD_POSITION and not has(row.case, Kind.LA_DECIDED):
        return Refused(
            "not_decided",
            "The local authority has not recorded its own decision yet.",
            "Record it under “Consideration”. Then come back and end this.",
        )
    statutory = row.decision in {DecisionKind.THRESHOLD_POSITION, DecisionKind.WITHDRAW_SIN}
    if not statutory and level.code != LevelCode.D3.value:
        return Refused(
            "earlier_levels",
            "The partners still have time to settle this themselves.",
            "The law’s answer applies once the lead partners have not been able to agree.",
        )
    return Allowed()


def end(row: Disagreement, ending: Disagreement.Ending, outcome: str, *, by: Acting) -> None:
    """Write the end of a disagreement, and of the level that it had reached."""
    level = current_level(row)
    if level.ended_at is None:
        close_level(level, Level.Result.ENDED, by=by)
    row.ended_at, row.ended_by, row.ending, row.outcome = timezone.now(), by.seat, ending.value, outcome
    row.save(update_fields=["ended_at", "ended_by", "ending", "outcome"])
    record(
        row.case,
        "resolve_disagreement",
        by=by,
        on={"disagreement": str(row.number), "ending": ending.value, "level": row.level},
        keep={"outcome": outcome},
    )
    _seal(row, ending, outcome, by=by)


def _seal(row: Disagreement, ending: Disagreement.Ending, outcome: str, *, by: Acting) -> None:
    """How it ended, with what each held at the end; on information, only for who sees who has answered."""
    held = row.positions.filter(current=True).select_related("recorded_by__person", "agency").order_by("pk")
    advice = row.advice.order_by("pk")
    seal_decision(
        by=by,
        case=row.case,
        kind=DecisionKind.RESOLUTION_OUTCOME,
        matter=f"disagreement:{row.number}",
        said=Said(
            outcome=f"{row.title}: {outcome}",
            decided_on=by.today,
            reasons=f"{ending.label}. {row.about}",
            positions=tuple(
                Position(
                    one.whose,
                    one.words,
                    one.recorded_by.person.name,
                    one.recorded_by.capacity_on(by.today),
                )
                for one in held
            ),
            unanimous=ending is Ending.AGREED,
            dissent="" if ending is Ending.AGREED else f"{ending.label}.",
            chair_advice="\n\n".join(f"{one.capacity}: {one.words}" for one in advice),
            resolution=f"disagreement:{row.number}",
        ),
        needs=Act.SEE_RETURNS_BOARD if row.kind == DecisionKind.REQUIRE_INFORMATION else None,
    )
