"""The agenda and the minutes of a meeting as papers.

Those of the group go to everybody in it, now and later, so they say nothing of a single case, and give no
figures in which one is counted: whoever makes them may see cases that a reader may not. docs/adr/0022.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from safeguarding.cases.blocks import day, note, paper, para, paras, rows, table
from safeguarding.cases.matters import Matter
from safeguarding.meetings.models import AgendaItem, Attendance, Decision, Meeting
from safeguarding.meetings.quorum import quorum
from safeguarding.meetings.subject import profile_of
from safeguarding.statute.agenda import CASES
from safeguarding.statute.terms import Marking
from safeguarding.ui.words import long_date, moment

APART = (
    "Matters of single cases are taken apart from this paper. They stand on the meeting’s page, for those "
    "who may see the case."
)


SAME_FOR_ALL = {"reports", "publications", "members"}
"""The group's matters that are about no case, and so the same for everybody in it."""


def agenda_paper(meeting: Meeting, matters: Sequence[Matter] = ()) -> dict[str, Any]:
    """When and where, who counts, and each item with what to think of."""
    open_now: dict[str, list[str]] = {}
    for one in matters:
        if one.code in SAME_FOR_ALL:
            open_now.setdefault(one.code, []).append(f"{one.title}: {one.why}")
    lines = [
        [str(item.number), item.title, "\n".join([item.prompt or "–", *open_now.get(item.code or "-", [])])]
        for item in _named(meeting)
    ]
    return _paper(
        meeting,
        "Agenda",
        [
            {"number": "1", "title": "The meeting", "blocks": [rows(_held(meeting))]},
            {
                "number": "2",
                "title": "Items",
                "blocks": [
                    table("Items of the agenda", ["No.", "Item", "To think of"], lines, [1, 5, 7]),
                    *([] if meeting.case else [note(APART)]),
                ],
            },
        ],
    )


def minutes_paper(meeting: Meeting) -> dict[str, Any]:
    """Who was there and in which capacity, the quorum, each item with what came of it, and the decisions."""
    there = list(meeting.attendances.select_related("seat__person", "agency"))
    items = _named(meeting)
    return _paper(
        meeting,
        "Minutes",
        [
            {
                "number": "1",
                "title": "The meeting",
                "blocks": [
                    rows([*_held(meeting), ("Quorum", quorum(there, profile_of(meeting).quorum).sentence)]),
                    _who(there),
                ],
            },
            *(
                {"number": str(item.number + 1), "title": item.title, "blocks": _came_of(item)}
                for item in items
            ),
            {
                "number": str(max((item.number for item in items), default=0) + 2),
                "title": "Decisions",
                "blocks": [
                    *(para(_decided(one)) for one in meeting.decisions.all()),
                ]
                or [note("No other decision was recorded in the meeting.")],
            },
        ],
        **_signed(meeting),
    )


def _decided(one: Decision) -> str:
    """A decision in a paragraph, with what it hangs on and what those held who did not agree."""
    said = [one.words, one.reasons]
    if one.conditions:
        said.append(f"On condition: {one.conditions}")
    if one.dissent:
        said.append(f"Not everybody agreed: {one.dissent}")
    if one.review_on:
        said.append(f"To be looked at again on {long_date(one.review_on)}.")
    return " ".join(said)


def _paper(meeting: Meeting, what: str, sections: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    today, title = timezone.localdate(), f"{what}: {meeting.get_kind_display().lower()}"
    if meeting.case is not None:
        subtitle = meeting.case.pseudonym
        return paper(meeting.case, title=title, subtitle=subtitle, on=today, sections=sections, **more)
    return {
        "title": title,
        "subtitle": profile_of(meeting).group_name,
        "reference": meeting.partnership.short_name,
        "marking": Marking.OFFICIAL_SENSITIVE.label,
        "prepared_on": today.isoformat(),
        "organisation": meeting.partnership.name,
        "sections": sections,
        **more,
    }


def _who(there: list[Attendance]) -> dict[str, Any]:
    lines = [
        [
            line.name,
            line.capacity,
            "Yes" if line.counts else line.apology or "No",
            "Yes" if line.voting_partner else "No",
        ]
        for line in there
    ]
    return table("Who was there", ["Who", "In which capacity", "There", "For a partner"], lines, [4, 6, 3, 2])


def _signed(meeting: Meeting) -> dict[str, Any]:
    agreed = meeting.minutes_agreed_by
    if agreed is None or meeting.minutes_agreed_at is None:
        return {}
    position = "Agreed" if meeting.case else "Accepted by the group at its next meeting"
    return {
        "signatures": [
            {
                "name": agreed.person.name,
                "capacity": agreed.capacity_on(timezone.localdate()),
                "position": f"{position} as a record of the meeting",
                "signed_at": moment(meeting.minutes_agreed_at),
            }
        ]
    }


def _named(meeting: Meeting) -> list[AgendaItem]:
    """The items that the paper names; those of single cases stand on the meeting's page alone."""
    items = meeting.items.all()
    return list(items if meeting.case is not None else items.filter(about__isnull=True))


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
    blocks = paras(item.words, "Dealt with; nothing was written down.")
    if item.code == CASES.code:
        blocks.append(note(APART))
    return blocks
