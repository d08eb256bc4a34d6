"""The short return as a Word form: filled in away from here, and read back with nothing lost."""

from __future__ import annotations

import io
import re
from copy import deepcopy
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.cases.models import Case
from safeguarding.evidence.actions import declare_author
from safeguarding.evidence.models import Request, Return
from safeguarding.evidence.questions import ENTRIES, REPORT, SHORT
from safeguarding.evidence.questions.report import report_for
from safeguarding.evidence.word_back import MOST_ROWS, Filled, read_form
from safeguarding.evidence.word_form import ANSWER, MARK, NOTHING, word_form
from safeguarding.people.models import Partnership
from safeguarding.statute.answer import Refused
from safeguarding.statute.facts import Kind
from tests.cases.builders import happened
from tests.evidence.builders import REPORTED, ask_for_report, author_of, fill, give_short, reviewed
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
NAMES = ("Quillfeather", "Tobias", "Esme")


def filled(data: bytes, answers: dict[str, str], mark: str = "1") -> bytes:
    """The form as somebody fills it in, box by box."""
    document = Document(io.BytesIO(data))
    for table in document.tables:
        head = table.rows[0].cells[0].text
        for question in SHORT:
            if head.strip() == f"Question {question.number}" and question.key in answers:
                for row in table.rows:
                    if row.cells[0].text == ANSWER:
                        row.cells[1].text = answers[question.key]
                    if row.cells[0].text == MARK:
                        row.cells[1].text = mark
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def joan(practice: Request) -> Client:
    return signed_in(author_of(practice))


def upload(browser: Client, where: str, data: bytes, name: str = "Short return.docx") -> HttpResponse:
    once = once_of(browser.get(where), "file")
    answer: HttpResponse = browser.post(  # type: ignore[assignment]  # the client's own subclass
        where, {"which": "file", "once": once, "file": SimpleUploadedFile(name, data)}
    )
    return answer


def typed(page: HttpResponse) -> dict[str, str]:
    """What the page carries in its boxes, as a browser would send it on."""
    import html

    markup = page.content.decode()
    boxes = re.findall(r'<textarea[^>]* name="(\w+-\w+)"[^>]*>(.*?)</textarea>', markup, flags=re.S)
    found = {name: html.unescape(text) for name, text in boxes}
    ticked = r'<input[^>]* name="(\w+-nothing)"[^>]* value="yes"[^>]* checked'
    found |= dict.fromkeys(re.findall(ticked, markup), "yes")
    for name, options in re.findall(r'<select[^>]* name="(handling_\w+)"[^>]*>(.*?)</select>', markup, re.S):
        chosen = re.search(r'value="([^"]+)"[^>]* selected', options)
        found[name] = chosen[1] if chosen else ""
    found |= dict(re.findall(r'name="(seen_\w+)" value="(\d+)"', markup))
    return found


def test_the_form_names_nobody_and_holds_what_was_answered_so_far(practice: Request) -> None:
    fill(practice, knew="We knew his mother since March.")
    answer = Return.objects.get(request=practice)
    data = word_form(practice, SHORT, answer.answers, "Mill Lane Surgery", practice.asked_on)
    document = Document(io.BytesIO(data))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    whole = text + "\n".join(one.text for one in document.paragraphs)
    assert "We knew his mother since March." in whole
    assert not [name for name in NAMES if name in whole]


def test_what_goes_out_comes_back_the_same(practice: Request) -> None:
    said = {q.key: f"First line about {q.title}.\nSecond line: “quoted” & <b>, 5 < 6." for q in SHORT}
    fill(practice, **{key: (text, "ask_me_first") for key, text in said.items()})
    answer = Return.objects.get(request=practice)
    form = word_form(practice, SHORT, answer.answers, "Mill Lane", practice.asked_on)
    back = read_form("form.docx", form, practice, SHORT)
    assert not isinstance(back, Refused)
    assert {key: (one.text, one.handling) for key, one in back.items()} == {
        key: (text, "ask_me_first") for key, text in said.items()
    }


