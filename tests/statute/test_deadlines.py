from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.statute.deadlines import Deadline, Due, Unit, count, derive, resolution
from safeguarding.statute.editions import Force, pinned
from safeguarding.statute.facts import Fact, Kind
from safeguarding.statute.profiles import PROFILES
from safeguarding.statute.terms import DecisionKind, Role, Route

BARNET = PROFILES["barnet"]
MONDAY = date(2026, 11, 23)
PLAN = {kind for kind in Due if kind.startswith("plan_")}


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def fact(kind: Kind, number: int = 0, **detail: str) -> Fact:
    return Fact(kind, day(number), detail=detail)


def lines(*facts: Fact, profile: str = "barnet") -> list[Deadline]:
    return derive(facts, pinned(MONDAY), PROFILES[profile])


def kinds(*facts: Fact) -> set[Due]:
    return {line.kind for line in lines(*facts)}


def one(kind: Due, *facts: Fact, profile: str = "barnet") -> Deadline:
    (found,) = [line for line in lines(*facts, profile=profile) if line.kind is kind]
    return found


AWARE = fact(Kind.LA_AWARE)
NOTIFIED = fact(Kind.NOTIFIED, 2)


def test_awareness_starts_the_time_to_notify_before_any_triage() -> None:
    line = one(Due.NOTIFY_PANEL, AWARE)
    assert line.due_on == date(2026, 11, 30)
    assert line.unit is Unit.WORKING_DAYS
    assert line.from_fact is Kind.LA_AWARE
    assert line.force is Force.STATUTORY_GUIDANCE
    assert line.cite == "Children Act 2004 s.16C; Working Together 2026"
    assert line.owner is Role.LA_NOTIFIER
    assert line.met_on is None
    assert not line.provisional


def test_lines_come_the_earliest_first() -> None:
    found = lines(AWARE, fact(Kind.REFERRED), NOTIFIED)
    assert [line.due_on for line in found] == sorted(line.due_on for line in found)


def test_notifying_ends_the_time_to_notify_and_starts_the_fifteen_days() -> None:
    assert one(Due.NOTIFY_PANEL, AWARE, NOTIFIED).met_on == day(2)
    assert one(Due.TELL_PARTNERS, AWARE, NOTIFIED).met_on == day(2)
    assert one(Due.RAPID_REVIEW_TO_PANEL, AWARE, NOTIFIED).met_on is None


def test_a_notification_before_the_latest_possible_awareness_still_meets_the_time() -> None:
    assert one(Due.NOTIFY_PANEL, fact(Kind.LA_AWARE, 3), NOTIFIED).met_on == day(2)


def test_a_deadline_is_late_when_met_after_it_or_not_met_by_today() -> None:
    line = one(Due.NOTIFY_PANEL, AWARE)
    assert not line.late_on(date(2026, 11, 30))
    assert line.late_on(date(2026, 12, 1))
    met = one(Due.NOTIFY_PANEL, AWARE, fact(Kind.NOTIFIED, 7))
    assert not met.late_on(date(2027, 1, 1))


@pytest.mark.parametrize("notification", ["looked_after_death", "care_leaver_death"])
def test_a_death_notified_without_abuse_or_neglect_starts_no_rapid_review(notification: str) -> None:
    found = kinds(AWARE, fact(Kind.NOTIFIED, 2, notification=notification))
    assert not found & (PLAN | {Due.RAPID_REVIEW_TO_PANEL, Due.SIGN_OFF})
    assert Due.NOTIFY_PANEL in found


def test_withdrawing_the_notification_ends_the_rapid_reviews_clock() -> None:
    withdrawn = fact(Kind.NOTIFICATION_WITHDRAWN, 4)
    assert not kinds(AWARE, NOTIFIED, withdrawn) & (PLAN | {Due.RAPID_REVIEW_TO_PANEL, Due.SIGN_OFF})
    assert one(Due.SIGN_OFF, NOTIFIED, withdrawn, fact(Kind.OUTCOME_DECIDED, 7)).due_on == date(2026, 12, 7)


