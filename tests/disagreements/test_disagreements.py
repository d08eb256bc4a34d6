"""Partners who differ work it through in steps, each with its time, and nothing else waits for them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.actions.consideration import (
    conclude_consideration,
    confirm_position,
    decide_for_local_authority,
)
from safeguarding.cases.facts import has
from safeguarding.cases.models import Case
from safeguarding.correspondence.models import Letter
from safeguarding.disagreements import queries
from safeguarding.disagreements.actions import (
    advise_on_disagreement,
    disagreement_follows,
    open_disagreement,
    record_level,
    resolve_disagreement,
)
from safeguarding.disagreements.defaults import DEFAULTS, default_for
from safeguarding.disagreements.models import Advice, Disagreement, HeldPosition, Level
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import DecisionKind, Partner, ThresholdPosition
from tests.cases.builders import (
    considered_case,
    convened,
    line,
    notified_case,
    referred_case,
    routed_case,
    today,
)
from tests.decisions import sealed
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in

NO = ThresholdPosition.DO_NOT_NOTIFY
YES = ThresholdPosition.NOTIFY
THREE = {
    Partner.LA: "Agree.",
    Partner.HEALTH: "Agree.",
    Partner.POLICE: "Disagree: the criteria are not met.",
}


def split_case(cast: Cast) -> Case:
    return considered_case(cast, health=NO)


def the_one(case: Case) -> Disagreement:
    return case.disagreements.get()


def up(by: Acting, row: Disagreement) -> Level:
    row.refresh_from_db()
    return record_level(
        by=by,
        disagreement=row,
        level=row.level,
        participants="The three delegated partners and the chair",
        issue="Whether the injury is serious harm.",
        words="They still differ.",
        positions={},
        came_together=False,
    )


# How it opens


def test_a_split_on_the_threshold_opens_the_protocol_with_what_each_partner_holds(cast: Cast) -> None:
    row = the_one(split_case(cast))
    held = dict(row.positions.values_list("partner", "words"))
    assert row.kind == DecisionKind.THRESHOLD_POSITION
    assert held["health"].startswith("Do not notify")
    assert held["la"].startswith("Notify the Panel")
    assert row.level == "D1"
    assert row.ended_at is None


def test_it_is_also_opened_when_the_partners_need_more_information(cast: Cast) -> None:
    case = routed_case(cast)
    consideration = convened(cast, case)
    for who in cast.partners.values():
        confirm_position(
            by=who, consideration=consideration, line=line(ThresholdPosition.NEED_MORE_INFORMATION)
        )
    conclude_consideration(by=cast.manager, consideration=consideration, reason="A scan is awaited.")
    assert the_one(case).ended_at is None


def test_nothing_is_opened_when_all_three_agree(cast: Cast) -> None:
    assert not considered_case(cast).disagreements.exists()


def test_partners_who_come_to_agree_at_a_second_consideration_end_it(cast: Cast) -> None:
    case = split_case(cast)
    again = convened(cast, case)
    for who in cast.partners.values():
        confirm_position(by=who, consideration=again, line=line(YES))
    conclude_consideration(by=cast.manager, consideration=again, reason="The scan has come.")
    row = the_one(case)
    assert row.ending == "agreed"
    assert row.ended_at is not None


def test_in_devon_the_local_authority_has_the_final_say_and_the_dissent_is_still_written_down(
    cast: Cast,
) -> None:
    from dataclasses import replace

    devon = replace(
        cast,
        manager=cast.stranger,
        dsp_la=cast.devon_la,
        dsp_health=cast.devon_health,
        dsp_police=cast.devon_police,
    )
    row = the_one(split_case(devon))
    assert row.ending == "decided"
    assert "Notify" in row.outcome or "notify" in row.outcome
    assert row.positions.get(partner="health").words.startswith("Do not notify")


def test_partners_the_chair_and_the_scrutineer_are_told_and_the_letter_says_nothing_of_the_case(
    cast: Cast,
) -> None:
    case = split_case(cast)
    letters = Letter.objects.filter(kind="disagreement_opened")
    told = set(letters.values_list("to_person__email", flat=True))
    for who in (cast.dsp_la, cast.dsp_health, cast.dsp_police, cast.chair, cast.scrutineer):
        assert who.person.email in told
    assert not any(case.pseudonym in letter.body for letter in letters)


def test_one_kind_of_decision_has_one_open_disagreement(cast: Cast) -> None:
    case = notified_case(cast)
    first = open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.RR_SIGN_OFF, about="The outcome.", positions=THREE
    )
    again = disagreement_follows(
        by=cast.dsp_police,
        case=case,
        kind=DecisionKind.RR_SIGN_OFF,
        about="The outcome.",
        positions={Partner.POLICE: "Now I agree with a comment."},
    )
    assert first == again
    assert HeldPosition.objects.filter(disagreement=first, partner="police").count() == 2
    assert first.positions.get(partner="police", current=True).words == "Now I agree with a comment."


def test_an_agency_cannot_open_one(cast: Cast) -> None:
    case = referred_case(cast)
    with pytest.raises(NotAllowed) as refused:
        open_disagreement(
            by=cast.school_author, case=case, kind=DecisionKind.CASE_CLOSE, about="x", positions={}
        )
    assert "partner" in refused.value.refused.sentence


# Its times


def test_the_threshold_ladder_ends_within_the_five_working_days(cast: Cast) -> None:
    row = the_one(split_case(cast))
    aware = row.case.incident.occurred
    limit = add_working_days(aware, 5)
    steps = {step.code: step for step in queries.steps(row)}
    assert steps["D1"].due_on == today()
    assert steps["D2"].due_on == max(limit, today())
    assert steps["D2"].by_noon
    assert steps["D3"].due_on == max(limit, today())


def test_any_other_ladder_has_one_day_then_two_more(cast: Cast) -> None:
    case = notified_case(cast)
    row = open_disagreement(
        by=cast.manager, case=case, kind=DecisionKind.RR_SIGN_OFF, about="The outcome.", positions=THREE
    )
    due = {step.code: step.due_on for step in queries.steps(row)}
    assert due["D1"] == add_working_days(today(), 1)
    assert due["D2"] == add_working_days(due["D1"], 2)


# It never blocks


def test_scenario_1_a_split_never_stops_the_notification_and_stays_open_beside_it(cast: Cast) -> None:
    """Two to one on notifying; the local authority notifies; dissent kept; the clock of the rapid review
    runs.
    """
    case = notified_case(cast, health=NO)
    decision = case.local_authority_decisions.get()
    row = the_one(case)
    assert has(case, Kind.NOTIFIED)
    assert decision.against == ["health"]
    assert case.deadlines.get(kind="rapid_review_to_panel").met_on is None
    assert row.ended_at is None
    assert row.turned_on == today()
    assert row.title == "Whether to go on or to withdraw the notification"
    assert row.positions.get(partner="health", current=True).words.startswith("Do not notify")


def test_opening_a_disagreement_moves_no_deadline(cast: Cast) -> None:
    case = notified_case(cast)
    before = list(case.deadlines.values_list("kind", "due_on", "met_on"))
    open_disagreement(
        by=cast.dsp_police, case=case, kind=DecisionKind.RR_SIGN_OFF, about="The outcome.", positions=THREE
    )
    assert list(case.deadlines.values_list("kind", "due_on", "met_on")) == before


def test_when_the_local_authority_will_not_notify_against_another_partner_it_goes_to_the_lead_partners(
    cast: Cast,
) -> None:
    case = split_case(cast)
    decide_for_local_authority(by=cast.decider, case=case, notify=False, reason="The harm is not serious.")
    row = the_one(case)
    assert row.level == "D2"
    told = set(Letter.objects.filter(kind="disagreement_opened").values_list("to_person__email", flat=True))
    for who in (cast.lsp_la, cast.lsp_health, cast.lsp_police, cast.scrutineer):
        assert who.person.email in told


# Levels


def test_a_level_not_settled_goes_up_with_who_spoke_and_the_time_used(cast: Cast) -> None:
    row = the_one(split_case(cast))
    done = up(cast.chair, row)
    row.refresh_from_db()
    assert row.level == "D2"
    assert done.participants
    assert done.result == "went_up"
    assert done.time_used == "less than an hour"


def test_a_page_left_open_cannot_record_the_next_level_by_mistake(cast: Cast) -> None:
    row = the_one(split_case(cast))
    up(cast.chair, row)
    with pytest.raises(NotAllowed) as refused:
        record_level(
            by=cast.chair,
            disagreement=row,
            level="D1",
            participants="x",
            issue="x",
            words="x",
            positions={},
            came_together=False,
        )
    assert refused.value.refused.code == "level_recorded"


def test_the_last_level_has_nothing_above(cast: Cast) -> None:
    row = the_one(split_case(cast))
    up(cast.chair, row)
    up(cast.chair, row)
    with pytest.raises(NotAllowed) as refused:
        up(cast.chair, row)
    assert refused.value.refused.code == "last_level"


def test_a_partner_does_not_record_a_level(cast: Cast) -> None:
    row = the_one(split_case(cast))
    with pytest.raises(NotAllowed):
        up(cast.dsp_la, row)


def test_the_scrutineers_advice_is_kept_and_is_never_a_position(cast: Cast) -> None:
    row = the_one(split_case(cast))
    advise_on_disagreement(
        by=cast.scrutineer, disagreement=row, words="Look at the second limb with the surgeon."
    )
    assert row.advice.get().capacity == cast.scrutineer.capacity
    assert row.positions.count() == 3
    with pytest.raises(NotAllowed):
        advise_on_disagreement(by=cast.dsp_la, disagreement=row, words="Me too.")


# Ending


def test_partners_may_come_to_agree_at_any_level(cast: Cast) -> None:
    row = the_one(split_case(cast))
    resolve_disagreement(
        by=cast.dsp_health,
        disagreement=row,
        ending=Disagreement.Ending.AGREED,
        outcome="All three: notify.",
        positions={Partner.HEALTH: "Notify the Panel."},
    )
    row.refresh_from_db()
    assert row.ending == "agreed"
    assert HeldPosition.objects.filter(disagreement=row, partner="health").count() == 2
    assert sealed("resolution_outcome")[0].words["unanimous"]


def test_agreement_needs_all_three_positions(cast: Cast) -> None:
    case = notified_case(cast)
    row = open_disagreement(
        by=cast.dsp_police,
        case=case,
        kind=DecisionKind.CASE_CLOSE,
        about="Too early?",
        positions={Partner.POLICE: "Too early."},
    )
    with pytest.raises(NotAllowed) as refused:
        resolve_disagreement(
            by=cast.dsp_police,
            disagreement=row,
            ending=Disagreement.Ending.AGREED,
            outcome="Agreed.",
            positions={},
        )
    assert "Local authority and Health" in refused.value.refused.sentence


def test_at_the_delegated_partners_level_one_of_them_cannot_decide_for_the_others(cast: Cast) -> None:
    row = the_one(split_case(cast))
    with pytest.raises(NotAllowed) as refused:
        resolve_disagreement(
            by=cast.dsp_la,
            disagreement=row,
            ending=Disagreement.Ending.DECIDED,
            outcome="We notify.",
            positions={},
        )
    assert refused.value.refused.code == "not_your_turn"


def test_the_lead_partners_decide_at_their_level(cast: Cast) -> None:
    row = the_one(split_case(cast))
    up(cast.chair, row)
    resolve_disagreement(
        by=cast.lsp_health,
        disagreement=row,
        ending=Disagreement.Ending.DECIDED,
        outcome="It meets the test.",
        positions={},
    )
    row.refresh_from_db()
    assert row.ending == "decided"


def test_on_the_threshold_the_local_authority_decides_in_the_end_and_must_have_decided(cast: Cast) -> None:
    case = split_case(cast)
    row = the_one(case)

    def by_law(by: Acting) -> None:
        resolve_disagreement(
            by=by,
            disagreement=row,
            ending=Disagreement.Ending.DEFAULT,
            outcome="The duty is ours.",
            positions={},
        )

    with pytest.raises(NotAllowed) as refused:
        by_law(cast.decider)
    assert refused.value.refused.code == "not_decided"
    decide_for_local_authority(by=cast.decider, case=case, notify=True, reason="Both limbs are met.")
    with pytest.raises(NotAllowed) as refused:
        by_law(cast.dsp_police)
    assert refused.value.refused.code == "not_your_turn"
    by_law(cast.decider)
    assert the_one(case).ending == "default"


def test_the_law_answers_a_sign_off_only_after_the_lead_partners_could_not_agree(cast: Cast) -> None:
    case = notified_case(cast)
    row = open_disagreement(
        by=cast.manager, case=case, kind=DecisionKind.RR_SIGN_OFF, about="The outcome.", positions=THREE
    )
    end = {"disagreement": row, "ending": Disagreement.Ending.DEFAULT, "outcome": "It goes with the dissent."}
    with pytest.raises(NotAllowed) as refused:
        resolve_disagreement(by=cast.dsp_la, positions={}, **end)  # type: ignore[arg-type]
    assert refused.value.refused.code == "earlier_levels"
    for _ in range(3):
        up(cast.manager, row)
    resolve_disagreement(by=cast.dsp_la, positions={}, **end)  # type: ignore[arg-type]
    row.refresh_from_db()
    assert row.ending == "default"


def test_what_has_ended_cannot_be_ended_recorded_or_advised_on_again(cast: Cast) -> None:
    row = the_one(split_case(cast))
    agreed = {"ending": Disagreement.Ending.AGREED, "outcome": "All three: notify.", "positions": {}}
    resolve_disagreement(by=cast.dsp_la, disagreement=row, **agreed)  # type: ignore[arg-type]
    for act in (
        lambda: resolve_disagreement(by=cast.dsp_la, disagreement=row, **agreed),  # type: ignore[arg-type]
        lambda: up(cast.chair, row),
        lambda: advise_on_disagreement(by=cast.scrutineer, disagreement=row, words="Late."),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.refused.code == "ended"


def test_every_kind_of_decision_has_an_answer_with_a_source() -> None:
    for kind in DecisionKind:
        found = default_for(kind)
        assert found.sentence.endswith(".")
        assert found.cite
        assert found.who
    assert "16C" in DEFAULTS[DecisionKind.THRESHOLD_POSITION].cite


# The page


def test_the_page_says_where_it_stands_by_when_whose_turn_and_that_the_clock_runs(cast: Cast) -> None:
    case = split_case(cast)
    page = words(signed_in(cast.chair).get(reverse("disagreements:disagreement", args=[case.reference])))
    assert "The clock keeps running" in page
    assert "Notify the Panel" in page
    assert "Hana Siddall, Delegated safeguarding partner (health)" in page
    assert "If they cannot agree" in page
    assert "D1" not in page


def test_a_disagreement_is_opened_and_worked_through_in_the_browser(cast: Cast) -> None:
    case = notified_case(cast)
    path = reverse("disagreements:open", args=[case.reference])
    police = signed_in(cast.dsp_police)
    answer = send(police, path, kind="rr_sign_off", about="The outcome.", police="I disagree.")
    assert answer.status_code == 302
    row = the_one(case)
    here = reverse("disagreements:one", args=[case.reference, row.number])
    assert answer["Location"] == here
    answer = send(
        signed_in(cast.chair),
        here,
        "record",
        level="D0",
        participants="All",
        issue="The outcome",
        words="Not yet.",
        came_together="no",
    )
    assert answer.status_code == 302
    answer = send(signed_in(cast.scrutineer), here, "advise", words="Think of the siblings.")
    assert answer.status_code == 302
    agreed = {"ending": "agreed", "outcome": "We agree.", "la": "Agree", "health": "Agree", "police": "Agree"}
    alone = send(police, here, "end", **agreed)
    assert alone.status_code == 409
    assert "is theirs to say" in words(alone)
    together = {
        "participants": "All",
        "issue": "The outcome",
        "words": "All three agree.",
        "came_together": "yes",
    }
    assert send(signed_in(cast.chair), here, "record", level="D1", **together).status_code == 302
    assert send(police, here, "end", **agreed).status_code == 302
    row.refresh_from_db()
    assert row.ending == "agreed"
    assert "The partners came to agree" in words(police.get(here))


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(cast: Cast) -> None:
    case = split_case(cast)
    here = reverse("disagreements:one", args=[case.reference, 1])
    answer = send(signed_in(cast.dsp_la), here, "end", ending="decided", outcome="We shall notify at once.")
    assert answer.status_code == 409
    assert "We shall notify at once." in words(answer)
    assert "the turn of others" in words(answer)


def test_the_same_form_sent_twice_has_one_effect(cast: Cast) -> None:
    case = split_case(cast)
    here = reverse("disagreements:one", args=[case.reference, 1])
    browser = signed_in(cast.scrutineer)
    data = {"which": "advise", "words": "Ask the surgeon.", "once": once_of(browser.get(here), "advise")}
    first, second = browser.post(here, data), browser.post(here, data)
    assert first.status_code == second.status_code == 302
    assert Advice.objects.count() == 1
    assert Event.objects.filter(act="advise_on_disagreement").count() == 1


def test_somebody_from_another_partnership_finds_no_page(cast: Cast) -> None:
    case = split_case(cast)
    here = reverse("disagreements:disagreement", args=[case.reference])
    assert signed_in(cast.stranger).get(here).status_code == 404


# Your work


def test_whose_turn_it_is_sees_it_among_their_work_and_nobody_else(cast: Cast) -> None:
    case = split_case(cast)
    assert [item.case for item in queries.work(cast.dsp_health)] == [case]
    assert queries.work(cast.lsp_health) == []
    assert queries.work(cast.stranger) == []
    up(cast.chair, the_one(case))
    assert [item.case for item in queries.work(cast.lsp_health)] == [case]


def test_asking_what_waits_takes_as_many_queries_for_three_cases_as_for_one(cast: Cast) -> None:
    split_case(cast)
    with CaptureQueriesContext(connection) as one:
        queries.work(cast.dsp_health)
    split_case(cast)
    split_case(cast)
    with CaptureQueriesContext(connection) as three:
        assert len(queries.work(cast.dsp_health)) == 3
    assert len(one) == len(three)