@settings(max_examples=8, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=300))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    blank = word_form_of_nothing()
    back = read_form("form.docx", filled(blank, {"knew": text}), Request(), SHORT)
    assert not isinstance(back, Refused)
    assert " ".join(back["knew"].text.split()) == " ".join(text.split())


_BLANK: list[bytes] = []


def word_form_of_nothing() -> bytes:
    """A form of a made-up request, made once; it needs no database."""
    if not _BLANK:
        case = Case(
            reference="ABC-DEF", marking="OFFICIAL-SENSITIVE", partnership=Partnership(name="Barnet SCP")
        )
        day = date(2026, 11, 27)
        asked = Request(case=case, due_on=day, period_from=day, period_to=day)
        _BLANK.append(word_form(asked, SHORT, {}, "Mill Lane", day))
    return _BLANK[0]


def test_an_author_answers_in_word_looks_it_through_and_keeps_it_at_once(
    joan: Client, practice: Request
) -> None:
    where = f"/returns/{practice.short}/word/"
    form = joan.get(f"{where}form/")
    assert form.headers["Content-Disposition"].startswith("attachment")
    page = upload(joan, where, filled(form.content, {"knew": "We knew her.", "voice": "He smiled."}, "2"))
    assert "Look your answers through" in words(page)
    data = typed(page) | {"which": "keep", "once": once_of(page, "keep")}
    assert data["voice-text"].strip() == "He smiled."
    assert joan.post(where, data).status_code == 302
    kept = Return.objects.get(request=practice).answers
    assert kept["knew"]["text"].strip() == "We knew her."
    assert kept["voice"]["handling"] == "partners_and_chair_only"
    assert "contacts" not in kept


def test_an_empty_box_takes_nothing_away_and_a_difference_is_shown(joan: Client, practice: Request) -> None:
    fill(practice, knew="As it was typed here.", voice="Typed here too.")
    where = f"/returns/{practice.short}/word/"
    form = joan.get(f"{where}form/").content
    page = upload(joan, where, filled(form, {"knew": "As it is in Word.", "voice": ""}))
    assert "Here now, and different:" in words(page)
    assert "As it was typed here." in words(page)
    assert "It stays, because your form is empty here." in words(page)
    joan.post(where, typed(page) | {"which": "keep", "once": once_of(page, "keep")})
    kept = Return.objects.get(request=practice).answers
    assert kept["knew"]["text"].strip() == "As it is in Word."
    assert kept["voice"]["text"] == "Typed here too."


def test_what_a_colleague_changed_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    joan: Client, practice: Request
) -> None:
    where = f"/returns/{practice.short}/word/"
    page = upload(joan, where, filled(joan.get(f"{where}form/").content, {"knew": "From Word."}))
    data = typed(page) | {"which": "keep", "once": once_of(page, "keep")}
    fill(practice, knew="A colleague wrote this.")
    refused = joan.post(where, data)
    assert refused.status_code == 409
    assert "A colleague wrote this." in words(refused)  # type: ignore[arg-type]  # a response
    assert "From Word." in refused.content.decode()
    assert Return.objects.get(request=practice).answers["knew"]["text"] == "A colleague wrote this."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.pdf", b"%PDF-1.7", "is a PDF"),
        ("form.docx", b"PK\x03\x04 cut short", "damaged"),
        ("empty.docx", b" ", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    joan: Client, practice: Request, name: str, data: bytes, said: str
) -> None:
    answer = upload(joan, f"/returns/{practice.short}/word/", data, name)
    assert answer.status_code == 409
    assert said in words(answer)


def test_another_document_is_no_form_of_ours(joan: Client, practice: Request) -> None:
    document, out = Document(), io.BytesIO()
    document.add_table(1, 2).rows[0].cells[0].text = "Date"
    document.save(out)
    answer = upload(joan, f"/returns/{practice.short}/word/", out.getvalue())
    assert "None of our questions is in this file." in words(answer)


