"""A made-up case, and what leakcheck says of a file about it."""

from __future__ import annotations

import json
from typing import Any

from safeguarding.anonymity.leaks import Listed, Seeker
from safeguarding.reports.leaks.one import judge

CANARY = "Zachary Marrable"
PEOPLE: dict[str, Any] = {
    "people": [
        {
            "id": "p1", "names": [CANARY], "aliases": ["Zac", "Zedboy"], "initials": ["ZM", "Z.M."],
            "date_of_birth": "2018-07-11", "addresses": ["Flat 9 Garrick House, Pellbridge, NX4 7QQ"],
            "identifiers": ["999 104 2288", "Z999201216004", "CR/18/00417"],
        },
        {"id": "p2", "names": ["Grace Holloway"], "aliases": ["Gracie"], "initials": ["GH"],
         "date_of_birth": "2012-11-17"},
        {"id": "p3", "names": ["Will Stobbart"], "aliases": ["Mum"], "initials": ["WS"]},
        {"id": "p4", "names": ["May Dowsing"], "aliases": ["Auntie May"]},
        {"id": "p5", "names": ["Hope Dowsing"], "details": ["the boy with the red racing bicycle"]},
        {"id": "p6", "names": ["Siân Ní Bhriain-Okafor"], "aliases": []},
        {"id": "p7", "names": ["Walker Fox"]},
    ],
    "places": [
        {"id": "l1", "names": ["Tanyard Lane Primary School"]},
        {"id": "l2", "names": ["St Aldwyn's Hospital"]},
        {"id": "l3", "names": ["Tollmarsh"]},
    ],
    "dates": [{"id": "d1", "date": "2026-03-03", "what": "the incident"}],
}  # fmt: skip
LIST = json.dumps(PEOPLE).encode()
SEEKER = Seeker(Listed.from_json(LIST))


def found(text: str) -> list[tuple[str, str]]:
    """Whom or what a text names, and how that is written there."""
    return [(one.identifier, one.matched) for one in SEEKER.look(text)]


def judged(name: str, data: bytes) -> dict[str, Any]:
    return judge(name, data, SEEKER)


def places(name: str, data: bytes, identifier: str = "p1") -> list[str]:
    """Where a file names somebody."""
    return [one["place"] for one in judged(name, data)["findings"] if one["identifier"] == identifier]
