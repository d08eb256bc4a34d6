"""A running case goes on under newer rules when two people say so; what was met stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from safeguarding.cases.actions.restamp import (
    confirm_restamp,
    decline_restamp,
    propose_restamp,
    take_back_restamp,
)
from safeguarding.cases.facts import differences
from safeguarding.cases.models import Case, Restamp
from safeguarding.cases.queries.leaving import waiting_for
from safeguarding.cases.queries.restamp import newer
from safeguarding.cases.queries.work import work
from safeguarding.cases.work import WorkItem
from safeguarding.correspondence.models import Letter
from safeguarding.disagreements.actions import open_disagreement
from safeguarding.disagreements.models import Level
from safeguarding.people.acting import Acting
from safeguarding.people.models import Delegation, Seat
from safeguarding.record.models import Event
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import DecisionKind, Partner, Role
from tests.cases.builders import happened, notified_case, referred_case, today
from tests.cases.test_route import refused
from tests.cases.test_rules import approved, soon
from tests.decisions import sealed
from tests.pages import send
from tests.people.cast import Cast, events, signed_in

REASON = "The review has hardly begun."


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case that began before the meeting of a rapid review was to come a day sooner, returns two."""
    found = notified_case(cast)
    approved(cast, "day_plan.returns_due", 6)
    approved(cast, "day_plan.meeting", 9)
    return found


@pytest.fixture
def later(case: Case) -> Iterator[Any]:
    """Three days on, when those rules have taken effect."""
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False) as clock:
        yield clock


def since() -> date:
    """The day on which they took effect: two days before “today”."""
    return today() - timedelta(days=2)


def proposed(cast: Cast, case: Case, **more: Any) -> Restamp:
    return propose_restamp(**{"by": cast.manager, "case": case, "since": since(), "reason": REASON, **more})


def due(case: Case, kind: str) -> list[date]:
    return list(case.deadlines.filter(kind=kind).values_list("due_on", flat=True))


def whole(case: Case) -> Case:
    """The case as it stands, its deadlines being what its facts and rules give."""
    found = Case.objects.get(pk=case.pk)
    assert differences([found]) == []
    return found


@pytest.mark.usefixtures("later")
def test_two_people_move_a_case_to_newer_rules_and_the_old_ones_stay_on_the_record(
    cast: Cast, case: Case
) -> None:
    before = due(case, "plan_meeting"), due(case, "rapid_review_to_panel")
    restamp = proposed(cast, case)
    assert whole(case).profile.day_plan.meeting == 10
    assert due(case, "plan_meeting") == before[0]
    confirm_restamp(by=cast.chair, restamp=restamp)
    now = whole(case)
    assert (now.profile.day_plan.meeting, now.profile.day_plan.returns_due) == (9, 6)
    assert due(case, "plan_meeting") < before[0]
    assert due(case, "rapid_review_to_panel") == before[1]
    restamp.refresh_from_db()
    assert restamp.confirmed
    assert restamp.was["local"] == {}
    assert restamp.will["local"] == {"day_plan.meeting": 9, "day_plan.returns_due": 6}
    assert restamp.settled_as.startswith("Independent chair")
    sealed("ruleset_restamp")
    assert [before[0][0].isoformat(), due(case, "plan_meeting")[0].isoformat()] in [
        line[1:] for line in restamp.moved
    ]
    event = Event.objects.get(act="confirm_restamp")
    assert event.editions["day_plan.meeting"] == "9"
    assert event.on["decision"] == DecisionKind.RULESET_RESTAMP
    assert "day_plan.meeting=9" in event.on["to"]
    assert "day_plan" not in event.on["from"]
    assert "day_plan.meeting" not in Event.objects.get(act="propose_restamp").editions


