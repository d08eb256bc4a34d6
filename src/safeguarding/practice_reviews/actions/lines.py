"""Writing the lines of enquiry of a practice review."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import has, record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from safeguarding.practice_reviews.models import LineOfEnquiry
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import ReasonForLine


@dataclass(frozen=True)
class Line:
    """The words of a line of enquiry."""

    question: str
    reason_kind: ReasonForLine
    why: str
    sources: str
    lead: str


@transaction.atomic
def add_line(*, by: Acting, case: Case, line: Line) -> LineOfEnquiry:
    """Add a line of enquiry under the next number; a number is never used again. Raises NotAllowed."""
    case = _writable(by, case)
    last = case.lines_of_enquiry.aggregate(last=Max("number"))["last"] or 0
    return _write(by, case, last + 1, line, act="add_line_of_enquiry")


@transaction.atomic
def change_line(*, by: Acting, case: Case, number: int, line: Line, base: str) -> LineOfEnquiry:
    """Change the words of a line of enquiry, starting from the version `base` that was on the page.

    Raises NotAllowed, also when somebody has changed or withdrawn it meanwhile.
    """
    case = _writable(by, case)
    _replace(case, number, base)
    return _write(by, case, number, line, act="change_line_of_enquiry")


@transaction.atomic
def withdraw_line(*, by: Acting, case: Case, number: int, because: str, base: str) -> LineOfEnquiry:
    """Withdraw a line of enquiry, with the reason; it stays to be read. Raises NotAllowed."""
    case = _writable(by, case)
    if not because.strip():
        raise NotAllowed(
            Refused("no_reason", "Withdrawing a line needs its reason.", "Say why in a sentence.")
        )
    before = _replace(case, number, base)
    line = Line(before.question, ReasonForLine(before.reason_kind), before.why, before.sources, before.lead)
    return _write(by, case, number, line, act="withdraw_line_of_enquiry", because=because)


def may_be_written(case: Case) -> Answer:
    """Lines of enquiry are written once a practice review is decided, and while the case is open."""
    if case.closed:
        return Refused("closed", "This case is closed.", "Open it again first, with the reason.")
    if not has(case, Kind.PRACTICE_REVIEW_DECIDED):
        return Refused(
            "not_decided",
            "No practice review has been decided.",
            "Lines of enquiry are written when the three partners have decided one.",
        )
    return Allowed()


def _writable(by: Acting, case: Case) -> Case:
    case = lock(case)
    demand(may_do(by, Act.WRITE_LINES_OF_ENQUIRY, case))
    demand(may_be_written(case))
    return case


def _replace(case: Case, number: int, base: str) -> LineOfEnquiry:
    before = case.lines_of_enquiry.filter(number=number, current=True).first()
    if before is None or before.withdrawn_because or str(before.pk) != base:
        raise NotAllowed(
            Refused(
                "changed_meanwhile",
                "Somebody has changed or withdrawn this line since you opened it.",
                "Open it again in another window, and bring your words together with theirs.",
            )
        )
    before.current = False
    before.save(update_fields=["current"])
    return before


def _write(by: Acting, case: Case, number: int, line: Line, *, act: str, because: str = "") -> LineOfEnquiry:
    row = LineOfEnquiry.objects.create(
        case=case, number=number, **asdict(line), withdrawn_because=because, seat=by.seat
    )
    record(
        case,
        act,
        by=by,
        on={"line": str(number), "version": str(row.pk)},
        keep={"why withdrawn": because}
        if because
        else {
            "question": line.question,
            "why it matters": line.why,
            "sources": line.sources,
            "lead": line.lead,
        },
    )
    return row
