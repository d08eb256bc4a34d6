"""Ways round what a mark, a release or a pseudonym keeps: each is shut."""

from __future__ import annotations

import csv
import io
import json

import pytest

from safeguarding.cases.models import Case
from safeguarding.chronology.actions import (
    allow_use,
    give_paper,
    mark_events,
    move_event,
    read_paper,
    remark_on_event,
    settle_spelling,
    withdraw_paper,
)
from safeguarding.chronology.models import Event, Pair, Taken
from safeguarding.chronology.writing_out import make
from safeguarding.evidence.actions import give_chronology, release_returns
from safeguarding.evidence.actions.chronologies import ASKED
from safeguarding.evidence.models import Request
from safeguarding.statute.answer import NotAllowed, Refused
from tests.chronology.builders import (
    HOSPITAL,
    author_of,
    brought_in,
    checked,
    composite,
    give,
    read,
)
from tests.pages import once_of, words
from tests.people.cast import Cast, signed_in

pytestmark = pytest.mark.django_db
NAMES = ("Quillfeather", "Tobias", "Toby", "Esme", "quillfeather", "tobias")


def test_the_reason_why_a_pair_is_proposed_holds_no_name(cast: Cast, case: Case) -> None:
    composite(cast, case)
    pair = Pair.objects.get()
    assert not [name for name in NAMES if name in " ".join(pair.reasons)]


def test_the_office_neither_reads_nor_unmarks_a_released_paper_that_it_brought_in(
    cast: Cast, case: Case
) -> None:
    from safeguarding.chronology.actions import finish_checking

    paper = brought_in(cast, case, cast.school)
    mark_events(by=cast.support, paper=paper, numbers=[1], handling="partners_and_chair_only")
    finish_checking(by=cast.support, paper=paper)
    release_returns(by=cast.manager, case=case)
    browser = signed_in(cast.support)
    assert browser.get(f"/cases/{case.reference}/chronology/papers/{paper.short}/").status_code == 404
    with pytest.raises(NotAllowed) as refused:
        mark_events(by=cast.support, paper=paper, numbers=[1], handling="shareable")
    assert refused.value.refused.code == "released"


def test_a_paper_given_to_the_wrong_agency_by_the_office_is_not_shown_to_it(
    cast: Cast, case: Case, hospital: Request
) -> None:
    paper = brought_in(cast, case, cast.hospital)
    browser = signed_in(cast.author)
    where = f"/returns/{hospital.short}/chronology/"
    assert paper.short not in browser.get(where).content.decode()
    assert browser.get(f"{where}{paper.short}/original/").status_code == 404
    withdraw_paper(by=cast.support, paper=paper, why="Another agency’s.")
    assert browser.get(f"{where}{paper.short}/").status_code == 404


