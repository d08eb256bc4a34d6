"""Deputies: only with a delegation in force and the three attestations, and nobody for two partners."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safeguarding.correspondence.models import Letter
from safeguarding.people import queries
from safeguarding.people.actions import confirm_delegation, delegate, end_delegation, end_seat, give_seat
from safeguarding.people.models import Delegation, Seat
from safeguarding.people.permission import may_here
from safeguarding.record.models import DecisionRecord
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Role
from tests.people.cast import Cast, events, signed_in, stand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chain_verifies")]

ALL = {"speaks_with_authority": True, "commits_the_agency": True, "holds_to_account": True}


def named(cast: Cast, **more: Any) -> Delegation:
    today = cast.manager.today
    given = {"by": cast.dsp_police, "principal": cast.dsp_police.seat, "deputy": cast.lapsed_deputy.seat,
             "since": today, "until": today + timedelta(days=30)}  # fmt: skip
    return delegate(**(given | more))


def test_a_partner_names_and_confirms_a_deputy_on_two_pages(cast: Cast) -> None:
    client, today = signed_in(cast.dsp_police), cast.manager.today
    end = today + timedelta(days=60)
    answer = client.post("/delegation/name/", {
        "principal": cast.dsp_police.seat.pk, "deputy": cast.lapsed_deputy.seat.pk,
        "evidence": "Runs the command.",
        "since-day": today.day, "since-month": today.month, "since-year": today.year,
        "until-day": end.day, "until-month": end.month, "until-year": end.year,
    })  # fmt: skip
    made = Delegation.objects.get(deputy=cast.lapsed_deputy.seat, confirmed_at=None)
    assert answer.headers["Location"] == f"/delegation/{made.pk}/confirm/"
    assert queries.delegation_in_force(cast.lapsed_deputy.seat, None, today) is None, (
        "unconfirmed, and yet in force"
    )
    two = client.post(
        f"/delegation/{made.pk}/confirm/", {"speaks_with_authority": "yes", "commits_the_agency": "yes"}
    )
    assert two.status_code == 409
    assert "all three tests" in two.content.decode()
    done = client.post(f"/delegation/{made.pk}/confirm/", dict.fromkeys(ALL, "yes"))
    assert done.headers["Location"] == "/delegation/"
    assert queries.delegation_in_force(cast.lapsed_deputy.seat, None, today) is not None
    assert events("confirm_delegation", delegation=str(made.pk)) == 1


def test_a_deputy_whose_delegation_ended_yesterday_has_none(cast: Cast) -> None:
    """Acceptance scenario 2."""
    today = cast.manager.today
    assert queries.delegation_in_force(cast.lapsed_deputy.seat, None, today) is None
    assert queries.delegation_in_force(cast.lapsed_deputy.seat, None, today - timedelta(days=1)) is not None
    refused = may_here(cast.lapsed_deputy, Act.SIGN_OFF, cast.barnet)
    assert not refused


def test_staff_may_name_a_deputy_but_only_the_partner_confirms(cast: Cast) -> None:
    made = named(cast, by=cast.manager)
    asked = Letter.objects.get(kind="delegation_to_confirm")
    assert asked.to_person == cast.dsp_police.person
    for who in (cast.manager, cast.dsp_la, cast.lsp_police, cast.lapsed_deputy):
        with pytest.raises(NotAllowed):
            confirm_delegation(by=who, delegation=made, **ALL)
        assert signed_in(who).get(f"/delegation/{made.pk}/confirm/").status_code == 404
    confirm_delegation(by=cast.dsp_police, delegation=made, **ALL)
    confirmed = DecisionRecord.objects.get(kind="delegation", matter=f"delegation:{made.pk}")
    assert confirmed.stream == cast.dsp_police.partnership.stream
    end_delegation(by=cast.dsp_police, delegation=made)
    assert DecisionRecord.objects.get(supersedes=confirmed).event.act == "seal_decision"


def test_the_database_keeps_no_confirmed_delegation_without_three_attestations(cast: Cast) -> None:
    made = named(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=made.pk).update(confirmed_at=timezone.now())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda c: {"deputy": c.deputy_health.seat}, "other_partner"),
        (lambda c: {"deputy": c.lsp_police.seat}, "not_a_deputy"),
        (lambda c: {"principal": c.lsp_police.seat, "by": c.manager}, "not_a_delegated_partner"),
        (lambda c: {"by": c.dsp_la}, "not_your_deputy"),
        (lambda c: {"since": c.manager.today - timedelta(days=9),
                    "until": c.manager.today - timedelta(days=1)},
         "over_already"),
        (lambda c: {"until": c.manager.today - timedelta(days=1)}, "ends_before_it_begins"),
        (lambda c: {"until": c.manager.today + timedelta(days=400)}, "too_long"),
        (lambda c: {"scopes": ["everything"]}, "unknown_scope"),
        (lambda c: {"by": c.author}, "not_yours"),
        (lambda c: {"by": c.stranger}, "not_yours"),
    ],
)  # fmt: skip
def test_who_cannot_stand_in(cast: Cast, more: Any, code: str) -> None:
    with pytest.raises(NotAllowed) as no:
        named(cast, **more(cast))
    assert no.value.refused.code == code


def test_a_delegation_may_cover_some_decisions_only(cast: Cast) -> None:
    made = named(cast, scopes=[DecisionKind.RR_SIGN_OFF])
    confirm_delegation(by=cast.dsp_police, delegation=made, **ALL)
    today, seat = cast.manager.today, cast.lapsed_deputy.seat
    assert queries.delegation_in_force(seat, DecisionKind.RR_SIGN_OFF, today)
    assert queries.delegation_in_force(seat, None, today)
    assert not queries.delegation_in_force(seat, DecisionKind.LA_NOTIFY, today)


def test_a_delegation_falls_with_the_partners_own_seat_and_with_the_deputys(cast: Cast) -> None:
    today = cast.manager.today
    assert queries.deputies(cast.dsp_health.seat, today)
    end_seat(by=cast.manager, seat=cast.dsp_health.seat, last_day=today - timedelta(days=1))
    assert not queries.delegation_in_force(cast.deputy_health.seat, None, today)
    second = stand_in(cast.dsp_police, cast.lapsed_deputy, until=today + timedelta(days=5))
    end_seat(by=cast.manager, seat=cast.lapsed_deputy.seat, last_day=today - timedelta(days=1))
    second.refresh_from_db()
    assert second.until == today - timedelta(days=1)


def test_ending_a_delegation_on_a_page_works_at_once(cast: Cast) -> None:
    held = queries.delegation_in_force(cast.deputy_health.seat, None, cast.manager.today)
    assert held
    assert signed_in(cast.dsp_police).get(f"/delegation/{held.pk}/end/").status_code == 200
    refused = signed_in(cast.dsp_police).post(f"/delegation/{held.pk}/end/")
    assert refused.status_code == 409
    assert signed_in(cast.dsp_health).post(f"/delegation/{held.pk}/end/").status_code == 302
    assert queries.delegation_in_force(cast.deputy_health.seat, None, cast.manager.today) is None
    with pytest.raises(NotAllowed) as no:
        confirm_delegation(by=cast.dsp_health, delegation=held, **ALL)
    assert no.value.refused.code == "delegation_ended"
    end_delegation(by=cast.dsp_health, delegation=held)
    assert events("end_delegation") == 1


def test_what_lapses_soon_is_said_on_the_people_page(cast: Cast) -> None:
    stand_in(cast.dsp_police, cast.lapsed_deputy, until=cast.manager.today + timedelta(days=6))
    page = signed_in(cast.manager).get("/people/").content.decode()
    assert "Deputies whose time runs out soon" in page
    assert [d.deputy.person.name for d in queries.lapsing(cast.barnet, cast.manager.today)] == [
        "Dennis Oakshott"
    ]


@pytest.mark.parametrize("name", ["author", "reviewer", "member", "auditor"])
def test_others_have_no_page_of_deputies(cast: Cast, name: str) -> None:
    assert signed_in(cast.everybody[name]).get("/delegation/").status_code == 404
    assert signed_in(cast.everybody[name]).get("/delegation/name/").status_code == 404


def two_hats(cast: Cast, names: list[str]) -> list[tuple[Seat, Seat]]:
    """People of the police who each hold a partner's seat and a deputy's for the same partner."""
    return [
        tuple(
            give_seat(
                by=cast.manager, partnership=cast.barnet, email=f"{name}@met.example", name=name.title(),
                role=role, agency=cast.met, since=cast.manager.today, invited=False,
            )
            for role in (Role.DSP_POLICE, Role.DEPUTY_POLICE)
        )
        for name in names
    ]  # type: ignore[misc]  # fmt: skip


@pytest.mark.parametrize("names", [["ada", "ben"], ["ada", "ben", "cleo"]])
def test_authority_cannot_go_round_in_a_circle(cast: Cast, names: list[str]) -> None:
    hats = two_hats(cast, names)
    for (partner, _), (_, deputy) in pairwise(hats):
        named(cast, by=cast.manager, principal=partner, deputy=deputy)
    with pytest.raises(NotAllowed) as no:
        named(cast, by=cast.manager, principal=hats[-1][0], deputy=hats[0][1])
    assert no.value.refused.code == "circular"
    assert f"{names[-1].title()} stands in for {names[0].title()}" in no.value.refused.sentence
    end_delegation(by=cast.manager, delegation=Delegation.objects.filter(deputy=hats[1][1]).get())
    named(cast, by=cast.manager, principal=hats[-1][0], deputy=hats[0][1])


def test_nobody_deputises_for_two_partners(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as no:
        give_seat(
            by=cast.manager, partnership=cast.barnet, email=cast.deputy_health.person.email,
            name="Dilys Ferrant", role=Role.DEPUTY_POLICE, agency=cast.met, since=cast.manager.today,
        )  # fmt: skip
    assert no.value.refused.code == "two_partners"
    assert "cannot hold or act for two statutory partners" in no.value.refused.sentence


def test_a_delegation_that_ran_out_is_said_until_it_is_renewed(cast: Cast) -> None:
    today = cast.manager.today
    assert [d.deputy.person.name for d in queries.lapsed(cast.barnet, today)] == ["Dennis Oakshott"]
    for who in (cast.dsp_police, cast.manager):
        assert "can no longer stand in" in signed_in(who).get("/delegation/").content.decode()
    assert "Dennis" not in signed_in(cast.dsp_la).get("/delegation/").content.decode()
    stand_in(cast.dsp_police, cast.lapsed_deputy, until=today + timedelta(days=60))
    assert queries.lapsed(cast.barnet, today) == []


def test_a_renewed_delegation_no_longer_ends_soon(cast: Cast) -> None:
    today = cast.manager.today
    stand_in(cast.dsp_police, cast.lapsed_deputy, until=today + timedelta(days=6))
    assert len(queries.lapsing(cast.barnet, today)) == 1
    stand_in(cast.dsp_police, cast.lapsed_deputy, until=today + timedelta(days=90))
    assert queries.lapsing(cast.barnet, today) == []
