"""Letters to the Child Safeguarding Practice Review Panel."""

from __future__ import annotations

from datetime import date
from typing import Any

from safeguarding.cases.blocks import day, paper, para, paras
from safeguarding.cases.models import Case
from safeguarding.rapid_reviews.models import Reconsideration
from safeguarding.statute.terms import LatenessCode, Partner, RapidReviewOutcome

PANEL = ["Child Safeguarding Practice Review Panel", "Department for Education"]


def late_letter(
    case: Case,
    *,
    why: LatenessCode,
    words: str,
    due: date | None,
    expected: date | None,
    awaiting: list[Partner],
    on: date,
) -> dict[str, Any]:
    """Tells the Panel, before the day, that the rapid review will be late or incomplete, and why."""
    blocks = [
        para(
            f"The rapid review for this notification is due on {day(due)}. We write to tell you before "
            f"that day."
        )
    ]
    if awaiting:
        names = ", ".join(partner.label for partner in awaiting)
        blocks.append(
            para(
                f"It may reach you while it still awaits the sign-off of: {names}. The completed version "
                f"will follow."
            )
        )
    blocks.append(para(f"Reason: {why.label}."))
    blocks += paras(words)
    if expected:
        blocks.append(para(f"We expect to send it on {day(expected)}."))
    return _letter(case, "Rapid review: late or incomplete", blocks, on)


def second_decision_letter(case: Case, second: Reconsideration, *, on: date) -> dict[str, Any]:
    """Answers the Panel's view with what the three partners decided after taking it into account."""
    blocks = [
        para(
            f"Thank you for your reply of {day(second.reply.received_on)}. The three safeguarding partners "
            f"took it into account."
        ),
        para(f"They decided: {RapidReviewOutcome(second.outcome).label}."),
    ]
    for one in second.positions.filter(current=True).order_by("partner"):
        blocks.append(para(f"{Partner(one.partner).label}: {one.reason}"))
    return _letter(case, "Our decision after your reply", blocks, on)


def _letter(case: Case, title: str, blocks: list[dict[str, Any]], on: date) -> dict[str, Any]:
    sent = getattr(case, "notification", None)
    return paper(
        case,
        title=title,
        on=on,
        sections=[{"title": title, "blocks": blocks}],
        address=PANEL,
        salutation="Dear Panel members",
        summary=[["Your reference", (sent.panel_reference if sent else "") or "None given"]],
        closing=f"For the three safeguarding partners\n{case.partnership.name}",
    )
