"""Two people act on one case at the same moment (A08, A09).

Each act happens once, and what stands agrees with itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from safeguarding.cases.actions.consideration import (
    conclude_consideration,
    confirm_position,
    decide_for_local_authority,
    tally_of,
    type_position,
)
from safeguarding.cases.actions.correction import confirm_correction, correct_fact
from safeguarding.cases.actions.interests import note_interest, rule_on_interest
from safeguarding.cases.actions.leaving import leave
from safeguarding.cases.actions.notification import notify_panel
from safeguarding.cases.actions.restamp import confirm_restamp, decline_restamp, propose_restamp
from safeguarding.cases.actions.route import call_up_route, propose_route, settle_route
from safeguarding.cases.actions.rules import approve_rule, propose_rule
from safeguarding.cases.actions.standing_in import confirm_stand_in, name_stand_in
from safeguarding.cases.facts import differences
from safeguarding.cases.models import Case, Consideration, Fact, Interest, RouteProposal, RuleChange
from safeguarding.cases.subjects import subjects_of
from safeguarding.disagreements.actions import raise_between_agencies, record_agency_level
from safeguarding.disagreements.models import AgencyDisagreement
from safeguarding.evidence.models import Request
from safeguarding.meetings.actions import Typed, make_agenda, type_minutes
from safeguarding.meetings.models import Meeting
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.record.models import Event
from safeguarding.record.once import exactly_once
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import (
    AbuseNeglect,
    Level,
    Outcome,
    Partner,
    ReasonType,
    Role,
    Route,
    ThresholdPosition,
)
from tests.cases.builders import (
    considered_case,
    convened,
    line,
    notified_case,
    referred_case,
    routed_case,
    today,
)
from tests.disagreements.test_subjects import action_of
from tests.evidence.builders import give_nil
from tests.people.cast import Cast, make_cast
from tests.races.conftest import Race, Ran

pytestmark = pytest.mark.race
ROUNDS = int(os.environ.get("RACE_ROUNDS", "6"))
NO = ThresholdPosition.DO_NOT_NOTIFY


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def refused(ran: list[Ran]) -> list[str]:
    """The codes with which runners were refused; anything else that went wrong fails the test."""
    wrong = [one.error for one in ran if one.error and not isinstance(one.error, NotAllowed)]
    assert not wrong, wrong
    return sorted(one.error.refused.code for one in ran if isinstance(one.error, NotAllowed))


def done(ran: list[Ran]) -> int:
    """How many runners succeeded."""
    return sum(one.error is None for one in ran)


def standing(case: Case, kind: Kind) -> int:
    """How many current facts of a kind a case has."""
    return Fact.objects.filter(case=case, kind=kind.value, current=True).count()


def press(
    who: Acting, consideration: Consideration, position: ThresholdPosition, once: str
) -> Callable[[], str]:
    """One press of a partner's own position, as the page performs it."""

    def act() -> str:
        confirm_position(by=who, consideration=consideration, line=line(position))
        return "/"

    return lambda: exactly_once(once, who.actor, "consideration", act)


def test_three_partners_confirm_at_once_each_pressing_twice(cast: Cast, race: Race) -> None:
    """Nothing lost and nothing doubled, in as many rounds as asked for."""
    consideration = convened(cast, routed_case(cast))
    rounds = max(ROUNDS, 20)
    both = [ThresholdPosition.NOTIFY, NO]

    def scene(number: int) -> list[Callable[[], str]]:
        return [
            press(who, consideration, both[number % 2], f"{number}:{partner}")
            for partner, who in cast.partners.items()
            for _ in range(2)
        ]

    for number, ran in enumerate(race(scene, rounds=rounds)):
        assert done(ran) == 6, (number, [one.error for one in ran])
    held = consideration.positions.filter(confirmed_at__isnull=False)
    assert held.count() == 3 * rounds, "lost or doubled"
    assert sorted(held.filter(current=True).values_list("partner", flat=True)) == sorted(Partner)
    assert {one.position for one in held.filter(current=True)} == {both[(rounds - 1) % 2].value}
    assert (
        Event.objects.filter(stream=consideration.case.stream, act="confirm_position").count() == 3 * rounds
    )


