"""Assurance rounds: asking all, the board with its heat map, and one agency's report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.learning import actions as acts
from safeguarding.learning import queries
from safeguarding.learning.access import may_report
from safeguarding.learning.forms.assurance import AskRound, Challenge, GiveReport, Settle
from safeguarding.learning.models import Report
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, mailbox, perform, signed_in
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Difference, EvidenceKind, Level, Theme
from safeguarding.ui import forms
from safeguarding.ui.pages import render


@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds so far."""
    by = acting(request)
    if not may_here(by, Act.SEE_ACTIONS, by.partnership):
        raise Http404
    may_ask = bool(may_here(by, Act.ASK_ASSURANCE, by.partnership))
    return render(
        request, "learning/rounds.html", {"rounds": list(queries.rounds(by)[:50]), "may_ask": may_ask}
    )


@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """The chair asks every agency."""
    by = acting(request)
    if not may_here(by, Act.ASK_ASSURANCE, by.partnership):
        raise Http404
    agencies = {str(agency.pk): agency for agency in agencies_of(by.partnership, by.today)}
    form = AskRound(
        request.POST or None,
        agencies=[(key, agency.name_on(by.today)) for key, agency in agencies.items()],
        initial={"agencies": list(agencies)},
    )
    if request.method == "POST":
        answer = perform(
            request, form,
            lambda: acts.ask_assurance(
                by=by, title=form.cleaned_data["title"], why=form.cleaned_data["why"],
                themes=[Theme(code) for code in form.cleaned_data["themes"]],
                agencies=[agencies[key] for key in form.cleaned_data["agencies"]],
                due=form.cleaned_data["due"],
            ),
            lambda asked: reverse("learning:round", args=[asked.number]),
        )  # fmt: skip
        if answer:
            return answer
    return render(request, "learning/ask_round.html", {"form": form}, status=form.status)


@signed_in
def one_round(request: HttpRequest, number: int) -> HttpResponse:
    """Who owes a report, and what each agency has changed, theme by theme."""
    by = acting(request)
    asked = get_object_or_404(queries.rounds(by), number=number)
    reports = queries.reports_of(asked)
    return render(
        request,
        "learning/round.html",
        {
            "round": asked,
            "reports": reports,
            "owed": [report for report in reports if report.owed],
            "heat": queries.agencies_by_theme(asked, reports),
            "today": by.today,
        },
    )


@mailbox("assurance:{short}")
def report(request: HttpRequest, short: str) -> HttpResponse:
    """One agency's report: given by its people, challenged and settled by the chair with the group."""
    by = acting(request)
    found = get_object_or_404(queries.visible_reports(by), short=short)
    themes = [Theme(code) for code in found.round.themes]
    rows = {row.theme: row for row in found.levels.all()}
    which = request.POST.get("which", "") if request.method == "POST" else ""
    give = GiveReport(request.POST if which == "give" else None, themes=themes, initial=_before(found))
    challenge = Challenge(request.POST if which == "challenge" else None)
    settle = Settle(
        request.POST if which == "settle" else None, themes=themes,
        initial={f"level_{code}": str(row.stands or 0) for code, row in rows.items()},
    )  # fmt: skip
    press = forms.Form(request.POST if which == "remind" else None)
    here = reverse("learning:assurance_report", args=[short])
    board = reverse("learning:round", args=[found.round.number])
    one: dict[str, Any] = {"by": by, "report": found}
    deeds: dict[str, tuple[forms.Form, Callable[[], object], str]] = {
        "give": (give, lambda: _give(by, found, themes, give.cleaned_data), here),
        "challenge": (challenge, lambda: acts.challenge_report(**one, **challenge.cleaned_data), board),
        "settle": (settle, lambda: _settle(by, found, themes, settle.cleaned_data), board),
        "remind": (press, lambda: acts.remind_report(**one), board),
    }  # fmt: skip
    if which in deeds:
        form, do, to = deeds[which]
        answer = perform(request, form, do, to)
        if answer:
            return answer
    stream = found.round.partnership.stream
    if stream is not None:
        look(stream=stream, actor=by.actor, kind="opened", what=request.path)
    return render(
        request,
        "learning/report.html",
        {
            "report": found,
            "rows": [rows[theme.value] for theme in themes if theme.value in rows],
            "give": give, "challenge": challenge, "settle": settle, "press": press,
            "may_give": found.owed and bool(may_report(by, found)),
            "may_moderate": bool(may_here(by, Act.MODERATE_ASSURANCE, found.round.partnership)),
            "by_link": by.level < Level.TOTP,
            "carried": found.returned_on is None and bool(rows),
            "today": by.today,
        },
        status=max(give.status, challenge.status, settle.status),
    )  # fmt: skip


def _before(found: Report) -> dict[str, Any]:
    said: dict[str, Any] = {"in_the_way": found.in_the_way}
    for row in found.levels.all():
        level = "" if row.level is None else str(row.level)
        said |= {
            f"{row.theme}__steps": row.steps, f"{row.theme}__level": level,
            f"{row.theme}__known_by": row.known_by, f"{row.theme}__words": row.words,
        }  # fmt: skip
    return said


def _give(by: Acting, found: Report, themes: list[Theme], said: dict[str, Any]) -> Report:
    answers = {
        theme: acts.Said(
            steps=said[f"{theme.value}__steps"],
            level=Difference(int(said[f"{theme.value}__level"])),
            known_by=EvidenceKind(said[f"{theme.value}__known_by"])
            if said[f"{theme.value}__known_by"]
            else None,
            words=said[f"{theme.value}__words"],
        )
        for theme in themes
    }
    return acts.answer_assurance(by=by, report=found, said=answers, in_the_way=said["in_the_way"])


def _settle(by: Acting, found: Report, themes: list[Theme], said: dict[str, Any]) -> Report:
    levels = {theme: Difference(int(said[f"level_{theme.value}"])) for theme in themes}
    return acts.settle_report(by=by, report=found, levels=levels, words=said["words"])
