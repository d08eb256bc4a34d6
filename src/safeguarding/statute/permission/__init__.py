"""Who may do what: one table of act, role, relation and level, and one question asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.permission import (
    access,
    cases,
    chronology,
    consideration,
    improvement,
    practice_draft,
    practice_lines,
    practice_review,
    practice_reviewers,
    rapid_review,
    returns,
)
from safeguarding.statute.permission.acts import Act, Permit, Relation, Standing
from safeguarding.statute.permission.permits import DEPUTIES, EMERGENCY_MINUTES, OPENS_IN_EMERGENCY, Entry
from safeguarding.statute.terms import Level

__all__ = [
    "ACTS",
    "EMERGENCY_MINUTES",
    "ENTRIES",
    "NOT_BY_ITS_REVIEWER",
    "OPENS_IN_EMERGENCY",
    "Act",
    "Entry",
    "Permit",
    "Relation",
    "Standing",
    "may",
    "roles_for",
]

ENTRIES: Mapping[Act, Entry] = MappingProxyType(
    {
        **cases.ENTRIES,
        **consideration.ENTRIES,
        **returns.ENTRIES,
        **chronology.ENTRIES,
        **rapid_review.ENTRIES,
        **practice_review.ENTRIES,
        **practice_reviewers.ENTRIES,
        **practice_draft.ENTRIES,
        **practice_lines.ENTRIES,
        **improvement.ENTRIES,
        **access.ENTRIES,
    }
)
ACTS: Mapping[Act, tuple[Permit, ...]] = MappingProxyType(
    {act: entry.permits for act, entry in ENTRIES.items()}
)

# Sealing a case hides it from everybody not named on it, but it never stands between the local authority and
# its duty
# to notify (Children Act 2004 s.16C), nor in the way of opening a case in an emergency, which is looked at
# afterwards.
PAST_THE_SEAL = frozenset({Act.NOTIFY_PANEL, Act.BREAK_GLASS, Act.REVIEW_BREAK_GLASS})

NOT_BY_ITS_REVIEWER = frozenset(
    {
        Act.SETTLE_ROUTE, Act.CALL_UP_ROUTE, Act.CONFIRM_POSITION, Act.CONCLUDE_CONSIDERATION,
        Act.DECIDE_FOR_LOCAL_AUTHORITY, Act.WITHDRAW_NOTIFICATION, Act.RESOLVE_DISAGREEMENT,
        Act.ADVISE_ON_DISAGREEMENT, Act.RULE_ON_INTEREST, Act.END_EXCLUSION, Act.UNSEAL_CASE,
        Act.DECIDE_OUTCOME, Act.CERTIFY_REPORT, Act.SIGN_OFF, Act.SIGN_BY_LINK, Act.AUTHORISE_INCOMPLETE,
        Act.RECONSIDER, Act.DECIDE_LEARNING_ROUTE, Act.DECIDE_PRACTICE_REVIEW, Act.RULE_ON_REVIEWER,
        Act.MONITOR_REVIEW, Act.ACCEPT_REPORT, Act.READ_BEFORE_RELEASE, Act.DECIDE_PUBLICATION,
        Act.APPOINT_REVIEWER, Act.REMOVE_REVIEWER, Act.CLOSE_CASE, Act.REOPEN_CASE, Act.TRANSFER_CASE,
        Act.CONFIRM_RESTAMP, Act.NAME_STAND_IN, Act.CONFIRM_STAND_IN,
    }
)  # fmt: skip
"""Decisions on a case in which nobody has a part who is or was its reviewer, whatever seat they hold now: a
reviewer has no interest in the case (Working Together 2023, chapter 5), and the partners' own rule keeps the
two apart afterwards too. Notifying is the local authority's duty and is never among them.
"""


def may(act: Act, standing: Standing) -> Answer:
    """Whether somebody standing so may do the act; if not, the sentence that says who may and what to do.

    An exclusion wins over everything. The notification is open to the notifier whatever else has or has not
    been done.
    """
    entry = ENTRIES[act]
    if Relation.EXCLUDED in standing.relations:
        return _excluded(act)
    if Relation.REVIEWED_IT in standing.relations and act in NOT_BY_ITS_REVIEWER:
        return Refused(
            "reviewed_it",
            "You are, or were, a reviewer of this case, so you have no part in deciding on it.",
            "Your deputy decides, or another holder of your seat. If there is nobody, declare your interest "
            "in the case, so that somebody can be named in your place.",
        )
    sealed = _behind_seal(act, standing)
    for permit in entry.permits:
        if sealed and Relation.EMERGENCY not in permit.needs:
            continue
        if (
            standing.role in permit.roles
            and standing.level >= permit.level
            and permit.needs <= standing.relations
        ):
            return Allowed()
    if sealed:
        return Refused(
            "sealed", "This case is open only to people named on it.", "Ask the independent chair."
        )
    return _why_not(entry, standing)


def roles_for(act: Act) -> frozenset[str]:
    """Every role that may do the act in some standing."""
    return frozenset(role for permit in ACTS[act] for role in permit.roles)


def _behind_seal(act: Act, standing: Standing) -> bool:
    named = standing.relations & {Relation.SEALED_CASE_NAMED, Relation.GRANTED}
    return Relation.SEALED in standing.relations and not named and act not in PAST_THE_SEAL


def _excluded(act: Act) -> Refused:
    if act is Act.NOTIFY_PANEL:
        return Refused(
            "excluded",
            "You are kept apart from this case because of an interest, so another notifier of the local "
            "authority "
            "must do it.",
            "Ring another notifier now: the time to notify is still running.",
        )
    return Refused(
        "excluded",
        "You are kept apart from this case because of an interest, so somebody else must do this.",
        "Ring the independent chair if you think that this is wrong.",
    )


def _why_not(entry: Entry, standing: Standing) -> Refused:
    """The nearest miss: the same role signed in too lightly, a delegation that has lapsed, or simply not
    theirs."""
    for permit in entry.permits:
        if standing.role not in permit.roles:
            continue
        lacking = permit.needs - standing.relations
        if not lacking:
            return Refused("level", _SIGN_IN[permit.level], "Sign in and try again. What you typed is kept.")
        if lacking == {Relation.DELEGATION_IN_FORCE} and standing.role in DEPUTIES:
            return Refused(
                "delegation",
                f"Your delegation is not in force, so you may not act as “{standing.role.label}”.",
                "Ring the delegated partner you stand for: they can act themselves, or renew your delegation "
                "and "
                "confirm it.",
            )
    if Relation.ACCESS_ENDED in standing.relations:
        return Refused(
            "access_ended",
            "Your access to this case has ended, so nothing was kept of what you sent.",
            "Ring the partnership manager if you think that this is wrong.",
        )
    return Refused("not_yours", entry.who, entry.mend)


_SIGN_IN: Mapping[Level, str] = {
    Level.MAILBOX: "This needs the link and the code that we send to your address.",
    Level.TOTP: "This needs you to be signed in with your second factor.",
    Level.PASSKEY: "This needs you to be signed in with a passkey.",
}
