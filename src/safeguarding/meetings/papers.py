"""The agenda and the minutes of a meeting as papers."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from safeguarding.cases.blocks import day, note, paper, para, paras, rows, table
from safeguarding.meetings.models import AgendaItem, Meeting
from safeguarding.meetings.quorum import quorum
from safeguarding.ui.words import moment


def agenda_paper(meeting: Meeting) -> dict[str, Any]:
    """When and where, who counts, and each item with what to think of."""
    case = meeting.case
    lines = [[str(item.number), item.title, item.prompt or "–"] for item in meeting.items.all()]
    return paper(
        case,
        title=f"Agenda: {meeting.get_kind_display().lower()}",
        subtitle=case.pseudonym,
        on=timezone.localdate(),
        sections=[
            {"number": "1", "title": "The meeting", "blocks": [rows(_held(meeting))]},
            {
                "number": "2",
                "title": "Items",
                "blocks": [table("Items of the agenda", ["No.", "Item", "To think of"], lines, [1, 5, 7])],
            },
        ],
    )


def minutes_paper(meeting: Meeting) -> dict[str, Any]:
    """Who was there and in which capacity, the quorum, each item with what came of it, and the decisions."""
    case = meeting.case
    there = list(meeting.attendances.select_related("seat__person", "agency"))
    agreed = meeting.minutes_agreed_by
    return paper(
        case,
        title=f"Minutes: {meeting.get_kind_display().lower()}",
        subtitle=case.pseudonym,
        on=timezone.localdate(),
        sections=[
            {
                "number": "1",
                "title": "The meeting",
                "blocks": [
                    rows([*_held(meeting), ("Quorum", quorum(there, case.profile.quorum).sentence)]),
                    table(
                        "Who was there",
                        ["Who", "In which capacity", "There", "For a partner"],
                        [
                            [
                                line.name,
                                line.capacity,
                                "Yes" if line.counts else line.apology or "No",
                                "Yes" if line.voting_partner else "No",
                            ]
                            for line in there
                        ],
                        [4, 6, 3, 2],
                    ),
                ],
            },
            *(
                {"number": str(item.number + 1), "title": item.title, "blocks": _came_of(item)}
                for item in meeting.items.all()
            ),
            {
                "number": str(meeting.items.count() + 2),
                "title": "Decisions",
                "blocks": [
                    *(para(f"{one.words} {one.reasons}".strip()) for one in meeting.decisions.all()),
                ]
                or [note("No other decision was recorded in the meeting.")],
            },
        ],
        **(
            {
                "signatures": [
                    {
                        "name": agreed.person.name,
                        "capacity": agreed.capacity_on(timezone.localdate()),
                        "position": "Agreed as a record of the meeting",
                        "signed_at": moment(meeting.minutes_agreed_at),
                    }
                ]
            }
            if agreed and meeting.minutes_agreed_at
            else {}
        ),
    )


def _held(meeting: Meeting) -> list[tuple[str, str]]:
    return [
        ("Kind", meeting.get_kind_display()),
        ("Held", moment(meeting.held_for)),
        ("Where", meeting.place or "Not said"),
    ]


def _came_of(item: AgendaItem) -> list[dict[str, Any]]:
    if item.state == AgendaItem.State.DEFERRED:
        return [
            *paras(item.words, "Not talked about."),
            para(f"Deferred to {day(item.deferred_to)}, because: {item.because}"),
        ]
    return paras(item.words, "Dealt with; nothing was written down.")
