"""A partnership's own templates: proposed by one, approved by another, followed by the papers made from then
on, and never in the way of a paper.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from lxml import html

from safeguarding.cases.queries.templates import work
from safeguarding.config.commands.record import _verify_document
from safeguarding.correspondence.models import Letter
from safeguarding.documents import actions, queries
from safeguarding.documents.actions.papers import keep_bytes
from safeguarding.documents.actions.templates import (
    Fit,
    approve_template,
    end_template,
    judge_upload,
    propose_template,
)
from safeguarding.documents.models import Document, File, Template
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Seat
from safeguarding.record.actions import open_stream
from safeguarding.record.models import Stream
from safeguarding.statute.terms import DocumentKind, Role
from tests.cases.test_route import refused
from tests.documents.papers import given
from tests.documents.templates import good, with_words
from tests.documents.test_rendering import words_of_docx
from tests.pages import once_of, send, words
from tests.people.cast import Cast, events, make_cast, signed_in

REPORT = DocumentKind.RR_REPORT
PAGE = "/templates/rr_report/"


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()


@pytest.fixture
def stream(cast: Cast) -> Stream:
    return open_stream(kind="case", of=9001, partnership=cast.barnet.pk)


def fit(data: bytes | None = None, kind: DocumentKind = REPORT) -> Fit:
    found = judge_upload(kind=kind, name="our.docx", data=data or good(kind=kind))
    assert isinstance(found, Fit), found
    return found


def proposed(cast: Cast, data: bytes | None = None, **more: Any) -> Template:
    said = {"by": cast.manager, "kind": REPORT, "why": "Our own words at the head.", **more}
    if "fit" not in said:
        said["fit"] = fit(data)
    return propose_template(**said)


def approved(cast: Cast, data: bytes | None = None, **more: Any) -> Template:
    return approve_template(by=cast.chair, template=proposed(cast, data, **more))


def paper(cast: Cast, stream: Stream) -> Document:
    return actions.publish_now(by=cast.manager, stream=stream, kind=REPORT, data=given())


def said(document: Document) -> str:
    return words_of_docx(queries.read(document.word))


def test_papers_made_from_the_approval_on_follow_the_template_and_older_ones_stay(
    cast: Cast, stream: Stream
) -> None:
    before = paper(cast, stream)
    kept = queries.read(before.word)
    template = proposed(cast)
    assert "never blame" not in said(paper(cast, stream))  # a proposal changes nothing
    approve_template(by=cast.chair, template=template)
    after = paper(cast, stream)
    assert said(after).strip().startswith("Learning, never blame.")
    assert after.template == template
    before = Document.objects.get(pk=before.pk)
    assert before.template is None
    assert queries.read(before.word) == kept


def test_the_verifier_knows_a_paper_made_from_a_partnerships_own_template(
    cast: Cast, stream: Stream, capsys: pytest.CaptureFixture[str]
) -> None:
    approved(cast)
    made = queries.read(paper(cast, stream).word)
    assert _verify_document("paper.docx", made) == 0
    assert "was made here: version 1, sealed, unchanged since" in capsys.readouterr().out
    assert _verify_document("paper.docx", made + b" ") == 1


def test_another_partnership_and_another_kind_keep_the_products_own(cast: Cast, stream: Stream) -> None:
    approved(cast)
    devons = open_stream(kind="case", of=9002, partnership=cast.devon.pk)
    made = actions.publish_now(by=cast.stranger, stream=devons, kind=REPORT, data=given())
    assert (made.template, "never blame" in said(made)) == (None, False)
    agenda = actions.draft(by=cast.manager, stream=stream, kind=DocumentKind.RR_AGENDA, data=given())
    assert agenda.template is None


def test_nobody_approves_what_they_proposed_even_in_another_seat(cast: Cast) -> None:
    template = proposed(cast)
    refused("not_yours", approve_template, by=cast.manager, template=template)
    chair = Seat.objects.create(
        person=cast.manager.person, partnership=cast.barnet, role=Role.LTRG_CHAIR, since=cast.chair.seat.since
    )
    refused("own_proposal", approve_template, by=replace(cast.manager, seat=chair), template=template)
    for who in (cast.support, cast.scrutineer, cast.stranger, cast.devon_chair):
        refused("not_yours", approve_template, by=who, template=template)
        refused("not_yours", end_template, by=who, template=template, why="No.")
    approve_template(by=cast.deputy_health, template=template)
    refused("settled", approve_template, by=cast.chair, template=template)
    refused("settled", end_template, by=cast.manager, template=template, why="Too late.")
    assert (events("propose_template"), events("approve_template")) == (1, 1)


def test_what_may_not_be_proposed_is_refused_with_its_reason(cast: Cast) -> None:
    for who in (cast.support, cast.chair, cast.scrutineer):
        refused("not_yours", proposed, cast=cast, by=who)
    refused("no_reason", proposed, cast=cast, why=" ")
    refused("no_change", proposed, cast=cast, fit=None)
    refused("no_template", proposed, cast=cast, kind=DocumentKind.LEGAL_ADVICE)
    refused("no_template", proposed, cast=cast, fit=fit(kind=DocumentKind.LETTER))
    first = proposed(cast)
    refused("waits_already", proposed, cast=cast, data=good("Other words."))
    approve_template(by=cast.chair, template=first)
    refused("no_change", proposed, cast=cast)
    assert Template.objects.count() == 1


def test_it_is_sent_back_with_a_reason_or_taken_back_and_another_may_follow(cast: Cast) -> None:
    first = proposed(cast)
    refused("no_reason", end_template, by=cast.chair, template=first, why=" ")
    end_template(by=cast.chair, template=first, why="The logo is the old one.")
    told = Letter.objects.get(kind="template_answered")
    assert told.to_person == cast.manager.person
    second = proposed(cast)
    end_template(by=cast.manager, template=second, why="Wrong file.")
    third = proposed(cast)
    assert [one.version for one in (first, second, third)] == [1, 2, 3]
    assert Letter.objects.filter(kind="template_answered").count() == 1
    assert queries.template_in_force(str(cast.barnet.pk), REPORT) is None


def test_going_back_to_the_products_own_takes_two_people_as_well(cast: Cast, stream: Stream) -> None:
    approved(cast)
    back = proposed(cast, fit=None, why="The new one is hard to read.")
    assert "never blame" in said(paper(cast, stream))
    refused("not_yours", approve_template, by=cast.manager, template=back)
    approve_template(by=cast.chair, template=back)
    made = paper(cast, stream)
    assert (made.template, "never blame" in said(made)) == (None, False)


def test_the_chair_is_told_by_a_letter_that_says_nothing_and_finds_it_in_their_work(cast: Cast) -> None:
    proposed(cast, why="Because of the Larkin case.")
    letter = Letter.objects.get(kind="template_to_approve")
    assert letter.to_person == cast.chair.person
    assert "Larkin" not in letter.body
    assert f"{PAGE}1/" in letter.body
    assert [item.title for item in work(cast.chair)] == ["A template waits for you"]
    for who in (cast.manager, cast.dsp_la, cast.support, cast.devon_chair):
        assert work(who) == []


def test_without_a_chair_it_waits_for_the_delegated_partners(cast: Cast) -> None:
    Seat.objects.filter(pk=cast.chair.seat.pk).update(until=cast.chair.seat.since)
    proposed(cast)
    told = {letter.to_person for letter in Letter.objects.filter(kind="template_to_approve")}
    assert {cast.dsp_la.person, cast.dsp_police.person} <= told
    assert cast.manager.person not in told
    assert [item.title for item in work(cast.dsp_la)] == ["A template waits for you"]


def failing(partnership: Partnership) -> Template:
    """A template in force of which the trial found nothing wrong, and which yet loses a paper's words."""
    lossy = with_words("{%p if signatures %}", "{%p if not signatures %}")
    template = Template.objects.get(partnership=partnership)
    assert partnership.stream is not None
    file = keep_bytes(partnership.stream, "lossy.docx", "application/octet-stream", lossy)
    Template.objects.filter(pk=template.pk).update(file=file)
    return template


