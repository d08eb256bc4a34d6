"""Digests count meetings, second persons, questions to agencies, rules and disagreements as well."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.cases.actions.consideration import ask_what_is_known, conclude_consideration
from safeguarding.cases.actions.correction import correct_fact
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.rules import approve_rule, propose_rule
from safeguarding.cases.models import Case
from safeguarding.cases.queries import asked
from safeguarding.cases.queries.reminding import digests, theirs
from safeguarding.cases.reminders import Open
from safeguarding.disagreements.actions import open_disagreement
from safeguarding.disagreements.queries import reminding as disagreements
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import reminding as meetings
from safeguarding.people.acting import Acting
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.reminding import in_digest
from safeguarding.statute.terms import DecisionKind, Partner, Role
from tests.cases.builders import convened, line, notified_case, routed_case, today
from tests.people.cast import Cast, make_cast

THREE = {Partner.LA: "Yes.", Partner.HEALTH: "Yes.", Partner.POLICE: "No."}


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()


def of(case: Case | None, opens: Iterable[Open]) -> list[Open]:
    return [one for one in opens if case is None or one.case == case]


def whose(*opens: Open) -> set[int]:
    return set(theirs(today(), opens))


def people(*who: Acting) -> set[int]:
    return {one.person.pk for one in who}


def reminded(one: Open, day: date) -> bool:
    """On that day, if it is a working day, with no digest before."""
    return in_digest(one.plan, one.due, None, day, told=one.told)


def test_a_meeting_is_theirs_who_come_on_the_working_day_before_and_never_after(cast: Cast) -> None:
    case = notified_case(cast)
    day = add_working_days(today(), 4)
    Meeting.objects.filter(case=case).update(held_for=timezone.now().replace(hour=10) + (day - today()))
    one = of(case, meetings.open_dates(None))[0]
    assert people(cast.manager, cast.chair, cast.dsp_la, cast.dsp_health, cast.dsp_police) <= whose(one)
    assert people(cast.author, cast.sys_admin) & whose(one) == set()
    assert reminded(one, add_working_days(day, -1))
    assert not reminded(one, add_working_days(day, -2))
    assert not in_digest(one.plan, one.due, add_working_days(day, -1), add_working_days(day, 3))
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="A neighbour.")
    assert not people(cast.dsp_police) & whose(one)


def test_a_meeting_that_is_over_is_its_chairs_to_close(cast: Cast) -> None:
    case = notified_case(cast)
    Meeting.objects.filter(case=case).update(held_for=timezone.now() - timedelta(days=3))
    one = of(case, meetings.open_dates(None))[0]
    assert whose(one) == people(cast.chair)
    agreed = {"vice_chair": cast.dsp_health.seat, "vice_chair_confirmed_at": timezone.now()}
    Meeting.objects.filter(case=case).update(**agreed)
    one = of(case, meetings.open_dates(None))[0]
    assert whose(one) == people(cast.dsp_health)


def test_minutes_are_their_chairs_to_agree(cast: Cast) -> None:
    case = notified_case(cast)
    found = Meeting.objects.filter(case=case)
    meeting = found.exclude(items=None)[0] if found.exclude(items=None).exists() else found[0]
    if not meeting.items.exists():
        meeting.items.create(number=1, title="Safety")
    found.exclude(pk=meeting.pk).delete()
    found.update(
        state=Meeting.State.CLOSED, closed_at=timezone.now(), closed_by=cast.chair.seat, standing="quorate"
    )
    (one,) = of(case, meetings.open_dates(None))
    assert whose(one) == people(cast.chair)
    assert reminded(one, one.due)


def test_a_correction_is_a_second_persons_and_not_said_again_on_the_morning_it_was_told(
    cast: Cast,
) -> None:
    case = notified_case(cast)
    fact = case.facts.get(kind="incident_occurred", current=True)
    correct_fact(
        by=cast.manager, case=case, fact=fact, occurred=fact.occurred - timedelta(days=1), reason="Wrong."
    )
    (one,) = of(case, asked.open_dates(None))
    assert people(cast.chair, cast.notifier, cast.dsp_la) <= whose(one)
    assert not people(cast.manager) & whose(one)
    assert not reminded(one, today())
    assert reminded(one, one.due)


def test_what_an_agency_is_asked_is_its_peoples_until_it_has_answered(cast: Cast) -> None:
    case = routed_case(cast)
    consideration = convened(cast, case)
    enquiry = ask_what_is_known(by=cast.manager, consideration=consideration, agency=cast.hospital)
    (one,) = of(case, asked.open_dates(None))
    assert one.due == enquiry.due_on
    assert people(cast.author) <= whose(one)
    assert not people(cast.school_author, cast.manager) & whose(one)
    type(enquiry).objects.filter(pk=enquiry.pk).update(answered_at=timezone.now())
    assert not of(case, asked.open_dates(None))


def test_a_change_of_rules_is_theirs_who_have_not_approved_it(cast: Cast) -> None:
    change = propose_rule(
        by=cast.manager, code="notify_rule", value="majority", since=today() + timedelta(days=9), why="Two."
    )
    (one,) = of(None, asked.open_dates(None))
    assert people(cast.chair, cast.dsp_la, cast.dsp_police) <= whose(one)
    assert not people(cast.manager, cast.lapsed_deputy) & whose(one)
    approve_rule(by=cast.chair, change=change)
    (one,) = of(None, asked.open_dates([cast.barnet.pk]))
    assert not people(cast.chair) & whose(one)
    assert not of(None, asked.open_dates([cast.devon.pk]))


def test_considered_and_not_notified_is_the_managers_to_look_at_again_on_its_day(cast: Cast) -> None:
    from safeguarding.cases.actions.consideration import confirm_position
    from safeguarding.statute.terms import ThresholdPosition

    case = routed_case(cast)
    consideration = convened(cast, case)
    for who in (cast.dsp_la, cast.dsp_health, cast.dsp_police):
        confirm_position(by=who, consideration=consideration, line=line(ThresholdPosition.DO_NOT_NOTIFY))
    day = today() + timedelta(days=60)
    conclude_consideration(by=cast.manager, consideration=consideration, reason="As said.", review_on=day)
    (one,) = of(case, asked.open_dates(None))
    assert one.due == day
    assert people(cast.manager) <= whose(one)


def test_partners_who_differ_are_reminded_at_the_level_that_they_have_reached(cast: Cast) -> None:
    case = notified_case(cast)
    row = open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.RR_SIGN_OFF, about="The outcome.", positions=THREE
    )
    (one,) = of(case, disagreements.open_dates(None))
    level = row.levels.get(code=row.level)
    assert one.due == level.due_on
    assert one.roles == level.roles
    row.levels.update(code="D3")
    type(row).objects.update(level="D3")
    (one,) = of(case, disagreements.open_dates([cast.barnet.pk]))
    assert Role.LTRG_CHAIR not in one.roles
    assert not of(case, disagreements.open_dates([cast.devon.pk]))


def test_as_many_queries_for_eight_cases_with_all_of_it_as_for_two(cast: Cast) -> None:
    counts = []
    for size in (2, 8):
        while Case.objects.count() < 2 * size:
            case = notified_case(cast)
            fact = case.facts.get(kind="incident_occurred", current=True)
            correct_fact(by=cast.manager, case=case, fact=fact,
                         occurred=fact.occurred - timedelta(days=1), reason="Wrong.")  # fmt: skip
            open_disagreement(by=cast.dsp_police, case=case, kind=DecisionKind.RR_SIGN_OFF,
                              about="The outcome.", positions=THREE)  # fmt: skip
            ask_what_is_known(by=cast.manager, consideration=convened(cast, routed_case(cast)),
                              agency=cast.hospital)  # fmt: skip
        with CaptureQueriesContext(connection) as counted:
            digests(add_working_days(today(), 2))
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] < 35
