"""The record of the decision: what was decided, why, who held what, and who signed in which capacity.

The test of a good record is that it is clear, can be defended and was made in time (Social Care Institute for
Excellence, quality markers for reviews).
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from safeguarding.cases.blocks import day, note, paper, paras, rows, table
from safeguarding.cases.models import Case
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import latest
from safeguarding.rapid_reviews.models import Outcome, RapidReview
from safeguarding.rapid_reviews.papers.criteria import criteria_table
from safeguarding.rapid_reviews.papers.report import signature_lines
from safeguarding.rapid_reviews.wording import words_for


def decision_record(case: Case, review: RapidReview, outcome: Outcome) -> dict[str, Any]:
    """Everything on which the decision rests, from what was recorded at the time."""
    meeting = latest(case, Meeting.Kind.RAPID_REVIEW)
    sections = [
        {
            "number": "1",
            "title": "The decision",
            "blocks": [
                rows(
                    [
                        ("Decided", outcome.decision.label),
                        ("On", day(outcome.decided_on)),
                        ("By", f"{case.profile.group_name}, under its chair"),
                        (
                            "Meeting",
                            day(timezone.localdate(meeting.held_for)) if meeting else "None recorded",
                        ),
                        ("About", words_for(case).title),
                    ]
                )
            ],
        },
        {
            "number": "2",
            "title": "Options considered",
            "blocks": paras(outcome.options_considered, "None were written down."),
        },
        {"number": "3", "title": "Reasons", "blocks": paras(outcome.reasons)},
        {"number": "4", "title": "The criteria", "blocks": [criteria_table(review)]},
        {"number": "5", "title": "Dissent", "blocks": paras(outcome.dissent, "None was recorded.")},
        {
            "number": "6",
            "title": "The chair’s advice",
            "blocks": paras(outcome.chair_advice, "None was recorded."),
        },
        {"number": "7", "title": "Who was at the meeting", "blocks": [_present(meeting)]},
        {"number": "8", "title": "What the record relies on", "blocks": [_relies_on(review)]},
    ]
    return paper(
        case,
        title="Record of a decision",
        subtitle=outcome.decision.label,
        on=timezone.localdate(),
        sections=sections,
        signatures=signature_lines(review),
    )


def _present(meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return note("No meeting is recorded.")
    lines = [
        [line.name, line.capacity, "Yes" if line.voting_partner else "No"]
        for line in meeting.attendances.all()
        if line.counts
    ]
    return table("Who was there", ["Who", "In which capacity", "For a partner"], lines, [4, 7, 2])


def _relies_on(review: RapidReview) -> dict[str, Any]:
    if review.sealed is None:
        return note("The report is not sealed yet.")
    return rows(
        [("Report", f"version {review.sealed.version}"), ("SHA-256 of its PDF", review.sealed.pdf.sha256)]
    )
