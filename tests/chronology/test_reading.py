"""Reading papers with the habits of real offices: nothing lost, nothing invented, nothing guessed."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from safeguarding.chronology.entries import Entry, read_entries
from safeguarding.chronology.merge import Sent, read_file
from safeguarding.chronology.reading import apart, excel
from safeguarding.chronology.reading.comma import read_values
from safeguarding.chronology.reading.excel import read_workbook
from safeguarding.chronology.reading.plain import is_plain, plain_tables
from safeguarding.chronology.reading.sheet import parted
from safeguarding.chronology.reading.table import Unreadable
from safeguarding.chronology.reading.word import Reader, read_word
from tests.chronology.papers import W, cell, chronology, line, para, row, run, table, word, workbook


def event(day: str, text: str = "Seen at home.", at: str = "") -> tuple[str, ...]:
    return (day, at, "RiO", text, "")


def of_word(*body: str, **more: Any) -> list[Entry]:
    return read_entries(read_word(word(*body, **more)))


def told(entries: list[Entry]) -> list[tuple[str, int, str, str]]:
    return [
        (e.container, e.row, e.when.earliest.isoformat() if e.when.earliest else "", e.text) for e in entries
    ]


# Word --------------------


def test_a_date_merged_over_several_rows_dates_each_of_them() -> None:
    entries = of_word(
        chronology(
            row(cell("22 May 2016", down="restart"), "", "", "First.", ""),
            row(cell(down="continue"), "14:30", "", "Second.", ""),
            event("", "Third."),
        )
    )
    assert told(entries) == [
        ("table 1", 1, "2016-05-22", "First."), ("table 1", 2, "2016-05-22", "Second."),
        ("table 1", 3, "2016-05-22", "Third."),
    ]  # fmt: skip
    assert [entry.carried_from for entry in entries] == ["", "22 May 2016", "22 May 2016"]
    assert f"{entries[1].when.time:%H:%M}" == "14:30"


def test_a_heading_row_gives_the_year_and_a_bar_across_is_no_event() -> None:
    entries = of_word(
        chronology(
            row(cell("2016", wide=5)), event("22 May"), row(cell("June 2017", wide=5)), event("4th"),
            row(cell("The family moved here.", wide=5)),
        )
    )  # fmt: skip
    assert [line[2] for line in told(entries)] == ["2016-05-22", "2017-06-04"]
    assert not any(entry.why for entry in entries)


def test_the_day_it_happened_counts_and_not_the_day_it_was_written_down() -> None:
    head = ("Date recorded", "Date of event", "Event", "Details")
    (entry,) = of_word(table(head, ("3 May 2016", "1 May 2016", "Home visit", "Nobody came to the door.")))
    assert entry.when.earliest == date(2016, 5, 1)
    assert entry.text == "Home visit\nNobody came to the door."


def test_a_heading_may_say_more_than_the_year() -> None:
    entries = of_word(chronology(row(cell("2016 (aged 3)", wide=5)), event("22 May")))
    assert [(e.when.earliest, e.why) for e in entries] == [(date(2016, 5, 22), [])]


def test_a_cell_over_date_and_time_gives_both_and_a_year_is_no_time() -> None:
    (entry,) = of_word(chronology(row(cell("5 June 2017", wide=2), "RiO", "Seen.", "")))
    assert (entry.when.earliest, entry.when.time) == (date(2017, 6, 5), None)


def test_tracked_changes_are_read_as_accepted_and_reported() -> None:
    came = para(
        run("He "), '<w:ins w:id="1"><w:r><w:t>really </w:t></w:r></w:ins>',
        '<w:del w:id="2"><w:r><w:delText>never </w:delText></w:r></w:del>',
        '<w:moveFrom w:id="3"><w:r><w:t>yesterday </w:t></w:r></w:moveFrom>', run("came."),
    )  # fmt: skip
    paper = read_word(
        word(
            chronology(
                row("1 May 2016", "", "", cell(inside=came), ""),
                row(*event("2 May 2016"), change="del"),
                row(*event("3 May 2016"), change="ins"),
            )
        )
    )
    assert told(read_entries(paper)) == [
        ("table 1", 1, "2016-05-01", "He really came."), ("table 1", 2, "2016-05-03", "Seen at home."),
    ]  # fmt: skip
    assert [one.code for one in paper.warnings] == ["tracked_changes"]


PLAIN = st.text(alphabet="ab \t1/", max_size=12)
CELLS = st.tuples(PLAIN, st.integers(1, 3), st.sampled_from(["", "restart", "continue"]))


@given(
    st.lists(
        st.lists(
            st.tuples(PLAIN, st.integers(1, 3), st.sampled_from(["", "restart", "continue"])), max_size=4
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_the_quick_way_and_the_careful_way_read_the_same(
    rows: list[list[tuple[str, int, str]]], twice: bool
) -> None:
    made = table(*(row(*(cell(text, wide=wide, down=down) for text, wide, down in one)) for one in rows))
    body = para(run("Before")) + made + para(run("After")) + (made if twice else "")
    document = word(body)
    content = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml")
    assert is_plain(content)
    tree = etree.fromstring(content)
    assert plain_tables(tree) == Reader({}, frozenset()).tables(tree)


@pytest.mark.parametrize("special", ["<w:sdt/>", "<w:ins/>", "<w:vanish/>", "<mc:AlternateContent/>"])
def test_what_is_not_plain_is_read_the_careful_way(special: str) -> None:
    assert not is_plain(f"<w:document {W}>{special}</w:document>".encode())
    nested = table((cell(inside=table(("A", "B"))),))
    assert not is_plain(f"<w:document {W}>{nested}</w:document>".encode())


def test_hidden_text_is_left_out_and_reported() -> None:
    paper = read_word(
        word(
            chronology(
                row("1 May 2016", "", "", cell(inside=para(run("Seen."), run(" Secret.", vanish=True))), "")
            )
        )
    )
    assert read_entries(paper)[0].text == "Seen."
    assert [one.code for one in paper.warnings] == ["hidden_text"]


def test_footnotes_content_controls_and_tables_in_an_event_belong_to_it() -> None:
    note = para(run("Called"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    chosen = para(f"<w:sdt><w:sdtContent>{run('twice.')}</w:sdtContent></w:sdt>")
    calls = table(("10:00", "rang"), ("11:00", "rang again")) + para()
    entries = of_word(
        chronology(row("1 May 2016", "", "", cell(inside=note + chosen + calls), "")),
        footnotes=para(run("By telephone.")), comments=True,
    )  # fmt: skip
    assert entries[0].text == "Called [By telephone.]\ntwice.\n10:00 | rang\n11:00 | rang again"
    assert len(entries) == 1


def test_a_chronology_inside_a_table_that_only_lays_out_the_page_is_read() -> None:
    entries = of_word(table((cell(inside=chronology(event("1 May 2016"), event("2 May 2016")) + para()),)))
    assert [line[:2] for line in told(entries)] == [("table 1.1", 1), ("table 1.1", 2)]


def test_a_table_that_goes_on_without_a_header_is_read_on() -> None:
    entries = of_word(chronology(event("1 May 2016")), para(run("Page 2")), table(event("2 May 2016")))
    assert [line[:2] for line in told(entries)] == [("table 1", 1), ("table 2", 1)]


@pytest.mark.parametrize(
    "other",
    [
        (("Name", "Date of birth", "Relationship"), ("Ann", "1/2/2010", "Child")),
        (("Abbreviation", "Meaning"), ("KD", "Mother, born 1/2/1990")),
        (
            ("Case reference", "BAR-2018-7"),
            ("Date due", "10 January 2019"),
            ("Date returned", "9 January 2019"),
        ),
        (("Action", "Owner", "Due date", "Status"), ("Train staff", "Ann", "1 May 2016", "Done")),
        (
            ("Version", "Date", "Author", "Changes made"),
            ("1", "1 May 2016", "Ann", "First draft of this paper"),
        ),
        (("Name", "Role", "Telephone", "Date contacted"), ("Ann", "GP", "020", "1 May 2016")),
        (
            ("Name", "Contact", "Telephone", "Date"),
            ("Ann Lee, health visitor", "Clinic", "020", "1 May 2016"),
        ),
        (
            ("System", "Date searched", "Result"),
            ("Mosaic adults and the contact log", "2 January 2019", "None"),
        ),
        (("Date", "Episode", "What happened", "What was expected"), ("6 May 2016", "Visit", "None", "One")),
        (("Criterion", "Yes / No / Unclear", "Reason"), ("R11A", "Yes", "As seen on 1 May 2016")),
    ],
)
def test_a_key_a_list_of_people_or_a_form_gives_no_events(other: tuple[tuple[str, ...], ...]) -> None:
    assert told(of_word(table(*other), chronology(event("1 May 2016")))) == [
        ("table 2", 1, "2016-05-01", "Seen at home.")
    ]


def test_titles_repeated_headers_examples_guidance_and_totals_are_not_counted() -> None:
    head = ("Date", "Time", "Source of information", "Event", "Action/Outcome")
    entries = of_word(
        table(
            row(cell("Chronology of the Trust", wide=5)), head,
            ("EXAMPLE - delete before sending", "", "", "Something", ""),
            ("dd/mm/yyyy", "24 hr clock", "where from", "what happened", "what you did"),
            event("1 May 2016"), head, event("2 May 2016"), ("Total", "", "", "2 entries", ""),
        )
    )  # fmt: skip
    assert [line[1:3] for line in told(entries)] == [(1, "2016-05-01"), (2, "2016-05-02")]


def test_an_event_that_begins_like_an_example_is_not_taken_for_one() -> None:
    entries = of_word(
        chronology(
            event("1 May 2016", "Sample of urine sent."), event("2 May 2016", "E.g. “go away”, he said.")
        )
    )
    assert len(entries) == 2


def test_from_and_to_in_columns_of_their_own() -> None:
    entries = of_word(
        table(("From", "To", "Event"), ("1 May 2016", "3 May 2016", "Away."), ("5 May 2016", "", "Back."))
    )
    assert [(e.when.earliest, e.when.latest) for e in entries] == [
        (date(2016, 5, 1), date(2016, 5, 3)), (date(2016, 5, 5), date(2016, 5, 5)),
    ]  # fmt: skip


def test_an_event_without_a_date_is_never_dropped() -> None:
    entries = of_word(chronology(event(""), event("n/k", "Told earlier."), event("", "And again.")))
    assert [(e.text, e.why) for e in entries] == [
        ("Seen at home.", ["date_missing"]), ("Told earlier.", ["date_unknown"]),
        ("And again.", ["date_unknown"]),
    ]  # fmt: skip


# Excel --------------------

H = line(1, "Date", "Time", "Event", "Action")
MAY_22 = 42512


def of_sheet(*rows: str, since_1904: bool = False) -> list[Entry]:
    book = workbook(("Chronology", H + "".join(rows)), since_1904=since_1904)
    return read_entries(read_workbook(book))


def test_real_dates_and_times_and_texts_between_them() -> None:
    entries = of_sheet(
        line(2, (MAY_22, 1), (0.604167, 2), "A", "x"), line(3, "early May 2016", "2.30pm", "B"),
        line(4, (MAY_22 + 0.604167, 1), "", "C"),
    )  # fmt: skip
    assert [(e.when.earliest, e.when.latest, f"{e.when.time:%H:%M}") for e in entries] == [
        (date(2016, 5, 22), date(2016, 5, 22), "14:30"), (date(2016, 5, 1), date(2016, 5, 10), "14:30"),
        (date(2016, 5, 22), date(2016, 5, 22), "14:30"),
    ]  # fmt: skip


SAID = st.text(alphabet="ab &<'_x0041;\n\t", max_size=8).filter(lambda said: said[:1] != "<")
IN_A_SHEET = st.one_of(
    SAID,
    st.tuples(st.sampled_from([0.0, 0.25, 60.0, 61.5, 42512.604167, 1e9]), st.integers(0, 9)),
    st.sampled_from(
        [
            '<c r="PLACE"/>', '<c r="PLACE" s="1" t="b"><v>1</v></c>', '<c r="PLACE" t="e"><v>#N/A</v></c>',
            '<c r="PLACE" t="s"><v>7</v></c>', '<c r="PLACE" t="str"><v>a &amp;lt; b</v></c>',
            '<c r="PLACE" t="inlineStr"><is><t></t></is></c>', '<c r="PLACE" t="d"><v>2016-05-22</v></c>',
        ]
    ),
)  # fmt: skip


@given(st.lists(st.tuples(st.lists(IN_A_SHEET, max_size=5), st.booleans()), max_size=6), st.booleans())
def test_the_quick_way_and_the_careful_way_read_the_same_sheet(
    rows: list[tuple[list[Any], bool]], since_1904: bool
) -> None:
    lines = [line(2 * n, *cells, hidden=hidden) for n, (cells, hidden) in enumerate(rows, 1)]
    merged = '<mergeCells><mergeCell ref="A2:B4"/></mergeCells>'
    book = workbook(("Chronology", "".join(lines) + merged), since_1904=since_1904)
    assert parted(zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml"))[1] is not None
    quick = read_workbook(book)
    with mock.patch.object(excel, "parted", lambda content: (content, None)):
        assert quick == read_workbook(book)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><f>A1</f><v>1</v></c></row>', '<row r="2"> <c r="A2"/></row>', "<row/>",
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r></is></c></row>', "<!-- <row/> -->",
        '<row r="2"><c r="A2" t="inlineStr"><v>a</v></c></row>', '<row r="2"><c r="A2"><v>&#9;</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a\r\nb</t></is></c></row>', '<c r="A2"><v>1</v></c>',
    ],
)  # fmt: skip
def test_what_is_not_plain_in_a_sheet_is_read_the_careful_way(rows: str) -> None:
    plain = '<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData><row r="1"/></sheetData></worksheet>'
    assert parted(plain.encode())[1] is not None
    assert parted(plain.replace('<row r="1"/>', rows).encode())[1] is None
    assert parted(plain.replace("UTF-8", "cp1252").encode())[1] is None
    assert parted(plain.replace("<worksheet>", "<!-- a --><worksheet>").encode())[1] is None


def test_both_date_systems() -> None:
    entries = of_sheet(
        line(2, (MAY_22 - 1462, 1), "", "A"), line(3, float(MAY_22 - 1462), "", "B"), since_1904=True
    )
    assert [(e.when.earliest, e.why) for e in entries] == [
        (date(2016, 5, 22), []), (date(2016, 5, 22), ["bare_serial"]),
    ]  # fmt: skip


def test_formulas_count_as_their_saved_value_and_errors_are_for_a_person() -> None:
    entries = of_sheet(
        line(2, f'<c r="PLACE" s="1"><f>A9</f><v>{MAY_22}</v></c>', "", "A"),
        line(3, '<c r="PLACE"><f>A9</f></c>', "", "B"),
        line(4, '<c r="PLACE" t="e"><v>#REF!</v></c>', "", "C"),
    )  # fmt: skip
    assert [(e.when.earliest, e.why) for e in entries] == [
        (date(2016, 5, 22), []), (None, ["formula_error"]), (None, ["formula_error"]),
    ]  # fmt: skip


def test_hidden_rows_columns_and_sheets_are_never_used_silently() -> None:
    columns = '<cols><col min="4" max="4" hidden="1"/></cols>'
    first, second = (MAY_22, 1), (MAY_22, 1)
    rows = columns + H + line(2, first, "", "A", "Kept from view") + line(3, second, "", "B", hidden=True)
    paper = read_workbook(
        workbook(("Chronology", rows), ("Old", H + line(2, (MAY_22, 1), "", "C")), hidden=["Old"])
    )
    entries = read_entries(paper)
    assert [(e.text, e.why) for e in entries] == [("A", []), ("B", ["hidden_row"]), ("C", ["hidden_sheet"])]
    assert "Kept from view" not in str(entries)
    assert [one.code for one in paper.warnings] == ["hidden_columns", "hidden_sheet"]


def test_a_column_that_went_through_an_american_import_is_for_a_person() -> None:
    entries = of_sheet(
        line(2, (42465, 1), "", "A"), line(3, "22/05/2016", "", "B"), line(4, (42466, 1), "", "C"),
        line(5, "05/22/2016", "", "D"),
    )  # fmt: skip
    assert [e.why for e in entries] == [["mixed_date_import"], [], ["mixed_date_import"], ["us_style_date"]]


def test_merged_cells_both_ways() -> None:
    entries = of_sheet(
        line(2, (MAY_22, 1), "", "A"), line(3, "", "", "B"), line(4, "2017"), line(5, "3 May", "", "C"),
        '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:D4"/></mergeCells>',
    )  # fmt: skip
    assert [e.when.earliest for e in entries] == [date(2016, 5, 22), date(2016, 5, 22), date(2017, 5, 3)]


# Lists of values --------------------


@pytest.mark.parametrize(
    "data",
    [
        'Date,Event\n1/5/2016,"A; “B”"\n'.encode(),
        '\ufeffDate;Event\r\n1/5/2016;"A; “B”"'.encode(),
        "Date\tEvent\n1/5/2016\tA; “B”\n".encode("utf-16"),
        b"sep=|\nDate|Event\n1/5/2016|A; \x93B\x94\n",
    ],
)
def test_encoding_and_separator_are_found_out(data: bytes) -> None:
    entries = read_entries(read_values(data))
    assert entries[0].when.earliest == date(2016, 5, 1)
    assert entries[0].text == "A; “B”"


def test_text_that_begins_like_a_formula_is_kept_exactly() -> None:
    (entry,) = read_entries(read_values(b"Date,Event\n1/5/2016,=HYPERLINK(1)\n"))
    assert entry.text == "=HYPERLINK(1)"


# Refusals --------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
ENTITIES = word(extra={"word/document.xml": '<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'})


@pytest.mark.parametrize(
    ("name", "data", "word_of_the_reason"),
    [
        ("empty.docx", b"", "empty"),
        ("~$chronology.docx", b"\x05Ann" + b"\0" * 158, "lock file"),
        ("macro.docm", word(chronology(event("1 May 2016"))), "macros"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word format"),
        ("scan.pdf", b"%PDF-1.7", "PDF"),
        ("paper.docx", b"%PDF-1.7 and so on", "PDF"),
        ("cut.docx", word(chronology(event("1 May 2016")))[:400], "damaged"),
        ("locked.docx", LOCKED, "password"),
        ("entities.docx", ENTITIES, "XML entities"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("unclosed.docx", word(extra={"word/document.xml": "<w:document>"}), "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(
    name: str, data: bytes, word_of_the_reason: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_file(Sent(name, "Larkfield", data))
    assert word_of_the_reason in refused.value.sentence
    assert refused.value.mend


def test_a_paper_that_takes_too_long_is_refused_and_takes_nothing_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match="too big"):
        read_file(Sent("paper.docx", "Larkfield", word(chronology(event("1 May 2016")))))


def test_memory_is_limited_where_papers_are_read() -> None:
    hungry = "from safeguarding.chronology.reading import child; child.limit(); bytearray(2 * child.MEMORY)"
    done = subprocess.run([sys.executable, "-c", hungry], capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


def test_a_very_long_paper_is_read_and_said_to_be_long() -> None:
    many = "".join(
        row(*event("1 May 2016", f"Call {number} about {number * 7919}")) for number in range(1_200)
    )
    answer = read_file(Sent("long.docx", "Larkfield", word(chronology(many))))
    assert len(answer.entries) == 1_200
    assert [one.code for one in answer.warnings] == ["very_long_file"]


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_as_values_or_not_at_all(data: bytes) -> None:
    read_entries(read_values(data))


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=40)
def test_a_damaged_document_is_read_or_refused_and_never_breaks(place: int, garbage: bytes) -> None:
    sound = word(chronology(event("1 May 2016"), event("2 May 2016")))
    place %= len(sound)
    broken = sound[:place] + garbage + sound[place + len(garbage) :]
    with suppress(Unreadable):
        read_file(Sent("paper.docx", "Larkfield", broken))
