"""The criteria as they stand in a paper: answers with reasons, and views that differ beside each other."""

from __future__ import annotations

from typing import Any

from safeguarding.cases.blocks import heading, note, paras, table
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.statute import terms
from safeguarding.statute.criteria import CRITERIA, LOCAL_CODES, NATIONAL_CODES


def criteria_table(review: RapidReview) -> dict[str, Any]:
    """Each criterion with its answer, its reason and any agency that sees it differently."""
    given = {one.code: one for one in review.criteria.filter(current=True)}
    lines = []
    for code in LOCAL_CODES:
        one = given.get(code)
        if one is None:
            lines.append([CRITERIA[code].title, "Not answered yet", ""])
            continue
        views = "; ".join(
            f"{v['agency']}: {terms.CriterionAnswer(v['answer']).label.lower()}" for v in one.views
        )
        reason = f"{one.reason} Agencies see it differently: {views}." if views else one.reason
        lines.append([CRITERIA[code].title, terms.CriterionAnswer(one.answer).label, reason])
    return table("The criteria and circumstances", ["Question", "Answer", "Reason"], lines, [3, 2, 7])


def national_blocks(review: RapidReview) -> list[dict[str, Any]]:
    """The group's view on a national review, with a reason on each criterion of SI 2018/789 reg 3."""
    view = review.national_views.filter(current=True).first()
    if view is None:
        return [heading("A national review"), note("The group has not given its view yet.")]
    lines = []
    for code in NATIONAL_CODES:
        one = view.answers.get(code, {})
        answer = terms.CriterionAnswer(one["answer"]).label if one.get("answer") else "Not answered yet"
        lines.append([CRITERIA[code].title, answer, one.get("reason", "")])
    said = (
        "We think that a national review may be right."
        if view.recommend
        else "We do not ask for a national review."
    )
    return [
        heading("A national review"),
        *paras(f"{said}\n\n{view.reason}"),
        table("The national criteria", ["Question", "Answer", "Reason"], lines, [3, 2, 7]),
    ]
