"""Leavers: what waits for somebody is handed over in one act, and nothing waits for who has gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.leaving import hand_on, leave
from safeguarding.cases.actions.sealing import seal_case
from safeguarding.cases.models import Case, LeftOpen
from safeguarding.cases.next_steps import work
from safeguarding.cases.queries.leaving import waiting_for, waits_for_nobody
from safeguarding.evidence.models import Request
from safeguarding.improvements.models import Action
from safeguarding.learning.actions import give_direction
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.people.models import Delegation, MailboxLink, Seat
from safeguarding.statute.terms import Level, Role
from tests.cases.builders import notified_case, today
from tests.cases.test_route import refused
from tests.people.cast import LONG_AGO, Cast, events, signed_in

YESTERDAY = timedelta(days=1)
TITLE = "Say who takes on what waits for nobody"


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def gone(cast: Cast, who: Acting, to: Seat | None = None, **more: object) -> Seat:
    """Their seat ends at once, and everything goes to one person, or to nobody."""
    keys = [one.key for room, one in waiting_for(who.seat) if not room.then]
    given = {"last_day": today() - YESTERDAY, "to": dict.fromkeys(keys, to), **more}
    return leave(by=cast.manager, seat=who.seat, **given)  # type: ignore[arg-type]


def colleague(cast: Cast, name: str = "Rhona Speight", role: Role = Role.AGENCY_LEAD) -> Acting:
    seat = give_seat(
        by=cast.manager, partnership=cast.barnet, email=f"{name.split()[0].lower()}@larkfield.example",
        name=name, role=role, since=LONG_AGO, agency=cast.hospital, invited=False,
    )  # fmt: skip
    return Acting(seat, Level.TOTP)


def direct(cast: Cast, case: Case, seat: Seat | None = None) -> object:
    return give_direction(
        by=cast.chair, case=case, what="Show how the night line is answered.", why="To be heard.",
        by_when=today() + timedelta(days=20), **({"seat": seat} if seat else {"agency": cast.hospital}),
    )  # fmt: skip


def hospitals(cast: Cast, case: Case) -> Request:
    return Request.objects.get(case=case, agency=cast.hospital)


def asked_of(cast: Cast, case: Case, who: Acting) -> Request:
    request = hospitals(cast, case)
    Request.objects.filter(pk=request.pk).update(contact=who.seat)
    return hospitals(cast, case)


def test_a_request_goes_to_a_colleague_with_a_link_of_their_own(cast: Cast, case: Case) -> None:
    request = asked_of(cast, case, cast.author)
    rhona = colleague(cast)
    gone(cast, cast.author, rhona.seat)
    request.refresh_from_db()
    assert request.contact == rhona.seat
    assert not MailboxLink.objects.filter(seat=cast.author.seat, revoked_at=None).exists()
    assert events("hand_over_request", to=str(rhona.seat.pk)) == 1
    assert waits_for_nobody(cast.barnet, today()) == []


def test_a_direction_goes_to_somebody_else_or_to_nobody_for_now(cast: Cast, case: Case) -> None:
    direct(cast, case, cast.author.seat)
    asked_of(cast, case, cast.senior)
    rhona = colleague(cast)
    gone(cast, cast.author, rhona.seat)
    assert case.directions.get().seat == rhona.seat
    gone(cast, rhona)
    direction = case.directions.get()
    assert direction.seat is None
    assert direction.nobody_since == today()
    assert [one.what for _, one in waits_for_nobody(cast.barnet, today())]
    assert TITLE in [item.title for item in work(cast.manager)]


def test_what_was_left_for_nobody_is_handed_on_later_by_whoever_runs_the_partnership(
    cast: Cast, case: Case
) -> None:
    asked_of(cast, case, cast.author)
    gone(cast, cast.author)
    assert LeftOpen.objects.filter(ended_at__isnull=True).count() == 1
    (found,) = waits_for_nobody(cast.barnet, today())
    rhona = colleague(cast)
    refused("not_yours", hand_on, by=cast.dsp_la, to={found[1].key: rhona.seat})
    refused("nobody_chosen", hand_on, by=cast.support, to={})
    assert hand_on(by=cast.support, to={found[1].key: rhona.seat}) == 1
    assert hospitals(cast, case).contact == rhona.seat
    assert waits_for_nobody(cast.barnet, today()) == []
    assert TITLE not in [item.title for item in work(cast.manager)]
    refused("nobody_chosen", hand_on, by=cast.support, to={found[1].key: rhona.seat})


def test_a_seat_does_not_end_while_something_is_undecided(cast: Cast, case: Case) -> None:
    asked_of(cast, case, cast.author)
    refused("still_waits", leave, by=cast.manager, seat=cast.author.seat, last_day=today(), to={})
    cast.author.seat.refresh_from_db()
    assert cast.author.seat.until is None


def test_an_agencys_request_is_not_given_to_another_agency_nor_to_somebody_kept_apart(
    cast: Cast, case: Case
) -> None:
    asked_of(cast, case, cast.author)
    refused("cannot_take", gone, cast=cast, who=cast.author, to=cast.school_author.seat)
    rhona = colleague(cast)
    exclude_person(by=cast.chair, case=case, person=rhona.person, reason="Is named.")
    refused("cannot_take", gone, cast=cast, who=cast.author, to=rhona.seat)


def test_a_case_that_whoever_ends_the_seat_may_not_see_is_not_told_and_goes_to_the_chair(
    cast: Cast, case: Case
) -> None:
    asked_of(cast, case, cast.author)
    seal_case(by=cast.chair, case=case, named=[cast.author.seat], reason="A doctor’s child.")
    page = signed_in(cast.manager).get(f"/people/seats/{cast.author.seat.pk}/end/").content.decode()
    assert case.pseudonym not in page
    assert "Nothing that you may see waits for them." in page
    leave(by=cast.manager, seat=cast.author.seat, last_day=today() - YESTERDAY, to={})
    assert hospitals(cast, case).contact is None
    assert TITLE not in [item.title for item in work(cast.manager)]
    assert TITLE in [item.title for item in work(cast.chair)]
    assert case.pseudonym in signed_in(cast.chair).get("/people/gone/").content.decode()
    assert case.pseudonym not in signed_in(cast.manager).get("/people/gone/").content.decode()


def test_delegations_given_and_held_fall_with_the_seat(cast: Cast) -> None:
    gone(cast, cast.dsp_health, knows=True)
    held = Delegation.objects.get(principal=cast.dsp_health.seat)
    assert held.ended_at is not None
    assert events("end_delegation", delegation=str(held.pk)) == 1


def test_the_last_who_runs_the_partnership_and_a_seat_that_must_be_held_do_not_just_end(cast: Cast) -> None:
    refused("held_by_nobody", gone, cast=cast, who=cast.chair)
    gone(cast, cast.chair, knows=True)
    titles = [item.title for item in work(cast.manager)]
    assert "Nobody holds the seat: independent chair of the group" in titles
    leave(by=cast.manager, seat=cast.support.seat, last_day=today() - YESTERDAY, to={})
    refused(
        "nobody_to_ask", leave, by=cast.sys_admin, seat=cast.manager.seat, last_day=today(), to={}, knows=True
    )


def test_an_actions_owner_leaves_and_it_says_whose_it_is_now(cast: Cast) -> None:
    from safeguarding.improvements.actions import Plan, note_source, plan_action
    from safeguarding.statute.terms import LearningSource

    source = note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Audit of bruises", dated=today())
    plan = Plan(
        "Nobody rang.", "The duty line stands on every screen.", "Amos Littlejohn",
        today() + timedelta(days=30),
        "A call the same day.", agency=cast.hospital, owner_email="amos@barnet.example",
    )  # fmt: skip
    plan_action(by=cast.manager, source=source, plan=plan)
    Action.objects.update(owner_seat=cast.author.seat)
    rhona = colleague(cast)
    gone(cast, cast.author, rhona.seat)
    assert Action.objects.get().owner.startswith("Rhona Speight")
    gone(cast, rhona)
    assert Action.objects.get().owner == "Nobody now"
    assert [one.what for _, one in waits_for_nobody(cast.barnet, today())]


def test_after_a_seat_has_ended_nothing_anywhere_waits_for_it(cast: Cast, case: Case) -> None:
    for who in (cast.author, cast.senior, cast.school_author):
        asked_of(cast, case, who)
        direct(cast, case, who.seat)
        gone(cast, who)
        assert [one for room, one in waiting_for(who.seat) if not room.then and one.seat == who.seat] == []
    assert not MailboxLink.objects.filter(seat__until__lt=date.today(), revoked_at=None).exists()  # noqa: DTZ011


def test_it_is_done_in_the_browser_and_twice_pressed_once(cast: Cast, case: Case) -> None:
    asked_of(cast, case, cast.author)
    rhona = colleague(cast)
    where = f"/people/seats/{cast.author.seat.pk}/end/"
    manager = signed_in(cast.manager)
    (key,) = [one.key for room, one in waiting_for(cast.author.seat) if not room.then]
    assert "Answer the request for a short return" in manager.get(where).content.decode()
    day = today()
    said = {
        key: rhona.seat.pk, "last_day-day": day.day, "last_day-month": day.month, "last_day-year": day.year,
        "once": "a" * 24,
    }  # fmt: skip
    assert manager.post(where, {**said, key: ""}).status_code == 422
    for _ in range(2):
        assert manager.post(where, said).status_code == 302
    assert events("end_seat", seat=str(cast.author.seat.pk)) == 1


def test_ending_a_seat_on_a_page_takes_a_day_that_can_be_a_last_one(cast: Cast) -> None:
    where, day = f"/people/seats/{cast.reviewer.seat.pk}/end/", today()
    support, too_old = signed_in(cast.support), today() - timedelta(days=30)

    def dated(on: date, once: str) -> dict[str, object]:
        return {
            "last_day-day": on.day, "last_day-month": on.month, "last_day-year": on.year, "once": once * 24
        }  # fmt: skip

    assert support.post(where, dated(too_old, "a")).status_code == 409
    assert support.post(where, dated(day, "b")).headers["Location"] == "/people/"
    cast.reviewer.seat.refresh_from_db()
    assert cast.reviewer.seat.in_force(day)
    assert not cast.reviewer.seat.in_force(day + timedelta(days=1))
    assert signed_in(cast.stranger).get(where).status_code == 404
