"""How many questions a page asks of the database: as many with forty cases or agencies as with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safeguarding.cases.actions.areas import invite_area
from safeguarding.cases.actions.emergency import open_in_emergency
from safeguarding.cases.actions.formal_letters import Noted, note_letter
from safeguarding.cases.actions.interests import note_interest
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.actions.restamp import propose_restamp, take_back_restamp
from safeguarding.cases.actions.standing_in import name_stand_in
from safeguarding.cases.models import Case
from safeguarding.documents.actions.templates import Fit, end_template, propose_template
from safeguarding.documents.filling import Judgement
from safeguarding.documents.kinds import WITH_TEMPLATE
from safeguarding.documents.models import Template
from safeguarding.evidence.actions.asking import ask_agencies
from safeguarding.meetings.actions import add_member, ask_to_confirm, confirm_member
from safeguarding.meetings.models import Member
from safeguarding.people.actions import add_agency, give_seat, name_agency
from safeguarding.practice_reviews.actions import add_past_work, note_complaint, note_work
from safeguarding.rapid_reviews.actions.comments import ask_for_comments, say_at_part
from safeguarding.statute.authority import MemberKind
from safeguarding.statute.letters import LetterMatter, Means, Party, Way
from safeguarding.statute.terms import AgencyType, Partner, Role
from tests.cases.builders import answers, considered_case, notified_case, referred_case, today
from tests.evidence.builders import give_all
from tests.meetings.gathered import called
from tests.people.cast import Cast, acting, make_cast, signed_in
from tests.practice_reviews.builders import decided_case, listed, ready

SIZES = (1, 40)
MOST = {"across": 105, "case": 125}
"""More than this is too many at any size."""
ACROSS = (
    "/",
    "/actions/",
    "/group/",
    "/group/meetings/",
    "/group/meetings/hold/",
    "/group/members/",
    "/learning-from/",
    "/assurance/",
    "/publications/",
    "/reviewers/",
    "/reviewers/complaints/",
    "/ended-cases/",
    "/find/",
    "/calendar/",
    "/calendar/?show=overdue",
    "/people/",
    "/delegation/",
    "/start-where-it-is/",
    "/sector/",
    "/emergency/",
    "/settings/",
    "/panel/",
    "/panel/write/",
    "/panel/note/in/",
    "/decisions/",
    "/disagreements/",
    "/disagreements/between-agencies/",
    "/letters/",
    "/letters/all/",
    "/disagreements/between-agencies/raise/",
    "/my-reminders/",
    "/rules/",
    "/templates/",
    "/templates/rr_report/",
)
OF_A_CASE = (
    "", "record/", "rules/", "route/", "consideration/", "notification/", "decisions/", "documents/",
    "rules/since/2026-03-19/", "access/", "access/seal/",
    "access/apart/", "setting/", "looked/", "letters/", "letters/note/in/", "letters/write/panel/other/",
    "other-areas/", "other-processes/", "closing/", "disagreement/", "safety/", "meetings/",
    "learning/", "practice-review/", "practice-review/drafts/", "practice-review/drafts/compare/",
    "practice-review/facts/", "practice-review/recommendations/", "practice-review/acceptance/", "panel/",
    "learning/", "practice-review/", "practice-review/lines-of-enquiry/", "panel/",
    "rapid-review/", "rapid-review/brief/",
    "rapid-review/report/", "rapid-review/report/comments/", "rapid-review/report/comments/ask/",
    "rapid-review/preview/", "rapid-review/criteria/", "rapid-review/aims/facts/",
    "rapid-review/criteria/R11A/", "rapid-review/outcome/", "returns/", "returns/ask/", "returns/release/",
    "returns/ask-for-reports/", "returns/read/", "returns/read/reports/",
    "chronology/", "chronology/told-twice/", "chronology/papers/", "chronology/names/",
    "chronology/take/",
)  # fmt: skip
READERS = (
    "manager",
    "support",
    "chair",
    "dsp_police",
    "deputy_health",
    "notifier",
    "scrutineer",
    "author",
    "member",
    "coordinator",
)


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_cast()


def asked(browser: Client, where: str) -> int:
    """How many queries a page needs, the second time that it is opened."""
    browser.get(where)
    with CaptureQueriesContext(connection) as counted:
        answer = browser.get(where)
    assert answer.status_code in {200, 302, 404}, where
    return len(counted)


def measured(cast: Cast, pages: tuple[str, ...], readers: tuple[str, ...]) -> dict[str, int]:
    """The count of every page for every reader."""
    browsers = {name: signed_in(getattr(cast, name)) for name in readers}
    return {f"{name} {where}": asked(browsers[name], where) for name in readers for where in pages}


def compare(found: dict[int, dict[str, int]], most: int) -> None:
    """The same at every size, and never too many."""
    grown = {
        page: [found[size][page] for size in found]
        for page in found[SIZES[0]]
        if len({found[size][page] for size in found}) > 1
    }
    assert not grown, f"These grow with {SIZES}: {grown}"
    greedy = {page: count for page, count in found[SIZES[0]].items() if count > most}
    assert not greedy, f"These ask more than {most} questions: {greedy}"


MIX: tuple[Callable[..., Case], ...] = (notified_case, referred_case, considered_case)


def test_pages_across_cases_ask_as_much_with_forty_cases_as_with_one(cast: Cast) -> None:
    """Each size has every kind of case, so that a kind of work that appears is not taken for growth."""
    found: dict[int, dict[str, int]] = {}
    for size in SIZES:
        while Case.objects.filter(partnership=cast.barnet).count() < size:
            for make in MIX:
                make(cast)
        looked = f"/looked/{cast.dsp_police.person.pk}/"
        found[size] = measured(cast, (*ACROSS, looked), READERS)
    compare(found, MOST["across"])


def test_pages_of_a_case_ask_as_much_with_forty_agencies_as_with_one(cast: Cast) -> None:
    case = notified_case(cast)
    pages = tuple(f"/cases/{case.reference}/{room}" for room in OF_A_CASE)
    usual = case.requests.count()
    found: dict[int, dict[str, int]] = {}
    for size in SIZES:
        more = [
            add_agency(partnership=cast.barnet, kind=AgencyType.CHARITY_VCS, name=f"Charity {size} {number}",
                       email=f"c{size}x{number}@charity.example")
            for number in range(case.requests.count(), usual + size - 1)
        ]  # fmt: skip
        if more:
            ask_agencies(by=cast.manager, case=case, agencies=more)
        found[size] = measured(cast, pages, ("manager", "chair", "dsp_police", "scrutineer"))
    compare(found, MOST["case"])


def test_newer_rules_ask_as_much_with_ten_proposals_as_with_one(cast: Cast) -> None:
    """In the work of those who answer, and on the pages of a case with as many that were not taken."""
    counts = []
    for size in (1, 10):
        while Case.objects.count() < size:
            case = notified_case(cast)
            Case.objects.filter(pk=case.pk).update(working_together="WT2023")
            given = {"by": cast.manager, "case": case, "since": date(2026, 3, 19), "reason": "A new report."}
            for _ in range(size):
                take_back_restamp(by=cast.manager, restamp=propose_restamp(**given), why="Not yet.")
            restamp = propose_restamp(**given)
        rules = f"/cases/{case.reference}/rules/"
        counts.append(measured(cast, ("/", rules, f"{rules}{restamp.pk}/"), ("manager", "chair")).values())
    assert [*counts[0]] == [*counts[1]]
    assert max(counts[0]) <= MOST["case"]


def test_templates_ask_as_much_with_ten_that_wait_as_with_one(cast: Cast) -> None:
    counts = []
    kinds = sorted(WITH_TEMPLATE)
    for size in (1, 10):
        for kind in [kinds[0]] * size + kinds[:size]:
            for open_one in Template.objects.filter(kind=kind, ended_at=None):
                end_template(by=cast.manager, template=open_one, why="Not yet.")
            fit = Fit(kind, b"PK", Judgement([], [], []))
            propose_template(by=cast.manager, kind=kind, why="Our words.", fit=fit)
        last = Template.objects.filter(kind=kinds[0]).count()
        where = f"/templates/{kinds[0]}/"
        pages = ("/", "/templates/", where, f"{where}{last}/")
        counts.append(measured(cast, pages, ("manager", "chair")).values())
    assert [*counts[0]] == [*counts[1]]
    assert max(counts[0]) <= MOST["across"]


def test_reading_the_returns_asks_as_much_of_many_agencies_as_of_few(cast: Cast) -> None:
    counts = []
    for number in (0, 12):
        case = notified_case(cast)
        more = [
            add_agency(partnership=cast.barnet, kind=AgencyType.CHARITY_VCS, name=f"Charity {number} {one}",
                       email=f"c{number}x{one}@charity.example")
            for one in range(number)
        ]  # fmt: skip
        if more:
            ask_agencies(by=cast.manager, case=case, agencies=more)
        give_all(cast, case)
        pages = tuple(
            f"/cases/{case.reference}/{room}" for room in ("returns/read/", "returns/", "rapid-review/brief/")
        )
        counts.append([asked(signed_in(cast.chair), where) for where in pages])
    assert counts[0] == counts[1]


def test_the_first_page_asks_as_much_with_ten_walls_as_with_one(cast: Cast) -> None:
    """Interests to rule on, partners without a voice, stand-ins and emergencies, in one case or in ten."""
    counts = []
    for size in (1, 10):
        while Case.objects.count() < size:
            case = notified_case(cast)
            for who in (cast.dsp_police, cast.chair):
                note_interest(by=cast.manager, case=case, person=who.person, kind="direct", words="Named.")
            name_stand_in(
                by=cast.lsp_police,
                case=case,
                partner=Partner.POLICE,
                seat=cast.lapsed_deputy.seat,
                why="He can.",
            )
            open_in_emergency(by=cast.governance, reference=case.reference, reason="The aunt rang.")
        readers = ("manager", "dsp_la", "lsp_police", "lsp_la", "governance")
        counts.append({who: asked(signed_in(getattr(cast, who)), "/") for who in readers})
    assert counts[0] == counts[1]


def test_what_other_areas_share_asks_as_much_with_ten_invitations_as_with_one(cast: Cast) -> None:
    counts = []
    for size in (1, 10):
        while Case.objects.count() < size:
            area = invite_area(
                by=cast.stranger, case=devons(cast), area="Barnet", contact="Maya", invited_on=today(),
                asked="What did you know?", guest=cast.barnet,
            )  # fmt: skip
        counts.append([asked(signed_in(cast.manager), where) for where in ("/", f"/shared/{area.short}/")])
    assert counts[0] == counts[1]


def test_letters_ask_as_much_with_ten_on_as_many_cases_as_with_one(cast: Cast) -> None:
    """On the first page of those who answer, on the page over all cases, and on that of one case."""
    counts = []
    for size in (1, 10):
        while Case.objects.count() < size:
            case = notified_case(cast)
            noted = Noted(
                Way.IN, Party.PANEL, LetterMatter.INFORMATION_REQUEST, today(), Means.POST, "Who knew?",
                awaits=True, reply_by=today(), answerer=cast.chair.seat,
            )  # fmt: skip
            for _ in range(size):
                letter = note_letter(by=cast.manager, case=case, noted=noted)
        room = f"/cases/{case.reference}/letters/"
        pages = ("/", "/panel/", "/calendar/", room, f"{room}{letter.pk}/", f"{room}note/out/")
        counts.append([*measured(cast, pages, ("manager", "chair")).values()])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST["case"]


def test_reviewers_ask_as_much_with_ten_as_with_one(cast: Cast) -> None:
    """On the first page, in the register, on the shortlist of a case and about one who is on it."""
    counts = []
    case = decided_case(cast)
    for size in (1, 10):
        for number in range(case.reviewer_candidates.count(), size):
            reviewer = listed(cast, name=f"N {number}", email=f"n{number}@reviews.example")
            one = ready(cast, case, reviewer)
            note_work(
                by=cast.manager, candidate=one, agency=cast.met, name="", first_year=2010, last_year=None
            )
            add_past_work(by=cast.manager, reviewer=reviewer, year=2020, title="A review")
            note_complaint(by=cast.manager, received_on=today(), about="Late.", reviewer=reviewer)
        room = f"/cases/{case.reference}/practice-review/reviewers/"
        pages = ("/", "/calendar/", "/reviewers/", f"/reviewers/{reviewer.pk}/", "/reviewers/complaints/",
                 room, f"{room}{one.number}/")  # fmt: skip
        counts.append([*measured(cast, pages, ("manager", "chair", "dsp_la")).values()])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST["case"]


def devons(cast: Cast) -> Case:
    return refer(by=cast.stranger, answers=answers(what_happened="A girl was hurt at sea."))


def test_the_groups_pages_ask_as_much_of_many_members_as_of_few(cast: Cast) -> None:
    """Members of many agencies, each confirmed and about to lapse, one after another asked anew."""
    today = cast.manager.today
    counts = []
    meeting = called(cast, 7)
    for size in (2, 14):
        for number in range(Member.objects.count(), size):
            agency = add_agency(
                partnership=cast.barnet, kind=AgencyType.CHARITY_VCS, name=f"Charity {number}",
                email=f"c{number}@charity.example",
            )  # fmt: skip
            name_agency(by=cast.manager, agency=agency, name=f"Trust {number}", since=today)
            seats = [
                give_seat(
                    by=cast.manager, partnership=cast.barnet, email=f"{role}{number}@charity.example",
                    name=f"Person {number}", role=role, agency=agency, since=today, invited=False,
                )
                for role in (Role.LTRG_MEMBER, Role.AGENCY_SENIOR)
            ]  # fmt: skip
            made = add_member(by=cast.manager, seat=seats[0], kind=MemberKind.CORE, since=today)
            for _ in range(2):
                asked_of = acting(seats[1])
                asked_once = ask_to_confirm(by=cast.manager, member=made, senior=seats[1])
                confirm_member(
                    by=asked_of, attestation=asked_once, speaks_with_authority=True, commits_the_agency=True,
                    holds_to_account=True,
                )  # fmt: skip
            made.attestations.update(until=today)
        first = Member.objects.order_by("pk")[0]
        pages = (
            "/", "/group/members/", f"/group/members/{first.pk}/", "/group/members/add/", "/people/",
            f"/people/seats/{first.seat_id}/move/", f"/people/agencies/{first.seat.agency_id}/",
            f"/group/meetings/{meeting.pk}/", f"/group/meetings/{meeting.pk}/minutes/",
        )  # fmt: skip
        counts.append(measured(cast, pages, ("manager", "chair", "dsp_police")))
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST["across"]


def test_a_round_of_comments_asks_as_much_with_twelve_comments_as_with_one(cast: Cast) -> None:
    counts = []
    for number in (1, 12):
        case = notified_case(cast)
        seats = [cast.dsp_la.seat.pk, cast.dsp_police.seat.pk]
        ask_for_comments(by=cast.manager, case=case, seats=seats, until=today())
        for one in range(number):
            say_at_part(by=cast.dsp_la, case=case, section="incident", words=f"Comment {one}.")
        pages = (f"/cases/{case.reference}/rapid-review/report/comments/",)
        counts.append(measured(cast, pages, ("manager", "dsp_police")).values())
    assert [*counts[0]] == [*counts[1]]
    assert max(counts[0]) <= MOST["case"]
