"""How any room hands out a file: for what and for whom is asked and kept first (docs/adr/0018)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from safeguarding.cases.actions.taking import take_file
from safeguarding.cases.forms.taking import TakeAway
from safeguarding.cases.models import Case
from safeguarding.cases.web import render_case
from safeguarding.documents.models import File
from safeguarding.documents.serving import serve
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform
from safeguarding.record.actions import look
from safeguarding.statute.answer import Answer, NotAllowed
from safeguarding.statute.terms import DocumentKind, FileKind
from safeguarding.ui.pages import render

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Leaving:
    """A file that the reader of its page may have; `may` asks so again with the case once it is locked,
    or with None where there is no case.

    A paper that nobody has wanted yet is given as what makes it: it is made once it has been said what for.
    """

    file: File | Callable[[], File]
    kind: FileKind | DocumentKind
    case: Case | None
    may: Callable[[Any], Answer]
    back: tuple[str, str]
    """Where the page leads back to, and in which words."""
    tab: str = ""
    """The tab of the case under which the page stands; empty for a page outside the case."""
    title: str = ""
    what: str = ""
    """Which one it is, where the name of the file does not say so."""
    button: str = "Download the file"

    def given(self) -> File:
        """The file itself, made now where it was not made before."""
        return self.file if isinstance(self.file, File) else self.file()


def hand_out(request: HttpRequest, leaving: Leaving) -> HttpResponse:
    """The questions; the file, once they are answered and the answers are kept."""
    by, case = acting(request), leaving.case
    form = TakeAway(request.POST or None, of=request.path)
    if request.method == "POST" and form.is_valid():
        made = _made(leaving)

        def take() -> None:
            if isinstance(made, NotAllowed):
                raise made
            take_file(by=by, case=case, file=made, kind=leaving.kind, may=leaving.may, **form.cleaned_data)

        answer = perform(request, form, take, request.path, stream=case.stream if case else None)
        if answer and isinstance(made, File):
            return give(by, made, leaving.kind)
    label = leaving.kind.label
    shown = {"form": form, "leaving": leaving, "title": leaving.title or label[:1].upper() + label[1:]}
    if case is not None and leaving.tab:
        return render_case(request, "cases/take_file.html", case, shown, tab=leaving.tab, status=form.status)
    return render(
        request, "cases/take_file.html", {**shown, "marking": case.marking if case else None}, form.status
    )


def _made(leaving: Leaving) -> File | NotAllowed:
    """The file, made before any transaction: a long one would hold everybody else up."""
    try:
        return leaving.given()
    except NotAllowed as no:
        return no


def table_file(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """A list as a file for a spreadsheet, in which no cell can be taken for a formula."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(head)
    for cells in rows:
        out.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def give(by: Acting, file: File, kind: FileKind | DocumentKind) -> HttpResponse:
    """The file at once, with a look: once it is said what for, or where that is not asked."""
    look(stream=file.stream, actor=by.actor, kind="downloaded", what=f"{kind.value} {file.reference}")
    return serve(file)
