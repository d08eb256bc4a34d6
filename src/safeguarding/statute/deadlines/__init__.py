"""Deadlines, worked out from facts. Clocks never pause: not for disputes, holidays or trials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from safeguarding.statute.calendar import Counting, add_months, add_working_days, is_provisional
from safeguarding.statute.deadlines.limits import LIMITS, Case, Limit, starts_rapid_review
from safeguarding.statute.deadlines.line import Deadline, Due, Earlier, Unit
from safeguarding.statute.editions import Editions, Force
from safeguarding.statute.facts import REPORTS_END, Fact, Kind
from safeguarding.statute.profiles import LevelCode, Profile
from safeguarding.statute.terms import DecisionKind, Partner, Role, SignPosition, ThresholdPosition

REPORT_DAYS = 20
"""Working days that an agency has for its report on a practice review; internal."""

__all__ = ["REPORT_DAYS", "Deadline", "Due", "Earlier", "Unit", "count", "derive", "resolution"]


def derive(
    facts: Sequence[Fact], editions: Editions, profile: Profile, earlier: Sequence[Earlier] = ()
) -> list[Deadline]:
    """Every deadline that the facts give, the earliest first. Facts that have been corrected are not handed
    in.

    What was met while `earlier` rules held, the oldest first, keeps the date that they gave. A closed or
    transferred case keeps what was met and the duty to keep a report public; the rest has gone.
    """
    known = sorted(facts, key=lambda fact: fact.occurred)
    lines, since = [], date.min
    for rules in earlier:
        under = _all(Case(known, rules.editions, rules.profile))
        lines += [line for line in under if line.met_on and since < line.met_on <= rules.until]
        since = rules.until
    case = Case(known, editions, profile)
    lines += [line for line in _all(case) if not line.met_on or line.met_on > since]
    if _ended(case):
        lines = [line for line in lines if line.met_on or line.kind is Due.KEEP_PUBLIC_UNTIL]
    return sorted(lines, key=lambda line: (line.due_on, list(Due).index(line.kind), line.key))


def _all(case: Case) -> list[Deadline]:
    lines = [line for limit in LIMITS for line in _lines(case, limit)]
    return [*lines, *_returns(case), *_reports(case), *_resolutions(case)]


def count(start: date, amount: int, unit: Unit, counting: Counting) -> date:
    """The day on which a limit of so many units from `start` falls; backward when `amount` is negative."""
    if unit is Unit.WORKING_DAYS:
        return add_working_days(start, amount, counting)
    if unit is Unit.MONTHS:
        return add_months(start, amount)
    if unit is Unit.YEARS:
        return add_months(start, 12 * amount)
    return start + timedelta(days=amount * (7 if unit is Unit.WEEKS else 1))


def _lines(case: Case, limit: Limit) -> Iterator[Deadline]:
    starts = [fact for fact in case.of(limit.start) if limit.when(case, fact)]
    if starts and not limit.recurs:
        starts = starts[-1:]
    for start in starts:
        met = _met(case, limit, start)
        if met or not limit.gone(case):
            yield _line(case, limit, start, met)


def _line(case: Case, limit: Limit, start: Fact, met: date | None) -> Deadline:
    # Seven working days before publication are days between, whatever day a partnership calls the first (SI
    # 2018/789).
    counting = Counting.EXCLUSIVE if limit.backward else case.profile.counting
    amount = limit.units(case.editions, case.profile) * (-1 if limit.backward else 1)
    due = count(start.occurred, amount, limit.unit, counting)
    return Deadline(
        kind=limit.kind,
        due_on=due,
        unit=limit.unit,
        from_fact=limit.start,
        cite=limit.cited(case.editions, case.profile),
        force=limit.force,
        provisional=limit.unit is Unit.WORKING_DAYS
        and (is_provisional(due) or is_provisional(start.occurred)),
        met_on=met,
        owner=limit.owner,
        title=limit.title,
    )


def _met(case: Case, limit: Limit, start: Fact) -> date | None:
    """The day on which a later fact ended the limit, if one has."""
    told = {
        Due.ACKNOWLEDGE_REFERRAL: "acknowledged",
        Due.COPY_NOTIFICATION: "copied",
        Due.TELL_PANEL_DECISION: "panel_told",
    }
    if said := start.detail.get(told.get(limit.kind, "")):
        return date.fromisoformat(said)
    if limit.ends == (Kind.SIGNED_OFF,):
        return _all_signed(case)
    if limit.kind is Due.APPOINT_REVIEWER:
        return _reviewer_in_place(case)
    for fact in case.facts:
        if fact.kind in limit.ends and _after(fact, start, limit):
            return fact.occurred
    return None


def _after(fact: Fact, start: Fact, limit: Limit) -> bool:
    """Whether `fact` comes late enough to end a limit counted from `start`.

    Copies go out before the publication that they are counted from. What answers a referral or an awareness
    answers it even if dated before it: awareness is often known by its latest possible day only.
    """
    if limit.backward or limit.start in {Kind.REFERRED, Kind.LA_AWARE}:
        return True
    if fact.kind is start.kind:
        return fact.occurred > start.occurred
    return fact.occurred >= start.occurred


def _all_signed(case: Case) -> date | None:
    """When the last of the three partners signed; disagreeing is a position, not a sign-off."""
    signed: dict[str, date] = {}
    for fact in case.of(Kind.SIGNED_OFF):
        if SignPosition(fact.detail.get("position", SignPosition.AGREE)).signs:
            signed.setdefault(fact.detail.get("key", ""), fact.occurred)
    if all(partner in signed for partner in Partner):
        return max(signed[partner] for partner in Partner)
    return None


def _reviewer_in_place(case: Case) -> date | None:
    """When a reviewer was first appointed who is one still (SI 2018/789 regs 12 and 13).

    With two reviewers, the one who stays is enough.
    """
    there: dict[str, date] = {}
    for fact in case.facts:
        key = fact.detail.get("key", "")
        if fact.kind is Kind.REVIEWER_APPOINTED:
            there[key] = fact.occurred
        elif fact.kind is Kind.REVIEWER_REMOVED:
            there.pop(key, None)
    return min(there.values(), default=None)


def _returns(case: Case) -> Iterator[Deadline]:
    """One line for each agency asked, or one for all where the fact does not name them."""
    for asked in case.of(Kind.AGENCIES_ASKED):
        named = asked.detail.get("agencies") or asked.detail.get("key", "")
        for agency in named.split(","):
            met = _returned(case, agency)
            if met or not case.has(Kind.SENT_TO_PANEL):
                due = _return_due(case, asked)
                yield Deadline(
                    Due.RETURNS_DUE, due, Unit.WORKING_DAYS, Kind.AGENCIES_ASKED,
                    "Children Act 2004 s.16H; the time is the partnership’s own target", Force.INTERNAL,
                    is_provisional(due), met, Role.AGENCY_LEAD, "Return from an agency", agency,
                )  # fmt: skip


def _returned(case: Case, agency: str) -> date | None:
    if not agency:
        return next((fact.occurred for fact in case.of(Kind.MET)), None)
    return next((f.occurred for f in case.of(Kind.RETURNED) if f.detail.get("key") == agency), None)


def _return_due(case: Case, asked: Fact) -> date:
    """The day given in the request; else the planned day of the rapid review, with two working days at the
    least."""
    if given := asked.detail.get("due"):
        return date.fromisoformat(given)
    days, counting = case.profile.day_plan.returns_due, case.profile.counting
    clock = [fact for fact in case.of(Kind.NOTIFIED) if starts_rapid_review(case, fact)]
    if not clock:
        return add_working_days(asked.occurred, days, counting)
    return max(add_working_days(clock[-1].occurred, days, counting), add_working_days(asked.occurred, 2))


def _reports(case: Case) -> Iterator[Deadline]:
    """One line for each agency asked for its report on a practice review, until the review's own report is
    accepted: on the day given, or twenty working days after it was asked.
    """
    for asked in case.of(Kind.REPORTS_ASKED):
        agency = asked.detail.get("key", "")
        given = [fact.occurred for fact in case.of(Kind.REPORTED) if fact.detail.get("key", "") == agency]
        met = next(iter(given), None)
        if met or not case.has(*REPORTS_END):
            said = asked.detail.get("due")
            due = (
                date.fromisoformat(said)
                if said
                else add_working_days(asked.occurred, REPORT_DAYS, case.profile.counting)
            )
            yield Deadline(
                Due.REPORTS_DUE, due, Unit.WORKING_DAYS, Kind.REPORTS_ASKED,
                "Children Act 2004 s.16H; the time is the partnership’s own target", Force.INTERNAL,
                is_provisional(due), met, Role.AGENCY_LEAD, "Report from an agency", agency,
            )  # fmt: skip


def _resolutions(case: Case) -> list[Deadline]:
    """The levels of a disagreement on the threshold, until the local authority decides or notifies."""
    considered = case.of(Kind.CONSIDERED)[-1:]
    unsettled = {"split", ThresholdPosition.NEED_MORE_INFORMATION}
    if not considered or considered[0].detail.get("outcome") not in unsettled:
        return []
    opened = considered[0].occurred
    ends = {Kind.LA_DECIDED, Kind.NOTIFIED}
    met = next((fact.occurred for fact in case.facts if fact.kind in ends), None)
    aware = next((fact.occurred for fact in case.of(Kind.LA_AWARE)), None)
    return resolution(DecisionKind.THRESHOLD_POSITION, opened, case.profile, aware=aware, met_on=met)


def resolution(
    decision: DecisionKind,
    opened: date,
    profile: Profile,
    *,
    aware: date | None = None,
    met_on: date | None = None,
) -> list[Deadline]:
    """When each level of a disagreement is due, for a disagreement opened on `opened`. No other clock pauses
    for it.

    On the threshold the ladder ends within the time to notify, counted from the day the local authority
    became aware.
    """
    return [
        Deadline(
            Due.RESOLVE, step.due_on, Unit.WORKING_DAYS,
            Kind.LA_AWARE if step.rung.from_aware and aware else Kind.CONSIDERED,
            profile.cite, Force.LOCAL, step.provisional, met_on, step.rung.who[0], step.rung.title,
            step.rung.level, )
        for step in profile.ladder_dates(decision, opened, aware)
        if step.rung.level is not LevelCode.D0
    ]  # fmt: skip


def _ended(case: Case) -> bool:
    """Whether the last word on the case is that it was closed or passed to another area."""
    turns = {Kind.CLOSED: True, Kind.TRANSFERRED: True, Kind.REOPENED: False}
    return any([turns[fact.kind] for fact in case.facts if fact.kind in turns][-1:])
