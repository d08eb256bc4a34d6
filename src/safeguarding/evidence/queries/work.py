"""What waits for somebody in this room, and what of it blocks a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.matters import Matter
from safeguarding.cases.models import Case
from safeguarding.cases.next_steps import Block
from safeguarding.cases.queries import visible_to
from safeguarding.cases.work import WorkItem
from safeguarding.chronology.models import Paper
from safeguarding.evidence.access import SENIORS, still_asked
from safeguarding.evidence.actions.asking import warnings
from safeguarding.evidence.models import Request, Version
from safeguarding.evidence.queries import standing
from safeguarding.evidence.queries.board import Line, board, lines_of
from safeguarding.evidence.queries.own import own
from safeguarding.evidence.queries.sector import sector
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Allowed
from safeguarding.statute.permission import Act, roles_for
from safeguarding.statute.terms import Level, Role

AND_THEN = 3
OPEN_QUESTIONS = {"wants_time", "nobody", "refused", "passes"}
"""Where somebody waits for the manager, which is a piece of work of its own."""


@dataclass(frozen=True)
class Missing:
    """How the returns stand, for the check that every agency answered or is explained."""

    asked: int
    returned: int
    missing: tuple[str, ...]
    override: str


def missing(case: Case) -> Missing:
    """Who was asked, who answered, who has neither answered nor been explained, and the explanations (check
    RRQ05).
    """
    lines = board(case)
    explained = [line for line in lines if line.code == "explained"]
    return Missing(
        asked=len(lines),
        returned=sum(line.returned for line in lines),
        missing=tuple(line.agency for line in lines if line.missing),
        override=" ".join(f"{line.agency}: {line.note}" for line in explained),
    )


def matters(by: Acting, case: Case) -> list[Matter]:
    """Agencies that have not answered, for a meeting's agenda, to those who see who has answered."""
    if not may_do(by, Act.SEE_RETURNS_BOARD, case):
        return []
    href = reverse("evidence:board", args=[case.reference])
    return [
        Matter(f"No answer from {agency}", "Ask for it, or say why the meeting goes on without it.", href)
        for agency in missing(case).missing
    ]


def blocks(by: Acting, case: Case) -> list[Block]:
    """Returns and reports that hold up a review: late ones by name, time asked for, education not asked.

    To whoever does not see who has answered, only that somebody has not.
    """
    lines = [
        line
        for form in Request.Form
        if board(case, form) and isinstance(still_asked(case, form), Allowed)
        for line in board(case, form)
    ]
    if not lines:
        return []
    href = reverse("evidence:board", args=[case.reference])
    late = [line for line in lines if line.missing and line.late and line.code != "wants_time"]
    if not may_do(by, Act.SEE_RETURNS_BOARD, case):
        whom = reverse("cases:access", args=[case.reference])
        return [Block("Not every agency has answered yet.", whom, "See whom to ask")] if late else []
    found = [
        Block(f"{line.agency} asks for more time.", line.href, "Answer them")
        for line in lines
        if line.code == "wants_time"
    ]
    found += [
        Block(f"{line.agency} will not answer. {line.note}.", line.href, "Open it")
        for line in lines
        if line.code == "refused"
    ]
    late = [
        line for line in lines if line.missing and line.late and line.code not in {"wants_time", "refused"}
    ]
    found += [
        Block(
            f"{line.agency} has not answered yet.{f' {line.call}.' if line.call else ''}",
            line.href,
            "Remind or explain",
        )
        for line in late[:AND_THEN]
    ]
    if len(late) > AND_THEN:
        found.append(
            Block(f"{len(late) - AND_THEN} more agencies have not answered yet.", href, "Open the returns")
        )
    if any(not line.is_report for line in lines):
        short = case.requests.filter(form=Request.Form.SHORT)
        kinds = set(short.values_list("agency__kind", flat=True))
        found += [
            Block(words, reverse("evidence:ask", args=[case.reference]), "Ask another agency")
            for words in warnings(kinds)
        ]
    return found


def work(by: Acting) -> list[WorkItem]:
    """For whoever runs the case: time asked for, somebody wanted, late returns, returns to release. For an
    agency: its own.
    """
    found: list[WorkItem] = []
    if by.level >= Level.TOTP and by.role in roles_for(Act.ASK_AGENCIES) | roles_for(Act.RELEASE_RETURNS):
        found += _running(by)
    if by.role is Role.SECTOR_COORDINATOR:
        found += _sector(by)
    return [*found, *_own(by)]


def _sector(by: Acting) -> list[WorkItem]:
    """Only that agencies of the sector are late: no case, and nothing of one."""
    late = [line for line in sector(by) if line.late]
    if not late:
        return []
    names = list(dict.fromkeys(line.agency for line in late))
    told = ", ".join(names[:AND_THEN]) + (" and others" if len(names) > AND_THEN else "")
    return [
        WorkItem(
            "Answers are late in your sector",
            None,
            f"{told}. A call from you usually settles it.",
            min(line.due_on for line in late),
            reverse("evidence:sector"),
            "Open the list",
        )
    ]


