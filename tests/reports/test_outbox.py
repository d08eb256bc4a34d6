"""Every letter can be found with what became of it; one that did not arrive says whom to ring, and how."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.models import Case
from safeguarding.cases.next_steps import work
from safeguarding.correspondence import bounces
from safeguarding.correspondence.actions import send, take_back
from safeguarding.correspondence.models import Letter
from safeguarding.people.acting import Acting
from safeguarding.people.actions import correct_address, give_seat
from safeguarding.people.models import Person, Seat
from safeguarding.record.models import Event
from safeguarding.reports import letters as post
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Role
from tests.cases.builders import notified_case
from tests.pages import on, words
from tests.pages import send as send_form
from tests.people.cast import Cast, make_cast, signed_in


@pytest.fixture
def cast(db: None, chain_verifies: None) -> Cast:
    return make_cast()


@pytest.fixture
def case(cast: Cast) -> Case:
    return notified_case(cast)


def came_back(letter: Letter, status: str = "5.1.1") -> Letter:
    """The letter leaves, and comes back."""
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.SENT, sent_at=timezone.now(), attempts=max(letter.attempts, 1)
    )
    assert take_back(report=bounces.Report(letter.pk, int(letter.queued_at.timestamp()), True, status))
    letter.refresh_from_db()
    return letter


def to(who: Acting, case: Case) -> Letter:
    letter = Letter.objects.filter(stream=case.stream, to_person=who.person).first()
    assert letter is not None
    return letter


def waiting(by: Acting) -> list[str]:
    return [item.title for item in work(by) if "did not arrive" in item.title]


def test_what_came_back_waits_for_the_manager_with_the_number_to_ring(cast: Cast, case: Case) -> None:
    Person.objects.filter(pk=cast.dsp_police.person.pk).update(telephone="020 7946 0321")
    letter = came_back(to(cast.dsp_police, case))
    name = cast.dsp_police.person.name
    assert waiting(cast.manager) == waiting(cast.support) == [f"A letter to {name} did not arrive"]
    browser = signed_in(cast.manager)
    assert f"A letter to {name} did not arrive" in words(browser.get("/"))
    page = words(browser.get(f"/letters/{letter.pk}/"))
    for said in (f"Ring {name} on 020 7946 0321", "Came back", "The address does not accept mail.",
                 "5.1.1", "Taken by the mail server" if letter.tries.exists() else "Came back.",
                 case.reference):  # fmt: skip
        assert said in page, said
    assert "Letters that were not delivered" in words(browser.get("/"))
    assert letter.subject in words(browser.get("/letters/"))


def test_it_waits_until_they_are_told_another_way_and_then_no_more(cast: Cast, case: Case) -> None:
    letter = came_back(to(cast.dsp_police, case))
    browser = signed_in(cast.manager)
    assert send_form(browser, f"/letters/{letter.pk}/", "told").status_code == 302
    assert waiting(cast.manager) == []
    assert post.not_delivered(cast.manager) == []
    page = words(browser.get(f"/letters/{letter.pk}/"))
    assert "They were told in another way." in page
    assert "What to do" not in page
    assert Event.objects.filter(act="told_otherwise").count() == 1


def test_a_letter_that_is_tried_again_no_longer_waits(cast: Cast, case: Case) -> None:
    letter = came_back(to(cast.dsp_police, case))
    assert send_form(signed_in(cast.manager), f"/letters/{letter.pk}/", "again").status_code == 302
    assert waiting(cast.manager) == []


def test_the_administrator_helps_and_never_learns_whom_or_which_case(cast: Cast, case: Case) -> None:
    letter = came_back(to(cast.dsp_police, case))
    browser = signed_in(cast.sys_admin)
    for where in ("/", "/letters/", "/letters/all/", f"/letters/{letter.pk}/"):
        page = words(browser.get(where))
        for hidden in (cast.dsp_police.person.name, letter.to_address, case.reference, case.pseudonym):
            assert hidden not in page, where
    assert letter.subject in words(browser.get("/letters/all/"))
    arrived = Letter.objects.filter(stream=case.stream, attempts=0).exclude(pk=letter.pk).first()
    assert arrived is not None
    assert browser.get(f"/letters/{arrived.pk}/").status_code == 404, "nothing is to be mended there"
    assert signed_in(cast.manager).get(f"/letters/{arrived.pk}/").status_code == 200
    assert "The address does not accept mail." in words(browser.get(f"/letters/{letter.pk}/"))


def test_every_letter_is_listed_by_day_and_found_by_what_became_of_it(cast: Cast, case: Case) -> None:
    letter = came_back(to(cast.dsp_police, case))
    yesterday = timezone.now() - timedelta(days=1)
    Letter.objects.filter(stream=case.stream, to_person=cast.chair.person).update(queued_at=yesterday)
    browser = signed_in(cast.manager)
    page = words(browser.get("/letters/all/"))
    for day in (timezone.localtime(), timezone.localtime(yesterday)):
        assert f"{day:%A} {day.day} {day:%B %Y}" in page
    assert f"{case.pseudonym} , {case.reference}" in page
    assert "This address did not take a letter" in page
    only = words(browser.get("/letters/all/?state=bounced&case="))
    assert cast.dsp_police.person.name in only
    assert "Ines Halloran" not in only.partition("Show")[2]
    early = browser.get("/letters/all/", {"state": "", "case": "", **on("until", yesterday.date())})
    assert letter.subject not in words(early).partition("Show")[2] or "Ines Halloran" in words(early)
    assert "No letter is like that" in words(browser.get("/letters/all/?state=failed&case="))
    assert browser.get("/letters/all/?state=nonsense").status_code == 422
    assert browser.get("/letters/all/?page=x").status_code == 200


def test_the_letters_of_one_case_are_found_by_its_reference(cast: Cast, case: Case) -> None:
    other = notified_case(cast)
    page = words(signed_in(cast.manager).get(f"/letters/all/?state=&case={case.reference.lower()}"))
    assert case.reference in page
    assert other.reference not in page


def test_of_a_case_from_which_somebody_is_kept_apart_there_is_no_letter(cast: Cast, case: Case) -> None:
    letter = came_back(to(cast.dsp_police, case))
    exclude_person(by=cast.manager, case=case, person=cast.support.person, reason="A neighbour.")
    browser = signed_in(cast.support)
    assert waiting(cast.support) == []
    assert browser.get(f"/letters/{letter.pk}/").status_code == 404
    assert browser.post(f"/letters/{letter.pk}/", {"which": "told", "once": "x"}).status_code == 404
    for where in ("/letters/all/", f"/letters/all/?state=&case={case.reference}"):
        assert case.pseudonym not in words(browser.get(where))
    nothing = words(browser.get("/letters/all/?state=&case=K7P-3XQ"))
    assert "No letter is like that" in nothing
    assert "No letter is like that" in words(browser.get(f"/letters/all/?state=&case={case.reference}"))


@pytest.mark.parametrize("who", ["chair", "dsp_la", "scrutineer", "member", "author"])
def test_it_is_not_there_for_others(cast: Cast, case: Case, who: str) -> None:
    browser = signed_in(getattr(cast, who))
    for where in ("/letters/all/", f"/letters/{to(cast.manager, case).pk}/"):
        assert browser.get(where).status_code == 404


def test_another_partnerships_letters_are_not_here(cast: Cast, case: Case) -> None:
    letter = to(cast.manager, case)
    browser = signed_in(cast.stranger)
    assert browser.get(f"/letters/{letter.pk}/").status_code in {403, 404}
    assert post.outbox(cast.stranger, post.Asked(), 1)[0] == []


def test_a_letter_that_was_stopped_says_why(cast: Cast, case: Case) -> None:
    """Somebody was kept apart after it was written and before it was sent."""
    letter = to(cast.dsp_police, case)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.QUEUED, sent_at=None, claimed_until=None)
    exclude_person(by=cast.manager, case=case, person=cast.dsp_police.person, reason="A neighbour.")
    assert not send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.CANCELLED
    assert Event.objects.filter(act="letter_not_sent").count() == 1
    page = words(signed_in(cast.manager).get(f"/letters/{letter.pk}/"))
    assert "It was no longer for this person to read." in page


def test_the_body_is_shown_in_the_demonstration_only(cast: Cast, case: Case, settings: Any) -> None:
    letter = to(cast.dsp_police, case)
    browser = signed_in(cast.manager)
    said = "This message says nothing about any child"
    assert said not in words(browser.get(f"/letters/{letter.pk}/"))
    settings.SAFEGUARDING_MODE = "demo"
    assert said in words(browser.get(f"/letters/{letter.pk}/"))
    assert said not in words(signed_in(cast.sys_admin).get(f"/letters/{letter.pk}/"))


def test_as_many_queries_for_sixty_letters_as_for_two(cast: Cast, case: Case) -> None:
    browser = signed_in(cast.manager)
    counts = []
    for size in (2, 58):
        for number in range(size):
            letter = Letter.objects.create(
                partnership=cast.barnet, stream=case.stream, to_person=cast.dsp_la.person,
                to_address=cast.dsp_la.person.email, kind="notified", subject=f"Barnet: {size}",
                body="x", once_key=f"many:{size}:{number}",
            )  # fmt: skip
            came_back(letter)
        each = []
        for where in ("/", "/letters/all/", "/letters/"):
            browser.get(where)
            with CaptureQueriesContext(connection) as asked:
                browser.get(where)
            each.append(len(asked))
        counts.append(each)
    assert counts[0] == counts[1]
    first = words(browser.get("/letters/all/"))
    assert "Older letters" in first
    assert "Older letters" not in words(browser.get("/letters/all/?page=2"))


# An address that was typed wrongly


@pytest.fixture
def mistyped(cast: Cast) -> Seat:
    return give_seat(
        by=cast.manager, partnership=cast.barnet, email="ritta@barnet.example", name="Rita Okonjo",
        role=Role.LEGAL_ADVISER, since=cast.manager.today,
    )  # fmt: skip


def invitation(seat: Seat) -> Letter:
    return Letter.objects.filter(to_person=seat.person, kind="invitation").order_by("-pk")[0]


def test_an_address_is_put_right_and_they_are_invited_anew(cast: Cast, mistyped: Seat) -> None:
    letter = came_back(invitation(mistyped))
    browser = signed_in(cast.manager)
    page = browser.get(f"/letters/{letter.pk}/")
    assert f"/people/{mistyped.person_id}/address/" in page.content.decode()
    assert post.lines(cast.manager, [letter])[0].wrong_address
    right = f"/people/{mistyped.person_id}/address/"
    assert send_form(browser, right, email="Rita@barnet.example").status_code == 302
    new = invitation(mistyped)
    assert (new.pk, new.to_address) != (letter.pk, letter.to_address)
    assert new.to_address == "rita@barnet.example"
    assert not post.lines(cast.manager, [letter])[0].wrong_address
    assert "The address has been put right since" in words(browser.get(f"/letters/{letter.pk}/"))
    event = Event.objects.get(act="correct_address")
    assert "@" not in str(event.on)


def test_who_has_come_in_keeps_the_address_by_which_we_know_them(cast: Cast) -> None:
    signed_in(cast.chair).get("/")
    Person.objects.filter(pk=cast.chair.person.pk).update(last_login=timezone.now())
    with pytest.raises(NotAllowed) as no:
        correct_address(by=cast.manager, person=cast.chair.person, email="other@barnet.example")
    assert no.value.refused.code == "has_come_in"


def test_an_address_of_somebody_else_or_of_another_partnership_is_refused(cast: Cast, mistyped: Seat) -> None:
    with pytest.raises(NotAllowed) as no:
        correct_address(by=cast.manager, person=mistyped.person, email=cast.chair.person.email)
    assert no.value.refused.code == "address_taken"
    Seat.objects.create(
        person=mistyped.person, partnership=cast.devon, role=Role.LEGAL_ADVISER, since=cast.manager.today
    )
    with pytest.raises(NotAllowed) as no:
        correct_address(by=cast.manager, person=mistyped.person, email="rita@barnet.example")
    assert no.value.refused.code == "sits_elsewhere"
    with pytest.raises(NotAllowed):
        correct_address(by=cast.chair, person=mistyped.person, email="rita@barnet.example")
    assert signed_in(cast.manager).get(f"/people/{cast.stranger.person.pk}/address/").status_code == 404