def test_nothing_of_a_chronology_changes_once_the_review_has_been_sent(
    cast: Cast, case: Case, hospital: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = give(hospital)
    browser = signed_in(author_of(hospital))
    here = f"/returns/{hospital.short}/chronology/{paper.short}/"
    once = once_of(browser.get(here), "finish")
    sent = Refused("review_sent", "The review has been sent.", "Ring the partnership.")
    monkeypatch.setattr("safeguarding.evidence.actions.sealed.still_open", lambda case: sent)
    for which, more in (
        ("finish", {}), ("withdraw", {"why": "Late."}), ("mark", {"numbers": ["1"], "mark": "ask_me_first"}),
    ):  # fmt: skip
        answer = browser.post(here, {"which": which, "once": f"{once}{which}", **more})
        assert answer.status_code == 409
    paper.refresh_from_db()
    assert (paper.checked_at, paper.withdrawn_at) == (None, None)


def test_nothing_is_worked_on_or_brought_in_after_the_case_has_ended(cast: Cast, case: Case) -> None:
    event = composite(cast, case)["A visit by"]
    Case.objects.filter(pk=case.pk).update(closed=True)
    with pytest.raises(NotAllowed) as refused:
        remark_on_event(by=cast.manager, case=case, event=event, weight=3)
    assert refused.value.refused.code == "case_closed"
    with pytest.raises(NotAllowed) as refused:
        brought_in(cast, case, cast.school)
    assert refused.value.refused.code == "case_closed"


def test_a_cell_of_many_pages_and_a_file_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from safeguarding.chronology.actions import giving

    long = read_paper("a.csv", b"Date,Event\n1/3/2026," + b"0 " * 10_001, date(2026, 11, 27))
    assert isinstance(long, Refused)
    assert long.code == "text_too_long"
    monkeypatch.setattr(giving, "MOST_EVENTS", 2)
    many = read_paper("a.csv", b"Date,Event\n" + b"1/3/2026,A call.\n" * 3, date(2026, 11, 27))
    assert isinstance(many, Refused)
    assert "3 events" in many.sentence


def test_a_pseudonymised_file_has_no_name_in_any_of_its_columns(
    cast: Cast, case: Case, hospital: Request
) -> None:
    data = (
        "Date,Event,Seen with Tobias\n3/3/2026 (Toby’s party),Tobias was seen.,Esme Quillfeather\n"
    ).encode()
    from django.utils import timezone

    from safeguarding.chronology.actions import Decision, finish_checking, settle_events

    given = read_paper("Tobias.csv", data, timezone.localdate())
    assert not isinstance(given, Refused)
    paper = give_chronology(by=author_of(hospital), request=hospital, read=given, handling="shareable")
    waiting = [Decision(one.number, "dated", "3 March 2026") for one in paper.events.all() if one.waits]
    if waiting:
        settle_events(by=author_of(hospital), paper=paper, decisions=waiting, relations=ASKED)
    finish_checking(by=author_of(hospital), paper=paper, relations=ASKED)
    release_returns(by=cast.manager, case=case)
    for form in ("csv", "json"):
        made = make(case, cast.chair, purpose="meeting", form=form, named=False)
        text = made.name + made.data.decode("utf-8-sig")
        assert not [name for name in NAMES if name in text], text
        assert made.events == 1
    event = Event.objects.get()
    page = signed_in(cast.chair).get(f"/cases/{case.reference}/chronology/events/{event.pk}/")
    assert not [name for name in NAMES if name in words(page)]


def test_a_file_for_elsewhere_does_not_tell_of_what_was_held_back(cast: Cast, case: Case) -> None:
    composite(cast, case)
    pair = Pair.objects.get()
    Event.objects.filter(pk=pair.second_id).update(handling="not_for_the_report")
    made = make(case, cast.chair, purpose="disclosure", form="json", named=False)
    told = [one for one in json.loads(made.data)["events"] if "bruise" in one["text"]]
    assert told
    assert "Mill Lane" not in json.dumps(told)
    listed = make(case, cast.chair, purpose="report", form="csv", named=False)
    rows = csv.reader(io.StringIO(listed.data.decode("utf-8-sig")))
    assert not [row for row in rows if "Perhaps one event" in " ".join(row)]


def test_the_brief_shows_no_name_however_it_is_asked(cast: Cast, case: Case) -> None:
    event = composite(cast, case)["Tobias Quillfeather was"]
    remark_on_event(by=cast.chair, case=case, event=event, weight=3, voice="Toby cried.")
    page = words(signed_in(cast.chair).get(f"/cases/{case.reference}/rapid-review/brief/?names=yes"))
    assert "Key to what happened" in page
    assert not [name for name in NAMES if name in page]


def test_ages_stand_beside_dates_only_for_those_who_may_see_names(cast: Cast, case: Case) -> None:
    composite(cast, case)
    where = f"/cases/{case.reference}/chronology/"
    assert " old" in words(signed_in(cast.chair).get(where))
    assert " old" not in words(signed_in(cast.scrutineer).get(where)).replace("told", "")


def test_a_mark_put_anew_is_to_be_asked_about_anew(cast: Cast, case: Case) -> None:
    event = composite(cast, case)["A call to"]
    hospital = Request.objects.select_related("contact__person", "case").get(case=case, agency=cast.hospital)
    by = author_of(hospital)
    mark_events(by=by, paper=event.paper, numbers=[event.number], handling="ask_me_first", relations=ASKED)
    allow_use(by=cast.manager, case=case, event=event, words="Dr Lane, today.")
    mark_events(by=by, paper=event.paper, numbers=[event.number], handling="ask_me_first", relations=ASKED)
    event.refresh_from_db()
    assert (event.allowed_at, event.allowed_words) == (None, "")


def test_moving_an_event_passes_those_that_one_may_not_see(cast: Cast, case: Case) -> None:
    events = composite(cast, case)
    first, second = events["Tobias Quillfeather was"], events["Tobias was taken"]
    Event.objects.filter(pk=first.pk).update(handling="partners_and_chair_only")
    with pytest.raises(NotAllowed) as refused:
        move_event(by=cast.manager, case=case, event=second, earlier=True)
    assert refused.value.refused.code == "no_further"
    moved = move_event(by=cast.chair, case=case, event=second, earlier=True)
    assert moved.place == 1
    Event.objects.filter(pk=second.pk).update(earliest=None, latest=None)
    with pytest.raises(NotAllowed) as refused:
        move_event(by=cast.chair, case=case, event=second, earlier=False)
    assert refused.value.refused.code == "no_day"


def test_only_a_paper_that_stands_is_replaced_and_only_once(
    cast: Cast, case: Case, hospital: Request
) -> None:
    paper = give(hospital)
    with pytest.raises(NotAllowed) as refused:
        give_paper(by=author_of(hospital), case=case, agency=cast.hospital, read=read(HOSPITAL[:1]),
                   replaces=paper, relations=ASKED)  # fmt: skip
    assert refused.value.refused.code == "other_paper"
    other = checked(hospital)
    release_returns(by=cast.manager, case=case)
    give_paper(by=author_of(hospital), case=case, agency=cast.hospital, read=read(HOSPITAL[:1]),
               replaces=other, relations=ASKED)  # fmt: skip
    with pytest.raises(NotAllowed):
        give_paper(by=author_of(hospital), case=case, agency=cast.hospital, read=read(HOSPITAL[:1]),
                   replaces=other, relations=ASKED)  # fmt: skip


def test_a_file_with_names_is_not_had_again_by_somebody_who_may_no_longer_see_them(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safeguarding.chronology.actions import take_chronology

    composite(cast, case)
    made = make(case, cast.chair, purpose="meeting", form="csv", named=True)
    taken = take_chronology(by=cast.chair, case=case, made=made, purpose="meeting", named=True)
    browser, where = signed_in(cast.chair), f"/cases/{case.reference}/chronology/take/{taken.pk}/"
    assert b"Quillfeather" in browser.get(where).content
    gone = Refused("not_yours", "Names are no longer shown.", "")
    monkeypatch.setattr("safeguarding.chronology.views.papers.may_show_names", lambda by, case: gone)
    assert browser.get(where).status_code == 404
    assert Taken.objects.count() == 1


def test_a_spelling_is_ruled_for_somebody_of_the_case_only(cast: Cast, case: Case) -> None:
    composite(cast, case)
    with pytest.raises(NotAllowed) as refused:
        settle_spelling(by=cast.manager, case=case, written="Toby", pseudonym="Child Nobody", means=True)
    assert refused.value.refused.code == "nobody"
