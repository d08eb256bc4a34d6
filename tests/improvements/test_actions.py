"""An action from the day it is written down to its closing: two lights, and never one person alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from safeguarding.correspondence.models import Letter
from safeguarding.improvements import actions as acts
from safeguarding.improvements.models import Action, Evidence, Source, Step
from safeguarding.improvements.queries import visible_actions, work
from safeguarding.people.acting import Acting
from safeguarding.people.actions import end_seat
from safeguarding.people.models import Agency, MailboxLink
from safeguarding.record.models import Event
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.improvement import Delivery
from safeguarding.statute.terms import ActionKind, Difference, EvidenceKind, LearningSource, Level, Theme
from tests.cases.builders import notified_case, today
from tests.decisions import sealed
from tests.pages import on, once_of, send, words
from tests.people.cast import Cast, signed_in

SOON = today() + timedelta(days=40)
OWNER = "noor@larkfield.example"


@pytest.fixture
def source(cast: Cast) -> Source:
    return acts.note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Bruises", dated=today())


def planned(cast: Cast, source: Source, **changes: Any) -> Action:
    given: dict[str, Any] = {
        "finding": "A bruise was seen twice and nobody rang.",
        "what": "The duty line stands on every screen.",
        "owner": "Noor Abbott, ward manager", "owner_email": OWNER, "due": SOON, "agency": cast.hospital,
        "intended_change": "A bruise leads to a call the same day.", "kind": ActionKind.FORCING,
    }  # fmt: skip
    return acts.plan_action(by=cast.manager, source=source, plan=acts.Plan(**{**given, **changes}))


def owner_of(action: Action) -> Acting:
    """Its owner, come by the link."""
    seat = Action.objects.get(pk=action.pk).owner_seat
    assert seat is not None
    return Acting(seat, Level.MAILBOX, f"action:{action.short}")


def shown(by: Acting, action: Action, shows: str = "done", **changes: Any) -> Evidence:
    given: dict[str, Any] = {
        "kind": EvidenceKind.CASE_SAMPLE, "words": "Ten of ten records show the call.", "dated": today(),
    }  # fmt: skip
    return acts.add_evidence(by=by, action=action, shows=Evidence.Shows(shows), **{**given, **changes})


def said_done(cast: Cast, action: Action) -> Acting:
    """Taken on, shown and said to be done by its owner."""
    owner = owner_of(action)
    acts.take_on_action(by=owner, action=action)
    shown(owner, action)
    acts.say_done(by=owner, action=action, done_on=today(), words="It stands on every screen.")
    return owner


def verified(cast: Cast, action: Action) -> Acting:
    owner = said_done(cast, action)
    acts.verify_action(by=cast.manager, action=action, words="I looked at four wards.")
    return owner


def code_of(act: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(NotAllowed) as no:
        act(*given, **named)
    return no.value.refused.code


def light(action: Action) -> Delivery:
    action.refresh_from_db()
    return action.delivery(today())


# Writing it down


def test_a_recommendation_rests_on_a_finding_and_says_whose_it_is(cast: Cast, source: Source) -> None:
    given: dict[str, Any] = {"by": cast.manager, "source": source}
    said = acts.write_recommendation(
        **given, finding="Nobody rang.", words="Ring the same day.", agencies=[cast.hospital, cast.met],
        collective=True, themes=[Theme.TIMELY_INFORMATION_SHARING],
    )  # fmt: skip
    assert (said.number, said.collective, said.agencies.count()) == (1, True, 2)
    assert said.theme_labels == ["Sharing information in time"]
    for changes, code in (
        ({"finding": " "}, "no_finding"), ({"words": ""}, "no_words"), ({"agencies": []}, "nobody"),
    ):  # fmt: skip
        whole = {"finding": "x", "words": "x", "agencies": [cast.hospital], **changes}
        assert code_of(acts.write_recommendation, **given, **whole) == code


def test_an_action_takes_the_themes_of_its_recommendation(cast: Cast, source: Source) -> None:
    said = acts.write_recommendation(
        by=cast.manager, source=source, finding="x", words="x", agencies=[cast.hospital],
        themes=[Theme.SUPERVISION],
    )  # fmt: skip
    plan = acts.Plan("x", "x", "Somebody", SOON, "x")
    action = acts.plan_action(by=cast.manager, source=source, plan=plan, recommendation=said)
    assert action.themes == ["supervision"]
    other = acts.note_source(by=cast.manager, kind=LearningSource.AUDIT, title="Another", dated=today())
    given = {"by": cast.manager, "source": other, "plan": plan, "recommendation": said}
    assert code_of(acts.plan_action, **given) == "another_source"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"finding": ""}, "no_finding"),
        ({"what": " "}, "no_action"),
        ({"owner": ""}, "no_owner"),
        ({"intended_change": ""}, "no_change"),
        ({"due": today() - timedelta(days=1)}, "date_past"),
        ({"begins": SOON + timedelta(days=1)}, "begins_late"),
        ({"owner_email": "noor at larkfield"}, "no_address"),
    ],
)
def test_an_action_that_leaves_something_out_is_not_written_down(
    cast: Cast, source: Source, changes: dict[str, Any], code: str
) -> None:
    assert code_of(planned, cast, source, **changes) == code
    assert not Action.objects.exists()


def test_an_agency_that_is_gone_and_an_owner_who_has_left_are_refused(cast: Cast, source: Source) -> None:
    Agency.objects.filter(pk=cast.hospital.pk).update(active_until=today() - timedelta(days=1))
    cast.hospital.refresh_from_db()
    assert code_of(planned, cast, source) == "agency_gone"
    end_seat(by=cast.support, seat=cast.member.seat, last_day=today() - timedelta(days=1))
    with pytest.raises(NotAllowed) as no:
        planned(cast, source, agency=None, owner_email=cast.member.person.email)
    assert no.value.refused.code == "owner_left"
    assert "Mabel Croft has left" in no.value.refused.sentence


def test_the_future_is_no_date_for_a_source(cast: Cast) -> None:
    given = {
        "by": cast.manager,
        "kind": LearningSource.AUDIT,
        "title": "x",
        "dated": today() + timedelta(days=1),
    }
    assert code_of(acts.note_source, **given) == "date_to_come"
    assert code_of(acts.note_source, **{**given, "dated": today(), "title": " "}) == "no_title"
    early = {**given, "dated": today(), "kind": LearningSource.EARLY_LEARNING}
    assert code_of(acts.note_source, **early) == "early_learning"


# Its owner, by link and code


def test_an_owner_without_an_account_gets_a_link_that_opens_this_action_only(
    cast: Cast, source: Source
) -> None:
    action, other = planned(cast, source), planned(cast, source, what="Another thing that is done.")
    letters = Letter.objects.filter(kind="action_link")
    assert [letter.to_address for letter in letters] == [OWNER, OWNER]
    assert "bruise" not in "".join(letter.body for letter in letters)
    owner = owner_of(action)
    assert [a.pk for a in visible_actions(owner)] == [action.pk]
    acts.take_on_action(by=owner, action=action)
    assert code_of(acts.take_on_action, by=owner, action=other) == "not_yours"
    assert code_of(acts.take_on_action, by=owner, action=action) == "taken_on"
    sealed("action_accept")


def test_an_owner_says_how_it_goes_and_hands_back_what_is_not_theirs(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    owner = owner_of(action)
    assert code_of(acts.update_action, by=owner, action=action, words=" ") == "no_words"
    acts.update_action(by=owner, action=action, words="Two wards are done.")
    assert light(action) is Delivery.NOT_STARTED
    acts.hand_back_action(by=owner, action=action, reason="The estates team does this.")
    action.refresh_from_db()
    assert action.owner_seat is None
    assert "Find an owner for an action" in [item.title for item in work(cast.manager)]


def test_more_time_is_asked_for_with_a_reason_and_both_answers_stay(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    owner, later = owner_of(action), SOON + timedelta(days=30)
    ask = {"by": owner, "action": action}
    assert code_of(acts.ask_more_time, **ask, until=SOON, reason="x") == "not_later"
    assert code_of(acts.ask_more_time, **ask, until=later, reason="") == "no_reason"
    acts.ask_more_time(**ask, until=later, reason="The supplier is late.")
    assert code_of(acts.ask_more_time, **ask, until=later, reason="Again.") == "asked_already"
    assert (
        code_of(acts.answer_more_time, by=cast.manager, action=action, granted=False, words="") == "no_reason"
    )
    assert code_of(acts.answer_more_time, by=owner, action=action, granted=True, words="") == "not_yours"
    acts.answer_more_time(by=cast.manager, action=action, granted=True, words="")
    action.refresh_from_db()
    assert (action.due, action.wants_until) == (later, None)
    kinds = list(action.steps.values_list("kind", flat=True))
    assert kinds[-2:] == ["asked_time", "time_given"]


def test_evidence_has_its_own_date_and_never_one_to_come(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    owner = owner_of(action)
    assert code_of(shown, owner, action, dated=today() + timedelta(days=1)) == "date_to_come"
    row = shown(owner, action, dated=today() - timedelta(days=20))
    assert row.dated == today() - timedelta(days=20)
    assert code_of(shown, owner, action, file=("run.exe", b"MZ\x90")) == "file_kind"
    assert action.evidence.count() == 1


def test_giving_it_to_somebody_else_takes_the_old_link_back(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    old = owner_of(action)
    acts.reassign_action(
        by=cast.manager, action=action, owner="Ola", email="ola@larkfield.example", agency=cast.hospital
    )
    assert not MailboxLink.objects.filter(seat=old.seat, revoked_at__isnull=True).exists()
    assert not visible_actions(old).filter(pk=action.pk, owner_seat=old.seat).exists()
    assert owner_of(action).person.email == "ola@larkfield.example"


# Two people


def test_scenario_14_what_its_owner_calls_done_waits_for_another_and_no_difference_is_claimed(
    cast: Cast, source: Source
) -> None:
    action = planned(cast, source)
    said_done(cast, action)
    assert light(action) is Delivery.SAID_DONE
    assert action.difference == Difference.NONE
    assert "See whether an action is done" in [item.title for item in work(cast.manager)]
    acts.verify_action(by=cast.manager, action=action, words="I looked at four wards.")
    assert light(action) is Delivery.DONE
    assert action.difference_light == ("Not seen yet", "grey")
    assert action.check_on is not None


def test_whoever_said_it_or_owns_it_does_not_verify_it(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    shown(cast.manager, action)
    acts.say_done(by=cast.manager, action=action, done_on=today(), words="I rang them.")
    assert code_of(acts.verify_action, by=cast.manager, action=action, words="x") == "own_action"
    acts.verify_action(by=cast.chair, action=action, words="I looked.")
    owned = planned(cast, source, agency=None, owner_email=cast.manager.person.email)
    assert owned.owner_seat is not None
    shown(cast.support, owned)
    acts.say_done(by=cast.support, action=owned, done_on=today(), words="Done.")
    assert code_of(acts.verify_action, by=cast.manager, action=owned, words="x") == "own_action"


def test_the_database_itself_refuses_a_verifier_who_said_it(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(
            done_on=today(), done_said_by=cast.chair.seat, verified_on=today(), verified_by=cast.chair.seat
        )


def test_nothing_is_verified_without_evidence_or_before_it_is_said(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    assert code_of(acts.verify_action, by=cast.manager, action=action, words="x") == "not_said_done"
    acts.say_done(by=owner_of(action), action=action, done_on=today(), words="Done.")
    assert code_of(acts.verify_action, by=cast.manager, action=action, words="x") == "no_evidence"
    acts.send_action_back(by=cast.manager, action=action, words="Show the screens, please.")
    assert light(action) is Delivery.NOT_STARTED


def test_a_change_for_children_rests_on_evidence_and_lasting_on_a_later_look(
    cast: Cast, source: Source
) -> None:
    action = planned(cast, source)
    owner = verified(cast, action)
    say = {"by": cast.chair, "action": action, "seen_on": today(), "words": "Ten records."}
    assert code_of(acts.note_difference, **say, level=Difference.PRACTICE) == "no_evidence"
    acts.note_difference(**say, level=Difference.OUTPUT)
    shown(owner, action, "difference")
    acts.note_difference(**say, level=Difference.OUTCOME)
    assert code_of(acts.note_difference, **say, level=Difference.SUSTAINED) == "not_checked"
    acts.check_lasted(by=cast.manager, action=action, lasted=True, words="Still so.", look_again=None)
    acts.note_difference(**say, level=Difference.SUSTAINED)
    action.refresh_from_db()
    assert action.difference_light[0] == "It is better for children, and has stayed so"
    assert code_of(acts.note_difference, **{**say, "by": owner}, level=Difference.NONE) == "not_yours"


def test_what_did_not_last_is_open_again(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    verified(cast, action)
    acts.check_lasted(
        by=cast.chair, action=action, lasted=False, words="Two wards took it down.", look_again=None
    )
    assert light(action).open
    assert action.reopened == 1


# Challenging, closing, opening again


def test_the_chairs_challenge_is_answered_before_a_partner_closes(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    owner = verified(cast, action)
    assert code_of(acts.challenge_action, by=cast.manager, action=action, words="x") == "not_yours"
    acts.challenge_action(by=cast.chair, action=action, words="At night, too?")
    acts.waive_check(by=cast.manager, action=action, reason="It is built in now.")
    close = {"by": cast.dsp_police, "action": action, "reason": "All of it is there."}
    assert code_of(acts.close_action, **close) == "challenged"
    acts.answer_challenge(by=owner, action=action, words="Yes, the screens run all night.")
    assert code_of(acts.answer_challenge, by=owner, action=action, words="x") == "not_challenged"
    acts.close_action(**close)
    assert light(action) is Delivery.CLOSED
    assert code_of(acts.update_action, by=cast.manager, action=action, words="x") == "closed"


def test_closing_waits_for_the_look_six_months_later_or_a_reason_to_waive_it(
    cast: Cast, source: Source
) -> None:
    action = planned(cast, source)
    verified(cast, action)
    assert code_of(acts.close_action, by=cast.dsp_la, action=action, reason="x") == "not_checked"
    acts.waive_check(by=cast.chair, action=action, reason="A thing done once.")
    assert code_of(acts.close_action, by=cast.dsp_la, action=action, reason=" ") == "no_reason"
    acts.close_action(by=cast.dsp_la, action=action, reason="Done and shown.")
    sealed("action_close")


def test_a_partner_does_not_close_what_their_own_agency_did(cast: Cast, source: Source) -> None:
    action = planned(cast, source, agency=cast.met, owner_email="owner@met.example")
    verified(cast, action)
    acts.waive_check(by=cast.chair, action=action, reason="Once.")
    assert code_of(acts.close_action, by=cast.dsp_police, action=action, reason="x") == "own_agency"
    acts.close_action(by=cast.dsp_health, action=action, reason="Seen.")


def test_opening_again_needs_a_reason_and_is_counted(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    verified(cast, action)
    acts.waive_check(by=cast.chair, action=action, reason="Once.")
    acts.close_action(by=cast.dsp_la, action=action, reason="Seen.")
    assert code_of(acts.reopen_action, by=cast.chair, action=action, reason="") == "no_reason"
    assert code_of(acts.reopen_action, by=cast.manager, action=action, reason="x") == "not_yours"
    acts.reopen_action(by=cast.chair, action=action, reason="A new case shows the same.")
    assert light(action).open
    assert action.reopened == 1


def test_a_duplicate_becomes_part_of_another_and_keeps_its_story(cast: Cast, source: Source) -> None:
    one, two = planned(cast, source), planned(cast, source)
    merge = {"by": cast.manager, "action": two, "reason": "The same thing."}
    assert code_of(acts.merge_action, **merge, into=two) == "not_into_that"
    acts.merge_action(**merge, into=one)
    assert light(two) is Delivery.MERGED
    assert two.steps.count() >= 3
    assert code_of(acts.merge_action, by=cast.manager, action=one, into=two, reason="x") == "not_into_that"


# Walls


def test_early_learning_of_a_live_case_is_seen_by_those_who_see_the_case(cast: Cast) -> None:
    case = notified_case(cast)
    action = acts.note_early_learning(
        by=cast.manager, case=case, finding="x", what="x", owner="x", due=SOON, intended_change="x"
    )
    everybody = ("manager", "chair", "dsp_la", "member", "excluded", "stranger", "sys_admin", "author")
    seen = {name for name in everybody
            if visible_actions(getattr(cast, name)).filter(pk=action.pk).exists()}  # fmt: skip
    assert seen == {"manager", "chair", "dsp_la"}


def test_a_wall_and_a_seal_hide_the_actions_of_a_case(cast: Cast) -> None:
    from safeguarding.cases.actions.interests import exclude_person
    from safeguarding.cases.models import Case

    case = notified_case(cast)
    audit = acts.note_source(
        by=cast.manager, kind=LearningSource.RAPID_REVIEW, title="Review", dated=today(), case=case
    )
    action = planned(cast, audit, owner_email=cast.author.person.email)
    assert visible_actions(cast.member).filter(pk=action.pk).exists()
    assert visible_actions(cast.author).filter(pk=action.pk).exists()
    exclude_person(by=cast.chair, case=case, person=cast.author.person, reason="A neighbour.")
    assert not visible_actions(cast.author).filter(pk=action.pk).exists()
    assert action.title not in words(signed_in(cast.author).get("/actions/"))
    assert code_of(acts.take_on_action, by=cast.author, action=action) == "excluded"
    Case.objects.filter(pk=case.pk).update(sealed=True)
    assert not visible_actions(cast.member).filter(pk=action.pk).exists()


def test_evidence_of_an_action_is_taken_away_with_purpose_on_the_record_of_its_case(cast: Cast) -> None:
    from safeguarding.record.models import Event, Look

    case = notified_case(cast)
    audit = acts.note_source(
        by=cast.manager, kind=LearningSource.RAPID_REVIEW, title="Review", dated=today(), case=case
    )
    action = planned(cast, audit)
    owner = owner_of(action)
    given = shown(owner, action, file=("screens.txt", b"On six screens."))
    path = reverse("improvements:evidence_file", args=[action.short, given.pk])
    answer = send(signed_in(owner), path, purpose="panel", recipient="The Panel’s mailbox")
    assert answer.content == b"On six screens."
    event = Event.objects.get(stream=case.stream, act="take_file")
    assert event.on["what"] == "action_evidence"
    assert event.kept.get().content.endswith("Received by: The Panel’s mailbox.")
    assert Look.objects.filter(stream=case.stream, kind="downloaded").count() == 1
    for nobody in (cast.stranger, cast.sys_admin):
        assert signed_in(nobody).get(path).status_code == 404


# The pages


def test_the_page_shows_both_lights_and_only_what_one_may_do(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    path = reverse("improvements:action", args=[action.short])
    page = words(signed_in(cast.scrutineer).get(path))
    assert "Done Not taken on yet" in page
    assert "Difference made Not seen yet" in page
    assert "What you can do" not in page
    chair = words(signed_in(cast.chair).get(path))
    assert "Challenge" in chair
    assert "Close it" not in chair
    assert signed_in(cast.stranger).get(path).status_code == 404


def test_a_refusal_keeps_what_was_typed_and_posting_twice_does_it_once(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    path = reverse("improvements:action", args=[action.short])
    browser = signed_in(cast.manager)
    answer = send(browser, path, "evidence", shows="done", kind="case_sample", words="Ten records.",
                  **on("dated", today() + timedelta(days=3)))  # fmt: skip
    assert answer.status_code == 409
    assert "Ten records." in words(answer)
    assert "has not come yet" in words(answer)
    data = {"which": "news", "once": once_of(browser.get(path), "news"), "words": "It goes well."}
    assert browser.post(path, data).status_code == browser.post(path, data).status_code == 302
    assert Step.objects.filter(action=action, kind="news").count() == 1
    assert Event.objects.filter(act="action_news").count() == 1


def test_the_story_cannot_be_rewritten(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    with pytest.raises(Exception, match=r"append-only|permission denied"), transaction.atomic():
        Step.objects.filter(action=action).update(words="Never happened.")


def test_an_owner_by_link_reads_and_does_on_one_page(cast: Cast, source: Source) -> None:
    action = planned(cast, source)
    browser = signed_in(owner_of(action))
    path = reverse("improvements:action", args=[action.short])
    assert "What we ask of you" in words(browser.get(path))
    assert send(browser, path, "take_on").status_code == 302
    assert Action.objects.get(pk=action.pk).accepted_on == today()
    assert browser.get("/actions/").status_code == 302  # asked to sign in
