"""Holiday cover, and passing on to an address that the manager checks first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.models import Case
from safeguarding.config import schedule
from safeguarding.correspondence.models import Letter
from safeguarding.evidence import queries
from safeguarding.evidence.actions import (
    answer_pass_on,
    end_cover,
    name_cover,
    pass_on_return,
    remind,
    send_to_another,
)
from safeguarding.evidence.models import Cover, PassedOn, PassOnAsked, Request
from safeguarding.people.models import MailboxLink
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import notified_case
from tests.evidence.builders import author_of, give_nil, letters
from tests.people.cast import Cast, events, signed_in

COVERS = "sam@milllane.example"
ELSEWHERE = "lee@elsewhere.example"


def today() -> date:
    return timezone.localdate()


def at(day: date) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime.combine(day, time(12))), tick=False)


def one(case: Case, request: Request) -> str:
    return f"/cases/{case.reference}/returns/{request.short}/"


def covered(cast: Cast, request: Request, **changes: Any) -> Cover:
    given: dict[str, Any] = {
        "by": author_of(request), "name": "Sam Ito", "email": COVERS, "since": today(),
        "until": today() + timedelta(days=6), "instead": False,
    }  # fmt: skip
    return name_cover(request=request, **(given | changes))


def written_to(email: str, kind: str) -> list[Letter]:
    return [letter for letter in letters(kind) if letter.to_address == email]


def days(name: str, day: date) -> dict[str, object]:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


# Cover


def test_an_agency_names_who_covers_by_its_own_link_and_ends_it_early(cast: Cast, practice: Request) -> None:
    agency, where = signed_in(author_of(practice)), f"/returns/{practice.short}/cover/"
    assert agency.get(where).status_code == 200
    form = {
        "once": "c", "name": "Sam Ito", "email": COVERS, "instead": "instead",
        **days("since", today()), **days("until", today() + timedelta(days=6)),
    }  # fmt: skip
    for _ in range(2):
        assert agency.post(where, form).status_code == 302
    cover = Cover.objects.get()
    assert (cover.instead, cover.cover.person.email) == (True, COVERS)
    assert "Sam Ito" in agency.get(where).content.decode()
    assert len(written_to(COVERS, "agency_request")) == 1
    for _ in range(2):
        assert agency.post(where, {"once": "e", "which": "end_cover"}).status_code == 302
    cover.refresh_from_db()
    assert cover.ended_at
    assert not MailboxLink.objects.filter(seat=cover.cover, revoked_at=None).exists()
    assert events("name_cover") == events("end_cover") == 1


@pytest.mark.parametrize("instead", [False, True])
def test_reminders_go_to_whoever_covers_as_well_or_instead(
    cast: Cast, practice: Request, instead: bool
) -> None:
    covered(cast, practice, instead=instead)
    remind(by=cast.manager, request=practice)
    assert len(written_to(COVERS, "return_reminder")) == 1
    assert practice.contact
    assert len(written_to(practice.contact.person.email, "return_reminder")) == (0 if instead else 1)


def test_a_cover_ends_by_itself_and_its_link_with_it(cast: Cast, practice: Request) -> None:
    cover = covered(cast, practice, until=today() + timedelta(days=2), instead=True)
    link = MailboxLink.objects.get(seat=cover.cover)
    with at(today() + timedelta(days=2)):
        assert link.opens()
    with at(today() + timedelta(days=3)):
        assert not link.opens()
        remind(by=cast.manager, request=practice)
    assert practice.contact
    assert len(written_to(practice.contact.person.email, "return_reminder")) == 1
    assert written_to(COVERS, "return_reminder") == []


def test_whoever_covers_answers_by_their_own_link(cast: Cast, practice: Request) -> None:
    from safeguarding.people.acting import Acting
    from safeguarding.statute.terms import Level

    cover = covered(cast, practice)
    who = Acting(cover.cover, Level.MAILBOX, f"return:{practice.short}")
    assert signed_in(who).get(f"/returns/{practice.short}/").status_code == 200
    assert give_nil(practice, who).author == cover.cover


def test_a_cover_to_come_is_sent_the_open_requests_on_its_first_day_once(
    cast: Cast, practice: Request
) -> None:
    cover = covered(cast, practice, since=today() + timedelta(days=2))
    assert written_to(COVERS, "agency_request") == []
    assert schedule.reach_covers(today()) == 0
    with at(cover.since):
        assert [schedule.reach_covers(today()) for _ in range(3)] == [1, 0, 0]
    assert len(written_to(COVERS, "agency_request")) == 1
    assert events("reach_cover") == 1


def test_a_cover_is_for_every_request_of_whoever_is_away_new_ones_too(
    cast: Cast, case: Case, practice: Request
) -> None:
    second = Request.objects.get(case=notified_case(cast), agency=cast.gp)
    assert second.contact_id == practice.contact_id
    covered(cast, practice)
    assert schedule.reach_covers(today()) == 1  # the second, which was open before
    notified_case(cast)  # and one that comes while the cover runs
    assert schedule.reach_covers(today()) == 0
    assert len(written_to(COVERS, "agency_request")) == 3


def test_what_is_answered_or_walled_off_is_not_sent_to_whoever_covers(cast: Cast, practice: Request) -> None:
    cover = covered(cast, practice, since=today() + timedelta(days=1), instead=True)
    exclude_person(by=cast.chair, case=practice.case, person=cover.cover.person, reason="A neighbour.")
    with at(cover.since):
        assert schedule.reach_covers(today()) == 0
        remind(by=cast.manager, request=practice)
    assert practice.contact
    assert len(written_to(practice.contact.person.email, "return_reminder")) == 1
    give_nil(practice)
    with at(cover.since):
        assert schedule.reach_covers(today()) == 0
    assert written_to(COVERS, "agency_request") == []


def test_the_manager_names_a_cover_at_an_address_that_they_have_checked(
    cast: Cast, case: Case, practice: Request
) -> None:
    manager = signed_in(cast.manager)
    form = {
        "which": "cover", "once": "c", "name": "Dr Lee", "email": ELSEWHERE, "instead": "both",
        **days("since", today()), **days("until", today() + timedelta(days=6)),
    }  # fmt: skip
    assert manager.post(one(case, practice), {**form, "once": "0"}).status_code == 422  # not ticked
    for _ in range(2):
        assert manager.post(one(case, practice), {**form, "checked": "yes"}).status_code == 302
    assert Cover.objects.count() == 1
    assert "covers for" in manager.get(one(case, practice)).content.decode()
    for _ in range(2):
        ends = {"which": "end_cover", "once": "e"}
        assert manager.post(one(case, practice), ends).status_code == 302
    assert events("end_cover") == 1


def test_a_cover_that_makes_no_sense_is_refused(cast: Cast, practice: Request) -> None:
    for changes, sentence in (
        ({"email": author_of(practice).person.email}, "whoever is away"),
        ({"until": today() - timedelta(days=1)}, "end before it begins"),
        ({"since": today() - timedelta(days=1)}, "begin in the past"),
        ({"email": ELSEWHERE}, "not one of your"),
        ({"name": ""}, "name and work e-mail"),
    ):
        with pytest.raises(NotAllowed, match=sentence):
            covered(cast, practice, **changes)
    with pytest.raises(NotAllowed, match="Nobody covers"):
        end_cover(by=author_of(practice), request=practice)
    covered(cast, practice)
    with pytest.raises(NotAllowed, match="covers in these days already"):
        covered(cast, practice, email="ira@milllane.example")
    for who in (cast.chair, cast.school_author, cast.stranger):
        with pytest.raises(NotAllowed):
            covered(
                cast, practice, by=who, since=today() + timedelta(days=30), until=today() + timedelta(days=31)
            )
    Request.objects.filter(pk=practice.pk).update(contact=None)
    with pytest.raises(NotAllowed, match="Nobody at this agency"):
        covered(cast, practice, by=cast.manager)


def test_when_the_request_moves_on_the_link_of_whoever_covered_stops_working(
    cast: Cast, practice: Request
) -> None:
    cover = covered(cast, practice)
    send_to_another(by=cast.manager, request=practice, name="Dr Lee", email=ELSEWHERE)
    assert not MailboxLink.objects.filter(seat=cover.cover, revoked_at=None).exists()


# Passing on to an address that is checked first


def asks(practice: Request, email: str = ELSEWHERE) -> PassOnAsked:
    asked = pass_on_return(by=author_of(practice), request=practice, name="Dr Lee", email=email)
    assert isinstance(asked, PassOnAsked)
    return asked


def test_to_an_address_that_is_not_known_nothing_is_sent_before_the_manager_confirms(
    cast: Cast, case: Case, practice: Request
) -> None:
    agency = signed_in(author_of(practice))
    before = practice.contact
    for _ in range(2):
        form = {"once": "p", "name": "Dr Lee", "email": ELSEWHERE, "why": "She knows the family."}
        done = agency.post(f"/returns/{practice.short}/pass-on/", form)
        assert done.status_code == 302
    assert done["Location"].endswith("?for=asked")
    assert "checks it first" in agency.get(done["Location"]).content.decode()
    practice.refresh_from_db()
    assert practice.contact == before
    assert written_to(ELSEWHERE, "agency_request") == []
    assert MailboxLink.objects.filter(seat=before, revoked_at=None).exists()  # their own link still works
    assert len(letters("return_needs_you")) == 1
    assert any(item.title == "Check an address" for item in queries.work(cast.manager))
    manager = signed_in(cast.manager)
    assert ELSEWHERE in manager.get(one(case, practice)).content.decode()
    assert "Wants to pass it on" in manager.get(f"/cases/{case.reference}/returns/").content.decode()
    for _ in range(2):
        yes = {"which": "pass_on", "once": "y", "confirmed": "yes"}
        assert manager.post(one(case, practice), yes).status_code == 302
    practice.refresh_from_db()
    assert practice.contact
    assert practice.contact.person.email == ELSEWHERE
    assert len(written_to(ELSEWHERE, "agency_request")) == 1
    assert PassedOn.objects.get().by == before
    assert not MailboxLink.objects.filter(seat=before, revoked_at=None).exists()


def test_an_address_that_is_not_confirmed_leaves_the_request_where_it_was(
    cast: Cast, practice: Request
) -> None:
    before, asked = practice.contact, asks(practice)
    with pytest.raises(NotAllowed, match="why it was not confirmed"):
        answer_pass_on(by=cast.manager, asked=asked, confirmed=False)
    answer_pass_on(by=cast.manager, asked=asked, confirmed=False, words="Nobody there knows the name.")
    practice.refresh_from_db()
    assert practice.contact == before
    assert before
    assert len(written_to(before.person.email, "pass_on_answered")) == 1
    assert written_to(ELSEWHERE, "agency_request") == []
    with pytest.raises(NotAllowed, match="answered already"):
        answer_pass_on(by=cast.manager, asked=asked, confirmed=True)


def test_one_address_is_checked_at_a_time_and_only_by_those_who_run_the_case(
    cast: Cast, practice: Request
) -> None:
    asked = asks(practice)
    with pytest.raises(NotAllowed, match="checking an address"):
        asks(practice, "other@elsewhere.example")
    for who in (cast.chair, cast.author, author_of(practice), cast.stranger):
        with pytest.raises(NotAllowed):
            answer_pass_on(by=who, asked=asked, confirmed=True)


def test_an_address_that_was_checked_once_is_known(cast: Cast, case: Case, practice: Request) -> None:
    answer_pass_on(by=cast.manager, asked=asks(practice), confirmed=True)
    second = Request.objects.get(case=notified_case(cast), agency=cast.gp)
    done = pass_on_return(by=author_of(second), request=second, name="Dr Lee", email=ELSEWHERE)
    assert not isinstance(done, PassOnAsked)


def test_somebody_walled_off_from_the_case_is_not_passed_the_request(cast: Cast, practice: Request) -> None:
    from safeguarding.people.actions import give_seat
    from safeguarding.statute.terms import Role

    seat = give_seat(
        by=None, partnership=cast.barnet, email=ELSEWHERE, name="Dr Lee", role=Role.REFERRER, since=today(),
        invited=False,
    )  # fmt: skip
    exclude_person(by=cast.chair, case=practice.case, person=seat.person, reason="A neighbour.")
    asked = asks(practice)
    with pytest.raises(NotAllowed, match="cannot be asked about this case"):
        answer_pass_on(by=cast.manager, asked=asked, confirmed=True)
    asked.refresh_from_db()
    assert asked.answered_at is None
