"""9. A round of comments: a draft goes out in Word, comes back with changes, and each is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from safeguarding.documents import queries as documents
from safeguarding.rapid_reviews.actions.writing import write_section
from safeguarding.rapid_reviews.models import Round, Suggestion
from tests.cases.builders import notified_case
from tests.documents.word import Word
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story
TEXT = "Jay was found with a bruise. The nurse rang the team. Nobody came back to her."


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_draft_goes_out_in_word_and_comes_back(
    stage: Stage, cast: Cast, tmp_path: Path, width: int
) -> None:
    case = notified_case(cast)
    write_section(by=cast.manager, case=case, section="incident", text=TEXT)
    where = f"/cases/{case.reference}/rapid-review/report/"
    anita = stage.enter(cast.manager, width=width).opens(where)
    anita.follows("Ask for comments on the draft").presses("Ask them").sees("Open", "Nothing yet")
    leo = stage.enter(cast.dsp_la, width=width).opens("/").sees("Comment on the draft report")
    leo.opens(where + "comments/").sees("Your comments are asked for")
    word = Word(documents.read(Round.objects.get().draft.word))
    word.replaces("bruise", "mark").replaces("the team", "the duty team").replaces("Nobody", "No one")
    file = tmp_path / "draft.docx"
    file.write_bytes(word.comments_on("Jay was", "Which night?").saved())
    leo.page.get_by_label("The Word file with your changes").set_input_files(file)
    leo.presses("Give back my file").sees("4 points still open", "Which night?")
    anita.opens(where + "comments/").sees("4 points still open")
    anita.page.get_by_label("Change 1:").check()
    anita.presses("Accept those ticked").sees("3 points still open", "Accepted")
    _, keep, answer = Suggestion.objects.order_by("start").values_list("pk", flat=True)
    anita.page.locator(f'a[href$="/changes/{keep}/"]').click()
    anita.answers(
        {"What becomes of it?": "Keep our words", "Why, or your answer": "She said the team."},
        and_presses="Save",
    ).sees("2 points still open", "We kept our words")
    anita.page.locator(f'a[href$="/changes/{answer}/"]').click()
    anita.answers(
        {"What becomes of it?": "Answer in words", "Why, or your answer": "We ask her first."},
        and_presses="Save",
    ).sees("1 point still open")
    anita.follows("Say what came of it").answers({"What came of it": "On Sunday."}, and_presses="Save")
    leo.opens(where + "comments/").sees("She said the team.", "We ask her first.", "On Sunday.")
    leo.opens(where + "preview/").sees("Jay was found with a mark. The nurse rang the team.")
