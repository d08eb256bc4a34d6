"""The report in its eighteen sections, from what is recorded:

texts written by people, and facts added from the case.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from safeguarding.cases import facts
from safeguarding.cases.access import may_do
from safeguarding.cases.blocks import NOTHING, day, heading, note, paper, para, paras, rows, table
from safeguarding.cases.models import Case
from safeguarding.documents.returned.fitting import canonical
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import latest
from safeguarding.people.acting import Acting
from safeguarding.people.queries import partner_seats
from safeguarding.rapid_reviews.models import Outcome, RapidReview
from safeguarding.rapid_reviews.papers.criteria import criteria_table, national_blocks
from safeguarding.rapid_reviews.queries import sources
from safeguarding.rapid_reviews.queries.checks import due_on
from safeguarding.rapid_reviews.sections import PARTS, TITLES
from safeguarding.rapid_reviews.wording import words_for
from safeguarding.statute import calendar, terms
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Partner, SignPosition

Block = dict[str, Any]


def report_paper(case: Case, review: RapidReview, *, on: date, by: Acting | None = None) -> dict[str, Any]:
    """The whole report as it stands, signatures as far as they go.

    By pseudonyms only; names stand in the annex. `by`: whoever reads it on a page before it is issued; who
    has answered is named only to those who see the returns.
    """
    words = words_for(case)
    material = _Material(case, review, on, by)
    sections = [
        {"number": str(number), "title": title, "blocks": MAKERS[number](material)}
        for number, title in TITLES.items()
        if words.statutory or number not in {2, 18}
    ]
    return paper(
        case,
        title=words.report,
        subtitle=case.pseudonym,
        on=on,
        sections=sections,
        summary=_summary(material),
        signatures=signature_lines(review, open_lines=True, on=on),
    )


def one_section(case: Case, review: RapidReview, number: int, *, on: date) -> dict[str, Any]:
    """One section as it stands, for showing beside the question that fills it."""
    return {
        "number": str(number),
        "title": TITLES[number],
        "blocks": MAKERS[number](_Material(case, review, on)),
    }


def signature_lines(
    review: RapidReview, *, open_lines: bool = False, on: date | None = None
) -> list[dict[str, str]]:
    """The three lines:

    who signed, in which capacity, when and how; a line still open says for whom it waits.
    """
    given = {
        line.partner: line for line in review.signatures.filter(current=True).select_related("seat__person")
    }
    lines = []
    for partner in Partner:
        line = given.get(partner.value)
        if line is not None:
            way = "" if line.way == line.Way.OWN else f" ({line.get_way_display().lower()})"
            lines.append(
                {
                    "name": line.seat.person.name,
                    "capacity": line.capacity,
                    "position": SignPosition(line.position).label,
                    "comment": line.comment,
                    "signed_at": f"{_moment(line.at)}{way}",
                }
            )
        elif open_lines and on is not None:
            seats = partner_seats(review.case.partnership, on)[partner]
            capacity = seats[0].capacity_on(on) if seats else partner.label
            lines.append(
                {"name": f"Awaiting sign-off: {partner.label}", "capacity": capacity, "position": ""}
            )
    return lines


class _Material:
    """What the makers of sections read, fetched once."""

    def __init__(self, case: Case, review: RapidReview, on: date, by: Acting | None = None) -> None:
        self.case, self.review, self.on = case, review, on
        self.sees_board = by is None or bool(may_do(by, Act.SEE_RETURNS_BOARD, case))
        self.texts = {row.code: row.text for row in review.sections.filter(current=True)}
        self.aims = {row.code: row.text for row in review.aims.filter(current=True)}
        self.outcome: Outcome | None = review.outcomes.filter(current=True).first()
        self.meeting = latest(case, Meeting.Kind.RAPID_REVIEW)
        self.facts = {fact.kind: fact for fact in facts.current(case)}

    def date_of(self, kind: Kind) -> date | None:
        fact = self.facts.get(kind.value)
        return fact.occurred if fact else None

    def written(self, section: int) -> list[Block]:
        """The parts of a section that people write, each under its heading where there are several."""
        parts = [part for part in PARTS if part.section == section]
        blocks: list[Block] = []
        for part in parts:
            text = canonical(self.texts.get(part.code, ""))
            if len(parts) > 1:
                blocks.append(heading(part.title))
            block = para(text) if text else note(NOTHING)
            blocks.append({**block, "part": part.code})
        return blocks

    def aim(self, code: str) -> list[Block]:
        """The group's own answer to an aim, where it gave one."""
        return paras(self.aims[code]) if self.aims.get(code, "").strip() else []


