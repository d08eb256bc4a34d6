"""Two agencies see something differently: once settled by their managers, once just raised."""

from __future__ import annotations

from datetime import date

from safeguarding.config.demo import clock, steps
from safeguarding.config.demo.areas import Area
from safeguarding.disagreements.actions import (
    confirm_agency_settlement,
    raise_between_agencies,
    record_agency_level,
)
from safeguarding.people.models import Agency


def between_agencies(area: Area, today: date) -> str:
    """The health visitors and the hospital came to agree; a school and children’s social care have begun."""
    visiting, hospital = area["at_visiting"], area["senior_hospital"]
    with clock.on(steps.back(today, 19), "09:40"):
        row = raise_between_agencies(
            by=visiting,
            raised_by=_agency(area, "at_visiting"),
            other=_agency(area, "senior_hospital"),
            about="Whether a missed appointment of a baby is told to the health visitor on the same day.",
            position="We can only visit when we know. We ask to be told the same day.",
            for_safety=False,
        )
    with clock.on(steps.back(today, 15), "15:10"):
        record_agency_level(
            by=hospital, disagreement=row, level="D0", settled=False,
            participants="The named nurse and the clinic’s sister",
            words="The clinic sends a letter once a week and has no list of who visits whom.",
            positions={row.other_id: "A weekly letter is what the clinic can do now."},
        )  # fmt: skip
    with clock.on(steps.back(today, 12), "11:30"):
        record_agency_level(
            by=visiting, disagreement=row, level="D1", settled=True,
            participants="Both service managers, with the named nurse",
            words="The clinic rings the duty line on the day. The duty line keeps the list.",
            positions={row.raised_by_id: "A call to the duty line is enough."},
        )  # fmt: skip
    with clock.on(steps.back(today, 11), "08:50"):
        confirm_agency_settlement(
            by=hospital, disagreement=row, agree=True, words="The clinic rings the duty line on the day."
        )
    with clock.on(steps.back(today, 1), "12:20"):
        raise_between_agencies(
            by=area["at_school"],
            raised_by=_agency(area, "at_school"),
            other=_agency(area, "at_council"),
            about="Whether what a pupil said in class is enough for an assessment. Our reference: F-114.",
            position="She said it to two adults, in the same words, a week apart. We think that it is.",
            for_safety=True,
        )
    return "/disagreements/between-agencies/"


def _agency(area: Area, key: str) -> Agency:
    agency = area[key].seat.agency
    if agency is None:
        raise RuntimeError(f"{key} speaks for no agency.")
    return agency
