"""The notification to the Panel. Recording it as sent is never blocked; what was skipped becomes a task."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, find, has, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Notification
from safeguarding.cases.models import Position as ThresholdLine
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Position, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Partner, Role, Route, ThresholdPosition

TOLD = {
    Role.PARTNERSHIP_MANAGER,
    Role.LTRG_CHAIR,
    Role.INDEPENDENT_SCRUTINEER,
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.LSP_LA,
    Role.LSP_HEALTH,
    Role.LSP_POLICE,
}


@transaction.atomic
def prepare_notification(*, by: Acting, case: Case, sheet: dict[str, str]) -> Notification:
    """Keep the preparation sheet in the order of the national form. It is not a submission."""
    case = lock(case)
    demand(may_do(by, Act.PREPARE_NOTIFICATION, case))
    notification, _ = Notification.objects.get_or_create(case=case, defaults={"kind": kind_for(case)})
    if notification.sent_at:
        raise NotAllowed(
            Refused("sent_already", "This notification has been sent.", "Its sheet can no longer change.")
        )
    notification.sheet = sheet
    notification.save(update_fields=["sheet"])
    record(case, "prepare_notification", by=by)
    return notification


@transaction.atomic
def notify_panel(
    *,
    by: Acting,
    case: Case,
    sent_at: datetime,
    panel_reference: str,
    sender: str,
    other_areas: str = "",
    receipt: File | None = None,
) -> Notification:
    """Record that the local authority has notified the Panel (Children Act 2004 s.16C).

    Open to the local authority's notifier at any time, whatever has or has not been done before. For a
    serious incident it starts the fifteen working days to the rapid review; for the death of a looked-after
    child or care leaver it does not. Raises NotAllowed only for somebody who is not the notifier, a time that
    has not come, or a second recording.
    """
    case = lock(case)
    demand(may_do(by, Act.NOTIFY_PANEL, case))
    if sent_at > timezone.now():
        raise NotAllowed(
            Refused(
                "date_to_come",
                "That time has not come yet.",
                "Give the time on the national system’s receipt.",
            )
        )
    sent_on = timezone.localdate(sent_at)
    aware = find(case, Kind.LA_AWARE)
    demand(
        guards.happened_by(
            sent_on,
            today=by.today,
            after=aware.occurred if aware else None,
            what="Notifying",
            after_what="the local authority became aware",
        )
    )
    if has(case, Kind.NOTIFIED):
        raise NotAllowed(
            Refused(
                "sent_already",
                "This notification is already recorded as sent.",
                "One incident has one notification.",
            )
        )
    notification, _ = Notification.objects.get_or_create(case=case, defaults={"kind": kind_for(case)})
    notification.sent_at, notification.sent_by, notification.sender = sent_at, by.seat, sender
    notification.panel_reference, notification.receipt = panel_reference, receipt
    notification.other_areas = other_areas.strip()
    notification.decision_basis = _basis(case)
    notification.skipped = skipped_before(case)
    notification.save()
    if notification.kind == Notification.Kind.SERIOUS_INCIDENT:
        case.basis = "statutory"
    establish(
        case,
        Kind.NOTIFIED,
        by=by,
        occurred=sent_on,
        at=sent_at,
        act="notify_panel",
        grounds=notification.decision_basis,
        detail={
            "notification": notification.kind,
            "basis": notification.decision_basis,
            "other_areas": "yes" if notification.other_areas else "no",
        },
        on={"notification": str(notification.pk)},
        keep={"panel reference": panel_reference, "sent by": sender},
    )
    tell(case, TOLD, "notified", once=f"notified:{notification.pk}")
    return notification


@transaction.atomic
def withdraw_notification(*, by: Acting, case: Case, reason: str) -> Notification:
    """Withdraw a notification because the criteria turn out not to have been met, with the partners'
    positions.

    A rapid review is required once notified unless that is so (Panel, frequently asked questions). Ends the
    clock.
    """
    case = lock(case)
    demand(may_do(by, Act.WITHDRAW_NOTIFICATION, case))
    if not has(case, Kind.NOTIFIED):
        raise NotAllowed(
            Refused("not_notified", "This case has not been notified.", "There is nothing to withdraw.")
        )
    if has(case, Kind.NOTIFICATION_WITHDRAWN):
        raise NotAllowed(
            Refused(
                "withdrawn", "The notification has been withdrawn already.", "There is nothing more to do."
            )
        )
    if has(case, Kind.SENT_TO_PANEL):
        raise NotAllowed(
            Refused(
                "review_sent",
                "The rapid review has been sent to the Panel.",
                "Write to the Panel about it instead.",
            )
        )
    if not reason.strip():
        raise NotAllowed(
            Refused(
                "no_reason",
                "Withdrawing needs the reason why the criteria were not met.",
                "Give it limb by limb.",
            )
        )
    positions = positions_since_notification(case)
    missing = [
        partner.label for partner in Partner if partner != Partner.LA and partner.value not in positions
    ]
    if missing:
        raise NotAllowed(
            Refused(
                "positions_wanted",
                f"The positions of {' and '.join(missing)} on withdrawing are not recorded yet.",
                "Bring the partners together again; each confirms a position. Then withdraw.",
            )
        )
    notification = case.notification
    notification.withdrawn_on, notification.withdrawn_reason = by.today, reason
    notification.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    establish(
        case,
        Kind.NOTIFICATION_WITHDRAWN,
        by=by,
        occurred=by.today,
        act="withdraw_notification",
        detail={f"position_{partner}": position for partner, position in positions.items()},
        keep={"reason": reason},
    )
    _seal_withdrawal(case, notification, by=by)
    tell(case, TOLD, "notified", once=f"withdrawn:{notification.pk}")
    return notification


def _seal_withdrawal(case: Case, notification: Notification, *, by: Acting) -> None:
    """The decision to withdraw, with what each partner held since the notification."""
    kind = DecisionKind.WITHDRAW_SIN
    lines = list(_since_notification(case))
    held = {line.position for line in lines}
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter="local_authority",
        source=f"withdrawal:{notification.pk}",
        said=Said(
            outcome="The notification is withdrawn, because the criteria were not met.",
            decided_on=by.today,
            reasons=notification.withdrawn_reason,
            chosen=OPTIONS[kind][0],
            positions=tuple(
                Position(
                    Partner(line.partner).label,
                    ThresholdPosition(line.position).label,
                    line.confirmed_by.person.name if line.confirmed_by else "",
                    line.capacity,
                    line.reason,
                )
                for line in lines
            ),
            unanimous=held == {ThresholdPosition.DO_NOT_NOTIFY.value},
        ),
        told=[f"withdrawn:{notification.pk}"],
    )


def kind_for(case: Case) -> str:
    """Which notification this is: the settled route says; a serious incident otherwise."""
    route = find(case, Kind.ROUTE_SETTLED)
    taken = route.detail.get("route") if route else ""
    if taken in {Route.LOOKED_AFTER_DEATH.value, Route.CARE_LEAVER_DEATH.value}:
        return str(taken)
    return Notification.Kind.SERIOUS_INCIDENT.value


def skipped_before(case: Case) -> list[str]:
    """What was not done before notifying; each becomes a warning and a later task, never a block."""
    lines = []
    if not has(case, Kind.ROUTE_SETTLED):
        lines.append("The route was not settled.")
    if kind_for(case) == Notification.Kind.SERIOUS_INCIDENT:
        if not case.facts.filter(current=True, kind=Kind.CONSIDERED.value).exists():
            lines.append("The three partners had not concluded a consideration.")
        if not has(case, Kind.LA_DECIDED):
            lines.append("The local authority’s own decision was not recorded.")
    aware = find(case, Kind.LA_AWARE)
    if aware is None or aware.detail.get("basis") == "latest_possible":
        lines.append("When the local authority became aware was not confirmed.")
    return lines


def positions_since_notification(case: Case) -> dict[str, str]:
    """The partners' positions that were confirmed after the notification had been recorded."""
    return dict(_since_notification(case).values_list("partner", "position"))


def _since_notification(case: Case) -> QuerySet[ThresholdLine]:
    sent = find(case, Kind.NOTIFIED)
    latest = case.considerations.order_by("-round").first()
    if latest is None or sent is None:
        return ThresholdLine.objects.none()
    return latest.positions.filter(current=True, confirmed_at__gte=sent.recorded_at).select_related(
        "confirmed_by__person"
    )


def _basis(case: Case) -> str:
    """On what the notification rests: the partners' agreement, or the local authority's own duty."""
    latest = case.considerations.order_by("-round").first()
    if latest and latest.outcome == ThresholdPosition.NOTIFY.value:
        return "partners_agreed"
    return "local_authority_statutory_duty"
