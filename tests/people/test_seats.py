"""Seats: who may act in which capacity, and when."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from safeguarding.correspondence.models import Letter
from safeguarding.people import queries
from safeguarding.people.actions import end_seat, give_seat
from safeguarding.people.models import Agency, Person, Seat
from safeguarding.record.models import Look
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.profiles import PROFILES, Apart
from safeguarding.statute.terms import Partner, Role
from tests.people.cast import LONG_AGO, Cast, events, make_cast, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chain_verifies")]


def refusal(cast: Cast, **given: object) -> str:
    asked = {"by": cast.manager, "partnership": cast.barnet, "email": "new@x.example", "name": "New Person",
             "role": Role.LTRG_MEMBER, "since": cast.manager.today}  # fmt: skip
    with pytest.raises(NotAllowed) as no:
        give_seat(**(asked | given))  # type: ignore[arg-type]
    return no.value.refused.code


def test_the_manager_gives_a_seat_on_a_page_and_the_person_is_invited(cast: Cast) -> None:
    client = signed_in(cast.manager)
    page = client.get("/people/give-seat/")
    assert page.status_code == 200
    posted = {
        "name": "Wilma Stone", "email": "Wilma@Larkfield.example", "role": "agency_author",
        "agency": str(cast.hospital.pk), "organisation": "", "post": "Named Doctor",
        "since-day": "1", "since-month": "3", "since-year": "2020",
        "until-day": "", "until-month": "", "until-year": "", "once": "x" * 20,
    }  # fmt: skip
    assert client.post("/people/give-seat/", posted).headers["Location"] == "/people/"
    assert client.post("/people/give-seat/", posted).headers["Location"] == "/people/"
    seat = Seat.objects.get(person__email="wilma@larkfield.example")
    assert seat.capacity_on(date(2027, 1, 1)) == "Author for an agency, for Larkfield NHS Trust"
    assert Letter.objects.filter(kind="invitation", to_person=seat.person).count() == 1
    assert events("give_seat", seat=str(seat.pk)) == 1
    assert "Wilma Stone" in client.get("/people/").content.decode()


def test_a_refused_seat_says_why_keeps_what_was_typed_and_is_recorded(cast: Cast) -> None:
    client = signed_in(cast.manager)
    answer = client.post("/people/give-seat/", {
        "name": "Piers Vantongeren", "email": cast.dsp_police.person.email,
        "role": "deputy_health", "agency": "",
        "organisation": "", "post": "Kept words", "since-day": "1", "since-month": "3", "since-year": "2020",
        "until-day": "", "until-month": "", "until-year": "",
    })  # fmt: skip
    assert answer.status_code == 409
    assert "cannot hold or act for two statutory partners" in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    assert Look.objects.filter(kind="refused", what="two_partners").count() == 1


@pytest.mark.parametrize("rule", PROFILES["barnet"].apart, ids=lambda rule: f"{rule.one}-{rule.other}")
def test_capacities_that_the_profile_keeps_apart_are_never_one_person_in_either_order(
    cast: Cast, rule: Apart
) -> None:
    for first, second in ((rule.one, rule.other), (rule.other, rule.one)):
        who = {"email": f"{first}@x.example", "name": "New Person"}
        given = {"by": cast.manager, "partnership": cast.barnet, "since": cast.manager.today, **who}
        held = give_seat(**given, role=first)
        assert refusal(cast, **who, role=second) == "kept_apart"
        assert refusal(cast, **who, role=second, since=LONG_AGO) == "kept_apart"
        Seat.objects.filter(pk=held.pk).update(since=LONG_AGO, until=cast.manager.today - timedelta(days=1))
        assert give_seat(**given, role=second).role == second


def test_the_other_seat_in_another_partnership_is_no_matter(cast: Cast) -> None:
    chair = cast.everybody["devon_chair"].person
    seat = give_seat(by=cast.manager, partnership=cast.barnet, email=chair.email, name=chair.name,
                     role=Role.INDEPENDENT_SCRUTINEER, since=cast.manager.today)  # fmt: skip
    assert seat.person == chair


def test_the_page_says_why_two_seats_are_kept_apart_and_keeps_what_was_typed(cast: Cast) -> None:
    answer = signed_in(cast.manager).post("/people/give-seat/", {
        "name": "Ines Halloran", "email": cast.chair.person.email, "role": "independent_scrutineer",
        "agency": "", "organisation": "", "post": "Kept words", "since-day": "1", "since-month": "3",
        "since-year": "2020", "until-day": "", "until-month": "", "until-year": "",
    })  # fmt: skip
    assert answer.status_code == 409
    assert "The chair cannot also be the scrutineer." in answer.content.decode()
    assert "Kept words" in answer.content.decode()


@pytest.mark.parametrize("name", ["chair", "dsp_la", "author", "auditor", "reviewer"])
def test_only_the_people_who_run_it_give_seats(cast: Cast, name: str) -> None:
    who = cast.everybody[name]
    assert signed_in(who).get("/people/give-seat/").status_code == 404
    assert refusal(cast, by=who) == "not_yours"


def test_nobody_gives_themselves_a_seat(cast: Cast) -> None:
    assert refusal(cast, email=cast.manager.person.email, role=Role.DSP_LA) == "own_seat"


@pytest.mark.parametrize("role", [Role.DSP_HEALTH, Role.DEPUTY_LA, Role.LSP_HEALTH])
def test_one_person_cannot_hold_or_act_for_two_partners(cast: Cast, role: Role) -> None:
    assert refusal(cast, email=cast.dsp_police.person.email, role=role) == "two_partners"


def test_the_database_refuses_two_partners_whoever_writes(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="two statutory partners"), transaction.atomic():
        Seat.objects.create(
            person=cast.dsp_police.person, partnership=cast.barnet, role="deputy_la", since=LONG_AGO
        )
    moved = Seat.objects.create(
        person=cast.dsp_police.person, partnership=cast.barnet, role="ltrg_member", since=LONG_AGO
    )
    with pytest.raises(DatabaseError, match="two statutory partners"), transaction.atomic():
        Seat.objects.filter(pk=moved.pk).update(role="dsp_health")


def test_somebody_who_changes_sides_may_hold_the_second_seat_after_the_first(cast: Cast) -> None:
    today = cast.manager.today
    end_seat(by=cast.manager, seat=cast.lapsed_deputy.seat, last_day=today)
    seat = give_seat(
        by=cast.manager, partnership=cast.barnet, email=cast.lapsed_deputy.person.email,
        name="Dennis Oakshott",
        role=Role.DEPUTY_LA, since=today + timedelta(days=1), agency=cast.council,
    )  # fmt: skip
    assert seat.partner is Partner.LA
    cast.lapsed_deputy.seat.refresh_from_db()
    assert cast.lapsed_deputy.seat.capacity_on(date(2020, 1, 1)).startswith(
        "Deputy to the delegated partner (police)"
    )


def test_two_partners_in_two_partnerships_are_lawful(cast: Cast) -> None:
    seat = give_seat(
        by=cast.stranger, partnership=cast.devon, email=cast.dsp_police.person.email, name="Piers",
        role=Role.DSP_HEALTH, since=cast.manager.today + timedelta(days=1),
    )  # fmt: skip
    assert seat.partner is Partner.HEALTH


def test_a_seat_is_not_given_twice_or_backwards_or_for_a_foreign_agency(cast: Cast) -> None:
    today = cast.manager.today
    foreign = Agency.objects.create(partnership=cast.devon, kind="gp_primary_care")
    assert refusal(cast, until=today - timedelta(days=1)) == "ends_before_it_begins"
    assert refusal(cast, agency=foreign) == "other_agency"
    assert refusal(cast, role=Role.DSP_LA, agency=cast.met) == "agency_of_another_partner"
    email = cast.member.person.email
    assert refusal(cast, email=email, agency=cast.hospital) == "seat_held_already"


def test_the_manager_of_another_area_gives_and_ends_nothing_here(cast: Cast) -> None:
    assert refusal(cast, by=cast.stranger) == "not_yours"
    with pytest.raises(NotAllowed):
        end_seat(by=cast.stranger, seat=cast.member.seat, last_day=cast.manager.today)


def test_an_agencys_name_is_the_one_it_had_on_the_day(cast: Cast) -> None:
    """Health and Care Act 2022: commissioning groups became integrated care boards on 1 July 2022."""
    assert cast.board.name_on(date(2022, 6, 30)) == "Barnet Clinical Commissioning Group"
    assert cast.board.name_on(date(2022, 7, 1)) == "North Central London Integrated Care Board"
    assert "Clinical Commissioning Group" in cast.dsp_health.seat.capacity_on(date(2019, 5, 5))


def test_who_holds_what_on_a_day(cast: Cast) -> None:
    today = cast.manager.today
    assert [s.pk for s in queries.who_holds(cast.barnet, Role.DSP_POLICE, today)] == [cast.dsp_police.seat.pk]
    seats = queries.partner_seats(cast.barnet, today)
    assert [s.pk for s in seats[Partner.HEALTH]] == [cast.dsp_health.seat.pk, cast.deputy_health.seat.pk]
    assert [s.pk for s in seats[Partner.POLICE]] == [cast.dsp_police.seat.pk], (
        "an ended delegation still counted"
    )
    assert queries.who_holds(cast.barnet, Role.DSP_POLICE, LONG_AGO - timedelta(days=1)) == []


def test_people_with_several_seats_choose_and_the_record_keeps_which(cast: Cast) -> None:
    second = give_seat(
        by=cast.stranger, partnership=cast.devon, email=cast.member.person.email, name="Mabel Croft",
        role=Role.LTRG_MEMBER, since=cast.manager.today, organisation="Larkfield NHS Trust",
    )  # fmt: skip
    client = signed_in(cast.member)
    session = client.session
    del session["seat"]
    session.save()
    assert client.get("/").headers["Location"] == "/seat/?next=%2F"
    page = client.get("/seat/?next=/")
    assert "Devon Safeguarding Children Partnership" in page.content.decode()
    assert client.post("/seat/", {"seat": str(cast.chair.seat.pk)}).status_code == 404, (
        "took somebody else's seat"
    )
    answer = client.post("/seat/", {"seat": str(second.pk), "next": "//evil.example/"})
    assert answer.headers["Location"] == "/"
    assert client.get("/").wsgi_request.acting.seat.pk == second.pk  # type: ignore[attr-defined]
    end_seat(by=cast.stranger, seat=second, last_day=cast.manager.today - timedelta(days=1))
    assert client.get("/").wsgi_request.acting.seat.pk == cast.member.seat.pk  # type: ignore[attr-defined]


def test_the_people_page_takes_as_many_queries_for_many_people_as_for_few(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    client = signed_in(cast.manager)
    client.get("/people/")

    def count() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as taken:
            assert client.get("/people/").status_code == 200
        return len(taken)

    before = count()
    for n in range(12):
        person = Person.objects.create(email=f"p{n}@x.example", name=f"Person {n}")
        Seat.objects.create(
            person=person, partnership=cast.barnet, role="ltrg_member", agency=cast.school, since=LONG_AGO
        )
    assert count() <= before


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_hands_giving_one_person_two_partners_at_once_give_one() -> None:
    cast = make_cast()
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def give(role: Role) -> None:
        try:
            start.wait()
            give_seat(
                by=cast.manager, partnership=cast.barnet, email="both@x.example", name="Both", role=role,
                since=cast.manager.today, invited=False,
            )  # fmt: skip
            outcomes.append("given")
        except NotAllowed as no:
            outcomes.append(no.refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=[role]) for role in (Role.DSP_LA, Role.DSP_POLICE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["given", "two_partners"]
