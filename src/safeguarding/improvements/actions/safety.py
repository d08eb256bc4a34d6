"""Logging what keeps children safe now."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import record
from safeguarding.cases.guards import plain
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Child, Fact
from safeguarding.cases.queries import people_who_see
from safeguarding.improvements.models import SafetyStep
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Said
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import DecisionKind, Role


@transaction.atomic
def log_safety_step(
    *,
    by: Acting,
    case: Case,
    child: Child | None,
    what: str,
    others: str = "",
    owner: str = "",
    agency: Agency | None = None,
    due: date | None = None,
    source: SafetyStep.Source = SafetyStep.Source.OTHER,
    relations: tuple[Relation, ...] = (),
) -> SafetyStep:
    """Log a step that keeps a child, or others, safe now. `relations`: how an agency that was asked stands
    to the case.

    The duty is everybody's (Children Act 2004 s.11); the log shows that it was seen to for every child.
    Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.LOG_SAFETY_STEP, case, *relations))
    demand(_step_makes_sense(case, child, others, what, owner, agency, due))
    step = SafetyStep.objects.create(
        case=case,
        child=child,
        others="" if child else others,
        what=what,
        owner=owner,
        agency=agency,
        due=due,
        source=source,
        logged_by=by.seat,
    )
    record(
        case,
        "log_safety_step",
        by=by,
        on={"step": str(step.pk), **({"child": str(child.pk)} if child else {})},
        keep={"what": what, "owner": owner},
    )
    others_who_see = people_who_see(case, {Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT})
    tell(
        case,
        [person for person in others_who_see if person.pk != by.person.pk],
        "safety_matter",
        once=f"safety:{step.pk}",
        due=due,
        path=reverse("improvements:safety", args=[case.reference]),
    )
    whom, who = (child.pseudonym if child else others), owner or (agency.name_on(by.today) if agency else "")
    seal_decision(
        by=by,
        case=case,
        kind=DecisionKind.IMMEDIATE_SAFETY_ACTION,
        matter=f"safety:{step.pk}",
        said=Said(outcome=f"For {whom}: {what}", decided_on=by.today, conditions=who, review_on=due),
    )
    return step


@transaction.atomic
def complete_safety_step(
    *, by: Acting, step: SafetyStep, done_on: date, words: str, relations: tuple[Relation, ...] = ()
) -> SafetyStep:
    """Confirm that a step was taken, when, and how we know."""
    case = lock(step.case)
    demand(may_do(by, Act.COMPLETE_SAFETY_STEP, case, *relations))
    step = SafetyStep.objects.select_for_update().get(pk=step.pk)
    if step.done_on:
        raise NotAllowed(
            Refused(
                "done_already",
                f"This step was confirmed as done on {plain(step.done_on)}.",
                "If more is needed, log another step.",
            )
        )
    if done_on > by.today:
        raise NotAllowed(
            Refused(
                "date_to_come", f"{plain(done_on)} has not come yet.", "Give the day on which it was done."
            )
        )
    if not words.strip():
        raise NotAllowed(
            Refused("no_words", "Say how we know that it was done.", "For example, who told you and when.")
        )
    step.done_on, step.done_words = done_on, words
    step.confirmed_by, step.confirmed_at = by.seat, timezone.now()
    step.save()
    record(
        case,
        "complete_safety_step",
        by=by,
        on={"step": str(step.pk), "done": done_on.isoformat()},
        keep={"how we know": words},
    )
    return step


def after_referred(*, case: Case, fact: Fact, by: Acting) -> None:
    """What the referral says about safety becomes the first steps, one for each child, for somebody to
    confirm.
    """
    referral = case.referral
    for child in case.children.all():
        said = child.safe_now or referral.safety_now
        if said.strip():
            _from_referral(case, said, referral.referrer_agency, by=by, child=child)
    if referral.safety_of_others.strip():
        _from_referral(
            case,
            referral.safety_of_others,
            referral.referrer_agency,
            by=by,
            others="Other children and adults",
        )


def _from_referral(
    case: Case, said: str, owner: str, *, by: Acting, child: Child | None = None, others: str = ""
) -> None:
    step = SafetyStep.objects.create(
        case=case,
        child=child,
        others=others,
        what=said,
        owner=owner,
        source=SafetyStep.Source.REFERRAL,
        logged_by=by.seat,
    )
    record(
        case, "log_safety_step", by=by, on={"step": str(step.pk), "source": "referral"}, keep={"what": said}
    )


def _step_makes_sense(
    case: Case,
    child: Child | None,
    others: str,
    what: str,
    owner: str,
    agency: Agency | None,
    due: date | None,
) -> Answer:
    if not what.strip():
        return Refused("no_step", "Say what is done.", "A sentence is enough.")
    if child is None and not others.strip():
        return Refused("nobody", "Say for whom.", "Choose a child, or describe the others in a few words.")
    if child is not None and child.case_id != case.pk:
        return Refused(
            "another_case", "That child is not part of this case.", "Choose one of the children shown."
        )
    if not owner.strip() and agency is None:
        return Refused("no_owner", "Say who sees to it.", "Name a person or an agency.")
    if due is None:
        return Refused("no_date", "Say by when.", "Today is an answer.")
    return Allowed()
