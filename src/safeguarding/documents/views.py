"""The templates that papers are made from: what stands, proposing another, and the second person's answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.documents import queries
from safeguarding.documents.actions import templates as acts
from safeguarding.documents.fields import THINGS, written
from safeguarding.documents.filling import CannotFill, made_up
from safeguarding.documents.forms import Approve, GoBack, ProposeTemplate, SendBack
from safeguarding.documents.kinds import GROUPS, WITH_TEMPLATE
from safeguarding.documents.models import Template
from safeguarding.documents.serving import as_file
from safeguarding.documents.shape import layout
from safeguarding.documents.upload import CONTENT_TYPES
from safeguarding.documents.word import own_template
from safeguarding.people.acting import Acting
from safeguarding.people.permission import may_here
from safeguarding.people.web import acting, perform_sent, sent, signed_in, step_up
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind
from safeguarding.ui.pages import render


@signed_in
def templates(request: HttpRequest) -> HttpResponse:
    """Every kind of paper, and whether the partnership's own template stands or the product's."""
    by = _reader(request)
    kept = queries.templates_here(by)
    groups = {name: [_line(kind, kept.get(kind, [])) for kind in kinds] for name, kinds in GROUPS.items()}
    return render(request, "documents/templates.html", {"groups": groups})


@signed_in
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: what stands, what stood before, and a new one, which whoever sends it may propose."""
    by, kind = _reader(request), _kind(kind)
    versions = queries.templates_of(by.partnership, kind)
    new = ProposeTemplate(sent(request, "new"), request.FILES if sent(request, "new") else None, kind=kind)
    back = GoBack(sent(request, "own"))

    def propose(form: ProposeTemplate | GoBack) -> Template:
        said = form.cleaned_data
        return acts.propose_template(by=by, kind=kind, why=said["why"], fit=said.get("file"))

    answer = perform_sent(
        request,
        {"new": (new, lambda: propose(new)), "own": (back, lambda: propose(back))},
        reverse("documents:template", args=[kind.value]),
    )
    if answer:
        return answer
    fields = [
        (written(thing, name), field.what, layout(kind) in field.needed)
        for thing, fields in THINGS.items()
        for name, field in fields.items()
    ]
    return render(
        request,
        "documents/template.html",
        {
            "kind": kind,
            "versions": versions,
            "stands": queries.template_standing(versions),
            "waits": _waits(versions),
            "may": bool(may_here(by, Act.PROPOSE_TEMPLATE, by.partnership)),
            "new": new,
            "back": back,
            "fields": fields,
        },
        max(new.status, back.status),
    )


@signed_in
@step_up
def template_version(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    """One version: what it changes, what it looks like, and the second person's answer."""
    by, kind = _reader(request), _kind(kind)
    versions, chosen = _version(by, kind, version)
    yes, no = Approve(sent(request, "yes")), SendBack(sent(request, "no"))
    answer = perform_sent(
        request,
        {
            "yes": (yes, lambda: acts.approve_template(by=by, template=chosen)),
            "no": (no, lambda: acts.end_template(by=by, template=chosen, why=no.cleaned_data["why"])),
        },
        reverse("documents:template", args=[kind.value]),
    )
    if answer:
        return answer
    mine = chosen.proposed_by.person_id == by.person.pk
    approves = bool(may_here(by, Act.APPROVE_TEMPLATE, by.partnership)) and not mine
    return render(
        request,
        "documents/template_version.html",
        {
            "kind": kind,
            "template": chosen,
            "stands": queries.template_standing(versions),
            "changes": queries.changes(chosen, versions),
            "mine": mine,
            "approves": approves and chosen.is_open,
            "may_end": (approves or mine) and chosen.is_open,
            "yes": yes,
            "no": no,
        },
        max(yes.status, no.status),
    )


@signed_in
def own_file(request: HttpRequest, kind: str, what: str) -> HttpResponse:
    """The product's own template, or a made-up paper made from it."""
    _reader(request)
    return _file(_kind(kind), own_template(kind), what, "the product’s own")


@signed_in
def version_file(request: HttpRequest, kind: str, version: int, what: str) -> HttpResponse:
    """One version of the partnership's template, or a made-up paper made from it."""
    by = _reader(request)
    _, chosen = _version(by, _kind(kind), version)
    return _file(_kind(kind), queries.template_bytes(chosen), what, f"version {version}")


def _file(kind: DocumentKind, template: bytes, what: str, which: str) -> HttpResponse:
    if what == "made-up":
        try:
            template = made_up(template, kind)
        except CannotFill as problem:
            raise Http404 from problem
    elif what != "word":
        raise Http404
    called = "made-up paper" if what == "made-up" else "template"
    return as_file(template, f"{kind.label} {called}, {which}.docx", CONTENT_TYPES["docx"])


def _reader(request: HttpRequest) -> Acting:
    by = acting(request)
    if not may_here(by, Act.SEE_TEMPLATES, by.partnership):
        raise Http404
    return by


def _kind(kind: str) -> DocumentKind:
    if kind not in WITH_TEMPLATE:
        raise Http404
    return DocumentKind(kind)


def _version(by: Acting, kind: DocumentKind, version: int) -> tuple[list[Template], Template]:
    versions = queries.templates_of(by.partnership, kind)
    chosen = next((one for one in versions if one.version == version), None)
    if chosen is None:
        raise Http404
    return versions, chosen


def _line(kind: DocumentKind, own: list[Template]) -> tuple[DocumentKind, Template | None, Template | None]:
    return kind, queries.template_standing(own), _waits(own)


def _waits(versions: list[Template]) -> Template | None:
    return next((one for one in versions if one.is_open), None)
