"""What every page of a case does first.

Find it among the cases the asker may see, or answer 404, and record the look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.module_loading import import_string

from safeguarding.cases import page_memory, shape
from safeguarding.cases.access import may_do
from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, signed_in
from safeguarding.record import rows
from safeguarding.record.actions import look
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render


@dataclass(frozen=True)
class Tab:
    """A tab of a case.

    Its words, the name of its address, and the act somebody must be allowed for it to be shown.
    """

    label: str
    url: str
    act: Act


CaseView = Callable[..., HttpResponse]


def case_page(act: Act = Act.SEE_CASE) -> Callable[[CaseView], Callable[..., HttpResponseBase]]:
    """A page of a case at `<ref>`.

    The view is called with the case, or the page does not exist for the asker.
    """

    def decorate(view: CaseView) -> Callable[..., HttpResponseBase]:
        @signed_in()
        @wraps(view)
        def page(request: HttpRequest, /, ref: str, **more: Any) -> HttpResponseBase:
            by = acting(request)
            case = visible_to(by).filter(reference=ref.upper()).first()
            if case is not None:
                page_memory.begin(case)
            if case is None or not may_do(by, act, case):
                _keep_refusal(by, ref)
                raise Http404
            answer = view(request, case=case, **more)
            if case.stream and not 300 <= answer.status_code < 400:  # however it was asked for
                look(stream=case.stream, actor=by.actor, kind="opened", what=request.path)
            return answer

        return page

    return decorate


def _keep_refusal(by: Acting, ref: str) -> None:
    """Somebody tried a case that they may not see: kept with the case, and nothing is said to them."""
    with rows.past_walls():
        hidden = Case.objects.select_related("stream").filter(reference=ref.upper()).first()
        if hidden is not None and hidden.stream:
            look(stream=hidden.stream, actor=by.actor, kind="refused", what="case page")


def render_case(
    request: HttpRequest,
    template: str,
    case: Case,
    context: dict[str, Any],
    *,
    tab: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page of a case with its identity bar, stage rail and the tabs this person may open."""
    by = acting(request)
    pages: list[Tab] = import_string(settings.SAFEGUARDING_WIRING + ".CASE_PAGES")
    tabs = [
        {"text": page.label, "href": reverse(page.url, args=[case.reference]), "current": page.url == tab}
        for page in pages
        if may_do(by, page.act, case)
    ]
    return render(
        request,
        template,
        {**shape.of(case), **context, "case": case, "tabs": tabs, "marking": case.marking},
        status,
    )
