"""Which rules a partnership may change, within which limits, and what they come to when it has.

A profile's own rules may be changed freely within what law and guidance set; a number that national guidance
sets may be changed only with the text that changed it (Working Together 2026 is to be confirmed). Nothing
local makes a limit later than guidance has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.decisions import Rule
from safeguarding.statute.editions import Editions
from safeguarding.statute.profiles import PROFILES, LevelCode, Profile
from safeguarding.statute.terms import AgencyType, DecisionKind, Role

APPROVERS: Final = 2
"""How many people approve a change of rules, besides whoever proposed it: the partnership's own rule, that
nobody changes alone what others work by (Children Act 2004 s.16E: the partners' own arrangements)."""

Value = int | str | list[str]
Changed = Mapping[str, Value]

LOCAL: Final = "The partnership’s own rule"
DAY_FIFTEEN: Final = (
    "Panel guidance for safeguarding partners: the rapid review goes in within 15 working days"
)
THREE: Final = "Working Together: the three partners are equally and jointly responsible"


@dataclass(frozen=True)
class Parameter:
    """One rule that can be changed: what it is called, what it is counted in, and how it is read.

    `least` and `most` bound a number; `choices` name the values of a choice; `needs` must stay in a list.
    `national`: set by guidance, so that a change names the text that changed it.
    """

    code: str
    title: str
    cite: str
    read: Callable[[Profile, Editions], Value]
    unit: str = ""
    least: int = 0
    most: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    many: bool = False
    national: bool = False

    def words(self, value: Value) -> str:
        """The value as it stands on a page: “working day 8”, “All three partners must agree”."""
        if isinstance(value, list):
            return ", ".join(self.choices[one] for one in self.choices if one in value)
        if isinstance(value, int):
            return self.unit.format(value, "" if value == 1 else "s")
        return self.choices[value]

    def accepts(self, value: Value) -> bool:
        """Whether it is a value of this rule at all."""
        if self.many:
            return isinstance(value, list) and set(value) <= set(self.choices)
        if self.choices:
            return isinstance(value, str) and value in self.choices
        return isinstance(value, int)


def _day(name: str, title: str, most: int) -> Parameter:
    return Parameter(
        f"day_plan.{name}",
        title,
        LOCAL if most < 15 else DAY_FIFTEEN,
        lambda profile, _: int(getattr(profile.day_plan, name)),
        unit="working day {} of 15",
        least=1,
        most=most,
    )


def _rung(level: LevelCode, title: str) -> Parameter:
    return Parameter(
        f"ladder.{level}",
        title,
        LOCAL,
        lambda profile, _: next((rung.days for rung in profile.ladder if rung.level is level), 0),
        unit="{} working day{} after the level before",
        least=0,
        most=10,
    )


def _limit(name: str, title: str, unit: str, most: int) -> Parameter:
    return Parameter(
        f"limit.{name}",
        title,
        "Working Together to Safeguard Children",
        lambda _, editions: editions.limit(name),
        unit=unit,
        least=1,
        most=most,
        national=True,
    )


_KINDS = MappingProxyType({one.value: one.label for one in AgencyType})
_ROLES = MappingProxyType(
    {role.value: role.label for role in (
        Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE, Role.LTRG_CHAIR, Role.EDUCATION_LEAD,
        Role.PUBLIC_HEALTH, Role.LEGAL_ADVISER, Role.COMMUNITY_SAFETY,
    )}
)  # fmt: skip

PARAMETERS: Mapping[str, Parameter] = MappingProxyType(
    {
        one.code: one
        for one in (
            _day("requests_out", "Agencies are asked by", 3),
            _day("progress_check", "How far the agencies are is looked at on", 8),
            _day("returns_due", "Agencies’ answers are due on", 10),
            _day("meeting", "The rapid review meets on", 13),
            _day("draft", "The draft is ready on", 14),
            _day("sign_off", "The three partners sign by", 15),
            Parameter(
                "notify_rule",
                "What it takes for the partners to agree on notifying",
                "Guidance and local rule; the duty is the local authority’s own (Children Act 2004 s.16C)",
                lambda profile, _: profile.notify_rule.value,
                choices=MappingProxyType({rule.value: rule.label for rule in Rule}),
            ),
            Parameter(
                "each_answers_first",
                "Each partner answers before seeing the others",
                LOCAL,
                lambda profile, _: "yes" if profile.each_answers_first else "no",
                choices=MappingProxyType({"yes": "Yes", "no": "No: one shared record"}),
            ),
            _rung(LevelCode.D1, "The delegated partners settle a disagreement within"),
            _rung(LevelCode.D2, "The lead safeguarding partners settle it within"),
            Parameter(
                "agencies_to_ask",
                "Agencies asked in every rapid review",
                "Children Act 2004 s.16H; education is always asked",
                lambda profile, _: [one.value for one in profile.agencies_to_ask],
                choices=_KINDS,
                needs=frozenset({AgencyType.LOCAL_AUTHORITY_EDUCATION.value}),
                many=True,
            ),
            Parameter(
                "quorum",
                "Who must be there for a quorum",
                THREE,
                lambda profile, _: [one.value for one in profile.quorum],
                choices=_ROLES,
                needs=frozenset({Role.DSP_LA.value, Role.DSP_HEALTH.value, Role.DSP_POLICE.value}),
                many=True,
            ),
            _limit("tell_partners", "Other areas’ partners are told within", "{} working day{}", 10),
            _limit("publish", "A practice review is published within", "{} month{}", 12),
            _limit("advance_copies", "Copies go out before publication by", "{} working day{}", 20),
            _limit("keep_public", "A report stays public for", "{} year{}", 10),
        )
    }
)
"""Every rule that can be changed, by its code."""

_PLAN = ("requests_out", "progress_check", "returns_due", "meeting", "draft", "sign_off")


def apply(profile: Profile, changed: Changed) -> Profile:
    """The profile with these rules changed."""
    plan = {name: changed[f"day_plan.{name}"] for name in _PLAN if f"day_plan.{name}" in changed}
    more: dict[str, Any] = {}
    if plan:
        more["day_plan"] = replace(profile.day_plan, **plan)  # type: ignore[arg-type]  # accepted as numbers
    rungs = {code: changed.get(f"ladder.{code}") for code in LevelCode}
    if any(days is not None for days in rungs.values()):
        more["ladder"] = tuple(
            rung if rungs[rung.level] is None else replace(rung, days=int(str(rungs[rung.level])))
            for rung in profile.ladder
        )
    if "notify_rule" in changed:
        rule = Rule(str(changed["notify_rule"]))
        more["rules"] = {**profile.rules, DecisionKind.THRESHOLD_POSITION: rule}
        more["notify_rule_words"] = f"{rule.label}."
    if "each_answers_first" in changed:
        more["each_answers_first"] = changed["each_answers_first"] == "yes"
    if "agencies_to_ask" in changed:
        more["agencies_to_ask"] = tuple(AgencyType(one) for one in changed["agencies_to_ask"])  # type: ignore[union-attr]  # a list
    if "quorum" in changed:
        roles = tuple(Role(one) for one in changed["quorum"])  # type: ignore[union-attr]  # a list
        more["quorum"] = roles
        more["quorum_words"] = ", ".join(role.label for role in roles) + "."
    return replace(profile, **more)


def apply_to_editions(editions: Editions, changed: Changed) -> Editions:
    """The editions with these numbers of guidance changed."""
    numbers = {
        code.partition(".")[2]: int(str(value))
        for code, value in changed.items()
        if code.startswith("limit.")
    }
    if not numbers:
        return editions
    guidance = editions.working_together
    limits = {**guidance.limits, **{name: days for name, days in numbers.items() if name in guidance.limits}}
    return replace(editions, working_together=replace(guidance, limits=limits))


def may_become(
    code: str, value: Value, profile: Profile, editions: Editions, *, source: str, on: date, today: date
) -> Answer:
    """Whether a rule of this profile may be changed to this from a day on; if not, what would mend it."""
    known = PARAMETERS.get(code)
    if known is None or not known.accepts(value):
        return Refused("no_such_value", "That is not a value of this rule.", "Choose one from the page.")
    if on <= today:
        return Refused(
            "from_the_past",
            "A change of rules begins tomorrow at the earliest, and never in the past.",
            "Cases that have begun keep the rules that they began with. Choose a later day.",
        )
    if value == known.read(profile, editions):
        return Refused("no_change", "That is what the rule says now.", "Choose another value.")
    if isinstance(value, int) and not known.least <= value <= known.most:
        return Refused(
            "beyond_the_limit",
            f"{known.title}: between {known.words(known.least)} and {known.words(known.most)}.",
            f"The limit is not the partnership’s to set: {known.cite}.",
        )
    if isinstance(value, list) and not known.needs <= set(value):
        kept = known.words(sorted(known.needs))
        return Refused("must_stay", f"These must stay: {kept}.", f"{known.cite}.")
    if known.national and not source.strip():
        return Refused(
            "no_source",
            "This number is set by national guidance, so a change names the text that changed it.",
            "Give the document, its date and the paragraph.",
        )
    return _in_order(apply(profile, {code: value}))


def _in_order(profile: Profile) -> Answer:
    """The days of the rapid review come one after the other."""
    days = [(name, int(getattr(profile.day_plan, name))) for name in _PLAN]
    for (before, earlier), (after, later) in pairwise(days):
        if earlier > later:
            return Refused(
                "out_of_order",
                f"“{PARAMETERS[f'day_plan.{after}'].title}” would come before "
                f"“{PARAMETERS[f'day_plan.{before}'].title}”.",
                "Change that one first, or choose another day.",
            )
    return Allowed()


def profile_with(code: str, changed: Changed) -> Profile:
    """A known profile with these rules changed."""
    return apply(PROFILES[code], changed)
