"""Which actions and sources somebody may see, and the register: every read begins here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from safeguarding.cases.models import Case, Exclusion, Grant
from safeguarding.cases.queries import visible_to
from safeguarding.cases.subjects import Subject
from safeguarding.improvements.access import may_in, subject
from safeguarding.improvements.models import Action, Recommendation, Source
from safeguarding.people.acting import Acting
from safeguarding.statute.improvement import CYCLE_WEEKS, TWO_MONTHS
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import DecisionKind, LearningSource, Level

PAGE = 50
"""How many actions stand on one page of the register."""


def visible_actions(by: Acting) -> QuerySet[Action]:
    """The actions that exist for this person.

    The group sees its register, but of a live case's early learning only what belongs to cases that they may
    see; nobody sees what a wall or a seal keeps from them. Owners see their own, and agencies theirs.
    """
    here = Action.objects.filter(partnership=by.seat.partnership_id)
    if not by.seat.in_force(by.today):
        return here.none()
    if by.level < Level.TOTP:
        kind, _, short = (by.subject or "").partition(":")
        return _not_walled(here.filter(_own(by), short=short if kind == "action" else ""), by)
    seen = Q(pk__in=[])
    if by.role in roles_for(Act.READ_OWN_ACTION):
        seen |= _own(by)
    if may_in(by, Act.SEE_ACTIONS, by.partnership):
        early = Q(source__kind=LearningSource.EARLY_LEARNING.value, case__closed=False)
        seen |= Q(case__isnull=True) | Q(case__in=visible_to(by)) | (Q(case__sealed=False) & ~early)
    return _not_walled(here.filter(seen), by)


def _own(by: Acting) -> Q:
    own = Q(owner_seat=by.seat)
    return own | Q(agency=by.seat.agency_id) if by.seat.agency_id else own


def _not_walled(actions: QuerySet[Action], by: Acting) -> QuerySet[Action]:
    walled = Exclusion.objects.filter(case=OuterRef("case"), person=by.person, ended_at__isnull=True)
    named = Grant.objects.filter(
        case=OuterRef("case"), seat=by.seat, ended_at__isnull=True, since__lte=by.today
    ).filter(Q(until__isnull=True) | Q(until__gte=by.today))
    sealed_off = Q(case__sealed=True) & ~Exists(named)
    return actions.exclude(Exists(walled)).exclude(sealed_off)


def with_names(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with all that a line about them is worded from, in a fixed number of queries."""
    return actions.select_related(
        "partnership", "source", "case", "recommendation", "agency", "owner_seat__person"
    ).prefetch_related("agency__names")


def sources(by: Acting) -> QuerySet[Source]:
    """The sources that exist for this person: those of their register, or of an action that they may see."""
    here = Source.objects.filter(partnership=by.seat.partnership_id)
    theirs = Q(pk__in=visible_actions(by).values("source"))
    if by.level >= Level.TOTP and may_in(by, Act.SEE_ACTIONS, by.partnership):
        theirs |= Q(case__isnull=True) | Q(case__in=visible_to(by))
    return here.filter(theirs)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for on the register."""

    agency: int | None = None
    source: str = ""
    state: str = "open"
    theme: str = ""

    def narrow(self, actions: QuerySet[Action], today: date) -> QuerySet[Action]:
        """Only those."""
        if self.agency:
            actions = actions.filter(agency=self.agency)
        if self.source:
            actions = actions.filter(source__short=self.source)
        if self.theme:
            actions = actions.filter(themes__icontains=f'"{self.theme}"')
        return actions.filter(_in_state(self.state, today))


def drifting(today: date) -> Q:
    """What the law's library calls overdue or silent, asked of the database; tested against it."""
    # Twenty working days are never fewer than 28 calendar days; what is between is told apart row by row.
    silent = today - timedelta(weeks=2 * CYCLE_WEEKS)
    heard = Q(noted_on__lt=silent) & (Q(accepted_on__isnull=True) | Q(accepted_on__lt=silent))
    heard &= Q(news_on__isnull=True) | Q(news_on__lt=silent)
    late = Q(due__lt=_twenty_working_days_before(today))
    return Q(closed_on__isnull=True, verified_on__isnull=True, done_on__isnull=True) & (heard | late)


def _twenty_working_days_before(today: date) -> date:
    from safeguarding.statute.calendar import working_days_between
    from safeguarding.statute.improvement import BADLY_LATE

    day = today - timedelta(days=28)
    while working_days_between(day, today) <= BADLY_LATE and today - day < TWO_MONTHS:
        day -= timedelta(days=1)
    return day + timedelta(days=1)


def _in_state(state: str, today: date) -> Q:
    if state == "drifting":
        return drifting(today)
    return {
        "to_look_at": Q(done_on__isnull=False, verified_on__isnull=True, closed_on__isnull=True),
        "no_difference": Q(verified_on__isnull=False, difference=0),
        "closed": Q(closed_on__isnull=False),
        "all": Q(),
    }.get(state, Q(closed_on__isnull=True))


def register(by: Acting, wanted: Wanted, *, after: tuple[date, int] | None = None) -> list[Action]:
    """One page of the register, the longest due first; `after` is the due day and key of the last one
    before. One more than a page, so that the caller can tell whether there is another.
    """
    found = with_names(wanted.narrow(visible_actions(by), by.today)).order_by("due", "pk")
    if after is not None:
        day, key = after
        found = found.filter(Q(due__gt=day) | Q(due=day, pk__gt=key))
    return list(found[: PAGE + 1])


def page_of(actions: QuerySet[Action]) -> QuerySet[Action]:
    """An action with its whole story."""
    return with_names(actions).prefetch_related(
        "steps__seat__person", "evidence__given_by__person", "evidence__file", "supporting__names"
    )


def recommendations(
    source: Source, seen: Iterable[Action]
) -> list[tuple[Recommendation | None, list[Action]]]:
    """A source's recommendations, each with its actions; those that rest on none come last."""
    by_recommendation: dict[int | None, list[Action]] = {}
    for action in seen:
        by_recommendation.setdefault(action.recommendation_id, []).append(action)
    listed: list[tuple[Recommendation | None, list[Action]]] = [
        (one, by_recommendation.get(one.pk, []))
        for one in source.recommendations.prefetch_related(Prefetch("agencies"), "agencies__names")
    ]
    loose = by_recommendation.get(None, [])
    return [*listed, (None, loose)] if loose else listed


def contested(by: Acting, case: Case | None, key: str = "") -> list[Subject]:
    """The actions of a case (or of none), whose acceptance or closing may be disagreed about."""
    found = visible_actions(by).filter(case=case, merged_into__isnull=True).order_by("source_id", "number")
    if key:
        found = found.filter(short=key.partition(":")[2])
    return [
        Subject(
            key=subject(action),
            words=f"action {action.number}, {action.title}",
            kinds=frozenset({DecisionKind.ACTION_ACCEPT, DecisionKind.ACTION_CLOSE}),
            href=reverse("improvements:action", args=[action.short]),
            agency=action.agency,
        )
        for action in found.select_related("agency").prefetch_related("agency__names")
    ]


def learning(case: Case) -> QuerySet[Action]:
    """What was learned on a case and is being done about it."""
    return case.actions.select_related("agency", "noted_by__person").prefetch_related("agency__names")


def immediate_learning(case: Case) -> list[Action]:
    """Learning taken up at once. Each has an owner and a date: none is written down without."""
    return list(learning(case))


def immediate_learning_words(case: Case) -> str:
    """The same in one text, for the rapid review's check and its report."""
    return "\n".join(f"{action.finding} {action.what}" for action in learning(case))
