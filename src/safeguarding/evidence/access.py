"""Who may come near a return: the agency that was asked, and nobody else until it is released."""

from __future__ import annotations

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import has
from safeguarding.cases.models import Case
from safeguarding.evidence.models import Request
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.facts import REPORTS_END, RETURNS_END, Kind
from safeguarding.statute.permission import Act, Relation
from safeguarding.statute.sectors import COORDINATES
from safeguarding.statute.terms import AgencyType, Level, Role

SENIORS = frozenset({Role.AGENCY_SENIOR, Role.AGENCY_LEAD})
AGENCY_ROLES = frozenset({*SENIORS, Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT})

SMALL = frozenset(
    {
        AgencyType.SCHOOL_MAINTAINED,
        AgencyType.ACADEMY_TRUST,
        AgencyType.INDEPENDENT_SCHOOL,
        AgencyType.COLLEGE,
        AgencyType.EARLY_YEARS,
        AgencyType.ALTERNATIVE_PROVISION,
        AgencyType.GP_PRIMARY_CARE,
        AgencyType.CHARITY_VCS,
        AgencyType.FAITH,
        AgencyType.SPORT,
    }
)
"""Agencies so small that whoever leads on safeguarding may both write the return and confirm it."""


OVER = Refused(
    "request_over",
    "This request has ended, so nothing more is needed.",
    "If you think that children are not safe, ring the partnership or children’s social care now.",
)


def subject(request: Request) -> str:
    """What a link to write this return opens."""
    return f"return:{request.short}"


def confirm_subject(request: Request) -> str:
    """What a senior's own link opens: reading the return that was given, and confirming it."""
    return f"confirm:{request.short}"


def may_on(by: Acting, act: Act, request: Request) -> Answer:
    """Whether somebody may do this on a return.

    Somebody who came by a link stands in a relation to the one return that it was made for, and only for the
    part (writing or confirming) that it was made for.
    """
    ours = by.seat.agency_id == request.agency_id and by.seat.partnership_id == request.case.partnership_id
    if by.level < Level.TOTP:
        opens = {subject(request)} if act is not Act.CONFIRM_RETURN else set()
        if act in {Act.CONFIRM_RETURN, Act.READ_OWN_RETURN, Act.SHOW_NAME}:
            opens.add(confirm_subject(request))
        ours = ours and by.subject in opens
    more = (Relation.ASKED_AGENCY, Relation.OWN_AGENCY) if ours else ()
    return may_do(by, act, request.case, *more)


def still_open(request: Request) -> Answer:
    """A short return can be given and changed, however late, until the review has been sent to the Panel or
    has ended; a report until the practice review's own report is accepted.
    """
    return still_asked(request.case, request.form)


def still_asked(case: Case, form: str = Request.Form.SHORT) -> Answer:
    """Whether answers of this form are still taken on a case."""
    ends: tuple[Kind, ...] = RETURNS_END
    if form == Request.Form.REPORT:
        ends = (*REPORTS_END, Kind.PRACTICE_REVIEW_DECIDED)
    held = set(
        case.facts.filter(current=True, kind__in=[kind.value for kind in ends]).values_list("kind", flat=True)
    )
    if form == Request.Form.REPORT and held - {Kind.PRACTICE_REVIEW_DECIDED.value}:
        return Refused(
            "report_accepted",
            "The review’s report has been accepted, so the agencies’ reports can no longer change.",
            "If something important is missing, ring the partnership now.",
        )
    if Kind.SENT_TO_PANEL.value in held:
        return Refused(
            "review_sent",
            "The review has been sent to the Panel, so its returns can no longer change.",
            "If something important is missing, ring the partnership now.",
        )
    goes_on = Kind.PRACTICE_REVIEW_DECIDED.value in held if form == Request.Form.REPORT else not held
    return OVER if case.closed or not goes_on else Allowed()


def answered(request: Request) -> bool:
    """Whether the agency has answered this request."""
    return has(request.case, request.answered_as, str(request.agency_id))


def sector_of(by: Acting) -> frozenset[AgencyType]:
    """The kinds of agency that somebody's body coordinates; none for most."""
    agency = by.seat.agency
    return COORDINATES.get(AgencyType(agency.kind), frozenset()) if agency else frozenset()


def to_sector(by: Acting, request: Request) -> tuple[Relation, ...]:
    """How a coordinator stands to what one agency was asked."""
    return (Relation.OWN_SECTOR,) if AgencyType(request.agency.kind) in sector_of(by) else ()
