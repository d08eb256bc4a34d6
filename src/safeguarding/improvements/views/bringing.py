"""Bringing in a partnership's own list: the file, which column is which, a look at every row, and in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.improvements.access import may_in
from safeguarding.improvements.actions import begin_batch, bring_in_actions, match_columns
from safeguarding.improvements.actions.bringing import columns_of, report_on, table_of
from safeguarding.improvements.bringing import FIELDS
from safeguarding.improvements.bringing.columns import NEEDED
from safeguarding.improvements.forms.actions import BringIn, MatchColumns, UploadList
from safeguarding.improvements.models import Batch
from safeguarding.improvements.queries.actions import sources
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render

SHOWN = 200
"""How many rows of the check page are shown one by one."""


@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Give the file."""
    by = _importer(request)
    form = UploadList(request.POST or None, request.FILES or None)
    if request.method == "POST":
        answer = perform(
            request, form,
            lambda: begin_batch(
                by=by, name=form.cleaned_data["file"].name, data=form.cleaned_data["file"].read()
            ),
            lambda batch: reverse("improvements:match", args=[batch.short]),
        )  # fmt: skip
        if answer:
            return answer
    waiting = Batch.objects.filter(partnership=by.partnership, brought_in_at__isnull=True)[:5]
    return render(
        request, "improvements/bring_in.html", {"form": form, "waiting": list(waiting)}, status=form.status
    )


@signed_in
def match(request: HttpRequest, short: str) -> HttpResponse:
    """Which column is which."""
    by = _importer(request)
    batch = _batch(by, short)
    table = table_of(batch)
    columns = columns_of(batch, table)
    titles = [
        (str(place), title or f"Column {place + 1}")
        for place, title in enumerate(columns.titles)
        if title or any(place < len(row) and row[place] for row in table.rows[columns.header + 1 :][:50])
    ]
    form = MatchColumns(
        request.POST or None,
        fields={name: label for name, (label, _) in FIELDS.items()},
        columns=titles,
        initial={name: str(place) for name, place in columns.place.items()},
    )
    if request.method == "POST":
        answer = perform(
            request, form,
            lambda: match_columns(
                by=by, batch=batch,
                place={name: int(place) for name, place in form.cleaned_data.items() if place},
            ),
            reverse("improvements:check", args=[short]),
        )  # fmt: skip
        if answer:
            return answer
    body = table.rows[columns.header + 1 :]
    full = [[cell[:60] for cell in row] for row in body if sum(map(bool, row)) > 2]
    return render(
        request, "improvements/match.html",
        {
            "batch": batch, "form": form, "columns": columns, "sample": full[:3], "count": len(body),
            "needed": [FIELDS[name][0] for name in NEEDED],
        },
        status=form.status,
    )  # fmt: skip


@signed_in
def check(request: HttpRequest, short: str) -> HttpResponse:
    """Every row: what comes in, what cannot and why, what was doubtful. Then all of it at once."""
    by = _importer(request)
    batch = _batch(by, short)
    table = table_of(batch)
    known = {one.short: one for one in sources(by).filter(case__isnull=True).order_by("-dated")}
    source = known.get(request.POST.get("source", "") or request.GET.get("source", ""))
    report = report_on(batch, source, table)
    form = BringIn(
        request.POST or None,
        sources=[(key, one.title) for key, one in known.items()],
        wrong=len(report.wrong),
    )
    if request.method == "POST":
        answer = perform(
            request, form,
            lambda: bring_in_actions(
                by=by, batch=batch, source=known[form.cleaned_data["source"]],
                leave_out_wrong=bool(form.cleaned_data.get("leave_out_wrong")), table=table,
            ),
            lambda _: reverse("improvements:source", args=[form.cleaned_data["source"]]),
        )  # fmt: skip
        if answer:
            return answer
    return render(
        request, "improvements/check.html",
        {
            "batch": batch, "form": form, "report": report, "wrong": report.wrong[:SHOWN],
            "doubtful": [line for line in report.right if line.doubts][:SHOWN], "right": report.right[:20],
            "missing": columns_of(batch, table).missing, "has_sources": bool(known),
            "done_count": sum(line.done for line in report.right),
        },
        status=form.status,
    )  # fmt: skip


def _importer(request: HttpRequest) -> Acting:
    by = acting(request)
    if not may_in(by, Act.IMPORT_ACTIONS, by.partnership):
        raise Http404
    return by


def _batch(by: Acting, short: str) -> Batch:
    return get_object_or_404(
        Batch.objects.select_related("file__stream", "partnership", "source"),
        partnership=by.partnership,
        short=short,
    )
