"""A sealed case exists only for the people named on it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.sealing import seal_case, unseal_case
from safeguarding.cases.models import Case
from safeguarding.cases.queries import visible_to
from safeguarding.correspondence.actions import send
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.people.actions import give_seat
from safeguarding.people.models import Seat
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Role
from tests.cases.builders import considered_case, notified_case, referred_case, today
from tests.people.cast import Cast, signed_in


def test_a_sealed_case_is_seen_by_those_named_and_by_whoever_sealed_it(cast: Cast) -> None:
    case = seal_case(
        by=cast.manager, case=referred_case(cast), named=[cast.chair.seat], reason="A colleague’s child."
    )
    seen = {
        name
        for name in ("manager", "chair", "dsp_la", "notifier")
        if visible_to(getattr(cast, name)).exists()
    }
    assert seen == {"manager", "chair"}
    assert case.sealed


def test_sealing_takes_a_reason_and_is_done_once(cast: Cast) -> None:
    case = referred_case(cast)
    with pytest.raises(NotAllowed, match="reason"):
        seal_case(by=cast.manager, case=case, named=[], reason=" ")
    seal_case(by=cast.chair, case=case, named=[], reason="A colleague’s child.")
    with pytest.raises(NotAllowed, match="sealed already"):
        seal_case(by=cast.chair, case=case, named=[], reason="Again.")


def test_only_the_manager_or_the_chair_seals(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        seal_case(by=cast.dsp_police, case=referred_case(cast), named=[], reason="A colleague’s child.")


def test_a_person_kept_apart_cannot_be_named(cast: Cast) -> None:
    case = referred_case(cast)
    exclude_person(by=cast.chair, case=case, person=cast.excluded.person, reason="Worked on it.")
    with pytest.raises(NotAllowed, match="interest"):
        seal_case(by=cast.manager, case=case, named=[cast.excluded.seat], reason="A colleague’s child.")


def test_only_the_chair_opens_a_sealed_case_again_and_the_named_stay_let_in(cast: Cast) -> None:
    case = seal_case(
        by=cast.manager,
        case=referred_case(cast),
        named=[cast.chair.seat, cast.member.seat],
        reason="A colleague’s child.",
    )
    with pytest.raises(NotAllowed, match="unseals"):
        unseal_case(by=cast.manager, case=case, reason="Over.")
    with pytest.raises(NotAllowed, match="reason"):
        unseal_case(by=cast.chair, case=case, reason=" ")
    unseal_case(by=cast.chair, case=case, reason="The colleague has left.")
    assert visible_to(cast.dsp_la).exists()
    assert visible_to(cast.member).exists()
    with pytest.raises(NotAllowed, match="not sealed"):
        unseal_case(by=cast.chair, case=case, reason="Again.")


def test_a_case_is_sealed_and_opened_again_in_the_browser(cast: Cast) -> None:
    case = referred_case(cast)
    where = f"/cases/{case.reference}/access/seal/"
    chair = signed_in(cast.chair)
    sent = {"named": [cast.dsp_la.seat.pk], "reason": "A colleague’s child.", "once": "a" * 24}
    assert chair.post(where, sent).status_code == 302
    assert visible_to(cast.dsp_la).exists()
    assert not visible_to(cast.dsp_health).exists()
    assert chair.post(where, {"reason": "Over.", "once": "b" * 24}).status_code == 302
    assert visible_to(cast.dsp_health).exists()


def waiting(cast: Cast, case: Case, who: Acting) -> Letter:
    """A letter about the case to this person, which could not be delivered at first."""
    letter = Letter.objects.filter(stream=case.stream, to_person=who.person).order_by("pk").first()
    assert letter is not None
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.QUEUED, sent_at=None, attempts=1, due_at=timezone.now(), claimed_until=None
    )
    letter.refresh_from_db()
    return letter


def test_a_letter_that_waits_does_not_reach_whoever_is_kept_apart_meanwhile(cast: Cast) -> None:
    case = notified_case(cast)
    letter, other = waiting(cast, case, cast.dsp_police), waiting(cast, case, cast.dsp_health)
    exclude_person(by=cast.chair, case=case, person=cast.dsp_police.person, reason="A neighbour.")
    assert not send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.CANCELLED
    assert send(other.pk)


def test_the_address_of_a_sealed_case_goes_to_nobody_who_is_not_named_on_it(cast: Cast) -> None:
    case = notified_case(cast)
    letters = {name: waiting(cast, case, getattr(cast, name)) for name in ("chair", "dsp_police")}
    for letter in letters.values():
        Letter.objects.filter(pk=letter.pk).update(body=f"https://x.example/cases/{case.reference}/")
    seal_case(by=cast.manager, case=case, named=[cast.chair.seat], reason="A colleague's child.")
    assert [send(letters[name].pk) for name in ("chair", "dsp_police")] == [True, False]


def test_somebody_who_had_another_part_is_not_let_in_by_a_seal_either(cast: Cast) -> None:
    case = considered_case(cast)
    reviewer = give_seat(
        by=None, partnership=cast.barnet, email="leo.reviews@example.org", name="Leo Marchbank",
        role=Role.LEAD_REVIEWER, since=today(), invited=False,
    )  # fmt: skip
    Seat.objects.filter(pk=reviewer.pk).update(person=cast.dsp_la.person)
    with pytest.raises(NotAllowed) as no:
        seal_case(
            by=cast.chair, case=case, named=[Seat.objects.get(pk=reviewer.pk)], reason="A colleague's child."
        )
    assert no.value.refused.code == "part_kept_apart"
