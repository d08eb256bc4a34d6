"""Giving a return: “we have no record”, the eight questions one a page, the check, and the senior lead's
confirmation.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from safeguarding.evidence import actions
from safeguarding.evidence.actions.returning import known_senior, may_confirm_own
from safeguarding.evidence.forms import Answer, Colleague, CorrectedNil, Declare, Nil, Press
from safeguarding.evidence.models import Request, Return, Version
from safeguarding.evidence.queries.own import given
from safeguarding.evidence.queries.released import CONCERN
from safeguarding.evidence.questions import BY_KEY, QUESTIONS
from safeguarding.evidence.views.shared import answer_so_far, found, named, over, page, progress
from safeguarding.people.acting import Acting
from safeguarding.people.actions import discard_draft
from safeguarding.people.queries import load_draft
from safeguarding.people.web import mailbox, perform
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Handling


@mailbox("return")
@require_http_methods(["GET", "POST"])
def no_record(request: HttpRequest, ref: str) -> HttpResponse:
    """“We have no record”: what was searched, when, and one press."""
    by, asked = found(request, ref, Act.NIL_RETURN)
    again = _again(request, asked)
    form = (CorrectedNil if again else Nil)(
        request.POST or None, kind=asked.agency.kind, initial={"searched_on": timezone.localdate()}
    )
    if request.method == "POST":

        def act() -> Version:
            said = form.cleaned_data
            return actions.nil_return(
                by=by,
                request=asked,
                systems_searched=form.searched,
                searched_on=said["searched_on"],
                concern=said["concern"],
                why_changed=said.get("why_changed", ""),
            )

        done = perform(request, form, act, reverse("evidence:returned", args=[ref]), stream=asked.case.stream)
        if done:
            return done
    return page(
        request,
        "no_record.html",
        asked,
        {"form": form, "named": named(by, asked), "again": again, "over": over(asked)},
        status=form.status,
    )


@mailbox("return")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """One question of the eight."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    one = BY_KEY.get(key)
    if one is None:
        raise Http404
    answer = answer_so_far(asked)
    kept = answer.answers.get(key, {})
    draft_key = f"{ref}/{key}"
    initial = {
        "text": kept.get("text", ""),
        "handling": kept.get("handling", Handling.SHAREABLE),
        "seen": kept.get("times", 0),
    }
    if request.method == "POST":
        form = Answer(request.POST, question=one)

        def act() -> Return:
            said = form.cleaned_data
            saved = actions.save_return(
                by=by,
                request=asked,
                question=key,
                text=said["text"],
                handling=said["handling"],
                seen=said["seen"],
            )
            discard_draft(by.person, "return", draft_key)
            return saved

        done = perform(request, form, act, _after(request, ref, key), stream=asked.case.stream)
        if done:
            return done
        answer = answer_so_far(asked)
    else:
        form = Answer.remembering(load_draft(by.person, "return", draft_key), question=one, initial=initial)
    theirs: dict[str, Any] = (
        answer.answers.get(key, {})
        if form.refused is not None and form.refused.code == "changed_meanwhile"
        else {}
    )
    if theirs:
        form.data = {**request.POST.dict(), "seen": str(theirs["times"])}
    place = QUESTIONS.index(one)
    return page(
        request,
        "question.html",
        asked,
        {
            "form": form,
            "question": one,
            "answer": answer,
            "place": place + 2,
            "theirs": theirs,
            "over": over(asked),
            "lines": progress(answer),
            "draft_url": reverse("draft", args=["return", draft_key]),
            "back": reverse("evidence:question", args=[ref, QUESTIONS[place - 1].key])
            if place
            else reverse("evidence:who_writes", args=[ref]),
        },
        status=form.status,
    )


