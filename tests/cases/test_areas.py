"""A case that concerns more than one area: who leads, whom to invite, by when, and what they answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.cases.actions.areas import invite_area, note_area_answer
from safeguarding.cases.actions.notification import notify_panel
from safeguarding.cases.models import Area, Case
from safeguarding.cases.next_steps import work
from safeguarding.statute.answer import NotAllowed
from tests.cases.builders import routed_case, today
from tests.people.cast import Cast, signed_in


@pytest.fixture
def case(cast: Cast) -> Case:
    """Harmed in Barnet, lives in Devon; notified."""
    case = routed_case(cast)
    Case.objects.filter(pk=case.pk).update(area_of_incident="Barnet", area_of_residence="Devon")
    case.refresh_from_db()
    notify_panel(
        by=cast.notifier, case=case, sent_at=timezone.now() - timedelta(minutes=5), panel_reference="R-1",
        sender="Nadia Brill", other_areas=", ".join(case.other_areas),
    )  # fmt: skip
    return case


def invited(cast: Cast, case: Case, area: str = "Devon") -> Area:
    return invite_area(
        by=cast.manager, case=case, area=area, contact="Sorcha Pell, manager", invited_on=today(),
        asked="What did your agencies know?",
    )  # fmt: skip


def errands(cast: Cast) -> list[str]:
    return [item.title for item in work(cast.manager)]


def test_scenario_11_the_area_where_the_child_lives_is_invited_within_two_working_days(
    cast: Cast, case: Case
) -> None:
    line = case.deadlines.get(kind="consult_other_areas")
    assert line.met_on is None
    assert "Invite the other area to contribute" in errands(cast)
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/other-areas/").content.decode()
    assert "Barnet leads this case; Devon is concerned and has not been invited yet" in page

    invited(cast, case)

    assert case.deadlines.get(kind="consult_other_areas").met_on == today()
    assert "Invite the other area to contribute" not in errands(cast)
    page = signed_in(cast.chair).get(f"/cases/{case.reference}/other-areas/").content.decode()
    assert "Sorcha Pell, manager" in page
    assert "Waiting for an answer" in page


def test_an_answer_is_kept_and_shown(cast: Cast, case: Case) -> None:
    area = invited(cast, case)
    note_area_answer(by=cast.manager, area=area, answered_on=today(), answer="Known to their health visitor.")
    page = signed_in(cast.manager).get(f"/cases/{case.reference}/other-areas/").content.decode()
    assert "Known to their health visitor." in page
    assert "Waiting for an answer" not in page


def test_an_area_is_invited_once_however_it_is_written(cast: Cast, case: Case) -> None:
    invited(cast, case)
    with pytest.raises(NotAllowed) as refusal:
        invited(cast, case, " devon ")
    assert refusal.value.refused.code == "invited_already"
    assert case.areas.count() == 1


def test_dates_to_come_and_answers_before_the_question_are_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(NotAllowed) as refusal:
        invite_area(
            by=cast.manager, case=case, area="Devon", contact="Somebody", asked="What?",
            invited_on=today() + timedelta(days=1),
        )  # fmt: skip
    assert refusal.value.refused.code == "date_to_come"
    assert not case.areas.exists()
    area = invited(cast, case)
    with pytest.raises(NotAllowed) as refusal:
        note_area_answer(
            by=cast.manager, area=area, answered_on=today() - timedelta(days=1), answer="We knew nothing."
        )
    assert refusal.value.refused.code == "out_of_order"


def test_only_the_manager_invites(cast: Cast, case: Case) -> None:
    with pytest.raises(NotAllowed):
        invite_area(
            by=cast.dsp_police, case=case, area="Devon", contact="X", asked="Y", invited_on=today()
        )  # fmt: skip
    page = signed_in(cast.dsp_police).get(f"/cases/{case.reference}/other-areas/").content.decode()
    assert "The partnership manager invites another area to contribute." in page
    assert "Keep the invitation" not in page


def test_the_same_invitation_posted_twice_is_kept_once_and_what_was_typed_stays(
    cast: Cast, case: Case
) -> None:
    browser, here = signed_in(cast.manager), f"/cases/{case.reference}/other-areas/"
    day = today()
    said = {
        "which": "invite", "area": "Devon", "how": "telephone", "contact": "Sorcha Pell",
        "asked": "What did you know?",
        "invited_on-day": day.day, "invited_on-month": day.month, "invited_on-year": day.year,
    }  # fmt: skip
    assert browser.post(here, said).status_code == 302
    again = browser.post(here, said)
    assert case.areas.count() == 1
    if again.status_code != 302:
        assert "has been invited already" in again.content.decode()
        assert "What did you know?" in again.content.decode()


def test_without_another_area_nothing_is_asked(cast: Cast) -> None:
    case = routed_case(cast)
    notify_panel(
        by=cast.notifier, case=case, sent_at=timezone.now() - timedelta(minutes=5), panel_reference="R-2",
        sender="Nadia Brill",
    )  # fmt: skip
    assert not case.deadlines.filter(kind="consult_other_areas").exists()
    assert "Invite the other area to contribute" not in errands(cast)
