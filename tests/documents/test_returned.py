"""A draft that came back from Word: what is proposed in it, by whom, and whether it still fits."""

from __future__ import annotations

import io
import string
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.documents.returned import child
from safeguarding.documents.returned.compare import (
    LONGEST,
    Found,
    TooLong,
    compare,
    marks_of,
    proposals,
)
from safeguarding.documents.returned.fitting import Edit, canonical, take, wide
from safeguarding.documents.returned.marks import Mark, read_mark
from safeguarding.documents.returned.reading import Piece, read_document
from safeguarding.documents.shape import check_paper
from safeguarding.documents.upload import Sound, check_upload
from safeguarding.documents.word import render_docx
from safeguarding.statute.answer import NotAllowed
from tests.documents.word import Word

BLANK = "Nothing has been written here yet."
WENT = "Jay was found with a bruise at night. The nurse rang the team.\n\nNobody came back to her."


def draft(**changes: Any) -> bytes:
    """A draft with two parts in one section, one that is blank, and facts around them."""
    part = {"kind": "para", "text": WENT, "part": "incident"}
    told = {"kind": "para", "text": "They were told at once.", "part": "telling_family"}
    blank = {"kind": "note", "text": BLANK, "part": "analysis"}
    paper = {
        "title": "Rapid review",
        "reference": "BAR-2026-0007",
        "marking": "OFFICIAL-SENSITIVE",
        "prepared_on": date(2026, 11, 12).isoformat(),
        "organisation": "Barnet partnership",
        "sections": [
            {
                "number": "4",
                "title": "What happened",
                "blocks": [
                    {"kind": "facts", "rows": [["When", "1 November 2026"], ["Where", "At home"]]},
                    part,
                    {"kind": "para", "text": "The group found these facts in the returns of two agencies."},
                ],
            },
            {"number": "5", "title": "Telling the family", "blocks": [told]},
            {"number": "6", "title": "Why", "blocks": [blank]},
        ],
    }
    return render_docx("rr_report", check_paper(paper, version=3, draft=changes.get("draft", True)))


def found_in(word: Word) -> Found:
    """What is proposed in the file, which is one that may come in."""
    data = word.saved()
    assert isinstance(check_upload("draft.docx", data), Sound)
    found = compare(read_document(draft()), read_document(data), blank=BLANK)
    assert found is not None
    return found


def told(found: Found) -> list[tuple[str, str, str, str, bool]]:
    """Each change as part, old words, new words, who, and whether it was tracked."""
    return [
        (
            one.part,
            one.edit.old or found.texts.get(one.part, "")[one.edit.start : one.edit.end],
            one.edit.new,
            one.who,
            one.tracked,
        )
        for one in found.changes
    ]


def test_a_draft_that_comes_back_untouched_proposes_nothing_and_says_what_went_out() -> None:
    found = found_in(Word(draft()))
    assert found.changes == ()
    assert found.texts == {"incident": WENT, "telling_family": "They were told at once.", "analysis": ""}


def test_every_part_of_a_draft_is_marked_and_a_sealed_paper_is_not() -> None:
    marks = marks_of(read_document(draft()))
    assert {one.part for one in marks} == {"incident", "telling_family", "analysis"}
    assert {one.version for one in marks} == {3}
    assert all(one.is_of("BAR-2026-0007") and not one.is_of("BAR-2026-0008") for one in marks)
    assert marks_of(read_document(draft(draft=False))) == []


@pytest.mark.parametrize("text", ["", "draft:", "_GoBack", "draft:X:3:A", "d3_incident", "dx_incident__A"])
def test_a_mark_of_somebody_else_is_none_of_ours(text: str) -> None:
    assert read_mark(text) is None


def test_a_mark_is_read_from_a_name_that_word_takes() -> None:
    mark = Mark("BAR-2026-0007", 12, "telling_family")
    back = read_mark(mark.bookmark)
    assert back is not None
    assert (back.version, back.part, back.is_of("BAR-2026-0007")) == (12, "telling_family", True)
    assert len(mark.bookmark) <= 40


def test_a_tracked_change_is_shown_with_who_and_as_whole_words() -> None:
    found = found_in(Word(draft()).replaces("bruise", "mark").adds("ran", "g up and a", who="Priya Nath"))
    assert told(found) == [
        ("incident", "bruise", "mark", "Leo Marsh", True),
        ("incident", "rang", "rang up and ag", "Priya Nath", True),
    ]
    assert found.changes[0].when.startswith("2026-11-20")


def test_a_change_made_without_tracking_is_found_all_the_same() -> None:
    found = found_in(Word(draft()).replaces("at once", "on the day", tracked=False))
    assert told(found) == [("telling_family", "at once", "on the day", "", False)]