def test_a_template_that_does_not_hold_a_paper_is_passed_over_and_the_manager_is_told(
    cast: Cast, stream: Stream
) -> None:
    approved(cast)
    template = failing(cast.barnet)
    made = paper(cast, stream)
    assert made.is_sealed
    assert made.template is None
    assert "Asha Patel" in said(made)
    assert events("template_failed") == 1
    template.refresh_from_db()
    assert template.failed_at is not None
    assert [item.title for item in work(cast.manager)] == ["A template could not be used"]
    assert work(cast.chair) == []
    assert "could not hold a paper" in words(signed_in(cast.manager).get(PAGE))
    assert "Could not be used" in words(signed_in(cast.manager).get("/templates/"))
    approve_template(by=cast.chair, template=proposed(cast, good("Better.")))
    assert work(cast.manager) == []
    assert "Better." in said(paper(cast, stream))


def test_a_template_whose_file_was_damaged_is_passed_over(cast: Cast, stream: Stream) -> None:
    template = approved(cast)
    assert template.file
    sealed = template.file.sealed
    sealed.blob = bytes(sealed.blob)[:-1] + b"x"
    sealed.save()
    assert paper(cast, stream).template is None
    assert events("template_failed") == 1


def test_the_file_is_kept_encrypted_under_a_name_that_tells_nothing(cast: Cast) -> None:
    found = judge_upload(kind=REPORT, name="Maya Okafor, Larkin.docx", data=good())
    template = proposed(cast, fit=found)
    assert template.file
    assert template.file.name == "Rapid review report template v1.docx"
    assert bytes(template.file.sealed.blob)[:2] != b"PK"
    assert File.objects.count() == 1


# The pages


def post(browser: Client, which: str, path: str = PAGE, **fields: Any) -> Any:
    return send(browser, path, which, **fields)


