"""The history of a case in sentences, from its record."""

from __future__ import annotations

from datetime import date
from typing import Any

from safeguarding.cases import sentences
from safeguarding.cases.access import kept_back, may_do
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.people.models import Seat
from safeguarding.people.queries import stood_in_for
from safeguarding.record.models import Event
from safeguarding.statute.permission import Act
from safeguarding.ui.words import moment, short_date


def history(
    case: Case, by: Acting, limit: int | None = None, acts: frozenset[str] | None = None
) -> list[dict[str, Any]]:
    """What happened, newest first; with a limit, without what only went along with something else.

    With `acts`, only those.

    Who did it in which capacity, when it was recorded and, where it differs, when it was. To whoever does not
    see who has answered, what was done about a return was done by somebody.
    """
    events = Event.objects.filter(stream=case.stream).order_by("-seq").prefetch_related("kept")
    if acts is not None:
        events = events.filter(act__in=acts)
    if limit:
        events = events.exclude(act__in=sentences.ASIDE)
    chosen = list(events[:limit] if limit else events)
    names = dict(
        Seat.objects.filter(pk__in={int(e.seat) for e in chosen if e.seat}).values_list("pk", "person__name")
    )
    stood_for = stood_in_for(names)
    hide, sees_board = kept_back(by, case), bool(may_do(by, Act.SEE_RETURNS_BOARD, case))
    if hide is not None:
        names[hide] = "Name kept back"
    lines = []
    for event in chosen:
        who = names.get(int(event.seat), "") if event.seat else ""
        whom = stood_for(int(event.seat), event.at) if event.seat and int(event.seat) != hide else ""
        actor = ", ".join(filter(None, [who, event.capacity, f"standing in for {whom}" if whom else ""]))
        reason = next((kept.content for kept in event.kept.all() if kept.what in sentences.SHOWN), "")
        if event.act in sentences.ABOUT_RETURNS and not sees_board:
            actor, reason = "Somebody", ""
        occurred = event.on.get("occurred", "")
        lines.append(
            {
                "when": moment(event.at),
                "text": sentences.sentence(event.act, event.on, by=actor),
                "also": " ".join(
                    filter(
                        None,
                        [
                            f"Because: {reason}" if reason else "",
                            f"It happened on {short_date(date.fromisoformat(occurred))}."
                            if occurred and occurred != event.at.date().isoformat()
                            else "",
                        ],
                    )
                ),
            }
        )
    return lines
