"""9. A practice review is decided: agencies write their reports, the chair reads them side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.models import Request, Version
from tests.cases.builders import notified_case
from tests.evidence.builders import ask_for_report, fill_report, give_report, give_short, reviewed
from tests.evidence.test_offline import written
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE
from tests.stories.test_5_review import SURGERY, TRUE

pytestmark = pytest.mark.story


def asked(cast: Cast) -> Request:
    """The surgery gave its short return; now its report is wanted."""
    case = reviewed(cast, notified_case(cast))
    give_short(Request.objects.get(case=case, agency=cast.gp), voice="He smiled late.")
    return ask_for_report(cast, case, cast.gp)


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_author_writes_the_report_from_what_was_said_before(stage: Stage, cast: Cast, width: int) -> None:
    report = asked(cast)
    at = "-phone" if width == PHONE else ""
    joan = stage.enter(width=width).comes_by_the_link_in(SURGERY)
    joan.sees("asks for your report", "It begins from your short return").is_photographed(
        f"report-start{at}", tall=1900
    )
    joan.follows("Write the report")
    joan.answers({"Which of these is true for you?": "My organisation"}, and_presses="Save and go on")
    joan.sees_the_page("Involvement")
    joan.answers(
        {
            "Which of these is nearest?": "We had one contact or a few",
            "Whom of the family did you know, since when and until when?": "Mother, since January.",
            "What did you search by?": "Name and date of birth",
        },
        and_presses="Save and go on",
    )
    joan.sees_the_page("Summary").sees("This begins from what you wrote in your short return")
    joan.opens(f"/returns/{report.short}/question/episodes/")
    joan.answers(
        {
            "When was it?": "March 2026",
            "What happened?": "A bruise was seen at the baby clinic.",
            "What would you expect to happen?": "A call to the hospital the same day.",
            "How did it go?": "Some of each",
            "Where do these reasons lie?": ["The team: roles, staffing, how people worked together"],
            "What did it mean for the child?": "He was not examined.",
        },
        and_presses="Save and go on",
    )
    joan.is_told("Answer “Why did it go this way” for episode 1.")
    joan.answers({"Why did it go this way?": "A colleague had seen him well."}).presses(
        "Save and add another episode"
    )
    joan.sees("Episode 2").is_photographed(f"report-episodes{at}", tall=2600)
    joan.opens(f"/returns/{report.short}/question/voice/").sees("He smiled late.", "which you gave on")
    joan.opens(f"/returns/{report.short}/check/").sees("Still to answer")
    assert "supervision" not in joan.page.content()


def test_the_report_is_written_in_word_confirmed_released_and_read(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    report = asked(cast)
    case = report.case
    fill_report(report)
    joan = stage.enter().comes_by_the_link_in(SURGERY).opens(f"/returns/{report.short}/word/")
    form = joan.downloads("Download the form (Word)")
    file = tmp_path / "Report.docx"
    file.write_bytes(
        written(form, "Section 4, episode 2", "What happened?", "The father was met at the door.")
    )
    joan.answers({"The form that you filled in": file}, and_presses="Read my answers")
    joan.sees("Look your answers through", "Episode 2").is_photographed("report-word", tall=2600)
    joan.presses("Keep these answers").sees_the_page("Check and return")
    joan.sees("Still to answer", "Which moments shaped how things went, and why?")
    fill_report(report)
    joan.opens(f"/returns/{report.short}/check/").is_photographed("report-check", tall=2600)
    joan.answers(
        {"What have you searched?": ["Practice’s patient records"], TRUE: True},
        and_presses="Give this report",
    )
    joan.is_told("Give your senior lead’s name and work e-mail address.")
    joan.answers(
        {"Your senior lead’s name": "Dr Ames", "Their work e-mail address": "ames@milllane.example"},
        and_presses="Give this report",
    )
    joan.sees("Thank you, we have your report", "Dr Ames has been asked to confirm it")

    ames = stage.enter().comes_by_the_link_in("ames@milllane.example")
    ames.presses("Confirm this report").sees("Dr Ames confirmed it")
    assert Version.objects.get(kind="report").confirmed_at

    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/returns/")
    maya.sees("Every agency has given its report or is explained").is_photographed("reports-board", tall=2200)
    maya.follows("Release the returns").sees("Mill Lane Surgery, report").presses("Release")

    give_report(ask_for_report(cast, case, cast.hospital), cast.author)
    release_returns(by=cast.manager, case=case)
    ines = (
        stage.enter(cast.chair)
        .opens(f"/cases/{case.reference}/returns/")
        .follows("Read the released reports")
    )
    ines.sees(
        "What the agencies reported", "A colleague had seen the baby well.", "Confirmed by a senior lead"
    )
    ines.is_photographed("reports-read", tall=3000)


def test_the_manager_asks_for_reports(stage: Stage, cast: Cast) -> None:
    case = reviewed(cast, notified_case(cast))
    give_short(Request.objects.get(case=case, agency=cast.gp))
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/returns/")
    maya.sees("No agency has been asked for its own report yet.").follows("Ask for reports")
    maya.is_photographed("reports-ask", tall=2200)
    maya.presses("Ask for their reports").sees("agencies have still to give a report")
    assert Request.objects.filter(case=case, form=Request.Form.REPORT).count() > 1
    beryl = stage.enter(script=False).comes_by_the_link_in(SURGERY)
    beryl.sees("asks for your report", "It begins from your short return").follows("Write the report")
    beryl.answers({"Which of these is true for you?": "My organisation"}, and_presses="Save and go on")
    beryl.opens(
        f"/returns/{Request.objects.get(case=case, agency=cast.gp, form='report').short}/question/steps/"
    )
    beryl.answers({"What?": "One list for calls.", "Who is in charge of it?": "Practice manager"})
    beryl.answers({"By when, or when was it done?": "June 2026"}).presses("Save and add another step")
    beryl.sees("Step 2")
