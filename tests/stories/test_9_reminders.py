"""9. Reminders: the manager says on which days she does not work, and a digest leads to her work."""

from __future__ import annotations

import pytest

from safeguarding.cases.actions.reminding import remind
from safeguarding.cases.models import Deadline
from safeguarding.correspondence.models import Letter
from safeguarding.people.models import QuietDays
from safeguarding.statute.calendar import ONE_DAY, add_working_days
from tests.cases.builders import notified_case, today
from tests.people.cast import Cast
from tests.stories.conftest import Stage
from tests.stories.telling import DESKTOP, PHONE

pytestmark = pytest.mark.story


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_somebody_sets_quiet_days_and_sees_when_they_are_reminded_next(
    stage: Stage, cast: Cast, width: int
) -> None:
    case = notified_case(cast)
    due = add_working_days(today(), 6)
    Deadline.objects.filter(case=case).exclude(kind="rapid_review_to_panel").delete()
    Deadline.objects.filter(case=case).update(due_on=due)
    maya = stage.enter(cast.manager, width=width).opens("/").follows("Your reminders")
    maya.sees_the_page("Your reminders").sees("As things stand, the next one comes on", "with 1 thing")
    maya.answers(
        {"On which days do you not work?": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]},
        and_presses="Keep these days",
    ).is_told("One working day of the week stays open")
    maya.opens("/my-reminders/").answers(
        {
            "On which days do you not work?": ["Monday", "Friday"],
            "Away from": add_working_days(today(), 1),
            "Away until": due + ONE_DAY,
        },
        and_presses="Keep these days",
    )
    kept = QuietDays.objects.get()
    assert (kept.weekdays, kept.away_until) == ([0, 4], due + ONE_DAY)
    maya.sees("As things stand, the next one comes on", "cannot be switched off")
    maya.is_photographed("reminders" if width == DESKTOP else "reminders-phone", tall=1500)


def test_a_digest_leads_to_your_work(stage: Stage, cast: Cast) -> None:
    case = notified_case(cast)
    day = add_working_days(today(), 1)
    Deadline.objects.filter(case=case).exclude(kind="rapid_review_to_panel").delete()
    Deadline.objects.filter(case=case).update(due_on=day)
    remind(day)
    letter = Letter.objects.get(kind="digest", to_person=cast.manager.person)
    assert case.pseudonym not in letter.body
    maya = stage.enter(cast.manager).goes_to_their_mailbox(cast.manager.person.email)
    maya.sees("what waits for you", "One thing waits for you")


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_letter_that_did_not_arrive_is_seen_to(stage: Stage, cast: Cast, width: int) -> None:
    notified_case(cast)
    Letter.objects.filter(to_person=cast.chair.person).update(
        state=Letter.FAILED, sent_at=None, attempts=8, last_error="The mailbox is full."
    )
    maya = stage.enter(cast.manager, width=width).opens().follows("Letters that were not delivered")
    maya.sees("Ines Halloran", "The mailbox is full.").is_photographed(
        f"letters{'-phone' if width == PHONE else ''}", tall=1200
    )
    stage.enter(cast.sys_admin, width=width).opens("/letters/").sees("Background work").does_not_see(
        "Halloran"
    )
