"""Asking agencies: many at once, by hand or because the Panel was notified."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import establish, has
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Fact
from safeguarding.cases.queries.contacts import walled_off
from safeguarding.evidence import wording
from safeguarding.evidence.access import still_asked
from safeguarding.evidence.actions.reaching import contact_of, send_link
from safeguarding.evidence.models import Request, Version
from safeguarding.people.acting import Acting
from safeguarding.people.models import Agency, Seat
from safeguarding.people.queries import agencies_of
from safeguarding.statute.answer import Allowed, Answer, Refused, demand
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.deadlines import REPORT_DAYS
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.sectors import SCHOOLS
from safeguarding.statute.terms import AgencyType as A
from safeguarding.statute.terms import Notification

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"

EDUCATION = SCHOOLS | {A.LOCAL_AUTHORITY_EDUCATION}
PROVIDERS = (
    A.GP_PRIMARY_CARE,
    A.HEALTH_VISITING,
    A.MATERNITY,
    A.ACUTE_TRUST,
    A.MENTAL_HEALTH_TRUST,
    A.AMBULANCE,
)
BY_CHILD = SCHOOLS | {A.GP_PRIMARY_CARE}
"""Kinds of which an area has many: only the child's own is asked."""


@dataclass(frozen=True)
class Asked:
    """The requests that were made, and what somebody should still look at."""

    requests: tuple[Request, ...]
    warnings: tuple[str, ...]


@transaction.atomic
def ask_agencies(
    *,
    by: Acting,
    case: Case,
    agencies: Sequence[Agency],
    due_on: date | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
    search_for: str = "",
    form: str = Request.Form.SHORT,
) -> Asked:
    """Ask these agencies for a short return, or for their reports to a practice review, each by a link to its
    own. Raises NotAllowed.

    Children Act 2004 s.16H. All agencies that were involved contribute to a rapid review, education included
    (Panel, guidance for safeguarding partners); an education service is added to it when none was chosen and
    one is known. Reports are asked for once a practice review is decided (s.16F).
    """
    case = lock(case)
    demand(may_do(by, Act.ASK_AGENCIES, case))
    demand(may_begin(case, form))
    begins, ends = wording.period(case)
    begins, ends = period_from or begins, period_to or ends
    demand(may_ask(case, agencies, form, due_on=due_on, period_from=begins, period_to=ends, today=by.today))
    return _ask(by, case, agencies, form, due_on or usual_due(case, by.today, form), begins, ends, search_for)


def may_begin(case: Case, form: str) -> Answer:
    """Returns are asked for once the route is settled, reports once a practice review is decided; neither
    after it is over.
    """
    if form == Request.Form.REPORT and not has(case, Kind.PRACTICE_REVIEW_DECIDED):
        return Refused(
            "no_practice_review",
            "A practice review has not been decided, so agencies are not asked for their reports.",
            "For a rapid review, ask for short returns instead.",
        )
    over = still_asked(case, form)
    if isinstance(over, Refused) or form == Request.Form.REPORT:
        return over
    if not (has(case, Kind.ROUTE_SETTLED) or has(case, Kind.NOTIFIED)):
        return Refused(
            "no_route",
            "The route of this case is not settled, so agencies are not asked for returns yet.",
            "Settle the route first. For the threshold, ask “What do you know now?” instead.",
        )
    return Allowed()


def may_ask(
    case: Case,
    agencies: Sequence[Agency],
    form: str = Request.Form.SHORT,
    *,
    due_on: date | None,
    period_from: date,
    period_to: date,
    today: date,
) -> Answer:
    """At least one agency, of this partnership, not asked before, with a day to come and a period the right
    way round.
    """
    if not agencies:
        return Refused("nobody_asked", "No agency is chosen.", "Choose at least one.")
    if any(agency.partnership_id != case.partnership_id for agency in agencies):
        return Refused(
            "other_area", "One of these agencies is another partnership’s.", "Choose from the list."
        )
    before = asked_before(case, form)
    if asked := [agency.name_on(today) for agency in agencies if agency.pk in before]:
        return Refused(
            "asked_already",
            f"{' and '.join(asked)} has been asked already."
            if len(asked) == 1
            else f"{' and '.join(asked)} have been asked already.",
            "Remind them on the returns page instead.",
        )
    if due_on and due_on <= today:
        return Refused(
            "due_past", "The day by which to answer must be after today.", "Give them at least a working day."
        )
    if period_to < period_from:
        return Refused("period_backwards", "The period ends before it begins.", "Check both dates.")
    if period_from > today:
        return Refused("period_to_come", "The period begins in the future.", "Check its first day.")
    return Allowed()


def ask_agencies_on_notification(*, case: Case, fact: Fact, by: Acting) -> None:
    """On a serious incident notified: ask the agencies that the profile names, education among them.

    The death of a looked-after child without abuse or neglect, or of a care leaver, is only notified: nobody
    is asked.
    """
    if fact.detail.get("notification", Notification.SERIOUS_INCIDENT.value) != Notification.SERIOUS_INCIDENT:
        return
    before = asked_before(case, Request.Form.SHORT)
    chosen = [agency for agency in usual_agencies(case, by.today) if agency.pk not in before]
    begins, ends = wording.period(case)
    if chosen:
        _ask(by, case, chosen, Request.Form.SHORT, usual_due(case, by.today), begins, ends, "")


