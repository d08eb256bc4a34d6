"""9. A finished report: given in, read by two people, decided on by three partners, and read by everybody."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.statute.facts import Kind
from safeguarding.statute.publication import QUESTIONS, earliest
from tests.cases.builders import notified_case, today
from tests.documents.test_finished import made, with_xml
from tests.people.cast import Cast
from tests.practice_reviews.test_deciding import by_signature
from tests.practice_reviews.test_monitoring import fact
from tests.practice_reviews.test_publication import ready
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


def accepted(cast: Cast) -> Case:
    """A practice review whose report the partners have accepted."""
    case = notified_case(cast)
    by_signature(cast, case)
    fact(case, Kind.REVIEWER_APPOINTED, cast.dsp_la)
    fact(case, Kind.REPORT_ACCEPTED, cast.dsp_la)
    return case


def room(case: Case, page: str = "publication") -> str:
    return f"/cases/{case.reference}/practice-review/{page}/"


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_report_is_prepared_read_and_decided_on(
    stage: Stage, cast: Cast, width: int, tmp_path: Path
) -> None:
    case = accepted(cast)
    unfinished, finished = tmp_path / "unfinished.docx", tmp_path / "finished.docx"
    unfinished.write_bytes(with_xml("<w:t>Nobody", "<w:ins/><w:t>Nobody"))
    finished.write_bytes(made())
    maya = stage.enter(cast.manager, width=width).opens().sees("Prepare the report for publication")
    maya.opens(room(case)).sees("The finished file has not been given in yet.")
    said = {
        "What is in it?": "The report",
        "What is it called in public?": "Who rings back?",
        "What was learned, in five sentences?": "A message left is not a message heard.",
    }
    maya.answers({**said, "The finished file": unfinished}, and_presses="Give it in")
    maya.is_told("This file still holds changes that are still tracked.")
    maya.still_has("What is it called in public?", "Who rings back?")
    maya.answers({**said, "The finished file": finished}, and_presses="Give it in")
    maya.sees("Two people who did not write it let it go out")
    for who in (cast.chair, cast.lsp_health):
        reader = stage.enter(who, width=width).opens(room(case)).follows("Read “Who rings back?”")
        reader.sees("Nobody rang back.").follows("Back to publication")
        reader.unfolds("Say whether it can go out").answers(
            {"Having read it: can it go out?": "It can go out", "Why?": "It is fair, and names no one."},
            and_presses="Say so",
        )
    leo = stage.enter(cast.dsp_la, width=width).opens(room(case)).unfolds("Put it to the partners")
    put = {"What do you put to the partners?": "Publish the report", "Why?": "It teaches."}
    leo.answers({**put, "If it is published: on which day?": today()}, and_presses="Put it to the partners")
    leo.is_told("The earliest lawful day is")
    leo.answers(
        {**put, "If it is published: on which day?": earliest(today(), None)},
        and_presses="Put it to the partners",
    )
    for who in (cast.dsp_health, cast.dsp_police):
        partner = stage.enter(who, width=width).opens().sees("Say whether the report is published")
        partner.opens(room(case)).answers(
            {"Do you agree?": "Agree", "Why?": "We have read it."}, and_presses="Give your position"
        )
    maya.opens(room(case)).answers(
        {one.text: "We have seen to it." for one in QUESTIONS if not one.after_copies},
        and_presses="Keep the answers",
    )
    maya.sees("No copy has gone yet to: the Panel")


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_is_published_and_everybody_reads_it(stage: Stage, cast: Cast, width: int) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=16)):
        case = accepted(cast)
        ready(cast, case)
    maya = stage.enter(cast.manager, width=width).opens(room(case))
    maya.sees("Everything that comes before is done.").presses("Publish it now")
    maya.sees("It stays public until", "How it came to be published")
    anybody = (
        stage.enter(width=width).opens("/published/barnet/").sees_the_page("Learning from practice reviews")
    )
    anybody.follows("Learning from Child Ash").sees("Nobody rang back.", "If you need help")
    leo = stage.enter(cast.dsp_la, width=width).opens(room(case)).unfolds("Take it down")
    leo.answers({"Why is it taken down?": "His sister was named."}, and_presses="Take it down")
    stage.enter(width=width).opens("/published/barnet/").sees("Nothing is published here now.")


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_time_and_quality_are_looked_at(stage: Stage, cast: Cast, width: int) -> None:
    case = accepted(cast)
    late = case.deadlines.get(kind="publish_practice_review").due_on + timedelta(days=10)
    maya = stage.enter(cast.manager, width=width).opens(room(case, "time"))
    looked = {"How is the time?": "At risk", "How is the quality?": "On course"}
    maya.answers({**looked, "When do you now expect to publish?": late}, and_presses="Keep this")
    maya.is_told("Say what puts the time at risk.")
    maya.answers(
        {**looked, "What about the time?": "The trial.", "When do you now expect to publish?": late},
        and_presses="Keep this",
    )
    maya.sees("are to be told why it takes longer", "The trial.")
    maya.follows("Ask the reviewer in writing").sees("regulation 14")
