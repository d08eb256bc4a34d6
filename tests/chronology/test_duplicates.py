"""The quick ways of finding likely duplicates find exactly what comparing everything finds."""

from __future__ import annotations

from datetime import date, time, timedelta
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from safeguarding.chronology import duplicates
from safeguarding.chronology.dates import When
from safeguarding.chronology.duplicates import ENOUGH, likely_pairs
from safeguarding.chronology.entries import Entry
from safeguarding.chronology.merge import Event

START = date(2016, 5, 1)
WORDS = (
    "mother rang police hospital bruise first second child in need around the family team strategy meeting "
    "discussion health visitor's social worker core group a&e accident and emergency st mary dna attend did "
    "not was brought look after review protection conference initial nursery cold fever window letter keys"
)
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


@st.composite
def events(draw: st.DrawFn) -> Event:
    first = START + timedelta(draw(st.integers(0, 3)))
    last = first + timedelta(draw(st.sampled_from([0, 0, 0, 2])))
    at = draw(st.sampled_from([None, time(9), time(9, 20), time(14)]))
    agency = draw(st.sampled_from("ABC"))
    entry = Entry("table 1", 1, "", When(first, last, time=at), draw(TEXTS))
    return Event(agency, f"{agency}.docx", entry)


@given(st.lists(events(), max_size=9))
def test_no_pair_is_lost_by_the_quick_no(drawn: list[Event]) -> None:
    quick = [(a, b, one.score, one.reasons) for a, b, one in likely_pairs(drawn)]
    with mock.patch.object(duplicates, "_may_be_a_day_apart", return_value=True):
        careful = [(a, b, one.score, one.reasons) for a, b, one in likely_pairs(drawn)]
    assert quick == careful
    assert all(score >= ENOUGH and reasons for _, _, score, reasons in quick)


@given(st.one_of(TEXTS, st.text(max_size=40)))
def test_no_phrase_is_lost_where_none_of_its_words_is_met(text: str) -> None:
    quick = duplicates._words(text)
    with mock.patch.object(duplicates, "_TELLING", mock.Mock(isdisjoint=lambda words: False)):
        assert quick == duplicates._words(text)
