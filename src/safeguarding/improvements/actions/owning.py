"""What the owner of an action does, or the office for them: take it on, say how it goes, show evidence."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.cases.guards import plain
from safeguarding.documents.actions import keep_upload
from safeguarding.improvements.access import may_on
from safeguarding.improvements.actions.writing import demand_open, demand_words, locked, seal_on, tell_story
from safeguarding.improvements.models import Action, Evidence, Step
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, EvidenceKind


@transaction.atomic
def take_on_action(*, by: Acting, action: Action) -> Action:
    """The owner takes the action on: from now on it is theirs, by that date."""
    action = locked(action)
    demand(may_on(by, Act.TAKE_ON_ACTION, action))
    demand_open(action)
    if action.accepted_on:
        raise NotAllowed(
            Refused(
                "taken_on", f"It was taken on on {plain(action.accepted_on)}.", "Say how it goes instead."
            )
        )
    action.accepted_on = by.today
    action.save(update_fields=["accepted_on"])
    tell_story(action, Step.Kind.TAKEN_ON, by=by)
    seal_on(action, DecisionKind.ACTION_ACCEPT, "Taken on", by=by)
    return action


@transaction.atomic
def hand_back_action(*, by: Acting, action: Action, reason: str) -> Action:
    """“This is not mine”: it goes back to the office with a reason, and is on nobody's conscience unseen."""
    action = locked(action)
    demand(may_on(by, Act.TAKE_ON_ACTION, action))
    demand_open(action)
    demand_words(reason, "Say why it is not yours.", "And whose it is, if you know.", "no_reason")
    taken_on = action.accepted_on is not None
    action.accepted_on, action.owner_seat, action.agency = None, None, None
    action.save(update_fields=["accepted_on", "owner_seat", "agency"])
    tell_story(action, Step.Kind.HANDED_BACK, by=by, words=reason)
    if taken_on:
        seal_on(action, DecisionKind.ACTION_ACCEPT, "Handed back", by=by, reasons=reason, taken=False)
    return action


@transaction.atomic
def update_action(*, by: Acting, action: Action, words: str) -> Action:
    """Say how it goes, whenever there is news and at least for each meeting of the group."""
    action = locked(action)
    demand(may_on(by, Act.UPDATE_ACTION, action))
    demand_open(action)
    demand_words(words, "Say how it goes.", "“Nothing yet, because …” is news too.")
    action.news_on = by.today
    action.save(update_fields=["news_on"])
    tell_story(action, Step.Kind.NEWS, by=by, words=words)
    return action


@transaction.atomic
def ask_more_time(*, by: Acting, action: Action, until: date, reason: str) -> Action:
    """Ask for a later day, with a reason. Until it is answered the day stands."""
    action = locked(action)
    demand(may_on(by, Act.UPDATE_ACTION, action))
    demand_open(action)
    demand_words(reason, "Say why it takes longer.", code="no_reason")
    if until <= max(action.due, by.today):
        raise NotAllowed(
            Refused(
                "not_later",
                f"{plain(until)} is not later than the day it is due.",
                "Give a day after it, and to come.",
            )
        )
    if action.wants_until is not None:
        raise NotAllowed(
            Refused(
                "asked_already",
                f"More time was asked for already, until {plain(action.wants_until)}.",
                "Wait for the answer, or ring the partnership.",
            )
        )
    action.wants_until, action.news_on = until, by.today
    action.save(update_fields=["wants_until", "news_on"])
    tell_story(action, Step.Kind.ASKED_TIME, by=by, words=reason, until=until)
    return action


@transaction.atomic
def answer_more_time(*, by: Acting, action: Action, granted: bool, words: str) -> Action:
    """Give the time, or do not, with a reason; both stay in the story."""
    action = locked(action)
    demand(may_on(by, Act.ANSWER_ACTION_TIME, action))
    until = action.wants_until
    if until is None:
        raise NotAllowed(
            Refused("not_asked", "Nobody is asking for more time.", "There is nothing to answer.")
        )
    if not granted:
        demand_words(words, "Say why not.", "They need to know what to do.", "no_reason")
    action.wants_until = None
    if granted:
        action.due = until
    action.save(update_fields=["wants_until", "due"])
    kind = Step.Kind.TIME_GIVEN if granted else Step.Kind.TIME_REFUSED
    tell_story(action, kind, by=by, words=words, until=until)
    return action


@transaction.atomic
def add_evidence(
    *,
    by: Acting,
    action: Action,
    shows: Evidence.Shows,
    kind: EvidenceKind,
    words: str,
    dated: date,
    file: tuple[str, bytes] | None = None,
) -> Evidence:
    """Add what shows that it was done, or that it made a difference, with the evidence's own date.

    Raises NotAllowed for a date to come, and for a file that could do harm.
    """
    action = locked(action)
    demand(may_on(by, Act.UPDATE_ACTION, action))
    demand_open(action)
    demand_words(words, "Say what the evidence shows.")
    if dated > by.today:
        raise NotAllowed(
            Refused(
                "date_to_come",
                f"{plain(dated)} has not come yet.",
                "Give the date of the evidence itself, such as the day of the audit.",
            )
        )
    stream = action.case.stream if action.case else action.partnership.stream
    kept = None
    if file is not None and stream is not None:
        kept = keep_upload(by=by, stream=stream, name=file[0], data=file[1], on={"action": action.short})
    evidence = Evidence.objects.create(
        action=action, shows=shows.value, kind=kind.value, words=words.strip(), dated=dated, file=kept,
        given_by=by.seat, capacity=by.capacity,
    )  # fmt: skip
    action.news_on = by.today
    action.save(update_fields=["news_on"])
    tell_story(
        action,
        Step.Kind.EVIDENCE,
        by=by,
        words=words,
        also={"shows": shows.value, "kind": kind.value, "dated": dated.isoformat()},
    )
    return evidence


@transaction.atomic
def say_done(*, by: Acting, action: Action, done_on: date, words: str) -> Action:
    """Say that it is done. It then waits for somebody else to see that it is; no difference is claimed."""
    action = locked(action)
    demand(may_on(by, Act.UPDATE_ACTION, action))
    demand_open(action)
    demand_words(words, "Say what was done.")
    if done_on > by.today:
        raise NotAllowed(
            Refused(
                "date_to_come", f"{plain(done_on)} has not come yet.", "Give the day on which it was done."
            )
        )
    if action.done_on is not None:
        raise NotAllowed(
            Refused(
                "said_already",
                f"It was said to be done on {plain(action.done_on)}.",
                "Somebody else now looks whether it is.",
            )
        )
    action.done_on, action.done_said_by, action.news_on = done_on, by.seat, by.today
    action.save(update_fields=["done_on", "done_said_by", "news_on"])
    tell_story(action, Step.Kind.SAID_DONE, by=by, words=words, on=done_on)
    return action
