"""The annex that says who the people in a report are.

It is separable: the report goes by pseudonyms alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from safeguarding.anonymity.models import Identity
from safeguarding.cases.blocks import note, paper, rows
from safeguarding.cases.models import Case, Child, FamilyMember


def annex_paper(case: Case, *, on: date) -> dict[str, Any]:
    """Pseudonyms beside names, for those who are entitled to both."""
    sections = []
    people: list[Child | FamilyMember] = [*case.children.all(), *case.family.all()]
    for one in people:
        known = Identity.objects.filter(pk=one.identity_id or 0, disposed_at__isnull=True).first()
        details: dict[str, Any] = dict(known.details) if known else {}
        blocks = (
            [
                rows(
                    [
                        ("Name", str(details.get("name") or "")),
                        ("Also known as", ", ".join(details.get("also_known_as") or []) or "None known"),
                        ("Date of birth", str(details.get("date_of_birth") or "")),
                        ("Address", str(details.get("address") or "")),
                        ("NHS number", str(details.get("nhs_number") or "")),
                    ]
                )
            ]
            if known
            else [note("The name is not known or no longer kept.")]
        )
        sections.append({"title": one.pseudonym, "blocks": blocks})
    return paper(
        case,
        title="Annex with names",
        on=on,
        sections=sections,
        subtitle="Keep apart from the report. Open it only where a name is needed.",
    )
