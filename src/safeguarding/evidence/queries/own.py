"""An agency's own requests: what everybody else asks for here does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from safeguarding.cases.models import Case, Exclusion, Interest
from safeguarding.cases.queries.visible import past_the_seal
from safeguarding.evidence.access import AGENCY_ROLES, confirm_subject, may_on, subject
from safeguarding.evidence.models import Cover, PassedOn, Refusal, Request, Return, Version
from safeguarding.evidence.questions import REPORT, SHORT, Question, every_question
from safeguarding.people.acting import Acting
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Handling, Level


def own(by: Acting) -> QuerySet[Request]:
    """The requests addressed to this person's agency; by a link, only the one that it was made for."""
    requests = Request.objects.select_related(
        "case__partnership", "case__stream", "agency", "contact__person"
    ).filter(past_the_seal(by), agency=by.seat.agency_id, case__partnership=by.seat.partnership_id)
    if by.seat.agency_id is None or by.role not in AGENCY_ROLES or not by.seat.in_force(by.today):
        return requests.none()
    if by.level < Level.TOTP:
        kind, _, short = (by.subject or "").partition(":")
        if kind not in {"return", "confirm"}:
            return requests.none()
        requests = requests.filter(short=short)
    excluded = Exclusion.objects.filter(case=OuterRef("case"), person=by.person, ended_at__isnull=True)
    return requests.exclude(Exists(excluded))


def own_one(by: Acting, short: str, act: Act = Act.READ_OWN_RETURN) -> Request | None:
    """One of them, if this person may do that with it."""
    request = own(by).filter(short=short).first()
    return request if request is not None and may_on(by, act, request) else None


def may_keep_draft(by: Acting, subject: str) -> bool:
    """Whether this person writes the return to whose question a draft belongs (“k7m2/voice”)."""
    short, _, question = subject.partition("/")
    if question not in {one.key for one in (*SHORT, *REPORT)}:
        return False
    asked = own_one(by, short, Act.WRITE_RETURN)
    return asked is not None and question in {one.key for one in every_question(asked.form)}


def came_to_confirm(by: Acting, request: Request) -> bool:
    """Whether somebody came by the link for the senior lead, which opens reading and confirming only."""
    return by.level < Level.TOTP and by.subject == confirm_subject(request) != subject(request)


def given(request: Request) -> list[Version]:
    """Every version of the return, the newest first. Only for the agency's own pages."""
    return list(
        Version.objects.filter(given__request=request)
        .select_related("confirmed_by__person", "author__person")
        .order_by("-number")
    )


@dataclass(frozen=True)
class Brought:
    """What the same agency has said before on this case: its short return, as last given."""

    on: date
    systems: tuple[str, ...]
    answers: Mapping[str, Mapping[str, Any]]

    def text(self, question: Question) -> str:
        """The earlier answers that belong to a question; empty where there are none."""
        texts = [str(self.answers.get(key, {}).get("text", "")).strip() for key in question.brings]
        return "\n\n".join(filter(None, texts))

    def handling(self, question: Question) -> str:
        """The mark that an answer brought forward keeps: the strictest, where several come together."""
        marks = (str(self.answers[key]["handling"]) for key in question.brings if key in self.answers)
        return Handling.strictest(marks).value


def brought_forward(by: Acting, asked: Request, answer: Return) -> Brought | None:
    """The agency's short return on the same case, for its report to begin from. Nothing for a nil return.

    Only for whoever has said that they write and that nothing of their own stands against it: the earlier
    return may be a colleague's, and may hold what they should not read.
    """
    if not asked.is_report or not answer.interest or answer.author_id != by.seat.pk:
        return None
    last = _short_return(asked)
    if last is None:
        return None
    return Brought(timezone.localdate(last.returned_at), tuple(last.systems_searched), last.answers)


def short_return_on(asked: Request) -> date | None:
    """The day of the short return from which a report begins, if there is one: nothing of what it says."""
    last = _short_return(asked) if asked.is_report else None
    return timezone.localdate(last.returned_at) if last is not None else None


def _short_return(asked: Request) -> Version | None:
    last = (
        Version.objects.filter(
            given__request__case=asked.case_id,
            given__request__agency=asked.agency_id,
            given__request__form=Request.Form.SHORT,
        )
        .order_by("-number")
        .first()
    )
    return None if last is None or last.kind == Version.Kind.NIL else last


def wrote_with_interest(case: Case, by: Acting) -> bool:
    """Whether this person has told of a personal or direct interest in the case that keeps them from
    writing.
    """
    held = Interest.objects.filter(case=case, person=by.person).exclude(kind=Interest.Kind.ORGANISATIONAL)
    return held.exclude(walled=False).exists()


def passed(request: Request) -> list[PassedOn]:
    """To whom the request has been handed, in order."""
    return list(request.passed.select_related("by__person", "to__person"))


def refusal_of(request: Request) -> Refusal | None:
    """That the agency will not answer, while it stands, with the formal letter if one was sent."""
    return (
        request.refusals.filter(ended_at__isnull=True)
        .select_related("by__person", "formal__document", "formal__to__person", "formal__by__person")
        .first()
    )


def covers_of(request: Request) -> list[Cover]:
    """Who covers for whoever has the request, today or later."""
    if request.contact_id is None:
        return []
    return list(
        Cover.objects.filter(
            seat=request.contact_id, until__gte=timezone.localdate(), ended_at__isnull=True
        ).select_related("cover__person", "seat__person", "by__person")
    )