def test_concluding_races_a_change_of_mind(cast: Cast, race: Race) -> None:
    """What was concluded is what the positions come to: a change is counted, or it came too late."""
    made: list[Consideration] = []

    def scene(_: int) -> list[Callable[[], Any]]:
        consideration = convened(cast, routed_case(cast))
        for who in cast.partners.values():
            confirm_position(by=who, consideration=consideration, line=line())
        made.append(consideration)
        return [
            lambda: conclude_consideration(
                by=cast.manager,
                consideration=consideration,
                reason="As said.",
                review_on=today() + timedelta(days=60),
            ),
            lambda: confirm_position(by=cast.dsp_health, consideration=consideration, line=line(NO)),
            lambda: type_position(
                by=cast.support, consideration=consideration, partner=Partner.POLICE, line=line(NO)
            ),
        ]

    for number, ran in enumerate(race(scene, rounds=max(ROUNDS, 20) if ROUNDS > 6 else 6)):
        refused(ran)
        consideration = Consideration.objects.get(pk=made[number].pk)
        assert consideration.concluded_at, "a change never stops the conclusion"
        assert (tally_of(consideration).outcome or "split") == consideration.outcome
        assert standing(consideration.case, Kind.CONSIDERED) == 1


def test_a_route_is_called_up_or_stands_and_never_both(cast: Cast, race: Race) -> None:
    made: list[Case] = []

    def scene(_: int) -> list[Callable[[], Any]]:
        case = referred_case(
            cast, reason=ReasonType.OTHER_LEARNING, abuse_neglect=AbuseNeglect.NEITHER, children=(_unhurt(),)
        )
        propose_route(
            by=cast.manager, case=case, route=Route.SINGLE_AGENCY, reason="One agency's own learning."
        )
        RouteProposal.objects.filter(case=case).update(stands_on=today() - timedelta(days=1))
        made.append(case)
        return [
            lambda: settle_route(by=cast.manager, case=case),
            lambda: call_up_route(by=cast.dsp_police, case=case, reason="We should all look."),
            lambda: call_up_route(by=cast.dsp_health, case=case, reason="So should we."),
        ]

    for number, ran in enumerate(race(scene, rounds=ROUNDS)):
        assert done(ran) == 1, refused(ran)
        assert set(refused(ran)) <= {"nothing_to_call_up", "nothing_to_settle", "route_settled"}
        assert standing(made[number], Kind.ROUTE_SETTLED) == 1


def _unhurt() -> Any:
    from safeguarding.cases.answers import ChildAnswers

    return ChildAnswers(
        name="Rowan Tindle", born=today() - timedelta(days=2000), outcome=Outcome.NEITHER, safe_now="At home."
    )


def test_notifying_twice_at_once_notifies_once(cast: Cast, race: Race) -> None:
    made: list[Case] = []

    def scene(_: int) -> list[Callable[[], Any]]:
        case = considered_case(cast)
        decide_for_local_authority(by=cast.decider, case=case, notify=True, reason="The test is met.")
        made.append(case)

        def notify() -> None:
            notify_panel(
                by=cast.notifier, case=case, panel_reference="CSPRP-1", sender="A. Notifier",
                sent_at=timezone.make_aware(datetime.combine(today(), time(0))),
            )  # fmt: skip

        return [notify, notify, notify]

    for number, ran in enumerate(race(scene, rounds=ROUNDS)):
        case = made[number]
        assert done(ran) == 1, refused(ran)
        assert standing(case, Kind.NOTIFIED) == 1
        assert case.deadlines.filter(kind="rapid_review_to_panel").count() == 1
        asked = list(Request.objects.filter(case=case).values_list("agency", flat=True))
        assert len(asked) == len(set(asked))
        assert Meeting.objects.filter(case=case, kind=Meeting.Kind.RAPID_REVIEW).count() == 1


def test_a_correction_confirmed_by_two_people_at_once_is_made_once(cast: Cast, race: Race) -> None:
    case = routed_case(cast)
    first = today() - timedelta(days=2)

    def scene(number: int) -> list[Callable[[], Any]]:
        fact = case.facts.get(kind=Kind.LA_AWARE.value, current=True)
        other = first if fact.occurred != first else first - timedelta(days=1)
        correction = correct_fact(
            by=cast.support, case=case, fact=fact, occurred=other, reason=f"Slip {number}."
        )
        return [
            lambda who=who, agree=agree: confirm_correction(by=who, correction=correction, agree=agree)
            for who, agree in ((cast.notifier, True), (cast.manager, True), (cast.chair, False))
        ]

    for ran in race(scene, rounds=ROUNDS):
        assert done(ran) == 1
        assert set(refused(ran)) == {"settled"}
        assert standing(case, Kind.LA_AWARE) == 1


