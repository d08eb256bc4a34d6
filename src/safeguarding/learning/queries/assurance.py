"""Reading assurance rounds: who owes what, and what each agency has changed, theme by theme."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from safeguarding.learning.models import Report, Round
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Difference, Level, Theme


def rounds(by: Acting) -> QuerySet[Round]:
    """The rounds that exist for this person: all of their partnership's, for the group that follows them."""
    here = Round.objects.filter(partnership=by.seat.partnership_id).select_related("asked_by__person")
    return here if may_here(by, Act.SEE_ACTIONS, by.partnership) else here.none()


def visible_reports(by: Acting) -> QuerySet[Report]:
    """The reports that exist for this person: the group's, and those that their own agency gives."""
    here = Report.objects.filter(round__partnership=by.seat.partnership_id)
    if not by.seat.in_force(by.today):
        return here.none()
    own = Q(pk__in=[])
    if by.role in roles_for(Act.ANSWER_ASSURANCE):
        own = Q(asked=by.seat)
        if by.seat.agency_id:
            own |= Q(agency=by.seat.agency_id)
    if by.level < Level.TOTP:
        kind, _, short = (by.subject or "").partition(":")
        return with_all(here.filter(own, short=short if kind == "assurance" else ""))
    if may_here(by, Act.SEE_ACTIONS, by.partnership):
        return with_all(here)
    return with_all(here.filter(own))


def with_all(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Reports with all that is shown of them, in a fixed number of queries."""
    return reports.select_related(
        "round__partnership", "round__asked_by__person", "agency", "asked__person", "returned_by__person"
    ).prefetch_related("levels", "agency__names")


def reports_of(asked: Round) -> list[Report]:
    """A round's reports: those still owed first, then by the agency's name."""
    found = list(with_all(asked.reports.all()))
    return sorted(found, key=lambda report: (not report.owed, report.agency.name_on(asked.due).casefold()))


@dataclass(frozen=True)
class HeatMap:
    """Agencies by themes: what difference each has made, in words; the colour only helps."""

    themes: list[str]
    rows: list[tuple[str, list[tuple[str, str]]]]


SHADES = {None: "none", 0: "0", 1: "1", 2: "2", 3: "3", 4: "4"}
WORDS = {
    None: "Not said", Difference.NONE: "None seen yet", Difference.OUTPUT: "Things produced",
    Difference.PRACTICE: "Practice changed", Difference.OUTCOME: "Better for children",
    Difference.SUSTAINED: "Stayed better",
}  # fmt: skip


def agencies_by_theme(asked: Round, reports: list[Report]) -> HeatMap:
    """The levels as they stand: settled by the group, or the agency's own until then."""
    rows = []
    for report in sorted(reports, key=lambda one: one.agency.name_on(asked.due).casefold()):
        said = {row.theme: row.stands for row in report.levels.all()} if report.returned_on else {}
        cells = []
        for theme in asked.themes:
            level = said.get(theme)
            cells.append((WORDS[None if level is None else Difference(level)], SHADES[level]))
        rows.append((report.agency.name_on(asked.due), cells))
    return HeatMap([Theme(code).label for code in asked.themes], rows)
