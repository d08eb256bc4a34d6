"""Interests declared, noted and ruled on; people kept apart from a case, and let back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.actions.standing_in import end_stand_ins, partner_was_silenced
from safeguarding.cases.facts import record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Exclusion, Interest, Ruling
from safeguarding.cases.queries.walls import is_the_chairs, no_chair, on_the_ruling
from safeguarding.correspondence.actions import post_kind
from safeguarding.people.acting import Acting
from safeguarding.people.models import Person
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Position, Said
from safeguarding.statute.decisions import MOST_OF_THEM
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Partner, Role

RULE = {Role.LTRG_CHAIR, Role.PARTNERSHIP_MANAGER}
PARTNERS = {Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE}


@transaction.atomic
def declare_interest(*, by: Acting, case: Case, kind: str, words: str) -> Interest:
    """Declare one's own interest.

    An organisation's is noted; a personal or direct one is walled at once, until it has been ruled on (so
    that nothing is seen meanwhile). Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.DECLARE_INTEREST, case))
    return keep_interest(case, by.person, kind, words, by=by)


@transaction.atomic
def note_interest(*, by: Acting, case: Case, person: Person, kind: str, words: str) -> Interest:
    """Note that somebody else has an interest; walled and ruled on like one that they declare.

    They are told that they are kept apart from something, and whom to ring. Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.NOTE_INTEREST, case))
    interest = keep_interest(case, person, kind, words, by=by)
    if kind != Interest.Kind.ORGANISATIONAL:
        post_kind(
            partnership=case.partnership,
            to=person,
            kind="kept_apart",
            stream=case.stream,
            subject_context={"link": "/"},
            once_key=f"kept-apart:{interest.pk}",
        )
    return interest


def keep_interest(case: Case, whose: Person, kind: str, words: str, *, by: Acting) -> Interest:
    """Keep an interest and put up its wall, inside an act that has locked the case and asked permission."""
    if not words.strip():
        raise NotAllowed(
            Refused(
                "no_words", "Say in a sentence what the interest is.", "No detail about the child is needed."
            )
        )
    interest = Interest.objects.create(
        case=case,
        person=whose,
        agency=by.agency if whose == by.person else None,
        kind=kind,
        words=words,
        declared_by=by.seat,
    )
    act = "declare_interest" if whose == by.person else "note_interest"
    record(case, act, by=by, on={"person": str(whose.pk), "kind": kind}, keep={"words": words})
    if kind != Interest.Kind.ORGANISATIONAL:
        _wall(case, whose, words, by=by)
        ruling = PARTNERS if is_the_chairs(interest) else RULE
        tell(case, ruling, "position_wanted", once=f"interest:{interest.pk}")
    return interest


@transaction.atomic
def rule_on_interest(*, by: Acting, interest: Interest, walled: bool, ruling: str) -> Interest:
    """Rule whether somebody stays kept apart: the chair; on the chair's own, two of the three partners.

    The partners also rule where nobody can act as chair. Each of them may change their mind, and both lines
    stay. Nobody rules on their own interest. Raises NotAllowed.
    """
    case = lock(interest.case)
    if interest.person_id == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_interest",
                "Nobody rules on their own interest.",
                "Two of the three partners rule on the chair’s.",
            )
        )
    interest = Interest.objects.select_for_update().select_related("case__partnership").get(pk=interest.pk)
    demand(may_do(by, Act.RULE_ON_INTEREST, case, *on_the_ruling(interest)))
    if interest.kind == Interest.Kind.ORGANISATIONAL:
        raise NotAllowed(
            Refused(
                "only_noted",
                "An organisation’s interest is noted, and its people stay; there is nothing to rule on.",
                "If one of them has an interest of their own, note that.",
            )
        )
    if not ruling.strip():
        raise NotAllowed(Refused("no_reason", "A ruling needs its reason.", "Say why in a sentence or two."))
    if by.role is Role.LTRG_CHAIR:
        return _settle(case, interest, walled, ruling, by=by)
    return _partner_rules(case, interest, walled, ruling, by=by)


def _partner_rules(case: Case, interest: Interest, walled: bool, ruling: str, *, by: Acting) -> Interest:
    partner = by.role.partner
    assert partner is not None  # noqa: S101 - only the chair and partners get here
    standing = interest.rulings.filter(current=True)
    if standing.filter(seat__person=by.person).exclude(partner=partner.value).exists():
        raise NotAllowed(
            Refused("two_partners", "You have ruled for another partner already.", "One person, one partner.")
        )
    if standing.filter(partner=partner.value, walled=walled).exists():
        raise NotAllowed(
            Refused("ruled", f"{partner.label} has ruled so already.", "There is nothing more to do.")
        )
    standing.filter(partner=partner.value).update(current=False)
    Ruling.objects.create(interest=interest, partner=partner.value, seat=by.seat, walled=walled, words=ruling)
    record(
        case,
        "rule_as_partner",
        by=by,
        on={
            "person": str(interest.person_id),
            "partner": partner.value,
            "walled": "yes" if walled else "no",
        },
        keep={"ruling": ruling},
    )
    same = interest.rulings.filter(current=True, walled=walled).count()
    if same >= MOST_OF_THEM and interest.walled is not walled:
        interest.ruled_at = None
        return _settle(case, interest, walled, ruling, by=by)
    return interest


def _settle(case: Case, interest: Interest, walled: bool, ruling: str, *, by: Acting) -> Interest:
    if interest.ruled_at:
        raise NotAllowed(
            Refused(
                "ruled",
                "This interest has been ruled on already.",
                "To let somebody back in, use “Let back” beside their name.",
            )
        )
    interest.ruled_by, interest.ruled_at, interest.walled, interest.ruling = (
        by.seat,
        timezone.now(),
        walled,
        ruling,
    )
    interest.save()
    record(
        case,
        "rule_on_interest",
        by=by,
        on={"person": str(interest.person_id), "walled": "yes" if walled else "no"},
        keep={"ruling": ruling},
    )
    if walled:
        _wall(case, interest.person, ruling, by=by)
    else:
        _let_back(interest)
        end_stand_ins(case, by)
    rulings = interest.rulings.filter(current=True).select_related("seat__person").order_by("pk")
    _seal_ruling(
        case,
        interest.person,
        walled,
        ruling,
        by=by,
        source=f"interest:{interest.pk}",
        positions=tuple(
            Position(
                Partner(one.partner).label,
                OPTIONS[DecisionKind.CONFLICT_RULING][0 if one.walled else 1],
                one.seat.person.name,
                one.seat.capacity_on(by.today),
                one.words,
            )
            for one in rulings
        ),
    )
    return interest


def _seal_ruling(
    case: Case,
    whose: Person,
    walled: bool,
    reason: str,
    *,
    by: Acting,
    source: str,
    positions: tuple[Position, ...] = (),
) -> None:
    """Whether somebody is kept apart: a later ruling on the same person takes the place of an earlier one."""
    kind = DecisionKind.CONFLICT_RULING
    chosen = OPTIONS[kind][0 if walled else 1]
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter=f"apart:{whose.pk}",
        source=source,
        said=Said(
            outcome=f"{whose.name}: {chosen[:1].lower()}{chosen[1:]}.",
            decided_on=by.today,
            reasons=reason,
            chosen=chosen,
            positions=positions,
            unanimous=len({one.position for one in positions}) == 1 if positions else None,
        ),
    )


@transaction.atomic
def exclude_person(*, by: Acting, case: Case, person: Person, reason: str) -> None:
    """Keep a person apart from a case at once. Their past acts stay on the record. Raises NotAllowed."""
    case = lock(case)
    demand(may_do(by, Act.EXCLUDE_PERSON, case))
    if person.pk == by.person.pk:
        raise NotAllowed(
            Refused(
                "own_interest", "To step away yourself, declare your interest.", "Use “Declare an interest”."
            )
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Walling somebody off needs a reason.", "Say why in a sentence or two.")
        )
    had_one = not no_chair(case)
    # A wall that an interest put up now stands for this reason, and does not fall with the interest.
    _wall(case, person, reason, by=by)
    Exclusion.objects.filter(case=case, person=person, ended_at__isnull=True).update(
        reason=reason, by=by.seat
    )
    if had_one and no_chair(case):
        raise NotAllowed(
            Refused(
                "no_chair_left",
                "This would leave the case without a chair.",
                "Note their interest instead: they are kept apart at once, and two of the three partners "
                "rule on it.",
            )
        )
    record(case, "exclude_person", by=by, on={"person": str(person.pk)}, keep={"reason": reason})
    _seal_ruling(case, person, True, reason, by=by, source=f"apart:{person.pk}")


@transaction.atomic
def end_exclusion(*, by: Acting, exclusion: Exclusion, reason: str) -> Exclusion:
    """The chair lets a person back in. What kept them apart stays on the record. Raises NotAllowed."""
    case = lock(exclusion.case)
    demand(may_do(by, Act.END_EXCLUSION, case))
    exclusion = Exclusion.objects.select_for_update().get(pk=exclusion.pk)
    if exclusion.ended_at:
        raise NotAllowed(
            Refused("ended", "This person is no longer kept apart.", "There is nothing more to do.")
        )
    if not reason.strip():
        raise NotAllowed(
            Refused("no_reason", "Letting somebody back needs a reason.", "Say why in a sentence or two.")
        )
    waiting = Interest.objects.filter(case=case, person=exclusion.person_id, ruled_at__isnull=True)
    if waiting.exclude(kind=Interest.Kind.ORGANISATIONAL).exists():
        raise NotAllowed(
            Refused("not_ruled", "An interest of theirs has not been ruled on yet.", "Rule on it first.")
        )
    exclusion.ended_at = timezone.now()
    exclusion.save(update_fields=["ended_at"])
    record(case, "end_exclusion", by=by, on={"person": str(exclusion.person_id)}, keep={"reason": reason})
    end_stand_ins(case, by)
    _seal_ruling(case, exclusion.person, False, reason, by=by, source=f"exclusion:{exclusion.pk}")
    return exclusion


def _wall(case: Case, person: Person, reason: str, *, by: Acting) -> None:
    if not Exclusion.objects.filter(case=case, person=person, ended_at__isnull=True).exists():
        Exclusion.objects.create(case=case, person=person, reason=reason, by=by.seat)
        partner_was_silenced(case)


def _let_back(interest: Interest) -> None:
    """End the wall that interests put up, once none of them stands. A wall with another reason stays."""
    told = Interest.objects.filter(case=interest.case_id, person=interest.person_id)
    if told.exclude(kind=Interest.Kind.ORGANISATIONAL).exclude(walled=False).exists():
        return
    reasons = [text for pair in told.values_list("words", "ruling") for text in pair]
    reasons += Ruling.objects.filter(interest__in=told).values_list("words", flat=True)
    Exclusion.objects.filter(
        case=interest.case_id, person=interest.person_id, ended_at__isnull=True, reason__in=reasons
    ).update(ended_at=timezone.now())
