"""What the report recommends, written down once, in the register where it is followed up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.guards import plain
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.improvements.actions import note_source, write_recommendation
from safeguarding.improvements.models import Recommendation
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.practice_reviews.actions.drafts import may_be_drafted
from safeguarding.practice_reviews.queries.recommending import source_of
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import LearningSource, Theme


@transaction.atomic
def recommend(
    *,
    by: Acting,
    case: Case,
    finding: str,
    words: str,
    agencies: Collection[int],
    collective: bool,
    by_when: date | None,
    themes: Sequence[Theme] = (),
) -> Recommendation:
    """A recommendation of the report: the finding that it rests on, whose it is, and by when.

    The report summarises the improvements that it recommends (SI 2018/789 reg 15). Each is for agencies that
    exist today; one that has ended is refused, naming the one that took over. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.WRITE_RECOMMENDATION, case))
    demand(may_be_drafted(case))
    if by_when is None or by_when < by.today:
        sentence = f"{plain(by_when)} has passed." if by_when else "Say by when it should be done."
        raise NotAllowed(Refused("no_date", sentence, "Give a day that can still be met."))
    source = source_of(case) or note_source(
        by=by,
        kind=LearningSource.PRACTICE_REVIEW,
        title=f"Practice review: {case.pseudonym}",
        dated=by.today,
        case=case,
    )
    chosen = Agency.objects.filter(partnership=case.partnership, pk__in=agencies)
    return write_recommendation(
        by=by,
        source=source,
        finding=finding,
        words=words,
        agencies=chosen.select_related("successor").prefetch_related("names", "successor__names"),
        collective=collective,
        by_when=by_when,
        themes=themes,
    )