@pytest.mark.usefixtures("later")
def test_what_was_met_before_keeps_its_date_and_what_is_met_after_is_judged_by_the_newer_rules(
    cast: Cast, case: Case
) -> None:
    happened(case, cast.chair, Kind.MET)
    was = due(case, "plan_meeting")
    confirm_restamp(by=cast.dsp_la, restamp=proposed(cast, case))
    assert due(whole(case), "plan_meeting") == was
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        meant = case.deadlines.get(kind="plan_sign_off").due_on
        happened(case, cast.manager, Kind.SENT_TO_PANEL)
        assert due(whole(case), "plan_meeting") == was
        assert due(case, "plan_sign_off") in ([], [meant])


def test_newer_guidance_can_be_taken_and_taken_again(cast: Cast) -> None:
    case = referred_case(cast, incident_on=date(2023, 1, 9))
    assert (case.working_together, case.panel_guidance) == ("WT2018", "PG2022")
    for day, wanted in (
        (date(2023, 12, 15), ("WT2023", "PG2022")),
        (date(2026, 3, 19), ("WT2026", "PG2025")),
    ):
        confirm_restamp(by=cast.dsp_police, restamp=proposed(cast, case, since=day))
        case = whole(case)
        assert (case.working_together, case.panel_guidance) == wanted
    assert newer(case, today()) == []
    assert len(case.earlier) == 2


def test_only_newer_rules_that_have_taken_effect_can_be_chosen(cast: Cast, case: Case) -> None:
    assert newer(case, today()) == []
    refused("not_newer", proposed, cast=cast, case=case, since=soon())
    refused("not_newer", proposed, cast=cast, case=case, since=date(2023, 12, 15))
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/rules/").content.decode()
    assert "nothing to choose" in page
    gone = signed_in(cast.manager).get(f"/cases/{case.reference}/rules/since/{soon()}/").content.decode()
    assert "are not newer than those that this case keeps" in gone
    assert signed_in(cast.manager).get(f"/cases/{case.reference}/rules/since/tomorrow/").status_code == 404


@pytest.mark.usefixtures("later")
def test_only_the_manager_proposes_and_nobody_confirms_their_own(cast: Cast, case: Case) -> None:
    refused("not_yours", proposed, cast=cast, case=case, by=cast.chair)
    refused("no_reason", proposed, cast=cast, case=case, reason=" ")
    restamp = proposed(cast, case)
    refused("waits_already", proposed, cast=cast, case=case)
    refused("not_yours", confirm_restamp, by=cast.manager, restamp=restamp)
    refused("not_yours", confirm_restamp, by=cast.scrutineer, restamp=restamp)
    seat = Seat.objects.create(
        person=cast.manager.person, partnership=cast.barnet, role=Role.LTRG_CHAIR, since=today()
    )
    refused("own_proposal", confirm_restamp, by=replace(cast.manager, seat=seat), restamp=restamp)
    assert whole(case).local_rules == {}


@pytest.mark.usefixtures("later")
def test_who_could_confirm_declines_with_a_reason_and_the_proposer_takes_back(cast: Cast, case: Case) -> None:
    first = proposed(cast, case)
    refused("not_yours", decline_restamp, by=cast.scrutineer, restamp=first, why="x")
    refused("no_reason", decline_restamp, by=cast.dsp_health, restamp=first, why=" ")
    decline_restamp(by=cast.dsp_health, restamp=first, why="The agencies have their dates.")
    refused("settled", confirm_restamp, by=cast.chair, restamp=first)
    refused("settled", decline_restamp, by=cast.chair, restamp=first, why="x")
    second = proposed(cast, case)
    refused("not_yours", decline_restamp, by=cast.manager, restamp=second, why="x")
    refused("not_yours", take_back_restamp, by=cast.chair, restamp=second, why="x")
    take_back_restamp(by=cast.manager, restamp=second, why="Typed in the wrong case.")
    page = signed_in(cast.chair).get(f"/cases/{case.reference}/rules/{second.pk}/").content.decode()
    assert "Not taken" in page
    assert "Dates that" not in page
    assert whole(case).local_rules == {}
    assert case.restamps.filter(confirmed=False).count() == 2
    assert proposed(cast, case)
    assert (events("decline_restamp"), events("take_back_restamp")) == (1, 1)