def test_an_interest_ruled_on_twice_at_once_is_ruled_on_once(cast: Cast, race: Race) -> None:
    case = referred_case(cast)

    def scene(number: int) -> list[Callable[[], Any]]:
        interest = note_interest(
            by=cast.support, case=case, kind=Interest.Kind.PERSONAL, words=f"A neighbour {number}.",
            person=cast.school_author.person,
        )  # fmt: skip
        return [
            lambda walled=walled: rule_on_interest(
                by=cast.chair, interest=interest, walled=walled, ruling="Ruled."
            )
            for walled in (True, False, True)
        ]

    for ran in race(scene, rounds=ROUNDS):
        assert done(ran) == 1
        assert set(refused(ran)) == {"ruled"}
    assert case.exclusions.filter(person=cast.school_author.person, ended_at__isnull=True).count() <= 1
    still = case.interests.filter(walled=True).exists()
    assert case.exclusions.filter(ended_at__isnull=True).exists() is still


def test_two_partners_rule_at_once_and_it_is_settled_once(cast: Cast, race: Race) -> None:
    """Two who agree settle the chair's own interest once; two who differ settle nothing."""
    made: list[tuple[Interest, bool]] = []

    def scene(number: int) -> list[Callable[[], Any]]:
        case, agree = referred_case(cast), number % 2 == 0
        interest = note_interest(
            by=cast.manager, case=case, person=cast.chair.person, kind="personal", words="A neighbour."
        )
        made.append((interest, agree))
        return [
            lambda: rule_on_interest(by=cast.dsp_la, interest=interest, walled=True, ruling="Away."),
            lambda: rule_on_interest(
                by=cast.dsp_health, interest=interest, walled=agree, ruling="As I see it."
            ),
        ]

    for number, ran in enumerate(race(scene, rounds=ROUNDS)):
        assert done(ran) == 2, (number, [one.error for one in ran])
    for interest, agree in made:
        interest.refresh_from_db()
        assert interest.walled is (True if agree else None)
        stream = interest.case.stream
        assert Event.objects.filter(stream=stream, act="rule_on_interest").count() == agree
        assert Event.objects.filter(stream=stream, act="rule_as_partner").count() == 2


def test_two_confirm_a_stand_in_at_once_and_one_of_them_does(cast: Cast, race: Race) -> None:
    def scene(_: int) -> list[Callable[[], Any]]:
        case = referred_case(cast)
        note_interest(
            by=cast.manager, case=case, person=cast.dsp_police.person, kind="direct", words="Named."
        )
        named = name_stand_in(
            by=cast.lsp_police, case=case, partner=Partner.POLICE, seat=cast.lapsed_deputy.seat, why="He can."
        )
        return [
            lambda: confirm_stand_in(by=cast.chair, named=named),
            lambda: confirm_stand_in(by=cast.manager, named=named),
        ]

    for ran in race(scene, rounds=ROUNDS):
        assert done(ran) == 1
        assert refused(ran) == ["settled"]


def test_two_approve_a_rule_at_once_and_both_count_once(cast: Cast, race: Race) -> None:
    made: list[RuleChange] = []

    def scene(number: int) -> list[Callable[[], Any]]:
        for open_one in made:
            RuleChange.objects.filter(pk=open_one.pk).update(ended_at=timezone.now())
        change = propose_rule(
            by=cast.manager,
            code="ladder.D1",
            value=2 + number % 5,
            since=today() + timedelta(days=30),
            why="y",
        )
        made.append(change)
        return [lambda who=who: approve_rule(by=who, change=change) for who in (cast.chair, cast.dsp_la)]

    for number, ran in enumerate(race(scene, rounds=ROUNDS)):
        assert done(ran) == 2, (number, [one.error for one in ran])
    for change in made:
        change.refresh_from_db()
        assert change.approved_at is not None
        assert change.approvals.count() == 2


def test_newer_rules_are_proposed_and_answered_once(cast: Cast, race: Race) -> None:
    """Two propose, then three answer: one proposal, one answer, and deadlines that agree with the rules."""
    case = notified_case(cast)
    editions = ["WT2023", "WT2026"]

    def propose(number: int) -> list[Callable[[], Any]]:
        Case.objects.filter(pk=case.pk).update(working_together="WT2023")
        return [
            lambda: propose_restamp(
                by=cast.manager, case=case, since=date(2026, 3, 19), reason=f"The report, {number}."
            )
        ] * 2

    def answer(number: int) -> list[Callable[[], Any]]:
        waits = case.restamps.get(settled_at__isnull=True)
        return [
            lambda: confirm_restamp(by=cast.chair, restamp=waits),
            lambda: confirm_restamp(by=cast.dsp_la, restamp=waits),
            lambda: decline_restamp(by=cast.dsp_police, restamp=waits, why="Not yet."),
        ]

    for _ in range(ROUNDS):
        for scene, code in ((propose, "waits_already"), (answer, "settled")):
            for ran in race(scene):
                assert done(ran) == 1
                assert set(refused(ran)) == {code}
        last = case.restamps.last()
        assert last is not None
        now = Case.objects.get(pk=case.pk)
        assert now.working_together == editions[bool(last.confirmed)]
        assert differences([now]) == []


