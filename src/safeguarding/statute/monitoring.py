"""Looking, at regular intervals, at the time that a practice review takes and at its quality.

The safeguarding partners must do so, and may ask the reviewer for information or a draft, in writing only
(SI 2018/789 reg 14). How far apart the intervals are is the partnership's own; a review is to be published
within six months of the decision (Working Together), and a later day is explained to the Panel and the
Secretary of State.
"""

from __future__ import annotations

from datetime import date

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.terms.words import Term

REG_14 = "SI 2018/789 reg 14"


class Course(Term):
    """How time or quality stands."""

    ON = "on", "On course"
    RISK = "risk", "At risk"
    OFF = "off", "Off course"


def may_note(*, time: Course, time_words: str, quality: Course, quality_words: str) -> Answer:
    """What is at risk or off course is said in words, so that somebody can act on it."""
    for what, course, words in (("time", time, time_words), ("quality", quality, quality_words)):
        if course is not Course.ON and not words.strip():
            return Refused(
                f"no_{what}_words",
                f"Say what puts the {what} {course.label.lower()}.",
                "A sentence on what it is, and what is done about it.",
            )
    return Allowed()


def past_the_date(forecast: date | None, publish_by: date | None) -> bool:
    """Whether publication is now expected after the day by which it is due, so that reasons are owed."""
    return forecast is not None and publish_by is not None and forecast > publish_by
