"""Every child is accounted for now, and learning does not wait for the review."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguarding.cases.answers import ChildAnswers
from safeguarding.cases.models import Case
from safeguarding.improvements import queries
from safeguarding.improvements.actions import complete_safety_step, log_safety_step, note_early_learning
from safeguarding.improvements.models import Action, SafetyStep
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.permission import Relation
from tests.cases.builders import notified_case, referred_case, today
from tests.decisions import sealed
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, signed_in

TOMORROW = today() + timedelta(days=1)


def learned(cast: Cast, case: Case) -> Action:
    return note_early_learning(
        by=cast.manager,
        case=case,
        finding="The bruise was seen twice and nobody rang.",
        what="Duty line number on every ward screen.",
        owner="Named nurse",
        agency=cast.hospital,
        due=TOMORROW,
        intended_change="A bruise on a baby leads to a call the same day.",
    )


# The safety log


def test_what_the_referral_says_about_safety_becomes_the_first_steps(cast: Cast) -> None:
    case = referred_case(cast)
    steps = list(case.safety_steps.order_by("id"))
    assert [step.whom for step in steps] == [case.pseudonym, "Other children and adults"]
    assert steps[0].what == "In hospital; contact supervised."
    assert steps[0].source == "referral"
    assert queries.safety_answered(case)
    assert not queries.safety(case)[0].confirmed


def test_a_child_of_whom_nothing_is_said_takes_the_answer_for_all_children(cast: Cast) -> None:
    twins = (ChildAnswers(name="A Quill", safe_now="With grandmother."), ChildAnswers(name="B Quill"))
    case = referred_case(cast, children=twins)
    assert [line.steps[0].what for line in queries.safety(case)] == [
        "With grandmother.",
        "In hospital; contact supervised.",
    ]


def test_a_child_without_an_answer_is_named_by_pseudonym(cast: Cast) -> None:
    case = referred_case(cast)
    case.safety_steps.all().delete()
    assert queries.children_without_answer(case) == [case.pseudonym]


def test_confirming_every_step_makes_the_child_confirmed_safe(cast: Cast) -> None:
    case = referred_case(cast)
    step = case.safety_steps.get(child__isnull=False)
    complete_safety_step(by=cast.manager, step=step, done_on=today(), words="The ward sister confirmed it.")
    assert queries.safety(case)[0].confirmed
    step.refresh_from_db()
    assert step.confirmed_by == cast.manager.seat


def test_a_step_needs_somebody_to_see_to_it_and_a_date(cast: Cast) -> None:
    case = referred_case(cast)
    child = case.children.get()
    for given, code in (
        ({"owner": "", "due": TOMORROW}, "no_owner"),
        ({"owner": "Ward sister", "due": None}, "no_date"),
        ({"owner": "Ward sister", "due": TOMORROW, "child": None}, "nobody"),
        ({"owner": "Ward sister", "due": TOMORROW, "what": " "}, "no_step"),
    ):
        with pytest.raises(NotAllowed) as refused:
            log_safety_step(
                by=cast.manager,
                case=case,
                **{"child": child, "what": "Visits supervised.", **given},  # type: ignore[arg-type]
            )
        assert refused.value.refused.code == code


def test_the_child_of_another_case_cannot_be_meant(cast: Cast) -> None:
    other = referred_case(cast).children.get()
    with pytest.raises(NotAllowed) as refused:
        log_safety_step(
            by=cast.manager, case=referred_case(cast), child=other, what="x", owner="x", due=TOMORROW
        )
    assert refused.value.refused.code == "another_case"


def test_a_step_is_confirmed_once_and_not_for_a_day_to_come(cast: Cast) -> None:
    step = referred_case(cast).safety_steps.get(child__isnull=False)
    with pytest.raises(NotAllowed) as refused:
        complete_safety_step(by=cast.manager, step=step, done_on=TOMORROW, words="Soon.")
    assert refused.value.refused.code == "date_to_come"
    complete_safety_step(by=cast.manager, step=step, done_on=today(), words="Seen.")
    with pytest.raises(NotAllowed) as refused:
        complete_safety_step(by=cast.chair, step=step, done_on=today(), words="Seen again.")
    assert refused.value.refused.code == "done_already"


def test_an_agency_that_was_asked_may_log_a_step_and_another_may_not(cast: Cast) -> None:
    case = referred_case(cast)
    given = {
        "case": case,
        "child": case.children.get(),
        "what": "Room moved.",
        "owner": "Ward",
        "due": TOMORROW,
    }
    step = log_safety_step(
        by=cast.author,
        source=SafetyStep.Source.RETURN,
        relations=(Relation.ASKED_AGENCY,),
        **given,  # type: ignore[arg-type]
    )
    assert step.source == "return"
    assert sealed("immediate_safety_action")[0].words["outcome"].endswith("Room moved.")
    with pytest.raises(NotAllowed):
        log_safety_step(by=cast.school_author, **given)  # type: ignore[arg-type]


# Learning


def test_learning_is_noted_with_owner_date_and_what_changes_for_children(cast: Cast) -> None:
    case = notified_case(cast)
    action = learned(cast, case)
    assert (action.number, action.owner, action.due) == (1, "Named nurse", TOMORROW)
    assert queries.immediate_learning(case) == [action]
    assert "bruise" in queries.immediate_learning_words(case)


def test_an_action_has_two_lights_from_the_start_and_both_are_off(cast: Cast) -> None:
    action = learned(cast, notified_case(cast))
    assert action.delivery(today()).label == "Not taken on yet"
    assert action.difference_light[0] == "Not seen yet"


def test_learning_without_an_intended_change_for_children_is_sent_back(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        note_early_learning(
            by=cast.manager,
            case=notified_case(cast),
            finding="x",
            what="x",
            owner="x",
            due=TOMORROW,
            intended_change=" ",
        )
    assert "change for children" in refused.value.refused.sentence


# The pages


def test_the_page_opens_with_the_child_and_whether_it_is_safe(cast: Cast) -> None:
    case = notified_case(cast)
    learned(cast, case)
    page = words(signed_in(cast.chair).get(reverse("improvements:safety", args=[case.reference])))
    assert page.index("Is every child safe now?") < page.index("Learning that cannot wait")
    assert case.pseudonym in page
    assert "Not confirmed yet" in page
    assert "Difference made" in page


def test_a_step_is_logged_and_confirmed_in_the_browser(cast: Cast) -> None:
    case = referred_case(cast)
    browser = signed_in(cast.manager)
    path = reverse("improvements:log", args=[case.reference])
    answer = send(
        browser,
        path,
        whom="others",
        others="Two siblings",
        what="Stay with aunt.",
        owner="Social worker",
        **on("due", TOMORROW),
    )
    assert answer.status_code == 302
    step = case.safety_steps.get(others="Two siblings")
    path = reverse("improvements:complete", args=[case.reference, step.pk])
    answer = send(browser, path, words="Visited.", **on("done_on", today()))
    assert answer.status_code == 302
    step.refresh_from_db()
    assert step.done_on == today()


def test_learning_is_noted_in_the_browser_and_sent_twice_is_noted_once(cast: Cast) -> None:
    case = notified_case(cast)
    browser = signed_in(cast.manager)
    path = reverse("improvements:note", args=[case.reference])
    data = {
        "once": once_of(browser.get(path)),
        "finding": "No one rang.",
        "what": "A card by each telephone.",
        "owner": "Named nurse",
        "intended_change": "A call the same day.",
        **on("due", TOMORROW),
    }
    assert browser.post(path, data).status_code == browser.post(path, data).status_code == 302
    assert Action.objects.count() == 1
    assert Event.objects.filter(act="note_early_learning").count() == 1


def test_a_refused_step_keeps_what_was_typed(cast: Cast) -> None:
    case = referred_case(cast)
    answer = send(
        signed_in(cast.manager),
        reverse("improvements:log", args=[case.reference]),
        whom="others",
        what="Stay with aunt.",
        owner="Social worker",
        **on("due", TOMORROW),
    )
    assert answer.status_code == 409
    assert "Stay with aunt." in words(answer)
    assert "Say for whom." in words(answer)


def test_somebody_from_another_partnership_finds_no_page(cast: Cast) -> None:
    case = referred_case(cast)
    for name in ("safety", "log", "note"):
        path = reverse(f"improvements:{name}", args=[case.reference])
        assert signed_in(cast.stranger).get(path).status_code == 404


# Your work


def test_the_manager_is_asked_to_confirm_safety_once_a_case(cast: Cast) -> None:
    case = referred_case(cast)
    items = queries.work(cast.manager)
    assert [item.case for item in items] == [case]
    assert case.pseudonym in items[0].why
    assert queries.work(cast.dsp_la) == []


def test_asking_what_waits_takes_as_many_queries_for_three_cases_as_for_one(cast: Cast) -> None:
    referred_case(cast)
    with CaptureQueriesContext(connection) as one:
        queries.work(cast.manager)
    referred_case(cast)
    referred_case(cast)
    with CaptureQueriesContext(connection) as three:
        assert len(queries.work(cast.manager)) == 3
    assert len(one) == len(three)
