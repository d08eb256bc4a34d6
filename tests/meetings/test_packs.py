"""The papers of a meeting are chosen once; each reader's copy is one PDF and holds what they may read."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.http import HttpResponse
from django.test import Client

from safeguarding.cases.models import Case, Exclusion
from safeguarding.correspondence.models import Letter
from safeguarding.documents import pack as making
from safeguarding.documents.pack import render_pack
from safeguarding.documents.queries import read
from safeguarding.documents.shape import check_paper
from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.models import Request
from safeguarding.meetings import actions
from safeguarding.meetings.models import Meeting, Pack, PackCopy
from safeguarding.meetings.queries.packs import in_pack, make_copy, may_have_papers, offers_at
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import notified_case
from tests.chronology.builders import checked
from tests.documents.papers import given
from tests.documents.test_rendering import squeezed, words_of_pdf
from tests.evidence.builders import give_nil, give_short
from tests.meetings.gathered import called, over
from tests.meetings.test_minutes import closed, code_of
from tests.pages import send, words
from tests.people.cast import Cast, signed_in

SECRET = "What we keep for the partners."


@pytest.fixture
def case(cast: Cast) -> Case:
    """An agenda is made; the hospital has answered with a chronology, the practice has no record."""
    case = notified_case(cast)
    requests = {one.agency: one for one in Request.objects.select_related("contact__person", "agency")}
    give_short(requests[cast.hospital], knew=(SECRET, "partners_and_chair_only"), voice="Toby smiled late.")
    give_nil(requests[cast.gp])
    checked(requests[cast.hospital])
    release_returns(by=cast.manager, case=case)
    actions.make_agenda(by=cast.manager, meeting=case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW))
    return case


@pytest.fixture
def rapid(case: Case) -> Meeting:
    return case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)


def chosen(cast: Cast, meeting: Meeting) -> Pack:
    offers = offers_at(cast.manager, meeting).values()
    return actions.choose_papers(
        by=cast.manager, meeting=meeting, chosen=[one for one in offers if one.usual]
    )


def copy_for(by: Acting, pack: Pack) -> PackCopy:
    made = make_copy(pack, in_pack(pack, offers_at(by, pack.meeting)), by)
    return actions.keep_copy(by=by, pack=pack, made=made)


def said_in(copy: PackCopy) -> str:
    return squeezed(words_of_pdf(read(copy.file)))


def papers(cast: Cast) -> str:
    meeting = Meeting.objects.get(kind=Meeting.Kind.RAPID_REVIEW)
    return f"/cases/{meeting.case.reference}/meetings/{meeting.pk}/papers/"


# What is offered and chosen


def test_agenda_answers_and_chronology_are_offered_and_usually_go_in(cast: Cast, case: Case) -> None:
    offers = offers_at(cast.manager, case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW))
    assert [(one.title, one.usual) for one in offers.values()] == [
        ("Agenda: rapid review meeting", True),
        ("What each agency says", True),
        ("Chronology of all agencies", True),
    ]


def test_everybody_asked_is_told_once_that_the_papers_are_ready(cast: Cast, rapid: Meeting) -> None:
    chosen(cast, rapid)
    told = Letter.objects.filter(kind="papers_ready")
    assert {one.to_person for one in told} >= {cast.chair.person, cast.dsp_la.person}
    assert not any(rapid.case.reference in one.subject + one.body.replace(papers(cast), "") for one in told)


def test_no_paper_a_stranger_and_a_closed_meeting_are_refused(cast: Cast, rapid: Meeting) -> None:
    offers = list(offers_at(cast.manager, rapid).values())
    assert code_of(lambda: actions.choose_papers(by=cast.manager, meeting=rapid, chosen=[])) == "no_papers"
    with pytest.raises(NotAllowed):
        actions.choose_papers(by=cast.dsp_la, meeting=rapid, chosen=offers)
    closed_later = chosen(cast, rapid)
    Meeting.objects.filter(pk=rapid.pk).update(state=Meeting.State.OPEN)
    for item in rapid.items.all():
        item.state = "done"
        item.save()
    closed(cast, rapid)
    rapid.refresh_from_db()
    code = code_of(lambda: actions.choose_papers(by=cast.manager, meeting=rapid, chosen=offers))
    assert code == "meeting_closed"
    assert copy_for(cast.chair, closed_later)  # what was chosen can still be read


# The copy


def test_a_copy_holds_what_its_reader_may_read_and_says_whose_it_is(cast: Cast, rapid: Meeting) -> None:
    pack = chosen(cast, rapid)
    for_chair, for_manager = said_in(copy_for(cast.chair, pack)), said_in(copy_for(cast.manager, pack))
    assert squeezed(SECRET) in for_chair
    assert squeezed(SECRET) not in for_manager
    assert squeezed("Held back: the agency keeps this for others.") in for_manager
    assert squeezed(f"{cast.chair.person.name}, {cast.chair.capacity}") in for_chair
    for said in (for_chair, for_manager):
        assert squeezed("They had no record of the child or the family.") in said
        assert "Quillfeather" not in said
        assert "Tobias" not in said


def test_a_copy_is_kept_as_it_was_and_made_once(cast: Cast, rapid: Meeting) -> None:
    pack = chosen(cast, rapid)
    first = copy_for(cast.chair, pack)
    assert actions.keep_copy(by=cast.chair, pack=pack, made=b"another").pk == first.pk
    assert Event.objects.filter(act="copy_papers").count() == 1
    newer = chosen(cast, rapid)
    assert newer.number == 2
    assert copy_for(cast.chair, newer).pk != first.pk


def test_it_is_one_tagged_file_with_contents_and_a_bookmark_for_each_paper(
    cast: Cast, rapid: Meeting
) -> None:
    made = read(copy_for(cast.manager, chosen(cast, rapid)).file)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert [str(one.title).split("  ")[-1] for one in pdf.open_outline().root] == [
            "Agenda: rapid review meeting",
            "What each agency says",
            "Merged chronology",
        ]
        agenda = pdf.open_outline().root[0]
        assert [str(one.title) for one in agenda.children] == ["1  The meeting", "2  Items"]
        assert str(pdf.docinfo.get("/Author", "")) == rapid.case.partnership.name
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"


def test_whoever_is_kept_apart_has_no_papers(cast: Cast, rapid: Meeting) -> None:
    chosen(cast, rapid)
    assert may_have_papers(cast.dsp_la, rapid)
    Exclusion.objects.create(
        case=rapid.case, person=cast.dsp_la.person, reason="A neighbour.", by=cast.manager.seat
    )
    assert not may_have_papers(cast.dsp_la, rapid)
    assert signed_in(cast.dsp_la).get(papers(cast)).status_code == 404


def test_papers_that_are_too_long_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    cover, parts = given(), [check_paper(given(), version=1, draft=False)]
    assert render_pack(cover, parts).startswith(b"%PDF")
    monkeypatch.setattr(making, "MOST_BYTES", 100)
    assert code_of(lambda: render_pack(cover, parts)) == "pack_too_long"


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "SECONDS", 0.01)
    assert code_of(lambda: render_pack(given(), [])) == "pack_too_long"


# The page


def taken(browser: Client, where: str) -> HttpResponse:
    return send(browser, f"{where}copy/", purpose="meeting", recipient="")


def test_the_manager_chooses_and_the_chair_takes_a_copy_away(cast: Cast, rapid: Meeting) -> None:
    where, manager, chair = papers(cast), signed_in(cast.manager), signed_in(cast.chair)
    assert "You get a letter when they are" in words(signed_in(cast.dsp_la).get(where))
    assert chair.get(f"{where}copy/")["Location"] == where
    codes = list(offers_at(cast.manager, rapid))
    send(manager, where, "choose", codes=codes)
    assert "What each agency says" in words(chair.get(where))
    file = taken(chair, where)
    assert file["Content-Type"] == "application/pdf"
    assert file.content == read(PackCopy.objects.get().file)
    assert "Quillfeather" not in file["Content-Disposition"]
    assert "Yours was made" in words(chair.get(where))
    assert taken(chair, where).content == file.content
    assert PackCopy.objects.count() == 1


def test_papers_that_are_too_long_are_told_on_the_page(
    cast: Cast, rapid: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(cast, rapid)
    monkeypatch.setattr(making, "MOST_BYTES", 100)
    answer = taken(signed_in(cast.chair), papers(cast))
    assert "These papers are too long to go into one file." in words(answer)
    assert not PackCopy.objects.exists()


def test_papers_of_which_none_is_left_for_a_reader_say_so(cast: Cast, rapid: Meeting) -> None:
    pack = chosen(cast, rapid)
    pack.codes = ["paper:000000000000"]
    pack.save()
    assert "are not for you" in words(signed_in(cast.chair).get(papers(cast)))


def test_ticking_nothing_is_told_on_the_page(cast: Cast, rapid: Meeting) -> None:
    answer = send(signed_in(cast.manager), papers(cast), "choose")
    assert answer.status_code == 422


# The group's own


def test_the_groups_papers_are_its_agenda_and_the_minutes_that_it_is_to_accept(cast: Cast) -> None:
    over(cast)
    coming = called(cast, days=7)
    where = f"/group/meetings/{coming.pk}/papers/"
    codes = list(offers_at(cast.manager, coming))
    assert len(codes) == 2
    send(signed_in(cast.manager), where, "choose", codes=codes)
    assert Letter.objects.filter(kind="papers_ready", to_person=cast.member.person).exists()
    assert taken(signed_in(cast.member), where).status_code == 200
    said = said_in(PackCopy.objects.get())
    assert squeezed("Minutes: meeting of the group") in said
    assert squeezed("We spoke of") in said
    assert signed_in(cast.stranger).get(where).status_code == 404
