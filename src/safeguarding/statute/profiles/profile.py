"""How one partnership works locally, apart from the law: data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from safeguarding.statute.calendar import Counting, add_working_days, is_provisional
from safeguarding.statute.chasing import Chaser
from safeguarding.statute.decisions import Rule
from safeguarding.statute.reminding import Reminding
from safeguarding.statute.terms import AgencyType, DecisionKind, Partner, Role


class LevelCode(StrEnum):
    """The levels of resolving a disagreement."""

    D0 = "D0"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"


@dataclass(frozen=True)
class Rung:
    """One level of the ladder: who settles it, and how many working days after the one before.

    `from_aware`: counted from the day the local authority became aware instead, so that the ladder ends
    within the time to notify. `by_noon`: due at midday rather than by the end of the day.
    """

    level: LevelCode
    title: str
    who: tuple[Role, ...]
    days: int
    from_aware: bool = False
    by_noon: bool = False


@dataclass(frozen=True)
class PracticeRung:
    """One level of working out a disagreement between two agencies: how many working days it has, and how
    many (`safety_days`) where a child's safety needs it sooner.
    """

    level: LevelCode
    title: str
    days: int
    safety_days: int

    def within(self, *, for_safety: bool) -> int:
        """How many working days the level has."""
        return self.safety_days if for_safety else self.days

    def due(self, since: date, *, for_safety: bool) -> date:
        """The last working day of a level that began on `since`."""
        return add_working_days(since, self.within(for_safety=for_safety))


@dataclass(frozen=True)
class DueRung:
    """A rung with its date."""

    rung: Rung
    due_on: date
    provisional: bool


@dataclass(frozen=True)
class DayPlan:
    """The internal days of the rapid review, in working days from the notification."""

    requests_out: int = 1
    progress_check: int = 4
    returns_due: int = 8
    meeting: int = 10
    draft: int = 12
    sign_off: int = 14


@dataclass(frozen=True)
class Apart:
    """Two capacities that one person may not hold in one case, and why."""

    one: Role
    other: Role
    because: str


@dataclass(frozen=True)
class Profile:
    """The local rules of one partnership. Where guidance sets a limit, nothing here may make it later."""

    code: str
    name: str
    group_name: str
    group_short: str
    chair_title: str
    counting: Counting
    notify_rule_words: str
    each_answers_first: bool
    split_goes_to: str
    threshold_ladder: tuple[Rung, ...]
    ladder: tuple[Rung, ...]
    day_plan: DayPlan
    agencies_to_ask: tuple[AgencyType, ...]
    chasers: tuple[Chaser, ...]
    quorum: tuple[Role, ...]
    quorum_words: str
    day_fifteen_words: str
    apart: tuple[Apart, ...]
    practice_ladder: tuple[PracticeRung, ...]
    practice_cite: str
    reminding: Reminding
    cite: str
    lead_partner: Partner = Partner.LA
    advisers: tuple[Role, ...] = ()
    rules: Mapping[DecisionKind, Rule] = field(default_factory=dict)
    rag_labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def notify_rule(self) -> Rule:
        """What it takes for the partners to agree on notifying."""
        return self.rule_for(DecisionKind.THRESHOLD_POSITION)

    def rule_for(self, decision: DecisionKind) -> Rule:
        """What it takes for the partners' positions to be this decision; unanimity unless the profile says
        otherwise."""
        return self.rules.get(decision, Rule.UNANIMOUS)

    def ladder_for(self, decision: DecisionKind) -> tuple[Rung, ...]:
        """The levels for a disagreement on this decision."""
        return self.threshold_ladder if decision is DecisionKind.THRESHOLD_POSITION else self.ladder

    def ladder_dates(
        self, decision: DecisionKind, opened: date, aware: date | None = None
    ) -> tuple[DueRung, ...]:
        """When each level is due for a disagreement opened on `opened`. Nothing pauses while it runs."""
        due, before = [], opened
        for rung in self.ladder_for(decision):
            if rung.from_aware:
                start = aware or opened
                day = add_working_days(start, rung.days, self.counting)
                day = max(day, opened)
            else:
                day = add_working_days(before, rung.days)
            due.append(DueRung(rung, day, is_provisional(day)))
            before = day
        return tuple(due)

    def practice_rung(self, level: LevelCode) -> PracticeRung:
        """One level of working out a disagreement between agencies."""
        return next(rung for rung in self.practice_ladder if rung.level is level)

    def may_not_be_one_person(self, one: Role, other: Role) -> str:
        """Why one person may not act in both capacities in a case; empty where they may."""
        for rule in self.apart:
            if {one, other} == {rule.one, rule.other}:
                return rule.because
        if one.partner and other.partner and one.partner is not other.partner:
            return "One person cannot act for two statutory partners."
        return ""
