"""What this room reads from the rooms below: returns, the safety log, early learning."""

from __future__ import annotations

from dataclasses import dataclass

from safeguarding.cases.access import may_do
from safeguarding.cases.guards import plain
from safeguarding.cases.models import Case
from safeguarding.evidence import queries as evidence
from safeguarding.improvements import queries as improvements
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.rapid_reviews.models import RapidReview
from safeguarding.statute import terms
from safeguarding.statute.criteria import CRITERIA
from safeguarding.statute.permission import Act


@dataclass(frozen=True)
class Asked:
    """How many agencies were asked; which are neither heard from nor explained; and what was explained."""

    asked: int
    missing: tuple[str, ...]
    override: str


@dataclass(frozen=True)
class Said:
    """What one agency answered to one question, once released, with the mark that goes with it everywhere."""

    agency: str
    text: str
    mark: str


ASKED_FOR = {
    "facts": ("knew", "contacts"),
    "immediate_action": ("steps",),
    "improvements": ("in_the_way",),
    "next_steps": ("withheld",),
    "inequality": ("identity",),
    "incident": ("contacts",),
    "family": ("knew",),
    "analysis": ("in_the_way",),
    "experience": ("voice",),
    "good_practice": ("went_well",),
    "safety": ("steps",),
    "learning_now": ("steps",),
    "limits": ("withheld",),
    "R11A": ("in_the_way", "steps"),
    "R11B": ("in_the_way",),
    "R11C": ("in_the_way", "contacts"),
    "C1": ("in_the_way",),
    "C2": ("knew",),
    "C3": ("knew", "contacts"),
    "C4": ("contacts",),
}


def returns(case: Case) -> Asked:
    """The returns as the check on them needs them."""
    lines = evidence.board(case)
    explained = [line for line in lines if line.code == "explained"]
    missing = tuple(line.awaited for line in lines if line.missing)
    told = "; ".join(f"{line.agency}: {line.note}" for line in explained)
    return Asked(len(lines), missing, "" if missing else told)


def returns_lines(case: Case) -> list[list[str]]:
    """Each agency asked, what came back, and when.

    Of a return that is not released, only that it has come.
    """
    released = {line.agency_id: line for line in evidence.released_answers(case)}
    lines = []
    for line in sorted(evidence.board(case), key=lambda one: one.agency.casefold()):
        one = released.get(line.agency_id)
        said = line.state if one is None else "No record" if one.nil else "Returned"
        if line.code == "explained":
            said = f"Not returned: {line.note}"
        if line.returned_on is None:
            lines.append([line.agency, said, f"Due {plain(line.due_on)}"])
            continue
        late = f", {line.late} working day{'s' if line.late != 1 else ''} late" if line.late > 0 else ""
        lines.append([line.agency, f"{said}{late}", plain(line.returned_on)])
    return lines


def agencies_asked(case: Case) -> list[tuple[str, str]]:
    """The agencies that were asked about the case: id and name."""
    return [(str(line.agency_id), line.agency) for line in evidence.board(case)]


def all_nil(case: Case, by: Acting) -> bool:
    """Whether every agency that was asked found no record: then the question is why nobody saw the child.

    It is said to whoever reads the released returns.
    """
    return bool(may_do(by, Act.READ_RELEASED_RETURNS, case)) and evidence.all_nil(case)


def answers_beside(case: Case, code: str, by: Acting) -> list[Said]:
    """What the agencies said that belongs to a part of the report, an aim or a criterion.

    Released answers only, as far as each agency's mark lets this reader; the mark goes with them.
    """
    keys = ASKED_FOR.get(code, ())
    if not keys or not may_do(by, Act.READ_RELEASED_RETURNS, case):
        return []
    found = []
    for one in evidence.released_answers(case, by):
        for key in keys:
            item = one.answer(key)
            if item and item.text.strip() and not item.held_back:
                found.append(Said(one.agency, item.text, item.mark))
    return found


def where_they_pull_apart(case: Case, review: RapidReview, by: Acting) -> list[tuple[str, str]]:
    """Where agencies differ: criteria on which views were noted, and, for whoever reads the released returns,
    whether they knew the child at all.
    """
    lines = []
    for row in review.criteria.filter(current=True):
        if row.views:
            views = "; ".join(
                f"{v['agency']}: {terms.CriterionAnswer(v['answer']).label.lower()}" for v in row.views
            )
            group = terms.CriterionAnswer(row.answer).label.lower()
            lines.append((CRITERIA[row.code].title, f"The group: {group}. {views}."))
    if not may_do(by, Act.READ_RELEASED_RETURNS, case):
        return lines
    released = evidence.released_answers(case)
    knew = [one.agency for one in released if not one.nil]
    not_known = [one.agency for one in released if one.nil]
    if knew and not_known:
        lines.append(("Who knew the child", f"Knew: {', '.join(knew)}. No record: {', '.join(not_known)}."))
    return lines


def every_child_is_safe(case: Case) -> bool:
    """Whether somebody has said, for every child of the case and for others, how they are kept safe."""
    return improvements.safety_answered(case) and improvements.others_safe(case)


def safety_steps_unowned(case: Case) -> int:
    """Safety steps that nobody has taken on by a date."""
    return improvements.unowned_steps(case)


def safety_lines(case: Case) -> list[list[str]]:
    """The safety log for the report."""
    return [
        [
            step.whom,
            step.what,
            step.owner or _agency(step.agency),
            f"Done {plain(step.done_on)}" if step.done_on else plain(step.due) if step.due else "No date",
        ]
        for step in improvements.steps_of(case)
    ]


def learning_lines(case: Case) -> list[list[str]]:
    """Early learning for the report: what, who and by when."""
    return [
        [f"{one.finding} {one.what}".strip(), one.owner or _agency(one.agency), plain(one.due)]
        for one in improvements.learning(case)
    ]


def action_lines(case: Case) -> list[list[str]]:
    """Actions agreed so far."""
    return [
        [one.what, one.owner or _agency(one.agency), plain(one.due)] for one in improvements.learning(case)
    ]


def _agency(agency: Agency | None) -> str:
    return agency.name_on(agency.active_from) if agency else "Nobody yet"
