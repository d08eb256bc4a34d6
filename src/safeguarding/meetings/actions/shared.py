"""What the acts of a meeting share."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Exclusion
from safeguarding.meetings.invitation import invitation
from safeguarding.meetings.models import Meeting
from safeguarding.people.models import Seat
from safeguarding.statute.answer import Allowed, Answer, Refused
from safeguarding.statute.terms import Role

ASKED = {
    Role.LTRG_CHAIR,
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
    Role.EDUCATION_LEAD,
    Role.PUBLIC_HEALTH,
    Role.LEGAL_ADVISER,
    Role.COMMUNITY_SAFETY,
    Role.LTRG_MEMBER,
}
SIGNERS = {Role.LTRG_CHAIR, Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE}
USUAL_HOUR = time(10)


def may_come(case: Case, seat: Seat) -> Answer:
    if Exclusion.objects.filter(case=case, person=seat.person, ended_at__isnull=True).exists():
        return Refused(
            "excluded",
            f"{seat.person.name} is kept apart from this case because of an interest.",
            "Ask their organisation to send somebody else.",
        )
    if (
        seat.partnership_id != case.partnership_id
        and not case.grants.filter(seat=seat, ended_at__isnull=True).exists()
    ):
        return Refused(
            "not_let_in",
            f"{seat.person.name} cannot see this case.",
            "Let them in first, or record them as a guest.",
        )
    return Allowed()


def not_closed(meeting: Meeting) -> Answer:
    if meeting.state == Meeting.State.CLOSED:
        return Refused(
            "meeting_closed", "This meeting has been closed.", "Call another one if there is more to decide."
        )
    return Allowed()


def locked(meeting: Meeting) -> tuple[Case, Meeting]:
    case = lock(meeting.case)
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    found.case = case
    return case, found


def audience(meeting: Meeting) -> set[Role]:
    return SIGNERS if meeting.kind == Meeting.Kind.SIGN_OFF else ASKED


def tell_when(meeting: Meeting) -> None:
    tell(
        meeting.case,
        audience(meeting),
        "meeting_called",
        once=f"meeting:{meeting.pk}:{meeting.moved}:{meeting.held_for.isoformat()}",
        due=timezone.localdate(meeting.held_for),
        path=page(meeting),
        invitation=invitation(meeting).decode(),
    )


def page(meeting: Meeting) -> str:
    return f"/cases/{meeting.case.reference}/meetings/{meeting.pk}/"


def joined(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
