"""Asking every agency for its steps and their impact, answering, and settling it with the group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from safeguarding.cases.guards import plain
from safeguarding.cases.handover import Waiting, handed
from safeguarding.cases.queries.contacts import first_contact
from safeguarding.correspondence.actions import post_kind
from safeguarding.evidence.actions.reaching import contact_of
from safeguarding.learning.access import may_report, report_subject
from safeguarding.learning.models import Report, Round, ThemeLevel
from safeguarding.people.acting import Acting
from safeguarding.people.actions import open_door, shut_door
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.people.permission import may_here
from safeguarding.people.queries import who_holds
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Difference, EvidenceKind, Role, Theme

STANDS = timedelta(days=90)
WHY = "The independent chair asks every agency what it has done with what was learned, and what that changed."


@dataclass(frozen=True)
class Said:
    """What an agency says of one theme."""

    steps: str
    level: Difference
    known_by: EvidenceKind | None
    words: str


@transaction.atomic
def ask_assurance(
    *, by: Acting, title: str, why: str, themes: Sequence[Theme], agencies: Sequence[Agency], due: date
) -> Round:
    """One act asks every agency. What each said last time is filled in for it already.

    The chair requires each agency to report on steps taken and on their impact (the partnership's published
    page). Raises NotAllowed.
    """
    demand(may_here(by, Act.ASK_ASSURANCE, by.partnership))
    Partnership.objects.select_for_update().get(pk=by.partnership.pk)
    for wrong, code, sentence in (
        (not title.strip(), "no_title", "Give the round a title."),
        (not themes, "no_themes", "Say about which themes you ask."),
        (not agencies, "nobody", "Say which agencies you ask."),
        (due < by.today, "date_past", f"{plain(due)} has passed."),
    ):
        if wrong:
            raise NotAllowed(Refused(code, sentence, "Then ask."))
    number = (by.partnership.assurance_rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    asked = Round.objects.create(
        partnership=by.partnership, number=number, title=title.strip(), why=why.strip(),
        themes=[theme.value for theme in themes], due=due, asked_by=by.seat, asked_on=by.today,
    )  # fmt: skip
    _record(
        by, "ask_assurance", {"round": str(number), "agencies": str(len(agencies))}, {"title": asked.title}
    )
    for agency in agencies:
        if agency.partnership_id != by.partnership.pk or (
            agency.active_until and agency.active_until < by.today
        ):
            raise NotAllowed(
                Refused(
                    "agency_gone", f"{agency.name_on(by.today)} cannot be asked.", "Take it off the list."
                )
            )
        seat = first_contact(agency, by.today) or contact_of(agency, by.today)
        report = Report.objects.create(round=asked, agency=agency, asked=seat)
        _carry_forward(report)
        if seat is not None:
            _send(report, seat, by=by)
    return asked


@transaction.atomic
def answer_assurance(*, by: Acting, report: Report, said: Mapping[Theme, Said], in_the_way: str) -> Report:
    """The agency reports: steps and difference for each theme, and what gets in the way.

    A change in practice or for children says how it is known. Raises NotAllowed.
    """
    report = _locked(report)
    demand(may_report(by, report))
    if not report.owed:
        raise NotAllowed(
            Refused("returned", "This report has been returned already.", "The chair looks at it next.")
        )
    for theme in (Theme(code) for code in report.round.themes):
        given = said.get(theme)
        if given is None or not given.steps.strip():
            raise NotAllowed(
                Refused(
                    "not_whole", f"“{theme.label}” has no answer yet.", "“Nothing yet, because …” is one."
                )
            )
        if given.level >= Difference.PRACTICE and (given.known_by is None or not given.words.strip()):
            raise NotAllowed(
                Refused(
                    "not_known", f"For “{theme.label}” you say that something changed. How do you know?",
                    "Choose what shows it, and say in a sentence what it shows.",
                )
            )  # fmt: skip
    for theme, given in said.items():
        ThemeLevel.objects.update_or_create(
            report=report, theme=theme.value,
            defaults={
                "steps": given.steps.strip(), "level": given.level, "words": given.words.strip(),
                "known_by": given.known_by.value if given.known_by else "", "settled_level": None,
            },
        )  # fmt: skip
    report.in_the_way, report.state = in_the_way.strip(), Report.State.RETURNED
    report.returned_on, report.returned_by, report.capacity = by.today, by.seat, by.capacity
    report.save()
    _record(
        by, "answer_assurance", {"round": str(report.round.number), "report": report.short},
        {theme.value: f"{int(given.level)}: {given.steps}" for theme, given in said.items()},
    )  # fmt: skip
    partnership = report.round.partnership
    for chair in who_holds(partnership, Role.LTRG_CHAIR, by.today):
        post_kind(
            partnership=partnership, to=chair.person, kind="decision_wanted", stream=partnership.stream,
            subject_context={"link": reverse("learning:assurance_report", args=[report.short])},
            once_key=f"report:{report.short}:{report.returned_on}:{chair.person_id}",
        )  # fmt: skip
    return report


@transaction.atomic
def challenge_report(*, by: Acting, report: Report, words: str) -> Report:
    """The chair sends a report back with a question; what was said stays in the record."""
    report = _locked(report)
    demand(may_here(by, Act.MODERATE_ASSURANCE, report.round.partnership))
    if report.state != Report.State.RETURNED:
        raise NotAllowed(
            Refused("not_returned", "There is no report to challenge.", "Wait for it, or remind.")
        )
    if not words.strip():
        raise NotAllowed(Refused("no_words", "Say what you ask.", "They need to know what to add."))
    report.challenge, report.state = words.strip(), Report.State.CHALLENGED
    report.save(update_fields=["challenge", "state"])
    _record(by, "challenge_assurance", {"report": report.short}, {"words": report.challenge})
    there = [one for one in (report.returned_by, report.asked) if one is not None and one.in_force(by.today)]
    seat = next(iter(there), None) or contact_of(report.agency, by.today)
    if seat is not None:
        _send(report, seat, by=by)
    return report


@transaction.atomic
def settle_report(*, by: Acting, report: Report, levels: Mapping[Theme, Difference], words: str) -> Report:
    """The group settles the levels under its chair; where one differs from the agency's own, it says why."""
    report = _locked(report)
    demand(may_here(by, Act.MODERATE_ASSURANCE, report.round.partnership))
    if report.returned_on is None:
        raise NotAllowed(Refused("not_returned", "Nothing has been returned yet.", "Wait for it, or remind."))
    rows = {row.theme: row for row in report.levels.all()}
    differs = [t for t, level in levels.items() if t.value in rows and rows[t.value].level != level]
    if differs and not words.strip():
        raise NotAllowed(
            Refused(
                "no_reason", f"For “{differs[0].label}” you settle on another level. Say why.",
                "The agency reads it.",
            )
        )  # fmt: skip
    for theme, level in levels.items():
        if theme.value in rows:
            rows[theme.value].settled_level = level
            rows[theme.value].save(update_fields=["settled_level"])
    report.state, report.settled, report.settled_on = Report.State.SETTLED, words.strip(), by.today
    report.save(update_fields=["state", "settled", "settled_on"])
    _record(
        by, "settle_assurance",
        {"report": report.short, **{theme.value: str(int(level)) for theme, level in levels.items()}},
        {"words": report.settled} if report.settled else {},
    )  # fmt: skip
    return report


