"""An agency that will not answer: its own words, and the formal letter under section 16H."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document as Word

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.models import Case
from safeguarding.cases.queries.decisions import one_of
from safeguarding.documents.models import Document
from safeguarding.documents.queries import read
from safeguarding.evidence import queries
from safeguarding.evidence.actions import issue_formal_request, refuse_return, withdraw_refusal
from safeguarding.evidence.models import FormalRequest, Refusal, Request
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import DocumentKind, Level, Partner
from tests.decisions import sealed
from tests.evidence.builders import author_of, give_nil, letters
from tests.people.cast import Cast, events, signed_in

WORDS = "Our solicitor says that we may not."


def today() -> date:
    return timezone.localdate()


def one(case: Case, request: Request) -> str:
    return f"/cases/{case.reference}/returns/{request.short}/"


def line(case: Case, request: Request) -> queries.Line:
    again = Case.objects.get(pk=case.pk)
    return next(one for one in queries.board(again) if one.short == request.short)


def writes(cast: Cast, request: Request, **changes: Any) -> FormalRequest:
    given: dict[str, Any] = {
        "name": "Dr Ada Lee",
        "email": "ada@milllane.example",
        "partner": Partner.HEALTH,
        "asks": "A short return.",
        "due_on": today() + timedelta(days=5),
    }
    return issue_formal_request(by=cast.manager, request=request, **(given | changes))


def head_of(formal: FormalRequest) -> Acting:
    """The head of the agency, come by the link in the message."""
    return Acting(formal.to, Level.MAILBOX, f"return:{formal.refusal.request.short}")


def test_an_agency_says_on_its_own_page_that_it_will_not_share(
    cast: Cast, case: Case, practice: Request
) -> None:
    agency, where = signed_in(author_of(practice)), f"/returns/{practice.short}/will-not-share/"
    assert "You do not need their consent" in agency.get(where).content.decode()
    assert agency.post(where, {"once": "0", "words": ""}).status_code == 422
    for _ in range(2):
        assert agency.post(where, {"once": "w", "words": WORDS}).status_code == 302
    assert Refusal.objects.get().words == WORDS
    found = line(case, practice)
    assert (found.state, found.note, found.missing) == ("Will not answer", "No formal letter yet", True)
    assert {letter.to_person_id for letter in letters("return_needs_you")} == {cast.manager.person.pk}
    page = signed_in(cast.manager).get(one(case, practice)).content.decode()
    assert WORDS in page
    assert "Write to them formally" in page
    assert any(item.title == "An agency will not answer" for item in queries.work(cast.manager))
    assert any("will not answer" in block.text for block in queries.blocks(cast.manager, case))


def test_it_can_share_after_all_or_simply_answer(cast: Cast, case: Case, practice: Request) -> None:
    who = author_of(practice)
    refuse_return(by=who, request=practice, words=WORDS)
    agency, where = signed_in(who), f"/returns/{practice.short}/will-not-share/"
    assert "will not share this" in agency.get(f"/returns/{practice.short}/").content.decode()
    assert WORDS in agency.get(where).content.decode()
    for _ in range(2):
        assert agency.post(where, {"once": "a", "which": "after_all"}).status_code == 302
    assert line(case, practice).state == "Opened"
    refuse_return(by=who, request=practice, words=WORDS)
    give_nil(practice)
    assert line(case, practice).state == "Returned"
    assert Refusal.objects.count() == 2  # nothing that was said is lost


def test_the_manager_notes_a_refusal_with_the_agencys_words_and_takes_it_back(
    cast: Cast, case: Case, practice: Request
) -> None:
    manager = signed_in(cast.manager)
    form = {"which": "refusal", "once": "n", "said_by": "Dr Lee, partner", "words": WORDS}
    for _ in range(2):
        assert manager.post(one(case, practice), form).status_code == 302
    refusal = Refusal.objects.get()
    assert (refusal.said_by, refusal.by_id) == ("Dr Lee, partner", cast.manager.seat.pk)
    assert letters("return_needs_you") == []
    for _ in range(2):
        back = {"which": "answers", "once": "m"}
        assert manager.post(one(case, practice), back).status_code == 302
    assert events("note_refusal") == events("withdraw_refusal") == 1


def test_a_refusal_that_makes_no_sense_is_refused(cast: Cast, practice: Request, hospital: Request) -> None:
    with pytest.raises(NotAllowed, match="who will not share"):
        refuse_return(by=cast.manager, request=practice, words=WORDS)
    with pytest.raises(NotAllowed, match="who will not share"):
        refuse_return(by=cast.manager, request=practice, words=" ", said_by="Dr Lee")
    with pytest.raises(NotAllowed, match="Nobody has told us"):
        withdraw_refusal(by=cast.manager, request=practice)
    refuse_return(by=cast.manager, request=practice, words=WORDS, said_by="Dr Lee")
    with pytest.raises(NotAllowed, match="know already"):
        refuse_return(by=author_of(practice), request=practice, words=WORDS)
    give_nil(hospital, cast.author)
    with pytest.raises(NotAllowed, match="given already"):
        refuse_return(by=cast.author, request=hospital, words=WORDS)
    for who in (cast.chair, cast.school_author, cast.stranger, cast.dsp_la):
        with pytest.raises(NotAllowed):
            refuse_return(by=who, request=practice, words=WORDS, said_by="x")


def test_the_formal_letter_is_written_on_a_page_and_sealed_once(
    cast: Cast, case: Case, practice: Request
) -> None:
    refuse_return(by=author_of(practice), request=practice, words=WORDS)
    manager, where = signed_in(cast.manager), one(case, practice) + "formal/"
    page = manager.get(where).content.decode()
    assert "section 16H" in page
    assert 'value="health" checked' in page
    by_when = today() + timedelta(days=4)
    form = {
        "once": "f", "name": "Dr Ada Lee", "email": "ada@milllane.example", "partner": "health",
        "wanted": "A short return.\n\nSay what was searched.", "agreed": "yes",
        "due_on-day": by_when.day, "due_on-month": by_when.month, "due_on-year": by_when.year,
    }  # fmt: skip
    assert manager.post(where, {**form, "once": "0", "agreed": ""}).status_code == 422
    for _ in range(2):
        assert manager.post(where, form).status_code == 302
    formal = FormalRequest.objects.get()
    assert formal.document.is_sealed
    assert Document.objects.filter(kind=DocumentKind.S16H_REQUEST.value).count() == 1
    assert line(case, practice).note == f"Formal letter sent, due {by_when.day} {by_when:%B}"
    assert len(letters("formal_request")) == 1
    shown = manager.get(one(case, practice)).content.decode()
    assert "Dr Ada Lee" in shown
    for form_of in ("word", "pdf"):
        got = manager.get(f"/cases/{case.reference}/documents/{formal.document.reference}/{form_of}/")
        assert got.status_code == 200
    assert "has been sent" in manager.get(where).content.decode()


def test_the_letter_says_what_the_law_says_and_nothing_of_the_child(
    cast: Cast, case: Case, practice: Request
) -> None:
    refuse_return(by=author_of(practice), request=practice, words=WORDS)
    formal = writes(cast, practice)
    word = "\n".join(part.text for part in Word(io.BytesIO(read(formal.document.word))).paragraphs)
    assert read(formal.document.pdf).startswith(b"%PDF")  # of the same content, which is looked at here too
    for text in (word, str(formal.document.made_from)):
        for said in ("Dear Dr Ada Lee", "section 16H", "must comply", "rapid review", "A short return",
                     "only for the three partners and the chair", "Mill Lane Surgery"):  # fmt: skip
            assert said in text
        for hidden in (case.pseudonym, "Tobias", "Quillfeather", WORDS, "unresponsive"):
            assert hidden not in text
    assert "North Central London Integrated Care Board" in word
    message = letters("formal_request")[0]
    for hidden in (case.pseudonym, "Tobias", case.reference, "Mill Lane", WORDS):
        assert hidden not in message.subject + message.body
    assert "/door/" in message.body


def test_the_head_of_the_agency_reads_the_letter_by_a_link_and_may_answer(
    cast: Cast, case: Case, practice: Request
) -> None:
    refuse_return(by=author_of(practice), request=practice, words=WORDS)
    formal = writes(cast, practice)
    head: Client = signed_in(head_of(formal))
    page = head.get(f"/returns/{practice.short}/letter/").content.decode()
    assert "has written formally to Mill Lane Surgery" in page
    for form, begins in (("word", b"PK"), ("pdf", b"%PDF")):
        got = head.get(f"/returns/{practice.short}/letter/{form}/")
        assert got.content.startswith(begins)
    assert head.get(f"/returns/{practice.short}/letter/other/").status_code == 404
    assert "Read the letter" in head.get(f"/returns/{practice.short}/").content.decode()
    give_nil(practice, head_of(formal))
    assert line(case, practice).state == "Returned"


def test_without_a_letter_there_is_no_page_of_it(practice: Request) -> None:
    agency = signed_in(author_of(practice))
    assert agency.get(f"/returns/{practice.short}/letter/").status_code == 404
    assert agency.get(f"/returns/{practice.short}/letter/pdf/").status_code == 404


def test_a_letter_needs_a_refusal_a_day_to_come_and_is_sent_once(
    cast: Cast, practice: Request, hospital: Request
) -> None:
    with pytest.raises(NotAllowed, match="Nobody has told us"):
        writes(cast, practice)
    refuse_return(by=author_of(practice), request=practice, words=WORDS)
    for changes, sentence in (
        ({"asks": " "}, "what is asked for"),
        ({"due_on": today()}, "must be after today"),
        ({"name": ""}, "name and work e-mail"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            writes(cast, practice, **changes)
    with pytest.raises(NotAllowed):
        issue_formal_request(
            by=cast.support, request=practice, name="A", email="a@milllane.example", partner=Partner.HEALTH,
            asks="x", due_on=today() + timedelta(days=3),
        )  # fmt: skip
    writes(cast, practice)
    with pytest.raises(NotAllowed, match="has been sent"):
        writes(cast, practice)
    (record,) = sealed("require_information")
    assert one_of(practice.case, cast.dsp_la, record.record.reference)
    assert one_of(practice.case, cast.author, record.record.reference) is None
    refuse_return(by=cast.author, request=hospital, words=WORDS)
    give_nil(hospital, cast.author)
    with pytest.raises(NotAllowed, match="has answered"):
        writes(cast, hospital)


def test_whoever_cannot_see_the_returns_never_sees_the_letter(
    cast: Cast, case: Case, practice: Request
) -> None:
    refuse_return(by=author_of(practice), request=practice, words=WORDS)
    formal = writes(cast, practice)
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="Named doctor.")
    where = f"/cases/{case.reference}/documents/"
    file = f"{where}{formal.document.reference}/pdf/"
    for who, sees in (
        (cast.manager, True),
        (cast.dsp_la, True),
        (cast.member, False),
        (cast.notifier, False),
    ):
        browser = signed_in(who)
        assert ("Formal request for information" in browser.get(where).content.decode()) is sees
        assert (browser.get(file).status_code == 200) is sees
