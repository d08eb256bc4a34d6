"""Whether a case exists is itself a secret (A04).

The same world with it and without it looks the same, to the byte.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from safeguarding.cases.actions.access import grant_access
from safeguarding.cases.actions.interests import exclude_person
from safeguarding.cases.actions.referral import refer
from safeguarding.cases.models import Case
from safeguarding.people.acting import Acting
from tests.cases.builders import answers, referred_case
from tests.people.cast import Cast, make_cast, signed_in
from tests.roles.pages import body

NAME = "Tobias Quillfeather"
PAGES = ["/", "/ended-cases/", "/find/", "/people/", "/seat/", "/delegation/", "/returns/", "/cases/",
         "/refer/barnet/form/sent/", "/refer/barnet/form/"]  # fmt: skip
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def cast(db: None, settings: Any, chain_verifies: None) -> Iterator[Cast]:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


def everything(browser: Client, cases: list[Case], secret: str) -> dict[str, bytes]:
    """All that a browser is told: across cases, by the search, of its own cases, at the secret's address."""
    found = {where: browser.get(where) for where in PAGES}
    found["search"] = browser.post("/find/", {"name": NAME, "once": "search"})
    for case in cases:
        for room in ("", "record/", "access/", "documents/", "safety/", "disagreement/"):
            found[f"own {case.reference} {room}"] = browser.get(f"/cases/{case.reference}/{room}")
    for room in ("", "record/", "route/", "returns/", "rapid-review/", "documents/receipt/", "access/1/end/"):
        found[f"secret {room}"] = browser.get(f"/cases/{secret}/{room}")
        found[f"posted to secret {room}"] = browser.post(f"/cases/{secret}/{room}", {"once": f"s{room}"})
    return {where: bytes(str(one.status_code), "ascii") + body(one.content) for where, one in found.items()}


def sealed(cast: Cast) -> Case:
    """A case like the others, sealed, with the chair named on it."""
    case = refer(by=cast.support, answers=answers())
    grant_access(by=cast.manager, case=case, seat=cast.chair.seat, reason="Named.")
    Case.objects.filter(pk=case.pk).update(sealed=True)
    return case


def walled(cast: Cast) -> Case:
    """A case from which one partner is walled off."""
    case = refer(by=cast.support, answers=answers())
    for who in (cast.dsp_police, cast.manager):
        exclude_person(by=cast.chair, case=case, person=who.person, reason="A neighbour.")
    return case


def another_areas(cast: Cast) -> Case:
    """Devon's case about the same child on the same day, sealed there."""
    case = refer(by=cast.stranger, answers=answers())
    Case.objects.filter(pk=case.pk).update(sealed=True)
    return case


@pytest.mark.parametrize(
    ("secret", "who"),
    [
        (sealed, "manager"), (sealed, "dsp_health"), (sealed, "scrutineer"), (sealed, "stranger"),
        (walled, "dsp_police"), (walled, "manager"), (walled, "stranger"),
        (another_areas, "manager"), (another_areas, "chair"), (another_areas, "member"),
        (sealed, "sys_admin"), (sealed, "auditor"), (sealed, "lapsed_deputy"),
    ],
)  # fmt: skip
def test_nothing_tells_that_a_hidden_case_exists(
    cast: Cast, secret: Callable[[Cast], Case], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker: Acting = getattr(cast, who)
    early = referred_case(cast, incident_on=date(2026, 11, 2), what_happened="A girl of nine did not wake.")
    own = [early] if who not in {"stranger", "sys_admin", "auditor", "lapsed_deputy", "member"} else []
    before = everything(signed_in(asker), own, "qqqqqqqq")
    hidden = secret(cast)
    after = everything(signed_in(asker), own, hidden.reference)
    told = [where for where in before if before[where] != after[where]]
    assert not told, f"{who} learns of it at {told}"


@pytest.mark.parametrize("secret", [sealed, another_areas, walled])
def test_a_new_case_about_the_same_child_names_no_hidden_one(
    cast: Cast, secret: Callable[[Cast], Case]
) -> None:
    """What a fresh referral is likened to is the same with and without the other."""
    hidden = secret(cast)
    case = referred_case(cast)
    assert case.referral.likely_duplicates == []
    assert hidden.reference.encode() not in signed_in(cast.manager).get(f"/cases/{case.reference}/").content


def test_a_duplicate_here_is_shown_to_the_manager_alone_and_never_to_the_referrer(cast: Cast) -> None:
    first = referred_case(cast)
    told = everything(signed_in(cast.referrer), [], "qqqqqqqq")
    second = referred_case(cast)
    assert [line["case"] for line in second.referral.likely_duplicates] == [first.reference]
    assert told == everything(signed_in(cast.referrer), [], "qqqqqqqq")
    for who in (cast.dsp_la, cast.support, cast.chair, cast.scrutineer):
        assert first.reference.encode() not in signed_in(who).get(f"/cases/{second.reference}/").content
    where = f"/cases/{second.reference}/"
    assert first.reference.encode() in signed_in(cast.manager).get(where).content
    Case.objects.filter(pk=first.pk).update(sealed=True)
    assert first.reference.encode() not in signed_in(cast.manager).get(where).content


def test_a_duplicate_in_another_area_says_only_whom_to_ask(cast: Cast) -> None:
    theirs = refer(by=cast.stranger, answers=answers())
    ours = referred_case(cast)
    assert ours.referral.likely_duplicates == [
        {"area": cast.devon.short_name, "why": "ask that area’s manager"}
    ]
    page = signed_in(cast.manager).get(f"/cases/{ours.reference}/").content.decode()
    assert "ask that area’s manager" in page
    for hidden in (theirs.reference, theirs.children.get().pseudonym + "’s", "Sorcha"):
        assert hidden not in page


def test_references_are_not_numbers_in_a_row(cast: Cast) -> None:
    found = {referred_case(cast, incident_on=NOW.date() - timedelta(days=n)).reference for n in range(8)}
    assert len(found) == 8
    assert all(len(one) >= 6 and not one.isdigit() for one in found)
    assert len({one[:3] for one in found}) > 1, os.linesep.join(sorted(found))