def _summary(m: _Material) -> list[list[str]]:
    children = ", ".join(
        f"{child.pseudonym}{f', {child.age}' if child.age else ''}" for child in m.case.children.all()
    )
    lines = [["About", children or m.case.pseudonym], ["Incident", day(m.date_of(Kind.INCIDENT_OCCURRED))]]
    if words_for(m.case).statutory:
        lines += [["Notified", day(m.date_of(Kind.NOTIFIED))], ["Due with the Panel", day(due_on(m.case))]]
    if m.outcome:
        lines.append(["Decision", m.outcome.decision.label])
    return lines


def _about(m: _Material) -> list[Block]:
    rule = m.case.editions
    return [
        rows(
            [
                ("Reference", m.case.reference),
                ("Area where it happened", m.case.area_of_incident),
                ("Area where the child lives", m.case.area_of_residence),
                ("Led by", m.case.partnership.name),
                ("Guidance followed", f"{rule.working_together.name}; {rule.panel_guidance.name}"),
            ]
        ),
        para("People are named by pseudonym. Their names stand in an annex of its own."),
    ]


def _notification(m: _Material) -> list[Block]:
    sent = getattr(m.case, "notification", None)
    return [
        rows(
            [
                ("Local authority became aware", day(m.date_of(Kind.LA_AWARE))),
                ("Notified on", day(m.date_of(Kind.NOTIFIED))),
                ("Panel’s reference", sent.panel_reference if sent else ""),
                ("Sent by", sent.sender if sent else ""),
            ]
        )
    ]


def _children(m: _Material) -> list[Block]:
    blocks: list[Block] = []
    for child in m.case.children.all():
        blocks += [
            heading(child.pseudonym),
            rows(
                [
                    ("Age at the time", child.age),
                    ("Sex", child.sex),
                    ("Ethnicity", child.ethnicity),
                    ("Religion", child.religion),
                    ("Language", child.language),
                    ("Disability or special needs", child.disability),
                    ("Legal status", child.legal_status),
                    ("Lived", child.placement),
                    ("What happened to the child", child.get_outcome_display()),
                    ("Safe now", child.safe_now),
                ]
            ),
        ]
    family = [[one.pseudonym, one.relation, one.whereabouts or "Not known"] for one in m.case.family.all()]
    if family:
        blocks.append(table("The family", ["Who", "Relation", "Where they are"], family, [4, 4, 5]))
    return [*blocks, *m.written(3)]


def _incident(m: _Material) -> list[Block]:
    incident = m.case.incident
    return [
        rows(
            [
                ("When", f"{day(incident.occurred)} {incident.time_text}".strip()),
                ("Where", incident.setting),
                ("Abuse or neglect", incident.get_abuse_neglect_display()),
                ("Injury", incident.injury),
            ]
        ),
        *m.written(4),
        *m.aim("facts"),
    ]


def _agencies(m: _Material) -> list[Block]:
    if not m.sees_board:
        return [note("The manager and the partners see who has answered.")]
    lines = sources.returns_lines(m.case)
    if not lines:
        return [note("No agency has been asked yet.")]
    return [table("Who was asked, and what came back", ["Agency", "Answer", "On"], lines, [5, 5, 4])]


def _safety(m: _Material) -> list[Block]:
    lines = sources.safety_lines(m.case)
    steps = (
        [table("Steps taken", ["For whom", "What", "Who sees to it", "By or done"], lines, [3, 6, 4, 4])]
        if lines
        else []
    )
    said = m.meeting.safety_check if m.meeting else ""
    at_meeting = [heading("At the meeting"), *paras(said)] if said else []
    return [*m.written(10), *m.aim("immediate_action"), *steps, *at_meeting]


