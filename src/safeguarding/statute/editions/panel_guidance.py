"""The Child Safeguarding Practice Review Panel's guidance: the editions of 2019, 2022 and 2025."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from safeguarding.statute.editions.edition import Aim, Edition, Force, Rule

LIMITS = MappingProxyType({"rapid_review": 15, "panel_reply": 10})


def _aims(cite: str, inequality: bool) -> tuple[Aim, ...]:
    return (
        Aim(
            "facts",
            "What happened, and who was involved",
            "The facts about the child and the incident, what each agency did, and an account of the moments "
            "in practice "
            "that mattered most and why they went as they did.",
            cite,
        ),
        Aim(
            "immediate_action",
            "What is needed now to keep children safe",
            "What has been done, and what still has to be done, so that this child and others are safe, and "
            "what is "
            "shared straight away.",
            cite,
        ),
        Aim(
            "improvements",
            "What could be better",
            "What the case shows about how children could be kept safer, here or more widely.",
            cite,
        ),
        Aim(
            "next_steps",
            "What happens next",
            "Whether a local practice review, a national review or another way of learning is right, and "
            "why.",
            cite,
        ),
        Aim(
            "inequality",
            "The child’s identity and family, and any inequality",
            "What was understood of the child’s and family’s background, and whether racism, ableism or "
            "another "
            "inequality played a part. If none did, say what was looked at.",
            cite,
            required=inequality,
        ),
    )


def _rules(cite: str, inequality: bool) -> tuple[Rule, ...]:
    national = Force.NATIONAL_GUIDANCE
    asked = (
        "is looked at in every rapid review, and said even if none played a part"
        if inequality
        else "may be looked at"
    )
    return (
        Rule(
            "fifteen_days",
            "Fifteen working days for the rapid review",
            "The rapid review is finished and sent to the Panel within fifteen working days of the "
            "notification.",
            cite,
            national,
        ),
        Rule(
            "no_rapid_review_without_notification",
            "No rapid review without a notification",
            "A rapid review follows a notification. Other cases are considered locally, under another name.",
            cite,
            national,
        ),
        Rule(
            "withdrawal",
            "A notification may be withdrawn",
            "If it turns out that the incident did not meet the test, the Panel is told why and no rapid "
            "review is needed.",
            cite,
            national,
        ),
        Rule(
            "all_contribute",
            "Every agency involved contributes",
            "Each agency that was involved gives what it knows, education always among them.",
            cite,
            national,
        ),
        Rule(
            "inequality",
            "Identity and inequality",
            f"Racism, ableism and other inequality {asked}.",
            cite,
            national,
        ),
        Rule(
            "panel_reply",
            "The Panel’s reply",
            "The Panel replies in about ten working days. That is what others have seen, not a limit set for "
            "anybody.",
            "Published procedures of Kent’s partnership",
            Force.INTERNAL,
        ),
    )


def _edition(code: str, name: str, since: date, until: date | None, inequality: bool) -> Edition:
    return Edition(
        code=code,
        name=name,
        in_force=since,
        until=until,
        chapter=name,
        rules=_rules(name, inequality),
        aims=_aims(name, inequality),
        limits=LIMITS,
    )


PG2019 = _edition(
    "PG2019", "Panel practice guidance 2019", date(2019, 4, 1), date(2022, 8, 31), inequality=False
)
PG2022 = _edition(
    "PG2022",
    "Panel guidance for safeguarding partners 2022",
    date(2022, 9, 1),
    date(2025, 5, 31),
    inequality=True,
)
PG2025 = _edition(
    "PG2025", "Panel guidance for safeguarding partners 2025", date(2025, 6, 1), None, inequality=True
)

PANEL_GUIDANCE: Mapping[str, Edition] = MappingProxyType(
    {edition.code: edition for edition in (PG2019, PG2022, PG2025)}
)