@transaction.atomic
def remind_report(*, by: Acting, report: Report) -> Report:
    """Remind an agency that its report is owed."""
    report = _locked(report)
    demand(may_here(by, Act.MODERATE_ASSURANCE, report.round.partnership))
    seat = first_contact(report.agency, by.today) or contact_of(report.agency, by.today)
    if not report.owed or seat is None:
        raise NotAllowed(Refused("not_owed", "There is nobody to remind.", "Look at the report itself."))
    report.asked = seat
    report.save(update_fields=["asked"])
    _send(report, seat, by=by)
    _record(by, "remind_assurance", {"report": report.short}, {})
    return report


def hand_over_report(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """An agency's report is asked of somebody else there, by a letter or link of their own, or of nobody."""
    report = _locked(Report.objects.get(pk=one.row))
    if report.asked is not None:
        shut_door(by=by, seat=report.asked, subject=report_subject(report))
    report.asked = to
    report.save(update_fields=["asked"])
    if to is not None:
        _send(report, to, by=by)
    _record(by, "hand_over_assurance", {"report": report.short, **handed(to)}, {})


def _carry_forward(report: Report) -> None:
    """What the agency said last time, theme by theme, to change rather than to type again."""
    last = (
        ThemeLevel.objects.filter(report__agency=report.agency, report__returned_on__isnull=False)
        .order_by("theme", "-report__round__number")
    )  # fmt: skip
    newest: dict[str, ThemeLevel] = {}
    for row in last:
        newest.setdefault(row.theme, row)
    for theme in report.round.themes:
        old = newest.get(theme)
        if old is not None:
            ThemeLevel.objects.create(
                report=report, theme=theme, steps=old.steps, level=old.stands, known_by=old.known_by,
                words=old.words,
            )  # fmt: skip


def _locked(report: Report) -> Report:
    Report.objects.select_for_update().get(pk=report.pk)
    return Report.objects.select_related(
        "round__partnership__stream", "agency", "asked__person", "asked__partnership", "returned_by__person",
        "returned_by__partnership",
    ).get(pk=report.pk)  # fmt: skip


def _record(by: Acting, act: str, on: dict[str, str], keep: dict[str, str]) -> None:
    stream = by.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    write(stream=stream, act=act, actor=by.actor, on=on, keep=keep or None)


def _send(report: Report, seat: Seat, *, by: Acting) -> None:
    page = reverse("learning:assurance_report", args=[report.short])
    partnership = report.round.partnership
    once = f"assurance:{report.short}:{timezone.now().timestamp()}"
    if seat.opens_by_password and seat.person.has_usable_password():
        post_kind(
            partnership=partnership, to=seat.person, kind="assurance_asked", stream=partnership.stream,
            subject_context={"link": page, "due": report.round.due}, once_key=once,
        )  # fmt: skip
        return
    open_door(
        by=by, seat=seat, subject=report_subject(report), to=page, why=WHY, kind="assurance_asked",
        asked_by=f"The {partnership.name}", due=report.round.due, expires=timezone.now() + STANDS,
        stream=partnership.stream, once_key=once,
    )  # fmt: skip
