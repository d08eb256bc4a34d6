"""The check of a draft's facts: the round for those who run it, and each agency's own page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.queries import agencies_of
from safeguarding.people.web import acting, mailbox, perform, perform_sent
from safeguarding.people.web import sent as of_form
from safeguarding.practice_reviews import actions
from safeguarding.practice_reviews.access import may_check
from safeguarding.practice_reviews.forms.facts import Again, Ask, Close, Finish, PointOut, Settle
from safeguarding.practice_reviews.models import Draft, FactCheck
from safeguarding.practice_reviews.pages import render_review
from safeguarding.practice_reviews.queries import facts as queries
from safeguarding.record.actions import look
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render

HERE = "practice_reviews:facts"
USUAL = 10
"""Working days that agencies have to check facts; internal."""


@case_page(Act.SEE_REVIEW_DRAFTS)
def facts(request: HttpRequest, case: Case) -> HttpResponse:
    """Who is asked, what each points out, what came of it; asking, writing again and closing."""
    by, here = acting(request), reverse(HERE, args=[case.reference])
    rounds = list(queries.rounds(case))
    runs = next((one for one in rounds if one.closed_on is None), None)
    draft = runs.draft if runs else case.review_drafts.order_by("-number").first()
    ask = _ask(request, case, runs, draft)
    late = [one for one in runs.asked.all() if one.waits] if runs else []
    named = [(str(one.pk), one.agency.name_on(by.today)) for one in late]
    again, close = Again(of_form(request, "again"), agencies=named), Close(of_form(request, "close"))
    answer = perform_sent(
        request,
        {
            "ask": (
                ask,
                lambda: actions.ask_about_facts(
                    by=by,
                    case=case,
                    agencies=[int(pk) for pk in ask.cleaned_data["agencies"]],
                    parts=[int(place) for place in ask.cleaned_data["parts"]],
                    until=ask.cleaned_data.get("until"),
                ),
            ),
            "again": (
                again,
                lambda: actions.ask_again(by=by, case=case, asked=int(again.cleaned_data["asked"])),
            ),
            "close": (close, lambda: actions.close_fact_check(by=by, case=case, **close.cleaned_data)),
        },
        here,
        stream=case.stream,
    )
    if answer:
        return answer
    shown = {
        "rounds": rounds,
        "runs": runs,
        "draft": draft,
        "checked": runs is None and any(one.draft_id == draft.pk for one in rounds) if draft else False,
        "ready": actions.may_be_drafted(case),
        "may_run": bool(may_do(by, Act.CHECK_REVIEW_FACTS, case)),
        "quoted": queries.quoted,
        "late": late,
        "forms": (ask, again, close),
        "ask": ask,
        "again": again,
        "close": close,
    }
    status = max(form.status for form in (ask, again, close))
    return render_review(request, "practice_reviews/facts.html", case, shown, here=HERE, status=status)


def _ask(request: HttpRequest, case: Case, runs: FactCheck | None, draft: Draft | None) -> Ask:
    today = acting(request).today
    asked = {one.agency_id for one in runs.asked.all()} if runs else set()
    parts = queries.shown(draft, range(len(draft.parts))) if draft else []
    return Ask(
        of_form(request, "ask"),
        agencies=[
            (str(one.pk), one.name_on(today))
            for one in agencies_of(case.partnership, today)
            if one.pk not in asked
        ],
        parts=[
            (str(one.number - 1), f"{one.number}. {one.heading or 'Before the first heading'}")
            for one in parts
        ],
        opens=runs is None,
        initial={"until": add_working_days(today, USUAL)},
    )


@case_page(Act.CHECK_REVIEW_FACTS)
def point(request: HttpRequest, case: Case, point: int) -> HttpResponse:
    """Answer one point."""
    row = queries.point_of(case, point)
    if row is None:
        raise Http404
    form, by = Settle(request.POST or None), acting(request)
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: actions.settle_point(by=by, case=case, point=row.pk, **form.cleaned_data),
            reverse(HERE, args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    shown = {"form": form, "point": row, "quoted": queries.quoted(row, row.asked.check_of.draft)}
    template = "practice_reviews/fact_point.html"
    return render_review(request, template, case, shown, here=HERE, status=form.status)


@mailbox("facts", ref="short")
def check(request: HttpRequest, short: str) -> HttpResponse:
    """An agency's own page: the parts chosen for it, what it points out, and what came of that."""
    by = acting(request)
    asked = get_object_or_404(queries.asked_by_short(), short=short)
    if not may_check(by, asked):
        raise Http404
    stream = asked.check_of.case.stream
    parts = queries.shown(asked.check_of.draft, asked.parts)
    say, finish = PointOut(of_form(request, "say"), parts=parts), Finish(of_form(request, "finish"))
    given = ("wrong", "right", "evidence")
    answer = perform_sent(
        request,
        {
            "say": (
                say,
                lambda: actions.point_out(
                    by=by,
                    asked=asked,
                    part=say.place[0],
                    paragraph=say.place[1],
                    **{name: say.cleaned_data[name] for name in given},
                ),
            ),
            "finish": (finish, lambda: actions.finish_fact_check(by=by, asked=asked)),
        },
        request.path,
        stream=stream,
    )
    if answer:
        return answer
    if request.method != "POST" and stream is not None:
        look(stream=stream, actor=by.actor, kind="opened", what=request.path)
    shown = {
        "asked": asked,
        "parts": parts,
        "points": list(asked.points.all()),
        "say": say,
        "finish": finish,
        "forms": (say, finish),
        "today": by.today,
        "marking": asked.check_of.case.marking,
    }
    return render(request, "practice_reviews/fact_check.html", shown, max(say.status, finish.status))
