"""Returns, each given by the acts that agencies call."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.facts import establish
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions import (
    ask_agencies,
    declare_author,
    give_return,
    nil_return,
    release_returns,
    save_return,
)
from safeguarding.evidence.models import Request, Version
from safeguarding.evidence.questions import SHORT, questions_for
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Level
from tests.people.cast import Cast


def letters(kind: str) -> list[Letter]:
    """Every letter of a kind, in order. Addresses are encrypted, so that they are compared here."""
    return list(Letter.objects.filter(kind=kind).order_by("pk"))


def author_of(request: Request) -> Acting:
    """Whoever was sent the request, come by the link and the code."""
    assert request.contact is not None
    return Acting(request.contact, Level.MAILBOX, subject(request))


def fill(request: Request, by: Acting | None = None, **changes: str | tuple[str, str]) -> Acting:
    """Section 1 and the eight answers; a change is a text, or a text with its mark."""
    who = by or author_of(request)
    declare_author(by=who, request=request, interest="organisational")
    given: Mapping[str, str | tuple[str, str]] = {q.key: f"{q.title} as we saw it." for q in SHORT} | changes
    for key, said in given.items():
        text, handling = said if isinstance(said, tuple) else (said, "shareable")
        save_return(by=who, request=request, question=key, text=text, handling=handling)
    return who


def give_short(request: Request, by: Acting | None = None, **changes: str | tuple[str, str]) -> Version:
    """A short return, given today."""
    who = fill(request, by, **changes)
    return give_return(
        by=who, request=request, systems_searched=["Our main case records"], searched_on=timezone.localdate()
    )


def give_nil(request: Request, by: Acting | None = None) -> Version:
    """“We have no record”, given today."""
    return nil_return(
        by=by or author_of(request),
        request=request,
        systems_searched=["Our main case records"],
        searched_on=timezone.localdate(),
    )


def give_all(cast: Cast, case: object, *, nil: bool = False, release: bool = True) -> None:
    """Every agency asked about a case answers, and the manager releases the answers."""
    for request in Request.objects.filter(case=case).select_related("contact__person", "case"):
        (give_nil if nil else give_short)(request)
    if release:
        release_returns(by=cast.manager, case=case)  # type: ignore[arg-type]


REPORTED: Mapping[str, object] = {
    "involved": {"how": "over_time", "people": "Mother and child.", "searched_by": "Name and date of birth"},
    "episodes": [
        {
            "when": "March 2026",
            "happened": "A bruise was seen.",
            "expected": "A call to the hospital.",
            "quality": "mixed",
            "why": "A colleague had seen the baby well.",
            "factors": ["team", "tools"],
            "effect": "He was not examined.",
        }
    ],
    "voice": {"daily_life": "He smiled late.", "family": "The father was not met."},
    "steps": [{"what": "One list for calls.", "who": "Head of service", "when": "June 2026"}],
    "learning": {"own": "Write down who.", "together": "Agree who weighs.", "themes": ["safe_sleep"]},
}


def reviewed(cast: Cast, case: Case) -> Case:
    """A practice review has been decided on the case, as the room of practice reviews does it."""
    with transaction.atomic():
        establish(
            lock(case), Kind.PRACTICE_REVIEW_DECIDED, by=cast.dsp_la, occurred=timezone.localdate(),
            act="practice_review_decided",
        )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def ask_for_report(cast: Cast, case: Case, agency: Agency) -> Request:
    """The request for one agency's report."""
    asked = ask_agencies(by=cast.manager, case=case, agencies=[agency], form=Request.Form.REPORT)
    return Request.objects.select_related("case", "agency", "contact__person").get(pk=asked.requests[0].pk)


def fill_report(request: Request, by: Acting | None = None, **changes: object) -> Acting:
    """Section 1 and every question of the report that is asked; a change is a text or what is said."""
    who = by or author_of(request)
    declare_author(by=who, request=request, interest="organisational")
    given = {**REPORTED, **changes}
    for question in questions_for(
        request.form, request.agency.kind, {"involved": {"said": given["involved"]}}
    ):
        said = given.get(question.key, None if question.parts else f"{question.title} as we saw it.")
        save_return(
            by=who,
            request=request,
            question=question.key,
            text=said if isinstance(said, str) else "",
            said=None if isinstance(said, str) else said,
            nothing=bool(question.parts) and said is None,
        )
    return who


def give_report(request: Request, by: Acting | None = None, **changes: object) -> Version:
    """A report, given today, with a senior lead named."""
    who = fill_report(request, by, **changes)
    return give_return(
        by=who, request=request, systems_searched=["Our main case records"], searched_on=timezone.localdate(),
        senior_name="Dr Senior", senior_email=f"senior@{who.person.email.rpartition('@')[2]}",
    )  # fmt: skip
