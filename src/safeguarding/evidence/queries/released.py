"""Reading what agencies returned, once released, as far as each answer's mark lets this reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from safeguarding.cases.access import reads_all
from safeguarding.cases.models import Case, Fact
from safeguarding.evidence.models import Request, Version
from safeguarding.evidence.questions import CONCERN, Block, Question, every_question
from safeguarding.people.acting import Acting
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import Handling


@dataclass(frozen=True)
class Item:
    """One answer, with its mark. `held_back`: there is an answer, but not for this reader or this use."""

    question: Question
    text: str
    handling: str
    held_back: bool = False
    blocks: tuple[Block, ...] = ()

    @property
    def mark(self) -> str:
        """The mark in a few words; empty for an answer that is free."""
        return Handling(self.handling).mark


@dataclass(frozen=True)
class Released:
    """One agency's return as it was released."""

    agency: str
    agency_id: int
    short: str
    kind: str
    returned_on: date
    late: bool
    confirmed: bool
    author: str
    version: int
    sha256: str
    newer_waits: bool
    systems_searched: tuple[str, ...]
    searched_on: date
    answers: tuple[Item, ...]

    @property
    def nil(self) -> bool:
        """Whether the agency had no record."""
        return self.kind == Version.Kind.NIL

    def answer(self, key: str) -> Item | None:
        """The answer to one question."""
        return next((item for item in self.answers if item.question.key == key), None)


def released_answers(case: Case, by: Acting | None = None, form: str = Request.Form.SHORT) -> list[Released]:
    """The short returns that were released, or the reports, by agency.

    Without a reader: only what may go into the report. With one: all that this reader may read, and that
    something is held back where it is.
    """
    today = timezone.localdate()
    versions = (
        Version.objects.filter(given__request__case=case, given__request__form=form)
        .select_related("given__request__agency")
        .prefetch_related("given__request__agency__names")
        .order_by("number")
    )
    newest: dict[int, Version] = {}
    last: dict[int, int] = {}
    for version in versions.filter(released_at__isnull=False).defer("why_changed"):
        newest[version.given_id] = version
    for given, number in versions.values_list("given", "number"):
        last[given] = max(last.get(given, 0), number)
    answered = Kind.REPORTED if form == Request.Form.REPORT else Kind.RETURNED
    days = dict(
        Fact.objects.filter(case=case, current=True, kind=answered.value).values_list("key", "occurred")
    )
    found = []
    for version in newest.values():
        request = version.given.request
        day = days.get(str(request.agency_id)) or timezone.localdate(version.returned_at)
        found.append(
            Released(
                agency=request.agency.name_on(today),
                agency_id=request.agency_id,
                short=request.short,
                kind=version.kind,
                returned_on=day,
                late=day > request.due_on,
                confirmed=version.confirmed_at is not None,
                author=f"{version.author_name}, {version.author_capacity}",
                version=version.number,
                sha256=version.sha256,
                newer_waits=last[version.given_id] > version.number,
                systems_searched=tuple(version.systems_searched),
                searched_on=version.searched_on,
                answers=tuple(_items(version, form, by, case)),
            )
        )
    return sorted(found, key=lambda one: (one.nil, one.agency.casefold()))


def _items(version: Version, form: str, by: Acting | None, case: Case) -> list[Item]:
    all_of_it = by is not None and reads_all(by, case)
    items = []
    for question in (*every_question(form), CONCERN):
        kept = version.answers.get(question.key)
        if kept is None:
            continue
        handling = kept.get("handling", Handling.PARTNERS.value)
        held = (
            handling != Handling.SHAREABLE if by is None else handling == Handling.PARTNERS and not all_of_it
        )
        if held:
            items.append(Item(question, "", handling, held_back=True))
        else:
            blocks = tuple(question.blocks(kept.get("said")))
            items.append(Item(question, kept["text"], handling, blocks=blocks))
    return items


def all_nil(case: Case) -> bool:
    """Whether every agency asked had no record, as far as released: then the question is why nobody saw the
    child.
    """
    asked = case.requests.filter(form=Request.Form.SHORT).count()
    kinds = [one.kind for one in released_kinds(case)]
    return bool(asked) and len(kinds) == asked and set(kinds) == {Version.Kind.NIL.value}


def released_kinds(case: Case) -> list[Version]:
    """The newest released version of each agency's short return, without its answers."""
    rows = Version.objects.filter(
        given__request__case=case, given__request__form=Request.Form.SHORT, released_at__isnull=False
    ).only("id", "given_id", "kind", "number")
    return list({row.given_id: row for row in rows.order_by("number")}.values())
