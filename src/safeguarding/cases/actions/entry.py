"""Starting where it is.

A case that began before this system, entered by one person and confirmed by another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.actions import opening
from safeguarding.cases.answers import ReferralAnswers
from safeguarding.cases.facts import establish, record, refresh
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Entry, Notification
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.statute import order, routes
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import PanelReply, Role, Route


@dataclass(frozen=True)
class Reached:
    """How far the case had come, with true dates; what is empty had not happened."""

    referred: date
    la_aware: date
    considered: date | None = None
    notified: date | None = None
    panel_reference: str = ""
    agencies_asked: date | None = None
    met: date | None = None
    sent_to_panel: date | None = None
    panel_replied: date | None = None
    reply: PanelReply | None = None
    route: Route = Route.SERIOUS_INCIDENT
    evidence: str = ""

    def facts(self, incident_on: date) -> list[dict[str, object]]:
        """What becomes facts of the case, in the order in which it happened."""
        lines: list[tuple[Kind, date | None, str, dict[str, str]]] = [
            (Kind.INCIDENT_OCCURRED, incident_on, "", {}),
            (Kind.REFERRED, self.referred, "", {}),
            (Kind.LA_AWARE, self.la_aware, "", {"basis": "confirmed"}),
            (Kind.ROUTE_SETTLED, self.referred, "", {"route": self.route.value}),
            (Kind.CONSIDERED, self.considered, "1", {"outcome": "notify"}),
            (Kind.NOTIFIED, self.notified, "", {"notification": _notification(self.route)}),
            (Kind.AGENCIES_ASKED, self.agencies_asked, "", {}),
            (Kind.MET, self.met, "", {}),
            (Kind.SENT_TO_PANEL, self.sent_to_panel, "", {}),
            (Kind.PANEL_REPLIED, self.panel_replied, "", {"reply": self.reply.value if self.reply else ""}),
        ]
        return [
            {"kind": kind.value, "occurred": day.isoformat(), "key": key, "detail": detail}
            for kind, day, key, detail in lines
            if day
        ]


@transaction.atomic
def enter_case_where_it_is(
    *, by: Acting, answers: ReferralAnswers, reached: Reached, file: File | None = None
) -> Entry:
    """Enter a case already notified, or half-way through a review, with true dates and the evidence for them.

    Nothing follows from it until a second person has confirmed it (`confirm_entry`). Raises NotAllowed.
    """
    demand(may_do(by, Act.ENTER_CASE_WHERE_IT_IS))
    demand(guards.referral_makes_sense(answers, received=reached.referred, today=by.today))
    facts = reached.facts(answers.incident_on)
    dates = {Kind(str(f["kind"])): date.fromisoformat(str(f["occurred"])) for f in facts}
    late = next((day for day in dates.values() if day > by.today), None)
    if late:
        raise NotAllowed(
            Refused(
                "date_to_come", f"{guards.plain(late)} has not come yet.", "Give dates on which it happened."
            )
        )
    demand(order.in_order(dates))
    if not reached.evidence.strip():
        raise NotAllowed(
            Refused(
                "no_evidence",
                "Say where these dates come from.",
                "For example: the Panel’s receipt, minutes of the meeting.",
            )
        )
    partnership = Partnership.objects.select_for_update().get(pk=by.partnership.pk)
    case = opening.open_case(partnership, answers, on=reached.la_aware)
    case.began_elsewhere = True
    case.save(update_fields=["began_elsewhere"])
    opening.write_children(case, answers)
    opening.write_incident(case, answers)
    entry = Entry.objects.create(
        case=case,
        facts=facts,
        agencies_asked=reached.agencies_asked is not None,
        panel_reference=reached.panel_reference,
        evidence=reached.evidence,
        file=file,
        entered_by=by.seat,
    )
    record(case, "start_where_it_is", by=by, keep={"evidence": reached.evidence})
    refresh(case)
    tell(
        case,
        {Role.PARTNERSHIP_MANAGER, Role.LTRG_CHAIR, Role.LA_NOTIFIER},
        "correction_to_confirm",
        once=f"entry:{entry.pk}",
    )
    return entry


@transaction.atomic
def confirm_entry(*, by: Acting, entry: Entry) -> Case:
    """A second person confirms the entry: its dates become facts, marked “before this system”.

    From then on every deadline runs from the true dates. Raises NotAllowed for whoever entered it.
    """
    case = lock(entry.case)
    demand(may_do(by, Act.CONFIRM_ENTRY, case))
    entry = Entry.objects.select_for_update().select_related("entered_by").get(pk=entry.pk)
    if entry.confirmed_at:
        raise NotAllowed(
            Refused("confirmed", "This case has been confirmed already.", "There is nothing more to do.")
        )
    if entry.entered_by.person_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "same_person",
                "You entered this case, so somebody else has to confirm it.",
                "Ask the chair, a partner or the local authority’s notifier.",
            )
        )
    entry.confirmed_by, entry.confirmed_at = by.seat, timezone.now()
    entry.save(update_fields=["confirmed_by", "confirmed_at"])
    record(case, "confirm_entry", by=by)
    for line in entry.facts:
        _establish(case, entry, line, by=by)
    return case


def _establish(case: Case, entry: Entry, line: dict[str, object], *, by: Acting) -> None:
    kind, occurred = Kind(str(line["kind"])), date.fromisoformat(str(line["occurred"]))
    detail = {str(k): str(v) for k, v in dict(line["detail"]).items()}  # type: ignore[call-overload]  # JSON object
    if kind == Kind.ROUTE_SETTLED:
        case.basis = routes.basis_of(Route(detail["route"]))
    at = None
    if kind == Kind.NOTIFIED:
        at = timezone.make_aware(datetime.combine(occurred, time(12)))
        Notification.objects.create(
            case=case,
            kind=detail["notification"],
            panel_reference=entry.panel_reference,
            sent_at=at,
            sender="Before this system",
            sent_by=by.seat,
            receipt=entry.file,
        )
    establish(
        case,
        kind,
        by=by,
        occurred=occurred,
        at=at,
        key=str(line["key"]),
        act="bring_in_fact",
        detail=detail,
        before_system=True,
        effects=kind == Kind.PANEL_REPLIED or (kind == Kind.NOTIFIED and not entry.agencies_asked),
    )


def _notification(route: Route) -> str:
    return route.value if route in routes.NOTIFY_ONLY else Notification.Kind.SERIOUS_INCIDENT.value
