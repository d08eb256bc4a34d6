"""The agencies' names and dates: another name from a day on, and an agency that ends and is succeeded."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from safeguarding.people.acting import Acting
from safeguarding.people.actions.partnerships import add_agency
from safeguarding.people.models import Agency, AgencyName
from safeguarding.people.permission import may_here
from safeguarding.record.actions import write
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import AgencyType, Partner


@transaction.atomic
def name_agency(*, by: Acting, agency: Agency, name: str, since: date, reason: str = "") -> AgencyName:
    """Give an agency another legal name from a day on. Raises NotAllowed.

    What was done before keeps the name of its day. A name from a day that has passed changes how earlier days
    read, so it needs a reason, which stands beside the name and on the record.
    """
    agency = _locked(by, agency)
    demand(may_be_named(agency, name.strip(), since, reason.strip(), by.today))
    made = AgencyName.objects.create(agency=agency, name=name.strip(), since=since, reason=reason.strip())
    _record(by, "name_agency", agency, {"name": made.name, "reason": made.reason}, since=since.isoformat())
    return made


def may_be_named(agency: Agency, name: str, since: date, reason: str, today: date) -> Answer:
    """Another name on a day that has none yet; one in the past only with a reason."""
    if not name:
        return Refused("no_name", "Give the agency’s new name.", "As it stands in law, such as in its order.")
    if agency.names.filter(since=since).exists():
        return Refused(
            "named_that_day",
            "The agency has a name from that very day already, and a name that was used is not overwritten.",
            "Choose another first day.",
        )
    if agency.active_until is not None and since > agency.active_until:
        return Refused(
            "agency_ended", "The agency has ended by that day.", "Name the agency that took over instead."
        )
    if name == agency.name_on(since):
        return Refused("same_name", "The agency has that name on that day already.", "Check the name.")
    if since < today and not reason:
        return Refused(
            "past_needs_reason",
            "That day has passed, and things may have been done under the old name since.",
            "Say why the name is entered only now, such as where it was published.",
        )
    return Allowed()


@transaction.atomic
def end_agency(
    *,
    by: Acting,
    agency: Agency,
    last_day: date,
    reason: str,
    successor: Agency | None = None,
    new_name: str = "",
    new_email: str = "",
) -> Agency:
    """End an agency after its last day; another takes over from the next, one there is or one made now.

    Its seats stand until somebody moves them; they are listed. Children Act 2004 s.16E: a partnership has its
    three safeguarding partners at all times, so a partner's agency does not end without a successor. Raises
    NotAllowed.
    """
    agency = _locked(by, agency)
    if successor is not None and new_name.strip():
        raise NotAllowed(
            Refused(
                "two_successors",
                "You chose an agency and also typed the name of a new one.",
                "Choose the one, or type the other.",
            )
        )
    demand(may_end_agency(agency, last_day, reason.strip(), successor, new_name.strip(), by.today))
    if successor is None and new_name.strip():
        successor = add_agency(
            partnership=agency.partnership,
            kind=AgencyType(agency.kind),
            name=new_name.strip(),
            since=last_day + timedelta(days=1),
            partner=Partner(agency.partner) if agency.partner else None,
            basis=agency.basis,
            email=new_email.strip().lower() or agency.email,
            telephone=agency.telephone,
        )
        successor.active_from = last_day + timedelta(days=1)
        successor.save(update_fields=["active_from"])
    agency.active_until, agency.successor, agency.end_reason = last_day, successor, reason.strip()
    agency.save(update_fields=["active_until", "successor", "end_reason"])
    took = {"successor": str(successor.pk)} if successor else {}
    _record(by, "end_agency", agency, {"reason": reason.strip()}, last_day=last_day.isoformat(), **took)
    return agency


def may_end_agency(
    agency: Agency, last_day: date, reason: str, successor: Agency | None, new_name: str, today: date
) -> Answer:
    """Once, with a reason, and handed on to an agency that is there the day after."""
    if agency.active_until is not None:
        return Refused(
            "ended_already", "This agency has a last day already.", "There is nothing left to end."
        )
    if not reason:
        return Refused(
            "no_reason", "Say why the agency ends.", "For example: merged by order, and where it says so."
        )
    if last_day < agency.active_from:
        return Refused("ends_before_it_begins", "It would end before it began.", "Choose a later last day.")
    if agency.partner and successor is None and not new_name:
        return Refused(
            "partner_needs_successor",
            "This agency is the partnership’s safeguarding partner for "
            f"{Partner(agency.partner).label.lower()}, and there is one at all times.",
            "Say which agency takes over, or give the new one’s name.",
        )
    if successor is None:
        return Allowed()
    if successor.pk == agency.pk or successor.partnership_id != agency.partnership_id:
        return Refused("not_a_successor", "That agency cannot take over from this one.", "Choose another.")
    if agency.partner and successor.partner != agency.partner:
        return Refused(
            "other_partner",
            "The agency of a safeguarding partner is succeeded by one of the same partner.",
            "Choose that one, or give the new agency’s name.",
        )
    next_day = last_day + timedelta(days=1)
    if successor.active_from > next_day or (
        successor.active_until is not None and successor.active_until < next_day
    ):
        return Refused(
            "not_there_then",
            "The agency that takes over is not there on the day after.",
            f"Choose another, or another last day than {last_day:%-d %B %Y}.",
        )
    return Allowed()


def _locked(by: Acting, agency: Agency) -> Agency:
    demand(may_here(by, Act.NAME_AGENCY, agency.partnership))
    Agency.objects.select_for_update().get(pk=agency.pk)
    return Agency.objects.select_related("partnership__stream").prefetch_related("names").get(pk=agency.pk)


def _record(by: Acting, act: str, agency: Agency, keep: dict[str, str], **on: str) -> None:
    stream = agency.partnership.stream
    assert stream is not None  # noqa: S101
    write(
        stream=stream,
        act=act,
        actor=by.actor,
        on={"agency": str(agency.pk), **on},
        keep={what: text for what, text in keep.items() if text},
    )
