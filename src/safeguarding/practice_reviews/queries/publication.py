"""Where a practice review stands on its way to the public, and what the public may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from safeguarding.cases.dates import Dated
from safeguarding.cases.models import Case, Fact
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.practice_reviews.actions.intending import copies_on
from safeguarding.practice_reviews.actions.publishing import agreed, copies_of, requirements
from safeguarding.practice_reviews.models import FinalReport, Intention, PublicPage, Stance
from safeguarding.practice_reviews.queries.deciding import PARTNERS
from safeguarding.statute import publication
from safeguarding.statute.answer import Answer
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import Party
from safeguarding.statute.terms import Role

PAGE = "practice_reviews:publication"
STEPS = (
    "The report is accepted",
    "The finished file is given in",
    "Two people who did not write it let it go out",
    "The three partners have decided",
    "What comes before is answered",
    "The reasons for withholding it are told",
    "Copies have gone to the Panel, the Secretary of State and Ofsted",
    "They have had them for seven working days",
    "The planned day has come",
)


@dataclass(frozen=True)
class Standing:
    """Everything about the publication of one case."""

    report: FinalReport | None
    open: Intention | None
    decided: Intention | None
    steps: list[tuple[str, Answer]]
    answers: dict[str, str]
    sent: dict[Party, date]
    copied: date | None
    earliest: date
    public: FinalReport | None

    @property
    def next(self) -> Answer | None:
        """The first thing that is missing."""
        return next((answer for _, answer in self.steps if not answer), None)


def standing(case: Case, today: date) -> Standing:
    """Where it stands today."""
    report = (
        case.final_reports.select_related("seat__person", "page", "file", "case__partnership")
        .prefetch_related("verdicts__seat__person")
        .last()
    )
    intentions = case.publication_intentions.select_related("proposed_by__person").prefetch_related(
        "positions__seat__person"
    )
    copied = copies_on(case)
    withheld = (last := agreed(case)) is not None and last.way == publication.Way.IMPROVEMENTS
    steps = list(zip(STEPS, requirements(case, today=today), strict=True))
    if not withheld:
        steps = [step for step in steps if step[0] != STEPS[5]]
    return Standing(
        report,
        intentions.filter(ended_on__isnull=True).last(),
        intentions.filter(agreed=True).last(),
        steps,
        dict(case.publication_answers.filter(current=True).values_list("question", "words")),
        copies_of(case, report) if report else {},
        copied,
        publication.earliest(today, copied),
        report if report and report.page_id else None,
    )


def published(partnership: Partnership) -> QuerySet[PublicPage]:
    """What the public may read of a partnership, the newest first."""
    return PublicPage.objects.filter(partnership=partnership, taken_down_on__isnull=True)


def work(by: Acting) -> list[WorkItem]:
    """A position that is wanted; publication to be prepared; a hold to be looked at again."""
    if by.role in PARTNERS:
        mine = Stance.objects.filter(partner=by.role.partner, current=True)
        waiting = (
            Intention.objects.filter(case__in=visible_to(by), ended_on__isnull=True)
            .exclude(positions__in=mine)
            .select_related("case__partnership")
        )
        return [
            _item(one.case, "Say whether the report is published", "The three partners decide it.", None)
            for one in waiting.order_by("pk")
        ]
    if by.role is not Role.PARTNERSHIP_MANAGER:
        return []
    accepted = Fact.objects.filter(current=True, kind=Kind.REPORT_ACCEPTED.value).values("case")
    gone = FinalReport.objects.filter(page__isnull=False).values("case")
    cases = visible_to(by).filter(closed=False)
    return [
        *(
            _item(case, "Prepare the report for publication", "The partners have accepted it.", None)
            for case in cases.filter(pk__in=accepted).exclude(pk__in=gone).order_by("pk")
        ),
        *(
            _item(one.case, "Look again at what holds the report back", "Its day has come.", one.review_on)
            for one in _held(cases, by.today)
        ),
    ]


def dates(by: Acting, until: date) -> list[Dated]:
    """Planned publications, and holds to be looked at again, as days in a calendar."""
    cases = visible_to(by).filter(closed=False)
    planned = Fact.objects.filter(
        case__in=cases, current=True, kind=Kind.PUBLICATION.value, occurred__lte=until
    ).exclude(case__in=FinalReport.objects.filter(page__isnull=False).values("case"))
    return [
        *(
            Dated(fact.occurred, "Publication of a practice review", _href(fact.case),
                  f"publication:{fact.pk}", fact.case)
            for fact in planned.select_related("case__partnership").order_by("occurred", "pk")
        ),
        *(
            Dated(one.review_on, "Look again at what holds the report back", _href(one.case),
                  f"publication-hold:{one.pk}", one.case)
            for one in _held(cases, until)
            if one.review_on
        ),
    ]  # fmt: skip


def _held(cases: QuerySet[Case], until: date) -> list[Intention]:
    """The decisions not to publish, or not yet, that are looked at again by then; newer ones count."""
    newest: dict[int, Intention] = {}
    for one in (
        Intention.objects.filter(case__in=cases, agreed=True)
        .select_related("case__partnership")
        .order_by("case", "number")
    ):
        newest[one.case_id] = one
    return sorted(
        (one for one in newest.values() if one.review_on and one.review_on <= until),
        key=lambda one: (one.review_on or until, one.pk),
    )


def _item(case: Case, title: str, why: str, due: date | None) -> WorkItem:
    return WorkItem(title=title, case=case, why=why, due=due, href=_href(case), button="Open it")


def _href(case: Case) -> str:
    return reverse(PAGE, args=[case.reference])