def test_a_change_tracked_over_one_that_was_not_is_one_change_without_tracking() -> None:
    found = found_in(
        Word(draft()).replaces("at once", "on the day", tracked=False).replaces("the day", "Monday")
    )
    assert told(found) == [("telling_family", "at once", "on Monday", "", False)]


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_written_below_a_part_belongs_to_it(tracked: bool) -> None:
    found = found_in(
        Word(draft()).begins_a_paragraph("Nobody came", "The school was not told.", tracked=tracked)
    )
    assert told(found) == [
        ("incident", "", "\n\nThe school was not told.", "Leo Marsh" if tracked else "", tracked)
    ]


def test_a_paragraph_written_between_two_others_keeps_them_apart() -> None:
    found = found_in(Word(draft()).begins_a_paragraph("Jay was", "It was a Sunday."))
    text = wide(found.texts["incident"], [one.edit for one in found.changes])
    assert text == WENT.replace("\n\n", "\n\nIt was a Sunday.\n\n")


def test_what_is_written_into_a_part_that_was_blank_is_the_whole_text() -> None:
    assert told(found_in(Word(draft()).replaces(BLANK, "She was not asked."))) == [
        ("analysis", "", "She was not asked.", "Leo Marsh", True)
    ]
    assert told(found_in(Word(draft()).adds(BLANK, " She was not asked."))) == [
        ("analysis", "", "She was not asked.", "Leo Marsh", True)
    ]
    assert told(found_in(Word(draft()).replaces(BLANK, ""))) == []


@pytest.mark.parametrize("tracked", [True, False])
def test_a_change_to_what_comes_from_the_record_is_told_apart(tracked: bool) -> None:
    word = Word(draft()).replaces("At home", "At school", tracked=tracked)
    word.replaces("two agencies", "three agencies", tracked=tracked)
    found = found_in(word)
    assert {one.part for one in found.changes} == {""}
    assert {one.heading for one in found.changes} == {"4 What happened"}
    assert [one.edit.new for one in found.changes] == [
        "At school",
        "The group found these facts in the returns of three agencies.",
    ]


def test_comments_come_with_their_words_their_place_and_their_answers() -> None:
    word = Word(draft()).comments_on("Jay was", "Which night?").comments_on("Nobody", "True.", to=0)
    found = found_in(word.comments_on("At home", "Whose home?"))
    assert [(one.part, one.said.words, one.said.who, one.said.to) for one in found.remarks] == [
        ("", "Whose home?", "Leo Marsh", None),
        ("incident", "Which night?", "Leo Marsh", None),
        ("incident", "True.", "Leo Marsh", 1),
    ]
    assert found.remarks[1].said.quoted.startswith("Jay was found")
    assert found.remarks[0].heading == "4 What happened"


@pytest.mark.parametrize("name", ["saved-by-libreoffice", "saved-by-libreoffice-as-odt-and-back"])
def test_what_libreoffice_has_saved_is_read_as_it_was_typed(name: str) -> None:
    """Files that were opened and saved there (version 7.4), with the draft that went out beside them."""
    folder = Path(__file__).parents[1] / "samples" / "returned"
    sent, back = (read_document((folder / f"{one}.docx").read_bytes()) for one in ("sent", name))
    found = compare(sent, back, blank=BLANK)
    assert found is not None
    assert told(found) == [
        ("incident", "bruise", "mark", "Leo Marsh", True),
        ("incident", "", " at six", "Leo Marsh", True),
        ("telling_family", "at once", "on the day", "", False),
    ]
    assert [(one.part, one.said.words) for one in found.remarks] == [("incident", "Who was asked?")]


def test_without_any_mark_the_headings_are_enough() -> None:
    for word in (Word(draft()), Word(draft()).loses_its_marks()):
        word.replaces("at once", "on the day").replaces("bruise", "mark", tracked=False)
        assert told(found_in(word)) == [
            ("incident", "bruise", "mark", "", False),
            ("telling_family", "at once", "on the day", "Leo Marsh", True),
        ]


def test_a_document_without_marks_or_headings_is_none_of_ours() -> None:
    word = Word(draft()).loses_its_marks(headings=True)
    assert compare(read_document(draft()), read_document(word.saved()), blank=BLANK) is None


def test_a_part_that_is_gone_was_taken_out() -> None:
    found = found_in(Word(draft()).replaces("They were told at once.", "", tracked=False))
    assert told(found) == [("telling_family", "They were told at once.", "", "", False)]


