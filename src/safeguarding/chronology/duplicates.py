"""Which events are likely the same, seen by several agencies. They are proposed to a person with the reason;
nothing is merged by itself.

Two records are compared only when their days touch. What speaks for the same event: the same time, the same
kind of meeting, and rare words in common; what speaks against: the same agency's next row, and hours between.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safeguarding.chronology.merge import Event

ENOUGH = 0.42
"""How much must speak for it, from 0 to 1."""
WIDEST = timedelta(days=31)
"""A date wider than this is compared with nothing: too much happened in it."""
MOST_A_DAY = 400
"""A day with more records than this is compared only within the same minute."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_STOP = frozenset(
    word
    for line in (
        "a an and are as at be been but by for from had has have he her him his how i if in into is it its",
        "no not of on or she so than that the their them there they this to up was were which who with would",
        "said told will also after before then when where while about all any some due did do done out over",
        "own only very more per via re s t",
    )
    for word in line.split()
)
_ALIKE = {
    word: line.split()[0]
    for line in """
        meeting conference mtg
        call rang phone telephone telephoned phoned rung called calls
        refer referral referred refers
        mother mum mummy mom
        father dad daddy
        police officers officer
        visit visited visits
        attend attended attendance attends
        argument altercation arguing domestic dispute dv da
        hospital ward ed casualty
        bruise bruising bruises mark marks
        cin childinneed
        taf teamaroundthefamily
        icpc initialchildprotectionconference
        strategydiscussion strategymeeting
        baby infant newborn
        nursery preschool
        joined started start began begin starts
        hv healthvisitor
        sw socialworker
        gran grandmother nan nanny nana grandma
        assault assaulted hit punched slapped
        ambulance paramedic paramedics las crew
        drunk intoxicated alcohol drinking
        arrest arrested
        sentence sentenced convicted conviction
        injury injuries injured
        birth born
    """.strip().splitlines()
    for word in line.split()
}
"""Words for one thing; the first stands for all."""
_PHRASES = (
    ("need", r"child in need\b", " childinneed "),
    ("around", r"team around the (?:family|child)\b", " teamaroundthefamily "),
    ("strategy", r"strategy (?:discussion|meeting)\b", " strategydiscussion "),
    ("visitor", r"health visitor\b", " healthvisitor "),
    ("worker", r"social worker\b", " socialworker "),
    ("conference", r"initial child protection (?:case )?conference\b", " icpc "),
    ("conference", r"review child protection (?:case )?conference\b", " rcpc "),
    ("core", r"core group\b", " coregroup "),
    ("accident emergency", r"a ?& ?e\b|accident and emergency\b|emergency department\b", " hospital "),
    ("st", r"st\.? (?=[a-z]{4})", "st"),
    ("attend brought dna wnb", r"did not attend\b|was not brought\b|dna\b|wnb\b", " notattended "),
    ("protection", r"police protection\b", " policeprotection "),
    ("review", r"look(?:ed)? after child review\b", " lacreview "),
)
"""Phrases that mean one thing: a word without which there is none, the phrase, and what stands for it."""
_ANY_PHRASE = re.compile(rf"\b(?:{'|'.join(f'({pattern})' for _, pattern, _ in _PHRASES)})|'s\b")
_TELLING = frozenset(word for words, _, _ in _PHRASES for word in words.split())
MEETINGS = frozenset({
    "cin", "coregroup", "icpc", "lacreview", "mappa", "marac", "pep", "policeprotection", "rcpc",
    "strategydiscussion", "taf",
})  # fmt: skip
_ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th"), start=1
    )
    for word in words.split()
}
_ORDINAL = frozenset(_ORDINALS)
_NEXT_DAY = 0.55
"""At least so much of the lighter record's weight is shared by two that are one event on different days
(`compare` asks for 0.59).
"""


