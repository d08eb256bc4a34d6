"""Noting where learning comes from, and what it recommends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from safeguarding.cases.access import may_do
from safeguarding.cases.guards import plain
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.improvements.actions.writing import demand_words, record
from safeguarding.improvements.models import Recommendation, Source
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.people.permission import may_here
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import LearningSource, Theme


@transaction.atomic
def note_source(
    *, by: Acting, kind: LearningSource, title: str, dated: date, case: Case | None = None, note: str = ""
) -> Source:
    """Note a review, audit or publication that something is learned from; with a case, or without one.

    The partnership follows up actions from every kind of review and from national reports in one register
    (its own published page). Raises NotAllowed.
    """
    if case is not None:
        case = lock(case)
        demand(may_do(by, Act.NOTE_SOURCE, case))
    else:
        demand(may_here(by, Act.NOTE_SOURCE, by.partnership))
    demand_words(title, "Give it a title.", "Without names: it stands on lists.", "no_title")
    if dated > by.today:
        raise NotAllowed(
            Refused(
                "date_to_come", f"{plain(dated)} has not come yet.", "Give the date of the review itself."
            )
        )
    if kind is LearningSource.EARLY_LEARNING:
        raise NotAllowed(
            Refused(
                "early_learning",
                "Learning while a case is live is noted on the case itself.",
                "Open the case, then “Safety and learning”.",
            )
        )
    source = Source.objects.create(
        partnership=by.partnership, case=case, kind=kind.value, title=title.strip(), dated=dated,
        note=note.strip(), noted_by=by.seat,
    )  # fmt: skip
    record(
        "note_source", by=by, partnership=by.partnership, case=case,
        on={"source": source.short, "kind": kind.value}, keep={"title": source.title},
    )  # fmt: skip
    return source


def source_of_early_learning(case: Case, *, by: Acting) -> Source:
    """Where what is learned while a case is live is gathered. The caller has locked the case."""
    source, _ = Source.objects.get_or_create(
        case=case,
        kind=LearningSource.EARLY_LEARNING.value,
        defaults={
            "partnership": case.partnership,
            "title": f"Early learning: {case.pseudonym}",
            "dated": by.today,
            "noted_by": by.seat,
        },
    )
    return source


@transaction.atomic
def write_recommendation(
    *,
    by: Acting,
    source: Source,
    finding: str,
    words: str,
    agencies: Iterable[Agency],
    collective: bool = False,
    by_when: date | None = None,
    themes: Sequence[Theme] = (),
) -> Recommendation:
    """Write down what should change, the finding that it rests on, and to whom it speaks.

    Every recommendation says whose it is (Children Act 2004 s.16F(2): improvements that persons in the area
    should make). Raises NotAllowed.
    """
    case = lock(source.case) if source.case else None
    demand(
        may_do(by, Act.WRITE_RECOMMENDATION, case)
        if case
        else may_here(by, Act.WRITE_RECOMMENDATION, source.partnership)
    )
    Source.objects.select_for_update().get(pk=source.pk)
    demand_words(finding, "Say which finding it rests on.", code="no_finding")
    demand_words(words, "Say what should change.", code="no_words")
    addressed = list(agencies)
    if not addressed:
        raise NotAllowed(
            Refused("nobody", "Say whose it is.", "Choose at least one agency; all of them is an answer.")
        )
    _demand_here(addressed, source, by.today)
    recommendation = Recommendation.objects.create(
        source=source,
        number=(source.recommendations.aggregate(last=Max("number"))["last"] or 0) + 1,
        finding=finding.strip(),
        words=words.strip(),
        collective=collective,
        by_when=by_when,
        themes=[theme.value for theme in themes],
        noted_by=by.seat,
    )
    recommendation.agencies.set(addressed)
    record(
        "write_recommendation", by=by, partnership=source.partnership, case=case,
        on={"source": source.short, "recommendation": str(recommendation.number)},
        keep={"finding": recommendation.finding, "words": recommendation.words},
    )  # fmt: skip
    return recommendation


def _demand_here(agencies: Sequence[Agency], source: Source, today: date) -> None:
    for agency in agencies:
        if agency.partnership_id != source.partnership_id:
            raise NotAllowed(
                Refused("another_partnership", "That agency belongs to another partnership.", "Choose again.")
            )
        demand_there(agency, today)


def demand_there(agency: Agency, today: date) -> None:
    """Refuse an agency that no longer exists."""
    if agency.active_until is not None and agency.active_until < today:
        raise NotAllowed(
            Refused(
                "agency_gone",
                f"{agency.name_on(today)} no longer exists: it ended on {plain(agency.active_until)}.",
                f"Choose {agency.successor.name_on(today)}, which took over its work."
                if agency.successor
                else "Choose the agency that took over its work.",
            )
        )
