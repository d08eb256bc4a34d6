"""A name is found wherever it survives in a PDF, seen or unseen."""

from __future__ import annotations

import pytest

from tests.leakcheck.case import judged, places
from tests.leakcheck.pdf import BOX, PLACES, drawn, incremental, pdf, shown


@pytest.mark.parametrize("planted", PLACES)
def test_a_name_is_found_in(planted: str) -> None:
    said, data = PLACES[planted]
    where = places("report.pdf", data)
    assert any(said in place for place in where), (said, where)


def test_a_file_without_a_name_is_clean() -> None:
    answer = judged("report.pdf", pdf(drawn(shown("The child was seen at home.")), compress_streams=True))
    assert answer["clean"], answer


def test_a_black_box_over_words_is_never_clean_whatever_the_words() -> None:
    answer = judged("report.pdf", pdf(drawn(shown("some other words"), after=BOX)))
    assert not answer["clean"]
    assert [one["matched"] for one in answer["findings"]] == ["some other words"]


def test_white_words_on_a_dark_box_drawn_first_are_an_ordinary_heading() -> None:
    assert judged("report.pdf", pdf(drawn(shown("Chapter one"), before=f"{BOX} 1 g")))["clean"]


def test_every_earlier_version_is_looked_at() -> None:
    twice = incremental(
        incremental(pdf(drawn(shown("Zachary"))), drawn(shown("Gracie"))), drawn(shown("The child"))
    )
    found = {(one["identifier"], one["place"]) for one in judged("report.pdf", twice)["findings"]}
    assert {who for who, _ in found} == {"p1", "p2"}
    assert all("an earlier version" in place for _, place in found)


def test_a_file_made_ready_for_the_web_has_no_earlier_version() -> None:
    assert judged("report.pdf", pdf(linearize=True))["clean"]


def test_a_page_that_is_a_picture_is_never_clean() -> None:
    image = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    answer = judged("scan.pdf", pdf(image))
    assert answer["problems"] == ["Page 1 is a picture: we cannot read the words in it."]
    assert not answer["clean"]