def test_a_mark_that_is_none_of_the_four_keeps_the_answer_close() -> None:
    form = filled(word_form_of_nothing(), {"knew": "Yes."}, "all of you")
    back = read_form("form.docx", form, Request(), SHORT)
    assert not isinstance(back, Refused)
    assert back["knew"].handling == "partners_and_chair_only"


def test_rows_that_somebody_added_are_kept_with_the_answer() -> None:
    document = Document(io.BytesIO(filled(word_form_of_nothing(), {"knew": "Yes."})))
    table = next(one for one in document.tables if one.rows[0].cells[0].text.strip() == "Question 1")
    cells = table.add_row().cells
    cells[0].text, cells[1].text = "And also", "his sister."
    out = io.BytesIO()
    document.save(out)
    back = read_form("form.docx", out.getvalue(), Request(), SHORT)
    assert not isinstance(back, Refused)
    assert back["knew"].text == "Yes.\nAnd also\nhis sister."


def test_nobody_else_has_the_form(cast: Cast, practice: Request) -> None:
    for who in (cast.manager, cast.chair, cast.author, cast.stranger):
        for where in ("", "form/"):
            assert signed_in(who).get(f"/returns/{practice.short}/word/{where}").status_code == 404


def test_an_interest_is_still_declared_before_the_return_is_given(joan: Client, practice: Request) -> None:
    where = f"/returns/{practice.short}/word/"
    answers = {question.key: "Nothing." for question in SHORT}
    page = upload(joan, where, filled(joan.get(f"{where}form/").content, answers))
    kept = joan.post(where, typed(page) | {"which": "keep", "once": once_of(page, "keep")})
    assert kept.headers["Location"].endswith("/who-writes/")
    refused = send(
        joan, f"/returns/{practice.short}/check/", systems=["Practice’s patient records"], true="yes"
    )
    assert refused.status_code in {409, 422}


# The report


def report_form(asked: Request, answers: dict[str, dict[str, object]]) -> bytes:
    return word_form(asked, report_for("gp_primary_care"), answers, "Mill Lane", date(2026, 11, 27))


def blank_report() -> Request:
    case = Case(reference="ABC-DEF", marking="OFFICIAL-SENSITIVE", partnership=Partnership(name="Barnet SCP"))
    day = date(2026, 11, 27)
    return Request(case=case, form=Request.Form.REPORT, due_on=day, period_from=day, period_to=day)