def test_the_local_authoritys_decision_not_to_notify_ends_the_time_to_notify() -> None:
    assert Due.NOTIFY_PANEL not in kinds(AWARE, fact(Kind.LA_DECIDED, 3, notify="no"))
    assert Due.NOTIFY_PANEL in kinds(AWARE, fact(Kind.LA_DECIDED, 3, notify="yes"))


def test_partners_agreeing_not_to_notify_leaves_the_clock_until_the_local_authority_decides() -> None:
    assert Due.NOTIFY_PANEL in kinds(AWARE, fact(Kind.CONSIDERED, 2, outcome="do_not_notify"))


@pytest.mark.parametrize("route", list(Route))
def test_only_a_route_that_may_end_in_a_notification_keeps_the_time_to_notify(route: Route) -> None:
    found = kinds(AWARE, fact(Kind.ROUTE_SETTLED, 1, route=route.value))
    notifies = route in {Route.SERIOUS_INCIDENT, Route.LOOKED_AFTER_DEATH, Route.CARE_LEAVER_DEATH}
    assert ({Due.NOTIFY_PANEL, Due.TELL_PARTNERS} <= found) == notifies
    assert (Due.HOLD_CONSIDERATION in found) == (route is Route.SERIOUS_INCIDENT)


def test_the_consideration_is_met_when_held_and_goes_when_the_case_is_notified_or_decided_without_it() -> (
    None
):
    assert one(Due.HOLD_CONSIDERATION, AWARE).due_on == date(2026, 11, 26)
    assert one(Due.HOLD_CONSIDERATION, AWARE, fact(Kind.CONSIDERED, 1)).met_on == day(1)
    assert one(Due.HOLD_CONSIDERATION, AWARE, fact(Kind.CONSIDERED, 1), NOTIFIED).met_on == day(1)
    assert Due.HOLD_CONSIDERATION not in kinds(AWARE, NOTIFIED)
    assert Due.HOLD_CONSIDERATION not in kinds(AWARE, fact(Kind.LA_DECIDED, 1, notify="yes"))
    assert Due.HOLD_CONSIDERATION in kinds(AWARE, fact(Kind.ROUTE_SETTLED, 1))


def test_a_referral_is_acknowledged_on_the_day_recorded_or_with_its_route() -> None:
    assert one(Due.ACKNOWLEDGE_REFERRAL, fact(Kind.REFERRED, acknowledged="2026-11-23")).met_on == MONDAY
    settled = fact(Kind.ROUTE_SETTLED, 2)
    assert one(Due.ACKNOWLEDGE_REFERRAL, fact(Kind.REFERRED), settled).met_on == day(2)
    assert one(Due.SETTLE_ROUTE, fact(Kind.REFERRED), settled).met_on == day(2)
    assert one(Due.SETTLE_ROUTE, fact(Kind.REFERRED), fact(Kind.CONSIDERED, 1)).met_on == day(1)


def test_the_copy_is_met_when_recorded_or_with_the_requests() -> None:
    assert one(Due.COPY_NOTIFICATION, fact(Kind.NOTIFIED, 2, copied="2026-11-25")).met_on == day(2)
    assert one(Due.COPY_NOTIFICATION, NOTIFIED, fact(Kind.AGENCIES_ASKED, 3)).met_on == day(3)
    assert one(Due.COPY_NOTIFICATION, NOTIFIED).due_on == day(2)
    assert one(Due.COPY_NOTIFICATION, NOTIFIED).unit is Unit.CALENDAR_DAYS


def test_other_areas_are_consulted_only_where_there_are_any() -> None:
    assert Due.CONSULT_OTHER_AREAS not in kinds(NOTIFIED)
    assert one(Due.CONSULT_OTHER_AREAS, fact(Kind.NOTIFIED, 2, other_areas="yes")).due_on == day(4)