@dataclass(slots=True, eq=False)
class _Seen:
    """One event as it is compared."""

    place: int
    agency: str
    table: tuple[str, str]
    first: date
    last: date
    at: time | None
    words: frozenset[str]
    meetings: frozenset[str]
    ordinal: int
    minute: int | None
    weight: float = 0.0
    heavy: frozenset[str] = frozenset()

    @property
    def exact(self) -> bool:
        """Whether it is of one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for two events being the same, and why."""

    score: float
    first: _Seen
    second: _Seen
    rare: dict[str, float]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they are proposed as one event, in sentences: worked out only for whoever asks."""
        return reasons(self.first, self.second, self.rare)


def likely_same(events: Sequence[Event]) -> list[list[int]]:
    """Groups of places in `events` that likely report the same real event."""
    together: dict[int, set[int]] = {}
    for a, b, _ in sorted(likely_pairs(events), key=lambda pair: -pair[2].score):
        first, second = together.get(a, {a}), together.get(b, {b})
        if first is second or _from_one_table(events, first, second):
            continue
        for place in (group := first | second):
            together[place] = group
    seen: set[int] = set()
    groups = []
    for group in together.values():
        if min(group) not in seen:
            seen.add(min(group))
            groups.append(sorted(group))
    return sorted(groups)


def _from_one_table(events: Sequence[Event], first: set[int], second: set[int]) -> bool:
    """Whether a group would hold two rows of one table, which tells one thing once."""
    tables = [{(events[p].file, events[p].entry.container) for p in group} for group in (first, second)]
    return len(first) + len(second) > 2 and not tables[0].isdisjoint(tables[1])


def likely_pairs(events: Sequence[Event]) -> list[tuple[int, int, Likeness]]:
    """Pairs of places that likely report the same event, with the reasons."""
    compared = [
        _seen(place, event)
        for place, event in enumerate(events)
        if event.entry.when.earliest and event.entry.when.latest
        and event.entry.when.latest - event.entry.when.earliest <= WIDEST
    ]  # fmt: skip
    counted = Counter(word for one in compared for word in one.words)
    names = {word for agency in {event.agency for event in events} for word in _words(agency)}
    rare = {
        word: math.log((len(compared) + 1) / number) * (0.4 if word in names else 1.0)
        for word, number in counted.items()
    }
    for one in compared:
        _weigh(one, rare)
    found = []
    for a, b in _candidates(compared):
        score = compare(a, b, rare)
        if score >= ENOUGH:
            first, second = sorted((a, b), key=lambda one: one.place)
            found.append((first.place, second.place, Likeness(score, first, second, rare)))
    return found


def _weigh(one: _Seen, rare: dict[str, float]) -> None:
    """Its weight, and its heaviest words: whoever shares none of them shares less than `_NEXT_DAY` of it."""
    heaviest = sorted(one.words, key=rare.__getitem__, reverse=True)
    weights = [rare[word] for word in heaviest]
    one.weight = sum(weights)
    enough = bisect_right(list(accumulate(weights)), (1 - _NEXT_DAY) * one.weight) + 1
    one.heavy = frozenset(heaviest[:enough])


def _candidates(compared: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Pairs whose days touch."""
    by_day: dict[date, list[_Seen]] = defaultdict(list)
    wide: list[_Seen] = []
    for one in compared:
        if one.first == one.last:
            by_day[one.first].append(one)
        else:
            wide.append(one)
    for day, here in by_day.items():
        next_day = by_day.get(day + timedelta(1), [])
        for number, a in enumerate(here):
            for b in here[number + 1 :]:
                if len(here) <= MOST_A_DAY or a.at == b.at:
                    yield a, b
            if len(here) <= MOST_A_DAY:
                for b in next_day:
                    if _may_be_a_day_apart(a, b):
                        yield a, b
    for number, a in enumerate(wide):
        for b in wide[number + 1 :]:
            if a.first <= b.last and b.first <= a.last:
                yield a, b
        for offset in range((a.last - a.first).days + 1):
            for b in by_day.get(a.first + timedelta(offset), [])[:MOST_A_DAY]:
                yield a, b


