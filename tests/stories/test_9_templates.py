"""9. Templates: the manager changes one in Word, is told what is wrong with it, and the chair approves it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.cases.builders import considered_case
from tests.documents.test_rendering import words_of_docx
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story

WHY = "What did you change, and why?"


def edited(data: bytes, folder: Path, title: str) -> Path:
    """The downloaded template, changed in its first lines as in Word."""
    opened = docx.Document(io.BytesIO(data))
    opened.paragraphs[0].text = title
    opened.paragraphs[0].insert_paragraph_before("Learning, never blame.")
    path = folder / "ours.docx"
    opened.save(str(path))
    return path


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_template_is_changed_mended_and_approved_and_the_next_paper_follows_it(
    stage: Stage, cast: Cast, tmp_path: Path, width: int
) -> None:
    case = considered_case(cast)
    maya = stage.enter(cast.manager, width=width).opens("/").follows("Templates of papers")
    maya.follows("Record of the consideration").sees("The product’s own template stands.")
    own = maya.downloads("Download the product’s own template")
    maya.answers({"Your template": edited(own, tmp_path, "{{ tittle }}"), WHY: "Our own words."})
    maya.presses("Check it and propose it").is_told("line 2", "did you mean “title”?")
    maya.still_has(WHY, "Our own words.")
    maya.answers({"Your template": edited(own, tmp_path, "{{ title }}")})
    maya.presses("Check it and propose it").sees("Version 1 was proposed by", "waits for a second person")
    ines = stage.enter(cast.chair, width=width).opens("/").sees("A template waits for you")
    ines.follows("Read and approve").sees("Learning, never blame.", "Headings of the made-up paper")
    ines.is_photographed("template", tall=1300)
    assert "Robin fell" in words_of_docx(ines.downloads("See it filled in with a made-up paper"))
    ines.presses("Approve it").sees("Your own template stands: version 1")
    maya.opens(f"/cases/{case.reference}/documents/").presses("Issue the decision record")
    made = maya.takes_away("Word", "Download the Word file")
    assert words_of_docx(made).strip().startswith("Learning, never blame.")


def test_it_is_sent_back_with_a_reason_and_without_script(stage: Stage, cast: Cast, tmp_path: Path) -> None:
    maya = stage.enter(cast.manager, script=False).opens("/templates/letter/")
    own = maya.downloads("Download the product’s own template")
    maya.answers({"Your template": edited(own, tmp_path, "{{ organisation }} {{ day_in_words }} "
                                          "{{ reference }}"), WHY: "Our own head."})  # fmt: skip
    maya.presses("Check it and propose it").sees("Version 1 was proposed by")
    ines = stage.enter(cast.chair, script=False).opens("/templates/letter/1/").unfolds("Send it back")
    ines.answers({"Why?": "The logo is the old one."}, and_presses="Send it back").sees("Sent back")
    maya.opens("/templates/letter/").sees("The logo is the old one.", "A new template")