@mailbox("return")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Every answer on one page, what was searched, the declaration, and the press."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    answer = answer_so_far(asked)
    again = _again(request, asked)
    senior = known_senior(by, asked, answer)
    form = Declare(
        request.POST or None,
        kind=asked.agency.kind,
        small=may_confirm_own(by, asked),
        again=again,
        known=senior.person.name if senior else "",
        initial={"searched_on": timezone.localdate()},
    )
    if request.method == "POST":

        def act() -> Version:
            said = form.cleaned_data
            return actions.return_short(
                by=by,
                request=asked,
                systems_searched=form.searched,
                searched_on=said["searched_on"],
                also_senior=said.get("also_senior", False),
                senior_name=said.get("senior_name", ""),
                senior_email=said.get("senior_email", ""),
                why_changed=said.get("why_changed", ""),
            )

        done = perform(request, form, act, reverse("evidence:returned", args=[ref]), stream=asked.case.stream)
        if done:
            return done
    return page(
        request,
        "check.html",
        asked,
        {
            "form": form,
            "answer": answer,
            "lines": _lines(answer.answers),
            "again": again,
            "senior": senior,
            "over": over(asked),
            "missing": [line["question"] for line in progress(answer) if not line["answered"]],
        },
        status=form.status,
    )


@mailbox("return")
@require_http_methods(["GET", "POST"])
def returned(request: HttpRequest, ref: str) -> HttpResponse:
    """What was returned and when, who confirms it, who can read it, and how to correct it."""
    by, asked = found(request, ref)
    versions = given(asked)
    if not versions:
        return HttpResponseRedirect(reverse("evidence:start", args=[ref]))
    form = Colleague(request.POST or None)
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.name_senior(by=by, request=asked, **form.cleaned_data),
            reverse("evidence:returned", args=[ref]),
            stream=asked.case.stream,
        )
        if done:
            return done
    answer = answer_so_far(asked)
    return page(
        request,
        "returned.html",
        asked,
        {**_shown(versions), "form": form, "answer": answer, "over": over(asked), "by": by},
        status=form.status,
    )


@mailbox("confirm")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """The senior lead reads the return and confirms it."""
    by, asked = found(request, ref, Act.CONFIRM_RETURN)
    versions = given(asked)
    form = Press(request.POST or None)
    if request.method == "POST":
        done = perform(
            request,
            form,
            lambda: actions.confirm_return(by=by, request=asked),
            reverse("evidence:confirm", args=[ref]),
            stream=asked.case.stream,
        )
        if done:
            return done
    return page(
        request,
        "confirm.html",
        asked,
        {**_shown(versions), "form": form, "own": bool(versions) and _own(by, asked, versions[0])},
        status=form.status,
    )


def _again(request: HttpRequest, asked: Request) -> bool:
    """Whether what was given is being corrected; the first giving, pressed twice, is not a correction."""
    return bool(given(asked)) and (request.method != "POST" or "why_changed" in request.POST)


def _own(by: Acting, asked: Request, version: Version) -> bool:
    return version.author.person_id == by.person.pk and not may_confirm_own(by, asked)


def _after(request: HttpRequest, ref: str, key: str) -> str:
    """Where to go on: the next question, the check after the last, or the start for somebody who stops
    here.
    """
    if request.POST.get("then") == "later":
        return reverse("evidence:start", args=[ref])
    if request.POST.get("then") == "check":
        return reverse("evidence:check", args=[ref])
    place = [question.key for question in QUESTIONS].index(key)
    if place + 1 == len(QUESTIONS):
        return reverse("evidence:check", args=[ref])
    return reverse("evidence:question", args=[ref, QUESTIONS[place + 1].key])


def _shown(versions: list[Version]) -> dict[str, Any]:
    if not versions:
        return {"version": None, "versions": [], "lines": []}
    return {"version": versions[0], "versions": versions, "lines": _lines(versions[0].answers)}


def _lines(answers: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "question": question,
            "text": answers[question.key].get("text", ""),
            "handling": Handling(answers[question.key].get("handling", Handling.SHAREABLE)).label,
        }
        for question in (*QUESTIONS, CONCERN)
        if question.key in answers
    ]
