"""Referring a case: the first act, by any professional."""

from __future__ import annotations

from django.db import transaction

from safeguarding.anonymity.queries import same_person
from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.actions import opening
from safeguarding.cases.answers import ReferralAnswers
from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import notify_by, tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Child, Incident, Referral
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.record import rows
from safeguarding.search.likeness import likest
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role

MANAGERS = {Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT}
CONFIRM = {Role.LA_NOTIFIER}


@transaction.atomic
def refer(*, by: Acting, answers: ReferralAnswers) -> Case:
    """Refer a case to the partnership in which `by` sits.

    Opens the case with a reference and pseudonyms, and establishes `referred` and, where a date is given,
    `la_aware`: the five working days to notify run from then even before a route is settled. Where the local
    authority's awareness is not known, receipt stands as the latest possible day until its notifier confirms.
    Raises NotAllowed.
    """
    demand(may_do(by, Act.REFER))
    received = answers.received_on or by.today
    demand(guards.referral_makes_sense(answers, received=received, today=by.today))
    partnership = Partnership.objects.select_for_update().get(pk=by.partnership.pk)
    case = opening.open_case(partnership, answers, on=answers.la_aware or received)
    opening.write_children(case, answers)
    referral = Referral.objects.create(
        case=case,
        seat=by.seat,
        confidential=answers.confidential,
        phoned_in=answers.phoned_in,
        referrer_name=answers.referrer_name,
        referrer_role=answers.referrer_role,
        referrer_agency=answers.referrer_agency,
        referrer_telephone=answers.referrer_telephone,
        lead_name=answers.lead_name,
        lead_consulted_on=answers.lead_consulted_on,
        reason=answers.reason.value,
        why_review=answers.why_review,
        harm_reasoning=answers.harm_reasoning,
        what_could_be_learned=answers.what_could_be_learned,
        good_practice=answers.good_practice,
        criteria=list(answers.criteria),
        agencies_known=answers.agencies_known,
        safety_now=answers.safety_now,
        safety_of_others=answers.safety_of_others,
        harm_is_ongoing=answers.harm_is_ongoing,
        dispute_escalated=answers.dispute_escalated,
        interests_told=answers.interests_told,
        urgent=answers.urgent,
        received_on=received,
        likely_duplicates=likely_duplicates(case, answers),
    )
    opening.write_incident(case, answers)
    establish(
        case, Kind.INCIDENT_OCCURRED, by=by, occurred=answers.incident_on, act="say_when_incident_occurred"
    )
    establish(
        case,
        Kind.REFERRED,
        by=by,
        occurred=received,
        act="refer",
        detail={"reason": answers.reason.value},
        keep={
            "why review": answers.why_review,
            "what happened": answers.what_happened,
            "safety now": answers.safety_now,
        },
    )
    establish(
        case,
        Kind.LA_AWARE,
        by=by,
        occurred=answers.la_aware or received,
        act="say_when_local_authority_became_aware",
        detail={"basis": "given" if answers.la_aware else "latest_possible"},
    )
    tell(case, MANAGERS, "acknowledgement", once=f"referral:{referral.pk}:managers")
    tell(case, CONFIRM, "awareness_to_confirm", once=f"awareness:{referral.pk}", due=notify_by(case))
    if answers.harm_is_ongoing:
        tell(case, MANAGERS, "safety_matter", once=f"ongoing:{referral.pk}")
    return case


@transaction.atomic
def acknowledge_referral(*, by: Acting, case: Case) -> Referral:
    """Tell the referrer that the referral has arrived (due one working day after receipt; local practice)."""
    case = lock(case)
    demand(may_do(by, Act.ACKNOWLEDGE_REFERRAL, case))
    referral = case.referral
    if referral.acknowledged_on:
        raise NotAllowed(
            Refused(
                "already_acknowledged",
                "This referral has been acknowledged already.",
                "There is nothing more to do.",
            )
        )
    referral.acknowledged_on = by.today
    referral.save(update_fields=["acknowledged_on"])
    record(case, "acknowledge_referral", by=by)
    tell(case, [referral.seat.person], "acknowledgement", once=f"referral:{referral.pk}:referrer")
    return referral


def likely_duplicates(case: Case, answers: ReferralAnswers) -> list[dict[str, str]]:
    """Other cases that may be the same child or incident, for the manager alone.

    Within the partnership: the case. In another area: only which area's manager to ask, and never where that
    case is sealed or somebody is walled off from it.
    """
    with rows.scope(
        "all"
    ):  # a neighbouring area is looked at for this question alone, and only its name is told
        return _duplicates(case, answers)


def _duplicates(case: Case, answers: ReferralAnswers) -> list[dict[str, str]]:
    found: dict[int, str] = {}
    for child in answers.children:
        for identity in same_person(child.identity):
            other = Child.objects.filter(identity=identity).exclude(case=case).select_related("case").first()
            if other:
                found[other.case_id] = "the same child"
    texts = (
        Incident.objects.filter(case__partnership=case.partnership, occurred=answers.incident_on)
        .exclude(case=case)
        .values_list("case_id", "what_happened")
    )
    for pk, _ in likest(answers.what_happened, texts):
        found.setdefault(pk, "a like account of an incident on the same day")
    lines = []
    for other_case in Case.objects.filter(pk__in=found).select_related("partnership").order_by("pk"):
        if other_case.sealed or other_case.exclusions.filter(ended_at__isnull=True).exists():
            continue
        if other_case.partnership_id == case.partnership_id:
            lines.append({"case": other_case.reference, "why": found[other_case.pk]})
        else:
            lines.append({"area": other_case.partnership.short_name, "why": "ask that area’s manager"})
    return lines
