"""A name is found wherever it survives in a Word file or a workbook, and the place has a plain name."""

from __future__ import annotations

import pytest

from tests.leakcheck.case import judged, places
from tests.leakcheck.word import PLACES, docx, p


@pytest.mark.parametrize("planted", PLACES)
def test_a_name_is_found_in(planted: str) -> None:
    said, data = PLACES[planted]
    where = places("report.docx", data)
    assert any(said in place for place in where), (said, where)


def test_a_file_without_a_name_is_clean() -> None:
    answer = judged("report.docx", docx(p("Will you go? We hope so, in May, by the grace of the weather.")))
    assert answer == {"file": "report.docx", "clean": True, "findings": [], "problems": [], "jigsaw": []}


def test_the_name_of_the_file_counts() -> None:
    assert places("Zachary Marrable final.docx", docx()) == ["the file’s name"]