def upload(data: bytes, name: str = "our.docx") -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def test_the_list_says_of_every_paper_whose_template_stands(cast: Cast) -> None:
    page = words(signed_in(cast.manager).get("/templates/"))
    for group in ("Letters", "Meetings", "Rapid review", "Practice review", "Action and learning"):
        assert group in page
    assert "Your own" not in page
    approved(cast)
    proposed(cast, fit=None, why="Again.")
    page = words(signed_in(cast.chair).get("/templates/"))
    assert "Your own, version 1, since" in page
    assert "Version 2 waits" in page
    for who in (cast.scrutineer, cast.author, cast.auditor):
        assert signed_in(who).get("/templates/").status_code == 404


def test_what_is_wrong_is_listed_on_the_page_and_the_reason_is_kept(cast: Cast) -> None:
    broken = with_words("{{ title }}", "{{ tittle }} {{ 1 + 1 }}")
    answer = post(signed_in(cast.manager), "new", file=upload(broken), why="A new head.")
    assert answer.status_code == 422
    tree = html.fromstring(answer.content)
    listed = [one.text_content() for one in tree.xpath("//*[@class='govuk-error-summary__body']//li")]
    assert len(listed) == 3
    assert "did you mean “title”" in listed[0]
    assert "line 1" in listed[0]
    assert "A new head." in answer.content.decode()
    assert not Template.objects.exists()
    assert not File.objects.exists()


def test_a_template_is_proposed_once_however_often_it_is_sent(cast: Cast) -> None:
    browser = signed_in(cast.manager)
    once = once_of(browser.get(PAGE), "new")
    for _ in range(2):
        fields = {"once": once, "which": "new", "file": upload(good()), "why": "Our words."}
        assert browser.post(PAGE, fields).status_code == 302
    assert events("propose_template") == 1
    page = words(browser.get(PAGE))
    assert "Version 1 was proposed by" in page
    assert "A new template" not in page


def test_the_second_person_sees_what_changes_and_approves(cast: Cast, stream: Stream) -> None:
    proposed(cast)
    browser = signed_in(cast.chair)
    page = browser.get(f"{PAGE}1/")
    tree = html.fromstring(page.content)
    assert [one.text_content() for one in tree.xpath("//ins")] == ["Learning, never blame."]
    assert tree.xpath("//del") == []
    assert "1 What happened (level 1)" in words(page)
    filled = browser.get(f"{PAGE}1/made-up/")
    assert "Robin fell from a window" in words_of_docx(b"".join(filled))  # type: ignore[arg-type]
    assert filled["Content-Disposition"].startswith("attachment")
    assert post(browser, "yes", f"{PAGE}1/").status_code == 302
    assert "Stands" in words(browser.get(f"{PAGE}1/"))
    assert "Approve it" not in words(browser.get(f"{PAGE}1/"))
    assert "never blame" in said(paper(cast, stream))


def test_the_proposer_cannot_approve_and_takes_it_back(cast: Cast) -> None:
    proposed(cast)
    browser = signed_in(cast.manager)
    assert "Approve it" not in words(browser.get(f"{PAGE}1/"))
    assert post(browser, "no", f"{PAGE}1/", why="").status_code == 422
    assert post(browser, "no", f"{PAGE}1/", why="Wrong file.").status_code == 302
    assert "Taken back" in words(browser.get(PAGE))


def test_going_back_is_proposed_from_the_page_and_read_there(cast: Cast) -> None:
    approved(cast)
    browser = signed_in(cast.manager)
    assert post(browser, "own", why="Hard to read.").status_code == 302
    tree = html.fromstring(signed_in(cast.chair).get(f"{PAGE}2/").content)
    assert [one.text_content() for one in tree.xpath("//del")] == ["Learning, never blame."]
    approve_template(by=cast.chair, template=Template.objects.get(version=2))
    assert "product’s own template stands again" in words(browser.get(PAGE))
    assert "Replaced" in words(browser.get(PAGE))


def test_each_file_can_be_had_and_nothing_else(cast: Cast) -> None:
    approved(cast)
    browser = signed_in(cast.manager)
    assert browser.get(f"{PAGE}1/word/").content == good()
    assert "{{ title }}" in words_of_docx(browser.get(f"{PAGE}own/word/").content)
    assert "Robin fell" in words_of_docx(browser.get("/templates/letter/own/made-up/").content)
    for path in ("1/exe/", "2/word/", "own/exe/", "3/"):
        assert browser.get(f"{PAGE}{path}").status_code == 404
    for kind in ("legal_advice", "nothing"):
        assert browser.get(f"/templates/{kind}/").status_code == 404
    assert signed_in(cast.stranger).get(f"{PAGE}1/word/").status_code == 404
    failing(cast.barnet)
    assert browser.get(f"{PAGE}1/made-up/").status_code == 404


def test_every_reader_finds_the_way_from_their_work(cast: Cast) -> None:
    def has_link(who: Acting) -> bool:
        return b'href="/templates/"' in signed_in(who).get("/").content

    assert has_link(cast.manager)
    assert has_link(cast.chair)
    assert not has_link(cast.author)