def _running(by: Acting) -> list[WorkItem]:
    together: dict[tuple[int, str], tuple[Case, list[Line]]] = {}
    for case, line in lines_of(standing.still_asked(Request.objects.filter(case__in=visible_to(by)))):
        together.setdefault((case.pk, line.form), (case, []))[1].append(line)
    return [item for case, rows in together.values() for item in _on_case(by, case, rows)]


def _on_case(by: Acting, case: Case, rows: list[Line]) -> list[WorkItem]:
    """What waits on one case, of its short returns or of its reports."""
    found = []
    reports = bool(rows) and rows[0].is_report
    href = reverse("evidence:board", args=[case.reference])
    if by.role in roles_for(Act.ANSWER_TIME_REQUEST):
        found += [
            WorkItem(
                "An agency asks for more time",
                case,
                f"{case.pseudonym}. {line.agency}.",
                line.due_on,
                line.href,
                "Answer",
            )
            for line in rows
            if line.code == "wants_time"
        ]
    owing = [line for line in rows if line.missing]
    if by.role in roles_for(Act.ASK_AGENCIES):
        found += [
            WorkItem(
                "Find somebody to ask",
                case,
                f"{case.pseudonym}. {line.agency}: {line.note.lower()}.",
                line.due_on,
                line.href,
                "Send the request",
            )
            for line in rows
            if line.code == "nobody"
        ]
        found += [
            WorkItem(
                "Check an address",
                case,
                f"{case.pseudonym}. {line.agency} wants to pass the request on.",
                line.due_on,
                line.href,
                "Check it",
            )
            for line in rows
            if line.code == "passes"
        ]
        found += [
            WorkItem(
                "An agency will not answer",
                case,
                f"{case.pseudonym}. {line.agency}: {line.note[:1].lower()}{line.note[1:]}.",
                line.due_on,
                line.href,
                "Open it",
            )
            for line in rows
            if line.code == "refused"
        ]
        late = [line for line in owing if line.late and line.code not in OPEN_QUESTIONS]
        if late:
            names = ", ".join(line.agency for line in late[:AND_THEN]) + (
                " and others" if len(late) > AND_THEN else ""
            )
            found.append(
                WorkItem(
                    "Reports are late" if reports else "Returns are late",
                    case,
                    f"{case.pseudonym}. {names}.",
                    min(line.due_on for line in late),
                    href,
                    "Open the returns",
                )
            )
        elif owing:
            found.append(
                WorkItem(
                    "Reports from agencies" if reports else "Returns from agencies",
                    case,
                    case.pseudonym,
                    min(line.due_on for line in owing),
                    href,
                    "See the returns",
                    waiting_for=_who(owing),
                )
            )
    ready = [line for line in rows if line.waits_for_release]
    if ready and not owing and by.role in roles_for(Act.RELEASE_RETURNS):
        found.append(
            WorkItem(
                "Release the reports" if reports else "Release the returns",
                case,
                f"{case.pseudonym}. Every agency has answered or is explained.",
                None,
                reverse("evidence:release", args=[case.reference]),
                "Release",
            )
        )
    return found


def _who(owing: list[Line]) -> str:
    if len(owing) <= 2:
        return " and ".join(line.awaited for line in owing)
    return f"{len(owing)} agencies"


def _own(by: Acting) -> list[WorkItem]:
    if by.level < Level.TOTP:
        return []
    requests = {request.pk: request for request in standing.still_asked(own(by))}
    if not requests:
        return []
    newest = {
        row[0]: row
        for row in Version.objects.filter(given__request__in=requests)
        .order_by("number")
        .values_list("given__request", "confirmed_at", "author__person")
    }
    found = []
    unchecked = set(
        Paper.objects.filter(
            case__requests__in=requests,
            agency=by.seat.agency,
            by_us=False,
            checked_at=None,
            withdrawn_at=None,
        ).values_list("case", flat=True)
    )
    for pk, request in requests.items():
        if request.case_id in unchecked:
            unchecked.discard(request.case_id)
            found.append(
                WorkItem(
                    "Check how we read your chronology",
                    request.case,
                    "It is not used until you have.",
                    request.due_on,
                    reverse("evidence:chronologies", args=[request.short]),
                    "Check it",
                )
            )
        if pk not in newest:
            found.append(_to_write(request))
        elif newest[pk][1] is None and by.role in SENIORS and newest[pk][2] != by.person.pk:
            found.append(
                WorkItem(
                    f"Confirm your organisation’s {'report' if request.is_report else 'return'}",
                    request.case,
                    "It counts already; you stand behind it as its lead.",
                    request.due_on + timedelta(days=2),
                    reverse("evidence:confirm", args=[request.short]),
                    "Read and confirm",
                )
            )
    return found


def _to_write(request: Request) -> WorkItem:
    return WorkItem(
        "Answer a request about a child",
        request.case,
        "Your organisation is asked for its report to a practice review."
        if request.is_report
        else "Your organisation is asked for a short return.",
        request.due_on,
        reverse("evidence:start", args=[request.short]),
        "Answer",
    )
