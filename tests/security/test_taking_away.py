"""Files leave a case only once it is said for what and for whom, whichever room hands them out."""

from __future__ import annotations

from typing import Any

import pytest

from safeguarding.cases.queries.looking import Wanted, lines
from safeguarding.record.models import Look
from tests.pages import once_of, words
from tests.people.cast import events
from tests.roles.pages import address
from tests.roles.table import ROWS
from tests.roles.world import World, make_world

TAKEN = [
    ("cases:download_document", "chair", ""),
    ("cases:receipt", "chair", "the receipt of the notification (agree.eml)"),
    ("rapid_reviews:signature_evidence", "manager", "the e-mail behind a signature (agree.eml)"),
    ("chronology:original", "chair", "an agency’s chronology as it came ("),
    ("evidence:original", "author", "an agency’s chronology as it came"),
    ("evidence:original", "came_by_link", "an agency’s chronology as it came"),
    ("improvements:evidence_file", "manager", ""),
    ("improvements:evidence_file", "came_for_an_action", ""),
]
OUTSIDE = {"purpose": "outside", "recipient": "DI Moss, Metropolitan Police"}


@pytest.fixture
def world(db: None, settings: Any, chain_verifies: None) -> World:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return make_world()


def row(world: World, name: str) -> str:
    return address(world, next(one for one in ROWS if one.name == name))


def downloads() -> int:
    return Look.objects.filter(kind="downloaded").count()


def test_every_file_is_asked_for_what_and_for_whom_and_kept_once_for_each_saying(world: World) -> None:
    for name, who, told in TAKEN:
        where, browser, kept, looks = row(world, name), world.browser(who), events("take_file"), downloads()
        page = browser.get(where)
        assert "What is it for?" in words(page), (name, who)
        once = once_of(page)
        for wrong in ({}, {"purpose": "fun"}, {"purpose": "outside", "recipient": " "}):
            refused = browser.post(where, {"once": once, **wrong})
            assert refused.status_code == 422, (name, who, wrong)
            assert "Content-Disposition" not in refused
        assert "Who receives it?" in words(refused)
        assert (events("take_file"), downloads()) == (kept, looks), "a refusal keeps and hands out nothing"
        for _ in range(2):
            got = browser.post(where, {"once": once, **OUTSIDE})
            assert got.status_code == 200, (name, who)
            assert got["Content-Disposition"].startswith("attachment"), (name, who)
        assert events("take_file") == kept + 1, (name, who)
        browser.post(where, {"once": once, "purpose": "read"})
        assert events("take_file") == kept + 2, (
            f"{name}: said otherwise on the page as it stood, it is kept anew"
        )
        if told:
            person = world.people[who].person.pk
            said = "; ".join(
                one.sentence for one in lines(world.cast.chair, world.cases["main"], Wanted(person))[0]
            )
            assert told in said, (name, said)
            assert "a file" not in said


def test_one_sending_opens_one_file_only(world: World) -> None:
    browser = world.browser("manager")
    receipt, behind = row(world, "cases:receipt"), row(world, "rapid_reviews:signature_evidence")
    said = {"once": once_of(browser.get(receipt)), "purpose": "read"}
    browser.post(receipt, said)
    browser.post(behind, said)
    assert events("take_file", what="receipt") == 1
    assert events("take_file", what="signature_evidence") == 1


def test_the_case_tells_what_was_taken_away_by_whom_and_for_whom(world: World) -> None:
    main = world.cases["main"]
    for name, who, _ in TAKEN[:6]:
        browser, where = world.browser(who), row(world, name)
        browser.post(where, {"once": once_of(browser.get(where)), **OUTSIDE})
    told = words(world.browser("manager").get(f"/cases/{main.reference}/documents/"))
    for kind in (
        "the receipt of the notification",
        "the e-mail behind a signature",
        "an agency’s chronology as it came",
    ):
        assert f"took away a file: {kind}." in told
    assert told.count("Received by: DI Moss, Metropolitan Police.") == 6
    overview = words(world.browser("notifier").get(f"/cases/{main.reference}/"))
    assert "DI Moss" not in overview, "the recipients are for those who read the record"


def test_what_is_exempt_keeps_a_look(world: World) -> None:
    for name, who, kind in (
        ("evidence:letter_file", "author", "s16h_request"),
        ("evidence:offline_form", "came_by_link", "answer_form"),
        ("chronology:taken_file", "chair", "chronology"),
    ):
        assert world.browser(who).get(row(world, name))["Content-Disposition"].startswith("attachment")
        assert Look.objects.filter(kind="downloaded").latest("pk").what.startswith(kind)


def test_whoever_is_kept_apart_between_page_and_press_has_nothing(world: World) -> None:
    from safeguarding.cases.actions.interests import exclude_person

    browser, where = world.browser("dsp_health"), row(world, "cases:receipt")
    said = {"once": once_of(browser.get(where)), "purpose": "read"}
    exclude_person(
        by=world.cast.chair, case=world.cases["main"], person=world.cast.dsp_health.person, reason="Related."
    )
    assert browser.post(where, said).status_code == 404
    assert events("take_file", what="receipt") == 0
