"""The drafts of the report: giving one in, reading one, and how two differ."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.web import case_page
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform, sent_before
from safeguarding.practice_reviews import actions
from safeguarding.practice_reviews.forms.drafts import Compare, GiveIn
from safeguarding.practice_reviews.models import Draft
from safeguarding.practice_reviews.pages import HOME, render_review
from safeguarding.practice_reviews.papers.reading import read_draft
from safeguarding.practice_reviews.queries import drafts as queries
from safeguarding.statute.answer import Answer, NotAllowed, Refused
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind
from safeguarding.ui.words import short_date

HERE = "practice_reviews:drafts"


@case_page(Act.SEE_REVIEW_DRAFTS)
def drafts(request: HttpRequest, case: Case) -> HttpResponse:
    """Every version, the newest first, and a place to give in the next."""
    by = acting(request)
    post = request.method == "POST"
    form = GiveIn(request.POST if post else None, request.FILES if post else None)
    answer = _give_in(request, case, form) if post else None
    if answer:
        return answer
    versions = list(queries.drafts(case))
    ready = actions.may_be_drafted(case)
    shown = {
        "form": form,
        "versions": versions,
        "choose": _chooser(versions) if len(versions) > 1 else None,
        "ready": ready,
        "may_write": bool(may_do(by, Act.WRITE_REVIEW_DRAFT, case)) and (bool(ready) or post),
    }
    template = "practice_reviews/drafts.html"
    return render_review(request, template, case, shown, here=HERE, status=form.status)


@case_page(Act.SEE_REVIEW_DRAFTS)
def draft(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The text of one version."""
    one = _found(case, number)
    shown = {"draft": one, "parts": queries.parts_of(one), "not_read": queries.not_read(one)}
    return render_review(request, "practice_reviews/draft.html", case, shown, here=HERE)


@case_page(Act.SEE_REVIEW_DRAFTS)
def draft_file(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The Word file of one version, once it has been said for what."""
    one = _found(case, number)
    leaving = Leaving(
        one.file,
        DocumentKind.REPORT_DRAFT,
        case,
        _may_read(acting(request)),
        back=(reverse(HERE, args=[case.reference]), "Back to the drafts"),
        tab=HOME,
        what=f"Version {one.number}, given in on {short_date(one.given_on)}",
    )
    return hand_out(request, leaving)


@case_page(Act.SEE_REVIEW_DRAFTS)
def compare(request: HttpRequest, case: Case) -> HttpResponse:
    """How two versions differ; the last two, unless others are chosen."""
    versions = list(queries.drafts(case))
    form = _chooser(versions, request.GET if "newer" in request.GET else None)
    chosen = [one.number for one in versions[1::-1]]
    if form.is_bound:
        chosen = [form.cleaned_data["older"], form.cleaned_data["newer"]] if form.is_valid() else []
    pair = [_found(case, number) for number in chosen] if len(chosen) == 2 else []
    sections = queries.changes(*pair) if pair else []
    shown = {
        "form": form,
        "versions": versions,
        "pair": pair,
        "sections": sections,
        "told": queries.told(sections),
        "not_read": sorted({one for row in pair for one in queries.not_read(row)}),
    }
    return render_review(
        request, "practice_reviews/compare_drafts.html", case, shown, here=HERE, status=form.status
    )


def _give_in(request: HttpRequest, case: Case, form: GiveIn) -> HttpResponse | None:
    """Read the file first, which is slow; keep it when it may be kept."""
    if not form.is_valid():
        return None
    if before := sent_before(request, form):
        return before
    by, file = acting(request), form.cleaned_data["file"]
    may = may_do(by, Act.WRITE_REVIEW_DRAFT, case)
    read = may if isinstance(may, Refused) else read_draft(file.name, file.read())

    def keep() -> object:
        if isinstance(read, Refused):
            raise NotAllowed(read)
        return actions.give_in_draft(by=by, case=case, read=read, note=form.cleaned_data["note"])

    return perform(request, form, keep, reverse(HERE, args=[case.reference]), stream=case.stream)


def _chooser(versions: list[Draft], data: object = None) -> Compare:
    names = [(str(one.number), f"Version {one.number}, {short_date(one.given_on)}") for one in versions]
    last = {"newer": names[0][0], "older": names[1][0]} if len(names) > 1 else {}
    return Compare(data, versions=names, initial=last)


def _found(case: Case, number: int) -> Draft:
    one = queries.draft_of(case, number)
    if one is None:
        raise Http404
    return one


def _may_read(by: Acting) -> Callable[[Case], Answer]:
    return lambda case: may_do(by, Act.SEE_REVIEW_DRAFTS, case)
