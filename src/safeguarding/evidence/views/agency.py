"""The agency's own pages around the return: the start, who writes, passing it on, more time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.evidence import actions
from safeguarding.evidence.actions.returning import asked_of
from safeguarding.evidence.forms import INTERESTED, Author, MoreTime, NameCover, PassOn, Press
from safeguarding.evidence.models import PassOnAsked, TimeRequest
from safeguarding.evidence.queries.own import covers_of, given, refusal_of, short_return_on
from safeguarding.evidence.questions import every_question
from safeguarding.evidence.views.shared import (
    answer_so_far,
    cover_said,
    found,
    named,
    over,
    page,
    progress,
)
from safeguarding.people.models import Seat
from safeguarding.people.web import mailbox, perform
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render


@mailbox("return")
@require_GET
def start(request: HttpRequest, ref: str) -> HttpResponse:
    """Who asks and why it is genuine, which child, by when, and the two big choices."""
    by, asked = found(request, ref)
    if given(asked):
        return HttpResponseRedirect(reverse("evidence:returned", args=[ref]))
    actions.open_request(by=by, request=asked)
    answer = answer_so_far(asked)
    lines = progress(asked, answer)
    return page(
        request,
        "start.html",
        asked,
        {
            "named": named(by, asked),
            "answer": answer,
            "over": over(asked),
            "done": sum(line["answered"] for line in lines),
            "of": len(lines),
            "brought": short_return_on(asked),
            "next_url": _next(ref, answer.interest, lines),
            "refusal": refusal_of(asked),
            "time": TimeRequest.objects.filter(request=asked).last(),
        },
    )


@mailbox("return")
@require_http_methods(["GET", "POST"])
def who_writes(request: HttpRequest, ref: str) -> HttpResponse:
    """Section 1: who writes, and any interest of their own."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    answer = answer_so_far(asked)
    form = Author(
        request.POST or None, initial={"interest": answer.interest if answer.author_id == by.seat.pk else ""}
    )
    if request.method == "POST":
        steps_back = request.POST.get("interest") in INTERESTED
        done = perform(
            request,
            form,
            lambda: actions.declare_author(by=by, request=asked, **form.cleaned_data),
            reverse("evidence:thank_you") + "?for=interest"
            if steps_back
            else reverse("evidence:question", args=[ref, every_question(asked.form)[0].key]),
            stream=asked.case.stream,
        )
        if done:
            return done
    return page(
        request,
        "who_writes.html",
        asked,
        {"form": form, "answer": answer, "over": over(asked), "sections": len(asked_of(asked, answer)) + 1},
        status=form.status,
    )


@mailbox("return")
@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, ref: str) -> HttpResponse:
    """“Not me, pass it on.”"""
    by, asked = found(request, ref, Act.PASS_ON_RETURN)
    form = PassOn(request.POST or None)
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.pass_on_return(by=by, request=asked, **form.cleaned_data),
            _passed,
            stream=asked.case.stream,
        )
        if done:
            return done
    return page(request, "pass_on.html", asked, {"form": form, "over": over(asked)}, status=form.status)


@mailbox("return")
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, ref: str) -> HttpResponse:
    """Who covers while the contact is away; it can be ended early."""
    by, asked = found(request, ref, Act.NAME_COVER)
    ends = request.POST.get("which") == "end_cover"
    form = Press(request.POST) if ends else NameCover(request.POST or None, initial={"since": by.today})
    if request.method == "POST":

        def act() -> object:
            if ends:
                return actions.end_cover(by=by, request=asked)
            return actions.name_cover(by=by, request=asked, **cover_said(form.cleaned_data))

        where = reverse("evidence:cover", args=[ref])
        done = perform(request, form, act, where, stream=asked.case.stream)
        if done:
            return done
    return page(
        request,
        "cover.html",
        asked,
        {
            "form": form,
            "name": form if isinstance(form, NameCover) else NameCover(initial={"since": by.today}),
            "end": Press(),
            "over": over(asked),
            "covers": covers_of(asked),
        },
        status=form.status,
    )


@mailbox("return")
@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, ref: str) -> HttpResponse:
    """Asking for more time, and what was answered."""
    by, asked = found(request, ref, Act.ASK_FOR_TIME)
    form = MoreTime(request.POST or None)
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.ask_for_time(by=by, request=asked, **form.cleaned_data),
            reverse("evidence:more_time", args=[ref]),
            stream=asked.case.stream,
        )
        if done:
            return done
    return page(
        request,
        "more_time.html",
        asked,
        {
            "form": form,
            "over": over(asked),
            "times": list(asked.time_requests.select_related("answered_by__person")),
        },
        status=form.status,
    )


@require_GET
def thank_you(request: HttpRequest) -> HttpResponse:
    """Thanks to somebody whose link has done its work. It says nothing about what it was for."""
    return render(request, "evidence/thank_you.html", {"why": request.GET.get("for", "")})


def _next(ref: str, interest: str, lines: list[dict[str, Any]]) -> str:
    """The page at which to go on: section 1, the first question without an answer, or the check at the
    end.
    """
    if not interest:
        return reverse("evidence:who_writes", args=[ref])
    open_one = next((line["question"] for line in lines if not line["answered"]), None)
    if open_one is None:
        return reverse("evidence:check", args=[ref])
    return reverse("evidence:question", args=[ref, open_one.key])


def _passed(done: Seat | PassOnAsked) -> str:
    """Thanks: it has been sent, or the partnership checks the address first."""
    return f"{reverse('evidence:thank_you')}?for={'asked' if isinstance(done, PassOnAsked) else 'passed'}"
