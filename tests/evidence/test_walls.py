"""What an agency wrote is sealed: no other agency, manager, partner or link reads it before it is
released.
"""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.models import Case
from safeguarding.evidence import queries
from safeguarding.evidence.actions import release_returns
from safeguarding.evidence.models import Request
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed
from safeguarding.statute.terms import Level
from tests.evidence.builders import author_of, give_nil, give_short
from tests.people.cast import Cast, signed_in

CANARY = "Canary-of-the-hospital-return"
AGENCY_PAGES = (
    "",
    "who-writes/",
    "pass-on/",
    "more-time/",
    "cover/",
    "will-not-share/",
    "letter/",
    "letter/pdf/",
    "no-record/",
    "question/knew/",
    "check/",
    "word/",
    "word/form/",
    "chronology/",
    "chronology/0123456789ab/",
    "chronology/0123456789ab/original/",
    "returned/",
    "confirm/",
)
CASE_PAGES = (
    "", "ask/", "ask-for-reports/", "release/", "read/", "read/reports/", "{short}/", "{short}/formal/",
)  # fmt: skip
NOT_THE_HOSPITAL = (
    "manager",
    "support",
    "chair",
    "dsp_la",
    "dsp_health",
    "dsp_police",
    "lsp_police",
    "deputy_health",
    "lapsed_deputy",
    "notifier",
    "decider",
    "school_author",
    "member",
    "reviewer",
    "scrutineer",
    "governance",
    "coordinator",
    "sys_admin",
    "auditor",
    "stranger",
    "devon_la",
    "referrer",
    "contact",
)


def pages(case: Case, request: Request) -> list[str]:
    """Every address of this room, and the case's own pages that could repeat something of it."""
    own = [f"/returns/{request.short}/{page}" for page in AGENCY_PAGES]
    on_case = [f"/cases/{case.reference}/returns/{page.format(short=request.short)}" for page in CASE_PAGES]
    own += ["/sector/", f"/sector/{request.short}/"]
    return [*own, *on_case, *(f"/cases/{case.reference}/{page}" for page in ("", "record/", "decisions/"))]


@pytest.fixture
def sealed(cast: Cast, hospital: Request) -> Request:
    """The hospital has returned; nothing is released."""
    give_short(hospital, cast.author, knew=CANARY, withheld=CANARY)
    return hospital


@pytest.mark.parametrize("name", NOT_THE_HOSPITAL)
def test_nobody_else_reads_an_unreleased_return_at_any_address(
    cast: Cast, case: Case, sealed: Request, name: str
) -> None:
    client = signed_in(getattr(cast, name))
    for page in pages(case, sealed):
        answer = client.get(page)
        assert CANARY not in answer.content.decode(), page
        if page.startswith("/returns/"):
            assert answer.status_code in {302, 404}, page


@pytest.mark.parametrize("name", ["author", "senior"])
def test_its_own_agency_reads_it(cast: Cast, sealed: Request, name: str) -> None:
    page = signed_in(getattr(cast, name)).get(f"/returns/{sealed.short}/returned/").content.decode()
    assert CANARY in page


def test_the_pages_listed_here_are_all_the_pages_there_are() -> None:
    from safeguarding.evidence.urls import urlpatterns

    known = {f"returns/<slug:ref>/{page}" for page in AGENCY_PAGES} | {"returns/thank-you/"}
    known = {path.replace("question/knew/", "question/<slug:key>/") for path in known}
    known = {path.replace("chronology/0123456789ab/", "chronology/<slug:short>/") for path in known}
    known = {path.replace("letter/pdf/", "letter/<slug:form>/") for path in known}
    known |= {"sector/", "sector/<slug:short>/"}
    known |= {f"cases/<slug:ref>/returns/{page.format(short='<slug:short>')}" for page in CASE_PAGES}
    assert {str(one.pattern) for one in urlpatterns} == known
    assert get_resolver()


@pytest.mark.parametrize("prefix", ["return", "confirm"])
def test_a_link_for_one_return_opens_nothing_else(
    cast: Cast, case: Case, sealed: Request, prefix: str
) -> None:
    practice = Request.objects.get(case=case, agency=cast.gp)
    other = Request.objects.get(case=case, agency=cast.met)
    client = signed_in(Acting(cast.contact.seat, Level.MAILBOX, f"{prefix}:{practice.short}"))
    for request in (sealed, other):
        for page in pages(case, request):
            assert client.get(page).status_code in {302, 404}, page
    for page in ("/", "/people/", "/outbox/nothing/"):
        assert client.get(page).status_code in {200, 302, 404}
        assert case.reference not in client.get(page).content.decode()


