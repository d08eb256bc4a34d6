"""Who has to be there for a meeting to decide: the three partners or valid deputies, and whoever chairs.

The three partners share the duty equally (Children Act 2004 s.16E), so none of them can be left out; the
number and the chair are the partnership's own arrangement and stand in its profile. Education is always
invited and never counted out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safeguarding.meetings.models import Attendance
from safeguarding.statute.decisions import names
from safeguarding.statute.terms import AgencyType, Partner, Role

EDUCATION = frozenset(
    {
        AgencyType.LOCAL_AUTHORITY_EDUCATION,
        AgencyType.SCHOOL_MAINTAINED,
        AgencyType.ACADEMY_TRUST,
        AgencyType.INDEPENDENT_SCHOOL,
        AgencyType.COLLEGE,
        AgencyType.EARLY_YEARS,
        AgencyType.ALTERNATIVE_PROVISION,
    }
)


@dataclass(frozen=True)
class Quorum:
    """Whether the quorum is there; who is missing; and the sentence that says so."""

    met: bool
    partners_missing: tuple[Partner, ...]
    chair_missing: bool
    sentence: str
    warnings: tuple[str, ...] = ()


def quorum(attendances: Iterable[Attendance], needed: Iterable[Role]) -> Quorum:
    """Whether everybody whom the profile needs is there:

    each partner in person or by deputy, and whoever chairs.
    """
    roles = set(needed)
    there = [line for line in attendances if line.counts]
    voting = {line.voting_partner for line in there if line.voting_partner}
    wanted = {role.partner for role in roles if role.partner}
    missing = tuple(partner for partner in Partner if partner in wanted and partner.value not in voting)
    no_chair = Role.LTRG_CHAIR in roles and not any(line.in_the_chair for line in there)
    return Quorum(
        met=not missing and not no_chair,
        partners_missing=missing,
        chair_missing=no_chair,
        sentence=_sentence(missing, no_chair),
        warnings=_warnings(there),
    )


def _sentence(missing: tuple[Partner, ...], no_chair: bool) -> str:
    if not missing and not no_chair:
        return "The quorum is there: all three partners and whoever chairs."
    who = [names(missing)] if missing else []
    if no_chair:
        who.append("whoever chairs")
    return f"The quorum is not there yet. We still need {' and '.join(who)}."


def _warnings(there: list[Attendance]) -> tuple[str, ...]:
    if any(line.agency and line.agency.kind in EDUCATION for line in there):
        return ()
    return ("Nobody from education is recorded as there. Education is always invited.",)
