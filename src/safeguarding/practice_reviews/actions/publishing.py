"""Copies before publication, publication itself, and what happens to the public page afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, find, record, withdraw
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.documents.pdf import render_pdf
from safeguarding.documents.shape import check_paper
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.actions.finishing import may_be_prepared
from safeguarding.practice_reviews.actions.intending import copies_on
from safeguarding.practice_reviews.models import FinalReport, Intention, PublicPage
from safeguarding.statute import publication
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.letters import LetterMatter, Party
from safeguarding.statute.letters import Way as Direction
from safeguarding.statute.permission import Act
from safeguarding.statute.publication import Verdict, Way
from safeguarding.statute.terms import Marking


@transaction.atomic
def confirm_copies(*, by: Acting, case: Case) -> date:
    """Keep that the Panel, the Secretary of State and Ofsted have had a copy of the finished file, on the day
    of the last of these letters; publication is lawful seven working days later (SI 2018/789 Part 3). Raises
    NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.PREPARE_PUBLICATION, case))
    demand(may_be_prepared(case))
    report = case.final_reports.last()
    if report is None:
        raise NotAllowed(NO_FILE)
    sent = copies_of(case, report)
    demand(publication.copies(sent))
    last = max(sent.values())
    if (before := find(case, Kind.ADVANCE_COPIES_SENT)) is not None:
        if before.occurred == last and before.detail.get("report") == str(report.number):
            raise NotAllowed(Refused("confirmed", "That is on record already.", "There is nothing to do."))
        withdraw(before)
    establish(
        case, Kind.ADVANCE_COPIES_SENT, by=by, occurred=last, act="advance_copies_sent",
        detail={"report": str(report.number)}, on={"report": str(report.number)},
    )  # fmt: skip
    return last


def copies_of(case: Case, report: FinalReport) -> dict[Party, date]:
    """To whom a copy of this file has gone, and on which day: letters since it was given in."""
    found: dict[Party, date] = {}
    for letter in FormalLetter.objects.filter(
        case=case, current=True, way=Direction.OUT.value, matter=LetterMatter.ADVANCE_COPIES.value,
        on__gte=timezone.localdate(report.at),
    ).order_by("on", "pk"):  # fmt: skip
        if letter.on is not None:
            found.setdefault(Party(letter.party), letter.on)
    return found


def typeset(report: FinalReport) -> bytes:
    """The report as a tagged PDF, made before any transaction."""
    partnership = report.case.partnership
    paper: dict[str, Any] = {
        "title": report.title,
        "subtitle": "What is to be improved" if report.improvements_only else
        "Local child safeguarding practice review",
        "reference": partnership.short_name,
        "marking": Marking.OFFICIAL.label,
        "prepared_on": timezone.localdate().isoformat(),
        "organisation": partnership.name,
        "sections": [
            {"title": "In short", "blocks": [{"kind": "para", "text": report.summary}]}, *report.sections
        ],
    }  # fmt: skip
    return render_pdf("report", check_paper(paper, version=report.number, draft=False))


@transaction.atomic
def publish(*, by: Acting, case: Case, number: int, pdf: bytes) -> PublicPage:
    """Publish the finished file on the public pages, where it stays for a year at least (SI 2018/789 Part 3).

    Raises NotAllowed with the first thing that is missing.
    """
    case = lock(case)
    demand(may_do(by, Act.PREPARE_PUBLICATION, case))
    demand(may_publish(case, today=by.today))
    report = case.final_reports.last()
    if report is None or report.number != number:
        raise NotAllowed(
            Refused("newer_file", "A newer file has been given in meanwhile.", "Look at that one first.")
        )
    page = PublicPage.objects.create(
        partnership=case.partnership,
        slug=_free(case, report.title),
        title=report.title,
        summary=report.summary,
        sections=report.sections,
        improvements_only=report.improvements_only,
        pdf=pdf,
        published_on=by.today,
        keep_until=publication.keep_until(by.today),
    )
    report.page = page
    report.save(update_fields=["page"])
    establish(
        case, Kind.PUBLISHED, by=by, occurred=by.today, act="publish_review", on={"report": str(number)}
    )
    return page


@transaction.atomic
def take_down(*, by: Acting, case: Case, why: str) -> PublicPage:
    """Take the public page down. Within the first year only a partner may, with the reason. Raises
    NotAllowed.
    """
    case = lock(case)
    report, page = _public(case)
    early = by.today < page.keep_until
    demand(may_do(by, Act.DECIDE_PUBLICATION if early else Act.PREPARE_PUBLICATION, case))
    if page.taken_down_on is not None:
        raise NotAllowed(Refused("down", "It has been taken down already.", "There is nothing to do."))
    if not why.strip():
        raise NotAllowed(
            Refused("no_reason", "Taking it down needs its reason.", "Say why in a sentence or two.")
        )
    page.taken_down_on, report.why_down = by.today, why.strip()
    page.save(update_fields=["taken_down_on"])
    report.save(update_fields=["why_down"])
    record(case, "take_down_review", by=by, on={"report": str(report.number)}, keep={"reason": why})
    return page