def test_a_link_for_another_return_of_the_same_agency_does_not_open_this_one(cast: Cast, case: Case) -> None:
    from tests.cases.builders import notified_case

    second = notified_case(cast)
    one, two = (Request.objects.get(case=which, agency=cast.gp) for which in (case, second))
    client = signed_in(author_of(one))
    assert client.get(f"/returns/{one.short}/").status_code == 200
    assert client.get(f"/returns/{two.short}/").status_code == 404


def test_the_link_to_write_does_not_confirm_and_the_link_to_confirm_does_not_write(
    cast: Cast, sealed: Request
) -> None:
    writes = signed_in(Acting(cast.senior.seat, Level.MAILBOX, f"return:{sealed.short}"))
    assert writes.get(f"/returns/{sealed.short}/confirm/").status_code == 404
    confirms = signed_in(Acting(cast.senior.seat, Level.MAILBOX, f"confirm:{sealed.short}"))
    for page in AGENCY_PAGES[:-1]:
        assert confirms.get(f"/returns/{sealed.short}/{page}").status_code == 404


def test_the_board_shows_that_it_came_and_not_what(
    cast: Cast, case: Case, practice: Request, sealed: Request
) -> None:
    give_nil(practice)
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/returns/").content.decode()
    assert "Returned" in page
    assert "No record" not in page
    assert "nil" not in page.casefold().split()


def test_release_opens_it_to_the_people_of_the_meeting_and_is_recorded(
    cast: Cast, case: Case, sealed: Request, chain_verifies: None
) -> None:
    client = signed_in(cast.manager)
    for _ in range(2):
        assert client.post(f"/cases/{case.reference}/returns/release/", {"once": "r"}).status_code == 302
    for who in (cast.dsp_la, cast.deputy_health, cast.chair, cast.scrutineer, cast.manager):
        page = signed_in(who).get(f"/cases/{case.reference}/returns/read/")
        assert CANARY in page.content.decode()
    for who in (cast.member, cast.lapsed_deputy, cast.school_author, cast.stranger, cast.notifier):
        assert signed_in(who).get(f"/cases/{case.reference}/returns/read/").status_code == 404
    again = client.post(f"/cases/{case.reference}/returns/release/", {"once": "s"})
    assert again.status_code == 409
    assert "no return to release" in again.content.decode()


def test_somebody_let_into_the_case_reads_what_was_released(cast: Cast, case: Case, sealed: Request) -> None:
    grant_access(by=cast.manager, case=case, seat=cast.member.seat, reason="At the meeting.")
    page = f"/cases/{case.reference}/returns/read/"
    assert CANARY not in signed_in(cast.member).get(page).content.decode()
    release_returns(by=cast.chair, case=case)
    assert CANARY in signed_in(cast.member).get(page).content.decode()


def test_a_partner_does_not_release(cast: Cast, case: Case, sealed: Request) -> None:
    with pytest.raises(NotAllowed):
        release_returns(by=cast.dsp_la, case=case)


def test_the_mark_follows_the_answer(cast: Cast, case: Case, hospital: Request) -> None:
    give_short(
        hospital,
        cast.author,
        knew=("For partners", "partners_and_chair_only"),
        voice=("Not for report", "not_for_the_report"),
        identity=("Ask first", "ask_me_first"),
        steps="Free",
    )
    release_returns(by=cast.manager, case=case)
    read = f"/cases/{case.reference}/returns/read/"
    for who, reads in (
        (cast.dsp_police, True),
        (cast.chair, True),
        (cast.manager, False),
        (cast.scrutineer, False),
    ):
        page = signed_in(who).get(read).content.decode()
        assert ("For partners" in page) is reads
        assert "Not for report" in page
        assert "Ask the agency first" in page
    report = " ".join(item.text for item in queries.released_answers(case)[0].answers)
    assert "Free" in report
    for held in ("For partners", "Not for report", "Ask first"):
        assert held not in report


def test_an_excluded_person_of_the_agency_finds_nothing(cast: Cast, case: Case, sealed: Request) -> None:
    from safeguarding.cases.actions.interests import exclude_person

    exclude_person(by=cast.chair, case=case, person=cast.author.person, reason="Named in it.")
    assert signed_in(cast.author).get(f"/returns/{sealed.short}/returned/").status_code == 404
    assert queries.work(cast.author) == []
