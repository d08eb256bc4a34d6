"""Bringing in a partnership's own list: the file, which column is which, a look at every row, and in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.documents.sheet import Table
from safeguarding.improvements.access import may_in
from safeguarding.improvements.actions import (
    begin_batch,
    bring_in_actions,
    bring_in_reviews,
    match_columns,
)
from safeguarding.improvements.actions.bringing import columns_of, report_on, table_of
from safeguarding.improvements.forms.actions import BringIn, MatchColumns, UploadList
from safeguarding.improvements.models import Batch, Source
from safeguarding.improvements.queries.actions import sources
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render

SHOWN = 200
"""How many rows of the check page are shown one by one."""


@signed_in
def begin(request: HttpRequest, brings: Batch.Brings = Batch.Brings.ACTIONS) -> HttpResponse:
    """Give the file."""
    by = _importer(request)
    form = UploadList(request.POST or None, request.FILES or None, noun=brings.label)
    if request.method == "POST":
        answer = perform(
            request, form,
            lambda: begin_batch(
                by=by, name=form.cleaned_data["file"].name, data=form.cleaned_data["file"].read(),
                brings=brings,
            ),
            lambda batch: reverse("improvements:match", args=[batch.short]),
        )  # fmt: skip
        if answer:
            return answer
    waiting = Batch.objects.filter(partnership=by.partnership, brings=brings, brought_in_at__isnull=True)[:5]
    return render(
        request,
        "improvements/bring_in.html",
        {"form": form, "waiting": list(waiting), "noun": brings.label},
        status=form.status,
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
        fields=columns.shape.labels,
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
            "needed": [columns.shape.labels[name] for name in columns.shape.needed],
        },
        status=form.status,
    )  # fmt: skip


@signed_in
def check(request: HttpRequest, short: str) -> HttpResponse:
    """Every row: what comes in, what cannot and why, what was doubtful. Then all of it at once."""
    by = _importer(request)
    batch = _batch(by, short)
    table = table_of(batch)
    known = _sources(by) if batch.brings == Batch.Brings.ACTIONS else None
    source = known.get(request.POST.get("source", "") or request.GET.get("source", "")) if known else None
    report = report_on(batch, source, table)
    form = BringIn(
        request.POST or None,
        sources=None if known is None else [(key, one.title) for key, one in known.items()],
        wrong=len(report.wrong),
    )
    if request.method == "POST":
        answer = perform(
            request, form,
            lambda: _bring_in(by, batch, table, known, form.cleaned_data),
            lambda done: reverse("improvements:source", args=[done.source.short])
            if done.source else reverse("improvements:sources"),
        )  # fmt: skip
        if answer:
            return answer
    return render(
        request, "improvements/check.html",
        {
            "batch": batch, "form": form, "report": report, "wrong": report.wrong[:SHOWN],
            "doubtful": [line for line in report.right if line.doubts][:SHOWN], "right": report.right[:20],
            "missing": columns_of(batch, table).missing, "has_sources": known is None or bool(known),
            "done_count": sum(line.done for line in report.right) if known is not None else 0,
            "noun": batch.get_brings_display(), "reviews": known is None,
        },
        status=form.status,
    )  # fmt: skip


def _sources(by: Acting) -> dict[str, Source]:
    """What actions may be said to come from, by its address."""
    return {one.short: one for one in sources(by).filter(case__isnull=True).order_by("-dated")}


def _bring_in(
    by: Acting, batch: Batch, table: Table, known: dict[str, Source] | None, said: dict[str, Any]
) -> Batch:
    leave_out = bool(said.get("leave_out_wrong"))
    if known is None:
        return bring_in_reviews(by=by, batch=batch, leave_out_wrong=leave_out, table=table)
    return bring_in_actions(
        by=by, batch=batch, source=known[said["source"]], leave_out_wrong=leave_out, table=table
    )


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
