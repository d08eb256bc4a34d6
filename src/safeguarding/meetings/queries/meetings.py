"""Reading meetings."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from safeguarding.cases.handover import Waiting, Whose
from safeguarding.cases.models import Case, Fact
from safeguarding.cases.queries import visible_to
from safeguarding.cases.queries.visible import people_who_see
from safeguarding.cases.queries.walls import chairs_of, no_chair
from safeguarding.cases.work import WorkItem
from safeguarding.meetings.group import asked, who_confirms
from safeguarding.meetings.models import Attendance, Meeting
from safeguarding.meetings.queries.minutes import to_agree
from safeguarding.meetings.quorum import Quorum, quorum
from safeguarding.meetings.subject import link, profile_of
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person, Seat
from safeguarding.people.queries import in_force, seats
from safeguarding.statute.calendar import add_working_days
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act, Relation, roles_for
from safeguarding.statute.permission.permits import LEADS
from safeguarding.statute.terms import Role

COMES = (
    Role.LTRG_CHAIR,
    Role.DSP_LA,
    Role.DSP_HEALTH,
    Role.DSP_POLICE,
    Role.DEPUTY_LA,
    Role.DEPUTY_HEALTH,
    Role.DEPUTY_POLICE,
    Role.LSP_LA,
    Role.LSP_HEALTH,
    Role.LSP_POLICE,
    Role.EDUCATION_LEAD,
    Role.PUBLIC_HEALTH,
    Role.LEGAL_ADVISER,
    Role.COMMUNITY_SAFETY,
    Role.LTRG_MEMBER,
    Role.AGENCY_LEAD,
    Role.AGENCY_AUTHOR,
    Role.AGENCY_SENIOR,
    Role.PARTNERSHIP_MANAGER,
    Role.BUSINESS_SUPPORT,
    Role.INDEPENDENT_SCRUTINEER,
)
STAFF = (Role.PARTNERSHIP_MANAGER, Role.BUSINESS_SUPPORT, Role.INDEPENDENT_SCRUTINEER)
"""Who may be at the group's own meetings without belonging to it."""


def of_case(case: Case) -> QuerySet[Meeting]:
    """The case's meetings with who was there and what was decided, in the order in which they are held."""
    return whole(Meeting.objects.filter(case=case))