def _may_be_a_day_apart(a: _Seen, b: _Seen) -> bool:
    """Whether `compare` can say yes to two records of different days: a quick no to nearly all."""
    if a.agency == b.agency:
        return False
    alike = not (a.heavy.isdisjoint(b.words) and b.heavy.isdisjoint(a.words))
    return alike or not a.meetings.isdisjoint(b.meetings)


def compare(a: _Seen, b: _Seen, rare: dict[str, float]) -> float:
    """How much speaks for two records being of the same event, from 0 to 1."""
    shared = a.words & b.words
    same_day = a.first == b.first and a.last == b.last
    meeting = not a.meetings.isdisjoint(b.meetings)
    gap = _minutes(a, b)
    if len(shared) < 3 and not (same_day and gap == 0) and not meeting:
        return 0.0  # two words in common are a place or a name, and speak for nothing
    if not a.weight or not b.weight or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
        return 0.0
    weight = sum(map(rare.__getitem__, shared))
    cosine = weight / math.sqrt(a.weight * b.weight)
    alike = max(cosine, 0.7 * weight / min(a.weight, b.weight)) if len(shared) >= 2 else 0.5 * cosine
    if a.table == b.table:  # one table tells one thing once
        return 1.0 if alike > 0.9 and a.at == b.at and same_day else 0.0
    if a.agency == b.agency:
        same = alike >= 0.4 or (alike >= 0.25 and gap == 0)
        return alike + 0.3 if same and same_day else 0.0
    if not same_day:
        if not (a.exact and b.exact):
            return 1.3 * alike - 0.1
        return 1.3 * alike + (0.45 if meeting and gap is not None and gap <= 30 else -0.35)
    return min(1.0, 1.3 * alike + (0.35 if meeting else 0.0) + _closeness(gap))


def _closeness(gap: int | None) -> float:
    """What the minutes between two times of one day speak for."""
    if gap is None:
        return 0.08
    for most, worth in ((0, 0.4), (45, 0.2), (150, 0.14), (300, 0.0)):
        if gap <= most:
            return worth
    return -0.25


def reasons(a: _Seen, b: _Seen, rare: dict[str, float]) -> tuple[str, ...]:
    """Why two records are proposed as one event, in sentences."""
    shared = sorted(a.words & b.words, key=lambda word: -rare[word])[:5]
    gap = _minutes(a, b)
    said = [f"The same words: {', '.join(shared)}."] if shared else []
    if a.first == b.first and a.last == b.last:
        said.append("The same day.")
    if a.meetings & b.meetings:
        said.append("The same kind of meeting.")
    if gap is not None and gap <= 45:
        said.append(f"{gap} minutes apart." if gap else "The same time.")
    return tuple(said)


def _minutes(a: _Seen, b: _Seen) -> int | None:
    return None if a.minute is None or b.minute is None else abs(a.minute - b.minute)


def _seen(place: int, event: Event) -> _Seen:
    entry = event.entry
    words = _words(entry.text)
    first, last, at = entry.when.earliest or date.min, entry.when.latest or date.min, entry.when.time
    return _Seen(
        place=place,
        agency=event.agency,
        table=(event.file, entry.container),
        first=first,
        last=last,
        at=at,
        words=words,
        meetings=words & MEETINGS,
        ordinal=min(map(_ORDINALS.__getitem__, words & _ORDINAL), default=0),
        minute=None if at is None else at.hour * 60 + at.minute,
    )


def _words(text: str) -> frozenset[str]:
    text = text.lower().replace("’", "'").replace("-", " ")
    words = _WORD.findall(text)
    if "'" in text or "&" in text or not _TELLING.isdisjoint(words):  # or else there is no phrase in it
        words = _WORD.findall(_ANY_PHRASE.sub(_meant_by, text))
    return frozenset(map(_meant, words)) - _STOP


def _meant_by(found: re.Match[str]) -> str:
    return _PHRASES[found.lastindex - 1][2] if found.lastindex else ""


@lru_cache(maxsize=50_000)
def _meant(word: str) -> str:
    """One word for all words of its kind, or else its stem."""
    if word in _ALIKE or word in _STOP:
        return _ALIKE.get(word, word)
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word