def written(data: bytes, head: str, label: str, text: str) -> bytes:
    """Somebody writes beside one label of one of the form's tables."""
    document = Document(io.BytesIO(data))
    table = next(one for one in document.tables if one.rows[0].cells[0].text.strip() == head)
    next(row for row in table.rows if row.cells[0].text.strip() == label).cells[1].text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cells_of(form: bytes) -> str:
    tables = Document(io.BytesIO(form)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def read_report(data: bytes) -> dict[str, Filled]:
    back = read_form("report.docx", data, blank_report(), report_for("gp_primary_care"))
    assert not isinstance(back, Refused)
    return back


def test_a_report_comes_back_with_every_part_of_every_entry() -> None:
    answers: dict[str, dict[str, object]] = {
        one.key: {"text": one.words(said) if one.parts else f"{one.title}\n“as we saw it”", "said": said,
                  "handling": "not_for_the_report"}
        for one in REPORT
        for said in [REPORTED.get(one.key)]
    }  # fmt: skip
    for one in REPORT:
        if one.parts and one.key not in REPORTED:
            answers[one.key]["text"] = one.nothing
    back = read_report(report_form(blank_report(), answers))
    assert set(back) == {one.key for one in REPORT}
    for one in REPORT:
        assert back[one.key].handling == "not_for_the_report"
        assert back[one.key].said == REPORTED.get(one.key), one.key
        if one.key not in REPORTED:
            assert back[one.key].text == answers[one.key]["text"]


def test_what_is_no_number_of_the_list_is_kept_as_words() -> None:
    blank = report_form(blank_report(), {})
    data = written(blank, "Section 4, episode 1", "Where do these reasons lie?", "2, 3 and the weather")
    data = written(data, "Section 4, episode 1", "How did it go?", "well enough")
    data = written(data, "Section 4, episode 2", "Why did it go this way?", "Two lists.")
    said = read_report(data)["episodes"].said
    assert said == [
        {
            "factors": ["tools", "team"],
            "happened": "How did it go?\nwell enough\n\nWhere do these reasons lie?\n2, 3 and the weather",
        },
        {"why": "Two lists."},
    ]


def test_a_number_that_the_list_does_not_have_is_kept_as_words() -> None:
    data = written(report_form(blank_report(), {}), "Section 1", "Which of these is nearest?", "9")
    assert read_report(data)["involved"].said == {"people": "Which of these is nearest?\n9"}


def test_more_entries_than_an_answer_can_have_stand_in_words_in_the_last_one() -> None:
    steps = next(one for one in REPORT if one.key == "steps")
    answers = {
        "steps": {"text": "x", "said": [{"what": f"Step {number}"} for number in range(1, ENTRIES + 1)]}
    }
    document = Document(io.BytesIO(report_form(blank_report(), answers)))
    last = next(
        one for one in document.tables if one.rows[0].cells[0].text.strip() == f"Section 11, step {ENTRIES}"
    )
    copied = deepcopy(last._tbl)
    last._tbl.addnext(copied)
    last._tbl.addnext(deepcopy(document.paragraphs[0]._p))
    out = io.BytesIO()
    document.save(out)
    said = read_report(out.getvalue())["steps"].said
    assert isinstance(said, list)
    assert len(said) == ENTRIES
    assert said[-1]["what"].startswith(f"Step {ENTRIES}\n\n{steps.entry.capitalize()} 1")
    assert said[-1]["what"].count(f"Step {ENTRIES}") == 2


def test_a_short_returns_form_given_back_for_a_report_is_noticed(
    cast: Cast, case: Case, practice: Request
) -> None:
    report = ask_for_report(cast, reviewed(cast, case), cast.gp)
    joan = signed_in(author_of(report))
    answer = upload(joan, f"/returns/{report.short}/word/", filled(word_form_of_nothing(), {"knew": "x"}))
    assert "None of our questions is in this file." in words(answer)


def test_an_author_writes_the_report_in_word_and_keeps_it(cast: Cast, case: Case, practice: Request) -> None:
    give_short(practice, voice=("He smiled.", "ask_me_first"))
    report = ask_for_report(cast, reviewed(cast, case), cast.gp)
    joan, where = signed_in(author_of(report)), f"/returns/{report.short}/word/"
    assert "He smiled." not in cells_of(joan.get(f"{where}form/").content)
    declare_author(by=author_of(report), request=report, interest="organisational")
    form = joan.get(f"{where}form/").content
    assert "He smiled." in cells_of(form)
    data = written(form, "Section 4, episode 1", "What happened?", "A bruise was seen.")
    data = written(data, "Section 4, episode 2", "What happened?", "A call was made.")
    data = written(data, "Section 13", NOTHING, "Yes")
    page = upload(joan, where, data, "Report.docx")
    assert "Look your answers through" in words(page)
    assert joan.post(where, typed(page) | {"which": "keep", "once": once_of(page, "keep")}).status_code == 302
    kept = Return.objects.get(request=report).answers
    assert kept["episodes"]["said"] == [{"happened": "A bruise was seen."}, {"happened": "A call was made."}]
    assert kept["voice"]["said"] == {"daily_life": "He smiled."}
    assert kept["voice"]["handling"] == "ask_me_first"
    assert kept["processes"]["text"] == "None that we know of."
    assert "summary" in kept
    assert "identity" in kept
    assert "sharing" not in kept


@pytest.mark.parametrize("number", ["9" * 5000, "٢", "-1", "2" * 4])
def test_whatever_stands_where_a_number_should_is_kept(number: str) -> None:
    data = written(report_form(blank_report(), {}), "Section 12", "Which themes do you see in it?", number)
    assert number in str(read_report(data)["learning"].said)


def test_the_strictest_of_two_marks_holds_and_a_table_that_was_split_is_still_read() -> None:
    answers: dict[str, dict[str, object]] = {
        "voice": {"text": "x", "said": {"daily_life": "He smiled.", "family": "His aunt."},
                  "handling": "partners_and_chair_only"},
        "summary": {"text": "Ours.", "handling": "partners_and_chair_only"},
    }  # fmt: skip
    document = Document(io.BytesIO(report_form(blank_report(), answers)))
    tables = {one.rows[0].cells[0].text.strip(): one for one in document.tables}
    voice = tables["Section 6"]._tbl
    lower = deepcopy(voice)
    for row in lower.tr_lst[:2]:
        lower.remove(row)
    for row in voice.tr_lst[2:]:
        voice.remove(row)
    voice.addnext(lower)
    voice.addnext(deepcopy(document.paragraphs[0]._p))
    # The tables of two sections run together, as they do when the line between them is deleted.
    for row in tables["Section 3"]._tbl.tr_lst:
        tables["Section 2"]._tbl.append(row)
    tables["Section 3"]._tbl.getparent().remove(tables["Section 3"]._tbl)
    out = io.BytesIO()
    document.save(out)
    back = read_report(out.getvalue())
    assert back["voice"].said == {"daily_life": "He smiled.", "family": "His aunt."}
    assert back["voice"].handling == "partners_and_chair_only"
    assert (back["summary"].text, back["summary"].handling) == ("Ours.", "partners_and_chair_only")
    assert (back["events"].text, back["events"].handling) == ("", "shareable")


def test_two_marks_for_one_question_keep_the_stricter() -> None:
    document = Document(
        io.BytesIO(report_form(blank_report(), {"voice": {"handling": "not_for_the_report"}}))
    )
    table = next(one for one in document.tables if one.rows[0].cells[0].text.strip() == "Section 6")
    cells = table.add_row().cells
    cells[0].text, cells[1].text = MARK, "1"
    out = io.BytesIO()
    document.save(out)
    assert read_report(out.getvalue())["voice"].handling == "not_for_the_report"


def test_a_form_with_more_in_it_than_any_of_ours_is_not_read() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Section 6"
    row = table.rows[0]._tr
    for _ in range(MOST_ROWS):
        row.addnext(deepcopy(row))
    out = io.BytesIO()
    document.save(out)
    back = read_form("Report.docx", out.getvalue(), blank_report(), report_for("gp_primary_care"))
    assert isinstance(back, Refused)
    assert back.code == "form_too_much"


def test_a_list_is_no_form(joan: Client, practice: Request) -> None:
    answer = upload(joan, f"/returns/{practice.short}/word/", b"Question 1,x\nYour answer,y\n", "form.csv")
    assert "This is not a Word document." in words(answer)


def test_a_mark_that_a_colleague_made_stricter_meanwhile_is_shown_and_holds(
    joan: Client, practice: Request
) -> None:
    fill(practice, knew="We knew her.")
    where = f"/returns/{practice.short}/word/"
    form = joan.get(f"{where}form/").content
    fill(practice, knew=("We knew her.", "partners_and_chair_only"))
    page = upload(joan, where, form)
    assert "Who may read it, here now: Only the three partners and the chair may read it." in words(page)
    joan.post(where, typed(page) | {"which": "keep", "once": once_of(page, "keep")})
    assert Return.objects.get(request=practice).answers["knew"]["handling"] == "partners_and_chair_only"


def test_once_it_is_over_there_is_no_form_to_take_or_to_give(
    cast: Cast, case: Case, practice: Request
) -> None:
    give_short(practice, voice="He smiled.")
    report = ask_for_report(cast, reviewed(cast, case), cast.gp)
    joan, where = signed_in(author_of(report)), f"/returns/{report.short}/word/"
    declare_author(by=author_of(report), request=report, interest="organisational")
    happened(report.case, cast.dsp_la, Kind.REPORT_ACCEPTED)
    gone = joan.get(f"{where}form/")
    assert gone.status_code == 302
    page = joan.get(where)
    assert "has been accepted" in words(page)
