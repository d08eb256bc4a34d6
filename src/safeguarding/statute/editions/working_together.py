"""Working Together to Safeguard Children: the editions of 2018, 2023 and 2026 (Children Act 2004 s.16K)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from safeguarding.statute.editions.edition import Edition, Force, Rule

LIMITS = MappingProxyType(
    {"notify_panel": 5, "tell_partners": 5, "publish": 6, "advance_copies": 7, "keep_public": 1}
)

WORDS_2018 = MappingProxyType(
    {
        "partner_representative": "representative",
        "lead_partner": "chief officer",
        "scrutiny": "independent scrutiny",
        "practice_review": "local child safeguarding practice review",
    }
)
WORDS_2023 = MappingProxyType(
    {
        "partner_representative": "delegated safeguarding partner",
        "lead_partner": "lead safeguarding partner",
        "scrutiny": "independent scrutineer",
        "practice_review": "local child safeguarding practice review",
    }
)


def _rules(book: str, chapter: str) -> tuple[Rule, ...]:
    cite = f"{book} {chapter}"
    statutory, law = Force.STATUTORY_GUIDANCE, Force.LAW
    return (
        Rule(
            "notify_duty",
            "The local authority must notify",
            "When a local authority knows or suspects that a child has been abused or neglected, it notifies "
            "the Panel "
            "if the child dies or is seriously harmed in its area, or outside England while living in its "
            "area.",
            "Children Act 2004 s.16C(1)",
            law,
        ),
        Rule(
            "notify_time",
            "Five working days to notify",
            "The notification is sent within five working days of the local authority becoming aware.",
            f"{cite}; Children Act 2004 s.16C(2)",
            statutory,
        ),
        Rule(
            "tell_partners_time",
            "Five working days to tell the partners",
            "The other partners, and those of another area that is concerned, are told within the same five "
            "days.",
            cite,
            statutory,
        ),
        Rule(
            "looked_after_death",
            "Every death of a looked-after child is notified",
            "The death of a looked-after child is notified whether or not abuse or neglect is suspected. "
            "Without abuse "
            "or neglect no rapid review follows.",
            cite,
            statutory,
        ),
        Rule(
            "serious_harm",
            "What serious harm is",
            "Serious harm includes serious or long-term damage to mental or physical health or to how a "
            "child thinks, "
            "feels, behaves or gets on with others. A child who recovers may still have been seriously "
            "harmed.",
            f"Children Act 2004 s.16B; {cite}",
            law,
        ),
        Rule(
            "rapid_review",
            "A rapid review follows a notification",
            "After a notification of a serious incident the partners carry out a rapid review, promptly, "
            "unless it is "
            "found that the incident did not meet the test.",
            cite,
            statutory,
        ),
        Rule(
            "identify_cases",
            "Partners identify serious cases and have them reviewed where that is right",
            "The partners identify serious child safeguarding cases that raise issues of importance for "
            "their area, and "
            "have them reviewed under their supervision where they consider it appropriate.",
            "Children Act 2004 s.16F(1)",
            law,
        ),
        Rule(
            "criteria",
            "What the partners must take into account",
            "Improvements, recurrent themes, how agencies worked together, and the Panel’s view. Meeting one "
            "of them "
            "does not by itself mean that there must be a review.",
            "SI 2018/789 reg 11",
            law,
        ),
        Rule(
            "monitoring",
            "Time and quality are looked at during a review",
            "The partners look at regular intervals at how long a review takes and how good it is. What they "
            "ask of the "
            "reviewer, they ask in writing.",
            "SI 2018/789 reg 14",
            law,
        ),
        Rule(
            "six_months",
            "Six months to publish",
            "A review is completed and published as soon as it can be, and within six months of the decision "
            "to begin.",
            cite,
            statutory,
        ),
        Rule(
            "advance_copies",
            "Copies seven working days before publication",
            "The report goes to the Panel and the Secretary of State at least seven working days before it "
            "is published.",
            f"SI 2018/789 Part 3; {cite}",
            law,
        ),
        Rule(
            "one_year_public",
            "Public for a year",
            "The report, or what is published instead of it, stays publicly available for at least a year.",
            f"SI 2018/789 Part 3; {cite}",
            law,
        ),
        Rule(
            "not_published",
            "If the report is not published",
            "If publishing would not be right, the improvements to be made are published instead, in the "
            "same time.",
            "Children Act 2004 s.16F(4) and (5)",
            law,
        ),
        Rule(
            "yearly_report",
            "A yearly report",
            "The partners report at least once every twelve months on what they did and how well it worked.",
            f"Children Act 2004 s.16G; {cite}",
            law,
            to_be_confirmed=True,
        ),
        Rule(
            "authority",
            "Who acts for a partner",
            "Whoever acts for a partner speaks with authority, commits it on policy and practice, and holds "
            "it to account.",
            cite,
            statutory,
        ),
    )


_AGREE = Rule(
    "three_agree",
    "The three partners should agree which incidents are notified",
    "The duty to notify is the local authority’s alone, but all three partners should agree. A disagreement "
    "goes to the "
    "local way of resolving it, and never delays a notification.",
    "Child Safeguarding Practice Review Panel guidance; Working Together 2023 chapter 5",
    Force.STATUTORY_GUIDANCE,
)
_CARE_LEAVER = Rule(
    "care_leaver_death",
    "The death of a care leaver up to and including 24 is notified",
    "It is notified on the same system. No rapid review follows, though the partners may review the case "
    "locally. Under "
    "18, the test for a serious incident is looked at as well.",
    "Working Together 2023 chapter 5",
    Force.STATUTORY_GUIDANCE,
)
_RULES_2023 = (*_rules("Working Together 2023", "chapter 5"), _AGREE, _CARE_LEAVER)

WT2018 = Edition(
    code="WT2018",
    name="Working Together to Safeguard Children 2018",
    in_force=date(2018, 7, 4),
    until=date(2023, 12, 14),
    chapter="Working Together 2018 chapter 4",
    rules=_rules("Working Together 2018", "chapter 4"),
    limits=LIMITS,
    words=WORDS_2018,
)
WT2023 = Edition(
    code="WT2023",
    name="Working Together to Safeguard Children 2023",
    in_force=date(2023, 12, 15),
    until=date(2026, 3, 18),
    chapter="Working Together 2023 chapter 5",
    rules=_RULES_2023,
    limits=LIMITS,
    words=WORDS_2023,
)
# The chapter on serious incidents of 2026 has not been seen: until it has, every rule stands as in 2023 and
# says so,
# but for those that rest on the Act or the Regulations, which the guidance cannot change.
_SETTLED = frozenset({"six_months", "advance_copies", "one_year_public", "not_published"})
WT2026 = Edition(
    code="WT2026",
    name="Working Together to Safeguard Children 2026",
    in_force=date(2026, 3, 19),
    until=None,
    chapter="Working Together 2026",
    rules=tuple(
        replace(
            rule,
            cite=rule.cite.replace("Working Together 2023 chapter 5", "Working Together 2026"),
            to_be_confirmed=rule.to_be_confirmed
            or ("Working Together" in rule.cite and rule.code not in _SETTLED),
        )
        for rule in _RULES_2023
    ),
    limits=LIMITS,
    words=WORDS_2023,
    to_be_confirmed=True,
)

WORKING_TOGETHER: Mapping[str, Edition] = MappingProxyType(
    {edition.code: edition for edition in (WT2018, WT2023, WT2026)}
)
