"""A case is closed by people with a reason, never without three sign-offs, and can be opened again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from safeguarding.cases.actions.closing import Told, close_case, reopen_case, state_nothing_to_learn
from safeguarding.cases.actions.consideration import decide_for_local_authority
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.route import propose_route
from safeguarding.cases.models import Case, Closing
from safeguarding.disagreements.actions import disagreement_follows
from safeguarding.people.acting import Acting
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.facts import Kind
from safeguarding.statute.terms import DecisionKind, Partner, Route, ThresholdPosition
from tests.cases.builders import answers, considered_case, happened, notified_case, referred_case
from tests.decisions import sealed
from tests.pages import once_of, send, words
from tests.people.cast import Cast, signed_in

LEARNING, NFA = Closing.Why.LEARNING, Closing.Why.NFA
TOLD = Told("In a letter, with their advocate.", "At a lunch-time talk.", "One page to every agency.")
ALL = (Partner.LA, Partner.HEALTH, Partner.POLICE)


@pytest.fixture(autouse=True)
def _verified(chain_verifies: None) -> None:
    """The record verifies after every test."""


def close(by: Acting, case: Case, why: Closing.Why = LEARNING) -> Closing:
    code = Closing.Code.LEARNED if why is LEARNING else Closing.Code.NOT_MET
    return close_case(by=by, case=case, why=why, code=code, reason="All of it is done.", told=TOLD)


def refused(by: Acting, case: Case, why: Closing.Why = LEARNING) -> str:
    with pytest.raises(NotAllowed) as no:
        close(by, case, why)
    return no.value.refused.code


def sent_case(cast: Cast, signed: tuple[Partner, ...] = ALL, reply: str = "panel_agrees") -> Case:
    """Notified, its rapid review sent, signed by these partners, and answered by the Panel."""
    case = notified_case(cast)
    happened(case, cast.chair, Kind.OUTCOME_DECIDED, outcome="alternative_learning")
    for partner in signed:
        happened(case, cast.partners[partner], Kind.SIGNED_OFF, key=partner.value, position="agree")
    happened(case, cast.manager, Kind.SENT_TO_PANEL)
    happened(case, cast.manager, Kind.PANEL_REPLIED, key="1", reply=reply)
    return case


def not_notified_case(cast: Cast) -> Case:
    """All three hold that the test is not met."""
    case = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    decide_for_local_authority(by=cast.decider, case=case, notify=False, reason="The harm is not serious.")
    case.refresh_from_db()
    return case


def all_state(cast: Cast, case: Case) -> None:
    for who in cast.partners.values():
        state_nothing_to_learn(by=who, case=case, nothing_more=True, words="It is known and being worked on.")


# What stands in the way


def test_scenario_5_with_only_two_sign_offs_a_case_that_was_sent_cannot_close(cast: Cast) -> None:
    case = sent_case(cast, signed=(Partner.LA, Partner.HEALTH))
    assert refused(cast.dsp_la, case) == "not_signed"
    happened(case, cast.dsp_police, Kind.SIGNED_OFF, key="police", position="agree_with_comment")
    assert close(cast.dsp_la, case).round == 1


def test_disagreeing_is_a_position_and_not_a_sign_off(cast: Cast) -> None:
    case = sent_case(cast, signed=(Partner.LA, Partner.HEALTH))
    happened(case, cast.dsp_police, Kind.SIGNED_OFF, key="police", position="disagree")
    assert refused(cast.dsp_la, case) == "not_signed"


def test_a_rapid_review_that_was_not_sent_keeps_the_case_open(cast: Cast) -> None:
    assert refused(cast.dsp_la, notified_case(cast)) == "not_sent"


def test_a_reply_of_the_panel_that_differs_is_decided_on_first(cast: Cast) -> None:
    case = sent_case(cast, reply="panel_suggests_lcspr")
    assert refused(cast.dsp_la, case) == "not_reconsidered"
    happened(case, cast.dsp_la, Kind.RECONSIDERED, key="1", outcome="alternative_learning")
    assert close(cast.dsp_la, case)


def test_a_practice_review_is_published_first(cast: Cast) -> None:
    case = sent_case(cast)
    happened(case, cast.dsp_la, Kind.PRACTICE_REVIEW_DECIDED)
    assert refused(cast.dsp_la, case) == "review_not_published"
    happened(case, cast.dsp_la, Kind.PUBLISHED)
    assert close(cast.dsp_la, case)


def test_a_case_is_not_closed_before_its_route_the_partners_and_the_notification(cast: Cast) -> None:
    case = referred_case(cast)
    assert refused(cast.dsp_la, case, NFA) == "no_route"
    propose_route(by=cast.manager, case=case, route=Route.SERIOUS_INCIDENT, reason="Serious harm.")
    assert refused(cast.dsp_la, case, NFA) == "not_considered"
    assert refused(cast.dsp_la, considered_case(cast), NFA) == "not_notified"
    split = considered_case(cast, health=ThresholdPosition.DO_NOT_NOTIFY)
    assert refused(cast.dsp_la, split, NFA) == "not_decided"


def test_closing_after_learning_needs_something_to_have_been_decided(cast: Cast) -> None:
    case = not_notified_case(cast)
    assert refused(cast.dsp_la, case) == "no_learning"


def test_no_further_action_needs_all_three_partners_to_state_that_nothing_is_left_to_learn(
    cast: Cast,
) -> None:
    case = not_notified_case(cast)
    state_nothing_to_learn(by=cast.dsp_la, case=case, nothing_more=True, words="Known.")
    state_nothing_to_learn(by=cast.dsp_health, case=case, nothing_more=True, words="Known.")
    assert refused(cast.dsp_la, case, NFA) == "statements_wanted"
    state_nothing_to_learn(
        by=cast.dsp_police, case=case, nothing_more=False, words="Look at the second call."
    )
    assert refused(cast.dsp_la, case, NFA) == "more_to_learn"
    state_nothing_to_learn(
        by=cast.dsp_police, case=case, nothing_more=True, words="Another review covers it."
    )
    assert close(cast.dsp_la, case, NFA)
    case.refresh_from_db()
    assert case.closed
    assert case.stage == "closed_nfa"
    assert case.closing_statements.filter(partner="police").count() == 2
    (record,) = sealed("nfa")
    assert [held["partner"] for held in record.words["positions"]] == [one.label for one in Partner]


def test_learning_that_was_decided_is_not_closed_as_no_further_action(cast: Cast) -> None:
    case = sent_case(cast)
    happened(case, cast.dsp_la, Kind.LEARNING_ROUTE_DECIDED, route="alternative_learning")
    all_state(cast, case)
    assert refused(cast.dsp_la, case, NFA) == "learning_decided"


def test_a_partner_whose_own_agency_reviewed_its_part_does_not_close_it_alone(cast: Cast) -> None:
    from safeguarding.learning.models import LearningRoute
    from tests.learning.test_routes import plan, signed_outcome

    case = sent_case(cast)
    signed_outcome(cast, case, "single_agency_review")
    plan(cast.dsp_la, case, LearningRoute.Kind.SINGLE_AGENCY_REVIEW, agency=cast.met)
    assert refused(cast.dsp_police, case) == "own_agency"
    assert close(cast.dsp_la, case)


def test_only_the_delegated_partners_close(cast: Cast) -> None:
    case = sent_case(cast)
    for who in (cast.manager, cast.chair, cast.lsp_la, cast.decider, cast.lapsed_deputy):
        with pytest.raises(NotAllowed):
            close(who, case)


def test_closing_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as no:
        close_case(by=cast.dsp_la, case=sent_case(cast), why=LEARNING, code=Closing.Code.LEARNED, reason=" ")
    assert no.value.refused.code == "no_reason"


# What only warns


def test_an_open_disagreement_and_open_steps_are_warned_of_and_kept_with_the_closing(cast: Cast) -> None:
    case = sent_case(cast)
    disagreement_follows(
        by=cast.dsp_police,
        case=case,
        kind=DecisionKind.CASE_CLOSE,
        about="Too early?",
        positions={Partner.POLICE: "Too early."},
    )
    page = words(signed_in(cast.dsp_la).get(reverse("cases:closing", args=[case.reference])))
    assert "1 disagreement is not ended." in page
    closing = close(cast.dsp_la, case)
    assert "1 disagreement is not ended." in closing.warnings
    assert any("safety steps" in line for line in closing.warnings)


# Opening again


def test_a_partner_or_the_chair_opens_it_again_with_a_reason_and_it_is_counted(cast: Cast) -> None:
    case = sent_case(cast)
    close(cast.dsp_la, case)
    with pytest.raises(NotAllowed) as no:
        reopen_case(by=cast.chair, case=case, reason="")
    assert no.value.refused.code == "no_reason"
    reopen_case(by=cast.chair, case=case, reason="The post-mortem has come.")
    case.refresh_from_db()
    assert not case.closed
    assert close(cast.dsp_health, case).round == 2
    reopen_case(by=cast.dsp_police, case=case, reason="A charge.")
    assert case.closings.filter(reopened_on__isnull=False).count() == 2
    closed, again = sealed("case_close", 2), sealed("case_reopen", 2)
    assert again[0].record.supersedes == closed[0].record
    assert closed[1].record.supersedes == again[0].record
    assert [one.stands for one in (*closed, *again)] == [False, False, False, True]
    with pytest.raises(NotAllowed) as no:
        reopen_case(by=cast.chair, case=case, reason="Again.")
    assert no.value.refused.code == "not_closed"


def test_the_manager_does_not_open_it_again(cast: Cast) -> None:
    case = sent_case(cast)
    close(cast.dsp_la, case)
    with pytest.raises(NotAllowed):
        reopen_case(by=cast.manager, case=case, reason="A charge.")


def test_statements_from_before_a_reopening_do_not_close_it_again(cast: Cast) -> None:
    case = not_notified_case(cast)
    all_state(cast, case)
    close(cast.dsp_la, case, NFA)
    reopen_case(by=cast.dsp_la, case=case, reason="A charge.")
    assert refused(cast.dsp_la, case, NFA) == "statements_wanted"


# In the browser


def test_three_statements_closing_and_reopening_in_the_browser(cast: Cast) -> None:
    case = not_notified_case(cast)
    path = reverse("cases:closing", args=[case.reference])
    for who in cast.partners.values():
        answer = send(signed_in(who), path, "state", nothing_more="nothing", words="Known already.")
        assert answer.status_code == 302
    la = signed_in(cast.dsp_la)
    answer = send(la, path, "close", why="nfa", code="not_met", reason="Nothing new.")
    assert answer.status_code == 302
    assert "This case is closed" in words(la.get(path))
    answer = send(signed_in(cast.chair), path, "reopen", reason="The post-mortem has come.")
    assert answer.status_code == 302
    assert "Opened again" in words(la.get(path))


def test_a_page_left_open_is_refused_keeps_the_reason_and_lists_what_stands_in_the_way(cast: Cast) -> None:
    case = sent_case(cast, signed=(Partner.LA,))
    path = reverse("cases:closing", args=[case.reference])
    browser = signed_in(cast.dsp_la)
    assert "Close this case" not in words(browser.get(path))
    given = {
        "which": "close",
        "why": "learning",
        "code": "learned",
        "reason": "All done here.",
        "family_told": "In a letter.",
        "practitioners_told": "At a talk.",
        "shared": "One page.",
        "once": "left-open",
    }
    answer = browser.post(path, given)
    page = words(answer)
    assert answer.status_code == 409
    assert "All done here." in page
    assert "Still to sign off the rapid review: health and the police." in page


def test_the_reason_fits_how_the_case_ends(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as no:
        close_case(
            by=cast.dsp_la, case=sent_case(cast), why=LEARNING, code=Closing.Code.NOT_MET, reason="Done."
        )
    assert no.value.refused.code == "other_end"


def test_closing_pressed_twice_closes_once(cast: Cast) -> None:
    case = sent_case(cast)
    path = reverse("cases:closing", args=[case.reference])
    browser = signed_in(cast.dsp_la)
    data = {
        "once": once_of(browser.get(path), "close"),
        "which": "close",
        "why": "learning",
        "code": "learned",
        "reason": "All done.",
        "family_told": "In a letter.",
        "practitioners_told": "At a talk.",
        "shared": "One page.",
    }
    assert browser.post(path, data).status_code == browser.post(path, data).status_code == 302
    assert Closing.objects.count() == 1
    assert Event.objects.filter(act="close_case").count() == 1


def test_a_referral_that_was_not_for_the_partnership_is_closed_the_same_way(cast: Cast) -> None:
    case = refer(by=cast.manager, answers=answers())
    happened(case, cast.manager, Kind.ROUTE_SETTLED, route=Route.NOT_FOR_PARTNERSHIP.value)
    all_state(cast, case)
    closing = close_case(
        by=cast.dsp_health,
        case=case,
        why=NFA,
        code=Closing.Code.NOT_FOR_PARTNERSHIP,
        reason="Another service helps the family.",
    )
    assert closing.code == "not_for_partnership"
