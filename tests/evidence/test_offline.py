"""The short return as a Word form: filled in away from here, and read back with nothing lost."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from safeguarding.cases.models import Case
from safeguarding.evidence.models import Request, Return
from safeguarding.evidence.offline import ANSWER, MARK, read_form, word_form
from safeguarding.evidence.questions import SHORT
from safeguarding.statute.answer import Refused
from tests.evidence.builders import author_of, fill
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
    boxes = re.findall(r'<textarea[^>]* name="(\w+-text)"[^>]*>(.*?)</textarea>', markup, flags=re.S)
    found = {name: html.unescape(text) for name, text in boxes}
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
        from datetime import date

        from safeguarding.people.models import Partnership

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