@pytest.mark.usefixtures("later")
def test_a_case_that_has_ended_keeps_its_rules(cast: Cast, case: Case) -> None:
    restamp = proposed(cast, case)
    happened(case, cast.dsp_la, Kind.CLOSED)
    refused("closed", confirm_restamp, by=cast.chair, restamp=restamp)
    decline_restamp(by=cast.chair, restamp=restamp, why="It has ended.")
    refused("closed", proposed, cast=cast, case=case)
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/rules/").content.decode()
    assert ">Newer rules<" not in page
    where = f"/cases/{case.reference}/rules/since/{since()}/"
    assert "This case has ended" in signed_in(cast.manager).get(where).content.decode()


def test_rules_that_changed_after_the_proposal_are_read_again_first(
    cast: Cast, case: Case, later: Any
) -> None:
    restamp = proposed(cast, case)
    approved(cast, "day_plan.draft", 11)
    later.shift(timedelta(days=2))
    refused("overtaken", confirm_restamp, by=cast.chair, restamp=restamp)
    decline_restamp(by=cast.chair, restamp=restamp, why="There are newer ones.")
    newest = newer(case, today())[-1].since
    confirm_restamp(by=cast.chair, restamp=proposed(cast, case, since=newest))
    assert whole(case).profile.day_plan.draft == 11


def test_a_running_level_of_a_disagreement_moves_with_the_ladder(cast: Cast) -> None:
    case = notified_case(cast)
    row = open_disagreement(
        by=cast.manager, case=case, kind=DecisionKind.RR_SIGN_OFF, about="Whether it is ready.",
        positions={Partner.LA: "Yes", Partner.HEALTH: "No"}, discussed="They met.",
    )  # fmt: skip
    level = Level.objects.get(disagreement=row, code=row.level)
    over = list(row.levels.exclude(pk=level.pk).values_list("due_on", flat=True))
    rule = next(one for one in case.profile.ladder if one.level == level.code)
    approved(cast, f"ladder.{level.code}", rule.days + 3)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        restamp = proposed(cast, case)
        page = signed_in(cast.chair).get(f"/cases/{case.reference}/rules/{restamp.pk}/").content.decode()
        assert f"{row.title}: {level.title}" in page
        was = level.due_on
        confirm_restamp(by=cast.chair, restamp=restamp)
        level.refresh_from_db()
        assert level.due_on > was
        assert list(row.levels.exclude(pk=level.pk).values_list("due_on", flat=True)) == over
        restamp.refresh_from_db()
        assert [f"{row.title}: {level.title}", was.isoformat(), level.due_on.isoformat()] in restamp.moved


@pytest.mark.usefixtures("later")
def test_it_waits_in_the_work_of_those_who_confirm_and_they_are_told(cast: Cast, case: Case) -> None:
    def waiting(who: Acting) -> list[WorkItem]:
        return [item for item in work(who) if "ewer rules" in item.title]

    restamp = proposed(cast, case)
    told = {letter.to_person for letter in Letter.objects.filter(kind="restamp_to_confirm")}
    assert told == {
        who.person for who in (cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police, cast.deputy_health)
    }
    assert [item.waiting_for for item in waiting(cast.dsp_police)] == [""]
    assert [item.waiting_for for item in waiting(cast.manager)] == ["the chair or a delegated partner"]
    assert waiting(cast.scrutineer) == []
    confirm_restamp(by=cast.dsp_police, restamp=restamp)
    assert waiting(cast.chair) == waiting(cast.manager) == []


@pytest.mark.usefixtures("later")
def test_a_deputy_confirms_only_what_the_delegation_covers(cast: Cast, case: Case) -> None:
    restamp = proposed(cast, case)
    mine = Delegation.objects.filter(deputy=cast.deputy_health.seat)
    mine.update(scopes=[DecisionKind.RR_SIGN_OFF.value])
    refused("delegation", confirm_restamp, by=cast.deputy_health, restamp=restamp)
    mine.update(scopes=[DecisionKind.RULESET_RESTAMP.value])
    confirm_restamp(by=cast.deputy_health, restamp=restamp)
    restamp.refresh_from_db()
    assert "standing in for Hana Siddall" in restamp.settled_as


