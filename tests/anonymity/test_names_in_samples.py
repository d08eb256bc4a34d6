"""How much of what an agency writes is found: measured on every paper of the sample case."""

from __future__ import annotations

import re

import pytest

from safeguarding.anonymity.names import People, Person
from tests.anonymity.samples import KIN, OPEN, TRUE, everybody, standing, texts

RECORDED = People.from_json((OPEN / "people.json").read_bytes())
FULL_NAMES = People(tuple(Person(pseudonym, (name,)) for pseudonym, name, _, _ in everybody()))
"""The same people where nobody has recorded an alias or initials."""


def true_mentions(file: str) -> list[tuple[int, int, str, str]]:
    """Every place where the truth says somebody is named: from, to, the spelling, the pseudonym."""
    of = {one: pseudonym for pseudonym, _, spellings, _ in everybody() for one in spellings}
    longest_first = "|".join(re.escape(one) for one in sorted(of, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", texts()[file])
    return [(*one.span(), one[0], of[one[0]]) for one in found]


def found_places(people: People, file: str) -> list[tuple[int, int, str]]:
    """What is hidden in a file, and behind which pseudonym."""
    finder = people._finder({})
    return [(one.start, one.end, one.instead) for one in finder.places(texts()[file]) if one.who]


@pytest.mark.parametrize("file", texts())
def test_the_truth_counts_what_this_test_reads(file: str) -> None:
    counted = [spelling for _, _, spelling, _ in true_mentions(file)]
    for _, _, spellings, mentions in everybody():
        for spelling in spellings:
            assert counted.count(spelling) == mentions.get(file, {}).get(spelling, 0), spelling


@pytest.mark.parametrize("file", texts())
def test_every_recorded_name_alias_and_set_of_initials_is_hidden_behind_its_own_pseudonym(file: str) -> None:
    places = found_places(RECORDED, file)
    for start, end, spelling, pseudonym in true_mentions(file):
        hidden = [instead for at, to, instead in places if at <= start and end <= to]
        assert hidden == [spelling if spelling in KIN else pseudonym], spelling


@pytest.mark.parametrize("file", texts())
def test_nothing_is_hidden_that_is_nobodys_name(file: str) -> None:
    mentions = true_mentions(file)
    for start, end, instead in found_places(RECORDED, file):
        assert instead == "[family name]" or any(start <= at and to <= end for at, to, _, _ in mentions)


@pytest.mark.parametrize("file", texts())
def test_no_recorded_spelling_remains(file: str) -> None:
    hidden = RECORDED.hide(texts()[file])
    for _, _, spellings, _ in everybody():
        assert not [one for one in spellings if one not in KIN and standing(one, hidden)]
    for one in TRUE["people"]:
        remains = [one.get(key) for key in ("nhs_no", "upn", "address") if one.get(key)]
        assert not [value for value in remains if value in hidden]


def test_a_name_that_two_share_is_the_familys_and_only_that_is_hidden_without_a_mention() -> None:
    family = [
        texts()[file][start:end]
        for file in texts()
        for start, end, instead in found_places(RECORDED, file)
        if instead == "[family name]"
    ]
    assert family == ["DOWSING"]


def test_the_traps_of_the_sample_are_left_standing() -> None:
    text = "\n".join(texts().values())
    hidden = RECORDED.hide(text)
    for trap in (
        "May 2016",
        "May 2017",
        "CSC",
        "Mummy was poorly",
        "Grace Ferrand",
        "H. Astbury",
        "Pellbridge CCG",
    ):
        assert len(standing(trap, hidden)) == len(standing(trap, text)), trap


def test_no_look_alike_is_proposed_where_every_spelling_is_recorded() -> None:
    assert RECORDED.lookalikes(texts().values()) == []


def test_all_but_an_alias_that_nobody_could_guess_is_hidden_from_full_names_alone() -> None:
    left = {
        spelling
        for file, text in texts().items()
        for _, _, spellings, mentions in everybody()
        for spelling in mentions.get(file, {})
        if spelling not in KIN and standing(spelling, FULL_NAMES.hide(text))
    }
    assert left == {"MARSH"}


def test_what_full_names_alone_leave_in_doubt_is_proposed_most_frequent_first() -> None:
    proposed = FULL_NAMES.lookalikes(texts().values())
    assert [(one.written, one.pseudonym, one.kind) for one in proposed] == [
        ("Lacey", "Child Hazel", "part of a name"),
        ("Zac", "Child Rowan", "nickname"),
        ("Mo", "Maternal Grandmother", "nickname"),
        ("Dean Marsh", "Father of Rowan", "part of a name"),
        ("DEAN MARSH", "Father of Rowan", "part of a name"),
        ("DEANO", "Father of Rowan", "nickname"),
        ("LACEY", "Child Hazel", "part of a name"),
    ]
    assert [one.times for one in proposed] == sorted((one.times for one in proposed), reverse=True)
    assert all(one.written in one.example and len(one.example) <= 120 for one in proposed)