def test_a_leaver_answers_while_their_work_is_handed_over(cast: Cast, race: Race) -> None:
    """Whichever comes first: the request is somebody's who is there, and the answer is kept or refused."""
    made: list[Request] = []

    def scene(number: int) -> list[Callable[[], Any]]:
        case = notified_case(cast, what_happened=f"A child of {number} fell.")
        author, after = (
            give_seat(
                by=cast.manager, partnership=cast.barnet, email=f"{who[:3]}{number}@larkfield.example",
                name=who, role=Role.AGENCY_AUTHOR, since=today() - timedelta(days=90), agency=cast.hospital,
                invited=False,
            )
            for who in ("Odette Rowe", "Philip Danes")
        )  # fmt: skip
        request = Request.objects.get(case=case, agency=cast.hospital)
        Request.objects.filter(pk=request.pk).update(contact=author)
        made.append(request)
        return [
            lambda: give_nil(Request.objects.get(pk=request.pk), Acting(author, Level.TOTP)),
            lambda: leave(
                by=cast.manager, seat=author, last_day=today() - timedelta(days=1),
                to={f"request-{request.pk}": after},
            ),
        ]  # fmt: skip

    for number, ran in enumerate(race(scene, rounds=ROUNDS)):
        refused(ran)
        assert ran[1].error is None, (number, ran[1].error)
    for request in made:
        request.refresh_from_db()
        assert request.contact is not None
        assert request.contact.person.name == "Philip Danes"


def test_two_raise_a_disagreement_about_one_action_and_one_stands(cast: Cast, race: Race) -> None:
    def scene(number: int) -> list[Callable[[], Any]]:
        action = action_of(cast, None)
        subject = subjects_of(cast.dsp_police, None, f"action:{action.short}")[0]
        return [
            lambda who=who, agency=agency: raise_between_agencies(
                by=who, raised_by=agency, other=cast.hospital, about="Whether it is done.", position="No.",
                for_safety=False, subject=subject,
            )
            for who, agency in ((cast.dsp_police, cast.met), (cast.dsp_la, cast.council))
        ]  # fmt: skip

    for ran in race(scene, rounds=ROUNDS):
        assert done(ran) == 1
        assert refused(ran) == ["open_already"]


def test_one_says_it_is_settled_while_the_other_takes_it_up(cast: Cast, race: Race) -> None:
    """Whichever comes first holds: the level is recorded once, and never both settled and gone up."""
    made: list[AgencyDisagreement] = []

    def scene(number: int) -> list[Callable[[], Any]]:
        row = raise_between_agencies(
            by=cast.dsp_police, raised_by=cast.met, other=cast.hospital, about="Whether.", position="No.",
            for_safety=False,
        )  # fmt: skip
        made.append(row)
        return [
            lambda who=who, settled=settled: record_agency_level(
                by=who, disagreement=row, level="D0", participants="x", words="x", settled=settled,
                positions={},
            )
            for who, settled in ((cast.dsp_police, True), (cast.senior, False))
        ]  # fmt: skip

    for ran in race(scene, rounds=ROUNDS):
        assert done(ran) == 1
        assert refused(ran) == ["level_recorded"]
    for row in made:
        row.refresh_from_db()
        assert (row.level == "D0") == (row.settled_by_id is not None)


def test_two_who_make_the_agenda_and_type_at_one_item_lose_nothing(cast: Cast, race: Race) -> None:
    case = notified_case(cast)
    rapid = case.meetings.get(kind=Meeting.Kind.RAPID_REVIEW)

    def makes(number: int) -> list[Callable[[], Any]]:
        return [lambda who=who: make_agenda(by=who, meeting=rapid) for who in (cast.manager, cast.support)]

    (ran,) = race(makes, rounds=1)
    assert done(ran) == 1
    assert refused(ran) == ["made_already"]
    assert rapid.items.count() == 20

    def types(number: int) -> list[Callable[[], Any]]:
        version = rapid.items.get(number=4).version
        return [
            lambda who=who: type_minutes(
                by=who, meeting=rapid, typed=[Typed(4, version, f"{who.person.name}, {number}", "done")]
            )
            for who in (cast.manager, cast.support)
        ]

    for ran in race(types, rounds=ROUNDS):
        assert done(ran) == 1
        assert refused(ran) == ["changed_meanwhile"]
    assert rapid.items.get(number=4).version == ROUNDS