def test_the_day_plan_is_met_step_by_step() -> None:
    facts = [
        NOTIFIED,
        fact(Kind.AGENCIES_ASKED, 3),
        fact(Kind.MET, 16),
        fact(Kind.DRAFT_ISSUED, 18, of="rapid_review"),
        *(fact(Kind.SIGNED_OFF, 20 + n, key=key) for n, key in enumerate(["la", "health", "police"])),
    ]
    met = {line.kind: line.met_on for line in lines(*facts) if line.kind in PLAN}
    assert met == {
        Due.PLAN_REQUESTS_OUT: day(3),
        Due.PLAN_PROGRESS_CHECK: day(16),
        Due.PLAN_RETURNS_DUE: day(16),
        Due.PLAN_MEETING: day(16),
        Due.PLAN_DRAFT: day(18),
        Due.PLAN_SIGN_OFF: day(22),
    }
    assert all(line.force is Force.INTERNAL for line in lines(*facts) if line.kind in PLAN)


def test_a_rapid_review_draft_starts_no_fact_check() -> None:
    assert Due.FACT_CHECK not in kinds(fact(Kind.DRAFT_ISSUED, of="rapid_review"))
    assert Due.FACT_CHECK in kinds(fact(Kind.DRAFT_ISSUED))


def test_sign_off_is_met_only_by_three_and_disagreeing_is_not_signing() -> None:
    two = [
        fact(Kind.SIGNED_OFF, 14, key="la"),
        fact(Kind.SIGNED_OFF, 15, key="health", position="agree_with_comment"),
    ]
    against = fact(Kind.SIGNED_OFF, 16, key="police", position="disagree")
    agreed = fact(Kind.SIGNED_OFF, 18, key="police", position="agree")
    assert one(Due.SIGN_OFF, NOTIFIED, *two).met_on is None
    assert one(Due.SIGN_OFF, NOTIFIED, *two, against).met_on is None
    assert one(Due.SIGN_OFF, NOTIFIED, *two, against, agreed).met_on == day(18)


def test_signing_twice_counts_from_the_first_time() -> None:
    signed = [fact(Kind.SIGNED_OFF, 14, key=key) for key in ("la", "health", "police")]
    assert one(Due.SIGN_OFF, NOTIFIED, *signed, fact(Kind.SIGNED_OFF, 20, key="la")).met_on == day(14)


def test_sending_without_one_signature_leaves_the_sign_off_open() -> None:
    found = one(Due.SIGN_OFF, NOTIFIED, fact(Kind.SENT_TO_PANEL, 23), fact(Kind.SIGNED_OFF, 20, key="la"))
    assert found.met_on is None


def test_a_local_consideration_has_a_sign_off_and_no_clock() -> None:
    found = lines(fact(Kind.OUTCOME_DECIDED))
    assert [(line.kind, line.due_on) for line in found] == [(Due.SIGN_OFF, date(2026, 11, 30))]
    assert Due.SIGN_OFF in kinds(NOTIFIED)
    assert (
        len([line for line in lines(NOTIFIED, fact(Kind.OUTCOME_DECIDED, 9)) if line.kind is Due.SIGN_OFF])
        == 1
    )


def test_a_return_is_due_on_the_planned_day_and_met_by_its_own_agency() -> None:
    asked = fact(Kind.AGENCIES_ASKED, 3, agencies="a,b")
    found = [
        line
        for line in lines(NOTIFIED, asked, fact(Kind.RETURNED, 8, key="b"))
        if line.kind is Due.RETURNS_DUE
    ]
    assert [(line.key, line.due_on, line.met_on) for line in found] == [
        ("a", date(2026, 12, 7), None),
        ("b", date(2026, 12, 7), day(8)),
    ]


def test_an_agency_asked_late_has_two_working_days_at_the_least() -> None:
    assert one(Due.RETURNS_DUE, NOTIFIED, fact(Kind.AGENCIES_ASKED, 14, key="a")).due_on == date(2026, 12, 9)


def test_a_return_is_due_when_the_request_says_so() -> None:
    assert one(
        Due.RETURNS_DUE, NOTIFIED, fact(Kind.AGENCIES_ASKED, 3, key="a", due="2026-12-09")
    ).due_on == date(2026, 12, 9)


def test_in_a_local_consideration_a_return_is_due_eight_working_days_after_it_is_asked() -> None:
    assert one(Due.RETURNS_DUE, fact(Kind.AGENCIES_ASKED, key="a")).due_on == date(2026, 12, 3)


