"""A whole case’s papers made into one chronology, and what comes out of it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from safeguarding.anonymity.names import People
from safeguarding.chronology import out
from safeguarding.chronology.merge import Merged, Sent, merge
from safeguarding.chronology.reading.excel import read_workbook
from safeguarding.config.command import main
from safeguarding.documents.shape import clean
from tests.chronology.papers import chronology, word

OPEN = Path(__file__).resolve().parents[1] / "samples" / "open"
INCOMING = OPEN / "incoming"
STAMP = "Made for the rapid review by Maya Okonjo on 21 January 2019."


def loaded(name: str) -> Any:
    return json.loads((OPEN / name).read_text())


@pytest.fixture(scope="module")
def merged() -> Merged:
    sent = json.loads((INCOMING / "manifest.json").read_text())
    files = [Sent(name, agency, (INCOMING / name).read_bytes()) for name, agency in sent.items()]
    return merge(files, people=People.from_json((OPEN / "people.json").read_bytes()))


@pytest.fixture(scope="module")
def places(merged: Merged) -> dict[tuple[str, str, int], int]:
    """Where each row of each file stands in the composite."""
    return {(e.file, e.entry.container, e.entry.row): place for place, e in enumerate(merged.events)}


def test_every_event_is_found_none_is_invented_and_every_date_is_right(
    merged: Merged, places: dict[tuple[str, str, int], int]
) -> None:
    true = loaded("truth.json")["events"]
    assert len(merged.events) == len(true)
    for one in true:
        entry = merged.events[places[one["file"], one["table_or_sheet"], one["row"]]].entry
        read = (
            entry.when.earliest and entry.when.earliest.isoformat(),
            entry.when.latest and entry.when.latest.isoformat(),
            entry.when.time and f"{entry.when.time:%H:%M}", entry.needs_person,
        )  # fmt: skip
        assert read == (one["earliest"], one["latest"], one["time"], one["needs_person"]), one["id"]
        assert entry.when.uncertain == one["uncertain"] or not one["earliest"], one["id"]
        assert " ".join(one["text_contains"].split()[:4]) in " ".join(entry.text.split()), one["id"]


def test_likely_duplicates_reach_nine_in_ten_right_and_eight_in_ten_found(
    merged: Merged, places: dict[tuple[str, str, int], int]
) -> None:
    at = {e["id"]: places[e["file"], e["table_or_sheet"], e["row"]] for e in loaded("truth.json")["events"]}
    true = {
        tuple(sorted((at[e["id"]], at[same])))
        for e in loaded("truth.json")["events"]
        for same in e["same_as"]
    }
    proposed = {pair for group in merged.duplicates for pair in combinations(group, 2)}
    right = len(proposed & true)
    assert right / len(proposed) >= 0.9
    assert right / len(true) >= 0.8


def test_every_file_to_refuse_is_refused_with_its_reason(merged: Merged) -> None:
    refused = {one.name: one.reason.lower() for one in merged.refused}
    for file in loaded("files.json")["files"]:
        assert (file["file"] in refused) == (file["must"] == "refused")
        if file["must"] == "refused":
            assert any(word in refused[file["file"]] for word in file["reason_words_any"])


def test_events_say_whom_they_are_about_however_the_name_is_written(merged: Merged) -> None:
    by_text = {event.entry.text: event.people for event in merged.events}
    (mother,) = (people for text, people in by_text.items() if text.startswith("KD known to Tollmarsh"))
    assert "Mother" in mother
    assert any("Child Rowan" in people for people in by_text.values())


def test_no_name_that_two_people_share_names_either_of_them() -> None:
    both = {"people": [{"pseudonym": "A", "names": ["Sam"]}, {"pseudonym": "B", "names": ["Sam", "Bo"]}]}
    assert People.from_json(json.dumps(both).encode()).named_in("Sam and Bo came.") == ["B"]


def tricky() -> Merged:
    texts = ["=cmd|' /C calc'!A0", "+44 20 7946 0000 rang", "-2 kg since May", "@SUM(A1)", "Ordinary."]
    rows = [("1 May 2016", "", "RiO", text, "") for text in texts]
    return merge([Sent("paper.docx", "Larkfield NHS Trust", word(chronology(*rows)))])


def test_no_formula_is_born_from_what_an_agency_wrote() -> None:
    made = tricky()
    assert [e.entry.text[0] for e in made.events] == ["=", "+", "-", "@", "O"]
    with zipfile.ZipFile(io.BytesIO(out.as_workbook(made, STAMP))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    rows = list(csv.reader(io.StringIO(out.as_csv(made, STAMP).decode("utf-8-sig"))))
    assert [row[3][:2] for row in rows[2:]] == ["'=", "'+", "'-", "'@", "Or"]


def test_the_workbook_holds_every_word_as_text_in_the_colour_of_its_agency() -> None:
    said = "Said <“no”> & _x0041_ \n\n=1+1 for ever. "
    files = [
        Sent(f"{agency}.docx", agency, word(chronology(("1 May 2016", "", "RiO", f"{said}{agency}", ""))))
        for agency in ("Larkfield", "Barnet & Co")
    ]
    made = merge(files)
    made.events[0].entry.text = made.events[0].entry.text.replace("for ever", "for\x0b ever")
    book = read_workbook(out.as_workbook(made, STAMP))
    assert [cell.text for cell in book.tables[0].rows[1].cells] == list(out.HEAD)
    rows = [[cell.text for cell in row.cells] for row in book.tables[0].rows[2:]]
    assert rows == [
        [clean(cell) for cell in row[: len(got)]] for row, got in zip(out.rows(made), rows, strict=True)
    ]
    with zipfile.ZipFile(io.BytesIO(out.as_workbook(made, STAMP))) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    colours = re.findall(r'<c r="C[34]" s="(\d+)"', sheet)
    assert len(set(colours)) == 2
    assert '<dimension ref="A1:G4"/>' in sheet
    assert '<autoFilter ref="A2:G4"/>' in sheet


def test_a_workbook_without_events_says_what_was_refused() -> None:
    made = merge([Sent("empty.docx", "Larkfield", b"")])
    assert "empty.docx" in [
        row.at(0).text for row in read_workbook(out.as_workbook(made, STAMP)).tables[1].rows
    ]


def test_each_paper_is_marked_stamped_and_says_which_agency_in_words(merged: Merged) -> None:
    papers = out.as_papers(merged, STAMP, date(2019, 1, 21), "Barnet SCP")
    (made,) = out.as_word(papers)
    with zipfile.ZipFile(io.BytesIO(made)) as document:
        body = document.read("word/document.xml").decode()
        heads = [name for name in document.namelist() if "header" in name]
        everything = body + "".join(document.read(name).decode() for name in heads)
    assert 'w:orient="landscape"' in body
    assert "<w:tblHeader/>" in body
    assert "OFFICIAL-SENSITIVE" in everything
    assert STAMP in body
    assert "Capital Police Service" in body
    (printed,) = out.as_pdf(papers)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        width, height = (float(pdf.pages[0].mediabox[side]) for side in (2, 3))
        assert width > height


def test_a_long_chronology_goes_into_volumes() -> None:
    rows = [(f"1 May {1960 + n % 60}", "", "RiO", f"Event {n}", "") for n in range(2_100)]
    made = merge([Sent("paper.docx", "Larkfield NHS Trust", word(chronology(*rows)))])
    papers = out.as_papers(made, STAMP, date(2019, 1, 21), "Barnet SCP")
    assert [len(p["sections"][0]["blocks"][0]["rows"]) for p in papers] == [2_000, 100]


# The command --------------------


def test_the_command_writes_everything_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {ending: tmp_path / f"merged.{ending}" for ending in ("json", "csv", "xlsx", "docx", "pdf")}
    paper, empty = tmp_path / "paper.docx", tmp_path / "empty.docx"
    paper.write_bytes(word(chronology(("1 May 2016", "", "RiO", "Seen.", ""), ("", "", "", "Later.", ""))))
    empty.write_bytes(b"")
    options = [part for ending, path in made.items() for part in (f"--{ending}", str(path))]
    given = ["merge", str(paper), str(empty), "--agency", "paper.docx=Larkfield", "--returned", "2019-01-10"]
    assert main([*given, *options]) == 0
    said = json.loads(made["json"].read_text())
    assert [(e["agency"], e["earliest"], e["row"]) for e in said["events"]] == [
        ("Larkfield", "2016-05-01", 1), ("Larkfield", "2016-05-01", 2),
    ]  # fmt: skip
    assert [one["file"] for one in said["refused"]] == ["empty.docx"]
    assert all(path.stat().st_size > 200 for path in made.values())
    told = capsys.readouterr().err
    assert "2 events of 1 files" in told
    assert "empty" in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.docx"], "There is no file nowhere.docx."),
        ([str(OPEN / "README.md"), "--agency", "x.docx=A"], "which is not among the files"),
        ([str(OPEN / "README.md"), "--agency", "README.md"], "has to be FILE=NAME"),
        ([str(OPEN / "README.md"), "--people", str(OPEN / "README.md")], "list of people"),
        ([str(OPEN / "README.md"), "--json", "/nowhere/merged.json"], "could not be written"),
    ],
)
def test_the_command_says_in_a_sentence_what_is_wrong(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", *arguments]) == 2
    assert sentence in capsys.readouterr().err
