"""What the agencies' own pages have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from safeguarding.anonymity.models import Identity
from safeguarding.chronology.queries.papers import of_agency
from safeguarding.evidence.access import may_on, still_open
from safeguarding.evidence.actions.returning import asked_of
from safeguarding.evidence.models import Request, Return
from safeguarding.evidence.queries.own import own_one
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting
from safeguarding.record.actions import look
from safeguarding.statute.answer import Refused
from safeguarding.statute.permission import Act
from safeguarding.ui.pages import render


def found(request: HttpRequest, short: str, act: Act = Act.READ_OWN_RETURN) -> tuple[Acting, Request]:
    """Who acts, and their agency's request; for everybody else the page does not exist. The look is kept."""
    by = acting(request)
    asked = own_one(by, short, act)
    if asked is None:
        raise Http404
    request.stream = asked.case.stream  # type: ignore[attr-defined]  # where a refusal is kept
    if request.method in {"GET", "HEAD"} and asked.case.stream is not None:
        look(stream=asked.case.stream, actor=by.actor, kind="opened", what=request.path)
    return by, asked


def named(by: Acting, asked: Request) -> list[dict[str, Any]]:
    """Who to search for, by name; each showing is kept among the looks. Nobody once the request is over."""
    if (
        not may_on(by, Act.SHOW_NAME, asked)
        or isinstance(still_open(asked), Refused)
        or asked.case.stream is None
    ):
        return []
    children, family = list(asked.case.children.all()), list(asked.case.family.all())
    look(stream=asked.case.stream, actor=by.actor, kind="named", what=f"request {asked.short}")
    known = {
        one.pk: one.details
        for one in Identity.objects.filter(
            pk__in=[*(one.identity_id for one in children), *(one.identity_id for one in family)],
            disposed_at__isnull=True,
        )
    }
    people = [(known.get(child.identity_id or 0, {}), child.get_kind_display()) for child in children]
    people += [(known.get(member.identity_id or 0, {}), member.relation.capitalize()) for member in family]
    return [
        {
            "details": details,
            "who": who,
            "born": _day(details.get("date_of_birth")),
            "expected": _day(details.get("expected_on")),
        }
        for details, who in people
        if details
    ]


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def page(
    request: HttpRequest, template: str, asked: Request, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the agency's own, with what every one of them shows."""
    by = acting(request)
    more = {
        "asked": asked,
        "chronologies": of_agency(asked.case, asked.agency),
        "case": asked.case,
        "agency": asked.agency.name_on(by.today),
        "marking": asked.case.marking,
        "asks": asked.case.partnership,
    }
    return render(request, f"evidence/{template}", {**more, **context}, status)


def answer_so_far(asked: Request) -> Return:
    """The return as far as it is written; an empty one when it is not begun."""
    return Return.objects.filter(request=asked).select_related(
        "author__person", "senior__person"
    ).first() or Return(request=asked)


def progress(asked: Request, answer: Return) -> list[dict[str, Any]]:
    """Each question, and whether it is answered."""
    return [
        {"question": one, "answered": not one.lacks(answer.answers.get(one.key, {}))}
        for one in asked_of(asked, answer)
    ]


def over(asked: Request) -> Refused | None:
    """Why nothing more can be given, if so."""
    answer = still_open(asked)
    return answer if isinstance(answer, Refused) else None


def cover_said(said: dict[str, Any]) -> dict[str, Any]:
    """What a form on cover says, as the act takes it."""
    named = {key: said[key] for key in ("name", "email", "since", "until")}
    return {**named, "instead": said["instead"] == "instead"}
