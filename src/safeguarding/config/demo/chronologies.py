"""The made-up chronologies of the demonstration: each agency’s file as that agency would keep it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import xlsxwriter  # type: ignore[import-untyped]  # it has no marker of types

from safeguarding.cases.models import Case
from safeguarding.chronology.actions import (
    Decision,
    finish_checking,
    judge_pair,
    read_paper,
    remark_on_event,
    settle_events,
)
from safeguarding.chronology.merge import Read
from safeguarding.chronology.models import Event, Paper
from safeguarding.chronology.proposing import propose
from safeguarding.chronology.queries.composite import released
from safeguarding.config.demo.areas import Area
from safeguarding.evidence.actions import give_chronology
from safeguarding.evidence.actions.chronologies import ASKED
from safeguarding.evidence.models import Request
from safeguarding.people.acting import Acting

Row = tuple[int, str, str, str, str]
"""Days before the incident, how the date is written, the time, what happened, and what was done."""

TODDLER: dict[str, Sequence[Row]] = {
    "visiting": (
        (829, "day", "", "New birth visit. WM feeding well, mother (LM) tired and glad of the visit. Child seen.", "Next visit at six weeks."),
        (795, "day", "14:00", "Six week review. Weight on the 50th line. Wren seen, smiling and following.", "Clinic."),
        (520, "day", "11:00", "One year review at home. Weight has dropped to the 25th line. Child seen.", "Weigh again in eight weeks."),
        (460, "day", "", "Family moved out of area. Notes passed to the north team.", "North team to weigh."),
        (372, "month", "", "Telephone call from Early Help: who is weighing the little one? Told that clinic would see her.", ""),
        (240, "about", "", "Call to Lissa Marchpane, no answer. Letter sent to last known address.", "None needed."),
        (121, "day", "10:30", "Child in need meeting. Plan says that health will weigh Wren.", "Health to weigh."),
    ),
    "gp": (
        (796, "day", "", "Six week check with baby. Heart and hips normal.", "Immunised."),
        (505, "day", "09:20", "Was not brought to immunisation.", "Letter."),
        (331, "day", "", "DNA nurse appointment. Third time this year.", "Letter to old address."),
        (118, "day", "16:40", "Wren was not brought to an appointment about her weight, made by the family worker.", "Text sent to mum."),
        (64, "day", "", "Letter came back: not known at this address.", "Filed."),
    ),
    "school": (
        (300, "day", "08:55", "Jory hungry on arrival, and given breakfast. He put half in his bag.", "Breakfast club offered free."),
        (121, "day", "10:30", "Child in need meeting attended. School asked who was to weigh his sister; the plan said “health”.", "To be followed up."),
        (45, "day", "12:15", "Jory saved half of his lunch and said it was for Wren. “She does not like to be put down now.”", "Rang children’s social care."),
        (45, "day", "12:40", "Call to children’s social care about both children; advised that a worker was allocated.", "Logged."),
        (9, "day", "", "Lissa did not come to collect Jory. Grandmother (Oonagh) came. She was worried about the little girl.", "Told the safeguarding lead."),
    ),
    "council": (
        (380, "day", "", "Referral from Early Help. Mother moving between lets; two children.", "Child in need plan."),
        (121, "day", "10:30", "CIN meeting at Fernbank Primary School. Plan: health to weigh WM, GP appointment, housing letter.", "Minutes sent."),
        (90, "early", "", "Home visit. Wren asleep in the buggy and not woken. Not seen awake.", "Next visit in four weeks."),
        (45, "day", "12:40", "School rang: brother saves his lunch for Wren.", "Passed to the allocated worker, who was on leave."),
        (20, "day", "17:00", "Visit, nobody in. Card left.", "Try again."),
    ),
    "early": (
        (392, "day", "", "First visit by the family worker. Damp at the flat. Lissa open about the arrears.", "Food bank."),
        (372, "month", "", "Rang health visiting: is anybody weighing Wren? Told the clinic would.", "Noted."),
        (210, "day", "13:00", "To the food bank with Lissa. Wren in the buggy, quiet. Child seen.", "Text every week."),
        (125, "day", "", "Made a GP appointment for Wren about her weight.", "GP."),
        (30, "about", "", "Text from Lissa: all fine. The worker could not visit.", ""),
    ),
    "hospital": (
        (840, "day", "03:10", "Wren born at term. Discharged home with mother.", "Health visitor told."),
        (0, "day", "19:45", "Brought by ambulance, cold and very thin. Weight below the lowest line.", "Admitted; strategy discussion."),
        (0, "day", "21:30", "Strategy discussion by telephone with children’s social care and police.", "Section 47 enquiry."),
    ),
}  # fmt: skip
"""What each agency wrote of the girl of two and her brother."""

UNSURE: Sequence[Row] = (
    (160, "day", "", "Feeding well. Seen with both parents.", "Clinic."),
    (40, "american", "11:00", "Small bruise on the arm. Mother said that a toy fell.", "Noted."),
    (33, "day", "", "Call to the practice about the bruise.", ""),
    (12, "vague", "", "Text from father: baby is well.", ""),
)
"""A chronology on the baby’s case of which two rows need a decision."""


def _written(happened: date, days: int, style: str) -> str:
    day = happened - timedelta(days)
    return {
        "day": f"{day:%d/%m/%Y}",
        "month": f"{day:%B %Y}",
        "about": f"about {day:%d %B %Y}",
        "early": f"early {day:%B %Y}",
        "american": f"{day:%m}/28/{day:%Y}",
        "vague": "last half term",
    }[style]


def as_csv(rows: Sequence[Row], happened: date) -> bytes:
    """A plain list, as an export from a case system."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["Date", "Time", "What happened", "Action"])
    writer.writerows(
        (_written(happened, days, style), at, text, done) for days, style, at, text, done in rows
    )
    return out.getvalue().encode()


