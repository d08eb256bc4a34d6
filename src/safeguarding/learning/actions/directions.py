"""The chair directs, the one directed answers, the chair accepts the answer or sends it back."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.guards import plain
from safeguarding.cases.handover import Waiting, handed
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case
from safeguarding.cases.queries.contacts import first_contact, walled_off
from safeguarding.cases.references import ALPHABET
from safeguarding.evidence.actions.reaching import contact_of
from safeguarding.learning.access import may_answer, subject
from safeguarding.learning.models import Direction, DirectionAnswer
from safeguarding.people.acting import Acting
from safeguarding.people.actions import open_door, shut_door
from safeguarding.people.models import Agency, Seat
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Role

WHY = "The independent chair of the safeguarding partnership’s group asks your organisation for something."


@transaction.atomic
def give_direction(
    *,
    by: Acting,
    case: Case,
    what: str,
    by_when: date,
    why: str,
    agency: Agency | None = None,
    seat: Seat | None = None,
) -> Direction:
    """The independent chair directs an agency, or somebody in a seat, to do something by a date.

    It is how learning is taken forward where there is no review (Barnet's published page: the chair directs
    the group, and requires each agency to report on steps and impact). Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.GIVE_DIRECTION, case))
    whom = seat
    if whom is None and agency is not None:
        found = first_contact(agency, by.today, case)
        whom = found or contact_of(agency, by.today, walled_off(case))
    for missing, code, sentence in (
        (not what.strip(), "no_words", "Say what you ask for."),
        (not why.strip(), "no_reason", "Say why: people do what they understand."),
        (agency is None and seat is None, "nobody", "Say of whom you ask it."),
        (whom is None, "no_contact", "Nobody there can be reached: the agency has no contact in force."),
    ):
        if missing:
            raise NotAllowed(Refused(code, sentence, "Then give the direction."))
    if by_when < by.today:
        raise NotAllowed(
            Refused("date_past", f"{plain(by_when)} has passed.", "Give a day that they can still meet.")
        )
    direction = Direction.objects.create(
        case=case,
        number=(case.directions.aggregate(last=Max("number"))["last"] or 0) + 1,
        short="".join(secrets.choice(ALPHABET) for _ in range(12)).lower(),
        agency=None if seat else agency,
        seat=seat,
        what=what,
        why=why,
        by_when=by_when,
        given_by=by.seat,
        given_on=by.today,
    )
    record(
        case,
        "give_direction",
        by=by,
        on={"direction": str(direction.number), "by_when": by_when.isoformat()},
        keep={"what": what, "why": why},
    )
    assert whom is not None  # noqa: S101 - narrows the type; refused above
    _send(direction, whom, by=by)
    return direction


@transaction.atomic
def answer_direction(*, by: Acting, direction: Direction, words: str) -> DirectionAnswer:
    """Answer a direction: what was done, and what difference it made. It waits among the chair's work."""
    case = lock(direction.case)
    demand(may_answer(by, direction))
    direction = Direction.objects.select_for_update(of=("self",)).get(pk=direction.pk)
    if not direction.waits_for_answer:
        raise NotAllowed(
            Refused(
                "answered_already",
                "This direction has been answered already.",
                "The chair will look at the answer.",
            )
        )
    if not words.strip():
        raise NotAllowed(
            Refused("no_words", "The answer is empty.", "Say what was done, and what changed for children.")
        )
    answer = DirectionAnswer.objects.create(
        direction=direction, words=words, seat=by.seat, capacity=by.capacity, answered_on=by.today
    )
    record(case, "answer_direction", by=by, on={"direction": str(direction.number)}, keep={"answer": words})
    tell(case, {Role.LTRG_CHAIR}, "decision_wanted", once=f"direction-answer:{answer.pk}")
    return answer


@transaction.atomic
def rule_on_answer(*, by: Acting, answer: DirectionAnswer, accepted: bool, ruling: str) -> DirectionAnswer:
    """The chair accepts an answer, or sends it back saying what is still wanted."""
    case = lock(answer.direction.case)
    demand(may_do(by, Act.GIVE_DIRECTION, case))
    answer = DirectionAnswer.objects.select_for_update().get(pk=answer.pk)
    if answer.accepted is not None:
        raise NotAllowed(
            Refused(
                "ruled_already", "This answer has been looked at already.", "There is nothing more to do."
            )
        )
    if not accepted and not ruling.strip():
        raise NotAllowed(Refused("no_reason", "Say what is still wanted.", "They need to know what to do."))
    answer.accepted, answer.ruling, answer.ruled_by, answer.ruled_on = accepted, ruling, by.seat, by.today
    answer.save()
    record(
        case,
        "rule_on_answer",
        by=by,
        on={"direction": str(answer.direction.number), "accepted": "yes" if accepted else "no"},
        keep={"ruling": ruling},
    )
    if not accepted and (whom := _whom(answer, by)) is not None:
        _send(answer.direction, whom, by=by)
    return answer


def hand_over_direction(*, by: Acting, one: Waiting, to: Seat | None) -> None:
    """A direction goes to somebody else, with a letter or link of their own; one given to an agency stays the
    agency's. To nobody for now, if nobody is named.
    """
    direction = Direction.objects.select_related("case", "seat").get(pk=one.row)
    direction.case = case = lock(direction.case)
    if one.seat is not None:
        shut_door(by=by, seat=one.seat, subject=subject(direction))
    if direction.agency_id is None:
        direction.seat, direction.nobody_since = to, None if to else by.today
        direction.save(update_fields=["seat", "nobody_since"])
    on = {"direction": str(direction.number), **handed(to)}
    record(case, "hand_over_direction", by=by, on=on)
    if to is not None and direction.waits_for_answer:
        _send(direction, to, by=by)


def _whom(answer: DirectionAnswer, by: Acting) -> Seat | None:
    """Whoever answered, or who has the direction now that they have gone."""
    direction = answer.direction
    if answer.seat.in_force(by.today):
        return answer.seat
    if direction.seat is not None and direction.seat.in_force(by.today):
        return direction.seat
    return contact_of(direction.agency, by.today, walled_off(direction.case)) if direction.agency else None


def _send(direction: Direction, seat: Seat, *, by: Acting) -> None:
    """Those who sign in get a letter; the others a link of their own that opens this direction and nothing
    else.
    """
    page = reverse("learning:direction", args=[direction.short])
    once = f"direction:{direction.pk}:{direction.answers.count()}:{seat.pk}"
    if seat.opens_by_password:
        tell(direction.case, [seat.person], "direction", once=once, due=direction.by_when, path=page)
    else:
        open_door(
            by=by,
            seat=seat,
            subject=subject(direction),
            to=page,
            why=WHY,
            kind="direction",
            due=direction.by_when,
            stream=direction.case.stream,
            once_key=once,
        )
