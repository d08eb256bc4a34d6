"""What was said on the telephone: noted, shown wherever one waits, corrected by a new line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from safeguarding.cases.models import Case
from safeguarding.cases.queries.history import history
from safeguarding.evidence import queries
from safeguarding.evidence.actions import note_telephone
from safeguarding.evidence.models import Request, TelephoneLine
from safeguarding.evidence.wording import rang
from safeguarding.rapid_reviews.queries import sources
from safeguarding.statute.answer import NotAllowed
from tests.evidence.builders import give_nil
from tests.people.cast import Cast, signed_in

MONDAY = date(2026, 11, 23)


def today() -> date:
    return timezone.localdate()


def rings(cast: Cast, request: Request, **changes: object) -> TelephoneLine:
    given = {
        "spoke_to": "Joan Petty, practice manager",
        "said": "The doctor is back then.",
        "rang_on": today(),
        "promised_on": today() + timedelta(days=2),
    }
    return note_telephone(by=cast.manager, request=request, **(given | changes))  # type: ignore[arg-type]


def one(case: Case, request: Request) -> str:
    return f"/cases/{case.reference}/returns/{request.short}/"


@pytest.mark.parametrize(
    ("later", "promised", "words"),
    [
        (2, 4, "Rang Monday, promised Friday"),
        (2, None, "Rang Monday"),
        (0, 0, "Rang today, promised today"),
        (3, 2, "Rang Monday, promised Wednesday, which has passed"),
        (14, 7, "Rang 23 November, promised 30 November, which has passed"),
    ],
)
def test_a_call_is_told_in_the_words_of_the_office(later: int, promised: int | None, words: str) -> None:
    """Read so many days after the Monday of the call, for a promise so many days after it."""
    by_when = None if promised is None else MONDAY + timedelta(days=promised)
    assert rang(MONDAY, by_when, MONDAY + timedelta(days=later)) == words


def test_a_call_is_noted_on_the_agencys_page_and_shown_wherever_one_waits(
    cast: Cast, case: Case, practice: Request
) -> None:
    manager, on = signed_in(cast.manager), today() + timedelta(days=2)
    form = {
        "which": "ring", "once": "c", "spoke_to": "Joan Petty", "said": "The doctor is back then.",
        "rang_on-day": today().day, "rang_on-month": today().month, "rang_on-year": today().year,
        "promised_on-day": on.day, "promised_on-month": on.month, "promised_on-year": on.year,
    }  # fmt: skip
    for _ in range(2):
        assert manager.post(one(case, practice), form).status_code == 302
    assert TelephoneLine.objects.count() == 1
    words = f"Rang today, promised {on:%A}"
    assert words in manager.get(f"/cases/{case.reference}/returns/").content.decode()
    page = manager.get(one(case, practice)).content.decode()
    assert words in page
    assert "The doctor is back then." in page
    assert any(f"(rang today, promised {on:%A})" in name for name in sources.returns(case).missing)
    told = history(case, cast.manager)[0]
    assert "noted a telephone call with an agency" in told["text"]
    assert "doctor" not in f"{told}"


def test_the_workspace_says_what_was_promised_where_it_says_what_stops(
    cast: Cast, case: Case, practice: Request
) -> None:
    for request in (
        Request.objects.filter(case=case).exclude(pk=practice.pk).select_related("contact", "case")
    ):
        give_nil(request)
    rings(cast, practice)
    page = signed_in(cast.chair).get(f"/cases/{case.reference}/rapid-review/").content.decode()
    assert "Mill Lane Surgery (rang today, promised" in page
    assert "Mill Lane Surgery (rang today" in next(
        item.waiting_for for item in queries.work(cast.manager) if item.waiting_for
    )


def test_a_promised_day_that_has_passed_is_shown_as_such(cast: Cast, case: Case, practice: Request) -> None:
    rings(cast, practice, rang_on=today() - timedelta(days=3), promised_on=today() - timedelta(days=1))
    line = next(line for line in queries.board(case) if line.short == practice.short)
    assert line.call.endswith("which has passed")
    give_nil(practice)
    again = Case.objects.get(pk=case.pk)
    assert next(one.call for one in queries.board(again) if one.short == practice.short) == ""


def test_a_correction_is_a_new_line_and_no_line_ever_changes(cast: Cast, practice: Request) -> None:
    first = rings(cast, practice)
    rings(cast, practice, promised_on=None)
    assert _call(practice) == "Rang today"
    with pytest.raises(DatabaseError), transaction.atomic():
        TelephoneLine.objects.filter(pk=first.pk).update(spoke_to="Somebody else")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"said": " "}, "with whom you spoke"),
        ({"spoke_to": ""}, "with whom you spoke"),
        ({"rang_on": timezone.localdate() + timedelta(days=1)}, "has not been made yet"),
        ({"promised_on": timezone.localdate() - timedelta(days=1)}, "lies before the call"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    cast: Cast, practice: Request, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        rings(cast, practice, **changes)


def test_only_those_who_run_the_case_note_calls(cast: Cast, practice: Request) -> None:
    for who in (cast.chair, cast.author, cast.stranger, cast.dsp_health):
        with pytest.raises(NotAllowed):
            note_telephone(by=who, request=practice, spoke_to="J", said="x", rang_on=today())


def _call(request: Request) -> str:
    case = Case.objects.get(pk=request.case_id)
    return next(line.call for line in queries.board(case) if line.short == request.short)