@transaction.atomic
def note_deposit(*, by: Acting, case: Case, on: date) -> FinalReport:
    """Keep on which day the report went into the national repository of case reviews (NSPCC). Raises
    NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.PREPARE_PUBLICATION, case))
    report, page = _public(case)
    if not page.published_on <= on <= by.today:
        raise NotAllowed(
            Refused(
                "deposit_date",
                "That day is before it was published, or has not come yet.",
                "Give the day on which it was sent.",
            )
        )
    report.deposited_on = on
    report.save(update_fields=["deposited_on"])
    record(case, "note_deposit", by=by, on={"report": str(report.number), "on": on.isoformat()})
    return report


NO_FILE = Refused(
    "no_file", "The finished file has not been given in yet.", "Give it in on this page, as a Word document."
)


def agreed(case: Case) -> Intention | None:
    """What the partners last agreed on, unless something newer waits for them."""
    return case.publication_intentions.filter(agreed=True).last()


def may_publish(case: Case, *, today: date) -> Answer:
    """Everything that comes before, in the order in which people see to it; the first that is missing."""
    for answer in requirements(case, today=today):
        if not answer:
            return answer
    return Allowed()


def requirements(case: Case, *, today: date) -> list[Answer]:
    """Whether each step before publication has been taken: prepared, file, readers, decision, answers,
    justification where the report is withheld, copies, seven working days, and the planned day.
    """
    report, decided = case.final_reports.last(), agreed(case)
    way = Way(decided.way) if decided else None
    sent = copies_of(case, report) if report else {}
    copied = copies_on(case)
    answered = set(case.publication_answers.filter(current=True).values_list("question", flat=True))
    verdicts = report.verdicts.filter(current=True).values_list("verdict", flat=True) if report else []
    return [
        may_be_prepared(case),
        Allowed() if report else NO_FILE,
        publication.released(Verdict(one) for one in verdicts),
        _decided(case, way, report),
        _all_answered(answered, copied),
        _justified(case, way),
        publication.copies(sent) if copied is None or not report or not _of(case, report) else Allowed(),
        _copies_early(copied, today, _of(case, report) if report else False),
        _day_has_come(decided, today),
    ]


def _of(case: Case, report: FinalReport) -> bool:
    """Whether the copies on record are of this file."""
    fact = find(case, Kind.ADVANCE_COPIES_SENT)
    return fact is not None and fact.detail.get("report") == str(report.number)


def _decided(case: Case, way: Way | None, report: FinalReport | None) -> Answer:
    if case.publication_intentions.filter(ended_on__isnull=True).exists():
        return Refused(
            "undecided", "The three partners have not decided yet.", "Each of them says what they hold."
        )
    if way is None:
        return Refused("undecided", "The three partners have not decided yet.", "One of them puts it to all.")
    if way is Way.DELAY:
        return Refused(
            "delayed", "The partners have put publication back.", "They decide again when it can go on."
        )
    if report and report.improvements_only is not (way is Way.IMPROVEMENTS):
        return Refused(
            "other_file",
            "The finished file is not what the partners decided to publish.",
            "Give in the report, or what is to be improved, as they decided.",
        )
    return Allowed()


def _all_answered(answered: set[str], copied: date | None) -> Answer:
    open_ = publication.unanswered(answered, copies_sent=copied is not None)
    if not open_:
        return Allowed()
    return Refused(
        "unanswered",
        f"Not answered yet: {open_[0].text}",
        "Answer it under “What comes before” on this page.",
    )


def _justified(case: Case, way: Way | None) -> Answer:
    """Where the report is withheld, the Panel and the Secretary of State are told why (s.16F)."""
    if way is not Way.IMPROVEMENTS:
        return Allowed()
    told = set(
        FormalLetter.objects.filter(
            case=case, current=True, on__isnull=False, matter=LetterMatter.NON_PUBLICATION.value
        ).values_list("party", flat=True)
    )
    missing = [
        publication.RECEIVES[party]
        for party in (Party.PANEL, Party.SECRETARY_OF_STATE)
        if party.value not in told
    ]
    if not missing:
        return Allowed()
    return Refused(
        "not_justified",
        f"Not told yet why the report is not published: {', '.join(missing)}.",
        "Write the letter under “Letters”, and send it.",
    )


def _copies_early(copied: date | None, today: date, of_this: bool) -> Answer:
    if copied is None or not of_this:
        return Refused(
            "copies_not_confirmed",
            "It is not on record that the copies have gone.",
            "Confirm it on this page.",
        )
    return publication.may_plan(today, today=today, copies_on=copied)


def _day_has_come(decided: Intention | None, today: date) -> Answer:
    if decided is None or decided.planned_on is None:
        return Refused("no_day", "No day has been decided on.", "The three partners decide it.")
    day = decided.planned_on
    if day <= today:
        return Allowed()
    return Refused(
        "not_the_day",
        f"It is to be published on {day:%A} {day.day} {day:%B %Y}.",
        "It can be published from that day on.",
    )


def _public(case: Case) -> tuple[FinalReport, PublicPage]:
    report = case.final_reports.filter(page__isnull=False).select_related("page").last()
    if report is None or report.page is None:
        raise NotAllowed(Refused("not_public", "Nothing has been published.", "There is nothing to do."))
    return report, report.page


def _free(case: Case, title: str) -> str:
    """An address in the title's own words that is not taken."""
    base = slugify(title)[:60] or "review"
    taken = set(PublicPage.objects.filter(partnership=case.partnership).values_list("slug", flat=True))
    return next(
        name for name in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )
