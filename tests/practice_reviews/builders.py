"""Practice reviews at a stage, each made by the acts that people call."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions import (
    About,
    Agreed,
    add_reviewer,
    answer_suitability,
    decide_practice_review,
    propose_appointment,
    record_contract,
    record_declaration,
    shortlist,
    take_position,
)
from safeguarding.practice_reviews.models import Candidate, Reviewer
from safeguarding.statute.reviewers import ContractItem, ReviewerSource, Suitability
from safeguarding.statute.terms import Role, ThresholdPosition
from tests.cases.builders import considered_case, today
from tests.people.cast import Cast, acting

SUITED = {one.value: f"As her last report shows: {one.label.lower()}." for one in Suitability}


def decided_case(cast: Cast) -> Case:
    """A local practice review decided by the three partners."""
    case = considered_case(cast, health=ThresholdPosition.NOTIFY)
    case.basis = "local"
    case.save(update_fields=["basis"])
    for who in cast.partners.values():
        decide_practice_review(
            by=who, case=case, carry_out=True, reason="We must know.", criteria={"R11A": "The same gap."},
            proportionality="Short.", why_not_enough="The second call.",
        )  # fmt: skip
    case.refresh_from_db()
    return case


def about(**changes: Any) -> About:
    given: dict[str, Any] = {
        "name": "Wanda Ashworth",
        "email": "wanda@ashworth-reviews.example",
        "source": ReviewerSource.PANEL_POOL,
        "skills": "Babies; talking with families.",
        "independence": "Has never worked in London.",
        "organisation": "Ashworth Reviews",
    }
    return About(**{**given, **changes})


def listed(cast: Cast, **changes: Any) -> Reviewer:
    """Somebody on the register."""
    return add_reviewer(by=cast.manager, about=about(**changes))


def agreed(**changes: Any) -> Agreed:
    given: dict[str, Any] = {
        "begins": today(),
        "ends": today() + timedelta(days=180),
        "days": 20,
        "fee_cap": 12_000,
        "signed_on": today(),
        "settled": [one.value for one in ContractItem],
    }
    return Agreed(**{**given, **changes})


def ready(
    cast: Cast,
    case: Case,
    reviewer: Reviewer | None = None,
    place: Role = Role.LEAD_REVIEWER,
    **contract: Any,
) -> Candidate:
    """A candidate of whom everything is known that the partners need."""
    one = shortlist(by=cast.manager, case=case, reviewer=reviewer or listed(cast), place=place)
    answer_suitability(by=cast.manager, candidate=one, answers=SUITED)
    record_declaration(
        by=cast.manager, candidate=one, declared_on=today(), relationships="", other_reviews=""
    )
    record_contract(by=cast.manager, candidate=one, agreed=agreed(**contract))
    one.refresh_from_db()
    return one


def appointed(cast: Cast, case: Case, *given: Any, **more: Any) -> Candidate:
    """A reviewer whom the three partners have appointed."""
    one = ready(cast, case, *given, **more)
    proposal = propose_appointment(by=cast.manager, candidate=one, reason="The best of three.")
    for who in cast.partners.values():
        take_position(by=who, proposal=proposal, agrees=True, reason="We agree.")
    one.refresh_from_db()
    return one


def account(one: Candidate) -> Acting:
    """The reviewer, acting in the seat that the appointment gave them."""
    assert one.seat is not None
    return acting(one.seat)
