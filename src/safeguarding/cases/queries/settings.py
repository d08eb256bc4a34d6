"""The register of settings, and which placing authorities of a case have not been asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from safeguarding.cases.models import Area, Case, Setting, Stay
from safeguarding.people.acting import Acting


def register(by: Acting) -> list[Setting]:
    """The settings of this person's partnership, by name."""
    return list(Setting.objects.filter(partnership=by.seat.partnership_id))


def stays_of(case: Case) -> list[Stay]:
    """Which child was in which setting, as it stands now."""
    return list(case.stays.filter(current=True).select_related("child", "setting"))


def unasked(cases: Collection[int]) -> dict[int, list[str]]:
    """For each case the placing authorities that have not been invited yet, in two queries.

    The partnership's own area needs no invitation: it leads.
    """
    invited: dict[int, set[str]] = defaultdict(set)
    stays = list(
        Stay.objects.filter(case__in=cases, current=True).select_related("case__incident").order_by("pk")
    )
    if not stays:
        return {}
    for area in Area.objects.filter(case__in=[stay.case_id for stay in stays]):
        invited[area.case_id].add(area.name.casefold())
    found: dict[int, list[str]] = defaultdict(list)
    for stay in stays:
        known = invited[stay.case_id] | {stay.case.lead_area.casefold()}
        for name in stay.placing:
            if name.casefold() not in known and name not in found[stay.case_id]:
                found[stay.case_id].append(name)
    return {case: names for case, names in found.items() if names}
