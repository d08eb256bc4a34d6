"""An agency gives its chronology, settles every doubt, and nobody else sees it before its release."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.chronology.actions import (
    Decision,
    finish_checking,
    mark_events,
    read_paper,
    settle_events,
    withdraw_paper,
)
from safeguarding.chronology.models import Event, Paper
from safeguarding.chronology.queries import composite as composites
from safeguarding.documents.queries import read as bytes_of
from safeguarding.evidence.actions import give_chronology, release_returns, type_event
from safeguarding.evidence.actions.chronologies import ASKED
from safeguarding.evidence.models import Request
from safeguarding.statute.answer import NotAllowed, Refused
from tests.chronology.builders import (
    DOUBTFUL,
    HOSPITAL,
    author_of,
    brought_in,
    checked,
    composite,
    give,
    read,
)
from tests.people.cast import Cast

pytestmark = pytest.mark.django_db


def code(refused: pytest.ExceptionInfo[NotAllowed]) -> str:
    return refused.value.refused.code


def test_the_original_is_kept_to_the_byte_and_every_event_says_where_it_stands(hospital: Request) -> None:
    came = read()
    given = give_chronology(by=author_of(hospital), request=hospital, read=came, handling="shareable")
    assert given.file is not None
    assert bytes_of(given.file) == came.sent.data
    first = given.events.get(number=1)
    assert (first.earliest, f"{first.at:%H:%M}", first.where) == (date(2026, 3, 3), "10:15", "table 1, row 1")
    second = given.events.get(number=2)
    assert (second.earliest, second.latest, second.uncertain) == (date(2026, 5, 1), date(2026, 5, 31), True)
    assert second.edtf == "2026-05?"
    assert second.said["date"] == "about May 2026"


def test_what_cannot_be_read_is_refused_with_what_to_send_instead() -> None:
    refused = read_paper("scan.pdf", b"%PDF-1.7", timezone.localdate())
    assert isinstance(refused, Refused)
    assert "Word" in refused.mend


def test_a_file_without_events_is_refused_and_nothing_is_kept(hospital: Request) -> None:
    with pytest.raises(NotAllowed) as refused:
        give_chronology(by=author_of(hospital), request=hospital, read=read(()), handling="shareable")
    assert code(refused) == "no_events"
    assert not Paper.objects.exists()


def test_a_doubt_is_settled_by_a_person_and_what_was_written_stays(practice: Request) -> None:
    by, given = author_of(practice), give(practice, DOUBTFUL)
    impossible = given.events.get(number=3)
    assert impossible.earliest is None
    assert impossible.waits
    with pytest.raises(NotAllowed) as refused:
        finish_checking(by=by, paper=given, relations=ASKED)
    assert code(refused) == "doubts_left"
    with pytest.raises(NotAllowed) as refused:
        settle_events(by=by, paper=given, decisions=[Decision(3, "right")], relations=ASKED)
    assert code(refused) == "nothing_read"
    waiting = [event.number for event in given.events.all() if event.waits]
    settle_events(
        by=by,
        paper=given,
        decisions=[Decision(3, "dated", "28 February 2026"),
                   *(Decision(number, "undated") for number in waiting if number != 3)],
        relations=ASKED,
    )  # fmt: skip
    settled = given.events.get(number=3)
    assert (settled.earliest, settled.said["date"]) == (date(2026, 2, 28), "31/02/2026")
    assert finish_checking(by=by, paper=given, relations=ASKED).checked_at


@pytest.mark.parametrize("words", ["31/02/2026", "04/22/2026", "last week", "", "1 March 2031"])
def test_a_date_that_cannot_be_is_refused_with_how_to_write_it(practice: Request, words: str) -> None:
    given = give(practice, DOUBTFUL)
    with pytest.raises(NotAllowed) as refused:
        settle_events(
            by=author_of(practice), paper=given, decisions=[Decision(3, "dated", words)], relations=ASKED
        )
    assert code(refused) == "no_such_date"
    assert "5 March 2026" in refused.value.refused.mend
    assert given.events.get(number=3).waits


def test_nothing_is_settled_once_the_paper_is_checked(hospital: Request) -> None:
    given = checked(hospital)
    with pytest.raises(NotAllowed) as refused:
        settle_events(
            by=author_of(hospital), paper=given, decisions=[Decision(1, "undated")], relations=ASKED
        )
    assert code(refused) == "paper_closed"


def test_an_event_can_be_typed_with_a_date_as_people_write_it(hospital: Request) -> None:
    by = author_of(hospital)
    typed = type_event(
        by=by, request=hospital, date_text="early May 2026", text="A call.", handling="shareable"
    )
    again = type_event(by=by, request=hospital, date_text="not known", text="A letter.", handling="shareable")
    assert (typed.earliest, typed.latest) == (date(2026, 5, 1), date(2026, 5, 10))
    assert (again.paper, again.earliest, again.waits) == (typed.paper, None, False)
    with pytest.raises(NotAllowed) as refused:
        type_event(by=by, request=hospital, date_text="soon", text="A call.", handling="shareable")
    assert code(refused) == "no_such_date"
    with pytest.raises(NotAllowed) as refused:
        type_event(by=by, request=hospital, date_text="1 May 2026", text=" ", handling="shareable")
    assert code(refused) == "no_words"
    with pytest.raises(NotAllowed) as refused:
        type_event(
            by=by, request=hospital, date_text="1 May 2026", time_text="25:10", text="x", handling="shareable"
        )
    assert code(refused) == "no_such_time"


def test_nothing_of_it_is_in_the_composite_before_its_release(
    cast: Cast, case: Case, hospital: Request
) -> None:
    given = checked(hospital)
    assert composites.page(case, cast.chair).total == 0
    release_returns(by=cast.manager, case=case)
    assert composites.page(case, cast.chair).total == len(HOSPITAL)
    given.refresh_from_db()
    assert given.released_by == cast.manager.seat


def test_a_paper_that_was_not_checked_is_not_released(cast: Cast, case: Case, hospital: Request) -> None:
    give(hospital)
    with pytest.raises(NotAllowed) as refused:
        release_returns(by=cast.manager, case=case)
    assert code(refused) == "nothing_to_release"


def test_a_corrected_paper_takes_the_place_of_the_one_before_on_its_release(
    cast: Cast, case: Case, hospital: Request
) -> None:
    before = checked(hospital)
    release_returns(by=cast.manager, case=case)
    after = give_chronology(
        by=author_of(hospital), request=hospital, read=read(HOSPITAL[:1]), handling="shareable",
        replaces=before,
    )  # fmt: skip
    assert composites.page(case, cast.chair).total == len(HOSPITAL)
    finish_checking(by=author_of(hospital), paper=after, relations=ASKED)
    release_returns(by=cast.manager, case=case)
    assert composites.page(case, cast.chair).total == 1
    assert Event.objects.filter(paper=before).count() == len(HOSPITAL)


def test_a_paper_is_taken_back_before_its_release_only(cast: Cast, case: Case, hospital: Request) -> None:
    by, given = author_of(hospital), checked(hospital)
    with pytest.raises(NotAllowed) as refused:
        withdraw_paper(by=by, paper=given, why=" ", relations=ASKED)
    assert code(refused) == "no_reason"
    withdraw_paper(by=by, paper=given, why="The wrong file.", relations=ASKED)
    with pytest.raises(NotAllowed) as refused:
        withdraw_paper(by=by, paper=given, why="Again.", relations=ASKED)
    assert code(refused) == "withdrawn"
    other = checked(hospital)
    release_returns(by=cast.manager, case=case)
    assert composites.page(case, cast.chair).total == len(HOSPITAL)
    with pytest.raises(NotAllowed) as refused:
        withdraw_paper(by=by, paper=other, why="Too late.", relations=ASKED)
    assert code(refused) == "released"


def test_what_is_marked_for_the_partners_exists_for_nobody_else(
    cast: Cast, case: Case, hospital: Request
) -> None:
    given = give(hospital)
    by = author_of(hospital)
    mark_events(by=by, paper=given, numbers=[1], handling="partners_and_chair_only", relations=ASKED)
    finish_checking(by=by, paper=given, relations=ASKED)
    release_returns(by=cast.manager, case=case)
    for reader, count in ((cast.chair, 3), (cast.dsp_health, 3), (cast.manager, 2), (cast.scrutineer, 2)):
        assert composites.page(case, reader).total == count
        assert composites.overall(case, reader).events == count
    assert composites.page(case, cast.lapsed_deputy).total == 2


def test_nobody_marks_or_settles_for_an_agency_that_gave_it_itself(cast: Cast, hospital: Request) -> None:
    given = give(hospital)
    for who in (cast.manager, cast.chair, cast.school_author):
        with pytest.raises(NotAllowed):
            mark_events(by=who, paper=given, numbers=[1], handling="shareable")
        with pytest.raises(NotAllowed):
            settle_events(by=who, paper=given, decisions=[Decision(1, "undated")])
        with pytest.raises(NotAllowed):
            finish_checking(by=who, paper=given)


def test_the_office_brings_in_what_came_by_email_and_checks_it(cast: Cast, case: Case) -> None:
    given = brought_in(cast, case, cast.school)
    assert given.by_us
    finish_checking(by=cast.manager, paper=given)
    release_returns(by=cast.manager, case=case)
    assert composites.page(case, cast.chair).total == len(HOSPITAL)


def test_the_agency_whose_paper_the_office_brought_in_may_settle_it_too(
    cast: Cast, case: Case, hospital: Request
) -> None:
    given = brought_in(cast, case, cast.hospital)
    assert finish_checking(by=author_of(hospital), paper=given, relations=ASKED).checked_at


def test_released_events_come_in_order_the_undated_at_the_end(cast: Cast, case: Case) -> None:
    composite(cast, case)
    page = composites.page(case, cast.chair)
    days = [event.earliest for event in page.events]
    assert days == sorted(days, key=lambda day: day or date.max)
    assert page.total == 5


def test_the_composite_turns_its_pages_by_key(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    composite(cast, case)
    monkeypatch.setattr(composites, "A_PAGE", 2)
    first = composites.page(case, cast.chair)
    second = composites.page(case, cast.chair, after=first.after)
    third = composites.page(case, cast.chair, after=second.after)
    assert [len(page.events) for page in (first, second, third)] == [2, 2, 1]
    assert (first.before, third.after) == ("", "")
    back = composites.page(case, cast.chair, before=third.before)
    assert [event.pk for event in back.events] == [event.pk for event in second.events]
