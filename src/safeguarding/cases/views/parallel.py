"""The other processes beside a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.parallel import note_parallel_process
from safeguarding.cases.forms.working import Parallel
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import ParallelKind


@case_page()
def parallel(request: HttpRequest, case: Case) -> HttpResponse:
    """Other processes about the same events."""
    by = acting(request)
    form = Parallel(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: note_parallel_process(
                by=by, case=case, **{**form.cleaned_data, "kind": ParallelKind(form.cleaned_data["kind"])}
            ),
            reverse("cases:parallel", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    return render_case(
        request,
        "cases/parallel.html",
        case,
        {
            "form": form,
            "processes": list(case.parallel_processes.all()),
            "may": bool(may_do(by, Act.NOTE_PARALLEL_PROCESS, case)),
        },
        status=form.status,
    )