def whole(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with all that their pages say, in a fixed number of queries."""
    lines = Attendance.objects.select_related("seat__person", "agency", "deputy_for__person")
    return found.select_related(
        "case__partnership", "partnership", "vice_chair__person", "closed_by__person"
    ).prefetch_related(Prefetch("attendances", lines), "decisions")


def latest(case: Case, kind: Meeting.Kind) -> Meeting | None:
    """The meeting of that kind that counts: the last one, leaving out those that had to meet again."""
    held = of_case(case).filter(kind=kind).exclude(standing=Meeting.Standing.RECONVENED)
    return held.order_by("-held_for", "-id").first()


def quorum_of(meeting: Meeting) -> Quorum:
    """Whether the quorum is there, from the lines recorded."""
    return quorum(meeting.attendances.all(), profile_of(meeting).quorum)


def agreed_to_chair(case: Case, seat: Seat) -> bool:
    """Whether partners and chair agreed that this seat takes the chair of the rapid review meeting."""
    return Meeting.objects.filter(
        case=case, vice_chair=seat, vice_chair_confirmed_at__isnull=False, kind=Meeting.Kind.RAPID_REVIEW
    ).exists()


def for_want_of_a_chair(meeting: Meeting) -> tuple[Relation, ...]:
    """That nobody can act here as the independent chair, so that a lead partner agrees instead."""
    none = no_chair(meeting.case) if meeting.case else not chairs_of(meeting.partnership)
    return (Relation.NO_CHAIR,) if none else ()


def vice_chairs(by: Acting) -> list[Meeting]:
    """Meetings to come for which somebody is named to take the chair, in cases that this person may see."""
    return list(
        Meeting.objects.filter(case__in=visible_to(by).filter(closed=False), vice_chair__isnull=False)
        .exclude(state=Meeting.State.CLOSED)
        .select_related("case__partnership", "vice_chair__person", "vice_chair__agency")
        .prefetch_related("vice_chair__agency__names")
        .order_by("held_for", "pk")
    )


def namings_that_fall(whose: Whose) -> list[Waiting]:
    """The meetings to come whose chair somebody was to take: it was agreed for them, and for nobody else."""
    found = Meeting.objects.filter(vice_chair__in=whose.seats).exclude(state=Meeting.State.CLOSED)
    return [
        Waiting(
            "chairing", one.pk, f"Take the chair of the {one.get_kind_display().lower()}", one.case,
            timezone.localdate(one.held_for), one.vice_chair,
        )
        for one in found.select_related("case", "vice_chair").order_by("held_for", "pk")
    ]  # fmt: skip


def who_agrees(meeting: Meeting) -> list[Person]:
    """For whom a naming waits: the chair; where nobody can act as chair, the lead safeguarding partners."""
    if meeting.case is None:
        found = who_confirms(meeting.partnership)
    else:
        found = people_who_see(meeting.case, {Role.LTRG_CHAIR}) or people_who_see(meeting.case, set(LEADS))
    return [person for person in found if meeting.vice_chair and person.pk != meeting.vice_chair.person_id]


def may_be_asked(meeting: Meeting, on: date) -> list[Seat]:
    """The seats of the partnership (and of people let in) who may come to this meeting."""
    case = meeting.case
    if case is None:
        staff = seats().filter(in_force(on), partnership=meeting.partnership, role__in=STAFF)
        everybody = (*asked(meeting.partnership, on), *staff.order_by("person__name", "pk"))
        return list({seat.pk: seat for seat in everybody}.values())
    own = seats().filter(
        in_force(on), partnership_id=case.partnership_id, role__in=[role.value for role in COMES]
    )
    let_in = seats().filter(in_force(on), grants__case=case, grants__ended_at__isnull=True)
    walled = set(case.exclusions.filter(ended_at__isnull=True).values_list("person_id", flat=True))
    order = {role.value: place for place, role in enumerate(COMES)}
    found = {seat.pk: seat for seat in (*own, *let_in) if seat.person_id not in walled}
    return sorted(found.values(), key=lambda seat: (order.get(seat.role, 99), seat.person.name))


SOON = 2
"""Working days before a meeting from which it stands among the things to do."""


def work(by: Acting) -> list[WorkItem]:
    """Meetings of the next two working days, for whoever calls them, chairs them or counts in them.

    Those further off are in diaries and on the case; they are nothing to do yet.
    """
    items = [*(_to_agree(by) if by.role in roles_for(Act.CONFIRM_VICE_CHAIR) else []), *to_agree(by)]
    if by.role not in roles_for(Act.HOLD_MEETING) | roles_for(Act.CONFIRM_POSITION):
        return items
    sent = Fact.objects.filter(case=OuterRef("case"), current=True, kind=Kind.SENT_TO_PANEL.value)
    found = (
        Meeting.objects.filter(case__in=visible_to(by).filter(closed=False))
        .exclude(state=Meeting.State.CLOSED)
        .exclude(Exists(sent), kind=Meeting.Kind.SIGN_OFF)
        .select_related("case", "case__partnership")
        .order_by("held_for")
    )
    for meeting in found:
        assert meeting.case is not None  # noqa: S101 - asked for above
        day = timezone.localdate(meeting.held_for)
        past = day < by.today
        if day > add_working_days(by.today, SOON):
            continue
        if past and by.role not in roles_for(Act.CLOSE_MEETING):
            continue
        items.append(
            WorkItem(
                title="Close the meeting" if past else f"Come to the {meeting.get_kind_display().lower()}",
                case=meeting.case,
                why=f"{meeting.case.pseudonym}. "
                + ("It is over and has not been closed." if past else "Your place at the table is held."),
                due=day,
                href=link(meeting),
                button="Open the meeting",
            )
        )
    return items


def _to_agree(by: Acting) -> list[WorkItem]:
    return [
        WorkItem(
            title="Agree who takes the chair",
            case=meeting.case,
            why=f"{meeting.case.pseudonym}. {meeting.vice_chair.person.name} is named, and waits for you.",
            due=timezone.localdate(meeting.held_for),
            href=link(meeting),
            button="Look at it",
        )
        for meeting in vice_chairs(by)
        if meeting.case
        and meeting.vice_chair
        and meeting.vice_chair_confirmed_at is None
        and by.person in who_agrees(meeting)
    ]
