"""The drawn timeline: a lane for each agency, doubt as a span, gaps shaded. Numbers only; the page draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from safeguarding.chronology.intervals import Gap, gaps

LEFT, WIDTH, LANE, TOP = 190, 810, 30, 26
SHORTEST = 2.5
MOST_YEARS = 14
"""More year lines than this and only every second, third … is drawn."""


@dataclass(frozen=True)
class Span:
    """Events of one agency that share their days."""

    lane: int
    first: date
    last: date
    doubtful: bool
    count: int = 1


@dataclass(frozen=True)
class Bar:
    """A shape to draw."""

    x: float
    width: float
    y: float
    doubtful: bool
    strong: float
    title: str


@dataclass(frozen=True)
class Mark:
    """A line with its words."""

    x: float
    words: str


@dataclass(frozen=True)
class Shade:
    """A gap to shade."""

    x: float
    width: float
    words: str


@dataclass(frozen=True)
class Drawn:
    """Everything that the page draws."""

    height: int
    width: int
    left: int
    lanes: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Shade, ...]


def draw(
    agencies: Sequence[str], spans: Sequence[Span], silences: Sequence[Gap], undated: int = 0
) -> Drawn | None:
    """Where everything stands; nothing where no event has a date. Events without one have the last lane to
    themselves, with one bar over the whole time: they may have been on any day of it.
    """
    if not spans:
        return None
    first, last = min(one.first for one in spans), max(one.last for one in spans)
    days = (last - first).days + 1

    def x(day: date) -> float:
        return round(LEFT + WIDTH * (day - first).days / days, 1)

    most = max(one.count for one in spans)
    bars = [
        Bar(
            x(one.first),
            max(round(x(one.last + timedelta(1)) - x(one.first), 1), SHORTEST),
            TOP + one.lane * LANE + 7,
            one.doubtful,
            round(0.45 + 0.55 * one.count / most, 2),
            _title(agencies[one.lane], one),
        )
        for one in spans
    ]
    names = [*agencies, *([f"Date not known ({undated})"] if undated else [])]
    if undated:
        events = "1 event" if undated == 1 else f"{undated} events"
        below = TOP + len(agencies) * LANE + 7
        bars.append(Bar(LEFT, WIDTH, below, True, 1.0, f"{events} whose date is not known"))
    return Drawn(
        height=TOP + len(names) * LANE + 6,
        width=LEFT + WIDTH + 10,
        left=LEFT,
        lanes=tuple((TOP + number * LANE, name) for number, name in enumerate(names)),
        bars=tuple(bars),
        marks=_marks(first, last, x),
        gaps=tuple(
            Shade(x(one.since), x(one.until) - x(one.since), f"{one.weeks} weeks") for one in silences
        ),
    )


def _marks(first: date, last: date, place: Callable[[date], float]) -> tuple[Mark, ...]:
    if (last - first).days > 550:
        years = range(first.year + 1, last.year + 1)
        step = len(years) // MOST_YEARS + 1
        return tuple(Mark(place(date(year, 1, 1)), str(year)) for year in years[::step])
    months = [
        (first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1) for n in range(1, 20)
    ]
    starts = [date(year, month, 1) for year, month in months]
    shown = [day for day in starts if day <= last]
    return tuple(Mark(place(day), f"{day:%b %Y}") for day in shown[:: len(shown) // 9 + 1])


def _title(agency: str, one: Span) -> str:
    days = (
        f"{one.first:%d/%m/%Y}" if one.first == one.last else f"{one.first:%d/%m/%Y} to {one.last:%d/%m/%Y}"
    )
    more = f", {one.count} events" if one.count > 1 else ""
    return f"{agency}: {days}{' (in doubt)' if one.doubtful else ''}{more}"


def table(agencies: Sequence[str], spans: Sequence[Span], *, exact: bool) -> list[tuple[str, ...]]:
    """The same for those who do not see it: each agency’s events, first and last day, and longest gap. Not
    `exact`: the spans are whole months, so that a gap lasted at least so long.
    """
    lines: list[tuple[str, ...]] = []
    for lane, name in enumerate(agencies):
        mine = [one for one in spans if one.lane == lane]
        if not mine:
            lines.append((name, "0", "", "", ""))
            continue
        longest = max(
            gaps((one.first, one.last) for one in mine), key=lambda gap: gap.until - gap.since, default=None
        )
        lines.append(
            (
                name,
                str(sum(one.count for one in mine)),
                f"{min(one.first for one in mine):%d/%m/%Y}",
                f"{max(one.last for one in mine):%d/%m/%Y}",
                _gap(longest, exact=exact) if longest else "None of eight weeks or more",
            )
        )
    return lines


def _gap(gap: Gap, *, exact: bool) -> str:
    least = "" if exact else "At least "
    return f"{least}{gap.weeks} weeks, from {gap.since:%d/%m/%Y} to {gap.until:%d/%m/%Y}"
