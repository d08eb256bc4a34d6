"""The agency's own pages for answering away from the system: the Word form out, and back in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeguarding.documents.serving import disposition
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.evidence import actions
from safeguarding.evidence.actions.returning import asked_of
from safeguarding.evidence.answering import FilledIn, FromForm, Slots, entries_in
from safeguarding.evidence.models import Request, Return
from safeguarding.evidence.queries.own import brought_forward
from safeguarding.evidence.questions import Question, questions_for
from safeguarding.evidence.views.shared import answer_so_far, found, over, page
from safeguarding.evidence.word_back import Filled, read_form
from safeguarding.evidence.word_form import word_form
from safeguarding.evidence.wording import who_may_read
from safeguarding.people.web import mailbox, perform
from safeguarding.record.actions import look
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import FileKind


@mailbox("return")
@require_http_methods(["GET", "POST"])
def offline(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the form away; give it back, look every answer through, and keep them all at once."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    answer = answer_so_far(asked)
    asks = questions_for(asked.form, asked.agency.kind, {})  # all: the form may be older than the answers
    which = request.POST.get("which", "")
    give = FilledIn(request.POST if which == "file" else None, request.FILES if which == "file" else None)
    back: FromForm | None = None
    came: Mapping[str, Filled] = {}
    if which == "file" and over(asked) is None and give.is_valid():
        file = give.cleaned_data["file"]
        read = read_form(file.name, file.read(), asked, asks)
        if isinstance(read, Refused):
            give.refuse(read)
        else:
            came = read
            back = FromForm(form=asked.form, slots=_slots(asks, read), filled=read, kept=answer.answers)
    if which == "keep":
        back = kept = FromForm(
            request.POST, form=asked.form, slots=_sent(asks, request.POST), filled={}, kept={}
        )
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
            kept.resend({f"seen_{key}": str(times) for key, times in _times(answer).items()})
    shown: Any = back or give
    lines = _beside(asked, answer, back, came)
    return page(
        request,
        "offline.html",
        asked,
        {
            "give": give,
            "back": back,
            "form": shown,
            "over": over(asked),
            "lines": lines,
        },
        status=shown.status,
    )


def _slots(asks: Sequence[Question], filled: Mapping[str, Filled]) -> list[Slots]:
    """The fields for what came back: as many entries as the form has."""
    return [
        Slots(one, max(len(one.entries(filled[one.key].said)), 1) if one.entry else 1, f"{one.key}-")
        for one in asks
        if one.key in filled
    ]


def _sent(asks: Sequence[Question], names: Iterable[str]) -> list[Slots]:
    """The same, by the names of the fields that were sent."""
    found = []
    for one in asks:
        prefix = f"{one.key}-"
        ours = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
        if ours:
            found.append(Slots(one, entries_in(ours) if one.entry else 1, prefix))
    return found


def _times(answer: Return) -> dict[str, int]:
    return {key: int(kept.get("times", 0)) for key, kept in answer.answers.items()}


def _beside(
    asked: Request, answer: Return, back: FromForm | None, read: Mapping[str, Filled]
) -> list[dict[str, Any]]:
    """Each answer that came back, with what stands here now, and its mark, where they differ."""
    lines, marks = [], dict(who_may_read(asked.form))
    for slots in back.slots if back is not None else ():
        kept = answer.answers.get(slots.question.key, {})
        here, mark = kept.get("text", ""), kept.get("handling", "")
        came = slots.came(back)  # type: ignore[arg-type]  # there is one
        came_mark = read[slots.question.key].handling if slots.question.key in read else mark
        lines.append(
            {
                "question": slots.question,
                "blocks": slots.blocks(back),  # type: ignore[arg-type]  # there is one
                "tick": slots.tick(back),  # type: ignore[arg-type]  # there is one
                "here": here if here.strip() != came else "",
                "mark": marks[mark] if mark and mark != came_mark else "",
                "empty": not came,
            }
        )
    return lines


@mailbox("return")
@require_GET
def form(request: HttpRequest, ref: str) -> HttpResponse:
    """The Word form, with what has been answered so far, or was in the agency's earlier return."""
    by, asked = found(request, ref, Act.WRITE_RETURN)
    if over(asked) is not None:
        return HttpResponseRedirect(reverse("evidence:offline", args=[ref]))
    answer = answer_so_far(asked)
    asks = asked_of(asked, answer)
    before = brought_forward(by, asked, answer)
    answers: dict[str, Any] = {
        one.key: dict(zip(("text", "said"), one.brought(before.text(one)), strict=True))
        | {"handling": before.handling(one)}
        for one in asks
        if before is not None and before.text(one)
    }
    if asked.case.stream is not None:
        look(stream=asked.case.stream, actor=by.actor, kind="downloaded", what=FileKind.ANSWER_FORM.value)
    data = word_form(asked, asks, {**answers, **answer.answers}, asked.agency.name_on(by.today), by.today)
    response = HttpResponse(data, content_type=CONTENT_TYPES["docx"])
    name = "Report.docx" if asked.is_report else "Short return.docx"
    response.headers["Content-Disposition"] = disposition(name)
    return response
