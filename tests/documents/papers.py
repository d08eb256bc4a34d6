"""A paper with every kind of block."""

from __future__ import annotations

from typing import Any

from safeguarding.documents.shape import check_paper

TRICKS = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    "{{ 7*7 }}",
    "{% for x in range(3) %}x{% endfor %}",
    "{_{7*7}_}",
    "<w:p/>&amp;<b>bold</b>",
    "*bold* _x_ $x^2$ @ref <label> `code` = Head",
    "=cmd|' /C calc'!A0",
]


def given(**changed: Any) -> dict[str, Any]:
    return {
        "title": "Rapid review report",
        "subtitle": "About Robin, aged 3",
        "reference": "BAR-7f3k",
        "marking": "OFFICIAL-SENSITIVE",
        "organisation": "Barnet Safeguarding Children Partnership",
        "prepared_on": "2026-12-18",
        "summary": [["Child", "Robin"], ["Owed to the Panel by", "Tuesday 29 December 2026"]],
        "address": ["The Child Safeguarding Practice Review Panel"],
        "salutation": "Dear colleagues,",
        "closing": "Yours sincerely,",
        "sections": [
            {
                "number": "1",
                "title": "What happened",
                "blocks": [
                    {
                        "kind": "para",
                        "text": "Robin was taken to hospital.\n\nA second paragraph\nwith a line end.",
                    },
                    {"kind": "note", "text": "Kept to what is needed."},
                    {"kind": "heading", "text": "Who was asked"},
                    {"kind": "list", "items": ["The GP", "The school"]},
                    {"kind": "facts", "rows": [["Day", "7 of 15"]]},
                    {
                        "kind": "table",
                        "caption": "Returns",
                        "head": ["Agency", "State"],
                        "rows": [["GP", "Waiting\nsince Monday"], ["School", "Returned"]],
                        "widths": [1, 3],
                    },
                ],
            }
        ],
        "signatures": [
            {
                "name": "Asha Patel",
                "capacity": "Delegated safeguarding partner",
                "position": "Agree",
                "comment": "Yes.",
            }
        ],
        **changed,
    }


def paper(*, version: int = 1, draft: bool = False, **changed: Any) -> dict[str, Any]:
    return check_paper(given(**changed), version=version, draft=draft)


def full_of_tricks() -> dict[str, Any]:
    blocks: list[dict[str, Any]] = [
        {"kind": "list", "items": TRICKS},
        {"kind": "facts", "rows": [[t, t] for t in TRICKS]},
    ]
    blocks += [{"kind": kind, "text": trick} for kind in ("para", "note", "heading") for trick in TRICKS]
    blocks.append(
        {"kind": "table", "caption": TRICKS[2], "head": TRICKS[:2], "rows": [[t, t] for t in TRICKS]}
    )
    return paper(
        title=TRICKS[2] + TRICKS[0],
        organisation=TRICKS[2],
        subtitle=TRICKS[0],
        summary=[[t, t] for t in TRICKS],
        address=TRICKS,
        salutation=TRICKS[3],
        closing=TRICKS[2],
        sections=[{"title": TRICKS[0] + TRICKS[2], "blocks": blocks}],
        signatures=[{"name": TRICKS[2], "capacity": TRICKS[0], "comment": TRICKS[3], "position": TRICKS[6]}],
    )