def test_agencies_asked_without_being_named_have_one_line_until_the_meeting() -> None:
    assert one(Due.RETURNS_DUE, fact(Kind.AGENCIES_ASKED)).met_on is None
    assert one(Due.RETURNS_DUE, fact(Kind.AGENCIES_ASKED), fact(Kind.MET, 9)).met_on == day(9)


def test_once_sent_to_the_panel_a_missing_return_is_no_longer_due() -> None:
    asked, sent = fact(Kind.AGENCIES_ASKED, 3, agencies="a,b"), fact(Kind.SENT_TO_PANEL, 20)
    found = [
        line
        for line in lines(NOTIFIED, asked, fact(Kind.RETURNED, 8, key="a"), sent)
        if line.kind is Due.RETURNS_DUE
    ]
    assert [line.key for line in found] == ["a"]


def test_an_agencys_report_is_due_twenty_working_days_after_it_is_asked_or_when_the_request_says_so() -> None:
    asked = fact(Kind.REPORTS_ASKED, key="a")
    assert one(Due.REPORTS_DUE, asked).due_on == date(2026, 12, 21)
    assert one(Due.REPORTS_DUE, fact(Kind.REPORTS_ASKED, key="a", due="2027-01-11")).due_on == date(
        2027, 1, 11
    )


def test_a_report_is_met_by_its_own_agency_and_no_longer_due_once_the_reviews_report_is_accepted() -> None:
    asked = [fact(Kind.REPORTS_ASKED, key="a"), fact(Kind.REPORTS_ASKED, key="b")]
    given, accepted = fact(Kind.REPORTED, 8, key="b"), fact(Kind.REPORT_ACCEPTED, 30)

    def found(*more: Fact) -> list[tuple[str, date | None]]:
        made = lines(*asked, *more)
        return [(line.key, line.met_on) for line in made if line.kind is Due.REPORTS_DUE]

    assert found() == [("a", None), ("b", None)]
    assert found(given) == [("a", None), ("b", day(8))]
    assert found(given, accepted) == [("b", day(8))]
    for ended in (Kind.PUBLISHED, Kind.PUBLICATION_DECLINED):
        assert found(given, fact(ended, 30)) == [("b", day(8))]
    assert found(fact(Kind.RETURNED, 8, key="a"), fact(Kind.REPORTED, 9)) == [("a", None), ("b", None)]


def test_a_report_says_everything_that_a_deadline_says() -> None:
    asked = Fact(Kind.REPORTS_ASKED, date(2028, 12, 1))
    assert one(Due.REPORTS_DUE, asked, Fact(Kind.REPORTED, date(2028, 12, 22))) == Deadline(
        kind=Due.REPORTS_DUE,
        due_on=date(2029, 1, 2),
        unit=Unit.WORKING_DAYS,
        from_fact=Kind.REPORTS_ASKED,
        cite="Children Act 2004 s.16H; the time is the partnership’s own target",
        force=Force.INTERNAL,
        provisional=True,
        met_on=date(2028, 12, 22),
        owner=Role.AGENCY_LEAD,
        title="Report from an agency",
        key="",
    )


@pytest.mark.parametrize(
    ("reply", "again"),
    [
        ("panel_suggests_lcspr", True),
        ("panel_suggests_no_lcspr", True),
        ("panel_agrees", False),
        ("panel_quality_feedback", False),
        ("panel_requests_information", False),
        ("panel_national_review", False),
    ],
)
def test_the_partners_decide_again_only_when_the_panel_sees_it_otherwise(reply: str, again: bool) -> None:
    found = kinds(fact(Kind.SENT_TO_PANEL), fact(Kind.PANEL_REPLIED, 7, reply=reply))
    assert (Due.RECONSIDER in found) == again


def test_deciding_again_is_met_by_a_decision_after_the_reply() -> None:
    reply = fact(Kind.PANEL_REPLIED, 7, reply="panel_suggests_lcspr")
    assert one(Due.RECONSIDER, reply, fact(Kind.RECONSIDERED, 10)).met_on == day(10)
    assert one(Due.RECONSIDER, reply, fact(Kind.RECONSIDERED, 6)).met_on is None
    assert one(Due.RECONSIDER, reply, fact(Kind.RECONSIDERED, 7)).met_on == day(7)
    assert one(Due.RECONSIDER, fact(Kind.PANEL_REPLIED, 7)).due_on == date(2026, 12, 14)


