"""What others do with an action: see that it is done, say what difference it made, challenge it, close it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from safeguarding.cases.guards import plain
from safeguarding.cases.subjects import partners_differ_on
from safeguarding.improvements.access import may_on, subject
from safeguarding.improvements.actions.reaching import can_be_reached, send_link, take_links_back
from safeguarding.improvements.actions.writing import demand_open, demand_words, locked, seal_on, tell_story
from safeguarding.improvements.models import Action, Step
from safeguarding.people.acting import Acting
from safeguarding.statute import improvement as law
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Difference


@transaction.atomic
def verify_action(*, by: Acting, action: Action, words: str) -> Action:
    """See that it is done, from the evidence; never by its owner or whoever said so. Six months later
    somebody looks whether it lasted.
    """
    action = locked(action)
    demand(may_on(by, Act.VERIFY_ACTION, action))
    demand_open(action)
    said, owner = action.done_said_by, action.owner_seat
    demand(law.may_verify(said.person_id if said else None, owner.person_id if owner else None, by.person.pk))
    if action.verified_on:
        raise NotAllowed(
            Refused(
                "verified", f"It was seen to be done on {plain(action.verified_on)}.", "Close it, or wait."
            )
        )
    if not action.evidence.filter(shows="done").exists():
        raise NotAllowed(
            Refused(
                "no_evidence",
                "There is no evidence yet that it was done.",
                "Ask its owner for some, or add what you have seen yourself.",
            )
        )
    demand_words(words, "Say what you looked at.", "For example: the policy, and ten records.")
    action.verified_on, action.verified_by = by.today, by.seat
    action.check_on = law.check_due(by.today)
    action.save(update_fields=["verified_on", "verified_by", "check_on"])
    tell_story(action, Step.Kind.VERIFIED, by=by, words=words)
    return action


@transaction.atomic
def send_action_back(*, by: Acting, action: Action, words: str) -> Action:
    """It is not seen to be done yet: say what is still wanted. It is open again for its owner."""
    action = locked(action)
    demand(may_on(by, Act.VERIFY_ACTION, action))
    demand_open(action)
    if action.done_on is None or action.verified_on is not None:
        raise NotAllowed(
            Refused("not_said_done", "Nobody waits for you to look at this.", "Ask its owner how it stands.")
        )
    demand_words(words, "Say what is still wanted.", "They need to know what to do.")
    action.done_on, action.done_said_by = None, None
    action.save(update_fields=["done_on", "done_said_by"])
    tell_story(action, Step.Kind.SENT_BACK, by=by, words=words)
    _remind(action, by=by)
    return action


@transaction.atomic
def note_difference(*, by: Acting, action: Action, level: Difference, seen_on: date, words: str) -> Action:
    """Say what difference it made, apart from whether it is done: 0 none seen to 4 stayed better.

    A change in practice or for children rests on evidence. Raises NotAllowed.
    """
    action = locked(action)
    demand(may_on(by, Act.NOTE_DIFFERENCE, action))
    if action.merged_into_id is not None:
        demand_open(action)
    demand_words(words, "Say what you saw.", "Whose practice, which children, since when.")
    if seen_on > by.today:
        raise NotAllowed(
            Refused("date_to_come", f"{plain(seen_on)} has not come yet.", "Give the day it was seen.")
        )
    if level >= Difference.PRACTICE and not action.evidence.filter(shows="difference").exists():
        raise NotAllowed(
            Refused(
                "no_evidence",
                "There is no evidence yet that anything changed for practice or for children.",
                "Add some first, with its own date: an audit, a sample of cases, what children say.",
            )
        )
    if level is Difference.SUSTAINED and action.checked_on is None:
        raise NotAllowed(
            Refused(
                "not_checked",
                "Nobody has looked yet whether it lasted.",
                "Look some months later, and say then that it has stayed so.",
            )
        )
    action.difference, action.difference_on, action.difference_words = level, seen_on, words.strip()
    action.save(update_fields=["difference", "difference_on", "difference_words"])
    tell_story(action, Step.Kind.DIFFERENCE, by=by, words=words, on=seen_on, level=level)
    return action


@transaction.atomic
def check_lasted(*, by: Acting, action: Action, lasted: bool, words: str, look_again: date | None) -> Action:
    """Look whether it lasted. If it did not, the action is opened for its owner again."""
    action = locked(action)
    demand(may_on(by, Act.NOTE_DIFFERENCE, action))
    demand_open(action)
    if action.verified_on is None:
        raise NotAllowed(
            Refused("not_verified", "Nobody has seen yet that it is done.", "First see that it is.")
        )
    demand_words(words, "Say what you looked at and what you found.")
    if look_again is not None and look_again <= by.today:
        raise NotAllowed(
            Refused("date_past", f"{plain(look_again)} is not to come.", "Give a later day, or none.")
        )
    action.checked_on, action.check_on = by.today, look_again
    if not lasted:
        action.done_on = action.done_said_by = action.verified_on = action.verified_by = None
        action.checked_on = action.check_on = None
        action.reopened += 1
    action.save()
    tell_story(
        action, Step.Kind.CHECKED, by=by, words=words, until=look_again,
        also={"lasted": "yes" if lasted else "no"},
    )  # fmt: skip
    if not lasted:
        _remind(action, by=by)
    return action


@transaction.atomic
def waive_check(*, by: Acting, action: Action, reason: str) -> Action:
    """Do without the look whether it lasted, with a reason: it was a thing done once, say."""
    action = locked(action)
    demand(may_on(by, Act.NOTE_DIFFERENCE, action))
    demand_open(action)
    demand_words(reason, "Say why nobody needs to look again.", code="no_reason")
    action.check_waived = reason.strip()
    action.save(update_fields=["check_waived"])
    tell_story(action, Step.Kind.WAIVED, by=by, words=reason)
    return action


@transaction.atomic
def challenge_action(*, by: Acting, action: Action, words: str) -> Action:
    """The independent chair asks a question of an action. It is not closed before that is answered."""
    action = locked(action)
    demand(may_on(by, Act.CHALLENGE_ACTION, action))
    demand_open(action)
    demand_words(words, "Say what you ask.")
    action.challenge = words.strip()
    action.save(update_fields=["challenge"])
    tell_story(action, Step.Kind.CHALLENGED, by=by, words=words)
    _remind(action, by=by)
    return action


@transaction.atomic
def answer_challenge(*, by: Acting, action: Action, words: str) -> Action:
    """Answer the chair's question; both stay in the story."""
    action = locked(action)
    demand(may_on(by, Act.UPDATE_ACTION, action))
    demand_open(action)
    if not action.challenge:
        raise NotAllowed(
            Refused("not_challenged", "The chair has asked nothing.", "Say how it goes instead.")
        )
    demand_words(words, "The answer is empty.")
    action.challenge, action.news_on = "", by.today
    action.save(update_fields=["challenge", "news_on"])
    tell_story(action, Step.Kind.ANSWERED, by=by, words=words)
    return action


