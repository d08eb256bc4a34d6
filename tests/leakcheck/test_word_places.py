"""A name is found wherever it survives in a Word file or a workbook, and the place has a plain name."""

from __future__ import annotations

import pytest

from tests.leakcheck.case import judged, places
from tests.leakcheck.word import PLACES, docx, p

BLACK = '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'


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


@pytest.mark.parametrize("style", ['<w:highlight w:val="black"/>', BLACK])
def test_black_words_under_a_black_bar_are_never_clean_whatever_the_words(style: str) -> None:
    answer = judged("report.docx", docx(p("some other words", style)))
    assert [one["matched"] for one in answer["findings"]] == ["some other words"]
    assert not answer["clean"]


def test_white_words_on_black_are_an_ordinary_heading() -> None:
    style = BLACK.replace('"000000"', '"FFFFFF"', 1)
    assert judged("report.docx", docx(p("Chapter one", style)))["clean"]
