"""Drafts of the report: given in clean, kept as they came, and compared section by section."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.facts import establish
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.documents import queries as documents
from safeguarding.practice_reviews.actions import give_in_draft
from safeguarding.practice_reviews.models import Draft
from safeguarding.practice_reviews.papers.comparing import MOST_TOKENS, Section, compare
from safeguarding.practice_reviews.papers.reading import Part, ReadDraft, read_draft
from safeguarding.practice_reviews.queries.drafts import told
from safeguarding.statute.answer import NotAllowed, Refused
from safeguarding.statute.facts import Kind
from tests.cases.builders import today
from tests.documents.makers import word_with
from tests.documents.word import Word
from tests.pages import once_of, send, words
from tests.people.cast import Cast, events, signed_in
from tests.practice_reviews.drafts import FIRST, SECOND, given_in, report, reviewed_case
from tests.practice_reviews.test_deciding import local_case

FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(name: str, case: Case, *more: int) -> str:
    return reverse(f"practice_reviews:{name}", args=[case.reference, *more])


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("draft.docx", data, FILE)


def test_a_draft_is_read_into_its_headings_and_kept_as_it_came(cast: Cast) -> None:
    case, data = reviewed_case(cast), report(FIRST, before="Confidential.")
    answer = send(signed_in(cast.reviewer), page("drafts", case), file=upload(data), note="All of it.")
    assert answer.status_code == 302
    draft = case.review_drafts.get()
    assert documents.read(draft.file) == data
    assert draft.parts[0] == {"heading": "", "paragraphs": ["Confidential."]}
    assert [one["heading"] for one in draft.parts[1:]] == list(FIRST)
    shown = words(signed_in(cast.chair).get(page("draft", case, 1)))
    for line in ("Confidential.", "What we learned", "Nobody rang the school.", "All of it."):
        assert line in shown
    with connection.cursor() as cursor:
        cursor.execute("SELECT parts, note FROM practice_reviews_draft")
        assert "Nobody rang" not in str(cursor.fetchone())


def test_a_double_press_gives_in_one_version(cast: Cast) -> None:
    case, browser = reviewed_case(cast), signed_in(cast.manager)
    once = once_of(browser.get(page("drafts", case)))
    for _ in range(2):
        browser.post(page("drafts", case), {"once": once, "file": upload(report(FIRST))})
    assert case.review_drafts.count() == 1
    assert events("give_in_review_draft", version="1") == 1


def tracked() -> bytes:
    return Word(report(FIRST)).replaces("twice", "once").saved()


def commented() -> bytes:
    return Word(report(FIRST)).comments_on("Nobody rang", "Is this so?").saved()


def tracked_in_a_footer() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    footer = f"<w:ftr {w}><w:p><w:ins w:id='1'><w:r><w:t>Mine</w:t></w:r></w:ins></w:p></w:ftr>"
    return word_with({"word/footer1.xml": footer})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("draft.docx", tracked, "draft_tracked"),
        ("draft.docx", commented, "draft_tracked"),
        ("draft.docx", tracked_in_a_footer, "draft_tracked"),
        ("draft.docx", lambda: word_with({"word/vbaProject.bin": b"x"}), "file_not_what_it_says"),
        ("draft.docx", lambda: word_with({"word/embeddings/a.xlsx": b"x"}), "file_embedded"),
        ("draft.docx", lambda: report({}), "draft_empty"),
        ("draft.docx", lambda: word_with(body="<w:p/>" * 5_100), "word_unreadable"),
        ("draft.txt", lambda: b"A boy was seen.", "draft_not_word"),
    ],
)
def test_what_could_do_harm_or_is_not_clean_is_not_taken(name: str, data: Any, code: str) -> None:
    read = read_draft(name, data())
    assert isinstance(read, Refused)
    assert read.code == code


def test_a_refusal_says_why_and_loses_nothing(cast: Cast) -> None:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST)
    browser, path = signed_in(cast.reviewer), page("drafts", case)
    answer = send(browser, path, file=upload(tracked()), note="Typed for long.")
    assert answer.status_code == 409
    said = words(answer)
    assert "tracked changes or comments left" in said
    assert "Typed for long." in said
    assert "Read version 1" in said
    assert Draft.objects.count() == 1


def test_the_same_file_is_no_new_version(cast: Cast) -> None:
    case = reviewed_case(cast)
    read = read_draft("a.docx", report(FIRST))
    assert isinstance(read, ReadDraft)
    give_in_draft(by=cast.reviewer, case=case, read=read)
    with pytest.raises(NotAllowed) as refused:
        give_in_draft(by=cast.reviewer, case=case, read=read)
    assert refused.value.refused.code == "draft_same"


def test_a_draft_needs_a_review_that_is_under_way(cast: Cast) -> None:
    undecided = local_case(cast)
    with pytest.raises(NotAllowed) as refused:
        given_in(cast.manager, undecided, FIRST)
    assert refused.value.refused.code == "no_review"
    assert "No practice review has been decided" in words(
        signed_in(cast.manager).get(page("drafts", undecided))
    )
    case = reviewed_case(cast)
    given_in(cast.manager, case, FIRST)
    with transaction.atomic():
        establish(lock(case), Kind.REPORT_ACCEPTED, by=cast.manager, occurred=today(), act="accept_report")
    with pytest.raises(NotAllowed) as refused:
        given_in(cast.manager, case, SECOND)
    assert refused.value.refused.code == "report_accepted"
    assert "accepted already" in words(signed_in(cast.manager).get(page("drafts", case)))
    Case.objects.filter(pk=case.pk).update(closed=True)
    with pytest.raises(NotAllowed) as refused:
        given_in(cast.manager, case, SECOND)
    assert refused.value.refused.code == "closed"


def test_only_reviewers_let_in_and_the_manager_give_in(cast: Cast) -> None:
    case = reviewed_case(cast)
    for who in (cast.chair, cast.dsp_la, cast.scrutineer, cast.support):
        with pytest.raises(NotAllowed):
            given_in(who, case, FIRST)
    path = page("drafts", case)
    once = once_of(signed_in(cast.reviewer).get(path))
    answer = signed_in(cast.chair).post(path, {"once": once, "file": upload(report(FIRST))})
    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_who_may_not_read_drafts_finds_no_page_and_no_name(cast: Cast) -> None:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST, note="About the school.")
    given_in(cast.reviewer, case, SECOND)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="A neighbour.")
    paths = [
        page("drafts", case),
        page("compare_drafts", case),
        page("draft", case, 1),
        page("draft_file", case, 1),
    ]
    for who in (cast.dsp_police, cast.stranger, cast.author, cast.support, cast.notifier):
        browser = signed_in(who)
        assert [browser.get(path).status_code for path in paths] == [404] * 4
    home = signed_in(cast.support).get(page("practice_review", case))
    assert page("drafts", case) not in home.content.decode()
    assert page("drafts", case) in signed_in(cast.lsp_la).get(page("practice_review", case)).content.decode()
    assert signed_in(cast.manager).get(page("draft", case, 9)).status_code == 404


def test_the_history_tells_of_the_version_and_not_what_changed(cast: Cast) -> None:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST, note="The mother is named wrongly.")
    history = words(signed_in(cast.dsp_la).get(reverse("cases:record", args=[case.reference])))
    assert "version 1 of the practice review’s report" in history
    assert "named wrongly" not in history


def test_the_file_is_handed_out_once_it_is_said_for_what(cast: Cast) -> None:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST)
    answer = signed_in(cast.chair).get(page("draft_file", case, 1))
    assert "Version 1, given in on" in words(answer)


def test_two_versions_stand_beside_each_other_in_words(cast: Cast) -> None:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST)
    given_in(cast.reviewer, case, SECOND)
    browser = signed_in(cast.chair)
    last = browser.get(page("compare_drafts", case))
    chosen = browser.get(page("compare_drafts", case) + "?older=2&newer=1")
    for answer in (last, chosen):
        said = words(answer)
        assert "From version 1 to version 2: 1 section changed, 1 section new; 1 the same." in said
        assert "[taken out: twice ] [put in: three times ]" in said
        assert "The duty number was not known." not in said
    same = browser.get(page("compare_drafts", case) + "?older=1&newer=1")
    assert same.status_code == 422
    assert "Choose two different versions" in words(same)
    assert browser.get(page("compare_drafts", case) + "?older=1&newer=7").status_code == 422


def test_one_version_has_nothing_to_be_compared_with(cast: Cast) -> None:
    case = reviewed_case(cast)
    given_in(cast.reviewer, case, FIRST)
    answer = signed_in(cast.chair).get(page("compare_drafts", case))
    assert "not two versions to compare" in words(answer)


def marked(section: Section) -> str:
    signs = {"same": "", "ins": "+", "del": "-"}
    return " | ".join("".join(signs[p.kind] + p.text for p in line) for line in section.paragraphs)


def test_sections_and_paragraphs_are_matched_by_likeness_and_order() -> None:
    older = [
        Part("What happened", ("He was seen on two days.", "The nurse wrote a note.", "It rained.")),
        Part("Annex", ("A list.",)),
    ]
    newer = [
        Part("What had happened", ("Quite another opening, about school.", "He was seen on three days.")),
        Part("Thanks", ("We thank all.",)),
    ]
    found = compare(older, newer)
    assert [one.state for one in found] == ["changed", "new", "gone"]
    assert marked(found[0]) == (
        "+Quite another opening, about school. | He was seen on -two+three days. | "
        "-The nurse wrote a note. | -It rained."
    )
    assert marked(found[2]) == "-A list."
    assert told(found) == "1 section changed, 1 section new, 1 section taken out; 0 the same."
    assert told(compare(older, older)) == "The words of these two versions are the same."


def test_a_paragraph_too_long_for_word_by_word_is_shown_whole() -> None:
    long = " ".join(["word"] * MOST_TOKENS)
    (found,) = compare([Part("A", (long,))], [Part("A", (f"{long} more",))])
    assert [piece.kind for piece in found.paragraphs[0]] == ["del", "ins"]


def test_more_versions_ask_no_more_of_the_database(cast: Cast) -> None:
    case, browser = reviewed_case(cast), signed_in(cast.chair)
    asked: list[list[int]] = []
    for size in (2, 5):
        for number in range(case.review_drafts.count(), size):
            given_in(cast.reviewer, case, {"What happened": [f"Telling {number}."]})
        asked.append([])
        for path in (page("drafts", case), page("compare_drafts", case)):
            browser.get(path)
            with CaptureQueriesContext(connection) as counted:
                browser.get(path)
            asked[-1].append(len(counted))
    assert asked[0] == asked[1]