def test_a_reviewer_removed_opens_the_appointment_again_and_leaves_six_months_as_they_were() -> None:
    decided, appointed = fact(Kind.PRACTICE_REVIEW_DECIDED), fact(Kind.REVIEWER_APPOINTED, 20)
    removed = fact(Kind.REVIEWER_REMOVED, 40)
    assert one(Due.APPOINT_REVIEWER, decided, appointed).met_on == day(20)
    assert one(Due.APPOINT_REVIEWER, decided, appointed, removed).met_on is None
    assert one(
        Due.APPOINT_REVIEWER, decided, appointed, removed, fact(Kind.REVIEWER_APPOINTED, 50)
    ).met_on == day(50)
    assert one(Due.PUBLISH_PRACTICE_REVIEW, decided, appointed, removed).due_on == date(2027, 5, 23)


def test_with_two_reviewers_the_one_who_stays_is_enough() -> None:
    decided = fact(Kind.PRACTICE_REVIEW_DECIDED)
    lead = fact(Kind.REVIEWER_APPOINTED, 20, key="1")
    second = fact(Kind.REVIEWER_APPOINTED, 25, key="2")
    assert one(Due.APPOINT_REVIEWER, decided, lead, second).met_on == day(20)
    gone = fact(Kind.REVIEWER_REMOVED, 40, key="1")
    assert one(Due.APPOINT_REVIEWER, decided, lead, second, gone).met_on == day(25)


def test_telling_the_panel_is_met_when_recorded_or_with_the_reviewer() -> None:
    assert one(
        Due.TELL_PANEL_DECISION, fact(Kind.PRACTICE_REVIEW_DECIDED, panel_told="2026-11-24")
    ).met_on == day(1)
    decided = fact(Kind.PRACTICE_REVIEW_DECIDED)
    assert one(Due.TELL_PANEL_DECISION, decided, fact(Kind.REVIEWER_APPOINTED, 3)).met_on == day(3)


def test_time_and_quality_are_looked_at_every_four_weeks_until_the_report_is_accepted() -> None:
    appointed, looked = fact(Kind.REVIEWER_APPOINTED), fact(Kind.MONITORED, 21)
    points = [line for line in lines(appointed, looked) if line.kind is Due.MONITORING_POINT]
    assert [(line.due_on, line.met_on) for line in points] == [(day(28), day(21)), (day(49), None)]
    assert {line.unit for line in points} == {Unit.WEEKS}
    done = [
        line
        for line in lines(appointed, looked, fact(Kind.REPORT_ACCEPTED, 60))
        if line.kind is Due.MONITORING_POINT
    ]
    assert [line.met_on for line in done] == [day(21)]


def test_copies_sent_before_the_planned_day_meet_their_deadline() -> None:
    planned = fact(Kind.PUBLICATION, 49)
    assert one(Due.ADVANCE_COPIES, planned, fact(Kind.ADVANCE_COPIES_SENT, 37)).met_on == day(37)
    assert one(Due.ADVANCE_COPIES, planned).force is Force.LAW


def test_deciding_not_to_publish_meets_the_six_months_as_publishing_does() -> None:
    decided = fact(Kind.PRACTICE_REVIEW_DECIDED)
    assert one(Due.PUBLISH_PRACTICE_REVIEW, decided, fact(Kind.PUBLICATION_DECLINED, 90)).met_on == day(90)
    assert one(Due.PUBLISH_PRACTICE_REVIEW, decided, fact(Kind.PUBLISHED, 99)).met_on == day(99)


def test_a_single_agency_report_is_due_in_twelve_weeks() -> None:
    line = one(Due.SINGLE_AGENCY_REPORT, fact(Kind.LEARNING_ROUTE_DECIDED, route="single_agency_review"))
    assert line.due_on == day(84)
    assert Due.SINGLE_AGENCY_REPORT in kinds(fact(Kind.LEARNING_ROUTE_DECIDED))
    assert Due.SINGLE_AGENCY_REPORT not in kinds(
        fact(Kind.LEARNING_ROUTE_DECIDED, route="alternative_learning")
    )


