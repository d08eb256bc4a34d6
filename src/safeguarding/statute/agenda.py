"""What a meeting of each kind goes through, when it may be closed, and by when its minutes are agreed.

The rapid review's order follows what the Panel asks of one (guidance for safeguarding partners) and the
published practice of partnerships; it is a partnership's own to change. The standing group's follows the
published page of Barnet's: it follows up actions, reports and directions between cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.calendar import add_working_days

MINUTES_DAYS: Final = 2
"""Working days after a one-off meeting in which its minutes are agreed: the partnership's own rule."""


@dataclass(frozen=True)
class Line:
    """One item that every meeting of a kind has, and what to think of."""

    code: str
    title: str
    prompt: str


WELCOME = Line("welcome", "Welcome", "Is any child in danger now? If so, act first: ring 999.")
INTERESTS = Line(
    "interests",
    "Confidentiality, purpose and interests",
    "What is said here is for this review only. Ask everybody whether they have an interest.",
)
QUORUM = Line("quorum", "Quorum", "Who must be there, by the partnership’s own rule.")
ACTIONS = Line("actions", "Actions", "Who does what, by when, and how it will be seen.")
LAST_MINUTES = Line(
    "last_minutes", "Minutes of the last meeting", "Accept them, or put them right and then accept them."
)
CASES = Line("cases", "Cases coming to the group", "By reference only. What is decided stands with the case.")
BEGINS: Final = 3
"""How many items a standing group has before what it deferred: minutes, interests and quorum."""

AGENDAS: Final[Mapping[str, tuple[Line, ...]]] = MappingProxyType(
    {
        "rapid_review": (
            WELCOME,
            INTERESTS,
            QUORUM,
            Line("facts", "What happened", "The facts of the incident, and what is not known."),
            Line("returns", "What agencies say", "The returns and the chronology; gaps and differences."),
            Line("child", "The child’s life and identity", "A day in the child’s life; who the child is."),
            Line("episodes", "Key practice episodes", "What happened at each, and why it made sense then."),
            Line("good_practice", "Good practice", "What helped, and what to keep."),
            Line("learning_now", "Safety and learning now", "What is done at once, and how it is shared."),
            Line("parallel", "Other processes", "Police, inquest, court, child death review: what they ask."),
            Line("criteria", "The criteria", "Each in turn, with reasons (SI 2018/789 reg 11)."),
            Line("national", "The national view", "Is the case complex or of national importance?"),
            Line("options", "Options for the decision", "Each option, with what speaks for it."),
            Line("scope", "If a review: scope and method", "Lines of enquiry, method, reviewer."),
            Line("otherwise", "If not: how it is learned", "Which other way of learning, and by whom."),
            Line("family", "Family and practitioners", "Who tells them, when, and who supports them."),
            Line("media", "Press and publicity", "What is known, and who answers."),
            Line("positions", "Each partner’s position", "In turn; dissent is kept."),
            ACTIONS,
            Line("timetable", "Signing off", "Who signs when, before the fifteenth working day."),
        ),
        "consideration": (
            WELCOME,
            INTERESTS,
            QUORUM,
            Line("known", "What is known", "The facts, and what each agency knows now."),
            Line("test", "The test", "Abuse or neglect; death or serious harm; the place (s.16C)."),
            Line("positions", "Each partner’s position", "In turn; dissent is kept."),
            Line("next", "What happens next", "Who notifies, by when; or when it is looked at again."),
        ),
        "sign_off": (
            WELCOME,
            INTERESTS,
            Line("changes", "What changed in the report", "Since it was last read."),
            Line("positions", "Each partner’s position", "Agree, agree with a comment, or disagree."),
            Line("sending", "Sending it to the Panel", "Who sends it, and when."),
        ),
        "learning": (
            WELCOME,
            INTERESTS,
            Line("learned", "What was learned", "In the words of those who were there."),
            Line("change", "What will be different", "For children, and how it will be seen."),
            ACTIONS,
        ),
        # How panels of practice reviews are commonly run; that it is monitored, SI 2018/789 reg 14.
        "panel": (
            WELCOME,
            INTERESTS,
            QUORUM,
            Line("plan", "Where the review stands", "Time and quality since the last meeting (reg 14)."),
            Line("reports", "What agencies say", "Their reports; what is missing, and where they differ."),
            Line("voices", "Family and practitioners", "What they said, and what they are told next."),
            Line("findings", "What the reviewer is finding", "What emerges, and what does not hold yet."),
            Line(
                "learning_now", "Learning that need not wait", "What is shared or changed before the report."
            ),
            Line("recommendations", "Recommendations", "To whom, by when, and would it change anything?"),
            ACTIONS,
            Line("timetable", "The next step", "Draft, check of facts, signing: who does what, by when."),
        ),
        # The partnership's own levels of resolving (its profile); no time set by law waits meanwhile.
        "resolution": (
            WELCOME,
            INTERESTS,
            Line("differ", "What is disagreed", "In a sentence that each would put their name to."),
            Line("positions", "What each holds, and why", "In turn, without answering each other yet."),
            Line("says", "What the law and guidance say", "The words themselves, and what they leave open."),
            Line("settles", "What would settle it", "A fact to find out, or somebody to ask."),
            Line("outcome", "What is agreed now", "And what holds meanwhile: no time set by law waits."),
            Line("next_level", "If not agreed: the next level", "Who takes it there, and by when."),
        ),
        "group": (
            LAST_MINUTES,
            Line("interests", "Interests", "Does anything on this agenda touch you or your organisation?"),
            QUORUM,
            Line("owed", "What agencies owe", "Actions that drift and answers that are late, by agency."),
            Line("reports", "Reports on steps and impact", "What each shows, and what is still to be seen."),
            Line("directions", "Directions of the chair", "Those that wait for an answer."),
            CASES,
            Line("publications", "National publications", "What each asks of us, and who considers it."),
            Line("members", "Who belongs to the group", "Places that are empty, and terms that end."),
            Line("disagreements", "Disagreements", "How many are open, and what they have in common."),
            Line("any_other", "Any other business", "And when the group meets next."),
        ),
    }
)


def agenda_of(kind: str, quorum_words: str) -> tuple[Line, ...]:
    """The items of that kind of meeting; who must be there is said in the partnership's own words."""
    return tuple(replace(line, prompt=quorum_words) if line is QUORUM else line for line in AGENDAS[kind])


def may_close(unsettled: Sequence[str]) -> Answer:
    """Whether a meeting may be closed: every item dealt with, or deferred to a day with a reason.

    `unsettled` are the titles of the items that are neither.
    """
    if not unsettled:
        return Allowed()
    first = f"“{unsettled[0]}”"
    more = len(unsettled) - 1
    also = "" if not more else " and one more item" if more == 1 else f" and {more} more items"
    return Refused(
        "items_open",
        f"{first}{also} of the agenda {'is' if not more else 'are'} neither dealt with nor deferred.",
        "Say on the minutes what came of each, or to when it is deferred and why.",
    )


def minutes_due(closed_on: date) -> date:
    """The last working day on which the minutes of a one-off meeting are agreed."""
    return add_working_days(closed_on, MINUTES_DAYS)