@transaction.atomic
def close_action(*, by: Acting, action: Action, reason: str) -> Action:
    """A delegated partner closes it, once nothing stands in the way (`statute.improvement.may_close`)."""
    action = locked(action)
    demand(may_on(by, Act.CLOSE_ACTION, action))
    progress = replace(
        action.progress,
        has_evidence=action.evidence.exists(),
        differed=partners_differ_on(subject(action)),
    )
    demand(law.may_close(progress, by.role.partner, by.today))
    demand_words(reason, "Closing needs its reason.", code="no_reason")
    take_links_back(action, by=by)
    action.closed_on, action.closed_by = by.today, by.seat
    action.save(update_fields=["closed_on", "closed_by"])
    tell_story(action, Step.Kind.CLOSED, by=by, words=reason)
    seal_on(action, DecisionKind.ACTION_CLOSE, "Closed", by=by, reasons=reason)
    return action


@transaction.atomic
def reopen_action(*, by: Acting, action: Action, reason: str) -> Action:
    """Open a closed action again, with a reason; how often that happened is counted."""
    action = locked(action)
    demand(may_on(by, Act.REOPEN_ACTION, action))
    if action.closed_on is None or action.merged_into_id is not None:
        raise NotAllowed(Refused("not_closed", "This action is not closed.", "There is nothing to open."))
    demand_words(reason, "Opening it again needs its reason.", code="no_reason")
    action.closed_on = action.closed_by = None
    action.done_on = action.done_said_by = action.verified_on = action.verified_by = None
    action.check_on = action.checked_on = None
    action.check_waived = ""
    action.reopened += 1
    action.save()
    tell_story(action, Step.Kind.REOPENED, by=by, words=reason)
    seal_on(action, DecisionKind.ACTION_CLOSE, "Open again", by=by, reasons=reason, taken=False)
    _remind(action, by=by)
    return action


def _remind(action: Action, *, by: Acting) -> None:
    if action.owner_seat is not None and can_be_reached(action):
        send_link(action, action.owner_seat, by=by, once=f"action:{action.short}:{action.steps.count()}")