def test_a_split_opens_the_ladder_inside_the_time_to_notify_and_pauses_nothing() -> None:
    split = fact(Kind.CONSIDERED, 2, outcome="split")
    steps = [line for line in lines(AWARE, split) if line.kind is Due.RESOLVE]
    assert [(line.key, line.due_on, line.from_fact) for line in steps] == [
        ("D1", day(2), Kind.CONSIDERED),
        ("D2", date(2026, 11, 30), Kind.LA_AWARE),
        ("D3", date(2026, 11, 30), Kind.LA_AWARE),
    ]
    assert one(Due.NOTIFY_PANEL, AWARE, split).due_on == date(2026, 11, 30)
    assert all(line.force is Force.LOCAL and line.met_on is None for line in steps)


def test_the_ladder_is_ended_by_the_local_authoritys_decision_or_by_notifying() -> None:
    more = fact(Kind.CONSIDERED, 1, outcome="need_more_information")
    for ending in (fact(Kind.LA_DECIDED, 3, notify="yes"), fact(Kind.NOTIFIED, 3)):
        assert {line.met_on for line in lines(AWARE, more, ending) if line.kind is Due.RESOLVE} == {day(3)}
    assert Due.RESOLVE not in kinds(AWARE, more, fact(Kind.CONSIDERED, 2, outcome="notify"))


def test_a_ladder_without_a_known_awareness_counts_from_the_day_it_opened() -> None:
    steps = [line for line in lines(fact(Kind.CONSIDERED, outcome="split")) if line.kind is Due.RESOLVE]
    assert [line.due_on for line in steps] == [MONDAY, date(2026, 11, 30), date(2026, 11, 30)]
    assert {line.from_fact for line in steps} == {Kind.CONSIDERED}


def test_a_disagreement_on_anything_else_climbs_by_one_and_two_working_days() -> None:
    steps = resolution(DecisionKind.RR_SIGN_OFF, MONDAY, BARNET, met_on=day(1))
    assert [(line.key, line.due_on) for line in steps] == [
        ("D1", day(1)),
        ("D2", day(3)),
        ("D3", day(3)),
    ]
    assert {line.met_on for line in steps} == {day(1)}
    assert steps[1].owner is Role.LSP_LA
    assert not steps[0].provisional


def test_a_closed_case_keeps_what_was_met_and_the_duty_to_keep_a_report_public() -> None:
    facts = [AWARE, NOTIFIED, fact(Kind.PUBLISHED, 90)]
    closed = fact(Kind.CLOSED, 100)
    assert {line.kind for line in lines(*facts, closed) if line.met_on is None} == {Due.KEEP_PUBLIC_UNTIL}
    assert Due.NOTIFY_PANEL in kinds(*facts, closed)
    assert Due.RAPID_REVIEW_TO_PANEL not in kinds(*facts, closed)
    assert Due.RAPID_REVIEW_TO_PANEL not in kinds(*facts, fact(Kind.TRANSFERRED, 100))
    assert Due.RAPID_REVIEW_TO_PANEL in kinds(*facts, closed, fact(Kind.REOPENED, 110))


def test_a_count_past_the_known_bank_holidays_is_provisional() -> None:
    late = Fact(Kind.LA_AWARE, date(2028, 12, 28))
    assert next(line for line in lines(late) if line.kind is Due.NOTIFY_PANEL).provisional
    old = Fact(Kind.LA_AWARE, date(2011, 12, 30))
    assert next(line for line in lines(old) if line.kind is Due.NOTIFY_PANEL).provisional
    decided = Fact(Kind.PRACTICE_REVIEW_DECIDED, date(2028, 10, 2))
    months = next(line for line in lines(decided) if line.kind is Due.PUBLISH_PRACTICE_REVIEW)
    assert (months.due_on, months.provisional) == (date(2029, 4, 2), False)