def test_a_part_longer_than_any_text_of_a_report_is_not_compared() -> None:
    word = Word(draft()).adds("at once.", " Again and again." * (LONGEST // 10), tracked=False)
    with pytest.raises(TooLong):
        compare(read_document(draft()), read_document(word.saved()), blank=BLANK)


@pytest.mark.parametrize(
    "part",
    [
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>",
        b"not xml",
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + b"<w:p/>" * 6_000
        + b"</w:body></w:document>",
    ],
)
def test_a_hostile_document_ends_the_child_and_nothing_else(part: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", part)
    with pytest.raises(NotAllowed) as no:
        read_document(out.getvalue())
    assert no.value.refused.code == "word_unreadable"


def test_what_one_put_in_and_another_took_out_again_is_nobodys() -> None:
    word = Word(draft()).adds("at once.", " Again.")
    for change in word.tree.iter(f"{child.W}ins"):
        change.append(word.wraps("del", change[0], "Priya Nath"))
    assert told(found_in(word)) == []


WORDS = st.text(alphabet=string.ascii_lowercase + " .é", max_size=12)
PIECES = st.lists(
    st.builds(Piece, st.sampled_from(["same", "ins", "del"]), WORDS, st.sampled_from(["Ada", "Ben"])),
    max_size=12,
)


@settings(max_examples=300)
@given(PIECES)
def test_all_changes_accepted_make_the_text_after_and_refused_the_text_before(pieces: list[Piece]) -> None:
    before = "".join(one.text for one in pieces if one.kind != "ins")
    after = "".join(one.text for one in pieces if one.kind != "del")
    edits = [one.edit for one in proposals(before, pieces)]
    assert " ".join(wide(before, edits).split()) == " ".join(after.split())
    assert take(before, before, edits).text == wide(before, edits)


@settings(max_examples=300)
@given(WORDS, PIECES)
def test_so_it_is_when_something_was_changed_without_tracking_as_well(base: str, pieces: list[Piece]) -> None:
    after = "".join(one.text for one in pieces if one.kind != "del")
    edits = [one.edit for one in proposals(base, pieces)]
    assert " ".join(wide(base, edits).split()) == " ".join(after.split())


@settings(max_examples=300)
@given(WORDS, PIECES)
def test_a_change_never_takes_a_word_of_somebody_elses_with_it(now: str, pieces: list[Piece]) -> None:
    before = "".join(one.text for one in pieces if one.kind != "ins")
    for one in proposals(before, pieces):
        taken = take(before, now, [one.edit])
        old = before[one.edit.start : one.edit.end]
        if taken.fit:
            assert len(taken.text) == len(now) - len(old) + len(one.edit.new)
        else:
            assert taken.text == now


BASE = "Jay was seen on Monday. The nurse rang."


def edit(old: str, new: str) -> Edit:
    start = BASE.index(old)
    return Edit(start, start + len(old), new)


def test_a_change_fits_wherever_its_words_have_gone() -> None:
    now = "On a cold day Jay was seen on Monday. Nobody else was there. The nurse rang."
    taken = take(BASE, now, [edit("Monday", "Tuesday"), edit("rang", "rang twice")])
    assert taken.text == now.replace("Monday", "Tuesday").replace("rang", "rang twice")
    assert taken.fit == (0, 1)


def test_a_change_to_words_that_have_moved_meanwhile_no_longer_fits() -> None:
    now = BASE.replace("Monday", "Sunday")
    taken = take(BASE, now, [edit("Monday", "Tuesday"), edit("on Monday", "")])
    assert (taken.text, taken.not_now) == (now, (0, 1))


def test_what_the_text_says_already_is_not_put_in_twice() -> None:
    taken = take(BASE, BASE.replace("Monday", "Tuesday"), [edit("Monday", "Tuesday")])
    assert (taken.text, taken.already) == (BASE.replace("Monday", "Tuesday"), (0,))
    end = Edit(len(BASE), len(BASE), " Nobody came.")
    taken = take(BASE, BASE + " Nobody came.", [end])
    assert (taken.text, taken.already) == (BASE + " Nobody came.", (0,))


def test_two_sentences_for_the_same_place_stand_beside_each_other() -> None:
    end = len(BASE)
    once = take(BASE, BASE, [Edit(end, end, " One.")]).text
    assert take(BASE, once, [Edit(end, end, " Two.")]).text == BASE + " One. Two."
    new = take(BASE, BASE, [Edit(end, end, "\n\nA paragraph.")]).text
    assert take(BASE, new, [Edit(end, end, " Two.")]).text == BASE + " Two.\n\nA paragraph."


def test_paragraphs_have_one_empty_line_between_them_whatever_was_typed() -> None:
    assert canonical(" One.\r\n\r\n\r\nTwo,\r\nthree. \n \n") == "One.\n\nTwo,\nthree."
