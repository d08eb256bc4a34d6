"""The ways in which an identity can be found exactly.

Each full name, each birth date with a name, each identifier.
"""

from __future__ import annotations

from typing import Any

from safeguarding.record.vault import blind


def ways_to_find(details: dict[str, Any]) -> set[tuple[str, str]]:
    """Keyed hashes for every name, birth date with a name part, NHS number and local identifier."""
    born = details.get("date_of_birth") or details.get("expected_on") or ""
    found: set[tuple[str, str]] = set()
    for name in [details.get("name", ""), *details.get("also_known_as", [])]:
        if not name.strip():
            continue
        found.add(("name", blind("name", name)))
        if born:
            first = name.split()[0]
            found.add(("first_and_birth", blind("first_and_birth", f"{first} {born}")))
            found.add(("surname_and_birth", blind("surname_and_birth", f"{name.split()[-1]} {born}")))
    for kind in ("nhs_number", "local_id"):
        value = "".join(str(details.get(kind, "")).split())
        if value:
            found.add((kind, blind(kind, value)))
    return found
