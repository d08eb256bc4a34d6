"""The law's library spoken to from outside: plain names and dates in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from safeguarding.statute.deadlines import Deadline, derive
from safeguarding.statute.editions import named
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.profiles import PROFILES, Profile


def deadlines_json(edition: str, profile: str, facts: Mapping[str, date]) -> dict[str, list[dict[str, Any]]]:
    """The deadlines that dated facts give under an edition and a profile, as the command prints them.

    Raises ValueError, with a sentence, for an edition, a profile or a fact that is not known.
    """
    editions, local = named(edition), _profile(profile)
    known = [Fact(_kind(name), day, detail={"other_areas": "yes"}) for name, day in facts.items()]
    return {"deadlines": [_plain(line) for line in derive(known, editions, local)]}


def _profile(code: str) -> Profile:
    if code not in PROFILES:
        raise ValueError(f"There is no profile called “{code}”. Known profiles: {', '.join(PROFILES)}.")
    return PROFILES[code]


def _kind(name: str) -> Kind:
    if name not in list(Kind):
        raise ValueError(f"There is no fact called “{name}”. Known facts: {', '.join(Kind)}.")
    return Kind(name)


def _plain(line: Deadline) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "title": line.title,
        "due_on": line.due_on.isoformat(),
        "unit": line.unit.value,
        "from_fact": line.from_fact.value,
        "cite": line.cite,
        "force": line.force.value,
        "provisional": line.provisional,
        "met_on": line.met_on.isoformat() if line.met_on else None,
    }