def as_workbook(rows: Sequence[Row], happened: date) -> bytes:
    """The same as a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Chronology")
        sheet.write_row(0, 0, ["Date of event", "Time", "Event", "Outcome"])
        for number, (days, style, at, text, done) in enumerate(rows, start=1):
            sheet.write_row(number, 0, [_written(happened, days, style), at, text, done])
    return out.getvalue()


def give(who: Acting, request: Request, rows: Sequence[Row], happened: date, *, check: bool = True) -> Paper:
    """An agency gives its file, and says that it was read rightly."""
    name, make = ("Chronology.xlsx", as_workbook) if request.pk % 2 else ("Chronology export.csv", as_csv)
    read = read_paper(name, make(rows, happened), who.today)
    assert isinstance(read, Read)  # noqa: S101 - the demonstration's own file
    paper = give_chronology(by=who, request=request, read=read, handling="shareable")
    waiting = [Decision(event.number, "right") for event in paper.events.all() if event.waits]
    if check and waiting:
        settle_events(by=who, paper=paper, decisions=waiting, relations=ASKED)
    return finish_checking(by=who, paper=paper, relations=ASKED) if check else paper


def worked_on(area: Area, case: Case) -> None:
    """What was told twice is found; the manager says so once, and marks what matters most."""
    propose(case.pk)
    by = area["manager"]
    pair = case.pairs.select_related("first", "second").first()
    if pair is not None:
        judge_pair(by=by, case=case, first=pair.first, second=pair.second, judged="same")
    for words, weight, seen, voice in (
        ("saved half of his lunch", 3, "", "“She does not like to be put down now.”"),
        ("asleep in the buggy and not woken", 3, "no", ""),
        ("To the food bank", 2, "yes", ""),
        ("dropped to the 25th line", 2, "yes", ""),
        ("Six week review", 1, "yes", ""),
    ):
        event = _saying(case, words)
        if event is not None:
            remark_on_event(by=by, case=case, event=event, weight=weight, seen=seen, voice=voice)


def _saying(case: Case, words: str) -> Event | None:
    return next((event for event in released(case) if words in event.text), None)
