"""A case that began before this system (it may enter at any stage, with true dates and a second person)."""

from datetime import timedelta

import pytest

from safeguarding.cases.actions.entry import Reached, confirm_entry, enter_case_where_it_is
from safeguarding.cases.models import Entry
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import answers, today
from tests.people.cast import Cast


def entered(cast: Cast, **changes: object) -> Entry:
    given: dict[str, object] = {
        "referred": today() - timedelta(days=9),
        "la_aware": today() - timedelta(days=9),
        "considered": today() - timedelta(days=8),
        "notified": today() - timedelta(days=7),
        "panel_reference": "CSPRP-1",
        "evidence": "The Panel’s receipt.",
    }
    return enter_case_where_it_is(
        by=cast.manager,
        answers=answers(incident_on=today() - timedelta(days=10)),
        reached=Reached(**{**given, **changes}),  # type: ignore[arg-type]  # what the test changes
    )


def test_nothing_follows_from_an_entry_until_a_second_person_confirms_it(cast: Cast) -> None:
    entry = entered(cast)
    assert not entry.case.deadlines.exists()
    with pytest.raises(NotAllowed) as no:
        confirm_entry(by=cast.manager, entry=entry)
    assert no.value.refused.code == "same_person"


def test_once_confirmed_the_clock_runs_from_the_true_date_of_the_notification(cast: Cast) -> None:
    case = confirm_entry(by=cast.chair, entry=entered(cast))
    assert case.deadlines.filter(kind="rapid_review_to_panel", met_on=None).exists()
    assert case.facts.get(kind="notified").before_system


def test_an_entry_with_dates_out_of_order_or_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as no:
        entered(cast, notified=today() - timedelta(days=20))
    assert no.value.refused.code == "out_of_order"
    with pytest.raises(NotAllowed) as no:
        entered(cast, met=today() + timedelta(days=1))
    assert no.value.refused.code == "date_to_come"


def test_an_entry_needs_its_evidence(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as no:
        entered(cast, evidence=" ")
    assert no.value.refused.code == "no_evidence"
