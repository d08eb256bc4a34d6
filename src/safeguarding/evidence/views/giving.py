"""Giving a return: “we have no record”, the questions one a page, the check, and the senior lead's
confirmation.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from safeguarding.evidence import actions
from safeguarding.evidence.actions.returning import asked_of, known_senior, may_confirm_own
from safeguarding.evidence.answering import Answer, Slots, entries_in
from safeguarding.evidence.forms import Colleague, CorrectedNil, Declare, Nil, Press
from safeguarding.evidence.models import Request, Return, Version
from safeguarding.evidence.queries.own import Brought, brought_forward, given
from safeguarding.evidence.questions import CONCERN, ENTRIES, Question, every_question
from safeguarding.evidence.views.shared import answer_so_far, found, named, over, page, progress
from safeguarding.evidence.wording import who_may_read
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
    """One question, with what the agency answered before to bring forward."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    answer = answer_so_far(asked)
    all_asked = asked_of(asked, answer)
    one = next((each for each in every_question(asked.form) if each.key == key), None)
    one = next((each for each in all_asked if each.key == key), one)
    # What is no longer asked is still kept when somebody was at work on it, and not shown anew.
    if one is None or (one not in all_asked and request.method != "POST"):
        raise Http404
    form = _form(request, by, asked, answer, one)
    if request.method == "POST":

        def act() -> Return:
            saved = actions.save_return(by=by, request=asked, question=key, **form.answer)
            discard_draft(by.person, "return", f"{ref}/{key}")
            return saved

        done = perform(
            request, form, act, lambda saved: _after(request, asked, saved, key), stream=asked.case.stream
        )
        if done:
            return done
        answer = answer_so_far(asked)
    theirs: dict[str, Any] = (
        answer.answers.get(key, {})
        if form.refused is not None and form.refused.code == "changed_meanwhile"
        else {}
    )
    if theirs:
        form.resend({"seen": str(theirs["times"])})
    place = all_asked.index(one) if one in all_asked else 0
    return page(
        request,
        "question.html",
        asked,
        {
            "form": form,
            "question": one,
            "answer": answer,
            "place": place + 2,
            "sections": len(all_asked) + 1,
            "theirs": theirs,
            "their_mark": dict(who_may_read(asked.form)).get(theirs.get("handling", ""), ""),
            "brought": None if key in answer.answers else _brought(by, asked, answer, one),
            "over": over(asked),
            "lines": progress(asked, answer),
            "may_add": one.entry and form.slots.entries < ENTRIES,
            "draft_url": reverse("draft", args=["return", f"{ref}/{key}"]),
            "back": reverse("evidence:question", args=[ref, all_asked[place - 1].key])
            if place
            else reverse("evidence:who_writes", args=[ref]),
        },
        status=form.status,
    )


def _form(request: HttpRequest, by: Acting, asked: Request, answer: Return, one: Question) -> Answer:
    """The question as it was sent, was being typed, is kept, or was answered in the short return."""
    if request.method == "POST":
        return Answer(
            request.POST, form=asked.form, question=one, entries=entries_in(request.POST) if one.entry else 1
        )
    kept = answer.answers.get(one.key)
    brought = None if kept else _brought(by, asked, answer, one)
    text, said = (kept or {}).get("text", ""), (kept or {}).get("said")
    mark = (kept or {}).get("handling", Handling.SHAREABLE)
    if brought is not None:
        text, said, mark = (*one.brought(brought.text(one)), brought.handling(one))
    draft = load_draft(by.person, "return", f"{asked.short}/{one.key}")
    entries = 1
    if one.entry:
        entries = min(max(entries_in(draft) if draft else 1, len(one.entries(said)) + 1), ENTRIES)
    slots = Slots(one, entries)
    seen = (kept or {}).get("times", 0)
    return Answer.remembering(
        draft,
        form=asked.form,
        question=one,
        entries=entries,
        initial={**slots.initial(text, said), "handling": mark, "seen": seen},
    )


def _brought(by: Acting, asked: Request, answer: Return, one: Question) -> Brought | None:
    """The agency's earlier return, where it has something for this question."""
    brought = brought_forward(by, asked, answer) if one.brings else None
    return brought if brought is not None and brought.text(one) else None


@mailbox("return")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, ref: str) -> HttpResponse:
    """Every answer on one page, what was searched, the declaration, and the press."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    answer = answer_so_far(asked)
    again = _again(request, asked)
    senior = known_senior(by, asked, answer)
    brought = brought_forward(by, asked, answer)
    form = Declare(
        request.POST or None,
        kind=asked.agency.kind,
        small=may_confirm_own(by, asked),
        again=again,
        known=senior.person.name if senior else "",
        initial={"searched_on": timezone.localdate(), "systems": brought.systems if brought else ()},
    )
    if request.method == "POST":

        def act() -> Version:
            said = form.cleaned_data
            return actions.give_return(
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
            "lines": _lines(asked, answer.answers),
            "again": again,
            "senior": senior,
            "over": over(asked),
            "missing": [line["question"] for line in progress(asked, answer) if not line["answered"]],
            "last": asked_of(asked, answer)[-1],
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
        {**_shown(asked, versions), "form": form, "answer": answer, "over": over(asked), "by": by},
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
        {**_shown(asked, versions), "form": form, "own": bool(versions) and _own(by, asked, versions[0])},
        status=form.status,
    )


def _again(request: HttpRequest, asked: Request) -> bool:
    """Whether what was given is being corrected; the first giving, pressed twice, is not a correction."""
    return bool(given(asked)) and (request.method != "POST" or "why_changed" in request.POST)


def _own(by: Acting, asked: Request, version: Version) -> bool:
    return version.author.person_id == by.person.pk and not may_confirm_own(by, asked)


def _after(request: HttpRequest, asked: Request, saved: Return, key: str) -> str:
    """Where to go on: the next question, the check after the last, one more entry, or the start for somebody
    who stops here.
    """
    then = request.POST.get("then")
    if then == "later":
        return reverse("evidence:start", args=[asked.short])
    if then == "more":
        return reverse("evidence:question", args=[asked.short, key]) + "#more"
    number = {one.key: one.number for one in every_question(asked.form)}[key]
    following = next((one.key for one in asked_of(asked, saved) if one.number > number), None)
    if then == "check" or following is None:
        return reverse("evidence:check", args=[asked.short])
    return reverse("evidence:question", args=[asked.short, following])


def _shown(asked: Request, versions: list[Version]) -> dict[str, Any]:
    if not versions:
        return {"version": None, "versions": [], "lines": []}
    return {"version": versions[0], "versions": versions, "lines": _lines(asked, versions[0].answers)}


def _lines(asked: Request, answers: dict[str, Any]) -> list[dict[str, Any]]:
    marks = dict(who_may_read(asked.form))
    return [
        {
            "question": question,
            "text": answers[question.key].get("text", ""),
            "blocks": question.blocks(answers[question.key].get("said")),
            "handling": marks[answers[question.key].get("handling", Handling.SHAREABLE.value)],
        }
        for question in (*every_question(asked.form), CONCERN)
        if question.key in answers
    ]