def _learning(m: _Material) -> list[Block]:
    lines = sources.learning_lines(m.case)
    kept = [table("Noted so far", ["What", "Who", "By"], lines, [7, 4, 3])] if lines else []
    return [*m.written(11), *m.aim("improvements"), *kept]


def _criteria(m: _Material) -> list[Block]:
    return [criteria_table(m.review), *national_blocks(m.review)]


def _decision(m: _Material) -> list[Block]:
    if m.outcome is None:
        return [note("The group has not decided yet.")]
    return [
        para(f"Decision: {m.outcome.decision.label}. Decided on {day(m.outcome.decided_on)}."),
        *paras(m.outcome.reasons),
        heading("Dissent"),
        *paras("\n\n".join(_dissent(m)), "None was recorded."),
    ]


def _dissent(m: _Material) -> list[str]:
    said = [m.outcome.dissent] if m.outcome and m.outcome.dissent.strip() else []
    for line in m.review.signatures.filter(current=True):
        if not line.agrees:
            said.append(f"{Partner(line.partner).label}: {line.comment}")
    return said


def _follows(m: _Material) -> list[Block]:
    if m.outcome is None:
        return [note("The group has not decided yet.")]
    one = m.outcome
    if one.decision is terms.RapidReviewOutcome.LOCAL_REVIEW:
        pairs = [
            ("Questions left open", one.lines_of_enquiry),
            ("How far it goes", one.scope),
            ("How it is done", one.method),
            ("Who might lead it", one.reviewer_plan),
            ("By when", day(one.target_date)),
        ]
    else:
        pairs = [
            ("Why no further learning is likely", one.why_no_more),
            ("Where the learning goes", one.where_learning_goes),
        ]
    return [rows(pairs), *m.aim("next_steps")]


def _processes(m: _Material) -> list[Block]:
    lines = [
        [one.get_kind_display(), one.lead_body, one.status or "Not known", one.constraints or "None known"]
        for one in m.case.parallel_processes.all()
    ]
    listed = (
        [table("Other processes", ["What", "Led by", "Where it is", "What it limits"], lines, [4, 4, 4, 5])]
        if lines
        else []
    )
    return [*listed, *m.written(15)]


def _actions(m: _Material) -> list[Block]:
    lines = sources.action_lines(m.case)
    if not lines:
        return [note("No actions have been agreed yet.")]
    return [table("Actions", ["What", "Who", "By"], lines, [7, 4, 3])]


def _sign_off(m: _Material) -> list[Block]:
    statement = m.review.chair_statement
    who = m.review.certified_by
    said = paras(statement) if statement else [note("Whoever chaired has not certified the report yet.")]
    signed = [para(f"{who.person.name}, {who.capacity_on(m.on)}")] if who and statement else []
    silent = [
        line["name"]
        for line in signature_lines(m.review, open_lines=True, on=m.on)
        if not line.get("signed_at")
    ]
    return [heading("The chair’s statement"), *said, *signed, *[note(f"{name}.") for name in silent]]


def _time(m: _Material) -> list[Block]:
    sent, due = m.date_of(Kind.NOTIFIED), due_on(m.case)
    if sent is None or due is None:
        return [note("No limit of time applies.")]
    used = calendar.working_day_number(sent, m.on, m.case.profile.counting)
    lines = [
        para(
            f"Notified on {day(sent)}; due with the Panel on {day(due)}. This version was made on working "
            f"day {used} of 15."
        )
    ]
    for notice in m.review.late_notices.all():
        lines.append(
            para(f"The Panel was told on {day(notice.told_on)}: {notice.get_why_display()}. {notice.words}")
        )
    return lines


MAKERS: dict[int, Callable[[_Material], list[Block]]] = {
    1: _about,
    2: _notification,
    3: _children,
    4: _incident,
    5: _agencies,
    6: lambda m: m.written(6),
    7: lambda m: m.written(7),
    8: lambda m: [*m.written(8), *m.aim("inequality")],
    9: lambda m: m.written(9),
    10: _safety,
    11: _learning,
    12: _criteria,
    13: _decision,
    14: _follows,
    15: _processes,
    16: _actions,
    17: _sign_off,
    18: _time,
}


def _moment(at: Any) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M} on {day(local.date())}"