def test_an_old_case_cites_the_guidance_of_its_time_and_another_profile_its_own_source() -> None:
    then = Fact(Kind.NOTIFIED, date(2019, 6, 3))
    found = derive([then], pinned(then.occurred), PROFILES["devon"])
    cites = {line.kind: line.cite for line in found}
    assert cites[Due.RAPID_REVIEW_TO_PANEL] == "Panel practice guidance 2019; Working Together 2018 chapter 4"
    assert cites[Due.SIGN_OFF].startswith("Devon")


@given(
    st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 200)), max_size=12),
    st.sampled_from(sorted(PROFILES)),
)
def test_any_facts_at_all_give_deadlines_and_their_order_of_recording_on_other_days_does_not_matter(
    drawn: list[tuple[Kind, int]], profile: str
) -> None:
    on_days_apart = {number: kind for kind, number in drawn}
    facts = [fact(kind, number) for number, kind in on_days_apart.items()]
    found = lines(*facts, profile=profile)
    assert found == lines(*reversed(facts), profile=profile)
    for line in found:
        assert line.title
        assert line.cite
        assert "{" not in line.cite


def test_where_the_day_itself_counts_returns_are_due_a_day_earlier() -> None:
    asked = fact(Kind.AGENCIES_ASKED, key="a")
    assert one(Due.RETURNS_DUE, asked, profile="devon").due_on == date(2026, 12, 2)
    assert one(Due.RETURNS_DUE, NOTIFIED, asked, profile="devon").due_on == date(2026, 12, 4)


def test_a_limit_in_calendar_days_counts_every_day_and_one_in_weeks_counts_seven() -> None:
    assert count(MONDAY, 6, Unit.CALENDAR_DAYS, BARNET.counting) == date(2026, 11, 29)
    assert count(MONDAY, 6, Unit.WEEKS, BARNET.counting) == date(2027, 1, 4)


def test_a_level_of_a_disagreement_says_everything_that_a_deadline_says() -> None:
    assert resolution(DecisionKind.RR_SIGN_OFF, date(2028, 12, 29), BARNET)[0] == Deadline(
        kind=Due.RESOLVE,
        due_on=date(2029, 1, 1),
        unit=Unit.WORKING_DAYS,
        from_fact=Kind.CONSIDERED,
        cite=BARNET.cite,
        force=Force.LOCAL,
        provisional=True,
        met_on=None,
        owner=Role.DSP_LA,
        title="The delegated partners meet with the chair",
        key="D1",
    )


def test_every_look_at_time_and_quality_starts_the_next() -> None:
    looked = [fact(Kind.MONITORED, 21), fact(Kind.MONITORED, 45)]
    points = [
        line for line in lines(fact(Kind.REVIEWER_APPOINTED), *looked) if line.kind is Due.MONITORING_POINT
    ]
    assert [(line.due_on, line.met_on) for line in points] == [
        (day(28), day(21)),
        (day(49), day(45)),
        (day(73), None),
    ]


def test_a_limit_that_starts_again_counts_from_the_last_time_only() -> None:
    drafts = [fact(Kind.DRAFT_ISSUED, 0), fact(Kind.DRAFT_ISSUED, 7), fact(Kind.DRAFT_ISSUED, 14)]
    assert one(Due.FACT_CHECK, *drafts).due_on == date(2026, 12, 21)


def test_a_return_says_everything_that_a_deadline_says() -> None:
    asked = Fact(Kind.AGENCIES_ASKED, date(2028, 12, 20), detail={"key": "a"})
    returned = [Fact(Kind.RETURNED, date(2028, 12, 22), detail={"key": key}) for key in ("b", "a")]
    assert one(Due.RETURNS_DUE, asked, *returned) == Deadline(
        kind=Due.RETURNS_DUE,
        due_on=date(2029, 1, 3),
        unit=Unit.WORKING_DAYS,
        from_fact=Kind.AGENCIES_ASKED,
        cite="Children Act 2004 s.16H; the time is the partnership’s own target",
        force=Force.INTERNAL,
        provisional=True,
        met_on=date(2028, 12, 22),
        owner=Role.AGENCY_LEAD,
        title="Return from an agency",
        key="a",
    )
