"""What a form promises to those who fill it in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError
from lxml import html

from safeguarding.statute.answer import Refused
from safeguarding.ui import forms
from safeguarding.ui.style import Sample

POSITION = [("notify", "Notify"), ("not_sure", "Not sure yet")]


made = engines["jinja2"].from_string


class Position(forms.Form):
    position = forms.Choice(label="Your position", choices=POSITION)
    needed = forms.LongText(label="What else do you need?", only_if=("position", "not_sure"))
    by = forms.Date(label="By when?", only_if=("position", "not_sure"), required=False)


FULL = {
    "name": "Ayo <b>Bell</b>",
    "what": "One\n  two\n\n    three",
    "day-day": "1",
    "day-month": "2",
    "day-year": "2026",
    "at-day": "1",
    "at-month": "Feb",
    "at-year": "2026",
    "at-time": "14:30",
    "one": "not_sure",
    "needed": "A line\n   and another",
    "some": "b",
    "pick": "b",
    "yes": "no",
    "number": "0",
    "tick": "yes",
}


TEMPLATE = """{% from "ui/form.html" import form_tag, fields, error_summary, button with context %}
<main>{{ error_summary(form) }}
{% call form_tag(form) %}{{ fields(form) }}{{ button("Agree") }}{% endcall %}</main>"""


def shown(form: forms.Form) -> html.HtmlElement:
    """The form as the page shows it."""
    return html.fromstring(made(TEMPLATE).render({"form": form}, RequestFactory().get("/")))


def sent(*answers: dict[str, Any]) -> QueryDict:
    """Answers as a browser sends them; later ones win."""
    data = QueryDict(mutable=True)
    for given in answers:
        for key, value in given.items():
            data.setlist(key, [value])
    return data


def sent_again(page: html.HtmlElement) -> dict[str, str]:
    """What the browser would send if the page were sent as it stands."""
    [form] = page.forms
    return {key: value.replace("\r\n", "\n") for key, value in form.form_values()}


def test_everything_typed_comes_back_as_it_was_typed() -> None:
    form = Sample(sent(FULL, {"day-day": "31"}))
    assert form.status == 422
    again = sent_again(shown(form))
    assert {key: again[key] for key in FULL} == {**FULL, "day-day": "31"}


def test_a_password_never_comes_back() -> None:
    page = shown(Sample(sent(FULL, {"secret": "correct horse"})))
    assert "correct horse" not in html.tostring(page, encoding="unicode")


def test_every_error_leads_to_its_question_in_the_order_of_the_page() -> None:
    form = Sample({})
    page = shown(form)
    links = page.xpath('//div[@class="govuk-error-summary"]//a')
    assert [link.get("href") for link in links] == [
        "#id_sample_name",
        "#id_sample_what",
        "#id_sample_day-day",
        "#id_sample_at-day",
        "#id_sample_one",
        "#id_sample_pick",
        "#id_sample_yes",
        "#id_sample_tick",
    ]
    for link in links:
        target = page.get_element_by_id(link.get("href")[1:])
        assert target.tag in {"input", "textarea", "select"}


def test_every_question_has_a_name_that_a_screen_reader_can_say() -> None:
    page = shown(Sample())
    labelled = {label.get("for") for label in page.xpath("//label")}
    for box in page.xpath("//input[not(@type='hidden')] | //textarea | //select"):
        assert box.get("id") in labelled
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_hint_and_an_error_are_read_with_their_question() -> None:
    page = shown(Sample({}))
    box = page.get_element_by_id("id_sample_name")
    assert box.get("aria-describedby").split() == ["id_sample_name-hint", "id_sample_name-error"]
    assert "Enter an answer to “Your name”." in page.get_element_by_id("id_sample_name-error").text_content()


def test_questions_that_may_stay_empty_say_so() -> None:
    assert "(optional)" in shown(Sample()).get_element_by_id("id_sample_number").getparent().text_content()
    assert "(optional)" not in shown(Sample()).get_element_by_id("id_sample_name").getparent().text_content()


def test_an_answer_that_was_not_offered_or_is_too_long_is_refused_in_plain_words() -> None:
    form = Sample(sent(FULL, {"pick": "z", "some": "z", "name": "x" * 201}))
    assert [error["text"] for error in form.error_list] == [
        "“Your name” must have 200 characters at most. It has 201.",
        "Choose one of the answers to “Which of these apply”.",
        "Choose one of the answers to “Which agency”.",
    ]


def test_zero_is_an_answer() -> None:
    form = Sample(sent(FULL, {"number": "0"}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == 0


@pytest.mark.parametrize(("said", "meant"), [("yes", True), ("no", False)])
def test_yes_and_no_are_true_and_false(said: str, meant: bool) -> None:
    form = Sample(sent(FULL, {"yes": said}))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["yes"] is meant


class TestAQuestionThatOnlySomeAnswersPut:
    def test_is_needed_after_them(self) -> None:
        form = Position({"position": "not_sure", "needed": "  "})
        assert form.error_list == [
            {"text": "Enter an answer to “What else do you need”.", "href": "#id_position_needed"}
        ]

    def test_is_not_needed_after_others(self) -> None:
        assert Position({"position": "notify"}).is_valid()

    def test_is_forgotten_after_others_even_when_it_was_wrong(self) -> None:
        form = Position({"position": "notify", "needed": "typed before", "by-day": "99"})
        assert form.is_valid()
        assert form.cleaned_data == {"position": "notify", "needed": "", "by": None}

    def test_may_be_left_empty_where_it_says_so(self) -> None:
        assert Position({"position": "not_sure", "needed": "A scan"}).is_valid()

    def test_is_on_the_page_without_script_and_says_what_puts_it(self) -> None:
        page = shown(Position())
        [part] = page.xpath("//div[@data-only-if][.//textarea]")
        assert (part.get("data-only-if-name"), part.get("data-only-if")) == ("position", "not_sure")
        assert part.get("data-asked") is None
        [part] = shown(Position({"position": "not_sure"})).xpath("//div[@data-only-if][.//textarea]")
        assert part.get("data-asked") == ""


class TestSendingOnce:
    def test_each_opening_of_a_page_has_its_own_key(self) -> None:
        assert Position().once != Position().once
        assert len(Position().once) >= 32

    def test_the_key_is_kept_when_answers_must_be_mended(self) -> None:
        form = Position({"once": "k" * 32})
        assert form.status == 422
        assert sent_again(shown(form))["once"] == "k" * 32

    def test_a_refusal_gives_a_new_key_and_says_what_would_mend_it(self) -> None:
        form = Position({"once": "k" * 32, "position": "notify"})
        form.refuse(Refused("waiting", "Health has not answered.", "Ask health first."))
        page = shown(form)
        assert form.status == 409
        assert sent_again(page)["once"] != "k" * 32
        assert sent_again(page)["position"] == "notify"
        [summary] = page.xpath('//div[@class="govuk-error-summary"]')
        words = summary.text_content()
        assert "Health has not answered." in words
        assert "Ask health first." in words
        assert "Nothing that you typed is lost." in words

    def test_an_absurd_key_is_not_taken(self) -> None:
        assert len(Position({"once": "k" * 65}).once) <= 64


def test_a_form_can_grow_by_questions_known_only_now() -> None:
    asked = {f"agency-{n}": forms.Text(label=f"Agency {n}") for n in (1, 2)}
    form = Position({"position": "notify", "agency-1": "Police", "agency-2": ""}, also=asked)
    assert not form.is_valid()
    assert form.error_list == [{"text": "Enter an answer to “Agency 2”.", "href": "#id_position_agency-2"}]
    assert "agency-1" not in Position().fields


def test_a_draft_is_shown_again_without_errors() -> None:
    form = Sample.remembering({**FULL, "day-day": "31", "some": ["a", "b"], "once": "old", "name": ""})
    page = shown(form)
    assert form.status == 200
    assert not page.xpath('//*[contains(@class, "error")]')
    again = sent_again(page)
    assert (again["day-day"], again["at-time"], again["needed"]) == ("31", "14:30", "A line\n   and another")
    assert [box.get("value") for box in page.xpath('//input[@name="some"][@checked]')] == ["a", "b"]
    assert again["once"] != "old"


def test_no_draft_leaves_the_form_as_it_is() -> None:
    assert sent_again(shown(Sample.remembering({}, initial={"name": "Ayo"})))["name"] == "Ayo"


class TestAFile:
    def test_is_asked_for_again_when_another_answer_must_be_mended(self) -> None:
        data = QueryDict(mutable=True)
        form = Sample(data, {"file": SimpleUploadedFile("receipt.pdf", b"%PDF-")})
        page = shown(form)
        assert page.forms[0].get("enctype") == "multipart/form-data"
        assert "Please choose the file again." in page.get_element_by_id("id_sample_file-hint").text_content()

    def test_that_is_empty_is_refused_with_what_to_do(self) -> None:
        form = Sample(sent(FULL), {"file": SimpleUploadedFile("receipt.pdf", b"")})
        assert [error["text"] for error in form.error_list] == [
            "The file is empty. Check that it was saved, then choose it again."
        ]


def test_why_we_ask_is_beside_the_question() -> None:
    assert "Why we ask: What got in the way?" in shown(Sample()).text_content()


def test_what_is_typed_can_never_become_part_of_the_page() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}'
    for key in FULL:
        page = shown(Sample(sent(FULL, {key: evil, "day-day": evil})))
        assert not page.xpath("//script | //img | //@onerror")
        assert sent_again(page)["day-day"] == evil


def test_a_page_that_prints_what_is_not_there_fails_loudly() -> None:
    assert made("{% if case.child.name %}x{% endif %}").render({}) == ""
    with pytest.raises(UndefinedError):
        made("{{ case.child.name }}").render({"case": {}})
