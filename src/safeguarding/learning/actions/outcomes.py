"""What came of a way of learning other than a practice review."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, has, withdraw
from safeguarding.cases.guards import happened_by
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.improvements.actions import note_source
from safeguarding.improvements.models import Source
from safeguarding.learning.models import LearningOutcome, LearningRoute
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.terms import LearningSource


@transaction.atomic
def report_learning(
    *,
    by: Acting,
    route: LearningRoute,
    reported_on: date,
    findings: str,
    shared: str,
    concern: LearningOutcome.Concern,
    concern_words: str = "",
) -> LearningOutcome:
    """Report what came of it. A concern about how agencies worked together, or about harm, brings the case
    back to the manager and the partners: learning below the threshold may turn out to be above it.

    Its actions then stand in the register under a source of their own. Raises NotAllowed.
    """
    case = lock(route.case)
    route = LearningRoute.objects.select_for_update(of=("self",)).get(pk=route.pk)
    own = (Relation.OWN_AGENCY,) if route.agency_id and route.agency_id == by.seat.agency_id else ()
    demand(may_do(by, Act.REPORT_LEARNING, case, *own))
    if route.decided_on is None:
        raise NotAllowed(
            Refused(
                "not_decided", "This way of learning has not been agreed yet.", "The partners agree first."
            )
        )
    if LearningOutcome.objects.filter(route=route).exists():
        raise NotAllowed(
            Refused(
                "reported", "What came of it has been reported already.", "Write its actions on the register."
            )
        )
    demand(
        happened_by(
            reported_on,
            today=by.today,
            after=route.proposed_on,
            what="Reporting",
            after_what="it was proposed",
        )
    )
    for text, sentence in (
        (findings, "Say what was found: why things happened as they did."),
        (shared, "Say how the learning was shared, and with whom."),
    ):
        if not text.strip():
            raise NotAllowed(Refused("not_whole", sentence, "A few sentences are enough."))
    if concern is not LearningOutcome.Concern.NONE and not concern_words.strip():
        raise NotAllowed(Refused("no_concern", "Say what the concern is.", "The partners need to know."))
    outcome = LearningOutcome.objects.create(
        route=route, reported_on=reported_on, findings=findings.strip(), shared=shared.strip(),
        concern=concern.value, concern_words=concern_words.strip(), seat=by.seat, capacity=by.capacity,
    )  # fmt: skip
    keep = {"findings": outcome.findings}
    if outcome.concern_words:
        keep["concern"] = outcome.concern_words
    establish(
        case, Kind.LEARNING_REPORTED, by=by, occurred=reported_on, act="report_learning",
        key=str(route.number),
        detail={"concern": concern.value},
        on={"route": str(route.number), "concern": concern.value},
        keep=keep,
    )  # fmt: skip
    source_of(route, by=by)
    if concern is not LearningOutcome.Concern.NONE and not has(case, Kind.NOTIFIED):
        _back_to_triage(case)
    return outcome


def _back_to_triage(case: Case) -> None:
    """The route and the way of learning no longer stand: the manager proposes anew, and partners dispose."""
    for kind in (Kind.LEARNING_ROUTE_DECIDED, Kind.ROUTE_SETTLED):
        for fact in case.facts.filter(current=True, kind=kind.value):
            withdraw(fact)


def source_of(route: LearningRoute, *, by: Acting) -> Source:
    """Where the recommendations and actions of a way of learning are gathered."""
    single = route.kind == LearningRoute.Kind.SINGLE_AGENCY_REVIEW
    kind = LearningSource.SINGLE_AGENCY_REVIEW if single else LearningSource.ALTERNATIVE_LEARNING
    title = f"{route.get_kind_display()}: {route.case.pseudonym}"
    held = Source.objects.filter(case=route.case, kind=kind.value, title=title).first()
    if held is not None:
        return held
    outcome = getattr(route, "outcome", None)
    dated = outcome.reported_on if outcome else by.today
    return _noted(kind, title, dated, route, by=by)


def _noted(kind: LearningSource, title: str, dated: date, route: LearningRoute, *, by: Acting) -> Source:
    if may_do(by, Act.NOTE_SOURCE, route.case):
        return note_source(by=by, kind=kind, title=title, dated=dated, case=route.case)
    # An agency that reports does not run the register; its report opens the place for the office.
    return Source.objects.create(
        partnership=route.case.partnership, case=route.case, kind=kind.value, title=title, dated=dated,
        noted_by=by.seat,
    )  # fmt: skip
