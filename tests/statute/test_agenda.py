"""The agenda of each kind of meeting, when one may be closed, and by when its minutes are agreed."""

from __future__ import annotations

from datetime import date

import pytest

from safeguarding.statute.agenda import AGENDAS, BEGINS, CASES, Line, agenda_of, may_close, minutes_due
from safeguarding.statute.answer import Refused


def test_a_rapid_review_goes_through_twenty_items_from_danger_now_to_signing_off() -> None:
    codes = [line.code for line in AGENDAS["rapid_review"]]
    assert len(codes) == 20
    assert codes[:3] == ["welcome", "interests", "quorum"]
    assert codes[-1] == "timetable"
    assert codes.index("criteria") < codes.index("options") < codes.index("positions")
    assert "999" in AGENDAS["rapid_review"][0].prompt


@pytest.mark.parametrize(("kind", "lines"), AGENDAS.items(), ids=AGENDAS.keys())
def test_every_agenda_about_a_case_begins_with_danger_now_and_interests(
    kind: str, lines: tuple[Line, ...]
) -> None:
    first = "last_minutes" if kind == "group" else "welcome"
    assert [line.code for line in lines[:2]] == [first, "interests"]
    assert len({line.code for line in lines}) == len(lines)
    assert all(line.title and line.prompt for line in lines)


def test_the_group_opens_with_minutes_interests_and_quorum_before_what_it_deferred() -> None:
    codes = [line.code for line in AGENDAS["group"]]
    assert codes[:BEGINS] == ["last_minutes", "interests", "quorum"]
    assert codes[-1] == "any_other"
    assert codes.count(CASES.code) == 1


def test_a_disagreement_ends_with_who_takes_it_to_the_next_level() -> None:
    codes = [line.code for line in AGENDAS["resolution"]]
    assert codes.index("differ") < codes.index("positions") < codes.index("outcome")
    assert codes[-1] == "next_level"


@pytest.mark.parametrize(
    ("unsettled", "said"),
    [
        (["Actions"], "“Actions” of the agenda is neither"),
        (["Actions", "Media"], "“Actions” and one more item of the agenda are neither"),
        (["Actions", "Media", "Family"], "“Actions” and 2 more items of the agenda are neither"),
    ],
)
def test_no_item_is_left_neither_dealt_with_nor_deferred(unsettled: list[str], said: str) -> None:
    refused = may_close(unsettled)
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith(said)
    assert may_close([])


def test_who_must_be_there_is_said_in_the_partnerships_own_words() -> None:
    lines = agenda_of("rapid_review", "All three, and the chair.")
    assert lines[2].prompt == "All three, and the chair."
    assert [line.code for line in lines] == [line.code for line in AGENDAS["rapid_review"]]
    assert lines[3] is AGENDAS["rapid_review"][3]


def test_minutes_are_agreed_in_two_working_days() -> None:
    assert minutes_due(date(2026, 11, 27)) == date(2026, 12, 1)
    assert minutes_due(date(2026, 12, 24)) == date(2026, 12, 30)
