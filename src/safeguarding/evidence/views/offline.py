"""The agency's own pages for answering away from the system: the Word form out, and back in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.documents.serving import disposition
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.evidence import actions
from safeguarding.evidence.forms import FilledIn, FromForm
from safeguarding.evidence.models import Return
from safeguarding.evidence.offline import Filled, read_form, word_form
from safeguarding.evidence.questions import QUESTIONS
from safeguarding.evidence.views.shared import answer_so_far, found, over, page
from safeguarding.people.web import mailbox, perform
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Act


@mailbox("return")
@require_http_methods(["GET", "POST"])
def offline(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the form away; give it back, look every answer through, and keep them all at once."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    answer = answer_so_far(asked)
    which = request.POST.get("which", "")
    give = FilledIn(request.POST if which == "file" else None, request.FILES if which == "file" else None)
    back: FromForm | None = None
    if which == "file" and give.is_valid():
        file = give.cleaned_data["file"]
        read = read_form(file.name, file.read())
        if isinstance(read, Refused):
            give.refuse(read)
        else:
            back = FromForm(filled=read, times=_times(answer))
    if which == "keep":
        sent = {q.key: Filled("", "") for q in QUESTIONS if f"text_{q.key}" in request.POST}
        back = kept = FromForm(request.POST, filled=sent, times={})
        done = perform(
            request,
            kept,
            lambda: actions.save_answers(by=by, request=asked, answers=kept.answers),
            reverse("evidence:check" if answer.interest else "evidence:who_writes", args=[ref]),
            stream=asked.case.stream,
        )
        if done:
            return done
        if kept.refused is not None and kept.refused.code == "changed_meanwhile":
            answer = answer_so_far(asked)
            kept.data = {**request.POST.dict(), **{f"seen_{k}": str(n) for k, n in _times(answer).items()}}
    shown: Any = back or give
    return page(
        request,
        "offline.html",
        asked,
        {"give": give, "back": back, "form": shown, "over": over(asked), "lines": _beside(answer, back)},
        status=shown.status,
    )


def _times(answer: Return) -> dict[str, int]:
    return {key: int(kept.get("times", 0)) for key, kept in answer.answers.items()}


def _beside(answer: Return, back: FromForm | None) -> list[dict[str, Any]]:
    """Each answer that came back, with what stands here now where that differs."""
    lines = []
    for question in QUESTIONS if back is not None else ():
        if f"text_{question.key}" not in back.fields:  # type: ignore[union-attr]  # there is one
            continue
        here = answer.answers.get(question.key, {}).get("text", "")
        bound = back[f"text_{question.key}"]  # type: ignore[index]  # there is one
        came = str(bound.value() or "").strip()
        lines.append({"question": question, "here": here if here.strip() != came else "", "empty": not came})
    return lines


@mailbox("return")
@require_GET
def form(request: HttpRequest, ref: str) -> HttpResponse:
    """The Word form, with what has been answered so far."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    data = word_form(asked, answer_so_far(asked), asked.agency.name_on(by.today), by.today)
    response = HttpResponse(data, content_type=CONTENT_TYPES["docx"])
    response.headers["Content-Disposition"] = disposition("Short return.docx")
    return response