@pytest.mark.usefixtures("later")
def test_a_proposal_stays_in_the_name_of_somebody_who_leaves(cast: Cast, case: Case) -> None:
    proposed(cast, case)
    [(room, one)] = [
        (room, one) for room, one in waiting_for(cast.manager.seat) if one.what.startswith("Newer rules")
    ]
    assert "still waits for a second person" in room.then
    assert one.case == case


@pytest.mark.usefixtures("later")
def test_the_database_takes_one_open_proposal_a_case_and_never_one_persons_word(
    cast: Cast, case: Case
) -> None:
    restamp = proposed(cast, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Restamp.objects.create(
            case=case, since=since(), was={}, will={}, reason="x", proposed_by=cast.manager.seat
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Restamp.objects.filter(pk=restamp.pk).update(
            settled_by=cast.manager.seat, settled_at=timezone.now(), confirmed=True
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Restamp.objects.filter(pk=restamp.pk).update(settled_at=timezone.now())
    with pytest.raises(ValueError, match="Nothing has changed"):
        _ = restamp.earlier


@pytest.mark.usefixtures("later")
def test_the_pages_show_what_would_change_and_then_what_was(cast: Cast, case: Case) -> None:
    rules = f"/cases/{case.reference}/rules/"
    maya, ines = signed_in(cast.manager), signed_in(cast.chair)
    assert f"since/{since()}/" in maya.get(rules).content.decode()
    assert "See what would change" not in ines.get(rules).content.decode()
    page = maya.get(f"{rules}since/{since()}/").content.decode()
    meeting = case.deadlines.get(kind="plan_meeting").title
    for words in ("working day 10 of 15", "working day 9 of 15", meeting):
        assert words in page
    sent = send(maya, f"{rules}since/{since()}/", reason=REASON)
    assert sent.status_code == 302
    restamp = Restamp.objects.get()
    assert "waits for the chair or a delegated partner" in ines.get(rules).content.decode().lower()
    one = f"{rules}{restamp.pk}/"
    assert "Confirm it" not in maya.get(one).content.decode()
    assert signed_in(cast.devon_chair).get(one).status_code == 404
    refusal = send(ines, one, "no", why="")
    assert refusal.status_code == 422
    assert send(ines, one, "yes").status_code == 302
    text = ines.get(rules).content.decode()
    assert "this case has kept the rules in force since" in text
    assert "Taken on" in text
    assert "Confirmed by" in ines.get(one).content.decode()
    decisions = ines.get(f"/cases/{case.reference}/decisions/").content.decode()
    assert DecisionKind.RULESET_RESTAMP.label in decisions
    record = ines.get(f"/cases/{case.reference}/record/").content.decode()
    assert "confirmed that the case goes on under the rules in force since" in record
    assert REASON in record


@pytest.mark.usefixtures("later")
def test_what_is_sent_twice_or_from_an_old_page_happens_once(cast: Cast, case: Case) -> None:
    maya, where = signed_in(cast.manager), f"/cases/{case.reference}/rules/since/{since()}/"
    twice = {"reason": REASON, "once": "the same sending"}
    assert [maya.post(where, twice).status_code for _ in range(2)] == [302, 302]
    restamp = Restamp.objects.get()
    ines, one = signed_in(cast.chair), f"/cases/{case.reference}/rules/{restamp.pk}/"
    press = {"which": "yes", "once": "one press"}
    assert [ines.post(one, press).status_code for _ in range(2)] == [302, 302]
    again = signed_in(cast.dsp_la).post(one, {"which": "yes", "once": "another"})
    assert again.status_code == 409
    assert "has been answered already" in again.content.decode()
    stale = maya.post(where, {"reason": REASON, "once": "an old page"})
    assert stale.status_code == 409
    assert "are not newer than those that the case keeps" in stale.content.decode()
    assert events("confirm_restamp") == 1
