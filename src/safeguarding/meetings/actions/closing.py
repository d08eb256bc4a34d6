"""What a meeting decides, and closing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import tell
from safeguarding.meetings.access import chairing
from safeguarding.meetings.actions.minutes import draft_minutes, unsettled
from safeguarding.meetings.actions.shared import (
    ASKED,
    joined,
    locked,
    not_closed,
    page,
    tell_when,
)
from safeguarding.meetings.models import Decision, Meeting
from safeguarding.meetings.quorum import quorum
from safeguarding.people.acting import Acting
from safeguarding.statute import agenda
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.decision_records import Position, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Partner


@transaction.atomic
def decide_in_meeting(
    *,
    by: Acting,
    meeting: Meeting,
    kind: DecisionKind,
    words: str,
    reasons: str,
    positions: Mapping[str, str],
    dissent: str = "",
) -> Decision:
    """Note a decision of a meeting. A later one of the same kind supersedes it; both stay."""
    case, meeting = locked(meeting)
    demand(may_do(by, Act.RECORD_ATTENDANCE, case, *chairing(by, meeting)))
    if not words.strip() or not reasons.strip():
        raise NotAllowed(
            Refused(
                "no_reason", "A decision needs its words and its reasons.", "A sentence for each will do."
            )
        )
    before = meeting.decisions.filter(kind=kind.value, superseded_by__isnull=True).first()
    decision = Decision.objects.create(
        meeting=meeting,
        kind=kind.value,
        words=words,
        reasons=reasons,
        positions=dict(positions),
        dissent=dissent,
        recorded_by=by.seat,
        supersedes=before,
    )
    record(
        case,
        "decide_in_meeting",
        by=by,
        on={"meeting": str(meeting.pk), "decision": str(decision.pk), "kind": kind.value},
        keep={"decision": words, "reasons": reasons, "dissent": dissent},
    )
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter=f"meeting:{meeting.pk}:{kind.value}",
        source=f"meeting_decision:{decision.pk}",
        said=Said(
            outcome=words,
            decided_on=by.today,
            reasons=reasons,
            positions=tuple(
                Position(Partner(one).label if one in set(Partner) else one, held, "", "")
                for one, held in positions.items()
            ),
            unanimous=len(set(positions.values())) == 1 and not dissent if positions else None,
            dissent=dissent,
            meeting=f"meeting:{meeting.pk}",
        ),
    )
    return decision


@transaction.atomic
def close_meeting(
    *,
    by: Acting,
    meeting: Meeting,
    safety_check: str = "",
    written_positions: str = "",
    reconvene_for: datetime | None = None,
    notes: str = "",
) -> Meeting:
    """Close a meeting.

    Without its quorum it goes on to written positions, or meets again within one working day.

    The clock keeps running either way. A rapid review meeting says how every child is safe now. Raises
    NotAllowed.
    """
    case, meeting = locked(meeting)
    demand(may_do(by, Act.CLOSE_MEETING, case, *chairing(by, meeting)))
    demand(not_closed(meeting))
    demand(may_close(meeting, safety_check, written_positions, reconvene_for, on=by))
    there = quorum(meeting.attendances.select_related("agency"), case.profile.quorum)
    meeting.safety_check, meeting.written_positions, meeting.notes = safety_check, written_positions, notes
    meeting.state, meeting.closed_at, meeting.closed_by = Meeting.State.CLOSED, timezone.now(), by.seat
    meeting.standing = (
        Meeting.Standing.QUORATE
        if there.met
        else Meeting.Standing.WRITTEN
        if written_positions.strip()
        else Meeting.Standing.RECONVENED
    )
    if meeting.standing != Meeting.Standing.RECONVENED:
        demand(agenda.may_close(unsettled(meeting)))
    meeting.save()
    if meeting.standing == Meeting.Standing.RECONVENED and reconvene_for:
        record(
            case,
            "close_meeting",
            by=by,
            on={"meeting": str(meeting.pk), "standing": meeting.standing},
            keep={"notes": notes},
        )
        again = Meeting.objects.create(
            case=case,
            kind=meeting.kind,
            held_for=reconvene_for,
            place=meeting.place,
            called_by=by.seat,
            vice_chair=meeting.vice_chair,
            vice_chair_agreed=meeting.vice_chair_agreed,
            vice_chair_confirmed_at=meeting.vice_chair_confirmed_at,
        )
        record(case, "hold_meeting", by=by, on={"meeting": str(again.pk), "kind": again.kind})
        tell_when(again)
        return meeting
    establish(
        case,
        Kind.MET,
        by=by,
        occurred=min(timezone.localdate(meeting.held_for), by.today),
        at=meeting.opened_at,
        act="close_meeting",
        key=str(meeting.pk),
        detail={"meeting": meeting.kind, "standing": meeting.standing},
        on={"meeting": str(meeting.pk), "standing": meeting.standing},
        keep={"safety check": safety_check, "written positions": written_positions, "notes": notes},
    )
    draft_minutes(meeting, by=by)
    tell(case, ASKED, "meeting_held", once=f"met:{meeting.pk}", path=page(meeting))
    return meeting


def may_close(
    meeting: Meeting, safety_check: str, written_positions: str, reconvene_for: datetime | None, *, on: Acting
) -> Answer:
    """Whether a meeting can be closed now, and what is missing if not."""
    lines = list(meeting.attendances.select_related("agency", "seat__person"))
    if not any(line.present for line in lines):
        return Refused("nobody_there", "Nobody is recorded as there yet.", "Record who came first.")
    unasked = [line.name for line in lines if line.counts and not line.interest]
    if unasked:
        return Refused(
            "interests_not_asked",
            f"Interests have not been asked of {joined(unasked)}.",
            "Ask each whether they or their organisation have an interest; “none” is an answer.",
        )
    there = quorum(lines, meeting.case.profile.quorum)
    if not there.met and not written_positions.strip():
        latest = add_working_days(on.today, 1)
        if reconvene_for is None:
            return Refused(
                "no_quorum",
                f"{there.sentence} The clock keeps running.",
                f"Meet again by {latest:%A} {latest.day} {latest:%B}, or go on with written positions and "
                f"say what they are.",
            )
        if timezone.localdate(reconvene_for) > latest:
            return Refused(
                "reconvene_too_late",
                "A meeting without its quorum is held again within one working day.",
                f"Choose a time up to {latest:%A} {latest.day} {latest:%B}, or go on with written positions.",
            )
        return Allowed()
    if meeting.kind == Meeting.Kind.RAPID_REVIEW and not safety_check.strip():
        return Refused(
            "safety_not_answered",
            "Nothing is written yet about the safety of each child today.",
            "Say for every child, brothers and sisters included, how they are safe now and who sees to it.",
        )
    return Allowed(there.warnings)
