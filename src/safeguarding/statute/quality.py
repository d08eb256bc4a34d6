"""What a rapid review must hold before it goes to the Panel, and what would make it better.

The checks follow the Panel's guidance of 2019, 2022 and 2025 in our own words. A check blocks, warns or
informs, says in a sentence what to do, and names the part of the page where it is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from safeguarding.statute.criteria import LOCAL_CRITERIA, NATIONAL_CRITERIA, Criterion
from safeguarding.statute.decisions import names
from safeguarding.statute.editions import Editions
from safeguarding.statute.terms import CriterionAnswer, Partner, RapidReviewOutcome


class CheckKind(StrEnum):
    """What an unmet check does."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True)
class Check:
    """One check: whether it is met, what to do, and where on the page.

    `may_wait`: though unmet, it need not stop the review on the last day (the day-15 rule, see
    `blocks_sending`).
    """

    code: str
    kind: CheckKind
    met: bool
    sentence: str
    where: str
    may_wait: bool = False


@dataclass(frozen=True)
class Answered:
    """A criterion answered, with its reason."""

    answer: CriterionAnswer | None = None
    reason: str = ""

    @property
    def whole(self) -> bool:
        return self.answer is not None and bool(self.reason.strip())


@dataclass(frozen=True)
class RapidReviewState:
    """What is known of a rapid review (or a local consideration) at this moment; nothing here is a person's
    name.

    `children_lacking`: what is missing in the identity of each child, by pseudonym. `returns_missing`:
    agencies neither heard from nor explained. `partners_signed`: partners whose sign-off stands.
    `authorised_by_lead`: silent partners whose own lead safeguarding partner lets it go without them.
    `panel_told_before`: the Panel was told, before the day, that it would be late or incomplete.
    """

    editions: Editions
    statutory: bool = True
    notification_reference: str = ""
    notified: bool = False
    children_lacking: Mapping[str, Sequence[str]] = field(default_factory=dict)
    children_count: int = 0
    family_described: bool = False
    others_safe: bool = False
    account: str = ""
    returns_asked: int = 0
    returns_missing: Sequence[str] = ()
    returns_override: str = ""
    key_practice: str = ""
    inequality: str = ""
    childs_experience: str = ""
    good_practice: str = ""
    immediate_learning: str = ""
    safety_steps_unowned: int = 0
    criteria: Mapping[str, Answered] = field(default_factory=dict)
    other_areas_consulted: bool = False
    national_recommended: bool | None = None
    outcome: RapidReviewOutcome | None = None
    outcome_reason: str = ""
    dissent_recorded: bool = True
    outline: Mapping[str, str] = field(default_factory=dict)
    why_no_more_learning: str = ""
    where_learning_goes: str = ""
    partners_signed: frozenset[Partner] = frozenset()
    authorised_by_lead: frozenset[Partner] = frozenset()
    panel_told_before: bool = False
    parallel_looked_at: bool = False
    report_words: int = 0
    family_told: str = ""


OUTLINE: Mapping[str, str] = MappingProxyType(
    {
        "lines_of_enquiry": "the lines of enquiry left open",
        "scope": "the scope",
        "method": "the method",
        "reviewer": "how a reviewer will be found",
        "target_date": "the target date",
    }
)
LONG_REPORT = 6000
NO_REVIEW = frozenset(
    {
        RapidReviewOutcome.ALTERNATIVE_LEARNING,
        RapidReviewOutcome.SINGLE_AGENCY_REVIEW,
        RapidReviewOutcome.NO_FURTHER_ACTION,
    }
)


def checks(state: RapidReviewState) -> list[Check]:
    """Every check that applies to this review, in order. A check that does not apply is left out."""
    found = [*_facts(state), *_learning(state), *_decision(state), *_around(state)]
    return sorted(found, key=lambda check: check.code)


def blocks_sending(found: Iterable[Check], on_due_day: bool) -> list[Check]:
    """The checks that stand between the review and the Panel.

    From the fifteenth working day it may go as “awaiting sign-off by …”, if the silent partner's own lead
    safeguarding partner lets it, or the Panel was told before. Everything else that blocks, blocks on every
    day.
    """
    blocking = [check for check in found if check.kind is CheckKind.BLOCK and not check.met]
    return [check for check in blocking if not (on_due_day and check.may_wait)]


def blocks_closing(state: RapidReviewState) -> list[Check]:
    """A case cannot close without the three sign-offs, whatever has gone to the Panel."""
    return [check for check in checks(state) if check.code == "RRQ16" and not check.met]


def _block(code: str, met: bool, sentence: str, where: str) -> Check:
    return Check(code, CheckKind.BLOCK, met, sentence, where)


def _warn(code: str, met: bool, sentence: str, where: str) -> Check:
    return Check(code, CheckKind.WARN, met, sentence, where)


def _facts(state: RapidReviewState) -> Iterator[Check]:
    """The incident, the children, the family, and what the agencies gave."""
    if state.statutory:
        met = state.notified and _said(state.notification_reference)
        yield _block(
            "RRQ01",
            met,
            "Give the notification’s reference and the date on which it was sent.",
            "notification",
        )
    yield _block("RRQ02", _children_whole(state), _children_words(state), "children")
    met = state.family_described and state.others_safe
    yield _block(
        "RRQ03",
        met,
        "Say who is in the family, whether the other children are safe, and who sees to it.",
        "safety",
    )
    yield _block("RRQ04", _said(state.account), "Tell briefly what happened, and what led up to it.", "aims")
    met = state.returns_asked > 0 and (not state.returns_missing or _said(state.returns_override))
    yield _block("RRQ05", met, _returns_words(state), "returns")


