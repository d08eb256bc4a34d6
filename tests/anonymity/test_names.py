"""Names however they are written: one table of examples for each rule, and what always holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safeguarding.anonymity.names import Lookalike, People, Person
from safeguarding.anonymity.names.folding import folded

CHILD, MOTHER, FATHER, WORKER = "Child Rowan", "Mother", "Father of Rowan", "Social Worker 1"
DETAILS: list[tuple[str, dict[str, Any]]] = [
    (
        CHILD,
        {
            "name": "Zoë-Mae Rose O'Hanlon",
            "also_known_as": ["Zed"],
            "date_of_birth": "2018-07-11",
            "address": "Flat 9 Garrick House\n12 Larkspur Road\nPellbridge\nNX4 7QQ",
            "nhs_number": "999 104 2288",
            "local_id": "M-559013",
            "other": [["School", "Tanyard Lane"], ["Police", "PNC 12/345A"]],
        },
    ),
    (MOTHER, {"name": "Katherine O'Hanlon", "expected_on": None, "address": "Pellbridge"}),
    (FATHER, {"name": "Will Stobbart", "date_of_birth": "1988-10-29", "also_known_as": ["May Stobbart"]}),
    (WORKER, {"name": "T. Oyelaran"}),
]
CASE = People.from_details(DETAILS)


def hidden(written: str, made: str) -> Any:
    return pytest.param(written, made, id=written[:40])


NAMES = [
    hidden("Katherine O'Hanlon rang.", "Mother rang."),
    hidden("Katherine rang.", "Mother rang."),
    hidden("katherine rang.", "Mother rang."),
    hidden("KATHERINE O'HANLON rang.", "Mother rang."),
    hidden("Katherine O’Hanlon", "Mother"),
    hidden("Katherine OHanlon", "Mother"),
    hidden("Katherine O Hanlon", "Mother"),
    hidden("Katherine\nO'Hanlon", "Mother"),
    hidden("O'HANLON Katherine, STOBBART Will", "Mother, Father of Rowan"),
    hidden("O'Hanlon, Katherine", "Mother"),
    hidden("K. O'Hanlon and Z O'Hanlon", "Mother and Child Rowan"),
    hidden("Katherine's and Katherine’s", "Mother's and Mother’s"),
    hidden("Zoë-Mae, Zoe-Mae, Zoe Mae, ZOE–MAE, ZoeMae", ", ".join([CHILD] * 5)),
    hidden("Zoe\u0308-Mae and Zo\u00ade-Mae", f"{CHILD} and {CHILD}"),
    hidden("Zed_2018.docx, 2Zed", f"{CHILD}_2018.docx, 2{CHILD}"),
    hidden("SW Oyelaran, T.Oyelaran", "SW Social Worker 1, Social Worker 1"),
    hidden("the O'Hanlon family", "the [family name] family"),
    hidden("KO was late; K.O.'s phone; KOs", "Mother was late; Mother's phone; Mothers"),
    hidden("K.O. rang, then K. O. Zed rang.", "Mother rang, then Mother. Child Rowan rang."),
    hidden("told Will", "told Father of Rowan"),
    hidden("Stobbart, W. O'Hanlon", "Father of Rowan, W. [family name]"),
    hidden("45 29.10.1988", "45 [date of birth]"),
]
ORDINARY = [
    "Katherinesque and Zedder are not names, nor is Stobbartshire.",
    "In May Pellbridge wrote. In May 2018, on 3 May, early May, May/June, may we, May half term, since May.",
    "Will attend. will go. “Will you come?” May be late.",
    "He rose. She may. The will.",
    "GP, HV and SW of CSC met CIN at MASH; knock-out was ko.",
    "Mum and Nanny came. Mummy cried.",
    "Grace Ferrand, H. Astbury, Dr Sunita Iyengar and Mr D. Lowther of Barnet.",
    "Pellbridge Children's Social Care, St Aldwyn's, Tanyard Lane.",
    "07/11/2015 0040hrs, 06.02.2018 09:30, CAD 4411902/14, 16PAC114237, 1234567890, Year 1 3rd term.",
]  # fmt: skip
PARTICULARS = [
    hidden("NHS 999 104 2288, 9991042288, 999-104-2288", "NHS [NHS number], [NHS number], [NHS number]"),
    hidden("99 91 04 22 88 and 450 557 7104", "[NHS number] and [NHS number]"),
    hidden("M-559013, m559013, M 559013", "[local number], [local number], [local number]"),
    hidden("PNC12/345a", "[local number]"),
    hidden("at Flat 9, Garrick House, 12 Larkspur Rd, Pellbridge NX4 7QQ.", "at [address]."),
    hidden("9 garrick house; 14 Larkspur Road", "[address]; [address]"),
    hidden("outside Garrick House", "outside [address]"),
    hidden("nx4 7qq, SW1A1AA", "[address], [address]"),
    hidden("020 7946 0117, 07700 900123", "[telephone], [telephone]"),
    hidden("+44 20 7946 0117, (020) 7946 0117", "[telephone], [telephone]"),
    hidden("k.ohanlon+1@mail.example.org!", "[e-mail]!"),
    hidden(
        "born 29/10/1988, 29.10.88 or 29-10-1988",
        f"born {', '.join(['[date of birth]'] * 2)} or [date of birth]",
    ),
    hidden("29 October 1988; 29th Oct 88; October 29, 1988", "; ".join(["[date of birth]"] * 3)),
    hidden("1988-10-29; 29101988; 28/10/1988", "[date of birth]; [date of birth]; 28/10/1988"),
    hidden("11 July ’18", "[date of birth]"),
]
PERHAPS = [
    hidden("Kate came.", "[perhaps Mother] came."),
    hidden("KATHY and Kay.", "[perhaps Mother] and [perhaps Mother]."),
    hidden("Billy left.", "[perhaps Father of Rowan] left."),
    hidden("Mae and Rose slept.", "[perhaps Child Rowan] and [perhaps Child Rowan] slept."),
    hidden("Stobart, Stobbard", "[perhaps Father of Rowan], [perhaps Father of Rowan]"),
    hidden("Oyelarin rang", "[perhaps Social Worker 1] rang"),
    hidden("Katherines bag", "[perhaps Mother] bag"),
    hidden("the Ohanlan home", "the [perhaps family name] home"),
    hidden("Katherine Ferrand", "[perhaps Mother]"),
    hidden("Rose petals.", "[perhaps Child Rowan] petals."),
    hidden("Will said no.", "[perhaps Father of Rowan] said no."),
    hidden("Told WILL.", "Told [perhaps Father of Rowan]."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "made"), [*NAMES, *PARTICULARS, *PERHAPS])
def test_what_says_who_somebody_is_is_hidden(written: str, made: str) -> None:
    assert CASE.hide(written) == made
    assert CASE.hide(made) == made


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_other_peoples_names_stay(text: str) -> None:
    assert CASE.hide(text) == text
    assert CASE.lookalikes([text]) == []


def test_a_confirmed_spelling_is_hidden_and_named_and_another_is_left_open() -> None:
    text = "Kate and Ghost rang WILL; Grace Stobard came."
    also = {"Kate": MOTHER, "Ghost": FATHER, "WILL": FATHER}
    assert CASE.named_in(text) == []
    assert CASE.named_in(text, also) == [MOTHER, FATHER]
    assert (
        CASE.hide(text, also)
        == "Mother and Father of Rowan rang Father of Rowan; Grace [perhaps Father of Rowan] came."
    )
    assert CASE.hide(text, also, {"Stobard"}).endswith("Grace Stobard came.")


def test_what_is_recorded_is_hidden_whatever_somebody_leaves_open() -> None:
    assert CASE.hide("Katherine, Stobbart", open_={"Katherine", "Stobbart"}) == "Mother, Father of Rowan"


def test_kinship_words_name_somebody_and_are_hidden_only_where_a_person_confirms_it() -> None:
    people = People((Person(MOTHER, ("Kerry Dowsing", "Mummy")),))
    assert people.named_in("Mummy cried.") == [MOTHER]
    assert people.hide("Mummy cried.") == "Mummy cried."
    assert people.hide("Mummy cried.", {"Mummy": MOTHER}) == "Mother cried."


def test_initials_that_may_be_two_peoples_are_proposed_for_each() -> None:
    people = People((Person("A", ("Maureen Dow",)), Person("B", ("Mark Dent",))))
    assert people.hide("MD rang.") == "[perhaps A or B] rang."
    assert people.lookalikes(["MD rang."]) == [
        Lookalike("MD", "A", "initials", 1, "MD rang."),
        Lookalike("MD", "B", "initials", 1, "MD rang."),
    ]
    assert people.named_in("MD rang.", {"MD": "B"}) == ["B"]
    assert people.hide("[perhaps A or B] rang.") == "[perhaps A or B] rang."


def test_initials_that_an_agency_uses_are_hidden_only_where_they_are_recorded() -> None:
    assert People((Person("A", ("Gina Pell",)),)).hide("Seen by GP.") == "Seen by GP."
    assert People((Person("A", ("Gina Pell",), ("GP",)),)).hide("Seen with GP.") == "Seen with A."


def test_guessed_initials_may_be_left_open() -> None:
    people = People((Person("A", ("Kerry Dowsing",)),))
    assert people.hide("KD came.") == "A came."
    assert people.hide("KD came.", open_={"KD"}) == "KD came."


def test_a_nickname_is_known_both_ways() -> None:
    assert People((Person("A", ("Liz Hart",)),)).hide("Elizabeth") == "[perhaps A]"
    assert People((Person("A", ("Elizabeth Hart",)),)).hide("Lizzie") == "[perhaps A]"


def test_a_name_beside_a_pseudonym_of_the_same_word_is_told_apart() -> None:
    people = People((Person("Child Hazel", ("Ann Lee",)), Person("Child Ash", ("Hazel Lee",))))
    assert people.hide("Hazel and Ann") == "Child Ash and Child Hazel"
    assert people.hide("Child Ash and Child Hazel") == "Child Ash and Child Hazel"


def test_surnames_of_several_words_are_one_name() -> None:
    people = People((Person("A", ("Jan van der Berg",)), Person("B", ("Li Berg",))))
    assert people.hide("J. van der Berg saw Van der Berg, Berg.") == "A saw A, B."


def test_a_title_and_initials_belong_to_a_name() -> None:
    people = People((Person("Doctor", ("Dr A. B. Patel",)), Person("Officer", ("PC 1234 Jones",))))
    made = "Doctor, Dr Doctor, Doctor, PC Officer"
    assert people.hide("A.B. Patel, Dr Patel, A Patel, PC Jones") == made


def test_somebody_else_with_the_same_first_name_may_be_left_open_by_the_whole_name() -> None:
    assert CASE.hide("Katherine Ferrand", open_={"Katherine Ferrand"}) == "Katherine Ferrand"
    assert CASE.hide("Katherine Monday", open_={"Katherine Ferrand"}) == "Mother Monday"


def test_an_address_in_pieces_hides_no_ordinary_number() -> None:
    people = People((Person("A", addresses=("9\n-\nPellbridge\n12", "1 High Street Pellbridge NX4 7QQ")),))
    assert people.hide("9 of 12 in Pellbridge, at 12 noon") == "9 of 12 in Pellbridge, at 12 noon"
    assert people.hide("on High Street, not on a high street") == "on [address], not on a high street"


def test_an_empty_or_broken_record_finds_nothing_and_breaks_nothing() -> None:
    empty = People.from_details(
        [(CHILD, {}), (MOTHER, {"name": " ", "also_known_as": ["?", ""], "address": ",\n"})]
    )
    assert empty.hide("Anything at all, 3 May 2018.") == "Anything at all, 3 May 2018."
    assert People().named_in("Zac") == []
    assert People().hide("Zac, 07700 900123") == "Zac, [telephone]"
    odd = People((Person("A", ("(Zed) [x*", "A"), ("Q",), ("1",), (), ("unknown", "2018")),))
    assert odd.hide("Zed X unknown 1 (2018)") == "A unknown 1 ([date of birth])"


def test_a_list_of_people_that_is_not_one_is_refused() -> None:
    for data in (
        b"",
        b"[]",
        b'{"people": [{}]}',
        b'{"people": ["Zac"]}',
        b'{"people": [{"pseudonym": "A", "names": 1}]}',
    ):
        with pytest.raises(ValueError, match="list of people"):
            People.from_json(data)


def test_no_name_is_printed_with_the_people() -> None:
    assert "Katherine" not in repr(CASE)
    assert People.from_details(DETAILS) == CASE


WORDS = (
    "Katherine", "KATHERINE", "katherine", "O'Hanlon", "Zoë-Mae", "zed", "Zed", "Will", "WILL", "will",
    "May", "may", "Rose", "Stobbart", "Stobart", "Kate", "Mae", "KO", "Oyelaran", "Grace", "Ferrand",
    "Mother", "Child", "Rowan", "[perhaps ", "family name]", "GP", "the", "in", "was", "said",
    "Police", "9", "2018", "999", "104", "2288", "29/10/1988", "NX4", "7QQ", "020", "7946", "0117",
    "Garrick", "House", "Flat", "a@b.example", ".", ",", ";", ":", "'", "’s", "-", "“", "”", "(", ")",
    "é", "T.", "K.", "J.", "W", "\n", "\u0301",
)  # fmt: skip
TEXTS = st.builds(
    "".join,
    st.lists(st.one_of(st.sampled_from(WORDS), st.just(" "), st.just(" "), st.text(max_size=3)), max_size=25),
)
RECORDED = re.compile(r"(?<![^\W\d_])(?:katherine|o'hanlon|zed|stobbart|oyelaran)(?![^\W\d_])", re.IGNORECASE)
ALSO = {"Kate": MOTHER, "Grace Ferrand": FATHER, "KO": CHILD}


@given(TEXTS)
def test_hiding_twice_is_hiding_once(text: str) -> None:
    for also, open_ in (({}, ()), (ALSO, ("Stobart", "Mae"))):
        once = CASE.hide(text, also, open_)
        assert CASE.hide(once, also, open_) == once


@given(TEXTS)
@example("Child Rowan Katherine")
def test_no_recorded_name_is_left_as_a_word(text: str) -> None:
    assert not RECORDED.search(folded(CASE.hide(text, open_=("Kate", "Stobart")))[0])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Nd", "Lu"]), max_size=200))
def test_a_text_without_capitals_numbers_and_names_is_unchanged(text: str) -> None:
    if not re.search(r"kath|hanlon|zo|zed|stob|oyel|@|[\W\d_]mae", text, re.IGNORECASE):
        assert CASE.hide(text) == text


@given(TEXTS)
def test_whoever_is_named_is_hidden_behind_the_pseudonym(text: str) -> None:
    made = CASE.hide(text)
    assert all(pseudonym in made for pseudonym in CASE.named_in(text))
