"""What the acts of a meeting share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from django.utils import timezone

from safeguarding.cases.letters import tell as tell_of_case
from safeguarding.cases.models import Exclusion
from safeguarding.correspondence.actions import post_kind
from safeguarding.meetings.group import told
from safeguarding.meetings.invitation import invitation
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.subject import link, stream_of
from safeguarding.people.models import Person, Seat
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
ROLES = {
    Meeting.Kind.SIGN_OFF: SIGNERS,
    Meeting.Kind.RESOLUTION: SIGNERS | {Role.LSP_LA, Role.LSP_HEALTH, Role.LSP_POLICE},
}
"""Who is asked to a meeting of some kinds; to the others, everybody in `ASKED`."""
USUAL_HOUR = time(10)


def may_come(meeting: Meeting, seat: Seat) -> Answer:
    """Whether somebody may be at a meeting: of its partnership or let in, and not kept apart."""
    case = meeting.case
    if case is None:
        if seat.partnership_id == meeting.partnership_id:
            return Allowed()
        return Refused(
            "not_of_the_group",
            f"{seat.person.name} has no seat in this partnership.",
            "Record them as a guest.",
        )
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


def tell(
    meeting: Meeting,
    kind: str,
    *,
    once: str,
    to: Iterable[Person] | None = None,
    due: date | None = None,
    invitation: str = "",
    page: str = "meeting",
) -> None:
    """A letter about a meeting to whoever is asked to it, or to these, with the way to one of its pages."""
    if meeting.case is not None:
        whom = ROLES.get(Meeting.Kind(meeting.kind), ASKED) if to is None else to
        tell_of_case(
            meeting.case, whom, kind, once=once, due=due, path=link(meeting, page), invitation=invitation
        )
        return
    for person in told(meeting.partnership) if to is None else to:
        post_kind(
            partnership=meeting.partnership,
            to=person,
            kind=kind,
            stream=stream_of(meeting),
            subject_context={"link": link(meeting, page), **({"due": due} if due else {})},
            once_key=f"{once}:{person.pk}",
            invitation=invitation,
        )


def tell_when(meeting: Meeting) -> None:
    """When and where, with the file for a calendar."""
    tell(
        meeting,
        "meeting_called",
        once=f"meeting:{meeting.pk}:{meeting.moved}:{meeting.held_for.isoformat()}",
        due=timezone.localdate(meeting.held_for),
        invitation=invitation(meeting).decode(),
    )


def joined(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
