"""Whether somebody may still speak for their agency in the standing group, and from when that is said aloud.

Working Together 2018, chapter 3, and the partnerships’ published pages: any representative or deputy must be
able to speak with authority, take decisions and commit the agency, and hold it to account. That a
confirmation holds for a year, and is spoken of four weeks before it ends, is internal: no law or guidance
sets these days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from safeguarding.statute.terms.people import DELEGATED_BY, Role
from safeguarding.statute.terms.words import Term

SOON = timedelta(days=28)
"""Calendar days before the end of a confirmation, a term or a delegation from which it is said."""

CITE = (
    "Working Together 2018, chapter 3: whoever represents or stands in must be able to speak with authority, "
    "commit the agency and hold it to account. Renewing this each year is the partnership’s own rule."
)


class MemberKind(Term):
    """How somebody belongs to the standing group (the partnership’s published arrangements)."""

    CORE = "core", "Core member"
    INPUT = "input", "Gives input"
    INVITED = "invited", "Invited when their expertise is needed"


class Authority(Term):
    """Where the confirmation of a member’s authority stands."""

    NOT_NEEDED = "not_needed", "Not needed"
    NOT_ASKED = "not_asked", "Not asked yet"
    ASKED = "asked", "Asked"
    CONFIRMED = "confirmed", "Confirmed"
    ENDS_SOON = "ends_soon", "Ends soon"
    LAPSED = "lapsed", "Has ended"


def confirmed_until(confirmed: date) -> date:
    """The last day of a confirmation: a calendar year, so the day before the same date a year on.

    One given on 29 February holds until 28 February.
    """
    leap_day = (confirmed.month, confirmed.day) == (2, 29)
    anniversary = date(confirmed.year + 1, 3, 1) if leap_day else confirmed.replace(year=confirmed.year + 1)
    return anniversary - timedelta(days=1)


def needs_confirmation(role: Role, kind: MemberKind, *, for_agency: bool) -> bool:
    """Whether somebody's authority is confirmed each year: whoever represents an agency in the group.

    A deputy is confirmed by the delegated partner, in their delegation. Somebody invited for their expertise
    and somebody who sits for no agency (the independent chair, a legal adviser of the partnership) represent
    none.
    """
    return for_agency and kind is not MemberKind.INVITED and role not in DELEGATED_BY


def authority(*, needed: bool, asked: bool, until: date | None, on: date) -> Authority:
    """Where it stands on a day, from the last day of the latest confirmation given so far."""
    if not needed:
        return Authority.NOT_NEEDED
    if until is None:
        return Authority.ASKED if asked else Authority.NOT_ASKED
    if until < on:
        return Authority.LAPSED
    return Authority.ENDS_SOON if ends_soon(until, on) else Authority.CONFIRMED


def ends_soon(until: date | None, on: date) -> bool:
    """Whether something that is still in force ends within the next 28 calendar days."""
    return until is not None and on <= until <= on + SOON


def counts(standing: Authority, *, term_until: date | None, on: date) -> bool:
    """Whether a member still counts towards the quorum: neither their confirmation nor their term has ended.

    Somebody new in their seat counts while the first confirmation is asked for: the seat itself was given to
    them by the partnership (Children Act 2004 s.16E). A confirmation that was not renewed says otherwise.
    """
    return standing is not Authority.LAPSED and not (term_until is not None and term_until < on)


def stands_in_circle(deputies: Mapping[int, frozenset[int]], principal: int, deputy: int) -> bool:
    """Whether, were `deputy` to stand in for `principal`, somebody would in the end stand in for themselves.

    `deputies` says for whom each person stands in already, in the same days. Authority that is handed round
    in a circle is nobody's (Working Together 2018, chapter 3).
    """
    met, waiting = set[int](), [principal]
    while waiting:
        one = waiting.pop()
        if one == deputy:
            return True
        if one not in met:
            met.add(one)
            waiting.extend(deputies.get(one, ()))
    return False
