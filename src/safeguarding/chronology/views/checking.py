"""Checking how a paper was read: the same page for the agency that gave it and for the office that brought it
in for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from safeguarding.chronology import actions
from safeguarding.chronology.columns import MEANINGS
from safeguarding.chronology.forms import Columns, Mark, Press, Settle, Withdraw
from safeguarding.chronology.models import Event, Paper
from safeguarding.chronology.out import WHY
from safeguarding.chronology.queries.papers import waiting_rows
from safeguarding.chronology.reading.table import Warned
from safeguarding.documents.queries import read as read_file
from safeguarding.people.acting import Acting
from safeguarding.people.web import perform, sent_before
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Relation

AT_ONCE = 20
"""How many doubtful rows one page asks about."""
SHOWN = 100
"""How many events of the paper one page lists."""


def check(
    request: HttpRequest,
    by: Acting,
    paper: Paper,
    *,
    here: str,
    done: str,
    relations: tuple[Relation, ...],
    here_of: Callable[[Paper], str],
    first: Callable[[], object] = lambda: None,
) -> HttpResponse | dict[str, Any]:
    """Do what was asked and go on, or give what the page shows. `here` is the page itself, `here_of` that of
    another paper, `done` where one goes once the paper is checked or taken back. `first` is asked before each
    change, in its transaction.
    """
    rows = waiting_rows(paper)
    ask = [event for event in rows if not event.settled][:AT_ONCE] or rows[:AT_ONCE]
    listed = _listed(request, paper)
    which = request.POST.get("which", "")
    forms: dict[str, Any] = {
        "settle": Settle(request.POST if which == "settle" else None, events=ask if paper.open else ()),
        "mark": Mark(request.POST if which == "mark" else None, numbers=[event.number for event in listed]),
        "finish": Press(request.POST if which == "finish" else None),
        "withdraw": Withdraw(request.POST if which == "withdraw" else None),
    }
    if which == "settle":
        numbers = {key.removeprefix("settled_") for key in request.POST if key.startswith("settled_")}
        forms["settle"] = Settle(
            request.POST, events=[event for event in rows if str(event.number) in numbers]
        )
    if paper.file is not None and paper.matched and (paper.open or which == "columns"):
        forms["columns"] = Columns(request.POST if which == "columns" else None, matched=paper.matched)
    if which == "columns" and "columns" in forms:
        answer = _read_again(
            request, by, paper, forms["columns"], here_of=here_of, relations=relations, first=first
        )
        if answer:
            return answer
    elif which in forms:
        form = forms[which]

        def act() -> object:
            first()
            return _act(which, form, by=by, paper=paper, relations=relations)

        to = done if which in {"finish", "withdraw"} else request.get_full_path() if which == "mark" else here
        answer = perform(request, form, act, to, stream=paper.case.stream)
        if answer:
            return answer
        if which == "settle":
            ask = list(form.events)
    return {
        "paper": paper,
        "meanings": MEANINGS,
        "forms": forms,
        "form": forms.get(which, forms["finish"]),
        "asked_rows": [{"event": event, "why": [WHY.get(code, code) for code in event.why]} for event in ask],
        "waiting": sum(event.waits for event in rows),
        "doubts": len(rows),
        "listed": listed,
        "more_from": listed[-1].number if len(listed) == SHOWN else 0,
        "told": [Warned(**one) for one in paper.warnings],
        "count": paper.events.count(),
    }


def _read_again(
    request: HttpRequest,
    by: Acting,
    paper: Paper,
    form: Columns,
    *,
    here_of: Callable[[Paper], str],
    relations: tuple[Relation, ...],
    first: Callable[[], object],
) -> HttpResponse | None:
    """The same file with its columns as somebody says they are; the answer leads to what was read."""
    if not form.is_valid() or paper.file is None:
        return None
    if before := sent_before(request, form):
        return before
    read = actions.read_paper(paper.file.name, read_file(paper.file), by.today, form.wishes)
    if isinstance(read, Refused):
        form.refuse(read)
        return None

    def act() -> Paper:
        first()
        return actions.read_again(by=by, paper=paper, read=read, relations=relations)

    return perform(request, form, act, here_of, stream=paper.case.stream)


def _listed(request: HttpRequest, paper: Paper) -> list[Event]:
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 8 else 0
    return list(paper.events.filter(number__gt=start).order_by("number")[:SHOWN])


def _act(which: str, form: Any, *, by: Acting, paper: Paper, relations: tuple[Relation, ...]) -> object:
    if which == "settle":
        return actions.settle_events(by=by, paper=paper, decisions=form.decisions, relations=relations)
    if which == "mark":
        return actions.mark_events(
            by=by,
            paper=paper,
            numbers=[int(one) for one in form.cleaned_data["numbers"]],
            handling=form.cleaned_data["mark"],
            relations=relations,
        )
    if which == "withdraw":
        return actions.withdraw_paper(by=by, paper=paper, relations=relations, **form.cleaned_data)
    return actions.finish_checking(by=by, paper=paper, relations=relations)
