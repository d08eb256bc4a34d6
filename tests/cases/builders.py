"""Cases at a stage, each made by the acts that people call."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.actions.consideration import (
    Line,
    conclude_consideration,
    confirm_position,
    convene_consideration,
    decide_for_local_authority,
    write_consideration,
)
from safeguarding.cases.actions.notification import notify_panel
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.route import propose_route
from safeguarding.cases.answers import ChildAnswers, FamilyAnswers, ReferralAnswers
from safeguarding.cases.facts import establish
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Consideration
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import AbuseNeglect, Outcome, Place, ReasonType, Route, ThresholdPosition
from tests.people.cast import Cast


def today() -> date:
    return timezone.localdate()


def answers(**changes: Any) -> ReferralAnswers:
    """A referral about a made-up baby, with whatever the test changes."""
    incident_on = changes.pop("incident_on", today() - timedelta(days=3))
    given: dict[str, Any] = {
        "referrer_name": "Orla Fennimore",
        "referrer_role": "Named nurse",
        "referrer_agency": "Larkfield NHS Trust",
        "referrer_telephone": "020 7946 0100",
        "lead_name": "Grace Tolland",
        "lead_consulted_on": incident_on,
        "reason": ReasonType.SERIOUS_INCIDENT,
        "children": (
            ChildAnswers(
                name="Tobias Quillfeather",
                born=incident_on - timedelta(days=150),
                sex="male",
                ethnicity="White British",
                disability="none known",
                nhs_number="999 123 4567",
                address="4 Made-up Row",
                outcome=Outcome.SERIOUSLY_HARMED,
                looked_after=False,
                legal_status="None",
                safe_now="In hospital; contact supervised.",
            ),
        ),
        "family": (FamilyAnswers(name="Esme Quillfeather", relation="mother"),),
        "incident_on": incident_on,
        "what_happened": "The baby was found unresponsive and taken to hospital.",
        "abuse_neglect": AbuseNeglect.SUSPECTED,
        "safety_now": "In hospital; contact supervised.",
        "safety_of_others": "No other children.",
        "why_review": "Two services saw a bruise and neither referred it.",
        "harm_reasoning": "A head injury with likely lasting effect.",
        "la_aware": incident_on,
        "area_of_incident": "Barnet",
        "area_of_residence": "Barnet",
    }
    return ReferralAnswers(**{**given, **changes})


def referred_case(cast: Cast, **changes: Any) -> Case:
    """A case just referred; its route is not settled."""
    return refer(by=cast.manager, answers=answers(**changes))


def routed_case(cast: Cast, route: Route = Route.SERIOUS_INCIDENT, **changes: Any) -> Case:
    """A case whose route to consideration is settled."""
    case = referred_case(cast, **changes)
    propose_route(by=cast.manager, case=case, route=route, reason="A child was seriously harmed.")
    case.refresh_from_db()
    return case


def line(position: ThresholdPosition = ThresholdPosition.NOTIFY, **changes: Any) -> Line:
    """A partner's line on the test."""
    given: dict[str, Any] = {
        "abuse_neglect": AbuseNeglect.SUSPECTED,
        "harm": Outcome.SERIOUSLY_HARMED,
        "place": Place.IN_AREA,
        "position": position,
        "reason": "The injuries are unexplained.",
    }
    return Line(**{**given, **changes})


def convened(cast: Cast, case: Case) -> Consideration:
    """A consideration brought together, with the shared record written."""
    consideration = convene_consideration(
        by=cast.manager,
        case=case,
        convened_for=timezone.make_aware(datetime.combine(today(), time(10))),
        how="Video call",
    )
    return write_consideration(
        by=cast.manager,
        consideration=consideration,
        facts_relied_on="The hospital’s account.",
        harm_basis=["physical_health"],
        harm_reasoning="Life-threatening, with likely lasting effect.",
    )


def considered_case(cast: Cast, health: ThresholdPosition = ThresholdPosition.NOTIFY, **changes: Any) -> Case:
    """A case on which all three partners have confirmed positions, concluded; health may differ."""
    case = routed_case(cast, **changes)
    consideration = convened(cast, case)
    confirm_position(by=cast.dsp_la, consideration=consideration, line=line())
    confirm_position(by=cast.dsp_health, consideration=consideration, line=line(health))
    confirm_position(by=cast.dsp_police, consideration=consideration, line=line())
    conclude_consideration(
        by=cast.manager,
        consideration=consideration,
        reason="As each partner said.",
        review_on=today() + timedelta(days=60),
    )
    case.refresh_from_db()
    return case


def notified_case(cast: Cast, *, sent_on: date | None = None, **changes: Any) -> Case:
    """A case considered, decided by the local authority and notified on `sent_on` (today by default)."""
    sent = sent_on or today()
    changes.setdefault("incident_on", sent - timedelta(days=2))
    case = considered_case(cast, **changes)
    decide_for_local_authority(
        by=cast.decider, case=case, notify=True, reason="The test is met on both limbs."
    )
    notify_panel(
        by=cast.notifier,
        case=case,
        sent_at=timezone.make_aware(datetime.combine(sent, time(0))),
        panel_reference="CSPRP-12345",
        sender="A. Notifier",
    )
    case.refresh_from_db()
    return case


def happened(case: Case, by: Acting, kind: Kind, key: str = "", **detail: str) -> None:
    """A fact of a later room, established as that room does."""
    with transaction.atomic():
        establish(lock(case), kind, by=by, occurred=today(), act=kind.value, key=key, detail=detail)
