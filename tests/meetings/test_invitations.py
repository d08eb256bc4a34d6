"""A meeting goes into diaries as a calendar file that names nobody."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from safeguarding.cases.models import Case
from safeguarding.correspondence.actions import send
from safeguarding.correspondence.models import Letter
from safeguarding.meetings.actions import hold_meeting, move_meeting
from safeguarding.meetings.models import Meeting
from tests.cases.builders import notified_case, routed_case
from tests.meetings.test_meetings import at
from tests.people.cast import Cast, signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    return routed_case(cast)


def held(cast: Cast, case: Case, place: str = "Room 4, Hendon Town Hall") -> Meeting:
    return hold_meeting(
        by=cast.manager, case=case, kind=Meeting.Kind.RAPID_REVIEW, held_for=at(3), place=place
    )


def newest(cast: Cast) -> str:
    letter = Letter.objects.filter(kind="meeting_called", to_person=cast.dsp_police.person).latest("pk")
    return letter.invitation.replace("\r\n ", "")


def test_the_letter_carries_when_and_where_and_whose_meeting(cast: Cast, case: Case) -> None:
    meeting = held(cast, case)
    got = newest(cast)
    assert "SUMMARY:Meeting of Barnet SCP\r\n" in got
    assert "LOCATION:Room 4\\, Hendon Town Hall\r\n" in got
    assert f"DTSTART:{meeting.held_for.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n" in got
    assert "METHOD:PUBLISH\r\n" in got
    assert f"/cases/{case.reference}/meetings/{meeting.pk}/\r\n" in got
    for word in (case.pseudonym, "Quillfeather", "Tobias", "baby", "rapid review", "Rapid", "Larkfield"):
        assert word not in got


@pytest.mark.parametrize("place", ["At the Quillfeathers’", "Tobias Quillfeather’s ward", "4 Made-up Row"])
def test_a_place_that_names_somebody_of_the_case_stays_out(cast: Cast, case: Case, place: str) -> None:
    held(cast, case, place=place)
    assert "LOCATION" not in newest(cast)


def test_a_place_that_has_the_pseudonym_stays_out(cast: Cast, case: Case) -> None:
    held(cast, case, place=f"Home of {case.pseudonym}")
    assert "LOCATION" not in newest(cast)


def test_moved_it_is_the_same_entry_with_a_higher_number_each_time(cast: Cast, case: Case) -> None:
    meeting = held(cast, case)
    files = [newest(cast)]
    for days, place in ((4, "Room 4"), (4, "Room 5"), (3, "Room 4, Hendon Town Hall")):
        meeting = move_meeting(by=cast.manager, meeting=meeting, held_for=at(days), place=place)
        files.append(newest(cast))
    assert [re.findall(r"SEQUENCE:(\d+)", one)[0] for one in files] == ["0", "1", "2", "3"]
    assert len({re.findall(r"UID:(\S+)", one)[0] for one in files}) == 1
    assert Letter.objects.filter(kind="meeting_called", to_person=cast.dsp_police.person).count() == 4


def test_moved_to_where_it_is_tells_nobody(cast: Cast, case: Case) -> None:
    meeting = held(cast, case)
    before = Letter.objects.count()
    move_meeting(by=cast.manager, meeting=meeting, held_for=meeting.held_for, place=meeting.place)
    assert Letter.objects.count() == before


def test_it_leaves_with_the_letter_once_and_is_kept_encrypted(
    cast: Cast, case: Case, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    held(cast, case)
    letter = Letter.objects.filter(kind="meeting_called").latest("pk")
    mail.outbox.clear()
    assert send(letter.pk)
    assert send(letter.pk)
    (sent,) = mail.outbox
    (part,) = [one for one in sent.message().walk() if one.get_content_type() == "text/calendar"]
    assert part.get_filename() == "meeting.ics"
    assert part.get_param("method") == "PUBLISH"
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode() == letter.invitation
    assert b"\r\n" in body
    assert b"\n" not in body.replace(b"\r\n", b"")


def test_other_letters_carry_no_file(cast: Cast) -> None:
    notified_case(cast)
    assert not [one for one in Letter.objects.exclude(kind="meeting_called") if one.invitation]


def test_the_page_of_a_meeting_gives_the_file_to_those_who_see_it(cast: Cast, case: Case) -> None:
    meeting = held(cast, case)
    page = f"/cases/{case.reference}/meetings/{meeting.pk}/"
    browser = signed_in(cast.dsp_police)
    assert f'href="{page}meeting.ics"' in browser.get(page).content.decode()
    got = browser.get(f"{page}meeting.ics")
    assert got["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Meeting of Barnet SCP\r\n" in got.content
    assert case.pseudonym.encode() not in got.content
    assert signed_in(cast.stranger).get(f"{page}meeting.ics").status_code == 404
    Meeting.objects.update(state=Meeting.State.OPEN, held_for=at() - timedelta(hours=1))
    assert "Add to your calendar" not in browser.get(page).content.decode()
