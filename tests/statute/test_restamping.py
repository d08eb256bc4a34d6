"""Moving a running case to newer rules: what may be chosen, what it changes, and what it never touches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.deadlines import Due, Earlier, derive
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.restamping import (
    Change,
    Stamp,
    Version,
    differences,
    may_confirm,
    may_propose,
    moved,
    newer,
)

TODAY = date(2026, 11, 2)
NOTIFIED = date(2026, 10, 1)
SHORTER = Change(date(2026, 10, 5), "day_plan.meeting", 9)
LONGER = Change(date(2026, 10, 20), "limit.publish", 9)


def at(day: date, *changes: Change) -> Stamp:
    return Stamp.on(day, changes)


def code_of(answer: Answer) -> str:
    assert isinstance(answer, Refused), answer
    assert answer.sentence.endswith(".")
    assert answer.mend.endswith(".")
    return answer.code


def days(kept: Stamp, *changes: Change, today: date = TODAY) -> list[date]:
    return [version.since for version in newer(kept, changes, today)]


def test_only_what_has_taken_effect_since_the_case_began_can_be_chosen() -> None:
    kept = at(date(2023, 1, 9))
    assert days(kept) == [date(2023, 12, 15), date(2025, 6, 1), date(2026, 3, 19)]
    assert days(kept, today=date(2026, 3, 18)) == [date(2023, 12, 15), date(2025, 6, 1)]
    assert days(at(TODAY)) == []
    assert days(at(TODAY), SHORTER, LONGER) == [SHORTER.since, LONGER.since]
    assert days(at(SHORTER.since, SHORTER, LONGER), SHORTER, LONGER) == [LONGER.since]
    assert days(at(SHORTER.since), SHORTER, today=SHORTER.since - timedelta(days=1)) == []


def test_a_case_from_before_the_first_edition_can_take_every_later_one() -> None:
    assert days(at(date(2017, 1, 9)))[0] == date(2022, 9, 1)


def test_a_rule_that_was_changed_and_changed_back_is_no_newer_rule() -> None:
    back = Change(date(2026, 10, 30), "day_plan.meeting", 9)
    other = Change(date(2026, 10, 12), "day_plan.meeting", 11)
    assert days(at(SHORTER.since, SHORTER), SHORTER, other, back) == []
    assert days(at(other.since, SHORTER, other), SHORTER, other, back) == [back.since]


def test_rules_kept_from_elsewhere_never_lead_back_to_older_guidance() -> None:
    kept = Stamp("WT2023", "PG2025", {"quorum": ["dsp_la", "dsp_health", "dsp_police"]})
    assert days(kept) == [date(2026, 3, 19)]


def test_a_stamp_is_kept_as_plain_values_and_read_back() -> None:
    kept = at(TODAY, SHORTER, LONGER)
    assert Stamp.kept(kept.plain) == kept
    assert kept.profile("barnet").day_plan.meeting == 9
    assert kept.editions.limit("publish") == 9


def test_what_would_change_is_said_in_words() -> None:
    said = {
        one.title: one
        for one in differences(at(date(2022, 8, 1)), at(TODAY, SHORTER), "barnet", date(2022, 7, 30))
    }
    assert said["Working Together"].will == "Working Together to Safeguard Children 2026"
    assert said["Guidance of the Panel"].was == "Panel practice guidance 2019"
    assert said["The death of a care leaver up to and including 24 is notified"].was == "Not said"
    assert "every rapid review" in said["Identity and inequality"].will
    assert said["Whom they answer to"].was == "chief officer"
    assert said["The rapid review meets on"].will == "working day 9 of 15"
    assert all(one.cite for one in said.values())
    assert "The health partner" not in said
    assert differences(at(TODAY), at(TODAY), "barnet", TODAY) == []


def facts(met_on: date | None = None, *more: Fact) -> list[Fact]:
    found = [Fact(Kind.LA_AWARE, NOTIFIED - timedelta(days=2)), Fact(Kind.NOTIFIED, NOTIFIED), *more]
    return [*found, Fact(Kind.MET, met_on)] if met_on else found


def would_move(known: Sequence[Fact], *, today: date = NOTIFIED + timedelta(days=5)) -> list[str]:
    was, will = at(NOTIFIED), at(SHORTER.since, SHORTER)
    return [one.title for one in moved(known, was, will, "barnet", [], today)]


def test_an_open_date_moves_and_one_that_is_met_does_not() -> None:
    found = moved(facts(), at(NOTIFIED), at(SHORTER.since, SHORTER), "barnet", [], TODAY)
    assert [(one.was, one.will) for one in found] == [(date(2026, 10, 15), date(2026, 10, 14))]
    assert would_move(facts(NOTIFIED + timedelta(days=4))) == []
    assert would_move(facts(NOTIFIED + timedelta(days=6))) != []


def test_the_same_date_for_several_agencies_is_said_once() -> None:
    asked = [Fact(Kind.AGENCIES_ASKED, NOTIFIED, detail={"agencies": "1,2,3"})]
    quick = Change(SHORTER.since, "day_plan.returns_due", 6)
    found = moved(facts(None, *asked), at(NOTIFIED), at(quick.since, quick), "barnet", [], TODAY)
    assert sorted((one.title, one.will) for one in found) == [
        ("Return from an agency", date(2026, 10, 9)),
        ("Returns from the agencies", date(2026, 10, 9)),
    ]


@given(
    met=st.dates(NOTIFIED, NOTIFIED + timedelta(days=40)),
    first=st.dates(NOTIFIED, NOTIFIED + timedelta(days=40)),
    second=st.dates(NOTIFIED, NOTIFIED + timedelta(days=40)),
)
def test_what_was_met_keeps_the_date_that_the_rules_of_its_day_gave(
    met: date, first: date, second: date
) -> None:
    """Two changes of rules, in whatever order they and the meeting come: one line, judged once."""
    first, second = sorted((first, second))
    stamps = [at(NOTIFIED), at(SHORTER.since, SHORTER), Stamp("WT2026", "PG2025", {"day_plan.meeting": 7})]
    local = [stamp.profile("barnet") for stamp in stamps]
    editions = stamps[0].editions
    earlier = [Earlier(first, editions, local[0]), Earlier(second, editions, local[1])]
    wanted = local[0] if met <= first else local[1] if met <= second else local[2]
    known = facts(met)
    [line] = [one for one in derive(known, editions, local[2], earlier) if one.kind is Due.PLAN_MEETING]
    [judged] = [one for one in derive(known, editions, wanted) if one.kind is Due.PLAN_MEETING]
    assert line == judged


@given(st.sampled_from(sorted(PROFILES)), st.dates(NOTIFIED, TODAY))
def test_no_deadline_is_lost_or_doubled_by_newer_rules(profile: str, until: date) -> None:
    known = facts(
        NOTIFIED + timedelta(days=9), Fact(Kind.AGENCIES_ASKED, NOTIFIED, detail={"agencies": "1,2"})
    )
    was, will = at(NOTIFIED), at(TODAY, SHORTER, LONGER)
    under = [Earlier(until, was.editions, was.profile(profile))]
    before = derive(known, was.editions, was.profile(profile))
    after = derive(known, will.editions, will.profile(profile), under)
    assert sorted((one.kind, one.key) for one in before) == sorted((one.kind, one.key) for one in after)


def test_proposing_needs_a_running_case_a_reason_and_no_other_proposal() -> None:
    assert may_propose(closed=False, waits=False, reason="The meeting comes sooner.")
    assert code_of(may_propose(closed=True, waits=False, reason="x")) == "closed"
    assert code_of(may_propose(closed=False, waits=True, reason="x")) == "waits_already"
    assert code_of(may_propose(closed=False, waits=False, reason=" ")) == "no_reason"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"closed": True}, "closed"),
        ({"own": True}, "own_proposal"),
        ({"proposed_on": LONGER.since - timedelta(days=1)}, "overtaken"),
        ({"choice": [Version(LONGER.since, at(LONGER.since, LONGER))]}, "overtaken"),
        ({"choice": []}, "overtaken"),
    ],
)
def test_a_proposal_is_confirmed_by_somebody_else_while_it_is_what_was_read(
    more: dict[str, object], code: str
) -> None:
    choice = newer(at(NOTIFIED), [SHORTER, LONGER], TODAY)
    given = {"closed": False, "own": False, "proposed_on": TODAY, "choice": choice}
    assert may_confirm(choice[0], **given)  # type: ignore[arg-type]
    assert code_of(may_confirm(choice[0], **{**given, **more})) == code  # type: ignore[arg-type]
