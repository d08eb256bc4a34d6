"""Which events are likely the same, seen by several agencies. They are proposed to a person with the reason;
nothing is merged by itself.

Two records are compared only when their days touch. What speaks for the same event: the same time, the same
kind of meeting, and rare words in common; what speaks against: the same agency's next row, and hours between.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
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
    (re.compile(r"\bchild in need\b"), "childinneed"),
    (re.compile(r"\bteam around the (?:family|child)\b"), "teamaroundthefamily"),
    (re.compile(r"\bstrategy (?:discussion|meeting)\b"), "strategydiscussion"),
    (re.compile(r"\bhealth visitor\b"), "healthvisitor"),
    (re.compile(r"\bsocial worker\b"), "socialworker"),
    (re.compile(r"\binitial child protection (?:case )?conference\b"), "icpc"),
    (re.compile(r"\breview child protection (?:case )?conference\b"), "rcpc"),
    (re.compile(r"\bcore group\b"), "coregroup"),
    (re.compile(r"\ba ?& ?e\b|\baccident and emergency\b|\bemergency department\b"), "hospital"),
    (re.compile(r"'s\b"), ""),
    (re.compile(r"\bst\.? (?=[a-z]{4})"), "st"),
    (re.compile(r"\bdid not attend\b|\bwas not brought\b|\bdna\b|\bwnb\b"), "notattended"),
    (re.compile(r"\bpolice protection\b"), "policeprotection"),
    (re.compile(r"\blook(?:ed)? after child review\b"), "lacreview"),
)
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


@dataclass(frozen=True)
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

    @property
    def exact(self) -> bool:
        """Whether it is of one day."""
        return self.first == self.last


@dataclass(frozen=True)
class Likeness:
    """How much speaks for two events being the same, and why."""

    score: float
    reasons: tuple[str, ...]


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
    names = {word for event in events for word in _words(event.agency)}
    rare = {
        word: math.log((len(compared) + 1) / number) * (0.4 if word in names else 1.0)
        for word, number in counted.items()
    }
    found = []
    for a, b in _candidates(compared):
        likeness = compare(a, b, rare)
        if likeness.score >= ENOUGH:
            found.append((min(a.place, b.place), max(a.place, b.place), likeness))
    return found


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
                    yield a, b
    for number, a in enumerate(wide):
        for b in wide[number + 1 :]:
            if a.first <= b.last and b.first <= a.last:
                yield a, b
        for offset in range((a.last - a.first).days + 1):
            for b in by_day.get(a.first + timedelta(offset), [])[:MOST_A_DAY]:
                yield a, b


def compare(a: _Seen, b: _Seen, rare: dict[str, float]) -> Likeness:
    """How much speaks for two records being of the same event."""
    shared = a.words & b.words
    weight = sum(rare[word] for word in shared)
    own_a, own_b = sum(rare[word] for word in a.words), sum(rare[word] for word in b.words)
    cosine = weight / math.sqrt(own_a * own_b) if own_a and own_b else 0.0
    held = weight / min(own_a, own_b) if own_a and own_b else 0.0
    alike = max(cosine, 0.7 * held) if len(shared) >= 2 else 0.5 * cosine
    reasons = [f"The same words: {', '.join(sorted(shared, key=lambda w: -rare[w])[:5])}."] if shared else []
    same_day = a.first == b.first and a.last == b.last
    meeting = a.meetings & b.meetings
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return Likeness(0.0, ())
    if a.table == b.table:  # one table tells one thing once
        return Likeness(1.0 if alike > 0.9 and a.at == b.at and same_day else 0.0, tuple(reasons))
    if a.agency == b.agency:
        same = alike >= 0.4 or (alike >= 0.25 and a.at is not None and a.at == b.at)
        return Likeness(alike + 0.3 if same and same_day else 0.0, tuple(reasons))
    score = 1.3 * alike
    gap = _minutes(a.at, b.at)
    if not same_day:
        if not (a.exact and b.exact):
            return Likeness(score - 0.1, tuple(reasons))
        if meeting and gap is not None and gap <= 30:
            return Likeness(
                score + 0.45, (*reasons, "The same kind of meeting at the same time, a day apart.")
            )
        return Likeness(score - 0.35, tuple(reasons))
    reasons.append("The same day.")
    if meeting:
        score += 0.35
        reasons.append("The same kind of meeting.")
    if gap is not None:
        if gap == 0:
            score += 0.4
            reasons.append("The same time.")
        elif gap <= 45:
            score += 0.2
            reasons.append(f"{gap} minutes apart.")
        elif gap <= 150:
            score += 0.14
        elif gap > 300:
            score -= 0.25
    else:
        score += 0.08
    if len(shared) < 3 and not meeting and gap != 0:
        score = min(score, ENOUGH - 0.01)  # two words in common are a place or a name
    return Likeness(min(score, 1.0), tuple(reasons))


def _minutes(a: time | None, b: time | None) -> int | None:
    if a is None or b is None:
        return None
    return abs((a.hour * 60 + a.minute) - (b.hour * 60 + b.minute))


def _seen(place: int, event: Event) -> _Seen:
    entry = event.entry
    words = _words(entry.text)
    first, last = entry.when.earliest or date.min, entry.when.latest or date.min
    return _Seen(
        place=place,
        agency=event.agency,
        table=(event.file, entry.container),
        first=first,
        last=last,
        at=entry.when.time,
        words=words,
        meetings=words & MEETINGS,
        ordinal=next((number for word, number in _ORDINALS.items() if word in words), 0),
    )


def _words(text: str) -> frozenset[str]:
    text = text.lower().replace("’", "'").replace("-", " ")
    for pattern, word in _PHRASES:
        text = pattern.sub(word if word in {"", "st"} else f" {word} ", text)
    found = set()
    for word in _WORD.findall(text):
        word = _ALIKE.get(word, word)
        if word not in _STOP:
            found.add(_ALIKE.get(word, _stem(word)))
    return frozenset(found)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word
