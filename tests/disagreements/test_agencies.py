"""Two agencies see something differently: it is settled at the lowest level that can, and written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguarding.correspondence.models import Letter
from safeguarding.disagreements.actions import (
    confirm_agency_settlement,
    decide_agency_disagreement,
    raise_between_agencies,
    record_agency_level,
    withdraw_agency_disagreement,
)
from safeguarding.disagreements.models import AgencyDisagreement, AgencyLevel
from safeguarding.disagreements.queries.agencies import listed, visible, work
from safeguarding.disagreements.queries.statistics import between_agencies, years
from safeguarding.improvements import actions as improving
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.terms import Role
from tests.cases.builders import today
from tests.disagreements.test_subjects import action_of, ready_to_close
from tests.pages import once_of, send, words
from tests.people.cast import LONG_AGO, Cast, acting, signed_in

ABOUT = "Whether the bruise should have been looked at the same day."
HELD = "A bruise in a baby is seen by a paediatrician that day."


def raised(cast: Cast, by: Acting | None = None, **changes: Any) -> AgencyDisagreement:
    given: dict[str, Any] = {
        "by": by or cast.school_author, "raised_by": cast.school, "other": cast.hospital, "about": ABOUT,
        "position": HELD, "for_safety": False,
    }  # fmt: skip
    return raise_between_agencies(**{**given, **changes})


def talked(by: Acting, row: AgencyDisagreement, *, settled: bool = False, **changes: Any) -> None:
    row.refresh_from_db()
    given: dict[str, Any] = {
        "level": row.level, "participants": "The head and the ward manager", "words": "They talked.",
        "positions": {},
    }  # fmt: skip
    record_agency_level(by=by, disagreement=row, settled=settled, **{**given, **changes})
    row.refresh_from_db()


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as no:
        act()
    return no.value.refused.code


# Raising


def test_it_begins_with_those_who_work_with_the_child_within_a_working_week(cast: Cast) -> None:
    row = raised(cast)
    level = row.levels.get()
    assert (row.level, level.code) == ("D0", "D0")
    assert level.due_on == add_working_days(today(), 5)
    assert [(line.whose, line.words) for line in row.positions.all()] == [("Fernbank Primary School", HELD)]


def test_for_a_childs_safety_it_is_talked_over_by_the_next_working_day(cast: Cast) -> None:
    assert raised(cast, for_safety=True).levels.get().due_on == add_working_days(today(), 1)


def test_the_other_agency_and_the_manager_are_told_and_the_letter_says_nothing_of_it(cast: Cast) -> None:
    raised(cast)
    told = Letter.objects.filter(kind="agency_disagreement")
    assert {letter.to_person_id for letter in told} == {
        who.person.pk for who in (cast.senior, cast.member, cast.manager)
    }
    assert not any("bruise" in letter.body or "Fernbank" in letter.body for letter in told)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"about": " "}, "no_words"),
        ({"position": ""}, "no_words"),
        ({"other": "school"}, "two_agencies"),
        ({"raised_by": "gp"}, "own_agency"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, changes: dict[str, str], code: str) -> None:
    agencies = {"school": cast.school, "gp": cast.gp}
    given = {name: agencies.get(value, value) for name, value in changes.items()}
    assert code_of(lambda: raised(cast, **given)) == code
    assert not AgencyDisagreement.objects.exists()


@pytest.mark.parametrize("who", ["author", "chair", "scrutineer", "notifier", "contact", "sys_admin"])
def test_who_speaks_for_no_agency_raises_none(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    with pytest.raises(NotAllowed):
        raised(cast, by, raised_by=by.seat.agency or cast.school)


def test_the_manager_notes_one_for_agencies_that_do_not_sign_in(cast: Cast) -> None:
    row = raised(cast, cast.manager, raised_by=cast.gp, other=cast.met)
    held = {cast.gp.pk: "We rang twice.", cast.met.pk: "Nobody rang."}
    assert code_of(lambda: talked(cast.manager, row, positions=held, settled=True)) == "who_says_so"
    talked(cast.manager, row, positions=held, settled=True, said_by=[cast.gp])
    assert {line.agency_id: line.words for line in row.positions.filter(current=True)} == {
        cast.gp.pk: "We rang twice.", cast.met.pk: "Nobody rang.",
    }  # fmt: skip


# Talking, settling, going up


def test_settled_is_what_both_say(cast: Cast) -> None:
    row = raised(cast)
    talked(cast.school_author, row, settled=True)
    given: dict[str, Any] = {"disagreement": row, "agree": True, "words": "Seen the same day from now on."}
    assert code_of(lambda: confirm_agency_settlement(by=cast.school_author, **given)) == "own_word"
    assert [item.waiting_for for item in work(cast.school_author)] == ["Larkfield NHS Trust"]
    assert [item.why for item in work(cast.senior)] == [
        "The other side says that it is settled. Say whether you see it so."
    ]
    confirm_agency_settlement(by=cast.senior, **given)
    row.refresh_from_db()
    assert (row.ending, row.outcome, row.days_used) == ("agreed", "Seen the same day from now on.", 0)
    assert row.levels.get().result == "ended"
    assert work(cast.senior) == work(cast.school_author) == []


def test_the_other_side_can_say_that_it_is_not_settled_and_it_goes_up(cast: Cast) -> None:
    row = raised(cast)
    talked(cast.school_author, row, settled=True)
    confirm_agency_settlement(by=cast.senior, disagreement=row, agree=False, words="Nights are still open.")
    row.refresh_from_db()
    assert (row.level, row.settled_by, row.ended_at) == ("D1", None, None)
    assert [level.result for level in row.levels.all()] == ["went_up", ""]


def test_nobody_confirms_what_nobody_said_and_nobody_records_a_level_twice(cast: Cast) -> None:
    row = raised(cast)
    assert (
        code_of(lambda: confirm_agency_settlement(by=cast.senior, disagreement=row, agree=True, words="x"))
        == "nothing_to_confirm"
    )
    talked(cast.senior, row)
    assert code_of(lambda: talked(cast.senior, row, level="D0")) == "level_recorded"
    talked(cast.senior, row, settled=True)
    assert code_of(lambda: talked(cast.school_author, row)) == "level_recorded"
    assert code_of(lambda: talked(cast.school_author, row, words=" ")) == "level_recorded"


def test_each_side_says_only_what_its_own_agency_holds(cast: Cast) -> None:
    row = raised(cast)
    talked(
        cast.senior, row, positions={cast.school.pk: "We were wrong.", cast.hospital.pk: "It was looked at."}
    )
    held = {line.agency_id: line.words for line in row.positions.filter(current=True)}
    assert held == {cast.school.pk: HELD, cast.hospital.pk: "It was looked at."}


def test_in_the_end_a_delegated_partner_of_neither_says_what_happens(cast: Cast) -> None:
    row = raised(cast, cast.dsp_police, raised_by=cast.met, other=cast.hospital)
    given: dict[str, Any] = {"disagreement": row, "outcome": "The police ring the ward first."}
    assert code_of(lambda: decide_agency_disagreement(by=cast.dsp_la, **given)) == "earlier_levels"
    for _ in range(3):
        talked(cast.dsp_police, row)
    assert row.level == "D3"
    assert code_of(lambda: talked(cast.senior, row)) == "last_level"
    assert code_of(lambda: decide_agency_disagreement(by=cast.dsp_police, **given)) == "own_agency"
    with pytest.raises(NotAllowed):
        decide_agency_disagreement(by=cast.chair, **given)
    assert [item.why for item in work(cast.dsp_health)] == [
        "The two could not settle it. You say what happens."
    ]
    decide_agency_disagreement(by=cast.deputy_health, **given)
    row.refresh_from_db()
    assert (row.ending, row.ended_by) == ("decided", cast.deputy_health.seat)
    assert code_of(lambda: decide_agency_disagreement(by=cast.dsp_la, **given)) == "ended"


def test_at_the_last_level_the_two_can_still_settle_it_and_may_fail(cast: Cast) -> None:
    row = raised(cast)
    for _ in range(3):
        talked(cast.senior, row)
    talked(cast.senior, row, settled=True)
    confirm_agency_settlement(by=cast.school_author, disagreement=row, agree=False, words="Not so.")
    row.refresh_from_db()
    assert (row.level, row.settled_by, row.ended_at) == ("D3", None, None)


def test_only_who_raised_it_takes_it_back(cast: Cast) -> None:
    row = raised(cast)
    assert (
        code_of(lambda: withdraw_agency_disagreement(by=cast.senior, disagreement=row, reason="x"))
        == "not_yours"
    )
    withdraw_agency_disagreement(by=cast.school_author, disagreement=row, reason="We had the wrong day.")
    row.refresh_from_db()
    assert row.ending == "withdrawn"


def test_the_manager_is_asked_to_look_when_its_time_is_over(cast: Cast) -> None:
    row = raised(cast)
    assert work(cast.manager) == []
    AgencyLevel.objects.filter(disagreement=row).update(due_on=today() - timedelta(days=1))
    assert ["Its time is over" in item.why for item in work(cast.manager)] == [True]


def test_the_manager_notes_who_said_so_and_one_side_alone_settles_nothing(cast: Cast) -> None:
    row = raised(cast)
    talked(cast.manager, row, settled=True, said_by=[cast.hospital])
    given: dict[str, Any] = {"disagreement": row, "agree": True, "words": "So it is."}
    for who in (cast.senior, cast.member, cast.manager):
        assert code_of(lambda who=who: confirm_agency_settlement(by=who, **given)) == "own_word"
    confirm_agency_settlement(by=cast.school_author, **given)
    row.refresh_from_db()
    assert row.ending == "agreed"


def test_where_each_of_the_two_told_the_manager_it_ends(cast: Cast) -> None:
    row = raised(cast)
    talked(cast.manager, row, settled=True, said_by=[cast.hospital, cast.school])
    assert (row.ending, row.outcome) == ("agreed", "They talked.")


def test_somebody_with_a_seat_at_both_confirms_nothing_and_decides_nothing(cast: Cast) -> None:
    row = raised(cast)
    talked(cast.school_author, row, settled=True)
    also = acting(
        give_seat(
            by=None, partnership=cast.barnet, email=cast.school_author.person.email, name="Fergus Aldous",
            role=Role.AGENCY_LEAD, since=LONG_AGO, agency=cast.hospital, invited=False,
        )
    )  # fmt: skip
    given: dict[str, Any] = {"disagreement": row, "agree": True, "words": "Yes."}
    assert code_of(lambda: confirm_agency_settlement(by=also, **given)) == "own_word"
    give_seat(by=None, partnership=cast.barnet, email=cast.dsp_la.person.email, name="Leo Marchbank",
              role=Role.AGENCY_SENIOR, since=LONG_AGO, agency=cast.school, invited=False)  # fmt: skip
    confirm_agency_settlement(by=cast.senior, **{**given, "agree": False})
    for _ in range(2):
        talked(cast.senior, row)
    decide: dict[str, Any] = {"disagreement": row, "outcome": "So."}
    assert code_of(lambda: decide_agency_disagreement(by=cast.dsp_la, **decide)) == "own_agency"


# Who sees it


def test_the_two_agencies_and_those_who_answer_for_the_partnership_see_it_and_nobody_else(cast: Cast) -> None:
    row = raised(cast)
    sees = {"school_author", "senior", "member", "manager", "chair", "scrutineer", "dsp_la", "dsp_health",
            "dsp_police", "deputy_health", "lsp_la", "lsp_health", "lsp_police"}  # fmt: skip
    for name, who in cast.everybody.items():
        assert list(visible(who)) == ([row] if name in sees else []), name


def test_somebody_of_a_third_agency_sees_that_there_is_nothing_of_theirs(cast: Cast) -> None:
    row = raised(cast)
    third = acting(
        give_seat(by=None, partnership=cast.barnet, email="head@gp.example", name="Tess Orr",
                  role=Role.AGENCY_LEAD, since=LONG_AGO, agency=cast.gp, invited=False)
    )  # fmt: skip
    browser = signed_in(third)
    assert "Fernbank" not in words(browser.get("/disagreements/between-agencies/"))
    assert browser.get(f"/disagreements/between-agencies/{row.short}/").status_code == 404
    assert listed(cast.stranger) == []
    assert signed_in(cast.stranger).get(f"/disagreements/between-agencies/{row.short}/").status_code == 404


def test_what_is_written_is_held_encrypted_and_kept_in_the_record(cast: Cast) -> None:
    raised(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT about FROM disagreements_agencydisagreement")
        assert "bruise" not in cursor.fetchone()[0]
    event = Event.objects.get(act="raise_agency_disagreement")
    assert "bruise" not in str(event.on)


# In the browser


def test_it_is_worked_through_in_the_browser(cast: Cast) -> None:
    school, hospital = signed_in(cast.school_author), signed_in(cast.senior)
    assert "Disagreements between agencies" in words(school.get("/"))
    where = "/disagreements/between-agencies/raise/"
    blank = send(school, where, other=str(cast.hospital.pk), about="Kept words.", position="")
    assert blank.status_code == 422
    assert "Kept words." in words(blank)
    form = {"other": str(cast.hospital.pk), "for_safety": "yes", "about": ABOUT, "position": HELD}
    once = once_of(school.get(where))
    answers = [school.post(where, {**form, "once": once}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    row = AgencyDisagreement.objects.get()
    here = answers[0]["Location"]
    page = words(hospital.get(here))
    for said in (ABOUT, HELD, "For a child’s safety", "What does Larkfield NHS Trust hold now?", "999"):
        assert said in page
    assert "What does Fernbank Primary School hold now?" not in page
    talk = {
        "level": "D0",
        "participants": "Us",
        "words": "They talked.",
        f"holds_{cast.hospital.pk}": "It was.",
    }
    assert send(hospital, here, "talk", **talk, settled="yes").status_code == 302
    assert "Larkfield NHS Trust said that it is settled" in words(school.get(here))
    stale = hospital.post(here, {"which": "talk", "once": "stale", **talk, "settled": "no"})
    assert stale.status_code == 409
    assert "recorded already" in words(stale)
    assert send(school, here, "confirm", agree="no", words="Not at night.").status_code == 302
    for level in ("D1", "D2"):
        assert send(school, here, "talk", **{**talk, "level": level}, settled="no").status_code == 302
    partner = signed_in(cast.dsp_la)
    assert send(partner, here, "say", words="From now on, the same day.").status_code == 302
    assert "The delegated partners said what happens" in words(school.get(here))
    row.refresh_from_db()
    assert row.ended_by == cast.dsp_la.seat


def test_it_is_taken_back_in_the_browser(cast: Cast) -> None:
    row = raised(cast)
    here = f"/disagreements/between-agencies/{row.short}/"
    assert send(signed_in(cast.school_author), here, "back", words="The wrong day.").status_code == 302
    late = {"which": "back", "words": "We too.", "once": "late"}
    refused = signed_in(cast.senior).post(here, late)
    assert refused.status_code == 409
    assert "has ended" in words(refused)


# About an action that comes from no case


def test_an_action_of_no_case_is_not_closed_while_two_agencies_disagree_about_it(cast: Cast) -> None:
    action = action_of(cast, None)
    ready_to_close(cast, action)
    police = signed_in(cast.dsp_police)
    where = f"/disagreements/between-agencies/raise/?about=action:{action.short}"
    assert where in police.get(f"/actions/{action.short}/").content.decode()
    assert "which stays open until this has ended" in words(police.get(where))
    form = {
        "other": str(cast.hospital.pk),
        "for_safety": "no",
        "about": "Whether it is done.",
        "position": "No.",
    }
    assert send(police, where, **form).status_code == 302
    again = send(police, where, **form)
    assert again.status_code == 409
    assert "open already" in words(again)
    with pytest.raises(NotAllowed) as no:
        improving.close_action(by=cast.dsp_la, action=action, reason="Done.")
    assert no.value.refused.code == "partners_differ"
    row = AgencyDisagreement.objects.get()
    withdraw_agency_disagreement(by=cast.dsp_police, disagreement=row, reason="It is done.")
    improving.close_action(by=cast.dsp_la, action=action, reason="Done.")
    assert police.get("/disagreements/between-agencies/raise/?about=action:none").status_code == 404


# Counted


def test_a_year_of_them_is_counted_by_level_and_working_days(cast: Cast) -> None:
    first, second = raised(cast), raised(cast, for_safety=True)
    talked(cast.senior, second)
    withdraw_agency_disagreement(by=cast.school_author, disagreement=second, reason="x")
    found = between_agencies(cast.chair, years(today())[0])
    assert (found.opened, found.open_now, found.for_safety, found.took) == (2, 1, 1, "the same day")
    assert found.ended_at == [("Their managers", 1)]
    assert between_agencies(cast.devon_chair, years(today())[0]).opened == 0
    page = words(signed_in(cast.scrutineer).get("/disagreements/"))
    assert "Between agencies" in page
    assert first.short not in page


def test_listing_them_takes_as_many_queries_for_four_as_for_one(cast: Cast) -> None:
    raised(cast)
    browser = signed_in(cast.manager)
    browser.get("/disagreements/between-agencies/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/disagreements/between-agencies/")
    with CaptureQueriesContext(connection) as one_work:
        work(cast.senior)
    for _ in range(3):
        raised(cast)
    with CaptureQueriesContext(connection) as four:
        browser.get("/disagreements/between-agencies/")
    with CaptureQueriesContext(connection) as four_work:
        assert len(work(cast.senior)) == 4
    assert (len(one), len(one_work)) == (len(four), len(four_work))