def _learning(state: RapidReviewState) -> Iterator[Check]:
    """What the review brings out."""
    yield _warn(
        "RRQ06",
        _said(state.key_practice),
        "Say why things went as they did at the moments that mattered.",
        "aims",
    )
    required = any(aim.required for aim in state.editions.aims if aim.code == "inequality")
    yield Check(
        "RRQ07",
        CheckKind.BLOCK if required else CheckKind.WARN,
        _said(state.inequality),
        "Say what part culture, racism, ableism or other inequality played; if none, say what was looked at.",
        "aims",
    )
    yield _warn(
        "RRQ08", _said(state.childs_experience), "Say what daily life was like for the child.", "aims"
    )
    yield _warn("RRQ09", _said(state.good_practice), "Say what was done well.", "aims")
    met = _said(state.immediate_learning) and not state.safety_steps_unowned
    yield _block(
        "RRQ10",
        met,
        "Say what was learned and done at once; give every safety step an owner and a date.",
        "safety",
    )


def _decision(state: RapidReviewState) -> Iterator[Check]:
    """The criteria, the outcome, what follows from it, and the signatures."""
    yield _block("RRQ11", not (left := _unanswered(state, LOCAL_CRITERIA)), _criteria_words(left), "criteria")
    if state.statutory:
        met = state.national_recommended is not None and not _unanswered(state, NATIONAL_CRITERIA)
        yield _block(
            "RRQ12",
            met,
            "Say whether a national review is recommended, with a reason on each national criterion.",
            "national",
        )
    met = state.outcome is not None and _said(state.outcome_reason) and state.dissent_recorded
    yield _block("RRQ13", met, "Record the outcome, the reasons for it, and any other view.", "decision")
    if state.outcome is RapidReviewOutcome.LOCAL_REVIEW:
        lacking = [words for key, words in OUTLINE.items() if not _said(state.outline.get(key, ""))]
        yield _block(
            "RRQ14",
            not lacking,
            f"For the practice review, give {_list(lacking or OUTLINE.values())}.",
            "outline",
        )
    if state.outcome in NO_REVIEW:
        met = _said(state.why_no_more_learning) and _said(state.where_learning_goes)
        sentence = "Say why a practice review would teach little more, and where the learning goes from here."
        yield _block("RRQ15", met, sentence, "route")
    yield _signatures(state)


def _around(state: RapidReviewState) -> Iterator[Check]:
    """Other processes, other areas, length, and the family."""
    yield _warn(
        "RRQ17",
        state.parallel_looked_at,
        "List the other processes, such as police, coroner or court, or say none.",
        "parallel",
    )
    if state.criteria.get("C3", Answered()).answer is CriterionAnswer.YES:
        sentence = "More than one area was involved: consult the partners of the other areas, and record it."
        yield _block("RRQ18", state.other_areas_consulted, sentence, "criteria")
    met = state.report_words <= LONG_REPORT
    yield Check(
        "RRQ19", CheckKind.INFO, met, f"Shorter is better read: aim for under {LONG_REPORT:,} words.", "aims"
    )
    yield _warn("RRQ20", _said(state.family_told), "Say when the family was told, or will be.", "family")


def _signatures(state: RapidReviewState) -> Check:
    """All three partners; on the last day, silence may wait if the partner's lead lets it or the Panel was
    told."""
    silent = tuple(partner for partner in Partner if partner not in state.partners_signed)
    if not silent:
        return _block("RRQ16", True, "All three partners have signed off.", "sign_off")
    may_wait = state.panel_told_before or state.authorised_by_lead.issuperset(silent)
    return Check(
        "RRQ16", CheckKind.BLOCK, False, f"Awaiting sign-off by {names(silent)}.", "sign_off", may_wait
    )


def _children_whole(state: RapidReviewState) -> bool:
    return state.children_count > 0 and not any(state.children_lacking.values())


def _children_words(state: RapidReviewState) -> str:
    lacking = [f"{child} ({_list(what)})" for child, what in state.children_lacking.items() if what]
    if lacking:
        return f"Fill in what is missing about {_list(lacking)}."
    return "Say who each child is, with the details that the notification asks for."


def _returns_words(state: RapidReviewState) -> str:
    if not state.returns_asked:
        return "Ask the agencies that were involved, education always among them."
    if not state.returns_missing:
        return "Every agency has answered."
    return (
        f"Get an answer from {_list(state.returns_missing)}, or record why there is none and what was done."
    )


def _unanswered(state: RapidReviewState, criteria: Iterable[Criterion]) -> list[str]:
    return [c.title for c in criteria if not state.criteria.get(c.code, Answered()).whole]


def _criteria_words(left: Sequence[str]) -> str:
    if not left:
        return "Every criterion is answered with a reason."
    return f"Answer with a reason: {'; '.join(left)}."


def _said(text: str) -> bool:
    return bool(text.strip())


def _list(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