def asked_before(case: Case, form: str) -> set[int]:
    """The agencies that have this request already."""
    return set(case.requests.filter(form=form).values_list("agency_id", flat=True))


def usual_due(case: Case, today: date, form: str = Request.Form.SHORT) -> date:
    """The profile's day for returns, and never less than two working days from now; for a report twenty
    working days.
    """
    if form == Request.Form.REPORT:
        return add_working_days(today, REPORT_DAYS, case.profile.counting)
    planned = case.deadlines.filter(kind="plan_returns_due").values_list("due_on", flat=True).first()
    if planned is None:
        return add_working_days(today, case.profile.day_plan.returns_due)
    return max(planned, add_working_days(today, 2))


def usual_agencies(case: Case, today: date) -> list[Agency]:
    """Whom the profile says to ask, from the partnership's directory, with education added where the list
    has none.

    Of kinds that an area has many of (schools, practices), only the one that the referral names, or the only
    one.
    """
    wanted = set(case.profile.agencies_to_ask)
    directory = agencies_of(case.partnership, today)
    named = _names_given(case)
    chosen = []
    for agency in directory:
        kind = A(agency.kind)
        alike = [other for other in directory if other.kind == agency.kind]
        mentioned = any(name.name.casefold() in named for name in agency.names.all())
        if mentioned or (kind in wanted and (kind not in BY_CHILD or len(alike) == 1)):
            chosen.append(agency)
    return with_education(chosen, directory)


def usual_reporters(case: Case) -> set[int]:
    """Whom to ask for a report: whoever was asked before, but for those whose released answer is that they
    have no record.
    """
    released = Version.objects.filter(
        given__request__case=case, given__request__form=Request.Form.SHORT, released_at__isnull=False
    ).order_by("number")
    last = dict(released.values_list("given__request__agency", "kind"))
    return {pk for pk in asked_before(case, Request.Form.SHORT) if last.get(pk) != Version.Kind.NIL}


def with_education(chosen: Sequence[Agency], directory: Sequence[Agency]) -> list[Agency]:
    """The list with an education agency in it: the local authority's service, or the only school there is."""
    if any(A(agency.kind) in EDUCATION for agency in chosen):
        return list(chosen)
    schools = [agency for agency in directory if A(agency.kind) in EDUCATION]
    services = [agency for agency in schools if agency.kind == A.LOCAL_AUTHORITY_EDUCATION]
    return [*chosen, *(services or (schools if len(schools) == 1 else []))]


def warnings(kinds: set[str]) -> tuple[str, ...]:
    """What the list of agencies asked still lacks."""
    found = []
    if not kinds & {kind.value for kind in EDUCATION}:
        found.append(
            "No education service, school or nursery has been asked. Education always contributes: add "
            "the child’s own."
        )
    if A.ICB.value in kinds and not kinds & {kind.value for kind in PROVIDERS}:
        found.append(
            "Health has been asked only through its commissioning body. Ask each provider: the "
            "practice, midwifery and "
            "health visiting, the hospital, mental health, the ambulance service."
        )
    return tuple(found)


def _who_answered(case: Case, agency: Agency, form: str, by: Acting, apart: frozenset[int]) -> Seat | None:
    """Whoever has the agency's short return now, for its report: it may have been passed on for a reason."""
    if form != Request.Form.REPORT:
        return None
    before = case.requests.filter(agency=agency, form=Request.Form.SHORT).select_related("contact__person")
    seat = next((one.contact for one in before if one.contact is not None), None)
    if seat is None or seat.person_id in apart or not seat.in_force(by.today):
        return None
    return seat


def _names_given(case: Case) -> str:
    referral = getattr(case, "referral", None)
    told = [referral.agencies_known] if referral else []
    return " ".join(
        [*told, *case.children.values_list("setting", flat=True), case.incident.setting]
    ).casefold()


def _ask(
    by: Acting,
    case: Case,
    agencies: Sequence[Agency],
    form: str,
    due_on: date,
    begins: date,
    ends: date,
    search_for: str,
) -> Asked:
    before = list(Agency.objects.filter(requests__case=case, requests__form=form))
    known = agencies_of(case.partnership, by.today)
    chosen = list(agencies)
    if form == Request.Form.SHORT and not any(A(a.kind) in EDUCATION for a in before):
        chosen = with_education(agencies, known)
    apart = walled_off(case)
    made = []
    for agency in chosen:
        seat = _who_answered(case, agency, form, by, apart) or contact_of(agency, by.today, apart)
        request = Request.objects.create(
            case=case,
            form=form,
            agency=agency,
            short="".join(secrets.choice(ALPHABET) for _ in range(10)),
            contact=seat,
            asked_by=by.seat,
            asked_on=by.today,
            due_on=due_on,
            first_due_on=due_on,
            purpose=wording.purpose(case, form),
            legal_basis=wording.legal_basis(case),
            period_from=begins,
            period_to=ends,
            search_for=search_for,
        )
        establish(
            case,
            request.asked_as,
            by=by,
            occurred=by.today,
            act="ask_for_reports" if request.is_report else "ask_agencies",
            key=str(agency.pk),
            detail={"due": due_on.isoformat()},
            on={"agency": str(agency.pk), "due": due_on.isoformat()},
            keep={"asked": search_for},
        )
        if seat is not None:
            send_link(request, seat, by=by, once=f"request:{request.pk}")
        made.append(request)
    return Asked(tuple(made), warnings({agency.kind for agency in [*before, *chosen]}))
