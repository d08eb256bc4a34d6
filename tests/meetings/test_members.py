"""The standing group: its members, their terms, and the yearly confirmation by their own agency."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from safeguarding.correspondence.models import Letter
from safeguarding.evidence.models import Request
from safeguarding.meetings.actions import (
    add_member,
    ask_to_confirm,
    confirm_member,
    end_member,
    move_seat,
    note_induction,
    record_attendance,
    renew_term,
)
from safeguarding.meetings.models import Attestation, Meeting, Member
from safeguarding.meetings.queries import members as queries
from safeguarding.meetings.queries import members_work, quorum_of
from safeguarding.meetings.queries.lapses import vacancies
from safeguarding.people.acting import Acting
from safeguarding.people.actions import end_seat, give_seat
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.authority import Authority, MemberKind
from safeguarding.statute.terms import Level, Role
from tests.cases.builders import notified_case, today
from tests.pages import words
from tests.people.cast import Cast, events, signed_in

pytestmark = pytest.mark.django_db

ALL = {"speaks_with_authority": True, "commits_the_agency": True, "holds_to_account": True}
LONG_AGO = timedelta(days=400)


def member(cast: Cast, who: Acting | None = None, **more: Any) -> Member:
    given = {"by": cast.manager, "seat": (who or cast.member).seat, "kind": MemberKind.CORE,
             "since": today() - LONG_AGO}  # fmt: skip
    return add_member(**(given | more))


def confirmed(cast: Cast, made: Member, senior: Acting, *, ends: int) -> Attestation:
    """Confirmed by that senior lead, with so many days left."""
    asked = ask_to_confirm(by=cast.manager, member=made, senior=senior.seat)
    done = confirm_member(by=senior, attestation=asked, **ALL)
    until = today() + timedelta(days=ends)
    Attestation.objects.filter(pk=done.pk).update(
        until=until, confirmed_at=timezone.now() - timedelta(days=365 - ends)
    )
    done.refresh_from_db()
    return done


def line(cast: Cast, made: Member) -> queries.Line:
    found = queries.one(cast.manager, made.pk)
    assert found
    return found


def day(name: str, when: Any) -> dict[str, int]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def refused(code: str, act: Any) -> None:
    with pytest.raises(NotAllowed) as no:
        act()
    assert no.value.refused.code == code
    assert no.value.refused.sentence.endswith(".")


def test_the_manager_adds_a_member_and_their_senior_lead_confirms_by_a_link(cast: Cast) -> None:
    office = signed_in(cast.manager)
    done = office.post(
        "/group/members/add/", {"seat": cast.member.seat.pk, "kind": "core"} | day("since", today())
    )
    made = Member.objects.get()
    assert done.headers["Location"] == f"/group/members/{made.pk}/"
    assert line(cast, made).due == ["ask for confirmation", "induction"]
    office.post(f"/group/members/{made.pk}/", {
        "which": "ask", "senior_name": "Dr Orsolya Pike", "senior_email": "Pike@larkfield.example",
    })  # fmt: skip
    asked = made.attestations.get()
    assert (asked.asked_of.role, asked.asked_of.agency) == (Role.AGENCY_SENIOR, cast.hospital)
    assert line(cast, made).authority is Authority.ASKED
    letter = Letter.objects.get(kind="member_to_confirm")
    assert "Mabel" not in letter.body + letter.subject
    found = re.search(r"/door/[^/\s]+/", letter.body)
    assert found
    visitor = Client()
    assert visitor.get(found[0]).status_code == 200
    visitor.post(found[0])
    code = re.search(r"\b\d{6}\b", Letter.objects.filter(kind="sign_in_code").latest("pk").body)
    assert code
    inside = visitor.post(f"{found[0]}code/", {"code": code[0]})
    assert inside.headers["Location"] == f"/group/confirm/{asked.pk}/"
    page = f"/group/confirm/{asked.pk}/"
    assert "May Mabel Croft speak for Larkfield NHS Trust?" in visitor.get(page).content.decode()
    two = visitor.post(page, {"speaks_with_authority": "yes", "commits_the_agency": "yes"})
    assert two.status_code == 409
    assert "all three tests" in two.content.decode()
    assert visitor.post(page, dict.fromkeys(ALL, "yes")).status_code == 302
    assert "Thank you" in visitor.get(page).content.decode()
    assert visitor.get("/group/members/").status_code == 302, "a link opens one question only"
    stands = line(cast, made)
    assert stands.authority is Authority.CONFIRMED
    assert stands.by_whom == "Dr Orsolya Pike"
    assert events("confirm_member", member=str(made.pk)) == 1
    shown = office.get("/group/members/").content.decode()
    assert "Mabel Croft" in shown
    assert "Dr Orsolya Pike" in shown


def test_a_lead_with_a_sign_in_finds_it_in_their_work_and_confirms_signed_in(cast: Cast) -> None:
    made = member(cast, kind=MemberKind.INPUT)
    cast.senior.person.set_password("a long pass phrase here")
    cast.senior.person.save()
    asked = ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat)
    assert [item.title for item in members_work(cast.senior)] == [
        "Confirm that Mabel Croft speaks for your organisation"
    ]
    client, page = signed_in(cast.senior), f"/group/confirm/{asked.pk}/"
    assert client.post(page, dict.fromkeys(ALL, "yes")).headers["Location"] == page
    assert members_work(cast.senior) == []
    assert confirm_member(by=cast.senior, attestation=asked, **ALL).confirmed_at, (
        "a second press changes nothing"
    )
    assert events("confirm_member") == 1
    for other in (cast.author, cast.manager, cast.member, cast.stranger):
        assert signed_in(other).get(page).status_code == 404


def test_a_delegated_partner_is_confirmed_by_their_lead_partner(cast: Cast) -> None:
    made = member(cast, cast.dsp_police)
    assert [seat.pk for seat in queries.seniors(made, today())] == [cast.lsp_police.seat.pk]
    refused(
        "lead_partner_confirms",
        lambda: ask_to_confirm(by=cast.manager, member=made, name="A", email="a@b.example"),
    )
    refused("not_their_senior", lambda: ask_to_confirm(by=cast.manager, member=made, senior=cast.lsp_la.seat))
    asked = ask_to_confirm(by=cast.manager, member=made, senior=cast.lsp_police.seat)
    refused("not_yours", lambda: confirm_member(by=cast.lsp_la, attestation=asked, **ALL))
    confirm_member(by=cast.lsp_police, attestation=asked, **ALL)
    assert line(cast, made).by_whom == "Roland Achterberg"


def test_a_deputy_is_confirmed_by_their_delegation_and_nobody_else(cast: Cast) -> None:
    made = member(cast, cast.deputy_health)
    assert line(cast, made).authority is Authority.CONFIRMED
    assert line(cast, made).by_whom == "Hana Siddall"
    refused("not_needed", lambda: ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat))
    lapsed = member(cast, cast.lapsed_deputy)
    assert line(cast, lapsed).authority is Authority.LAPSED


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda c: {"by": c.chair}, "not_yours"),
        (lambda c: {"by": c.stranger}, "not_yours"),
        (lambda c: {"seat": c.contact.seat}, "not_of_the_group"),
        (lambda c: {"seat": c.reviewer.seat}, "not_of_the_group"),
        (lambda c: {"seat": c.dsp_la.seat, "kind": MemberKind.INVITED}, "always_core"),
        (lambda c: {"until": today() - LONG_AGO - timedelta(days=1)}, "ends_before_it_begins"),
        (lambda c: {"since": c.member.seat.since - timedelta(days=1)}, "seat_not_in_force"),
        (lambda c: {"inducted_on": today() + timedelta(days=1)}, "date_to_come"),
    ],
)
def test_who_cannot_be_added(cast: Cast, more: Any, code: str) -> None:
    refused(code, lambda: member(cast, **more(cast)))
    assert not Member.objects.exists()


def test_nobody_is_a_member_twice_at_a_time(cast: Cast) -> None:
    member(cast, until=today() - timedelta(days=10))
    refused("member_already", lambda: member(cast, since=today() - timedelta(days=20)))
    member(cast, since=today())
    refused("member_already", lambda: member(cast, since=today() + timedelta(days=1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(partnership=cast.barnet, seat=cast.member.seat, kind="core", since=today())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda c: {"by": c.chair, "senior": c.senior.seat}, "not_yours"),
        (lambda c: {"senior": c.school_author.seat}, "not_their_senior"),
        (lambda c: {"senior": c.member.seat}, "not_their_senior"),
        (lambda c: {}, "no_senior"),
        (lambda c: {"name": "Mabel Croft", "email": "MABEL+me@barnet.example"}, "own_authority"),
    ],
)
def test_who_cannot_be_asked(cast: Cast, more: Any, code: str) -> None:
    made = member(cast)
    refused(code, lambda: ask_to_confirm(**({"by": cast.manager, "member": made} | more(cast))))
    assert not Attestation.objects.exists()


def test_somebody_invited_and_the_independent_chair_need_no_confirmation(cast: Cast) -> None:
    for made in (member(cast, kind=MemberKind.INVITED), member(cast, cast.chair)):
        assert line(cast, made).authority is Authority.NOT_NEEDED
        refused(
            "not_needed",
            lambda made=made: ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat),
        )


def test_asking_somebody_else_takes_back_the_question(cast: Cast) -> None:
    made = member(cast)
    first = ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat)
    ask_to_confirm(by=cast.manager, member=made, name="Dr Pike", email="pike@larkfield.example")
    refused("not_asked_any_more", lambda: confirm_member(by=cast.senior, attestation=first, **ALL))
    assert signed_in(cast.senior).get(f"/group/confirm/{first.pk}/").status_code == 404
    by_link = Acting(cast.senior.seat, Level.MAILBOX, f"member:{first.pk}")
    assert signed_in(by_link).get(f"/group/confirm/{first.pk}/").status_code == 404


def test_an_answer_that_cannot_come_any_more_is_asked_for_again(cast: Cast) -> None:
    made = member(cast)
    asked = ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat)
    assert line(cast, made).due[0] == "wait for Zadie Penhale to confirm"
    Attestation.objects.filter(pk=asked.pk).update(asked_at=timezone.now() - timedelta(days=29))
    assert line(cast, made).due[0] == "ask for confirmation"
    assert "The group: Mabel Croft" in [item.title for item in members_work(cast.manager)]
    ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat)
    end_seat(by=cast.manager, seat=cast.senior.seat, last_day=today() - timedelta(days=1))
    assert line(cast, made).due[0] == "ask for confirmation"


def test_a_term_is_noted_renewed_and_ended(cast: Cast) -> None:
    made = member(cast, until=today() + timedelta(days=5))
    assert "the term ends soon" in line(cast, made).due
    refused(
        "date_to_come", lambda: note_induction(by=cast.manager, member=made, on=today() + timedelta(days=1))
    )
    refused("not_yours", lambda: note_induction(by=cast.chair, member=made, on=today()))
    note_induction(by=cast.manager, member=made, on=today())
    refused("not_later", lambda: renew_term(by=cast.manager, member=made, until=today()))
    renew_term(by=cast.manager, member=made, until=today() + timedelta(days=500))
    assert line(cast, made).due == ["ask for confirmation"]
    asked = ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat)
    refused("no_reason", lambda: end_member(by=cast.manager, member=made, last_day=today(), why=" "))
    early = today() - timedelta(days=2)
    refused("ends_in_the_past", lambda: end_member(by=cast.manager, member=made, last_day=early, why="Left."))
    yesterday = today() - timedelta(days=1)
    end_member(by=cast.manager, member=made, last_day=yesterday, why="Left.")
    refused("ended_already", lambda: end_member(by=cast.manager, member=made, last_day=today(), why="Left."))
    refused("not_asked_any_more", lambda: confirm_member(by=cast.senior, attestation=asked, **ALL))
    assert [m.pk for m in queries.past(cast.manager)] == [made.pk]
    assert queries.present(cast.manager) == []
    assert "Left." in signed_in(cast.chair).get("/group/members/").content.decode()
    open_ended = member(cast, since=today())
    refused("no_last_day", lambda: renew_term(by=cast.manager, member=open_ended, until=None))


def test_a_membership_falls_with_the_seat(cast: Cast) -> None:
    made = member(cast, until=today() + timedelta(days=5))
    end_seat(by=cast.manager, seat=cast.member.seat, last_day=today() - timedelta(days=1))
    assert queries.present(cast.manager) == []
    assert [m.pk for m in queries.past(cast.manager)] == [made.pk]
    refused(
        "seat_ended", lambda: renew_term(by=cast.manager, member=made, until=today() + timedelta(days=50))
    )
    refused("term_over", lambda: ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat))


@pytest.mark.parametrize(("ends", "due"), [(29, []), (28, ["renew the confirmation"])])
def test_a_confirmation_that_ends_within_28_days_is_said_before_it_bites(
    cast: Cast, ends: int, due: list[str]
) -> None:
    made = member(cast, inducted_on=today() - LONG_AGO)
    confirmed(cast, made, cast.senior, ends=ends)
    assert line(cast, made).due == due
    mine = [item.title for item in members_work(cast.manager)]
    assert ("The group: Mabel Croft" in mine) is bool(due)
    assert members_work(cast.chair) == []
    page = signed_in(cast.chair).get("/group/members/").content.decode()
    assert ("Mabel Croft</a>: renew the confirmation." in page) is bool(due)


def test_whose_confirmation_has_ended_may_come_and_does_not_count(cast: Cast) -> None:
    made = member(cast, cast.dsp_police)
    confirmed(cast, made, cast.lsp_police, ends=-1)
    assert not line(cast, made).counts
    meeting = Meeting.objects.get(case=notified_case(cast), kind=Meeting.Kind.RAPID_REVIEW)
    Meeting.objects.filter(pk=meeting.pk).update(held_for=timezone.now())
    meeting.refresh_from_db()
    for who in (cast.dsp_la, cast.dsp_health, cast.dsp_police, cast.chair):
        record_attendance(by=cast.manager, meeting=meeting, seat=who.seat, interest="none")
    there = meeting.attendances.get(seat=cast.dsp_police.seat)
    assert there.present
    assert there.voting_partner == ""
    assert "confirmation had ended by that day, so not counted" in there.capacity
    assert "We still need the police." in quorum_of(meeting).sentence
    confirm_member(
        by=cast.lsp_police,
        attestation=ask_to_confirm(by=cast.manager, member=made, senior=cast.lsp_police.seat),
        **ALL,
    )
    record_attendance(by=cast.manager, meeting=meeting, seat=cast.dsp_police.seat, interest="none")
    assert quorum_of(meeting).met


def test_whose_term_has_ended_does_not_count_though_the_seat_goes_on(cast: Cast) -> None:
    made = member(cast, cast.chair, until=today() - timedelta(days=1))
    assert "the term has ended" in line(cast, made).due
    meeting = Meeting.objects.get(case=notified_case(cast), kind=Meeting.Kind.RAPID_REVIEW)
    Meeting.objects.filter(pk=meeting.pk).update(held_for=timezone.now())
    meeting.refresh_from_db()
    record_attendance(by=cast.manager, meeting=meeting, seat=cast.chair.seat, interest="none")
    assert not meeting.attendances.get().in_the_chair
    assert "term in the group had ended" in meeting.attendances.get().capacity


def test_attendance_is_counted_from_real_meetings_that_the_reader_may_see(cast: Cast) -> None:
    made = member(cast, cast.dsp_police)
    for present in (True, False):
        case = notified_case(cast)
        meeting = Meeting.objects.get(case=case, kind=Meeting.Kind.RAPID_REVIEW)
        record_attendance(
            by=cast.manager, meeting=meeting, seat=cast.dsp_police.seat, present=present, interest="none"
        )
        Meeting.objects.filter(pk=meeting.pk).update(
            state="closed", closed_at=timezone.now(), held_for=timezone.now()
        )
    stands = line(cast, made)
    assert (stands.came, stands.of) == (1, 2)
    type(case).objects.filter(pk=case.pk).update(sealed=True)
    seen = queries.one(cast.chair, made.pk)
    assert seen
    assert (seen.came, seen.of) == (1, 1), "a sealed case shows in a figure"


def test_empty_places_are_said(cast: Cast) -> None:
    assert vacancies(cast.barnet, today()) == [], "advisers are looked for once members are kept here"
    end_seat(by=cast.manager, seat=cast.dsp_police.seat, last_day=today() + timedelta(days=3))
    end_seat(by=cast.manager, seat=cast.chair.seat, last_day=today() - timedelta(days=1))
    member(cast)
    found = {v.role: v for v in vacancies(cast.barnet, today())}
    assert found[Role.DSP_POLICE].since == today() + timedelta(days=4)
    assert found[Role.LTRG_CHAIR].since is None
    assert set(found) == {
        Role.DSP_POLICE, Role.LTRG_CHAIR, Role.EDUCATION_LEAD, Role.PUBLIC_HEALTH, Role.LEGAL_ADVISER,
        Role.COMMUNITY_SAFETY,
    }  # fmt: skip
    assert "Fill the place: Independent chair of the group" in [i.title for i in members_work(cast.manager)]
    page = signed_in(cast.manager).get("/group/members/").content.decode()
    assert "The group has no quorum without it." in page
    give_seat(
        by=cast.manager, partnership=cast.barnet, email="new@met.example", name="Ola Finch",
        role=Role.DSP_POLICE, agency=cast.met, since=today() + timedelta(days=4),
    )  # fmt: skip
    assert Role.DSP_POLICE not in {v.role for v in vacancies(cast.barnet, today())}


def test_somebody_moves_agency_and_both_places_stay_on_the_record(cast: Cast) -> None:
    made = member(cast, inducted_on=today() - LONG_AGO)
    asked = ask_to_confirm(by=cast.manager, member=made, senior=cast.senior.seat)
    done = signed_in(cast.manager).post(f"/people/seats/{cast.member.seat.pk}/move/", {
        "agency": cast.school.pk, "role": "education_lead", "post": "Safeguarding lead",
    } | day("last_day", today() - timedelta(days=1)))  # fmt: skip
    assert done.headers["Location"] == "/group/members/"
    new = Member.objects.get(moved_from=made)
    made.refresh_from_db()
    assert made.until == today() - timedelta(days=1)
    assert (new.seat.role, new.seat.agency, new.since) == (Role.EDUCATION_LEAD, cast.school, today())
    assert new.inducted_on == made.inducted_on
    assert line(cast, new).authority is Authority.NOT_ASKED, "the new agency has not confirmed them"
    refused("not_asked_any_more", lambda: confirm_member(by=cast.senior, attestation=asked, **ALL))
    client = signed_in(cast.manager)
    assert "Their place since then" in client.get(f"/group/members/{made.pk}/").content.decode()
    assert "Their place before" in client.get(f"/group/members/{new.pk}/").content.decode()
    assert "Larkfield NHS Trust" in client.get("/group/members/").content.decode()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (lambda c: {"by": c.chair}, "not_yours"),
        (lambda c: {"agency": c.hospital}, "same_agency"),
        (lambda c: {"agency": c.council, "role": Role.DSP_POLICE}, "agency_of_another_partner"),
        (lambda c: {"last_day": today() - timedelta(days=5)}, "ends_in_the_past"),
    ],
)
def test_a_move_that_cannot_be_leaves_everything_as_it_was(cast: Cast, more: Any, code: str) -> None:
    made = member(cast)
    given = {"by": cast.manager, "seat": cast.member.seat, "agency": cast.school, "role": Role.EDUCATION_LEAD,
             "post": "", "last_day": today()}  # fmt: skip
    refused(code, lambda: move_seat(**(given | more(cast))))
    made.refresh_from_db()
    assert made.until is None
    assert made.seat.until is None


def test_what_waits_for_whoever_moves_goes_to_others_of_their_old_agency(cast: Cast) -> None:
    case = notified_case(cast)
    asked = Request.objects.get(case=case, agency=cast.hospital)
    Request.objects.filter(pk=asked.pk).update(contact=cast.author.seat)
    given: dict[str, Any] = {
        "by": cast.manager, "seat": cast.author.seat, "agency": cast.school, "role": Role.AGENCY_AUTHOR,
        "post": "", "last_day": today() - timedelta(days=1),
    }  # fmt: skip
    refused("still_waits", lambda: move_seat(**given))
    browser = signed_in(cast.manager)
    page = words(browser.get(f"/people/seats/{cast.author.seat.pk}/move/"))
    assert "It is the work of their old agency" in page
    moved = move_seat(**given, to={f"request-{asked.pk}": cast.senior.seat})
    asked.refresh_from_db()
    assert (asked.contact, moved.agency) == (cast.senior.seat, cast.school)


def test_a_move_to_a_capacity_outside_the_group_ends_the_membership(cast: Cast) -> None:
    made = member(cast)
    move_seat(
        by=cast.manager, seat=cast.member.seat, agency=cast.school, role=Role.AGENCY_AUTHOR, post="",
        last_day=today(),
    )  # fmt: skip
    made.refresh_from_db()
    assert made.until == today()
    assert not Member.objects.filter(moved_from=made).exists()


@pytest.mark.parametrize("name", ["author", "reviewer", "auditor", "referrer", "stranger"])
def test_others_have_no_page_of_members(cast: Cast, name: str) -> None:
    made = member(cast)
    client = signed_in(cast.everybody[name])
    for where in (f"/group/members/{made.pk}/", "/group/members/add/"):
        answer = client.get(where)
        wanted = (200, 404) if (name, where) == ("stranger", "/group/members/add/") else (302, 404)
        assert answer.status_code in wanted
        assert "Mabel" not in answer.content.decode()


def test_who_sees_the_list_without_keeping_it_changes_nothing(cast: Cast) -> None:
    made = member(cast)
    client = signed_in(cast.chair)
    assert "What you can do" not in client.get(f"/group/members/{made.pk}/").content.decode()
    answer = client.post(
        f"/group/members/{made.pk}/", {"which": "end", "why": "No."} | day("last_day", today())
    )
    assert answer.status_code == 409
    made.refresh_from_db()
    assert made.until is None
