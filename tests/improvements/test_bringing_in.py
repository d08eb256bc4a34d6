"""A partnership's own spreadsheet is brought in: read by itself, checked row by row, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from safeguarding.documents.models import File
from safeguarding.documents.sheet import tables
from safeguarding.improvements.actions import (
    begin_batch,
    bring_in_actions,
    bringing,
    match_columns,
    note_source,
    verify_action,
)
from safeguarding.improvements.actions.bringing import report_on
from safeguarding.improvements.actions.lists import known_to, write_down
from safeguarding.improvements.bringing import Known, Line, Report, find_columns, read_lines
from safeguarding.improvements.bringing.dates import read_date
from safeguarding.improvements.models import Action, Batch, Source
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import LearningSource
from tests.cases.builders import referred_case, today
from tests.documents.makers import PACKAGE, RELS, workbook
from tests.pages import once_of, send, words
from tests.people.cast import Cast, events, signed_in

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "actions"
PLAN = (SAMPLES / "action-plan.xlsx").read_bytes()
SAVED = (SAMPLES / "saved-as-csv.csv").read_bytes()
BEGIN = "/actions/bring-in/"
HEAD = ["No", "Action", "Agency", "Owner", "Start", "Due", "Status", "Date completed"]
DAY = date(2026, 6, 1)
KNOWN = Known({"larkfield nhs trust": 4, "fernbank primary school": 5})

WRONG = {
    10: ["The number “1.3” is used 2 times in this list."],
    11: ["The number “1.3” is used 2 times in this list."],
    15: ["“ASAP” is not a date that we can read."],
    22: ["It has no due date."],
    23: ["“Ongoing” is not a date that we can read."],
    35: ["It is said to have been done on 14 October 2062, which is to come."],
    36: ["We do not know an agency called “Hartsmere Youth Trust”."],
    49: ["The number “3.6” is used 2 times in this list."],
    50: ["The number “3.6” is used 2 times in this list."],
}
"""What is wrong with the sample, by the row as Excel counts it. The other 71 of its 80 actions are right."""


def audit(by: Acting, title: str = "Audit of injuries to babies") -> Source:
    return note_source(by=by, kind=LearningSource.AUDIT, title=title, dated=today() - timedelta(days=60))


def begun(by: Acting, data: bytes = PLAN, name: str = "action-plan.xlsx") -> Batch:
    return begin_batch(by=by, name=name, data=data)


def as_csv(*rows: Sequence[str]) -> bytes:
    return "\n".join(",".join(row) for row in (HEAD, *rows)).encode()


def row(**said: str) -> list[str]:
    """A row that is right, with whatever the test changes."""
    right = {
        "No": "1", "Action": "Put the number on every screen.", "Agency": "Larkfield NHS Trust",
        "Owner": "Named nurse", "Start": "1/2/2026", "Due": "31/3/2026",
    }  # fmt: skip
    given = {**right, **said}
    return [given.get(title, "") for title in HEAD]


def reading(*rows: Sequence[str], known: Known = KNOWN, merged: Sequence[Any] = ()) -> Report:
    table = [HEAD, *rows]
    return read_lines(table, find_columns(table), known, DAY, merged)


def at(name: str, batch: Batch) -> str:
    return reverse(f"improvements:{name}", args=[batch.short])


def gives(by: Acting, name: str, data: bytes) -> HttpResponse:
    return send(signed_in(by), BEGIN, file=SimpleUploadedFile(name, data))


def nothing_on_its_sheet() -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{RELS}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    target = f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
    rels = f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>'
    return workbook("", **{"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels})


# The sample of eighty actions


def test_eighty_actions_are_read_and_their_columns_matched_by_themselves(cast: Cast) -> None:
    batch = begun(cast.manager)
    assert batch.columns["header"] == 5
    assert batch.columns["place"] == {
        "called": 0, "recommendation": 1, "what": 2, "agency": 3, "owner": 4, "begins": 5, "due": 6,
        "measure": 7, "intended_change": 8, "progress": 9, "status": 10, "done_on": 11, "evidence": 12,
    }  # fmt: skip
    report = report_on(batch, None)
    assert len(report.lines) == 80
    assert {line.row: line.problems for line in report.wrong} == WRONG
    assert report.left_out == 6, "five bars between the parts and a line about the version"
    assert Action.objects.count() == 0


def test_an_agency_is_known_however_it_is_written_and_a_guess_is_told(cast: Cast) -> None:
    lines = {line.row: line for line in report_on(begun(cast.manager), None).lines}
    written = {
        15: ("Barnet Clinical Commissioning Group", cast.board), 59: ("NCL ICB", cast.board),
        11: ("Larkfield", cast.hospital), 50: ("Larkfield Trust", cast.hospital),
        18: ("Met Police", cast.met), 19: ("Police", cast.met), 37: ("Metropolitan Police", cast.met),
        13: ("Mill Lane", cast.gp), 33: ("Fernbank", cast.school), 29: ("Barnet", cast.council),
        88: ("LB Barnet", cast.council),
    }  # fmt: skip
    for number, (words_of_it, agency) in written.items():
        assert lines[number].agency_words == words_of_it
        assert lines[number].agency == agency.pk, words_of_it
    assert lines[18].doubts == ["“Met Police” was taken for Metropolitan Police Service."]
    assert lines[55].doubts == ["“Larkfield NHS Trust” is an agency; nobody in it is named."]
    assert lines[17].owner == "Business support"
    assert lines[17].agency is None


def test_the_check_page_says_row_by_row_what_is_wrong_and_what_was_chosen(cast: Cast) -> None:
    audit(cast.manager)
    page = words(signed_in(cast.manager).get(at("check", begun(cast.manager))))
    assert "71 actions can come in, 9 cannot yet" in page
    for number, problems in WRONG.items():
        assert f"Row {number} " in page
        assert problems[0] in page
    assert "“within 3 months” was counted from the start date." in page
    assert "“Q2 2025/26” was taken as the last day of that quarter" in page
    assert "It says that it is done but not when; the due date was taken." in page
    assert "6 rows without an action are passed over." in page


def test_nothing_comes_in_while_a_row_is_wrong_and_then_exactly_the_right_ones_once(cast: Cast) -> None:
    source, batch = audit(cast.manager), begun(cast.manager)
    browser = signed_in(cast.manager)
    refused = send(browser, at("check", batch), source=source.short)
    assert refused.status_code == 409
    assert "9 rows cannot be brought in as they are." in words(refused)
    assert Action.objects.count() == events("bring_in_actions") == 0

    sent = {"once": once_of(refused), "source": source.short, "leave_out_wrong": "yes"}
    answers = [browser.post(at("check", batch), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert events("bring_in_actions", count="71", batch=batch.short) == events("bring_in_actions") == 1
    called = set(Action.objects.values_list("called", flat=True))
    assert len(called) == Action.objects.filter(source=source).count() == 71
    assert called.isdisjoint({"1.3", "1.8", "1.15", "1.16", "2.10", "2.11", "3.6"})
    assert {"1.1", "1.10", "2.15", "3.12", "5.16"} <= called
    batch.refresh_from_db()
    assert (batch.count, batch.source) == (71, source)
    assert "This list has been brought in." in words(browser.get(at("check", batch)))


def test_what_came_in_says_what_the_list_said(cast: Cast) -> None:
    source, batch = audit(cast.manager), begun(cast.manager)
    bring_in_actions(by=cast.manager, batch=batch, source=source, leave_out_wrong=True)
    second = Action.objects.get(called="1.2")
    assert second.finding == "A bruise on a baby who cannot move leads to a call the same day."
    assert (second.agency, second.owner) == (cast.council, "J. Bloggs, Head of Service")
    assert (second.begins, second.due) == (date(2025, 9, 1), date(2026, 3, 31))
    assert (second.measure, second.done_on) == ("One form in use, three withdrawn", None)
    long = Action.objects.get(called="2.15").steps.get()
    assert long.kind == "brought_in"
    assert long.words.startswith("Nineteen answered.\nMost named the handover meeting.\n\nThree said")
    told = Action.objects.get(called="1.13").steps.get().words
    assert "“end of January 2026” was taken as the last day of that month." in told


def test_done_in_the_list_is_said_to_be_done_and_somebody_else_still_sees_it(cast: Cast) -> None:
    bring_in_actions(
        by=cast.manager, batch=begun(cast.manager), source=audit(cast.manager), leave_out_wrong=True
    )
    done = Action.objects.get(called="1.9")
    assert (done.done_on, done.verified_on, done.difference) == (date(2025, 11, 14), None, 0)
    assert done.delivery(today()).label == "Said to be done"
    with pytest.raises(NotAllowed) as refused:
        verify_action(by=cast.manager, action=done, words="The minutes.")
    assert refused.value.refused.code == "own_action"
    assert Action.objects.get(called="1.1").done_on is None


def test_a_file_of_another_office_program_is_read_too(cast: Cast) -> None:
    report = report_on(begun(cast.manager, SAVED, "saved-as-csv.csv"), None)
    assert [line.called for line in report.lines] == ["A1", "A2", "A3", "A3"]
    assert report.lines[0].what == "Put the number on each ward’s screen."
    assert report.lines[2].what == "Put it on the staff-room wall; tell supply staff."
    assert report.lines[3].problems == [
        "“ASAP” is not a date that we can read.",
        "The number “A3” is used 2 times in this list.",
    ]
    assert report.left_out == 0


# Each thing that can be wrong has its own sentence


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"Agency": "Hartsmere Trust"}, "We do not know an agency called “Hartsmere Trust”."),
        ({"Due": ""}, "It has no due date."),
        ({"Due": "ASAP"}, "“ASAP” is not a date that we can read."),
        ({"Due": "31/2/2026"}, "“31/2/2026” is not a date that we can read."),
        ({"Agency": "", "Owner": ""}, "Nobody owns it: neither a person nor an agency that we know."),
        (
            {"Status": "Complete", "Date completed": "2/6/2026"},
            "It is said to have been done on 2 June 2026, which is to come.",
        ),
        ({"No": "x" * 41}, "The text under “called” is longer than 40 letters."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_a_sentence(said: dict[str, str], sentence: str) -> None:
    report = reading(row(**said), row(No="2"))
    assert [line.problems for line in report.lines] == [[sentence], []]


def test_a_row_may_have_two_things_wrong_and_says_both() -> None:
    assert len(reading(row(Due="", Agency="Hartsmere Trust")).lines[0].problems) == 2


def test_an_action_without_a_number_is_no_duplicate_of_another() -> None:
    assert not reading(row(No=""), row(No="")).wrong
    assert [line.row for line in reading(row(No="a"), row(No="b"), row(No="A")).wrong] == [2, 4]


@pytest.mark.parametrize(
    ("status", "done"),
    [
        ("Complete", True), ("Completed", True), ("BLUE", True), ("RAG: Blue", True), ("Closed", True),
        ("100% complete", True), ("Not complete", False), ("In progress", False), ("Incomplete", False),
        ("Not started", False), ("RAG: Green", False), ("", False), ("To be completed", False),
        ("Nearly complete", False), ("75% complete", False), ("Partly done", False),
    ],
)  # fmt: skip
def test_done_is_only_what_says_that_it_is_done(status: str, done: bool) -> None:
    line = reading(row(Status=status)).lines[0]
    assert line.done is done
    assert line.done_on == (date(2026, 3, 31) if done else None)


def test_a_done_action_that_is_due_later_is_not_done_later_than_today() -> None:
    assert reading(row(Status="Complete", Due="31/12/2026")).lines[0].done_on == DAY


def test_a_merged_cell_speaks_for_each_row_that_it_spans_and_for_no_other() -> None:
    head = ["No", "Recommendation", "Action", "Owner", "Due"]
    rows = [
        head,
        ["1", "Call the same day.", "Put up the number.", "Nurse", "31/3/2026"],
        ["2", "", "Ring it.", "Nurse", ""],
        ["3", "", "Count the calls.", "Nurse", "30/4/2026"],
        ["4", "", "Tell the group.", "Nurse", "31/5/2026"],
    ]
    merged = [(1, 1, 3, 1), (1, 4, 2, 4)]
    lines = read_lines(rows, find_columns(rows), KNOWN, DAY, merged).lines
    assert [line.recommendation for line in lines] == ["Call the same day."] * 3 + [""]
    assert [line.due for line in lines[:3]] == [date(2026, 3, 31), date(2026, 3, 31), date(2026, 4, 30)]
    assert [bool(line.doubts) for line in lines] == [False, True, False, False], (
        "a shared due date is a choice of ours; a shared recommendation is how such lists are written"
    )


def test_a_bar_merged_across_the_sheet_is_a_heading_and_no_action() -> None:
    report = reading(["PART ONE: BABIES", *[""] * 7], row(), merged=[(1, 0, 1, len(HEAD) - 1)])
    assert [line.row for line in report.lines] == [3]
    assert report.left_out == 1


def test_an_agency_that_no_longer_exists_is_named_with_what_to_do(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.gp.pk).update(active_until=today() - timedelta(days=1))
    report = reading(row(Agency="Mill Lane Surgery"), row(No="2"), known=known_to(cast.barnet, None))
    assert report.lines[0].problems == ["Mill Lane Surgery no longer exists. Name the agency that took over."]
    assert report.lines[1].agency == cast.hospital.pk
    Agency.objects.filter(pk=cast.gp.pk).update(active_until=today())
    assert not reading(row(Agency="Mill Lane Surgery"), known=known_to(cast.barnet, None)).wrong


def test_two_agencies_that_go_by_the_same_short_name_are_not_guessed_between(cast: Cast) -> None:
    from safeguarding.people.actions import add_agency
    from safeguarding.statute.terms import AgencyType

    add_agency(
        partnership=cast.barnet,
        kind=AgencyType.GP_PRIMARY_CARE,
        name="Mill Road Surgery",
        email="x@y.example",
    )
    known = known_to(cast.barnet, None)
    report = reading(
        row(Agency="Mill"), row(No="2", Agency="Mill Lane"), row(No="3", Agency="GP"), known=known
    )
    assert [line.agency for line in report.lines] == [None, cast.gp.pk, None]


def test_an_e_mail_address_with_a_slip_is_left_out_and_told() -> None:
    rows = [["Action", "Owner", "Email", "Due"], ["Ring.", "Nurse", "nurse at larkfield", "31/3/2026"]]
    line = read_lines(rows, find_columns(rows), KNOWN, DAY).lines[0]
    assert (line.email, line.problems) == ("", [])
    assert line.doubts == ["“nurse at larkfield” is not an e-mail address and was left out."]


# Once, and into the right place


def test_the_same_numbers_into_the_same_source_again_are_refused_row_by_row(cast: Cast) -> None:
    source, data = audit(cast.manager), as_csv(row(), row(No="2"))
    bring_in_actions(
        by=cast.manager, batch=begun(cast.manager, data, "a.csv"), source=source, leave_out_wrong=False
    )
    again = begun(cast.manager, as_csv(row(), row(No="2"), row(No="3")), "b.csv")
    answer = send(signed_in(cast.manager), at("check", again), source=source.short)
    assert answer.status_code == 409
    for number in ("1", "2"):
        assert f"The number “{number}” is here already, from the same source." in words(answer)
    assert Action.objects.count() == 2
    other = audit(cast.manager, "Another audit")
    bring_in_actions(by=cast.manager, batch=again, source=other, leave_out_wrong=False)
    assert other.actions.count() == 3


def test_a_list_comes_in_once(cast: Cast) -> None:
    batch = begun(cast.manager, as_csv(row()), "a.csv")
    bring_in_actions(by=cast.manager, batch=batch, source=audit(cast.manager), leave_out_wrong=False)
    for act in (
        lambda: bring_in_actions(
            by=cast.manager, batch=batch, source=audit(cast.manager, "Other"), leave_out_wrong=False
        ),
        lambda: match_columns(by=cast.manager, batch=Batch.objects.get(), place={"what": 1, "due": 5}),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.refused.code == "brought_in"
    assert Action.objects.count() == 1


def test_it_does_not_come_into_a_case_nor_into_another_partnership(cast: Cast) -> None:
    batch = begun(cast.manager, as_csv(row()), "a.csv")
    of_a_case = note_source(
        by=cast.manager, kind=LearningSource.RAPID_REVIEW, title="A review", dated=today(),
        case=referred_case(cast),
    )  # fmt: skip
    for source in (of_a_case, audit(cast.stranger)):
        with pytest.raises(NotAllowed) as refused:
            bring_in_actions(by=cast.manager, batch=batch, source=source, leave_out_wrong=False)
        assert refused.value.refused.code == "another_source"
    assert Action.objects.count() == 0


def test_a_list_of_wrong_rows_alone_brings_in_nothing(cast: Cast) -> None:
    batch = begun(cast.manager, as_csv(row(Due="")), "a.csv")
    with pytest.raises(NotAllowed) as refused:
        bring_in_actions(by=cast.manager, batch=batch, source=audit(cast.manager), leave_out_wrong=True)
    assert refused.value.refused.code == "no_rows"


def test_a_column_that_was_not_found_is_said_by_hand(cast: Cast) -> None:
    data = b"Number,Thing,Whenever,Owner\n1,Put up the number.,31/3/2026,Nurse\n"
    batch = begun(cast.manager, data, "a.csv")
    browser = signed_in(cast.manager)
    assert "We found no column for action and due." in words(browser.get(at("check", batch)))
    answer = send(browser, at("match", batch), called="0", what="1", due="2", owner="3")
    assert answer["Location"] == at("check", batch)
    page = words(browser.get(at("check", batch)))
    assert "1 action can come in" in page
    assert "We found no column" not in page


def test_the_page_of_columns_says_once_what_is_needed(cast: Cast) -> None:
    page = words(signed_in(cast.manager).get(at("match", begun(cast.manager))))
    assert (
        "We need the columns for Action and Due . Each of the others may be missing from your list." in page
    )
    assert "(optional)" not in page


def test_the_kept_file_is_read_once_for_a_page_and_once_for_what_is_sent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, batch = audit(cast.manager), begun(cast.manager, as_csv(row()), "a.csv")
    read: list[str] = []
    monkeypatch.setattr(bringing, "tables", lambda kind, data: read.append(kind) or tables(kind, data))
    browser = signed_in(cast.manager)
    once = once_of(browser.get(at("check", batch)))
    assert read == ["csv"]
    browser.post(at("check", batch), {"once": once, "source": source.short})
    assert read == ["csv", "csv"]
    assert source.actions.count() == 1


def test_what_is_too_long_for_its_column_is_refused_by_the_database_and_never_cut(cast: Cast) -> None:
    if connection.vendor == "sqlite":
        return  # it has no length
    line = Line(row=2, called="x" * 41, what="Ring.", owner="Nurse", due=DAY)
    with pytest.raises(DataError), transaction.atomic():
        write_down([line], audit(cast.manager), by=cast.manager)


# Files that are something else


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.pdf", b"%PDF-1.7", "“plan.pdf” is not an Excel workbook or a CSV file."),
        ("plan.xls", b"\xd0\xcf\x11\xe0", "“plan.xls” is not an Excel workbook or a CSV file."),
        ("plan.xlsx", workbook(**{"xl/vbaProject.bin": "x"}), "macro"),
        ("plan.xlsx", nothing_on_its_sheet(), "The file holds no table."),
        ("plan.xlsx", workbook(), "We could not read a table in this file."),
        ("plan.xlsx", bytes(range(256)) * 40, "“plan.xlsx”"),
        ("plan.xlsx", PLAN[:9_000], "“plan.xlsx”"),
        ("plan.csv", b"\n\n,,,\n", "The file holds no table."),
    ],
    ids=["pdf", "old Excel", "macros", "empty workbook", "no sheet", "garbage", "cut short", "empty CSV"],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence_and_not_kept(
    cast: Cast, name: str, data: bytes, sentence: str
) -> None:
    answer = gives(cast.manager, name, data)
    assert answer.status_code == 409
    page = words(answer)
    assert "This could not be done" in page
    assert sentence in page
    assert Batch.objects.count() == File.objects.count() == events("file_kept") == 0


# Who


@pytest.mark.parametrize("who", ["manager", "support"])
def test_the_manager_and_business_support_open_the_pages(cast: Cast, who: str) -> None:
    by: Acting = getattr(cast, who)
    batch = begun(by, as_csv(row()), "a.csv")
    browser = signed_in(by)
    for path in (BEGIN, at("match", batch), at("check", batch)):
        assert browser.get(path).status_code == 200
    assert BEGIN in browser.get("/actions/").content.decode()


@pytest.mark.parametrize(
    "who",
    ["chair", "dsp_la", "lsp_health", "member", "scrutineer", "school_author", "governance", "sys_admin"],
)
def test_for_everybody_else_there_is_no_such_page(cast: Cast, who: str) -> None:
    batch = begun(cast.manager, as_csv(row()), "a.csv")
    browser = signed_in(getattr(cast, who))
    for path in (BEGIN, at("match", batch), at("check", batch)):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"once": "x"}).status_code == 404
    with pytest.raises(NotAllowed):
        begun(getattr(cast, who))
    with pytest.raises(NotAllowed):
        bring_in_actions(by=getattr(cast, who), batch=batch, source=audit(cast.manager), leave_out_wrong=True)
    assert Action.objects.count() == 0


def test_the_list_of_another_partnership_does_not_exist(cast: Cast) -> None:
    batch = begun(cast.manager, as_csv(row()), "a.csv")
    browser = signed_in(cast.stranger)
    assert "a.csv" not in words(browser.get(BEGIN))
    for name in ("match", "check"):
        assert browser.get(at(name, batch)).status_code == 404
        assert browser.post(at(name, batch), {"once": "x"}).status_code == 404
    with pytest.raises(NotAllowed):
        bring_in_actions(by=cast.stranger, batch=batch, source=audit(cast.stranger), leave_out_wrong=True)


# Dates and columns, as people write them


@pytest.mark.parametrize(
    ("text", "day", "doubted"),
    [
        ("2026-03-31", date(2026, 3, 31), False),
        ("2026-03-31T00:00:00", date(2026, 3, 31), False),
        ("31/3/2026", date(2026, 3, 31), False),
        ("03/04/2026", date(2026, 4, 3), False),
        ("31.03.26", date(2026, 3, 31), False),
        ("31-03-2026", date(2026, 3, 31), False),
        ("31 March 2026", date(2026, 3, 31), False),
        ("31st Mar 2026", date(2026, 3, 31), False),
        ("31-Mar-26", date(2026, 3, 31), False),
        ("by 31/3/2026", date(2026, 3, 31), False),
        ("March 2026", date(2026, 3, 31), True),
        ("Feb 2028", date(2028, 2, 29), True),
        ("Mar-26", date(2026, 3, 31), True),
        ("Sept. 2026", date(2026, 9, 30), True),
        ("end of December 2026", date(2026, 12, 31), True),
        ("By end of June 2026", date(2026, 6, 30), True),
        ("Q1 2025/26", date(2025, 6, 30), True),
        ("Q2 2025/26", date(2025, 9, 30), True),
        ("q3 2025-26", date(2025, 12, 31), True),
        ("Q4 25/26", date(2026, 3, 31), True),
        ("within 3 months", date(2026, 4, 30), True),
        ("6 weeks", date(2026, 3, 14), True),
        ("", None, False),
        ("ASAP", None, False),
        ("Ongoing", None, False),
        ("TBC", None, False),
        ("31/13/2026", None, False),
        ("29/2/2026", None, False),
        ("March", None, False),
        ("2026", None, False),
        ("31 Smarch 2026", None, False),
        ("Q5 2025/26", None, False),
        ("1/1/1899", None, False),
        ("1/1/3026", None, False),
        ("5 children", None, False),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None, doubted: bool) -> None:
    found, doubt = read_date(text, "31/1/2026")
    assert found == day
    assert bool(doubt) is doubted


def test_a_length_of_time_without_a_start_is_no_date() -> None:
    assert read_date("within 3 months", "") == (None, "")
    assert read_date("within 3 months", "soon") == (None, "")


def test_the_header_is_the_row_that_knows_most_columns_wherever_it_stands() -> None:
    rows = [
        ["Action plan", "", ""],
        ["Key: complete", "on track", ""],
        ["", "", ""],
        ["Agreed action", "Lead officer", "Target date"],
        ["Action", "somebody", "31/3/2026"],
    ]
    found = find_columns(rows)
    assert found.header == 3
    assert dict(found.place) == {"what": 0, "owner": 1, "due": 2}
    assert found.missing == []


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Action", "what"), ("ACTION REQUIRED", "what"), ("Agreed action:", "what"), ("Task", "what"),
        ("By when?", "due"), ("Timescale", "due"), ("Target date", "due"), ("Completion date", "due"),
        ("Date completed", "done_on"), ("Closed on", "done_on"), ("Lead agency", "agency"),
        ("Organisation", "agency"), ("By whom", "owner"), ("Named lead", "owner"), ("RAG rating", "status"),
        ("R.A.G. / status", "status"), ("Update (June 2026)", "progress"), ("Ref", "called"), ("#", "called"),
        ("Success criteria", "measure"), ("Impact on children", "intended_change"), ("Contact", "email"),
        ("Evidence of impact", "impact"), ("Learning point", "finding"),
        ("Recommendation from the review", "recommendation"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_what_others_call_it(title: str, field: str) -> None:
    assert dict(find_columns([[title, "", "Unheard of"]]).place) == {field: 0}


def test_a_column_is_taken_once_and_the_exact_title_has_it() -> None:
    found = find_columns([["Action owner", "Action required by law", "Action", "Due by", "Deadline"]])
    assert dict(found.place) == {"owner": 0, "what": 2, "due": 4}


def test_a_list_without_a_header_misses_what_is_needed() -> None:
    assert find_columns([["a", "b"], ["c", "d"]]).missing == ["Action", "Due"]
    assert find_columns([]).missing == ["Action", "Due"]
