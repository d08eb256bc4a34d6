"""Names, dates, addresses, numbers and places however they are written; and ordinary words left in peace."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.anonymity.leaks import Listed, Seeker, jigsaw
from tests.leakcheck.case import PEOPLE, SEEKER, found

WRITTEN = {
    "p1": [
        "Zachary Marrable", "Zachary", "Marrable", "MARRABLE", "zachary", "Zachary's", "Zachary’s", "Zac", "Zedboy",
        "Marrable, Zachary", "Z. Marrable", "Z Marrable", "Z.M.", "Z. M.", "ZM", "ZM's", "the Marrables", "Zack",
        "Zacahry", "Zacharry", "Zachry", "Zakary", "Zackary", "Marable", "Marrabel", "Marrible",
        "Zach-\nary", "Zach\u00adary", "Zach\u200bary", "Zach\u2060ary", "Zachary\u00a0Marrable", "Zachary\nMarrable",
        "Zachary\u200bMarrable", "Z a c h a r y", "Z-A-C-H-A-R-Y", "Marra\r\nble", "Mar\ufffe\r\nrable",
        "Z\u0430chary", "Za\u0441h\u0430ry", "Ｚａｃｈａｒｙ", "Zàchary", "𝐙𝐚𝐜𝐡𝐚𝐫𝐲",
        "zachary.marrable@post.example", "zmarrable@post.example", "marrable_z_final.docx", "ZacharyMarrable.pdf",
        "https://x.example/Zachary%20Marrable",
        "11/07/2018", "11/7/18", "11.07.18", "11-07-2018", "2018-07-11", "2018/07/11", "20180711", "11072018",
        "11 July 2018", "11th July 2018", "11th of July, 2018", "July 11, 2018", "July 11th 2018", "11 Jul 18",
        "11-Jul-2018", "eleventh of July 2018", "born on 11 July", "2018 July 11", "11 July\n2018",
        "Flat 9 Garrick House", "9 Garrick Hse", "9, Garrick House", "NX4 7QQ", "NX47QQ", "nx4 7qq",
        "999 104 2288", "9991042288", "999-104-2288", "Z999201216004", "CR/18/00417", "CR 18 00417",
    ],
    "p2": ["Grace Holloway", "Holloway", "told Grace that", "Grace said no.", "GRACE HOLLOWAY", "G. Holloway", "Gracie",
           "her sister Grace was", "and Grace", "so. Yesterday Grace rang", "told GRACE that" + " Holloway", "Holoway"],
    "p3": ["Will Stobbart", "asked Will to", "Will said", "Will's mother said", "Stobart", "SW to see Will."],
    "p4": ["May Dowsing", "Auntie May", "May said", "told May that"],
    "p5": ["Hope Dowsing", "with Hope at home", "Hope told us", "the boy with the red racing bicycle",
           "The boy with the red\nracing bicycle"],
    "p6": ["Siân", "Sian Ni Bhriain Okafor", "Okafor", "Ní Bhriain-Okafor", "BHRIAIN-OKAFOR"],
    "l1": ["Tanyard Lane Primary School", "Tanyard Lane", "Tanyard Lane Primary", "Tanyard Ln Primary", "TLPS",
           "TANYARD LANE", "Tanyard", "Tanyards Lane", "Tannyard"],
    "l2": ["St Aldwyn's Hospital", "St. Aldwyn’s", "St Aldwyns", "Saint Aldwyn's", "Aldwyn's"],
    "l3": ["Tollmarsh", "Tolmarsh", "TOLLMARSH"],
    "d1": ["2026-03-03", "3/3/26", "03/03/2026", "3rd March", "March 3", "3 Mar", "3rd of March 2026", "3.3.2026",
           "the third of March", "3 MARCH 2026", "March the 3rd", "Tuesday 3 March 2026", "3-Mar-26"],
}  # fmt: skip


@pytest.mark.parametrize(("who", "written"), [(who, one) for who, ways in WRITTEN.items() for one in ways])
def test_it_is_found(who: str, written: str) -> None:
    assert who in {one for one, _ in found(f"A note: we heard that {written} – so it was.")}


@pytest.mark.parametrize("text", [
    "Will you go? Will the family agree? The Will was read. They will.", "In May 2019, and May and June. May I?",
    "May the child be seen. May's meeting was long.", "We hope. Hope is not a plan. HOPE AND RECOVERY. In the hope that",
    "A grace period. By the grace of God. Grace Church stands there. Grace Ferrand came.", "The Hope Project ran.",
    "3 March 2019 and 13/3/26 and 3/3/25", "11 July was a Monday", "999 104 2289", "A lane by a tanyard.", "WHEN IT MAY",
    "The mother (Mum) and Mummy said so.", "the marsh", "Partners MAY agree; they WILL meet.", "Grade, Trace, Wall, Hops",
    "Mark Grace Lane", "Theresa May resigned", "a walker, a fox", "Westminster", "orable", "charming",
])  # fmt: skip
def test_ordinary_words_are_left_in_peace(text: str) -> None:
    assert found(text) == []


def test_the_whole_of_a_name_is_one_finding_and_its_context_is_where_it_stands() -> None:
    text = "We saw Zachary Marrable, then Zac."
    assert [(text[one.start : one.end], one.kind) for one in SEEKER.look(text)] == [
        ("Zachary Marrable", "name"),
        ("Zac", "name"),
    ]


def test_a_surname_that_two_people_have_names_them_both() -> None:
    assert {who for who, _ in found("the Dowsing family")} == {"p4", "p5"}


def test_what_hides_somebody_is_no_finding() -> None:
    people = [{"id": "p1", "names": ["Rowen Ash"], "pseudonym": "Child Rowan"}]
    look = Seeker(Listed.from_json(json.dumps({"people": people}).encode())).look
    assert look("Child Rowan was seen.") == []


@pytest.mark.parametrize("data", [
    b"", b"[]", b"{", b"{}", b'{"people": []}', b'{"people": [{"names": ["A B"]}]}', b'{"people": "x"}',
    b'{"dates": [{"date": "2026-03-03"}]}',
])  # fmt: skip
def test_a_list_that_cannot_be_read_is_said_and_clears_nothing(data: bytes) -> None:
    with pytest.raises(ValueError, match="has to be JSON with “people”"):
        Listed.from_json(data)


def test_a_day_that_is_no_exact_date_is_sought_as_it_stands() -> None:
    listed = {
        "people": [{"id": "p1", "date_of_birth": "about Easter 2018"}],
        "dates": [{"id": "d1", "date": "3/3/2026"}],
    }
    look = Seeker(Listed.from_json(json.dumps(listed).encode())).look
    assert [one.identifier for one in look("Born about Easter 2018; hurt on 3 March.")] == ["p1", "d1"]


WORDS = st.lists(st.sampled_from(
    ["the", "child", "was", "seen", "at", "home", "by", "a", "worker", "who", "wrote", "of", "it", "and", "then", "they", "met", "again", "in", "autumn"]), max_size=12)  # fmt: skip
ALIASES = [(one["id"], name) for one in PEOPLE["people"] for name in [*one["names"], *one.get("aliases", [])]
           if name != "Mum"]  # fmt: skip


@given(
    before=WORDS,
    after=WORDS,
    planted=st.sampled_from(ALIASES),
    ends=st.sampled_from(["", ".", ",", "'s", ")", ";"]),
)
def test_any_name_is_found_between_any_words(
    before: list[str], after: list[str], planted: tuple[str, str], ends: str
) -> None:
    text = " ".join([*before, planted[1] + ends, *after])
    assert planted[0] in {who for who, _ in found(text)}


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    for one in [*SEEKER.look(text), *SEEKER.look(text, token=True), *SEEKER.look(text, sure=True)]:
        assert 0 <= one.start <= one.end <= len(text)


@pytest.mark.parametrize(("text", "why"), [
    ("Aged 7, she was found on 3 March in Pellbridge.", "exact age, an exact date and a place"),
    ("He was three years old, from Pellbridge, the youngest of five children.", "how many brothers and sisters"),
    ("A Somali family with six children.", "ethnicity or faith and the size of the family"),
    ("The only known case in the country.", "something very unusual"),
])  # fmt: skip
def test_details_that_say_it_together_are_a_warning(text: str, why: str) -> None:
    assert any(why in warned.why for warned in jigsaw([("page 1", text)]))


def test_one_detail_alone_is_no_warning() -> None:
    assert jigsaw([("page 1", "A child of school age was seen in spring.")]) == []
