"""Whether what is said makes sense together: dates in order, and who is meant.

Each answer says what to do.
"""

from __future__ import annotations

from datetime import date

from safeguarding.cases.answers import ReferralAnswers
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.calendar import add_months


def plain(day: date) -> str:
    """“Tuesday 29 December 2026”."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def referral_makes_sense(answers: ReferralAnswers, *, received: date, today: date) -> Answer:
    """Dates not to come and in order, and at least one child; the local authority cannot have known before it
    happened.
    """
    if not answers.children:
        return Refused(
            "no_child",
            "No child is named yet.",
            "Add at least one child. “Unborn” and “not yet known” are answers too.",
        )
    for day, what in (
        (answers.incident_on, "The incident"),
        (received, "The referral"),
        (answers.lead_consulted_on, "Your talk with your safeguarding lead"),
        (answers.la_aware, "The local authority’s awareness"),
    ):
        if day and day > today:
            return Refused(
                "date_to_come", f"{what} is dated {plain(day)}, which has not come yet.", "Check the date."
            )
    if answers.la_aware and answers.la_aware < answers.incident_on:
        return Refused(
            "aware_before_incident",
            f"The local authority cannot have become aware on {plain(answers.la_aware)},"
            f" before the incident on {plain(answers.incident_on)}.",
            "Check both dates. If you do not know when it became aware, choose “not known”.",
        )
    for number, child in enumerate(answers.children, start=1):
        if child.born and child.born > answers.incident_on:
            return Refused(
                "before_birth",
                f"Child {number} was born on {plain(child.born)},"
                f" after the incident on {plain(answers.incident_on)}.",
                "Check both dates, or describe the child as unborn at the time.",
            )
        if child.kind == "child" and child.born and add_months(child.born, 12 * 18) <= answers.incident_on:
            return Refused(
                "adult",
                f"Child {number} was 18 or over on {plain(answers.incident_on)}.",
                "Check the date of birth. For a care leaver aged 18 to 24 choose “care leaver”.",
            )
    return Allowed()


def happened_by(day: date, *, today: date, after: date | None, what: str, after_what: str) -> Answer:
    """A date that is not to come and not before the thing that must come first."""
    if day > today:
        return Refused(
            "date_to_come", f"{plain(day)} has not come yet.", "Give the date on which it happened."
        )
    if after and day < after:
        return Refused(
            "out_of_order",
            f"{what} on {plain(day)} would come before {after_what} on {plain(after)}.",
            "Check both dates.",
        )
    return Allowed()


def age_in_words(born: date | None, on: date) -> str:
    """“5 months”, “7 years”; empty when no date of birth is known."""
    if born is None or born > on:
        return ""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 1:
        days = (on - born).days
        return f"{days} day{'s' if days != 1 else ''}"
    if months < 24:
        return f"{months} month{'s' if months != 1 else ''}"
    return f"{months // 12} years"
