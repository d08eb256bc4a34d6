"""Writing into the record of a case, or of the partnership where there is no case; and the locks."""

from __future__ import annotations

from datetime import date

from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import record as record_on_case
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.improvements.models import Action, Step
from safeguarding.people.acting import Acting
from safeguarding.people.actions.deciding import seal_for_partnership
from safeguarding.people.models import Partnership
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.decision_records import OPTIONS, Said
from safeguarding.statute.terms import DecisionKind, Difference


def record(
    act: str,
    *,
    by: Acting,
    partnership: Partnership,
    case: Case | None,
    on: dict[str, str],
    keep: dict[str, str] | None = None,
) -> None:
    """An event in the case's chain where there is a case, in the partnership's otherwise."""
    if case is not None:
        record_on_case(case, act, by=by, on=on, keep=keep)
        return
    assert partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=partnership.stream, act=act, actor=by.actor, on=on, keep=keep)


def locked(action: Action) -> Action:
    """The action as it stands now; its case first, then its own row, until the transaction ends."""
    if action.case is not None:
        lock(action.case)
    Action.objects.select_for_update().get(pk=action.pk)
    return Action.objects.select_related(
        "partnership__stream", "case__partnership", "case__stream", "agency", "owner_seat__person", "source"
    ).get(pk=action.pk)


def tell_story(
    action: Action,
    kind: Step.Kind,
    *,
    by: Acting,
    words: str = "",
    on: date | None = None,
    until: date | None = None,
    level: Difference | None = None,
    also: dict[str, str] | None = None,
) -> Step:
    """Add a step to the action's story, and the event that proves it."""
    step = Step.objects.create(
        action=action,
        kind=kind.value,
        on=on or by.today,
        words=words.strip(),
        until=until,
        level=level,
        seat=by.seat,
        capacity=by.capacity,
    )
    record(
        f"action_{kind.value}",
        by=by,
        partnership=action.partnership,
        case=action.case,
        on={"action": action.short, **(also or {})},
        keep={"words": step.words} if step.words else None,
    )
    return step


def seal_on(
    action: Action, kind: DecisionKind, words: str, *, by: Acting, reasons: str = "", taken: bool = True
) -> None:
    """The sealed record of a decision on an action: in its case, or in the partnership's chain. Not `taken`:
    the other way, which takes the place of what was decided before.
    """
    said = Said(
        outcome=f"{words}: {action.what}",
        decided_on=by.today,
        reasons=reasons,
        chosen=OPTIONS[kind][0 if taken else 1],
    )
    matter = f"{kind.value}:{action.short}"
    if action.case is not None:
        seal_decision(by=by, case=action.case, kind=kind, matter=matter, said=said)
    else:
        seal_for_partnership(by=by, partnership=action.partnership, kind=kind, matter=matter, said=said)


def demand_words(
    words: str, sentence: str, mend: str = "A sentence is enough.", code: str = "no_words"
) -> None:
    """Refuse an act that says nothing."""
    if not words.strip():
        raise NotAllowed(Refused(code, sentence, mend))


def demand_open(action: Action) -> None:
    """Refuse to change an action that is closed or part of another."""
    if action.merged_into_id is not None:
        raise NotAllowed(
            Refused("merged", "This action is part of another one now.", "Go on with that one instead.")
        )
    if action.closed_on is not None:
        raise NotAllowed(
            Refused("closed", "This action is closed.", "A delegated partner or the chair can open it again.")
        )
