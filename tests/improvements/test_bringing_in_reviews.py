"""Serious case reviews are brought in as a list: a title and a day for each, all of them or nothing, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.improvements.actions import (
    begin_batch,
    bring_in_actions,
    bring_in_reviews,
    match_columns,
    note_source,
)
from safeguarding.improvements.actions.bringing import report_on
from safeguarding.improvements.bringing import REVIEWS, KnownReviews, Report, find_columns, read_reviews
from safeguarding.improvements.models import Action, Batch, Source
from safeguarding.improvements.views import sources
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import LearningSource
from tests.cases.builders import today
from tests.documents.makers import PACKAGE, RELS, workbook
from tests.pages import once_of, send, words
from tests.people.cast import Cast, events, signed_in

BEGIN = "/learning-from/bring-in/"
HEAD = ["Title", "Date published", "Published by", "Link", "Summary", "Recommendations"]
DAY = date(2026, 6, 1)
KIND = LearningSource.SCR_LEGACY.value


def row(**said: str) -> list[str]:
    """A row that is right, with whatever the test changes."""
    right = {
        "Title": "Child G", "Date published": "14/3/2018", "Published by": "Barnet LSCB",
        "Link": "https://lscb.example/child-g", "Summary": "Bruises were seen and nobody rang.",
        "Recommendations": "7",
    }  # fmt: skip
    given = {**right, **said}
    return [given[title] for title in HEAD]


def as_csv(*rows: Sequence[str]) -> bytes:
    return "\n".join(";".join(one) for one in (HEAD, *rows)).encode()


def as_xlsx(*rows: Sequence[str]) -> bytes:
    """A workbook in which a whole number stands as a number, as Excel keeps it."""

    def cell(place: str, text: str) -> str:
        if text.isdigit():
            return f'<c r="{place}"><v>{text}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'

    sheet = ""
    for number, one in enumerate((HEAD, *rows), start=1):
        cells = "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(one))
        sheet += f'<row r="{number}">{cells}</row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{RELS}"><sheets>'
        '<sheet name="Reviews" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    target = f'<Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
    rels = f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>'
    return workbook(sheet, **{"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels})


def reading(
    *rows: Sequence[str], known: KnownReviews | None = None, merged: Sequence[Any] = ()
) -> Report[Any]:
    table = [HEAD, *rows]
    return read_reviews(table, find_columns(table, REVIEWS), known or KnownReviews(), DAY, merged)


def begun(by: Acting, data: bytes, name: str = "reviews.csv") -> Batch:
    return begin_batch(by=by, name=name, data=data, brings=Batch.Brings.REVIEWS)


def brought(by: Acting, *rows: Sequence[str]) -> Batch:
    return bring_in_reviews(by=by, batch=begun(by, as_csv(*rows)), leave_out_wrong=False)


def at(name: str, batch: Batch) -> str:
    return reverse(f"improvements:{name}", args=[batch.short])


# From the file to the list of what is learned from


@pytest.mark.parametrize(("make", "name"), [(as_csv, "reviews.csv"), (as_xlsx, "reviews.xlsx")])
def test_a_list_goes_from_the_file_over_its_columns_and_the_check_to_the_sources(
    cast: Cast, make: Any, name: str
) -> None:
    browser = signed_in(cast.manager)
    assert BEGIN in browser.get("/learning-from/").content.decode()
    data = make(row(), row(Title="Child H", **{"Date published": "2015", "Recommendations": "1"}))
    sent = send(browser, BEGIN, file=SimpleUploadedFile(name, data))
    batch = Batch.objects.get()
    assert sent["Location"] == at("match", batch)
    page = words(browser.get(sent["Location"]))
    assert "We need the columns for Title and Date published . Each of the others may be missing" in page
    chosen = {"title": "0", "dated": "1", "publisher": "2", "where": "3", "note": "4", "recommended": "5"}
    assert dict(batch.columns["place"]) == {field: int(place) for field, place in chosen.items()}
    assert send(browser, at("match", batch), **chosen)["Location"] == at("check", batch)
    page = words(browser.get(at("check", batch)))
    assert "2 serious case reviews can come in" in page
    assert "“2015” was taken as the last day of that year." in page
    assert Source.objects.count() == 0

    assert send(browser, at("check", batch))["Location"] == "/learning-from/"
    first, second = Source.objects.order_by("-dated")
    assert (first.title, first.kind, first.dated) == ("Child G", KIND, date(2018, 3, 14))
    assert (first.publisher, first.where) == ("Barnet LSCB", "https://lscb.example/child-g")
    assert first.note == "Bruises were seen and nobody rang.\nIt makes 7 recommendations."
    assert (first.case, first.noted_by, first.partnership) == (None, cast.manager.seat, cast.barnet)
    assert second.dated == date(2015, 12, 31)
    assert second.note.endswith("It makes 1 recommendation.")
    batch.refresh_from_db()
    assert (batch.count, batch.source) == (2, None)
    assert events("bring_in_reviews", count="2", batch=batch.short) == events("bring_in_reviews") == 1
    assert "Child H" in words(browser.get("/learning-from/"))
    page = browser.get(reverse("improvements:source", args=[first.short])).content.decode()
    assert 'href="https://lscb.example/child-g"' in page
    assert "Barnet LSCB" in page


def test_actions_are_written_under_a_review_that_came_in(cast: Cast) -> None:
    brought(cast.manager, row())
    actions = begin_batch(
        by=cast.manager, name="plan.csv", data=b"Action,Owner,Due\nRing,Named nurse,1/6/2027\n"
    )
    source = Source.objects.get()
    send(signed_in(cast.manager), at("check", actions), source=source.short)
    assert source.actions.get().what == "Ring"


# Each thing that can be wrong has its own sentence


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"Title": ""}, "It has no title."),
        ({"Date published": ""}, "It does not say when it was published."),
        ({"Date published": "soon"}, "“soon” is not a date that we can read."),
        ({"Date published": "31/2/2018"}, "“31/2/2018” is not a date that we can read."),
        ({"Date published": "1998"}, "“1998” is not a date that we can read."),
        (
            {"Date published": "2/6/2026"},
            "It is said to have been published on 2 June 2026, which is to come.",
        ),
        (
            {"Date published": "2026"},
            "It is said to have been published on 31 December 2026, which is to come.",
        ),
        ({"Title": "x" * 201}, "The text under “Title” is longer than 200 letters."),
        ({"Published by": "x" * 201}, "The text under “Published by” is longer than 200 letters."),
        ({"Link": "x" * 301}, "The text under “Where to read it” is longer than 300 letters."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_a_sentence(said: dict[str, str], sentence: str) -> None:
    report = reading(row(**said), row(Title="Child H"))
    assert [line.problems for line in report.lines] == [[sentence], []]


def test_a_row_may_have_two_things_wrong_and_says_both() -> None:
    assert len(reading(row(Title="", **{"Date published": "soon"})).lines[0].problems) == 2


def test_a_row_with_neither_title_nor_date_is_passed_over() -> None:
    report = reading(["", "", "Reviews before 2010", "", "", ""], row(), ["", "", "", "", "", ""])
    assert (len(report.lines), report.left_out) == (1, 1)
    assert report.lines[0].row == 3


def test_the_same_review_twice_is_wrong_and_the_same_title_in_another_year_is_not() -> None:
    report = reading(row(), row(Title="CHILD  G."), row(**{"Date published": "1/5/2014"}))
    twice = ["The same title and date stand 2 times in this list."]
    assert [line.problems for line in report.lines] == [twice, twice, []]


def test_what_is_here_already_is_wrong_and_another_of_its_title_is_a_doubt() -> None:
    known = KnownReviews({"child g": frozenset({date(2018, 3, 14)})})
    same, other = reading(row(), row(**{"Date published": "1/5/2014"}), known=known).lines
    assert same.problems == ["It is here already, with the same title and date."]
    assert (other.problems, other.doubts) == (
        [], ["Another review with this title is here already, with another date."],
    )  # fmt: skip


def test_a_review_after_their_end_is_doubted() -> None:
    late, last = reading(row(**{"Date published": "30/9/2020"}), row(**{"Date published": "29/9/2020"})).lines
    assert late.doubts == ["Serious case reviews ended in 2019; check that it is one."]
    assert (late.problems, last.problems, last.doubts) == ([], [], [])


def test_a_publisher_may_span_many_rows_and_a_day_that_does_is_told() -> None:
    rows = [
        row(),
        row(Title="Child H", **{"Published by": ""}),
        row(Title="Child J", **{"Date published": ""}),
    ]
    lines = reading(*rows, merged=[(1, 2, 2, 2), (2, 1, 3, 1)]).lines
    assert [line.publisher for line in lines] == ["Barnet LSCB"] * 3
    assert [line.dated for line in lines] == [date(2018, 3, 14)] * 3
    assert [bool(line.doubts) for line in lines] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("", "Seen."),
        ("0", "Seen.\nIt makes 0 recommendations."), ("1", "Seen.\nIt makes 1 recommendation."),
        ("Ring the same day.", "Seen.\nRecommendations: Ring the same day."),
        ("9" * 5000, "Seen.\nRecommendations: " + "9" * 5000), ("²", "Seen.\nRecommendations: ²"),
    ],
    ids=["none", "nought", "one", "words", "very many", "no digit"],
)  # fmt: skip
def test_what_it_recommends_is_kept_as_it_is_said(said: str, note: str) -> None:
    assert reading(row(Summary="Seen.", Recommendations=said)).lines[0].note == note


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Name of review", "title"), ("Serious case review", "title"), ("Date", "dated"), ("Year", "dated"),
        ("Publication date", "dated"), ("Published by", "publisher"), ("Local authority", "publisher"),
        ("LSCB", "publisher"), ("URL", "where"), ("Where it can be read", "where"), ("Web link", "where"),
        ("Key findings", "note"), ("Summary", "note"), ("No. of recommendations", "recommended"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_what_others_call_it(title: str, field: str) -> None:
    assert dict(find_columns([[title, "", "Unheard of"]], REVIEWS).place) == {field: 0}


# Whole or not at all, and once


def test_nothing_comes_in_while_a_row_is_wrong_and_then_exactly_the_right_ones_once(cast: Cast) -> None:
    batch = begun(cast.manager, as_csv(row(), row(Title="")))
    browser = signed_in(cast.manager)
    page = words(browser.get(at("check", batch)))
    assert "1 serious case review can come in, 1 cannot yet" in page
    assert "It has no title." in page
    refused = send(browser, at("check", batch))
    assert refused.status_code == 409
    assert "1 row cannot be brought in as it is." in words(refused)
    assert Source.objects.count() == events("bring_in_reviews") == 0

    sent = {"once": once_of(refused), "leave_out_wrong": "yes"}
    answers = [browser.post(at("check", batch), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [source.title for source in Source.objects.all()] == ["Child G"]
    assert events("bring_in_reviews") == 1
    assert "This list has been brought in." in words(browser.get(at("check", batch)))


def test_a_list_comes_in_once_and_its_file_given_again_brings_nothing(cast: Cast) -> None:
    batch = brought(cast.manager, row(), row(Title="Child H"))
    again = begun(cast.manager, as_csv(row(), row(Title="Child H")))
    for one, code in ((batch, "brought_in"), (again, "rows_wrong")):
        with pytest.raises(NotAllowed) as refused:
            bring_in_reviews(by=cast.manager, batch=one, leave_out_wrong=False)
        assert refused.value.refused.code == code
    with pytest.raises(NotAllowed) as refused:
        bring_in_reviews(by=cast.manager, batch=again, leave_out_wrong=True)
    assert refused.value.refused.code == "no_rows"
    with pytest.raises(NotAllowed):
        match_columns(by=cast.manager, batch=batch, place={"title": 1})
    assert Source.objects.count() == 2


def test_only_serious_case_reviews_of_ones_own_register_count_as_here_already(cast: Cast) -> None:
    note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Child G", dated=date(2018, 3, 14))
    note_source(by=cast.stranger, kind=LearningSource.SCR_LEGACY, title="Child G", dated=date(2018, 3, 14))
    assert not report_on(begun(cast.manager, as_csv(row())), None).wrong
    note_source(by=cast.manager, kind=LearningSource.SCR_LEGACY, title="Child G", dated=date(2018, 3, 14))
    assert report_on(begun(cast.manager, as_csv(row())), None).wrong


def test_a_list_of_one_kind_is_not_brought_in_as_the_other(cast: Cast) -> None:
    source = note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Audit", dated=today())
    reviews = begun(cast.manager, as_csv(row()))
    actions = begin_batch(by=cast.manager, name="a.csv", data=b"Action,Owner,Due\nRing,Nurse,1/6/2027\n")
    with pytest.raises(NotAllowed) as refused:
        bring_in_actions(by=cast.manager, batch=reviews, source=source, leave_out_wrong=True)
    assert refused.value.refused.sentence == "This is not a list of actions."
    with pytest.raises(NotAllowed) as refused:
        bring_in_reviews(by=cast.manager, batch=actions, leave_out_wrong=True)
    assert refused.value.refused.sentence == "This is not a list of serious case reviews."
    assert (Source.objects.count(), Action.objects.count()) == (1, 0)
    browser = signed_in(cast.manager)
    assert "reviews.csv" in words(browser.get(BEGIN))
    assert "a.csv" not in words(browser.get(BEGIN))
    assert "reviews.csv" not in words(browser.get("/actions/bring-in/"))


def test_a_list_without_the_columns_says_which_are_missing(cast: Cast) -> None:
    batch = begun(cast.manager, b"Heading;Day\nChild G;14/3/2018\n")
    page = words(signed_in(cast.manager).get(at("check", batch)))
    assert "We found no column for title and date published." in page
    with pytest.raises(NotAllowed) as refused:
        bring_in_reviews(by=cast.manager, batch=batch, leave_out_wrong=True)
    assert refused.value.refused.code == "no_rows"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("reviews.pdf", b"%PDF-1.7", "“reviews.pdf” is not an Excel workbook or a CSV file."),
        ("reviews.csv", b"\n\n,,,\n", "The file holds no table."),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    cast: Cast, name: str, data: bytes, sentence: str
) -> None:
    answer: HttpResponse = send(signed_in(cast.manager), BEGIN, file=SimpleUploadedFile(name, data))
    assert answer.status_code == 409
    assert sentence in words(answer)
    assert Batch.objects.count() == 0


def test_markup_and_a_script_address_in_a_list_stay_words(cast: Cast) -> None:
    brought(cast.manager, row(Title="<b>Child</b> G", Link="javascript:alert(1)"))
    source = Source.objects.get()
    page = signed_in(cast.manager).get(reverse("improvements:source", args=[source.short])).content.decode()
    assert "<b>Child</b>" not in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page


# Who


@pytest.mark.parametrize("who", ["chair", "dsp_la", "member", "scrutineer", "school_author", "sys_admin"])
def test_for_everybody_but_the_manager_and_support_there_is_no_such_page(cast: Cast, who: str) -> None:
    batch = begun(cast.support, as_csv(row()))
    browser = signed_in(getattr(cast, who))
    for path in (BEGIN, at("match", batch), at("check", batch)):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"once": "x"}).status_code == 404
    listed = browser.get("/learning-from/")
    assert listed.status_code == 404 or BEGIN not in listed.content.decode()
    for act in (
        lambda: begun(getattr(cast, who), as_csv(row())),
        lambda: bring_in_reviews(by=getattr(cast, who), batch=batch, leave_out_wrong=True),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Source.objects.count() == 0


def test_the_list_of_another_partnership_does_not_exist(cast: Cast) -> None:
    batch = begun(cast.manager, as_csv(row()))
    browser = signed_in(cast.stranger)
    assert "reviews.csv" not in words(browser.get(BEGIN))
    for name in ("match", "check"):
        assert browser.get(at(name, batch)).status_code == 404
    with pytest.raises(NotAllowed):
        bring_in_reviews(by=cast.stranger, batch=batch, leave_out_wrong=True)


def test_many_rows_ask_no_more_of_the_database_than_one(cast: Cast) -> None:
    counted = []
    for many in (1, 200):
        rows = [row(Title=f"Child {many} {n}") for n in range(many)]
        batch = begun(cast.manager, as_csv(*rows))
        with CaptureQueriesContext(connection) as looked:
            signed_in(cast.manager).get(at("check", batch))
        with CaptureQueriesContext(connection) as queries:
            bring_in_reviews(by=cast.manager, batch=batch, leave_out_wrong=False)
        counted.append((len(looked), len(queries)))
    assert counted[0] == counted[1]
    assert Source.objects.filter(dated__lt=today() - timedelta(days=1)).count() == 201


def test_a_list_that_is_cut_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("Child A", "Child B"):
        note_source(by=cast.manager, kind=LearningSource.AUDIT, title=title, dated=today())
    browser = signed_in(cast.manager)
    assert "are shown" not in words(browser.get("/learning-from/"))
    monkeypatch.setattr(sources, "SHOWN", 1)
    page = words(browser.get("/learning-from/"))
    assert "The newest 1 are shown." in page
    assert ("Child A" in page) != ("Child B" in page)
