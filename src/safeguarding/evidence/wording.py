"""What a request says: why the agency is asked and on what legal ground, under the editions that the case
keeps.
"""

from __future__ import annotations

from datetime import date

from safeguarding.cases.models import Case
from safeguarding.evidence.models import Request
from safeguarding.statute.calendar import add_months
from safeguarding.statute.terms import Handling

MONTHS_BACK = 24
"""How far back to look before the incident, unless the request says otherwise; local practice."""


def purpose(case: Case, form: str = Request.Form.SHORT) -> str:
    """Why this is asked now. A local consideration is never called a rapid review: in law it is none."""
    if form == Request.Form.REPORT:
        return (
            "The three safeguarding partners have decided on a local child safeguarding practice review. It "
            "looks at how organisations and services worked, and why, so that other children are better "
            "protected. It does not hold anybody to account. They need your organisation’s own report on its "
            "part."
        )
    if case.basis == "statutory":
        return (
            "The three safeguarding partners are carrying out a rapid review after a serious incident. "
            "They need to know "
            "quickly what each organisation knew and did, so that children are safe now and everybody "
            "can learn."
        )
    return (
        "The three safeguarding partners are considering this case to see what can be learned from it. "
        "They need to know "
        "what each organisation knew and did."
    )


_IN_A_REVIEW = {
    Handling.SHAREABLE: "Everybody in the review may read it, and it may be used in the review’s report",
    Handling.NOT_FOR_REPORT: "The people in the review may read it, but it must not be used in its report",
    Handling.ASK_ME: "The people in the review may read it, but ask us before it is used anywhere else",
}


def who_may_read(form: str) -> list[tuple[str, str]]:
    """The four marks as an author chooses among them; a report has a review before it, and no meeting."""
    if form == Request.Form.REPORT:
        return [(one.value, _IN_A_REVIEW.get(one, one.label)) for one in Handling]
    return [(one.value, one.label) for one in Handling]


def legal_basis(case: Case) -> str:
    """The duty to answer, and why data protection law allows it."""
    guidance = case.editions.working_together
    return (
        "Section 16H of the Children Act 2004: a safeguarding partner may ask a person or body for "
        "information for the "
        "functions in sections 16E and 16F, and whoever is asked must answer. The Child Safeguarding "
        "Practice Review and "
        "Relevant Agency (England) Regulations 2018 (SI 2018/789) and "
        f"{guidance.chapter} say what those functions are. Data protection law does not stand in the "
        f"way: UK GDPR "
        "Article 6(1)(c) and (e) and Article 9(2)(g), with the Data Protection Act 2018, Schedule 1, "
        "paragraph 18. You do "
        "not need the family’s consent."
    )


def period(case: Case) -> tuple[date, date]:
    """Two years before the incident, up to it."""
    happened = case.incident.occurred
    return add_months(happened, -MONTHS_BACK), happened


REFUSES = (
    "If an organisation will not answer, write to its chief officer under section 16H of the Children "
    "Act 2004, which makes "
    "answering a duty. As a last resort the partner may ask the High Court or the county court for an "
    "injunction. Tell the "
    "partner for that sector first: most refusals end with one call."
)

NEAR = 6
"""Days within which the name of a weekday says which day is meant."""


def day_name(day: date, today: date) -> str:
    """“today”, “Monday” for a day of this week or the next days, else “9 November”."""
    if day == today:
        return "today"
    return f"{day:%A}" if abs((day - today).days) <= NEAR else f"{day.day} {day:%B}"


def rang(rang_on: date, promised_on: date | None, today: date) -> str:
    """“Rang Monday, promised Wednesday”; a promise that was not kept is shown as such."""
    words = f"Rang {day_name(rang_on, today)}"
    if promised_on is None:
        return words
    passed = ", which has passed" if promised_on < today else ""
    return f"{words}, promised {day_name(promised_on, today)}{passed}"


SECTION_16H = (
    "Under section 16H of the Children Act 2004 a safeguarding partner may ask a person or body for "
    "information, to enable or help the functions in sections 16E and 16F. Whoever is asked must comply. The "
    "partner that makes the request may ask the High Court or the county court for an injunction to enforce "
    "it. The information may be used only for the purpose for which it was asked.",
)
"""What section 16H says, in plain words, subsection by subsection."""
