"""What a meeting decides itself. What has a page of its own is decided there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.meetings.access import may_at
from safeguarding.meetings.models import Decision, Meeting
from safeguarding.meetings.subject import locked, record
from safeguarding.people.acting import Acting
from safeguarding.people.actions.deciding import seal_for_partnership
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.decision_records import Position, Said
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Partner

HELD = {"agreed": "Agreed", "not": "Did not agree", "none": "Gave no view"}


@transaction.atomic
def decide_in_meeting(
    *,
    by: Acting,
    meeting: Meeting,
    words: str,
    reasons: str,
    options: Sequence[str] = (),
    held: Mapping[Partner, str] | None = None,
    dissent: str = "",
    conditions: str = "",
    review_on: date | None = None,
    instead_of: int | None = None,
) -> Decision:
    """Record a decision of a meeting, with its reasons and what each partner there held (`HELD`).

    One taken instead of an earlier decision supersedes it; both stay. Raises NotAllowed.
    """
    meeting = locked(meeting)
    demand(may_at(by, Act.RECORD_ATTENDANCE, meeting))
    demand(still_open(meeting))
    if not words.strip() or not reasons.strip():
        raise NotAllowed(
            Refused(
                "no_reason", "A decision needs its words and its reasons.", "A sentence for each will do."
            )
        )
    if review_on is not None and review_on <= by.today:
        raise NotAllowed(
            Refused(
                "review_past", "The day on which it is looked at again has to lie ahead.", "Give a later day."
            )
        )
    before = _before(meeting, instead_of)
    positions = {partner.value: HELD[one] for partner, one in (held or {}).items() if one in HELD}
    decision = Decision.objects.create(
        meeting=meeting,
        kind=DecisionKind.MEETING_DECISION.value,
        words=words,
        reasons=reasons,
        positions=positions,
        dissent=dissent,
        conditions=conditions,
        review_on=review_on,
        recorded_by=by.seat,
        supersedes=before,
    )
    record(
        meeting,
        "decide_in_meeting",
        by=by,
        on={"decision": str(decision.pk)},
        keep={"decision": words, "reasons": reasons, "dissent": dissent, "conditions": conditions},
    )
    _seal(decision, meeting, tuple(one for one in options if one.strip()), by=by)
    return decision


def still_open(meeting: Meeting) -> Answer:
    """Until its minutes are agreed, what a meeting decided can still be recorded with it."""
    if meeting.minutes_agreed_at is None:
        return Allowed()
    return Refused(
        "minutes_agreed",
        "The minutes of this meeting have been agreed, so no decision can be added to it.",
        "Record it with the next meeting.",
    )


def _before(meeting: Meeting, pk: int | None) -> Decision | None:
    """The decision that this one takes the place of: of this meeting, or of another on the same case."""
    if pk is None:
        return None
    kept = Decision.objects.filter(pk=pk, meeting__partnership=meeting.partnership)
    found = kept.filter(Q(meeting__case=meeting.case) if meeting.case else Q(meeting__case=None)).first()
    if found is None:
        raise NotAllowed(
            Refused("not_there", "That earlier decision is not there.", "Choose one from the list.")
        )
    if Decision.objects.filter(supersedes=found).exists():
        raise NotAllowed(
            Refused(
                "superseded",
                "Another decision has been taken instead of that one already.",
                "Choose the newest one.",
            )
        )
    return found


def _seal(decision: Decision, meeting: Meeting, options: tuple[str, ...], *, by: Acting) -> None:
    positions = decision.positions
    said = Said(
        outcome=decision.words,
        decided_on=by.today,
        reasons=decision.reasons,
        chosen=decision.words if options else "",
        options=options,
        positions=tuple(Position(Partner(one).label, held, "", "") for one, held in positions.items()),
        unanimous=set(positions.values()) == {HELD["agreed"]} and not decision.dissent if positions else None,
        dissent=decision.dissent,
        conditions=decision.conditions,
        review_on=decision.review_on,
        meeting=f"meeting:{meeting.pk}",
    )
    root = decision
    while root.supersedes is not None:
        root = root.supersedes
    kind, matter = DecisionKind.MEETING_DECISION, f"meeting_decision:{root.pk}"
    if meeting.case is None:
        seal_for_partnership(by=by, partnership=meeting.partnership, kind=kind, matter=matter, said=said)
    else:
        source = f"meeting_decision:{decision.pk}"
        seal_decision(by=by, case=meeting.case, kind=kind, matter=matter, source=source, said=said)
