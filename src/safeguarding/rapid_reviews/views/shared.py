"""What the views of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.models import Case
from safeguarding.people.web import acting, perform
from safeguarding.rapid_reviews.actions.guards import may_here
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.rapid_reviews.queries import review_of
from safeguarding.statute.permission import Act
from safeguarding.ui import forms

T = TypeVar("T")


def found(case: Case) -> RapidReview:
    """The case's review, or the page does not exist."""
    review = review_of(case)
    if review is None:
        raise Http404
    return review


def page(name: str, case: Case, *more: object) -> str:
    """The address of one of this room's pages."""
    return reverse(f"rapid_reviews:{name}", args=[case.reference, *more])


def allowed(request: HttpRequest, act: Act, case: Case) -> bool:
    """Whether whoever is here may do an act of the review."""
    return bool(may_here(acting(request), act, case))


def demanded(request: HttpRequest, act: Act, case: Case) -> None:
    """A page for doing one act does not exist for somebody who may not do it."""
    if not allowed(request, act, case):
        raise Http404


def sent(
    request: HttpRequest, form: forms.Form, act: Callable[[], T], to: str | Callable[[T], str], case: Case
) -> HttpResponse | None:
    """Perform what was sent, or None to show the page again."""
    if request.method != "POST":
        return None
    return perform(request, form, act, to, stream=case.stream)


def posted(request: HttpRequest, which: str = "") -> Any:
    """What was sent to the form of that name on a page with several."""
    if request.method != "POST" or (which and request.POST.get("which") != which):
        return None
    return request.POST
