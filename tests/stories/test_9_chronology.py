"""9. Agencies give their chronologies; the meeting reads one, in order, with every doubt kept as a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from safeguarding.cases.models import Case
from safeguarding.chronology.models import Paper, Taken
from safeguarding.evidence.models import Request
from safeguarding.evidence.questions import SHORT
from tests.cases.builders import notified_case
from tests.chronology.builders import DOUBTFUL, HOSPITAL, PRACTICE, checked, composite, paper
from tests.evidence.test_offline import filled
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE
from tests.stories.test_5_review import SURGERY

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_author_gives_a_word_chronology_and_settles_its_doubts(
    stage: Stage, cast: Cast, tmp_path: Path, width: int
) -> None:
    notified_case(cast)
    file = tmp_path / "Chronology Toby.docx"
    file.write_bytes(paper(*DOUBTFUL))
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 a scan")
    at = "-phone" if width == PHONE else ""
    joan = stage.enter(width=width).comes_by_the_link_in(SURGERY)
    joan.follows("Give a chronology").is_photographed(f"chronology-give{at}", tall=1500)
    joan.answers({"Your chronology": scan}, and_presses="Read this file")
    joan.is_told("is a PDF", "Word document").sees("Please choose the file again")
    joan.answers({"Your chronology": file}, and_presses="Read this file")
    joan.sees_the_page("Chronology Toby.docx").sees("31/02/2026", "There is no such day.")
    joan.is_photographed(f"chronology-check{at}", tall=1800)
    joan.unfolds("Which column we took for what").presses("Read it again").sees("31/02/2026")
    joan.answers(
        {"What is right for event 3?": "The date is another", "The date of event 3": "28/02/2026",
         "What is right for event 4?": "The date is not known"},
        and_presses="Save these decisions",
    )  # fmt: skip
    joan.sees("Every doubt is decided").presses("Yes, this is right").sees("Checked", "Chronology Toby.docx")
    assert Paper.objects.get(withdrawn_at=None).checked_at
    joan.follows("Chronology Toby.docx")
    assert joan.takes_away("The file as it came", "Download the file").startswith(b"PK")


def released(cast: Cast) -> Case:
    case = notified_case(cast)
    composite(cast, case)
    return case


def test_the_manager_releases_judges_what_is_told_twice_and_takes_the_chronology_away(
    stage: Stage, cast: Cast, tmp_path: Path
) -> None:
    case = notified_case(cast)
    for agency, rows in ((cast.hospital, HOSPITAL), (cast.gp, PRACTICE)):
        checked(Request.objects.select_related("contact__person").get(case=case, agency=agency), rows)
    maya = stage.enter(cast.manager).opens(f"/cases/{case.reference}/returns/")
    maya.sees("2 agencies have given a chronology that waits to be released")
    maya.follows("Release the returns").presses("Release").follows("Chronology")
    maya.sees("5 events from 2 agencies", "1 pair of records may be one event told twice")
    maya.is_photographed("chronology", tall=2200)

    maya.follows("1 pair of records").is_photographed("chronology-told-twice", tall=1500)
    maya.answers(
        {"Are they one event?": "One event, but the accounts differ",
         "Where do the accounts differ?": "The hospital has 10:15, the surgery 10:20."},
        and_presses="Keep this",
    ).sees("No pair of records waits")  # fmt: skip
    maya.opens(f"/cases/{case.reference}/chronology/").sees("Told otherwise by").follows("Source")
    maya.answers(
        {"How much does it weigh?": "Key to what happened", "Was the child seen?": "The child was seen",
         "Comment": "The first bruise that anybody saw.",
         "Themes": ["Bruising in babies who cannot move about"]},
        and_presses="Keep this",
    ).is_photographed("chronology-event", tall=2200)  # fmt: skip
    maya.opens(f"/cases/{case.reference}/chronology/").sees("The first bruise that anybody saw.", "Key")

    maya.follows("Nicknames, initials and misspellings").sees("Toby")
    maya.is_photographed("chronology-names", tall=1500)
    maya.answers({"Is it they?": "Yes"}, and_presses="Keep this").sees("“Toby” is")

    maya.opens(f"/cases/{case.reference}/chronology/").follows("Take it away as a file")
    maya.answers({"What is it for?": "For the meeting"}, and_presses="Make the file")
    maya.sees("Maya Okonjo").is_photographed("chronology-take", tall=1800)
    assert maya.downloads("Chronology ").startswith(b"PK")
    assert Taken.objects.get().events == 5

    sent = tmp_path / "school.docx"
    sent.write_bytes(paper(*HOSPITAL[:2]))
    maya.opens(f"/cases/{case.reference}/chronology/").follows("The agencies’ papers")
    maya.answers(
        {"Whose chronology is it?": "Fernbank Primary School", "Their chronology": sent},
        and_presses="Read this file",
    )
    maya.sees("Nothing in it was doubtful").presses("Yes, this is right").sees("Checked")


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_chair_reads_the_composite_by_pseudonym_and_sees_the_drawn_timeline(
    stage: Stage, cast: Cast, width: int
) -> None:
    case = released(cast)
    ines = stage.enter(cast.chair, width=width).opens(f"/cases/{case.reference}/").follows("Chronology")
    ines.sees(case.pseudonym, "No agency had any contact for").does_not_see("Quillfeather", "Toby")
    assert ines.page.get_by_role("img", name="Timeline of all agencies").is_visible()
    ines.unfolds("The timeline as a table").sees("Longest time without contact")
    ines.is_photographed("chronology-chair-phone" if width == PHONE else "chronology-chair", tall=2400)
    ines.follows("Show names").sees("Tobias Quillfeather", "That you looked is on record")
    ines.follows("Show pseudonyms").does_not_see("Quillfeather")
    ines.answers({"Agency": "Mill Lane Surgery"}).presses("Show these").sees("2 events of 5")


def test_the_composite_is_read_without_script(stage: Stage, cast: Cast) -> None:
    case = released(cast)
    hana = stage.enter(cast.dsp_health, script=False).opens(f"/cases/{case.reference}/chronology/")
    hana.sees(case.pseudonym, "5 events from 2 agencies").follows("Source")
    hana.sees("Date as written")


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_author_answers_in_word_and_looks_it_through(
    stage: Stage, cast: Cast, tmp_path: Path, width: int
) -> None:
    notified_case(cast)
    joan = stage.enter(width=width).comes_by_the_link_in(SURGERY).follows("Answer in Word")
    form = joan.downloads("Download the form (Word)")
    back = tmp_path / "Short return.docx"
    back.write_bytes(filled(form, {question.key: f"{question.title}: from Word." for question in SHORT}))
    joan.answers({"The form that you filled in": back}, and_presses="Read my answers")
    joan.sees_the_page("Look your answers through").is_photographed(
        "agency-word-phone" if width == PHONE else "agency-word", tall=1600
    )
    joan.presses("Keep these answers")
    joan.answers({"Which of these is true for you?": "My organisation"}, and_presses="Save and go on")
    joan.opens(joan.page.url).sees("from Word.")
