"""Writing a return: opening it, saying who writes, saving section by section, passing it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.actions.interests import declare_interest
from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.models import Case, Interest
from safeguarding.evidence.access import subject
from safeguarding.evidence.actions.reaching import colleague, known_address, letterbox, move, send_link
from safeguarding.evidence.actions.running import begin
from safeguarding.evidence.actions.sealed import answer_of, locked, refuse_interested
from safeguarding.evidence.models import PassedOn, PassOnAsked, Request, Return
from safeguarding.evidence.questions import ENTRIES, How, Question, every_question
from safeguarding.people.acting import Acting
from safeguarding.people.actions import shut_door
from safeguarding.people.models import Seat
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import Handling, Role

OWN = frozenset({Return.Interest.PERSONAL, Return.Interest.DIRECT})


@transaction.atomic
def open_request(*, by: Acting, request: Request) -> Request:
    """Note when somebody at the agency first opened the request."""
    case, request = locked(by, Act.READ_OWN_RETURN, request, writing=False)
    if request.opened_at is None:
        request.opened_at = timezone.now()
        request.save(update_fields=["opened_at"])
        record(case, "open_request", by=by, on={"agency": str(request.agency_id)})
    return request


@transaction.atomic
def declare_author(
    *,
    by: Acting,
    request: Request,
    interest: str,
    words: str = "",
    colleague_name: str = "",
    colleague_email: str = "",
    nobody_else: bool = False,
) -> Return:
    """Say who writes and what interest they have.

    An organisation's own involvement is noted, and its author goes on. A personal or direct interest means
    that somebody else writes: the request passes to a named colleague, or the manager is told that another
    is wanted, and whoever declared it is kept apart from the case from that moment until the chair rules.
    Raises NotAllowed.
    """
    case, request = locked(by, Act.WRITE_RETURN, request)
    if interest in OWN:
        _step_back(by, case, request, interest, words, colleague_name, colleague_email, nobody_else)
        return answer_of(request)
    refuse_interested(by, case)
    answer = answer_of(request)
    answer.author, answer.interest, answer.saved_at = by.seat, interest, timezone.now()
    answer.save(update_fields=["author", "interest", "saved_at"])
    record(
        case,
        "declare_author",
        by=by,
        on={"agency": str(request.agency_id)},
        keep={"sealed interest": interest},
    )
    return answer


@transaction.atomic
def save_return(
    *,
    by: Acting,
    request: Request,
    question: str,
    text: str = "",
    said: object = None,
    nothing: bool = False,
    handling: str = Handling.SHAREABLE,
    seen: int | None = None,
) -> Return:
    """Keep the answer to one question. It can be changed until it is returned, and corrected after.

    `said` is what was said to each part of a question that has parts; it may leave some open, or all of
    them. `nothing`: there is nothing to say to them, which is an answer. `seen` is how often the answer had
    been saved when it was shown: if a colleague has saved it since, theirs is not overwritten, nor the mark
    that they gave. Raises NotAllowed.
    """
    case, request = locked(by, Act.WRITE_RETURN, request)
    refuse_interested(by, case)
    asked = next((one for one in every_question(request.form) if one.key == question), None)
    if asked is None:
        raise NotAllowed(
            Refused("no_question", "There is no such question.", "Go back to the list of questions.")
        )
    if asked.parts:
        demand(may_say(asked, said, nothing=nothing))
        text = asked.nothing if nothing else asked.words(said)
    if handling not in {one.value for one in Handling}:
        raise NotAllowed(Refused("no_handling", "Say who may read this answer.", "Choose one of the four."))
    answer = answer_of(request)
    before = answer.answers.get(question, {})
    times = int(before.get("times", 0))
    differs = (before.get("text", ""), before.get("handling", handling)) != (text, str(handling))
    if seen is not None and seen != times and differs:
        raise NotAllowed(
            Refused(
                "changed_meanwhile",
                "A colleague has changed this answer since you opened it. Their answer is shown below yours.",
                "Bring the two together, then save again.",
            )
        )
    answer.answers = {
        **answer.answers,
        question: {
            "text": text,
            "handling": str(handling),
            "times": times + 1,
            "by": by.person.name,
            **({"said": said} if asked.parts else {}),
        },
    }
    answer.author, answer.saved_at = answer.author or by.seat, timezone.now()
    answer.save(update_fields=["answers", "author", "saved_at"])
    record(case, "save_return", by=by, on={"agency": str(request.agency_id), "question": question})
    return answer


def may_say(question: Question, said: object, *, nothing: bool = False) -> Answer:
    """Every part that is answered is one of the question's, with one of its answers where they are given; and
    there is not both something and nothing to say.
    """
    if nothing and (said is not None or not question.nothing):
        return Refused("two_answers", "There is both something and nothing to say.", "Keep one of the two.")
    if said is None:
        return Allowed()
    entries = question.entries(said)
    parts = {part.key: part for part in question.parts}
    for entry in entries:
        for key, value in entry.items():
            part = parts.get(key)
            values = value if isinstance(value, list) else [value]
            if (
                part is None
                or (part.how is How.SOME) != isinstance(value, list)
                or not all(isinstance(one, str) for one in values)
                or (part.options and not {*values} <= {"", *dict(part.options)})
            ):
                return Refused("no_part", "That is not an answer to this question.", "Open the page again.")
    if not entries or not all(entries):
        return Refused("no_answer", "There is nothing in this answer yet.", "Answer it, then save.")
    if len(entries) > ENTRIES:
        return Refused(
            "too_many", f"There can be {ENTRIES} entries at most.", "Bring some together, then save."
        )
    return Allowed()


@dataclass(frozen=True)
class Said:
    """One answer to keep: its words or what was said to its parts, its mark, and how often it had been saved
    when it was shown.
    """

    text: str
    handling: str
    seen: int
    said: object = None
    nothing: bool = False


@transaction.atomic
def save_answers(*, by: Acting, request: Request, answers: Mapping[str, Said]) -> None:
    """Keep several answers at once, from a form filled in away from the system: all of them, or none where a
    colleague has changed one meanwhile. Raises NotAllowed.
    """
    for question, said in answers.items():
        save_return(
            by=by,
            request=request,
            question=question,
            text=said.text,
            said=said.said,
            nothing=said.nothing,
            handling=said.handling,
            seen=said.seen,
        )


@transaction.atomic
def pass_on_return(
    *, by: Acting, request: Request, name: str, email: str, why: str = ""
) -> Seat | PassOnAsked:
    """“Not me, pass it on”: name a colleague of the same agency. What was written so far goes with it.
    Raises NotAllowed.

    The passer's own link stops working; the colleague gets one of their own. To an address by which the
    agency is not known nothing is sent before the manager has confirmed it; until then all stays as it was.
    """
    case, request = locked(by, Act.PASS_ON_RETURN, request)
    if letterbox(email) == letterbox(by.person.email):
        raise NotAllowed(
            Refused("to_yourself", "That is your own address.", "Name a colleague, or answer it yourself.")
        )
    if name.strip() and "@" in email and not known_address(request, email, by):
        return _ask_to_pass_on(by, case, request, name=name, email=email, why=why)
    return _hand_over(by, case, request, name=name, email=email, why=why)


@transaction.atomic
def answer_pass_on(*, by: Acting, asked: PassOnAsked, confirmed: bool, words: str = "") -> PassOnAsked:
    """Confirm an address that an agency gave, and hand the request over to it; or not, and say why. Raises
    NotAllowed.
    """
    case, request = begin(by, Act.CONFIRM_PASS_ON, asked.request)
    asked = PassOnAsked.objects.select_for_update(of=("self",)).select_related("by__person").get(pk=asked.pk)
    if asked.answered_at:
        raise NotAllowed(
            Refused("answered", "This has been answered already.", "There is nothing more to do.")
        )
    if not confirmed and not words.strip():
        raise NotAllowed(
            Refused("no_reason", "Say why it was not confirmed.", "For example: nobody there knows the name.")
        )
    asked.answer = PassOnAsked.Answer.CONFIRMED if confirmed else PassOnAsked.Answer.REFUSED
    asked.words, asked.answered_by, asked.answered_at = words.strip(), by.seat, timezone.now()
    asked.save()
    on = {"agency": str(request.agency_id)}
    if confirmed:
        to = colleague(
            request, name=asked.name, email=asked.email, role=Role.AGENCY_CONTACT, by=by, any_address=True
        )
        record(case, "confirm_pass_on", by=by, on={**on, "to": str(to.pk)})
        move(by, request, to, passer=asked.by, why=asked.why)
    else:
        record(case, "refuse_pass_on", by=by, on=on, keep={"reason": asked.words})
        send_link(request, asked.by, by=by, kind="pass_on_answered", once=f"pass-on:{asked.pk}")
    return asked


def _ask_to_pass_on(
    by: Acting, case: Case, request: Request, *, name: str, email: str, why: str
) -> PassOnAsked:
    if request.pass_ons.filter(answered_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "asked_already",
                "The partnership is checking an address that you gave before.",
                "Ring the partnership if it is urgent.",
            )
        )
    asked = PassOnAsked.objects.create(
        request=request,
        by=by.seat,
        name=name.strip(),
        email=email.strip().lower(),
        why=why,
        at=timezone.now(),
    )
    record(
        case,
        "ask_to_pass_on",
        by=by,
        on={"agency": str(request.agency_id)},
        keep={"name": asked.name, "address": asked.email},
    )
    tell(
        case,
        {Role.PARTNERSHIP_MANAGER},
        "return_needs_you",
        once=f"pass-on:{asked.pk}:asked",
        path=f"/cases/{case.reference}/returns/{request.short}/",
    )
    return asked


def _hand_over(by: Acting, case: Case, request: Request, *, name: str, email: str, why: str) -> Seat:
    seat = colleague(request, name=name, email=email, role=Role.AGENCY_CONTACT, by=by)
    record(case, "pass_on_return", by=by, on={"agency": str(request.agency_id), "to": str(seat.pk)})
    move(by, request, seat, passer=by.seat, why=why)
    return seat


def _step_back(
    by: Acting,
    case: Case,
    request: Request,
    interest: str,
    words: str,
    name: str,
    email: str,
    nobody_else: bool,
) -> None:
    if not words.strip():
        raise NotAllowed(
            Refused(
                "no_words", "Say in a sentence what your interest is.", "No detail about the child is needed."
            )
        )
    if name.strip() or email.strip():
        if letterbox(email) == letterbox(by.person.email):
            raise NotAllowed(
                Refused("to_yourself", "That is your own address.", "Name a colleague without an interest.")
            )
        _hand_over(by, case, request, name=name, email=email, why="An interest of their own")
    elif nobody_else:
        PassedOn.objects.create(
            request=request, by=by.seat, to=None, why="An interest of their own", at=timezone.now()
        )
        request.stepped_back_at, request.contact = timezone.now(), None
        request.save(update_fields=["stepped_back_at", "contact"])
        shut_door(by=by, seat=by.seat, subject=subject(request))
    else:
        raise NotAllowed(
            Refused(
                "interest_of_author",
                "Somebody with a personal or direct interest does not write the return, so that it is "
                "fair to them and "
                "to the child.",
                "Name a colleague who can, and we send it to them. If you know of nobody, tick the box "
                "and we find somebody.",
            )
        )
    Return.objects.filter(request=request, author=by.seat).update(author=None, interest="")
    declare_interest(by=by, case=case, kind=Interest.Kind(interest), words=words)
    if request.stepped_back_at:
        tell(
            case,
            {Role.PARTNERSHIP_MANAGER},
            "return_needs_you",
            once=f"stepped:{request.pk}:{by.seat.pk}",
            path=f"/cases/{case.reference}/returns/{request.short}/",
        )
