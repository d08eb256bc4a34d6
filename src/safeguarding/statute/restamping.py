"""Moving a running case to newer rules: which may be chosen, what they would change, and when it is decided.

A case keeps the rules that it began with unless the partners decide that it goes on under newer ones; that is
theirs to arrange (Children Act 2004 s.16E). What was met before keeps the date that it had then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from safeguarding.statute import changing
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.deadlines import Deadline, Earlier, derive
from safeguarding.statute.editions import PANEL_GUIDANCE, WORKING_TOGETHER, Editions, pinned
from safeguarding.statute.facts import Fact
from safeguarding.statute.profiles import Profile

ARRANGEMENTS: Final = "Children Act 2004 s.16E: the partners’ own arrangements"
CLOSED: Final = Refused("closed", "This case has ended.", "Open it again first, with the reason.")


@dataclass(frozen=True)
class Stamp:
    """The rules that a case keeps: two editions of guidance, and what the partnership had changed."""

    working_together: str
    panel_guidance: str
    local: changing.Changed

    @classmethod
    def on(cls, day: date, changes: Sequence[Change]) -> Stamp:
        """The rules in force on a day; `changes` stand in the order in which they were approved for it."""
        editions = pinned(day)
        return cls(
            editions.working_together.code,
            editions.panel_guidance.code,
            {one.code: one.value for one in changes if one.since <= day},
        )

    @classmethod
    def kept(cls, said: Mapping[str, Any]) -> Stamp:
        """The stamp that was kept as `plain` gives it."""
        return cls(said["working_together"], said["panel_guidance"], said["local"])

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "working_together": self.working_together,
            "panel_guidance": self.panel_guidance,
            "local": dict(self.local),
        }

    @property
    def editions(self) -> Editions:
        """The two dated layers of guidance, with the numbers that the partnership has taken over."""
        found = Editions(WORKING_TOGETHER[self.working_together], PANEL_GUIDANCE[self.panel_guidance])
        return changing.apply_to_editions(found, self.local)

    def profile(self, code: str) -> Profile:
        """How the partnership with this profile works under these rules."""
        return changing.profile_with(code, self.local)


@dataclass(frozen=True)
class Change:
    """A rule that the partnership has changed, and since when."""

    since: date
    code: str
    value: changing.Value


@dataclass(frozen=True)
class Version:
    """The rules as they have been in force since a day."""

    since: date
    stamp: Stamp


@dataclass(frozen=True)
class Difference:
    """One rule that would say something else, in words."""

    title: str
    was: str
    will: str
    cite: str


@dataclass(frozen=True)
class Moved:
    """One date that would be another."""

    title: str
    was: date
    will: date


def newer(kept: Stamp, changes: Sequence[Change], today: date) -> list[Version]:
    """The rules that have taken effect by today after those that a case keeps, the earliest first."""
    days = {edition.in_force for edition in (*WORKING_TOGETHER.values(), *PANEL_GUIDANCE.values())}
    days |= {change.since for change in changes}
    found = [Version(day, Stamp.on(day, changes)) for day in sorted(days) if day <= today]
    at_least = max(kept.editions.working_together.in_force, kept.editions.panel_guidance.in_force)
    past = [n for n, one in enumerate(found, start=1) if one.stamp == kept or one.since <= at_least]
    return found[max(past, default=0) :]


def differences(was: Stamp, will: Stamp, profile: str, on: date) -> list[Difference]:
    """Every rule and every word that would say something else.

    `on` is the day whose words are compared: an agency is called what it was called then.
    """
    return [*_of_guidance(was.editions, will.editions, on), *_of_the_partnership(was, will, profile)]


def _of_guidance(was: Editions, will: Editions, on: date) -> Iterator[Difference]:
    layers = (
        ("Working Together", was.working_together, will.working_together),
        ("Guidance of the Panel", was.panel_guidance, will.panel_guidance),
    )
    for title, before, after in layers:
        if before.code != after.code:
            yield Difference(title, before.name, after.name, after.chapter)
    said = {rule.code: rule.text for rule in was.rules}
    for rule in will.rules:
        if said.get(rule.code) != rule.text:
            yield Difference(rule.title, said.get(rule.code, "Not said"), rule.text, rule.cite)
    for (what, old), (_, new) in zip(was.glossary(on), will.glossary(on), strict=True):
        if old != new:
            yield Difference(what, old, new, will.working_together.chapter)


def _of_the_partnership(was: Stamp, will: Stamp, profile: str) -> Iterator[Difference]:
    for rule in changing.PARAMETERS.values():
        old = rule.words(rule.read(was.profile(profile), was.editions))
        new = rule.words(rule.read(will.profile(profile), will.editions))
        if old != new:
            yield Difference(rule.title, old, new, rule.cite)


def moved(
    facts: Sequence[Fact], was: Stamp, will: Stamp, profile: str, earlier: Sequence[Earlier], today: date
) -> list[Moved]:
    """The open deadlines that would fall on another day. Which deadlines there are, the facts alone say."""
    ended = Earlier(today, was.editions, was.profile(profile))
    before = _by_name(derive(facts, was.editions, was.profile(profile), earlier))
    after = _by_name(derive(facts, will.editions, will.profile(profile), [*earlier, ended]))
    lines = [
        Moved(line.title, before[name].due_on, line.due_on)
        for name, line in after.items()
        if before[name].due_on != line.due_on
    ]
    return list(dict.fromkeys(lines))


def _by_name(lines: Sequence[Deadline]) -> dict[tuple[str, str, int], Deadline]:
    found: dict[tuple[str, str, int], Deadline] = {}
    for line in lines:
        nth = sum(name[:2] == (line.kind, line.key) for name in found)
        found[line.kind, line.key, nth] = line
    return found


def may_propose(*, closed: bool, waits: bool, reason: str) -> Answer:
    """Whether newer rules may be proposed for a case now."""
    if closed:
        return CLOSED
    if waits:
        return Refused(
            "waits_already",
            "Newer rules have been proposed for this case already.",
            "Wait for the chair or a delegated partner to answer, or take that proposal back.",
        )
    if not reason.strip():
        return Refused(
            "no_reason", "Going on under newer rules needs its reason.", "Say why in a sentence or two."
        )
    return Allowed()


def may_confirm(
    proposal: Version, *, closed: bool, own: bool, proposed_on: date, choice: Sequence[Version]
) -> Answer:
    """Whether a proposal may be confirmed: by somebody else, and while it is still what was to be chosen."""
    if closed:
        return CLOSED
    if own:
        return Refused(
            "own_proposal",
            "Nobody confirms what they proposed.",
            "The independent chair or a delegated partner confirms it.",
        )
    if proposal not in choice or choice[-1].since > proposed_on:
        return Refused(
            "overtaken",
            "The rules have changed since this was proposed.",
            "Decline it, so that the manager can propose again with what they say now.",
        )
    return Allowed()
