"""The coordinator for a sector: which agencies owe an answer, and nothing else of any case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.models import Case
from safeguarding.evidence import queries
from safeguarding.evidence.actions import explain_missing_return, note_telephone
from safeguarding.evidence.models import Request, TelephoneLine
from safeguarding.people.acting import Acting
from safeguarding.people.actions import add_agency, give_seat
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.sectors import COORDINATES
from safeguarding.statute.terms import AgencyType, LatenessCode, Level, Role
from tests.cases.builders import notified_case
from tests.evidence.builders import give_nil
from tests.people.cast import Cast, signed_in


def late(request: Request, days: int = 9) -> None:
    Request.objects.filter(pk=request.pk).update(due_on=timezone.localdate() - timedelta(days=days))


def test_the_page_says_who_owes_what_by_when_and_nothing_of_the_case(
    cast: Cast, case: Case, practice: Request
) -> None:
    late(practice)
    page = signed_in(cast.coordinator).get("/sector/").content.decode()
    for said in ("Mill Lane Surgery", case.reference, "overdue", "1 answer is late, of 1"):
        assert said in page
    for hidden in (
        case.pseudonym,
        "Tobias",
        "Quillfeather",
        "unresponsive",
        "Larkfield",
        "Fernbank",
        "rapid review",
    ):
        assert hidden not in page


def test_only_agencies_of_the_own_sector_that_owe_an_answer_are_listed(
    cast: Cast, case: Case, practice: Request, hospital: Request
) -> None:
    assert [line.agency for line in queries.sector(cast.coordinator)] == ["Mill Lane Surgery"]
    for who in (cast.manager, cast.chair, cast.dsp_health, cast.author, cast.stranger):
        assert queries.sector(who) == []
        assert signed_in(who).get("/sector/").status_code == 404
    give_nil(practice)
    assert queries.sector(cast.coordinator) == []
    assert "No agency of your sector" in signed_in(cast.coordinator).get("/sector/").content.decode()
    assert signed_in(cast.coordinator).get(f"/sector/{practice.short}/").status_code == 404
    assert signed_in(cast.coordinator).get(f"/sector/{hospital.short}/").status_code == 404


def test_an_education_coordinator_sees_schools_only(cast: Cast, case: Case) -> None:
    service = add_agency(
        partnership=cast.barnet, kind=AgencyType.LOCAL_AUTHORITY_EDUCATION, name="Education Service"
    )
    seat = give_seat(
        by=None, partnership=cast.barnet, email="tobin@barnet.example", name="Tobin", agency=service,
        role=Role.SECTOR_COORDINATOR, since=timezone.localdate(), invited=False,
    )  # fmt: skip
    found = queries.sector(Acting(seat, Level.TOTP))
    assert [line.agency for line in found] == ["Fernbank Primary School"]
    assert queries.sector(Acting(seat, Level.MAILBOX)) == []


def test_the_coordinator_has_no_access_to_the_case(cast: Cast, case: Case, practice: Request) -> None:
    browser = signed_in(cast.coordinator)
    for room in ("", "returns/", f"returns/{practice.short}/", "record/", "documents/", "rapid-review/"):
        assert browser.get(f"/cases/{case.reference}/{room}").status_code == 404
    assert browser.get(f"/returns/{practice.short}/").status_code == 404


@pytest.mark.parametrize("how", ["sealed", "walled", "closed", "explained"])
def test_what_is_sealed_walled_off_or_over_does_not_exist_for_them(
    cast: Cast, case: Case, practice: Request, how: str
) -> None:
    late(practice)
    if how == "walled":
        exclude_person(by=cast.chair, case=case, person=cast.coordinator.person, reason="A patient there.")
    elif how == "explained":
        explain_missing_return(
            by=cast.manager, request=practice, reason="Closed.", code=LatenessCode.CAPACITY, done="Rang."
        )
    else:
        Case.objects.filter(pk=case.pk).update(**{how: True})
    browser = signed_in(cast.coordinator)
    assert "Mill Lane Surgery" not in browser.get("/sector/").content.decode()
    assert browser.get(f"/sector/{practice.short}/").status_code == 404
    assert queries.work(cast.coordinator) == []
    if how != "explained":
        with pytest.raises(NotAllowed):
            note_telephone(
                by=cast.coordinator, request=practice, spoke_to="J", said="x", rang_on=timezone.localdate()
            )


def test_i_have_rung_them_is_a_line_that_the_manager_sees(cast: Cast, case: Case, practice: Request) -> None:
    browser, day = signed_in(cast.coordinator), timezone.localdate()
    form = {
        "once": "r", "spoke_to": "Joan Petty", "said": "On it.",
        "rang_on-day": day.day, "rang_on-month": day.month, "rang_on-year": day.year,
    }  # fmt: skip
    assert browser.post(f"/sector/{practice.short}/", {**form, "once": "0", "said": ""}).status_code == 422
    for _ in range(2):
        assert browser.post(f"/sector/{practice.short}/", form).status_code == 302
    assert TelephoneLine.objects.get().by == cast.coordinator.seat
    assert "Rang today" in browser.get("/sector/").content.decode()
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/returns/{practice.short}/").content.decode()
    assert "Beryl Nkemelu" in page


def test_a_coordinator_notes_no_call_with_an_agency_of_another_sector(cast: Cast, hospital: Request) -> None:
    with pytest.raises(NotAllowed, match="coordinator for its sector"):
        note_telephone(
            by=cast.coordinator, request=hospital, spoke_to="A", said="x", rang_on=timezone.localdate()
        )


def test_late_answers_stand_among_their_work_without_any_case(
    cast: Cast, case: Case, practice: Request
) -> None:
    assert queries.work(cast.coordinator) == []
    late(practice)
    (item,) = queries.work(cast.coordinator)
    assert item.case is None
    assert "Mill Lane Surgery" in item.why
    home = signed_in(cast.coordinator).get("/").content.decode()
    assert "Answers are late in your sector" in home
    assert case.pseudonym not in home


def test_a_coordinators_seat_is_for_a_body_that_coordinates(cast: Cast) -> None:
    for agency in (None, cast.hospital):
        with pytest.raises(NotAllowed, match="commissioning body"):
            give_seat(
                by=cast.manager, partnership=cast.barnet, email="x@icb.example", name="X", agency=agency,
                role=Role.SECTOR_COORDINATOR, since=timezone.localdate(),
            )  # fmt: skip
    assert set(COORDINATES) == {AgencyType.ICB, AgencyType.LOCAL_AUTHORITY_EDUCATION}


def test_the_list_asks_as_much_of_many_cases_as_of_one(cast: Cast, case: Case) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as made:
            found = len(queries.sector(cast.coordinator))
        return len(made), found

    first = count()
    for _ in range(3):
        notified_case(cast)
    assert count() == (first[0], first[1] + 3)
