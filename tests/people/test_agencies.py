"""The agencies' names and dates: what was done on a day keeps the name of that day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from safeguarding.people import queries
from safeguarding.people.actions import add_agency, end_agency, give_seat, name_agency
from safeguarding.people.models import Agency
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import AgencyType, Partner, Role
from tests.people.cast import Cast, events, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chain_verifies")]

NEW = "London Police for Barnet and Brent"


def day(name: str, when: date) -> dict[str, int]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def refused(code: str, act: Any) -> None:
    with pytest.raises(NotAllowed) as no:
        act()
    assert no.value.refused.code == code


def test_an_agency_is_renamed_from_a_day_and_old_acts_keep_its_old_name(cast: Cast) -> None:
    today, page = cast.manager.today, f"/people/agencies/{cast.met.pk}/"
    client = signed_in(cast.manager)
    assert "Metropolitan Police Service" in client.get("/people/").content.decode()
    done = client.post(page, {"which": "name", "name": NEW} | day("since", today))
    assert done.headers["Location"] == page
    found = Agency.objects.get(pk=cast.met.pk)
    assert found.name_on(today) == NEW
    assert found.name_on(today - timedelta(days=1)) == "Metropolitan Police Service"
    assert cast.dsp_police.seat.capacity_on(today - timedelta(days=1)).endswith("Metropolitan Police Service")
    assert events("name_agency", agency=str(cast.met.pk), since=today.isoformat()) == 1
    shown = client.get(page).content.decode()
    assert NEW in shown
    assert "Metropolitan Police Service" in shown


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda c: {"by": c.chair}, "not_yours"),
        (lambda c: {"by": c.stranger}, "not_yours"),
        (lambda c: {"name": " "}, "no_name"),
        (lambda c: {"name": "Metropolitan Police Service"}, "same_name"),
        (lambda c: {"since": date(2018, 6, 29)}, "named_that_day"),
        (lambda c: {"since": c.manager.today - timedelta(days=1)}, "past_needs_reason"),
    ],
)
def test_a_name_that_cannot_be_given(cast: Cast, more: Any, code: str) -> None:
    given = {"by": cast.manager, "agency": cast.met, "name": NEW, "since": cast.manager.today}
    refused(code, lambda: name_agency(**(given | more(cast))))
    assert cast.met.names.count() == 1


def test_a_name_from_a_day_that_has_passed_takes_a_reason_that_stands_beside_it(cast: Cast) -> None:
    today, client = cast.manager.today, signed_in(cast.manager)
    page, then = f"/people/agencies/{cast.met.pk}/", today - timedelta(days=40)
    no = client.post(page, {"which": "name", "name": NEW} | day("since", then))
    assert no.status_code == 409
    assert NEW in no.content.decode(), "what was typed is lost"
    client.post(
        page, {"which": "name", "name": NEW, "reason": "The order reached us late."} | day("since", then)
    )
    assert "The order reached us late." in client.get(page).content.decode()


def test_two_agencies_merge_and_the_seats_to_move_are_listed(cast: Cast) -> None:
    today, page = cast.manager.today, f"/people/agencies/{cast.board.pk}/"
    client, last = signed_in(cast.manager), cast.manager.today - timedelta(days=1)
    done = client.post(page, {
        "which": "end", "end_reason": "Merged by order.", "new_name": "West and North London Board",
    } | day("last_day", last))  # fmt: skip
    assert done.status_code == 302
    board = Agency.objects.select_related("successor").get(pk=cast.board.pk)
    assert board.successor
    assert (board.active_until, board.successor.active_from) == (last, today)
    assert (board.successor.partner, board.successor.kind) == ("health", "icb")
    assert board.name_on(last) == "North Central London Integrated Care Board"
    shown = client.get(page).content.decode()
    assert "Seats to move to another agency" in shown
    assert "Hana Siddall" in shown
    assert "It took over from" in client.get(f"/people/agencies/{board.successor.pk}/").content.decode()
    assert "Agencies with a last day" in client.get("/people/").content.decode()
    assert board.pk not in {a.pk for a in queries.agencies_of(cast.barnet, today)}
    assert events("end_agency", agency=str(board.pk), successor=str(board.successor.pk)) == 1
    with pytest.raises(NotAllowed) as no:
        give_seat(
            by=cast.manager, partnership=cast.barnet, email="new@icb.example", name="Ola Finch",
            role=Role.AGENCY_LEAD, agency=board, since=today,
        )  # fmt: skip
    assert no.value.refused.code == "agency_ended"
    assert "West and North London Board" in no.value.refused.mend
    refused(
        "ended_already", lambda: end_agency(by=cast.manager, agency=board, last_day=today, reason="Again.")
    )
    refused("agency_ended", lambda: name_agency(by=cast.manager, agency=board, name="Other", since=today))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda c: {"by": c.chair}, "not_yours"),
        (lambda c: {"reason": " "}, "no_reason"),
        (lambda c: {"last_day": date(2018, 6, 1)}, "ends_before_it_begins"),
        (lambda c: {}, "partner_needs_successor"),
        (lambda c: {"successor": c.board}, "not_a_successor"),
        (lambda c: {"successor": c.hospital}, "other_partner"),
        (lambda c: {"successor": c.hospital, "new_name": "Another"}, "two_successors"),
    ],
)
def test_an_agency_that_cannot_end_so(cast: Cast, more: Any, code: str) -> None:
    given = {"by": cast.manager, "agency": cast.board, "last_day": cast.manager.today, "reason": "Merged."}
    refused(code, lambda: end_agency(**(given | more(cast))))
    cast.board.refresh_from_db()
    assert cast.board.active_until is None


def test_whoever_takes_over_is_there_the_day_after(cast: Cast) -> None:
    today = cast.manager.today
    later = add_agency(
        partnership=cast.barnet, kind=AgencyType.ICB, name="Later Board", partner=Partner.HEALTH
    )
    Agency.objects.filter(pk=later.pk).update(active_from=today + timedelta(days=9))
    later.refresh_from_db()
    given: dict[str, Any] = {
        "by": cast.manager,
        "agency": cast.board,
        "reason": "Merged.",
        "successor": later,
    }
    refused("not_there_then", lambda: end_agency(**given, last_day=today))
    end_agency(**given, last_day=today + timedelta(days=8))


def test_an_agency_without_a_partners_duty_may_close(cast: Cast) -> None:
    end_agency(by=cast.manager, agency=cast.gp, last_day=cast.manager.today, reason="The surgery closes.")
    page = signed_in(cast.manager).get(f"/people/agencies/{cast.gp.pk}/").content.decode()
    assert "The surgery closes." in page


def test_whoever_answers_by_a_link_is_moved_too(cast: Cast) -> None:
    last = cast.manager.today
    end_agency(
        by=cast.manager, agency=cast.gp, last_day=last, reason="Merged.", new_name="Mill Lane and Vale"
    )
    assert [seat.person.name for seat in queries.seats_to_move(cast.barnet, last)] == ["Joan Petty"]


def test_who_may_not_name_an_agency_sees_its_names_only(cast: Cast) -> None:
    page = f"/people/agencies/{cast.met.pk}/"
    assert "Give it another name" not in signed_in(cast.chair).get(page).content.decode()
    for who in (cast.author, cast.stranger, cast.member):
        assert signed_in(who).get(page).status_code == 404
